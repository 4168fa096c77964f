package io.fanin.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Report;
import io.fanin.check.report.Severity;
import io.fanin.fill.PlanFiller;
import io.fanin.model.Layer;
import io.fanin.model.architecture.Architectures;
import io.fanin.model.architecture.GPT2Config;
import io.fanin.model.architecture.GPT2LMHeadModel;
import io.fanin.model.architecture.LlamaConfig;
import io.fanin.model.architecture.LlamaForCausalLM;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Planner;
import io.fanin.plan.Recipes;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fresh models by the recipes that are built in have no finding that is a warning or worse, and
/// are taken for fresh. `-Dfanin.seeds=20` tries more seeds. The rules' false alarms are all below
/// 10⁻⁶ a file, so none is expected.
class NoFalseFindingsTest {
    private static final int SEEDS = Integer.getInteger("fanin.seeds", 0);
    private static final GPT2Config GPT2 =
            new GPT2Config(1000, 64, 64, 4, 4, 256, 1e-5, 0.02, true);
    private static final LlamaConfig LLAMA =
            new LlamaConfig(1000, 64, 176, 4, 4, 2, 16, 1e-6, 0.02, 0L, false, false, false);

    private static Layer model(String name) {
        return switch (name) {
            case "gpt2" -> new GPT2LMHeadModel(GPT2);
            case "llama" -> new LlamaForCausalLM(LLAMA);
            default -> Architectures.named(name);
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            textBlock =
                    """
                    mlp:2,4,1 pytorch-default 8
                    mlp:2,4,1 random 8
                    mlp:2,4,1 xavier 8
                    mlp:2,4,1 he 8
                    mlp:784,256,128,10 pytorch-default 3
                    mlp:784,256,128,10 xavier 3
                    mlp:784,256,128,10 he 3
                    mlp:64,64,64,64,64,64,64,64 pytorch-default 3
                    mlp:64,64,64,64,64,64,64,64 he 3
                    lenet5 pytorch-default 3
                    lenet5 random 3
                    lenet5 xavier 3
                    lenet5 he 3
                    resnet18 torchvision 1
                    mobilenet_v2 torchvision 1
                    gpt2 gpt2 2
                    gpt2 pytorch-default 2
                    llama llama 2
                    llama pytorch-default 2
                    """)
    void freshModelsAreSound(String architecture, String recipe, int seeds) {
        for (DType dtype : new DType[] {DType.F32, DType.BF16, DType.F16}) {
            for (int seed = 0; seed < Math.max(seeds, SEEDS); seed++) {
                Report report = Check.of(fresh(architecture, recipe, dtype, seed)).run();
                assertThat(report.expectation()).isEqualTo(Expectation.FRESH);
                assertThat(report.findings())
                        .as("%s by %s in %s, seed %d", architecture, recipe, dtype, seed)
                        .allMatch(each -> each.severity() == Severity.INFO);
            }
        }
    }

    private static MemoryCheckpoint fresh(
            String architecture, String recipe, DType dtype, long seed) {
        Layer model = model(architecture);
        Plan plan =
                Planner.of(TorchVersion.V2_10)
                        .withSeed(seed)
                        .withDrawn(DType.F32)
                        .withStored(dtype)
                        .plan(architecture, model, Recipes.of(recipe, model));
        MemoryCheckpoint file = MemoryCheckpoint.seed(seed);
        PlanFiller filler = PlanFiller.of(plan);
        for (PlannedTensor each : plan.tensors()) {
            if (each.storage().equals(each.name())) {
                Tensor tensor = Tensor.zeros(each.dtype(), each.shape());
                filler.fill(each.name(), Slice.all(each.shape()), tensor);
                file.with(each.name(), tensor);
            }
        }
        return file;
    }
}
