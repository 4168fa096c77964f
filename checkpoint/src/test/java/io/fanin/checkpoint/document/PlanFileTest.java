package io.fanin.checkpoint.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.fanin.law.Constant;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.model.Layer;
import io.fanin.model.Role;
import io.fanin.model.architecture.Architectures;
import io.fanin.model.python.PythonConstructor;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Planner;
import io.fanin.plan.Recipes;
import io.fanin.plan.Region;
import io.fanin.plan.Step;
import io.fanin.random.Position;
import io.fanin.random.Sampler;
import io.fanin.random.TorchCpu;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanFileTest {
    /// Every law, on tensors small and large, tied, in part, copied and dead.
    static final Plan RICH =
            new Plan(
                    "a \"model\"\n",
                    "mixed ⇒ 𝄞",
                    TorchVersion.V1_13,
                    OptionalLong.of(-1),
                    List.of(
                            tensor("w", "w", Role.WEIGHT, DType.F32, 4, 3),
                            tensor("tied", "w", Role.EMBEDDING, DType.F32, 4, 3),
                            tensor("b", "b", Role.BIAS, DType.F16, 3),
                            tensor("copy", "copy", Role.WEIGHT, DType.F32, 4, 3),
                            new PlannedTensor(
                                    "n",
                                    "n",
                                    "BatchNorm2d",
                                    Optional.empty(),
                                    DType.I64,
                                    Shape.of()),
                            tensor("k", "k", Role.WEIGHT, DType.F64, 4, 2, 3),
                            tensor("unfilled", "unfilled", Role.SCALE, DType.BF16, 0)),
                    List.of(
                            step("w", new Uniform(-1.0 / 3, Math.nextUp(0.1)), 0, -1, 12),
                            step("copy", new Uniform(-1.0 / 3, Math.nextUp(0.1)), 0, -1, 0),
                            step("b", new Normal(Double.MIN_VALUE, 1e300), 12, -1, 8),
                            new Step(
                                    "p",
                                    "w",
                                    new Region.Rows(1, 2),
                                    "normal",
                                    new Normal(0, 1),
                                    DType.F64,
                                    new Position(20, 16),
                                    4,
                                    true),
                            step("w", new TruncatedNormal(-0.0, 0.02, -2, 2), 24, -1, 12),
                            step("w", new Orthogonal(Math.PI), 36, -1, 24),
                            step("w", new Sparse(0.07, 0.01), 60, -1, 33),
                            step("w", new Eye(), 93, -1, 0),
                            new Step(
                                    "p",
                                    "k",
                                    new Region.Whole(),
                                    "dirac(2)",
                                    new Dirac(2),
                                    DType.F64,
                                    new Position(93, -1),
                                    0,
                                    false),
                            step("b", new Constant(-0.0), 93, -1, 0)));

    private static PlannedTensor tensor(
            String name, String storage, Role role, DType dtype, long... dims) {
        return new PlannedTensor(name, storage, "Linear", Optional.of(role), dtype, Shape.of(dims));
    }

    private static Step step(String storage, Law law, long at, long waiting, long words) {
        return new Step(
                "p",
                storage,
                new Region.Whole(),
                "scheme",
                law,
                DType.F32,
                new Position(at, waiting),
                words,
                false);
    }

    private static Plan read(String json) throws IOException {
        return PlanFile.read(
                "p.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aPlanIsWrittenAsOneLineForEachTensorAndStep() {
        assertThat(PlanFile.write(RICH).lines())
                .contains(
                        "  \"model\": \"a \\\"model\\\"\\n\",",
                        "  \"seed\": 18446744073709551615,",
                        "    {\"name\": \"tied\", \"storage\": \"w\", \"dtype\": \"float32\","
                                + " \"shape\": [4, 3], \"layer\": \"Linear\", \"role\": \"embedding\"},",
                        "    {\"name\": \"n\", \"dtype\": \"int64\", \"shape\": [], \"layer\": \"BatchNorm2d\"},",
                        "    {\"pass\": \"p\", \"storage\": \"w\", \"rows\": [1, 2], \"scheme\": \"normal\","
                                + " \"law\": {\"law\": \"normal\", \"mean\": 0, \"std\": 1},"
                                + " \"drawn\": \"float64\", \"position\": 20, \"waiting\": 16,"
                                + " \"words\": 4, \"dead\": true},",
                        "    {\"pass\": \"p\", \"storage\": \"w\", \"scheme\": \"scheme\","
                                + " \"law\": {\"law\": \"truncated_normal\", \"mean\": -0.0,"
                                + " \"std\": 0.02, \"lower\": -2, \"upper\": 2},"
                                + " \"position\": 24, \"words\": 12},");
    }

    @Test
    void aPlanWithoutTensorsHasEmptyArrays() throws IOException {
        Plan empty =
                new Plan("m", "r", TorchVersion.V2_10, OptionalLong.empty(), List.of(), List.of());
        assertThat(PlanFile.write(empty))
                .isEqualTo(
                        """
                        {
                          "format": "fanin-plan",
                          "version": 1,
                          "model": "m",
                          "recipe": "r",
                          "torch": "2.10",
                          "tensors": [],
                          "steps": []
                        }
                        """);
        assertThat(read(PlanFile.write(empty))).isEqualTo(empty);
    }

    @Test
    void aPlanReadBackIsTheSame() throws IOException {
        assertThat(read(PlanFile.write(RICH))).isEqualTo(RICH);
    }

    @Test
    void positionsThatFollowNeedNotBeWritten() throws IOException {
        String text = PlanFile.writeWithoutPositions(RICH);
        assertThat(text.lines().filter(line -> line.contains("position")))
                .singleElement(STRING)
                .contains("\"storage\": \"copy\"");
        assertThat(read(text)).isEqualTo(RICH);
    }

    /// Draws a plan: numbers of all magnitudes, any law that the shape can have, in any dtype.
    private static Plan random(long seed) {
        Random random = new Random(seed);
        TorchVersion version = random.nextBoolean() ? TorchVersion.V1_13 : TorchVersion.V2_10;
        Sampler sampler = new TorchCpu(version, 0);
        List<PlannedTensor> tensors = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        Position position = Position.START;
        for (int i = 0; i < 12; i++) {
            long[] dims = random.longs(random.nextInt(2, 4), 1, 6).toArray();
            DType dtype = List.of(DType.F64, DType.F32, DType.F16, DType.BF16).get(i % 4);
            PlannedTensor tensor =
                    new PlannedTensor(
                            "t" + i,
                            "t" + i,
                            "Linear",
                            i % 3 == 0
                                    ? Optional.empty()
                                    : Optional.of(random.nextBoolean() ? Role.BIAS : Role.SCALE),
                            dtype,
                            Shape.of(dims));
            tensors.add(tensor);
            boolean part = random.nextInt(3) == 0;
            Region region =
                    part ? new Region.Rows(0, random.nextLong(1, dims[0] + 1)) : new Region.Whole();
            Law law = law(random, region.shape(tensor.shape()));
            DType drawn = random.nextBoolean() ? DType.F64 : DType.F32;
            Position end = sampler.after(law, region.shape(tensor.shape()), drawn, position);
            steps.add(
                    new Step(
                            "pass " + i % 2,
                            tensor.name(),
                            region,
                            law.toString(),
                            law,
                            drawn,
                            position,
                            end.words() - position.words(),
                            false));
            position = end;
        }
        return new Plan("m", "r", version, OptionalLong.of(random.nextLong()), tensors, steps);
    }

    private static Law law(Random random, Shape shape) {
        double any = Double.longBitsToDouble(random.nextLong() & ~(1L << 62)); // |x| < 2
        double size = Math.abs(any);
        return switch (random.nextInt(shape.rank() == 2 ? 8 : 5)) {
            case 0 -> new Uniform(-size, random.nextDouble());
            case 1 -> new Normal(any, random.nextDouble());
            case 2 -> new TruncatedNormal(any, Math.nextUp(size), -random.nextDouble(), size);
            case 3 -> new Constant(random.nextBoolean() ? -0.0 : 1.0 / random.nextInt(-1, 2));
            case 4 -> new Orthogonal(any);
            case 5 -> new Sparse(random.nextDouble(), size);
            case 6 -> new Eye();
            default -> new Constant(any);
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void anyPlanReadBackIsTheSame(long seed) throws IOException {
        Plan plan = random(seed);
        assertThat(read(PlanFile.write(plan))).isEqualTo(plan);
        assertThat(read(PlanFile.writeWithoutPositions(plan))).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource({
        "'mlp:2,4,1', he",
        "resnet18, torchvision",
        "vit_b_16, torchvision",
        "gpt2, gpt2",
        "llama, pytorch-default"
    })
    void thePlansOfRealModelsReadBackTheSame(String model, String recipe) throws IOException {
        Layer layer = Architectures.named(model);
        Plan plan =
                Planner.of(TorchVersion.V2_10)
                        .withStored(DType.BF16)
                        .withDrawn(DType.F32)
                        .plan(model, layer, Recipes.of(recipe, layer));
        assertThat(read(PlanFile.write(plan))).isEqualTo(plan);
        assertThat(read(PlanFile.writeWithoutPositions(plan))).isEqualTo(plan);
    }

    @Test
    void copiedLayersReadBackTheSame() throws IOException {
        Layer encoder =
                PythonConstructor.parse(
                        "nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 3)");
        Plan plan =
                Planner.of(TorchVersion.V1_13)
                        .withSeed(-1)
                        .plan("encoder", encoder, Recipes.of("pytorch-default", encoder));
        assertThat(plan.steps())
                .anyMatch(step -> step.words() == 0 && step.law() instanceof Uniform);
        assertThat(read(PlanFile.write(plan))).isEqualTo(plan);
        assertThat(read(PlanFile.writeWithoutPositions(plan))).isEqualTo(plan);
    }

    @Test
    void theExampleOfTheDocumentIsThePlanThatItSays(@TempDir Path folder) throws IOException {
        Path document = Path.of("..", "docs", "plan-format.md");
        String example =
                Files.readString(document).replaceFirst("(?s).*?```json\\n(.*?)```.*", "$1");
        Path file = folder.resolve("plan.json");
        Files.writeString(file, example);
        Layer layer = Architectures.named("mlp:2,4,1");
        Plan plan =
                Planner.of(TorchVersion.V1_13)
                        .withSeed(1382657708)
                        .plan("mlp:2,4,1", layer, Recipes.of("he", layer));
        assertThat(PlanFile.read(file)).isEqualTo(plan);
        PlanFile.write(plan, file);
        assertThat(Files.readString(file)).isEqualTo(example);
    }
}
