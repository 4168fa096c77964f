package io.fanin.torch;

import static io.fanin.init.Initializers.kaimingUniform;
import static io.fanin.init.Initializers.zeros;
import static io.fanin.init.Nonlinearity.RELU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.sigmoid;

import io.fanin.model.Weights;
import io.fanin.model.layer.Linear;
import io.fanin.random.TorchGenerator;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LayerNormImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class TorchWeightsTest {
    static final class SimpleNN extends Module {
        final LinearImpl fc1 = register_module("fc1", new LinearImpl(2, 4));
        final LinearImpl fc2 = register_module("fc2", new LinearImpl(4, 1));

        Tensor forward(Tensor x) {
            return sigmoid(fc2.forward(relu(fc1.forward(x))));
        }
    }

    static final class Mixed extends Module {
        // Fields keep the children alive.
        final Conv2dImpl conv;
        final BatchNorm2dImpl bn;
        final LayerNormImpl norm;
        final EmbeddingImpl embed;
        final LinearImpl first;
        final LinearImpl again;

        Mixed() {
            Conv2dOptions options = new Conv2dOptions(3, 8, new LongPointer(3, 5));
            options.bias().put(false);
            conv = register_module("conv", new Conv2dImpl(options));
            bn = register_module("bn", new BatchNorm2dImpl(new BatchNormOptions(8)));
            norm = register_module("norm", new LayerNormImpl(new LongVector(new long[] {4})));
            embed = register_module("embed", new EmbeddingImpl(7, 3));
            first = register_module("first", new LinearImpl(4, 4));
            again = register_module("again", first);
        }
    }

    @Test
    void aFillGoesIntoTheModulesOwnMemory() {
        SimpleNN module = new SimpleNN();
        Weights weights = TorchWeights.of(module);
        TorchGenerator.seed(42).fill(weights.tensor("fc1.weight"), kaimingUniform(RELU));
        assertThat(weights.tensor("fc1.weight").segment().address())
                .isEqualTo(module.fc1.weight().data_ptr().address());
        assertThat(module.fc1.weight().data_ptr_float().get(0))
                .isEqualTo((float) weights.tensor("fc1.weight").get(0));
    }

    @Test
    void constructingDrawsWhatLibtorchsConstructorsDrew() {
        manual_seed(11);
        SimpleNN module = new SimpleNN();
        Tensor input = torch.ones(1, 2);
        float drawn = module.forward(input).item().toFloat();
        Weights weights = TorchWeights.of(module);
        weights.apply(layer ->
                layer.namedParameters()
                        .values()
                        .forEach(t -> TorchGenerator.seed(0).fill(t, zeros())));
        assertThat(module.forward(input).item().toFloat()).isEqualTo(0.5f);
        weights.construct(TorchGenerator.seed(11));
        assertThat(module.forward(input).item().toFloat()).isEqualTo(drawn);
    }

    @Test
    void theModulePrintsAsInPyTorch() {
        assertThat(TorchWeights.of(new SimpleNN()))
                .hasToString(
                        """
                        SimpleNN(
                          (fc1): Linear(in_features=2, out_features=4, bias=True)
                          (fc2): Linear(in_features=4, out_features=1, bias=True)
                        )\
                        """);
        assertThat(TorchWeights.of(new Mixed()))
                .hasToString(
                        """
                        Mixed(
                          (conv): Conv2d(3, 8, kernel_size=(3, 5), stride=(1, 1), bias=False)
                          (bn): BatchNorm2d(8, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)
                          (norm): LayerNorm((4,), eps=1e-05, elementwise_affine=True)
                          (embed): Embedding(7, 3)
                          (first): Linear(in_features=4, out_features=4, bias=True)
                          (again): Linear(in_features=4, out_features=4, bias=True)
                        )\
                        """);
    }

    @Test
    void aSharedModuleIsListedOnceAndVisitedTwice() {
        Weights weights = TorchWeights.of(new Mixed());
        List<Weights> linears = new ArrayList<>();
        weights.apply(each -> {
            if (each.layer() instanceof Linear) {
                linears.add(each);
            }
        });
        assertThat(linears).hasSize(2);
        assertThat(linears.get(0).weight()).isSameAs(linears.get(1).weight());
        assertThat(weights.namedParameters().sequencedKeySet())
                .containsExactly(
                        "conv.weight",
                        "bn.weight",
                        "bn.bias",
                        "norm.weight",
                        "norm.bias",
                        "embed.weight",
                        "first.weight",
                        "first.bias");
        assertThat(weights.stateDict().sequencedKeySet())
                .contains("again.weight", "bn.num_batches_tracked");
    }

    @Test
    void theMemoryOutlivesTheModule() {
        io.fanin.tensor.Tensor weight = TorchWeights.of(new LinearImpl(300, 300)).weight();
        TorchGenerator.seed(1).fill(weight, zeros());
        for (int i = 0; i < 5; i++) {
            System.gc();
            TorchWeights.of(new LinearImpl(300, 300));
        }
        for (long i = 0; i < weight.shape().count(); i++) {
            assertThat(weight.get(i)).isZero();
        }
    }

    @Test
    void constructingAModuleOfUnknownKindIsRefused() {
        Weights weights = TorchWeights.of(new LSTMImpl(2, 3));
        assertThatThrownBy(() -> weights.construct(TorchGenerator.seed(0)))
                .hasMessage(
                        "what PyTorch's constructor draws for LSTM is not known from a libtorch module; fill its"
                                + " tensors, or describe it with io.fanin.model.layer");
    }

    @Test
    void anUnsupportedDtypeIsRefused() {
        assertThatThrownBy(() -> TorchTensor.view(torch.zeros(2).to(torch.ScalarType.Int)))
                .hasMessage(
                        "libtorch dtype Int is not supported; use Float, Double, Half, BFloat16 or Long");
    }
}
