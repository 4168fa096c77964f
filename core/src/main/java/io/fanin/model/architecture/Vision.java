package io.fanin.model.architecture;

import io.fanin.model.layer.Stateless;

/// Layers without tensors as torchvision's models have them.
final class Vision {
    static final long CLASSES = 1000;

    private Vision() {}

    static Stateless relu() {
        return new Stateless("ReLU", "inplace=True");
    }

    static Stateless relu6() {
        return new Stateless("ReLU6", "inplace=True");
    }

    static Stateless maxPool2d(long kernelSize, long stride, long padding) {
        return new Stateless(
                "MaxPool2d",
                "kernel_size="
                        + kernelSize
                        + ", stride="
                        + stride
                        + ", padding="
                        + padding
                        + ", dilation=1, ceil_mode=False");
    }

    static Stateless adaptiveAvgPool2d(long height, long width) {
        return new Stateless("AdaptiveAvgPool2d", "output_size=(" + height + ", " + width + ")");
    }
}
