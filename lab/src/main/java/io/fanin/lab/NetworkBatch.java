package io.fanin.lab;

import static org.bytedeco.pytorch.global.torch.baddbmm;
import static org.bytedeco.pytorch.global.torch.binary_cross_entropy;
import static org.bytedeco.pytorch.global.torch.bmm;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.full;
import static org.bytedeco.pytorch.global.torch.linalg_matrix_rank;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.sigmoid;
import static org.bytedeco.pytorch.global.torch.tanh;
import static org.bytedeco.pytorch.global.torch.where;
import static org.bytedeco.pytorch.global.torch.zeros;

import io.fanin.init.Initializers;
import io.fanin.random.TorchGenerator;
import io.fanin.torch.TorchTensor;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Many 2-4-1 networks side by side, as one network with batched matrix products: a step of a
/// single one costs nearly nothing but overhead.
final class NetworkBatch implements AutoCloseable {
    private static final int INPUTS = 2;
    private static final int HIDDEN = 4;
    private static final double SMALLEST_SINGULAR_VALUE = 1e-3;

    private final PointerScope scope = new PointerScope();
    private final int networks;
    private final Activation activation;
    private final Tensor hiddenWeight;
    private final Tensor hiddenBias;
    private final Tensor outputWeight;
    private final Tensor outputBias;

    NetworkBatch(int networks, Activation activation) {
        this.networks = networks;
        this.activation = activation;
        this.hiddenWeight = zeros(networks, HIDDEN, INPUTS);
        this.hiddenBias = zeros(networks, 1, HIDDEN);
        this.outputWeight = zeros(networks, 1, HIDDEN);
        this.outputBias = zeros(networks, 1, 1);
    }

    /// Draws the weights of one network, layer by layer, from `seed`.
    void initialize(int network, Scheme scheme, long seed) {
        TorchGenerator generator = TorchGenerator.seed(seed);
        generator.fill(TorchTensor.view(hiddenWeight).select(0, network), scheme.weight());
        generator.fill(TorchTensor.view(hiddenBias).select(0, network), Initializers.zeros());
        generator.fill(TorchTensor.view(outputWeight).select(0, network), scheme.weight());
        generator.fill(TorchTensor.view(outputBias).select(0, network), Initializers.zeros());
    }

    List<Outcome> train(
            Dataset dataset,
            double learningRate,
            int steps,
            double solvedLoss,
            Study.Progress progress) {
        long count = dataset.points().shape().dim(0);
        Tensor points = copyOf(dataset.points()).expand(networks, count, INPUTS);
        Tensor labels = copyOf(dataset.labels()).expand(networks, count, 1);
        Tensor positive = labels.gt(new Scalar(0.5));
        List.of(hiddenWeight, hiddenBias, outputWeight, outputBias)
                .forEach(each -> each.requires_grad_(true));
        Adam optimizer =
                new Adam(
                        new TensorVector(hiddenWeight, hiddenBias, outputWeight, outputBias),
                        new AdamOptions(learningRate));
        Tensor solvedAt = full(new long[] {networks}, new Scalar(-1)).to(ScalarType.Int);
        Tensor loss = zeros(networks);
        for (int step = 0; step <= steps; step++) {
            try (PointerScope _ = new PointerScope()) {
                Tensor prediction = forward(points);
                Tensor losses =
                        binary_cross_entropy(prediction, labels, new TensorOptional(), 0)
                                .mean(1, 2);
                loss.copy_(losses.detach());
                Tensor right = prediction.gt(new Scalar(0.5)).eq(positive).all(1, 2);
                Tensor now =
                        right.logical_and(loss.lt(new Scalar(solvedLoss)))
                                .logical_and(solvedAt.lt(new Scalar(0)));
                solvedAt.copy_(where(now, new Scalar(step), solvedAt));
                if (step < steps) {
                    optimizer.zero_grad();
                    losses.sum().backward();
                    optimizer.step();
                }
            }
            progress.at((double) step / steps);
        }
        return outcomes(solvedAt, loss);
    }

    /// @param points float32 of shape `[networks, points, 2]`
    /// @return float32 of shape `[networks, points, 1]`, each in [0, 1]
    Tensor forward(Tensor points) {
        Tensor before = baddbmm(hiddenBias, points, hiddenWeight.transpose(1, 2));
        Tensor hidden =
                switch (activation) {
                    case RELU -> relu(before);
                    case TANH -> tanh(before);
                };
        return sigmoid(baddbmm(outputBias, hidden, outputWeight.transpose(1, 2)));
    }

    private List<Outcome> outcomes(Tensor solvedAt, Tensor loss) {
        Tensor ranks =
                linalg_matrix_rank(
                        hiddenWeight.detach(),
                        new DoubleOptional(0),
                        new DoubleOptional(SMALLEST_SINGULAR_VALUE),
                        false);
        Tensor alikeness = alikeness();
        Tensor silent =
                hiddenWeight
                        .eq(new Scalar(0))
                        .all(1, 2)
                        .logical_and(hiddenBias.eq(new Scalar(0)).all(1, 2))
                        .logical_and(outputWeight.eq(new Scalar(0)).all(1, 2));
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < networks; i++) {
            outcomes.add(
                    new Outcome(
                            solvedAt.get(i).item().toInt(),
                            loss.get(i).item().toDouble(),
                            ranks.get(i).item().toInt(),
                            alikeness.get(i).item().toDouble(),
                            silent.get(i).item().toBool()));
        }
        return outcomes;
    }

    private Tensor alikeness() {
        Tensor neurons =
                cat(
                        new TensorVector(
                                hiddenWeight.detach(), hiddenBias.detach().transpose(1, 2)),
                        2);
        Tensor squares = neurons.mul(neurons).sum(new long[] {2}, true, new ScalarTypeOptional());
        Tensor zero = squares.eq(new Scalar(0)).to(ScalarType.Float);
        Tensor directions = neurons.div(squares.sqrt().add(zero));
        Tensor cosines =
                bmm(directions, directions.transpose(1, 2))
                        .abs()
                        .add(bmm(zero, zero.transpose(1, 2)));
        Tensor all = cosines.sum(1, 2).sub(new Scalar(HIDDEN));
        return all.div(new Scalar(HIDDEN * (HIDDEN - 1)));
    }

    private static Tensor copyOf(io.fanin.tensor.Tensor tensor) {
        Tensor copy = zeros(tensor.shape().toArray());
        TorchTensor.view(copy).copy(tensor);
        return copy;
    }

    @Override
    public void close() {
        scope.close();
    }
}
