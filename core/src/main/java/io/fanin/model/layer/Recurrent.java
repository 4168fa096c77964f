package io.fanin.model.layer;

import io.fanin.init.Nonlinearity;
import io.fanin.internal.python.PythonText;
import io.fanin.internal.require.Require;
import io.fanin.law.Initializer;
import io.fanin.model.Construction;
import io.fanin.model.Construction.Fill;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// A recurrent network of one or more layers.
///
/// With `g` gates ([Kind#gates()]), layer `k` has `weight_ih_l{k}` of shape `[g · hiddenSize,
/// input]`, `weight_hh_l{k}` of `[g · hiddenSize, hiddenSize]`, and `bias_ih_l{k}` and
/// `bias_hh_l{k}` of `[g · hiddenSize]`; the input of the layers after the first is the output of
/// both directions. With a projection the state has `projSize` values instead of `hiddenSize`, and
/// there is a `weight_hr_l{k}` of `[projSize, hiddenSize]`. The other direction's names end in
/// `_reverse`. Constructed with `U(±1/√hiddenSize)`, in that order. Twins: `torch.nn.RNN`, `LSTM`,
/// `GRU`.
///
/// @param hasBias whether there are biases
/// @param projSize the size that an LSTM's state is projected to; 0 for no projection
/// @param nonlinearity an RNN's: tanh or relu; tanh for the others
public record Recurrent(
        Kind kind,
        long inputSize,
        long hiddenSize,
        long numLayers,
        boolean hasBias,
        boolean batchFirst,
        double dropout,
        boolean bidirectional,
        long projSize,
        Nonlinearity nonlinearity,
        DType dtype)
        implements Layer {

    /// What a recurrent layer computes at each step.
    public enum Kind {
        RNN(1),
        LSTM(4),
        GRU(3);

        private final int gates;

        Kind(int gates) {
            this.gates = gates;
        }

        /// How many times `hiddenSize` rows the weights have.
        public int gates() {
            return gates;
        }
    }

    public Recurrent {
        Require.present("kind", kind);
        Hyperparameters.size("inputSize", 0, inputSize);
        Hyperparameters.size("hiddenSize", 1, hiddenSize);
        Hyperparameters.layers("numLayers", numLayers);
        Hyperparameters.probability("dropout", dropout);
        Hyperparameters.size("projSize", 0, projSize);
        check(kind.name(), kind, nonlinearity);
        Hyperparameters.floating(dtype);
        if (projSize >= hiddenSize) {
            throw new IllegalArgumentException(
                    "projSize must be less than hiddenSize; got projSize = "
                            + projSize
                            + ", hiddenSize = "
                            + hiddenSize);
        }
        if (projSize > 0 && kind != Kind.LSTM) {
            throw new IllegalArgumentException(
                    "projSize must be 0 for " + kind + "; got " + projSize);
        }
    }

    static void check(String type, Kind kind, Nonlinearity nonlinearity) {
        boolean choice = kind == Kind.RNN && nonlinearity == Nonlinearity.RELU;
        if (Require.present("nonlinearity", nonlinearity) != Nonlinearity.TANH && !choice) {
            throw new IllegalArgumentException(
                    "nonlinearity must be tanh"
                            + (kind == Kind.RNN ? " or relu" : "")
                            + " for "
                            + type
                            + "; got "
                            + nonlinearity);
        }
    }

    private static Recurrent of(Kind kind, long inputSize, long hiddenSize) {
        return new Recurrent(
                kind,
                inputSize,
                hiddenSize,
                1,
                true,
                false,
                0.0,
                false,
                0,
                Nonlinearity.TANH,
                DType.F32);
    }

    /// `torch.nn.RNN`.
    public static Recurrent rnn(long inputSize, long hiddenSize) {
        return of(Kind.RNN, inputSize, hiddenSize);
    }

    /// `torch.nn.LSTM`.
    public static Recurrent lstm(long inputSize, long hiddenSize) {
        return of(Kind.LSTM, inputSize, hiddenSize);
    }

    /// `torch.nn.GRU`.
    public static Recurrent gru(long inputSize, long hiddenSize) {
        return of(Kind.GRU, inputSize, hiddenSize);
    }

    public Recurrent withLayers(long numLayers) {
        return with(
                numLayers,
                hasBias,
                batchFirst,
                dropout,
                bidirectional,
                projSize,
                nonlinearity,
                dtype);
    }

    public Recurrent withBias(boolean hasBias) {
        return with(
                numLayers,
                hasBias,
                batchFirst,
                dropout,
                bidirectional,
                projSize,
                nonlinearity,
                dtype);
    }

    public Recurrent withBatchFirst(boolean batchFirst) {
        return with(
                numLayers,
                hasBias,
                batchFirst,
                dropout,
                bidirectional,
                projSize,
                nonlinearity,
                dtype);
    }

    public Recurrent withDropout(double dropout) {
        return with(
                numLayers,
                hasBias,
                batchFirst,
                dropout,
                bidirectional,
                projSize,
                nonlinearity,
                dtype);
    }

    public Recurrent withBidirectional(boolean bidirectional) {
        return with(
                numLayers,
                hasBias,
                batchFirst,
                dropout,
                bidirectional,
                projSize,
                nonlinearity,
                dtype);
    }

    public Recurrent withProjSize(long projSize) {
        return with(
                numLayers,
                hasBias,
                batchFirst,
                dropout,
                bidirectional,
                projSize,
                nonlinearity,
                dtype);
    }

    public Recurrent withNonlinearity(Nonlinearity nonlinearity) {
        return with(
                numLayers,
                hasBias,
                batchFirst,
                dropout,
                bidirectional,
                projSize,
                nonlinearity,
                dtype);
    }

    public Recurrent withDtype(DType dtype) {
        return with(
                numLayers,
                hasBias,
                batchFirst,
                dropout,
                bidirectional,
                projSize,
                nonlinearity,
                dtype);
    }

    private Recurrent with(
            long numLayers,
            boolean hasBias,
            boolean batchFirst,
            double dropout,
            boolean bidirectional,
            long projSize,
            Nonlinearity nonlinearity,
            DType dtype) {
        return new Recurrent(
                kind,
                inputSize,
                hiddenSize,
                numLayers,
                hasBias,
                batchFirst,
                dropout,
                bidirectional,
                projSize,
                nonlinearity,
                dtype);
    }

    @Override
    public String type() {
        return kind.name();
    }

    @Override
    public String hyperparameters() {
        List<String> parts =
                new ArrayList<>(List.of(Long.toString(inputSize), Long.toString(hiddenSize)));
        if (projSize != 0) {
            parts.add("proj_size=" + projSize);
        }
        if (numLayers != 1) {
            parts.add("num_layers=" + numLayers);
        }
        if (!hasBias) {
            parts.add("bias=False");
        }
        if (batchFirst) {
            parts.add("batch_first=True");
        }
        if (dropout != 0) {
            parts.add("dropout=" + PythonText.decimal(dropout));
        }
        if (bidirectional) {
            parts.add("bidirectional=True");
        }
        return String.join(", ", parts);
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        long state = projSize > 0 ? projSize : hiddenSize;
        for (long layer = 0; layer < numLayers; layer++) {
            long input = layer == 0 ? inputSize : state * (bidirectional ? 2 : 1);
            addLayer(parameters, "_l" + layer, input, state);
            if (bidirectional) {
                addLayer(parameters, "_l" + layer + "_reverse", input, state);
            }
        }
        return parameters;
    }

    private void addLayer(List<Parameter> parameters, String suffix, long input, long state) {
        long rows = kind.gates * hiddenSize;
        parameters.add(new Parameter("weight_ih" + suffix, dtype, Shape.of(rows, input)));
        parameters.add(new Parameter("weight_hh" + suffix, dtype, Shape.of(rows, state)));
        if (hasBias) {
            parameters.add(new Parameter("bias_ih" + suffix, dtype, Shape.of(rows)));
            parameters.add(new Parameter("bias_hh" + suffix, dtype, Shape.of(rows)));
        }
        if (projSize > 0) {
            parameters.add(
                    new Parameter("weight_hr" + suffix, dtype, Shape.of(projSize, hiddenSize)));
        }
    }

    @Override
    public List<Construction> construction() {
        return construction(parameters(), hiddenSize);
    }

    static List<Construction> construction(List<Parameter> parameters, long hiddenSize) {
        Initializer all = WeightAndBias.withinRoot(hiddenSize);
        return parameters.stream().<Construction>map(each -> new Fill(each.name(), all)).toList();
    }

    @Override
    public String toString() {
        return representation();
    }
}
