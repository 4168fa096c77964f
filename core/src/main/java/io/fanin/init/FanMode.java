package io.fanin.init;

import io.fanin.tensor.Shape;
import java.util.Locale;

/// Which of a weight's two fans its scale comes from. The fan counts the values that a unit adds
/// up, on its way in or out: channels times the kernel's size.
///
/// Shape: `[out, in, kernel…]`, rank ≥ 2. Twin: `torch.nn.init._calculate_fan_in_and_fan_out`.
public enum FanMode {
    /// `in · kernel`: keeps the variance of the forward pass.
    FAN_IN(1),
    /// `out · kernel`: keeps the variance of the backward pass.
    FAN_OUT(0);

    private final int channels;

    FanMode(int channels) {
        this.channels = channels;
    }

    /// @throws IllegalArgumentException if the shape has fewer than 2 dimensions
    public long of(Shape shape) {
        if (shape.rank() < 2) {
            throw new IllegalArgumentException(
                    "fan in and fan out need a shape of at least 2 dimensions; got "
                            + shape
                            + "; a bias takes a constant or a uniform law of its own");
        }
        long fan = shape.dim(channels);
        for (int i = 2; i < shape.rank(); i++) {
            fan *= shape.dim(i);
        }
        return fan;
    }

    /// The mode of that PyTorch name, in upper or lower case.
    ///
    /// @throws IllegalArgumentException if there is none
    public static FanMode of(String torchName) {
        return switch (torchName.toLowerCase(Locale.ROOT)) {
            case "fan_in" -> FAN_IN;
            case "fan_out" -> FAN_OUT;
            default ->
                    throw new IllegalArgumentException(
                            "mode must be fan_in or fan_out; got \"" + torchName + "\"");
        };
    }

    /// PyTorch's name, such as `fan_in`.
    @Override
    public String toString() {
        return this == FAN_IN ? "fan_in" : "fan_out";
    }
}
