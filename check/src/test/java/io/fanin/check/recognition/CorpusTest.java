package io.fanin.check.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.law.LawTest;
import io.fanin.check.report.Recognition;
import io.fanin.check.scan.Scan;
import io.fanin.init.TorchInit;
import io.fanin.law.Law;
import io.fanin.model.inference.LayerGuess;
import io.fanin.random.TorchGenerator;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/// Every scheme of `torch.nn.init`, drawn into tensors of many shapes, is named. Run with
/// `-Dfanin.seeds=20` for the whole corpus.
class CorpusTest {
    private static final int SEEDS = Integer.getInteger("fanin.seeds", 1);

    /// Each text of a scheme with the name that is to be found.
    private static final Map<String, String> SCHEMES =
            Map.ofEntries(
                    Map.entry("uniform(-0.1, 0.1)", "uniform(-0.1, 0.1)"),
                    Map.entry("uniform(0, 1)", "uniform()"),
                    Map.entry("normal(std=0.02)", "normal(std=0.02)"),
                    Map.entry("normal", "normal(std=1)"),
                    Map.entry("trunc_normal", "trunc_normal(std=1, -2, 2)"),
                    Map.entry("trunc_normal(std=0.02)", "trunc_normal(std=0.02)"),
                    Map.entry(
                            "trunc_normal(std=0.02, a=-0.04, b=0.04)",
                            "trunc_normal(std=0.02, -0.04, 0.04)"),
                    Map.entry("constant(0.5)", "constant(0.5)"),
                    Map.entry("ones", "ones"),
                    Map.entry("zeros", "zeros"),
                    Map.entry("eye", "eye"),
                    Map.entry("dirac", "dirac"),
                    Map.entry("xavier_uniform", "xavier_uniform"),
                    Map.entry("xavier_normal", "xavier_normal"),
                    Map.entry("kaiming_uniform(relu)", "kaiming_uniform(relu, fan_in)"),
                    Map.entry("kaiming_uniform(relu, fan_out)", "kaiming_uniform(relu, fan_out)"),
                    Map.entry("kaiming_normal(relu)", "kaiming_normal(relu, fan_in)"),
                    Map.entry("kaiming_normal(relu, fan_out)", "kaiming_normal(relu, fan_out)"),
                    Map.entry("kaiming_uniform(tanh)", "kaiming_uniform(tanh, fan_in)"),
                    Map.entry("kaiming_normal(linear)", "kaiming_normal(linear, fan_in)"),
                    Map.entry(
                            "kaiming_uniform(a=2.23606797749979)", "kaiming_uniform(a=√5, fan_in)"),
                    Map.entry("orthogonal", "orthogonal"),
                    Map.entry("orthogonal(gain=1.4142135623730951)", "orthogonal(gain=√2)"),
                    Map.entry("sparse(0.1)", "sparse(0.1, std=0.01)"));

    private static final List<Shape> SHAPES =
            List.of(
                    Shape.of(4, 2),
                    Shape.of(1, 4),
                    Shape.of(4, 4),
                    Shape.of(8, 3),
                    Shape.of(5, 12),
                    Shape.of(10, 10),
                    Shape.of(6, 1, 5, 5),
                    Shape.of(16, 12),
                    Shape.of(20, 15),
                    Shape.of(16, 6, 3, 3),
                    Shape.of(10, 84),
                    Shape.of(32, 31),
                    Shape.of(16, 3, 5, 5),
                    Shape.of(32, 48),
                    Shape.of(16, 6, 5, 5),
                    Shape.of(64, 64),
                    Shape.of(8, 512),
                    Shape.of(512, 8),
                    Shape.of(32, 16, 3, 3),
                    Shape.of(84, 120),
                    Shape.of(64, 3, 7, 7),
                    Shape.of(100, 100),
                    Shape.of(120, 256),
                    Shape.of(256, 120),
                    Shape.of(64, 64, 3, 3),
                    Shape.of(192, 192),
                    Shape.of(128, 512),
                    Shape.of(512, 128),
                    Shape.of(1000, 64),
                    Shape.of(16, 8, 3, 3, 3),
                    Shape.of(128, 64, 3, 3),
                    Shape.of(256, 512),
                    Shape.of(384, 384),
                    Shape.of(300, 700),
                    Shape.of(64, 64, 7, 7),
                    Shape.of(128, 128, 3, 3),
                    Shape.of(768, 256),
                    Shape.of(50, 5000),
                    Shape.of(512, 512),
                    Shape.of(30, 20, 20));

    private static final LayerGuess NOTHING =
            new LayerGuess("", List.of(), Optional.empty(), Optional.empty());

    private final LawTest tests = new LawTest(TorchVersion.V1_13);
    private final Recognizer recognizer = new Recognizer(tests);

    private record Score(int right, int first, int all) {
        Score and(boolean named, boolean isFirst) {
            return new Score(right + (named ? 1 : 0), first + (isFirst ? 1 : 0), all + 1);
        }
    }

    @Test
    void schemesAreNamedInNinetyNineOfAHundredTensorsOfAThousandValuesAndMore() {
        TreeMap<Integer, Score> bySize = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        SCHEMES.forEach((text, name) -> {
            for (Shape shape : SHAPES) {
                for (int seed = 0; seed < SEEDS; seed++) {
                    one(text, name, shape, seed, bySize, wrong);
                }
            }
        });
        bySize.forEach((size, score) ->
                System.out.println(
                        "10^"
                                + size
                                + ": named "
                                + score.right
                                + ", first "
                                + score.first
                                + " of "
                                + score.all));
        wrong.stream().limit(60).forEach(System.out::println);
        int all = bySize.tailMap(3).values().stream().mapToInt(Score::all).sum();
        int right = bySize.tailMap(3).values().stream().mapToInt(Score::right).sum();
        assertThat((double) right / all).isGreaterThanOrEqualTo(0.99);
    }

    private void one(
            String text,
            String name,
            Shape shape,
            int seed,
            Map<Integer, Score> bySize,
            List<String> wrong) {
        Law law;
        try {
            law = TorchInit.parse(text).law(shape);
        } catch (IllegalArgumentException e) {
            return; // no eye beyond matrices, no dirac of matrices
        }
        Tensor tensor = Tensor.zeros(DType.F32, shape);
        TorchGenerator.seed(seed).fill(tensor, law);
        Recognition found =
                recognizer.of(tensor, Scan.of(tensor, ForkJoinPool.commonPool()), NOTHING);
        boolean named = found.schemes().contains(name);
        boolean first = named && found.schemes().getFirst().equals(name);
        int size = (int) Math.log10((double) shape.count());
        bySize.merge(size, new Score(0, 0, 0).and(named, first), (a, _) -> a.and(named, first));
        if (!named && shape.count() >= 1000) {
            wrong.add(text + " " + shape + " seed " + seed + ": " + found);
        }
    }
}
