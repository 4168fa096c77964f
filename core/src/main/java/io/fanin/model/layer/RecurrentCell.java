package io.fanin.model.layer;

import io.fanin.init.Nonlinearity;
import io.fanin.internal.require.Require;
import io.fanin.model.Construction;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.model.layer.Recurrent.Kind;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// One step of a recurrent network.
///
/// With `g` gates ([Kind#gates()]): `weight_ih` of shape `[g · hiddenSize, inputSize]`, `weight_hh`
/// of `[g · hiddenSize, hiddenSize]`, `bias_ih` and `bias_hh` of `[g · hiddenSize]`. Constructed
/// with `U(±1/√hiddenSize)`, in that order. Twins: `torch.nn.RNNCell`, `LSTMCell`, `GRUCell`.
///
/// @param hasBias whether there are biases
/// @param nonlinearity an RNN cell's: tanh or relu; tanh for the others
public record RecurrentCell(
        Kind kind,
        long inputSize,
        long hiddenSize,
        boolean hasBias,
        Nonlinearity nonlinearity,
        DType dtype)
        implements Layer {

    public RecurrentCell {
        Require.present("kind", kind);
        Hyperparameters.size("inputSize", 0, inputSize);
        Hyperparameters.size("hiddenSize", 0, hiddenSize);
        Recurrent.check(kind + "Cell", kind, nonlinearity);
        Hyperparameters.floating(dtype);
    }

    private static RecurrentCell of(Kind kind, long inputSize, long hiddenSize) {
        return new RecurrentCell(kind, inputSize, hiddenSize, true, Nonlinearity.TANH, DType.F32);
    }

    /// `torch.nn.RNNCell`.
    public static RecurrentCell rnn(long inputSize, long hiddenSize) {
        return of(Kind.RNN, inputSize, hiddenSize);
    }

    /// `torch.nn.LSTMCell`.
    public static RecurrentCell lstm(long inputSize, long hiddenSize) {
        return of(Kind.LSTM, inputSize, hiddenSize);
    }

    /// `torch.nn.GRUCell`.
    public static RecurrentCell gru(long inputSize, long hiddenSize) {
        return of(Kind.GRU, inputSize, hiddenSize);
    }

    public RecurrentCell withBias(boolean hasBias) {
        return new RecurrentCell(kind, inputSize, hiddenSize, hasBias, nonlinearity, dtype);
    }

    public RecurrentCell withNonlinearity(Nonlinearity nonlinearity) {
        return new RecurrentCell(kind, inputSize, hiddenSize, hasBias, nonlinearity, dtype);
    }

    public RecurrentCell withDtype(DType dtype) {
        return new RecurrentCell(kind, inputSize, hiddenSize, hasBias, nonlinearity, dtype);
    }

    @Override
    public String type() {
        return kind + "Cell";
    }

    @Override
    public String hyperparameters() {
        return inputSize
                + ", "
                + hiddenSize
                + (hasBias ? "" : ", bias=False")
                + (nonlinearity == Nonlinearity.TANH ? "" : ", nonlinearity=" + nonlinearity);
    }

    @Override
    public List<Parameter> parameters() {
        long rows = kind.gates() * hiddenSize;
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter("weight_ih", dtype, Shape.of(rows, inputSize)));
        parameters.add(new Parameter("weight_hh", dtype, Shape.of(rows, hiddenSize)));
        if (hasBias) {
            parameters.add(new Parameter("bias_ih", dtype, Shape.of(rows)));
            parameters.add(new Parameter("bias_hh", dtype, Shape.of(rows)));
        }
        return parameters;
    }

    @Override
    public List<Construction> construction() {
        return Recurrent.construction(parameters(), hiddenSize);
    }

    @Override
    public String toString() {
        return representation();
    }
}
