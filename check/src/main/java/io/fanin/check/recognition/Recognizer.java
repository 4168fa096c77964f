package io.fanin.check.recognition;

import io.fanin.check.law.LawTest;
import io.fanin.check.recognition.Ranking.Ranked;
import io.fanin.check.report.Recognition;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.RowFigures;
import io.fanin.check.scan.Scan;
import io.fanin.init.TorchInit;
import io.fanin.law.Constant;
import io.fanin.law.Law;
import io.fanin.law.Uniform;
import io.fanin.model.inference.LayerGuess;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Says which law explains the values of a tensor best, and which schemes have it.
///
/// Laws of independent values are compared by their likelihood: those of known schemes as they are,
/// and one of each [Form] with the numbers that fit best. The likeliest must then pass every test
/// of [Goodness], which trained values hardly do. Safe for use by several threads.
public final class Recognizer {
    /// Fewer values may look uniform by chance.
    private static final int LEAST_UNIFORM = 64;

    /// Fewer values may look normal by chance: a matrix, by its rows and columns too, and a vector.
    private static final int LEAST_NORMAL = 1000;

    private static final int LEAST_NORMAL_VECTOR = 4096;

    /// A law that no scheme has needs more to be believed.
    private static final int NAMELESS = 4;

    /// Values beyond are no initialization's, and their eighth powers are no numbers.
    private static final double MOST = 1e30;

    private static final double LEAST = 1e-30;

    /// Structures of fewer values come about by chance.
    private static final int LEAST_STRUCTURE = 16;

    /// Laws that are tried, the likeliest first.
    private static final int MOST_LAWS = 3;

    private final LawTest tests;

    public Recognizer(LawTest tests) {
        this.tests = tests;
    }

