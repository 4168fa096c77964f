package io.fanin.init;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The function after a layer, by which an initializer scales the layer's weights.
///
/// The gain is the factor that keeps the scale of the activations. Twin:
/// `torch.nn.init.calculate_gain`.
public enum Nonlinearity {
    LINEAR("linear", 1),
    CONV1D("conv1d", 1),
    CONV2D("conv2d", 1),
    CONV3D("conv3d", 1),
    CONV_TRANSPOSE1D("conv_transpose1d", 1),
    CONV_TRANSPOSE2D("conv_transpose2d", 1),
    CONV_TRANSPOSE3D("conv_transpose3d", 1),
    SIGMOID("sigmoid", 1),
    TANH("tanh", 5.0 / 3),
    RELU("relu", Math.sqrt(2)),
    LEAKY_RELU("leaky_relu", gainOfLeaky(0.01)),
    SELU("selu", 3.0 / 4);

    private final String torchName;
    private final double gain;

    Nonlinearity(String torchName, double gain) {
        this.torchName = torchName;
        this.gain = gain;
    }

    /// The recommended gain; for [#LEAKY_RELU] with the slope that PyTorch assumes, 0.01.
    public double gain() {
        return gain;
    }

    /// The gain with `slope` as the negative slope of [#LEAKY_RELU]: `√(2 / (1 + slope²))`. The
    /// others have no slope and disregard it, as PyTorch does.
    public double gain(double slope) {
        return this == LEAKY_RELU ? gainOfLeaky(slope) : gain;
    }

    private static double gainOfLeaky(double slope) {
        return Math.sqrt(2 / (1 + slope * slope));
    }

    /// The nonlinearity of that PyTorch name.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Nonlinearity of(String torchName) {
        for (Nonlinearity nonlinearity : values()) {
            if (nonlinearity.torchName.equals(torchName)) {
                return nonlinearity;
            }
        }
        throw new IllegalArgumentException(
                "nonlinearity \""
                        + torchName
                        + "\" is unknown; PyTorch has "
                        + Arrays.stream(values())
                                .map(Nonlinearity::toString)
                                .collect(Collectors.joining(", ")));
    }

    /// PyTorch's name, such as `leaky_relu`.
    @Override
    public String toString() {
        return torchName;
    }
}
