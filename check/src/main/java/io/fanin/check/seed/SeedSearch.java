package io.fanin.check.seed;

import io.fanin.internal.require.Require;
import io.fanin.law.Initializer;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Uniform;
import io.fanin.random.Position;
import io.fanin.random.TorchCpu;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/// Which `torch.manual_seed`, and which position of its stream, gave values: a search over all
/// seeds, of which PyTorch's CPU generator takes the low 32 bits.
///
/// A value of a uniform law, or a pair of a normal one, leaves few words that it can come from. So
/// the words of each seed are looked at first; where they pass, the whole tensor is drawn and
/// compared. What is found reproduces every value, and nothing that does is missed.
///
/// The tensor was drawn whole, contiguous, in its dtype, while no second normal waited. A search is
/// a value; the methods that change one give another.
public final class SeedSearch {
    /// 2³²: how many seeds there are.
    public static final long SEEDS = 1L << 32;

    /// The last position that is searched.
    public static final long LAST_POSITION = 65_535;

    private static final long USUAL_POSITIONS = 64;

    /// Tests that all but one in 2⁸⁰ fail by chance tell enough.
    private static final double ENOUGH = 0x1p-80;

    private static final int SEEDS_OF_PIECE = 1 << 18;

    private final Law law;
    private final Shape shape;
    private final DType dtype;
    private final Observed values;
    private final TorchVersion version;
    private final Range seeds;
    private final Range positions;
    private final List<WordTest> tests;

    /// Both ends included.
    private record Range(long first, long last) {
        long count() {
            return last - first + 1;
        }
    }

    private SeedSearch(
            Law law,
            Shape shape,
            DType dtype,
            Observed values,
            TorchVersion version,
            Range seeds,
            Range positions,
            List<WordTest> tests) {
        this.law = law;
        this.shape = shape;
        this.dtype = dtype;
        this.values = values;
        this.version = version;
        this.seeds = seeds;
        this.positions = positions;
        this.tests = tests;
    }

    /// A search among all seeds and the positions 0 to 63 of PyTorch 2.10.
    ///
    /// @param shape of the whole tensor
    /// @param dtype that it was drawn in
    /// @param values all of its values, or the first of them
    /// @throws IllegalArgumentException if there are more values than the shape has, the law is
    ///   none of those that can be searched for, uniform and normal ones, or the values tell
    ///   nothing of any word, as a single one of a normal law does
    public static SeedSearch of(
            Initializer initializer, Shape shape, DType dtype, Observed values) {
        Require.present("values", values);
        Law law = Require.present("initializer", initializer).law(Require.present("shape", shape));
        if (values.count() > shape.count()) {
            throw new IllegalArgumentException(
                    "a tensor of shape "
                            + shape
                            + " has "
                            + shape.count()
                            + " values; got "
                            + values.count());
        }
        List<WordTest> tests = tests(law, values, shape.count(), Require.present("dtype", dtype));
        if (tests.isEmpty()) {
            throw new IllegalArgumentException(
                    "the values tell nothing of the words that they were made of; normals need two"
                            + " values, and nine from a tensor of 16 or more");
        }
        return new SeedSearch(
                law,
                shape,
                dtype,
                values,
                TorchVersion.V2_10,
                new Range(0, SEEDS - 1),
                new Range(0, USUAL_POSITIONS - 1),
                tests);
    }

    private static List<WordTest> tests(Law law, Observed values, long count, DType dtype) {
        return switch (law) {
            case Uniform uniform when uniform.lower() < uniform.upper() ->
                    WordTests.of(uniform, values, count, dtype);
            case Normal normal when normal.std() > 0 -> WordTests.of(normal, values, count, dtype);
            default ->
                    throw new IllegalArgumentException(
                            "values of "
                                    + law
                                    + " tell no seed; those of uniform and normal laws do, where"
                                    + " they are not all the same");
        };
    }

    /// The same search in the bits of another PyTorch.
    public SeedSearch version(TorchVersion version) {
        return new SeedSearch(
                law,
                shape,
                dtype,
                values,
                Require.present("version", version),
                seeds,
                positions,
                tests);
    }

    /// The same search among the seeds `first` to `last`, both included, in 0 to 2³² − 1.
    public SeedSearch seeds(long first, long last) {
        Require.between("last seed", 0, SEEDS - 1, last);
        Require.between("first seed", 0, last, first);
        return new SeedSearch(
                law, shape, dtype, values, version, new Range(first, last), positions, tests);
    }

