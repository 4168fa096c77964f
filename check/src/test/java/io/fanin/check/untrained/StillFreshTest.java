package io.fanin.check.untrained;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Finding.Rows;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Severity;
import io.fanin.check.rule.FileRule;
import io.fanin.init.TorchInit;
import io.fanin.random.TorchGenerator;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StillFreshTest {
    private static final String MEND =
            "load the tensor under the name that the model gives it, or train it";

    private final TorchGenerator generator = TorchGenerator.seed(1);
    private final TrainedWeights weights = new TrainedWeights(1);
    private final SequencedMap<String, Tensor> file = new LinkedHashMap<>();

    private Tensor drawn(String scheme, long... dims) {
        Tensor tensor = Tensor.zeros(DType.F32, Shape.of(dims));
        generator.fill(tensor, TorchInit.parse(scheme));
        return tensor;
    }

    private List<Finding> look(FileRule rule) {
        return rule.look(Subjects.digests(file), Expectation.TRAINED);
    }

    private void block(String name) {
        file.put(name + ".fc.weight", weights.matrix(128, 64));
        file.put(name + ".fc.bias", weights.vector(128, 0));
        file.put(name + ".norm.weight", weights.vector(128, 1));
        file.put(name + ".norm.bias", weights.vector(128, 0));
    }

    @Test
    void aHeadThatWasLeftRandomIsFound() {
        block("layers.0");
        file.put("head.weight", drawn("normal(0, 0.02)", 1000, 128));

        assertThat(look(new StillFresh()))
                .containsExactly(
                        new Finding(
                                Kind.STILL_FRESH,
                                Severity.WARNING,
                                List.of("head.weight"),
                                List.of(),
                                "all 128,000 values still follow N(0, 0.02²), as of normal(std=0.02): no"
                                        + " training has reached them",
                                MEND));
    }

    @Test
    void aBiasThatIsAsTheConstructorDrewItIsFound() {
        file.put("head.weight", weights.matrix(400, 64));
        file.put("head.bias", drawn("uniform(-0.125, 0.125)", 400));

        assertThat(look(new StillFresh()))
                .singleElement()
                .extracting(Finding::tensors)
                .isEqualTo(List.of("head.bias"));
    }

    @Test
    void aBiasThatPassesForAnotherLawWasTrained() {
        file.put("head.weight", weights.matrix(400, 64));
        file.put("head.bias", drawn("uniform(-0.1, 0.1)", 400));
        file.put("other.weight", weights.matrix(400, 64));
        file.put("other.bias", drawn("normal(0, 0.07)", 400));

        assertThat(look(new StillFresh())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void trainedWeightsAreNone(long seed) {
        TrainedWeights other = new TrainedWeights(seed);
        file.put("a.weight", other.matrix(64, 64));
        file.put("b.weight", other.matrix(512, 128));

        assertThat(look(new StillFresh())).isEmpty();
    }

    @Test
    void aFreshFileHasNone() {
        file.put("head.weight", drawn("normal(0, 0.02)", 1000, 128));
        file.put("norm.weight", drawn("ones", 128));

        assertThat(new StillFresh().look(Subjects.digests(file), Expectation.FRESH)).isEmpty();
        assertThat(new UnmovedConstants().look(Subjects.digests(file), Expectation.FRESH))
                .isEmpty();
    }

    @Test
    void constantsThatMovedInOtherBlocksAreAWarning() {
        block("layers.0");
        block("layers.1");
        block("layers.2");
        file.put("layers.1.norm.weight", drawn("ones", 128));
        file.put("layers.1.fc.bias", drawn("zeros", 128));

        assertThat(look(new UnmovedConstants()))
                .containsExactly(
                        new Finding(
                                Kind.STILL_FRESH,
                                Severity.WARNING,
                                List.of("layers.1.norm.weight"),
                                List.of(),
                                "all values are 1, as normalization weights begin, while training moved 2 of"
                                        + " the same name in other blocks",
                                MEND),
                        new Finding(
                                Kind.STILL_FRESH,
                                Severity.WARNING,
                                List.of("layers.1.fc.bias"),
                                List.of(),
                                "all values are 0, as biases begin, while training moved 2 of the same name in"
                                        + " other blocks",
                                MEND));
    }

    @Test
    void constantsOfANameThatNowhereMovedAreWorthKnowing() {
        block("layers.0");
        file.put("layers.0.key.weight", weights.matrix(128, 64));
        file.put("layers.0.key.bias", drawn("zeros", 128));

        assertThat(look(new UnmovedConstants()))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.severity()).isEqualTo(Severity.INFO);
                    assertThat(found.reason())
                            .isEqualTo(
                                    "all values are 0, as biases begin, while training moved 2 other"
                                            + " biases of the file");
                });
    }

    @Test
    void constantsAreNothingWhereNoneMoved() {
        file.put("fc.weight", weights.matrix(128, 64));
        file.put("fc.bias", drawn("zeros", 128));

        assertThat(look(new UnmovedConstants())).isEmpty();
    }

    @Test
    void aPartThatTheLoaderLeftRandomIsFound() {
        Tensor packed = weights.matrix(384, 128);
        packed.narrow(0, 128, 128).copy(drawn("xavier_uniform", 128, 128));

        assertThat(new FreshPart(Subjects.RECOGNIZER).look(Subjects.of("attn.qkv.weight", packed)))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.kind()).isEqualTo(Kind.STILL_FRESH);
                    assertThat(found.rows()).containsExactly(new Rows(128, 255));
                    assertThat(found.reason())
                            .startsWith("128 of 384 rows still follow U(-0.15309, 0.15309)");
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void trainedWeightsHaveNoFreshPart(long seed) {
        Tensor tensor = new TrainedWeights(seed).matrix(384, 128);

        assertThat(new FreshPart(Subjects.RECOGNIZER).look(Subjects.of("attn.qkv.weight", tensor)))
                .isEmpty();
    }

    @Test
    void onlyTrainedFilesHaveFreshParts() {
        assertThat(new FreshPart(Subjects.RECOGNIZER).isFor(Expectation.TRAINED)).isTrue();
        assertThat(new FreshPart(Subjects.RECOGNIZER).isFor(Expectation.FRESH)).isFalse();
    }
}
