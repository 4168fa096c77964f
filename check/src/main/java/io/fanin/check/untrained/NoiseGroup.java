package io.fanin.check.untrained;

import io.fanin.check.scan.RowFigures;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Rows of a table that are noise around one point, while the others are not.
///
/// They are found without being told where to look. Where the norms crowd, a sample of rows shows
/// whether they are [Noise]; if so, the point is moved to the mean of all rows that lie around it
/// as far as the noise does, until these rows stay the same. That few rows lie a little further out
/// says that the group ends, and is not the middle of rows that differ more or less.
///
/// @param elsewhere how far the other rows lie from the point: the median, by a sample
record NoiseGroup(BitSet rows, Noise noise, double elsewhere) {
    /// Fewer rows may look like noise by chance.
    static final int LEAST_ROWS = 16;

    /// With fewer columns, the rows of trained tables may look like noise.
    static final int LEAST_COLUMNS = 64;

    private static final int SAMPLE = 256;

    /// Values of a sample, at most; it is at least 64 rows.
    private static final int SAMPLE_VALUES = 1 << 20;

    private static final int ROUNDS = 4;

    /// What is looked at beyond the noise, as a part of its distance, and how many rows may be
    /// there for each of the group.
    private static final double MARGIN = 0.25;

    private static final double MOST_IN_MARGIN = 0.25;

    /// Closer together than this part of their distance from others, rows need not be independent:
    /// they were copied, and perturbed a little.
    private static final double NEARLY_EQUAL = 0.01;

    static List<NoiseGroup> find(Tensor table, RowFigures figures) {
        List<NoiseGroup> found = new ArrayList<>();
        if (figures.columns() < LEAST_COLUMNS) {
            return found;
        }
        NormPeaks peaks = NormPeaks.of(figures);
        BitSet taken = new BitSet();
        for (int peak : peaks.find(LEAST_ROWS)) {
            BitSet crowd = new BitSet();
            for (int row = 0; row < figures.rows(); row++) {
                crowd.set(row, peaks.holds(peak, figures.squares(row)));
            }
            crowd.andNot(taken);
            around(crowd, table, figures)
                    .filter(group -> !group.rows.intersects(taken))
                    .ifPresent(group -> {
                        found.add(group);
                        taken.or(group.rows);
                    });
        }
        return found;
    }

    private static Optional<NoiseGroup> around(BitSet crowd, Tensor table, RowFigures figures) {
        BitSet rows = crowd;
        for (int round = 1; ; round++) {
            if (rows.cardinality() < LEAST_ROWS || rows.cardinality() == figures.rows()) {
                return Optional.empty();
            }
            BitSet others = (BitSet) rows.clone();
            others.flip(0, figures.rows());
            Optional<Noise> noise = Noise.of(sample(table, rows));
            if (noise.isEmpty()) {
                return Optional.empty();
            }
            double[] center = noise.get().center();
            double elsewhere = RowSample.median(sample(table, others).distances(center));
            NoiseGroup group = new NoiseGroup(new BitSet(), noise.get(), elsewhere);
            if (!group.isNearlyEqual() && !group.noise.isIndependent()) {
                return Optional.empty();
            }
            int beyond = group.gather(table, figures);
            if (group.rows.equals(rows) || round == ROUNDS) {
                return beyond <= MOST_IN_MARGIN * group.rows.cardinality()
                        ? Optional.of(group)
                        : Optional.empty();
            }
            rows = group.rows;
        }
    }

    /// Adds the rows that lie as far from the point as the noise does.
    ///
    /// @return how many lie a little further out
    private int gather(Tensor table, RowFigures figures) {
        double least = isNearlyEqual() ? 0 : noise.least();
        double most = isNearlyEqual() ? 4 * noise.distance() : noise.most();
        double margin = most + MARGIN * noise.distance();
        double offset = noise.offset();
        double[] row = new double[noise.center().length];
        int beyond = 0;
        for (int i = 0; i < figures.rows(); i++) {
            // The norm of what lies so near the point differs no more from the point's.
            if (Math.abs(Math.sqrt(figures.squares(i)) - offset) > margin) {
                continue;
            }
            RowSample.read(table, i, row);
            double distance = RowSample.distance(row, noise.center());
            if (distance >= least && distance <= most) {
                rows.set(i);
            } else if (distance > most && distance <= margin) {
                beyond++;
            }
        }
        return beyond;
    }

    /// Rows at even distances among those given.
    private static RowSample sample(Tensor table, BitSet rows) {
        int most = Math.clamp(SAMPLE_VALUES / Math.max(RowSample.columns(table), 1), 64, SAMPLE);
        int[] numbers = rows.stream().toArray();
        int count = Math.min(numbers.length, most);
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            chosen[i] = numbers[(int) ((long) i * numbers.length / count)];
        }
        return RowSample.of(table, chosen);
    }

    /// Whether the rows are equal but for less than a percent.
    boolean isNearlyEqual() {
        return noise.distance() < NEARLY_EQUAL * elsewhere;
    }

    /// Whether the point can't be told from 0: the mean of rows of noise is so far off.
    boolean isCentered() {
        int used = Math.min(rows.cardinality(), SAMPLE);
        return noise.offset() < 2 * noise.distance() / Math.sqrt(used);
    }
}