    /// The same search at the positions `first` to `last`, both included: 32-bit words drawn before
    /// the tensor, in 0 to [#LAST_POSITION].
    public SeedSearch positions(long first, long last) {
        Require.between("last position", 0, LAST_POSITION, last);
        Require.between("first position", 0, last, first);
        return new SeedSearch(
                law, shape, dtype, values, version, seeds, new Range(first, last), tests);
    }

    /// What is drawn.
    public Law law() {
        return law;
    }

    /// How many pairs of seed and position reproduce such values by chance alone, on average; more
    /// than that, if anything. Where it is not far below 1, a find proves nothing.
    public double chanceFinds() {
        return seeds.count() * (double) positions.count() * probability(tests);
    }

    private static double probability(List<WordTest> tests) {
        return tests.stream().mapToDouble(WordTest::probability).reduce(1, (a, b) -> a * b);
    }

    /// The first value that the law can't give, with the reason, if there is one; then no seed can
    /// be found.
    public Optional<String> contradiction() {
        if (!(law instanceof Uniform(double lower, double upper))) {
            return Optional.empty();
        }
        for (long i = 0; i < values.count(); i++) {
            if (!(values.upper(i) >= dtype.round(lower) && values.lower(i) <= dtype.round(upper))) {
                return Optional.of(
                        "value "
                                + (i + 1)
                                + ", about "
                                + (float) ((values.lower(i) + values.upper(i)) / 2)
                                + ", lies outside "
                                + law);
            }
        }
        return Optional.empty();
    }

    /// Searches on all cores.
    ///
    /// @param found gets what is found, one at a time, as it is found
    /// @param progress gets the share that is done, in [0, 1], one at a time
    /// @return all that was found, by seed and position
    public List<Origin> run(Consumer<Origin> found, DoubleConsumer progress) {
        return run(SeedLanes.chosen(), found, progress);
    }

    /// Searches on all cores, silently.
    public List<Origin> run() {
        return run(origin -> {}, share -> {});
    }

    List<Origin> run(SeedLanes lanes, Consumer<Origin> found, DoubleConsumer progress) {
        if (contradiction().isPresent()) {
            return List.of();
        }
        int pieces = Math.toIntExact(Math.ceilDiv(seeds.count(), SEEDS_OF_PIECE));
        List<WordTest> sharpest = sharpest();
        Search search = new Search(found, progress, pieces);
        IntStream.range(0, pieces)
                .parallel()
                .forEach(piece -> {
                    long from = seeds.first + (long) piece * SEEDS_OF_PIECE;
                    new SeedScan(lanes, sharpest, (int) positions.first, (int) positions.last)
                            .scan(
                                    from,
                                    Math.min(from + SEEDS_OF_PIECE, seeds.last + 1),
                                    search::check);
                    search.done();
                });
        return search.origins();
    }

    /// As many of the tests as tell enough, those of the first words, the sharpest one first.
    private List<WordTest> sharpest() {
        List<WordTest> chosen = new ArrayList<>();
        double left = 1;
        for (WordTest test :
                tests.stream().sorted(Comparator.comparingInt(WordTest::offset)).toList()) {
            if (left > ENOUGH) {
                chosen.add(test);
                left *= test.probability();
            }
        }
        chosen.sort(Comparator.comparingDouble(WordTest::probability));
        return chosen;
    }

    private boolean reproduces(Origin origin) {
        Tensor drawn = Tensor.zeros(dtype, shape);
        new TorchCpu(version, origin.seed())
                .draw(
                        law,
                        Slice.all(shape),
                        drawn,
                        new Position(origin.position(), Position.NONE),
                        null);
        for (long i = 0; i < values.count(); i++) {
            double value = drawn.get(i);
            if (!(value >= values.lower(i) && value <= values.upper(i))) {
                return false;
            }
        }
        return true;
    }

    /// What the threads of one run share.
    private final class Search {
        private final Consumer<Origin> found;
        private final DoubleConsumer progress;
        private final int pieces;
        private final List<Origin> origins = new ArrayList<>();
        private int done;

        Search(Consumer<Origin> found, DoubleConsumer progress, int pieces) {
            this.found = found;
            this.progress = progress;
            this.pieces = pieces;
        }

        void check(long seed, int position) {
            Origin origin = new Origin(seed, position);
            if (reproduces(origin)) {
                synchronized (this) {
                    origins.add(origin);
                    found.accept(origin);
                }
            }
        }

        synchronized void done() {
            progress.accept(++done / (double) pieces);
        }

        synchronized List<Origin> origins() {
            origins.sort(
                    Comparator.comparingLong(Origin::seed).thenComparingLong(Origin::position));
            return List.copyOf(origins);
        }
    }
}
