package io.fanin.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fanin.init.Initializers;
import io.fanin.model.Weights;
import io.fanin.model.layer.Linear;
import io.fanin.random.TorchGenerator;
import io.fanin.torch.TorchTensor;
import io.fanin.torch.TorchWeights;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/// Networks trained side by side are the notebook's network many times.
class NetworkBatchTest {
    private static final Scheme HE = Scheme.notebook().getLast();

    private static Tensor inputs() {
        Tensor inputs = torch.zeros(9, 2);
        TorchGenerator.seed(1).fill(TorchTensor.view(inputs), Initializers.normal());
        return inputs;
    }

    /// The notebook's module with weights drawn as the batch draws those of `seed`.
    private static SimpleNN module(Scheme scheme, long seed) {
        SimpleNN module = new SimpleNN();
        Weights weights = TorchWeights.of(module);
        TorchGenerator generator = TorchGenerator.seed(seed);
        weights.apply(layer -> {
            if (layer.layer() instanceof Linear) {
                generator.fill(layer.weight(), scheme.weight());
                generator.fill(layer.bias(), Initializers.zeros());
            }
        });
        return module;
    }

    @Test
    void eachNetworkOfABatchPredictsWhatSimpleNnPredicts() {
        try (PointerScope _ = new PointerScope();
                NetworkBatch batch = new NetworkBatch(5, Activation.RELU)) {
            for (int i = 0; i < 5; i++) {
                batch.initialize(i, HE, 100 + i);
            }
            Tensor inputs = inputs();
            var predictions = TorchTensor.view(batch.forward(inputs.expand(5, 9, 2)).contiguous());
            for (int i = 0; i < 5; i++) {
                var expected = TorchTensor.view(module(HE, 100 + i).forward(inputs));
                for (long j = 0; j < 9; j++) {
                    assertThat(predictions.select(0, i).get(j))
                            .as("network %d, input %d", i, j)
                            .isCloseTo(expected.get(j), within(1e-6));
                }
            }
        }
    }

    @Test
    void aZeroNetworkSaysOneHalfAndLearnsNothingInItsHiddenLayer() {
        try (PointerScope _ = new PointerScope();
                NetworkBatch batch = new NetworkBatch(1, Activation.RELU)) {
            batch.initialize(0, Scheme.notebook().getFirst(), 0);
            assertThat(
                            batch.forward(inputs().expand(1, 9, 2))
                                    .eq(new org.bytedeco.pytorch.Scalar(0.5))
                                    .all()
                                    .item()
                                    .toBool())
                    .isTrue();
            Outcome outcome =
                    batch.train(Dataset.twoMoons(20, 0.1, 0), 0.1, 50, 0.1, _ -> {}).getFirst();
            assertThat(outcome.silent()).isTrue();
            assertThat(outcome.loss()).isCloseTo(Math.log(2), within(1e-6));
        }
    }
}