    /// @param figures the tensor's own
    public Recognition of(Tensor tensor, Figures figures, LayerGuess guess) {
        long strange = figures.nan() + figures.infinite();
        if (figures.count() == 0) {
            return Recognition.unknown("no values");
        }
        if (strange > 0) {
            return Recognition.unknown(
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d values NaN or infinite",
                            strange,
                            figures.count()));
        }
        double reach = Math.max(Math.abs(figures.min()), Math.abs(figures.max()));
        if (reach > MOST || (reach < LEAST && reach > 0)) {
            return Recognition.unknown("values up to " + Decimal.of(Decimal.round(reach, 3)));
        }
        if (figures.min() == figures.max()) {
            return constant(figures, guess);
        }
        if (!figures.dtype().isFloatingPoint()) {
            return Recognition.unknown("integers");
        }
        Optional<Law> structure = new Structure(tests, tensor, figures).find();
        if (structure.isPresent()) {
            return new Recognition(
                    structure,
                    List.of(Structure.name(structure.get())),
                    structure.get().isRandom() && figures.count() >= LEAST_STRUCTURE,
                    "");
        }
        OptionalInt empty = emptyRow(figures);
        return empty.isPresent()
                ? withoutRow(empty.getAsInt(), tensor, guess)
                : independent(tensor, figures, guess);
    }

    private static Recognition constant(Figures figures, LayerGuess guess) {
        double value = Decimal.shortest(figures.min(), figures.dtype());
        Law law = new Constant(value == 0 ? 0 : value);
        boolean isDefault =
                Schemes.construction(figures.shape(), guess).filter(law::equals).isPresent();
        String note = figures.count() == 1 ? "1 value" : "";
        if (figures.count() == 1 && value != 0 && value != 1 && !isDefault) {
            return Recognition.unknown(note);
        }
        List<String> names = new ArrayList<>(List.of(TorchInit.text(law)));
        if (isDefault) {
            names.add(Schemes.DEFAULT);
        }
        return new Recognition(Optional.of(law), names, false, note);
    }

    /// The one row of zeros, as a padding token's is, of a tensor with others.
    private static OptionalInt emptyRow(Figures figures) {
        Optional<RowFigures> rows = figures.rows();
        if (rows.isEmpty() || rows.get().rows() < 3 || figures.zeros() < rows.get().columns()) {
            return OptionalInt.empty();
        }
        int[] empty =
                IntStream.range(0, rows.get().rows())
                        .filter(row -> rows.get().zeros(row) == rows.get().columns())
                        .limit(2)
                        .toArray();
        return empty.length == 1 ? OptionalInt.of(empty[0]) : OptionalInt.empty();
    }

    /// What explains the longer part before or behind a row of zeros.
    private Recognition withoutRow(int row, Tensor tensor, LayerGuess guess) {
        long behind = tensor.shape().dim(0) - row - 1;
        Tensor part = row > behind ? tensor.narrow(0, 0, row) : tensor.narrow(0, row + 1, behind);
        Figures figures = Scan.of(part);
        if (figures.min() == figures.max()) {
            return Recognition.unknown("");
        }
        Recognition found = independent(part, figures, guess);
        return found.law().isEmpty()
                ? found
                : new Recognition(
                        found.law(),
                        found.schemes(),
                        found.fresh(),
                        join("row " + row + " is 0", found.note()));
    }

    private Recognition independent(Tensor tensor, Figures figures, LayerGuess guess) {
        Sample sample = Sample.of(figures, tests.distributions());
        Ranking ranking = Ranking.of(sample, guess);
        String fault = "";
        for (Ranked each : ranking.laws(MOST_LAWS)) {
            Goodness fit = Goodness.of(each.law(), sample, tests, tensor);
            if (fit.holds()) {
                Recognition found = recognized(each, ranking, fit, figures, guess);
                return sample.hasOutliers() ? clipped(found, sample.clipped()) : found;
            }
            fault =
                    fault.isEmpty()
                            ? "nearest is " + each.law() + ", but for " + fit.fault()
                            : fault;
        }
        return Recognition.unknown(fault);
    }

    /// Single values at a bound far out keep the others from being tested as a whole.
    private static Recognition clipped(Recognition found, long count) {
        return new Recognition(
                found.law(),
                found.schemes(),
                false,
                join(count + " at a bound far out", found.note()));
    }

    private static Recognition recognized(
            Ranked chosen, Ranking ranking, Goodness fit, Figures figures, LayerGuess guess) {
        boolean isNamed = chosen.scheme().isNamed();
        boolean isClear = ranking.forms().size() == 1 || figures.count() >= LEAST_NORMAL;
        String note = ranking.note(chosen);
        boolean isFresh = isClear && figures.count() >= leastFresh(chosen.law(), figures, isNamed);
        if (!isClear || !(isNamed || isFresh)) {
            String open = note.isEmpty() ? figures.count() + " values fit " + chosen.law() : note;
            return new Recognition(Optional.empty(), ranking.names(chosen), false, open);
        }
        List<String> names = ranking.names(chosen);
        boolean isHalf = fit.drawn() == DType.BF16 || fit.drawn() == DType.F16;
        return new Recognition(
                Optional.of(chosen.law()),
                names,
                isFresh,
                join(
                        join(note, isHalf ? "drawn in " + fit.drawn().torchName() : ""),
                        names.isEmpty() ? "" : layout(names.getFirst(), guess)));
    }

    /// PyTorch's functions take every weight for `[out, in]`.
    private static String layout(String name, LayerGuess guess) {
        String type = guess.type();
        boolean isTransposed = type.equals("Conv1D") || type.startsWith("ConvTranspose");
        if (!isTransposed || !name.contains("fan_")) {
            return "";
        }
        boolean isIn = name.contains("fan_in");
        return (isIn ? "fan_in" : "fan_out")
                + " of "
                + type
                + " counts its "
                + (isIn ? "outputs" : "inputs");
    }

    private static long leastFresh(Law law, Figures figures, boolean isNamed) {
        boolean isVector = figures.rows().isEmpty();
        long least =
                law instanceof Uniform
                        ? LEAST_UNIFORM
                        : isVector ? LEAST_NORMAL_VECTOR : LEAST_NORMAL;
        return isNamed ? least : NAMELESS * least;
    }

    private static String join(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + "; " + other;
    }
}
