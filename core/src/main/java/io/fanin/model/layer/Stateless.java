package io.fanin.model.layer;

import io.fanin.internal.python.PythonText;
import io.fanin.internal.require.Require;
import io.fanin.model.Layer;

/// A layer without tensors, such as an activation, a pooling or a dropout: PyTorch's class and what
/// it prints.
///
/// There is a factory for the common ones; `PythonConstructor` makes every one of `torch.nn`.
///
/// @param type the name of PyTorch's class, such as `ReLU`
/// @param hyperparameters as PyTorch prints them, such as `p=0.5, inplace=False`
public record Stateless(String type, String hyperparameters) implements Layer {
    public Stateless {
        Require.present("type", type);
        Require.present("hyperparameters", hyperparameters);
    }

    private static Stateless of(String type) {
        return new Stateless(type, "");
    }

    /// `torch.nn.Identity`.
    public static Stateless identity() {
        return of("Identity");
    }

    /// `torch.nn.ReLU`.
    public static Stateless relu() {
        return of("ReLU");
    }

    /// `torch.nn.ReLU6`.
    public static Stateless relu6() {
        return of("ReLU6");
    }

    /// `torch.nn.LeakyReLU` with PyTorch's slope, 0.01.
    public static Stateless leakyRelu() {
        return leakyRelu(0.01);
    }

    /// `torch.nn.LeakyReLU`.
    public static Stateless leakyRelu(double negativeSlope) {
        return with("LeakyReLU", "negative_slope", negativeSlope);
    }

    /// `torch.nn.ELU` with an alpha of 1.
    public static Stateless elu() {
        return with("ELU", "alpha", 1);
    }

    /// `torch.nn.SELU`.
    public static Stateless selu() {
        return of("SELU");
    }

    /// `torch.nn.GELU`, not approximated.
    public static Stateless gelu() {
        return new Stateless("GELU", "approximate='none'");
    }

    /// `torch.nn.SiLU`, also known as Swish.
    public static Stateless silu() {
        return of("SiLU");
    }

    /// `torch.nn.Mish`.
    public static Stateless mish() {
        return of("Mish");
    }

    /// `torch.nn.Sigmoid`.
    public static Stateless sigmoid() {
        return of("Sigmoid");
    }

    /// `torch.nn.Tanh`.
    public static Stateless tanh() {
        return of("Tanh");
    }

    /// `torch.nn.Softmax`.
    public static Stateless softmax(int dim) {
        return new Stateless("Softmax", "dim=" + dim);
    }

    /// `torch.nn.LogSoftmax`.
    public static Stateless logSoftmax(int dim) {
        return new Stateless("LogSoftmax", "dim=" + dim);
    }

    /// `torch.nn.Dropout`.
    ///
    /// @throws IllegalArgumentException if `p` is not in `[0, 1]`
    public static Stateless dropout(Number p) {
        return drop("Dropout", p);
    }

    /// `torch.nn.Dropout2d`.
    ///
    /// @throws IllegalArgumentException if `p` is not in `[0, 1]`
    public static Stateless dropout2d(Number p) {
        return drop("Dropout2d", p);
    }

    private static Stateless drop(String type, Number p) {
        return new Stateless(
                type,
                "p=" + PythonText.number(Hyperparameters.probability("p", p)) + ", inplace=False");
    }

    /// `torch.nn.Flatten` of all dimensions but the first.
    public static Stateless flatten() {
        return new Stateless("Flatten", "start_dim=1, end_dim=-1");
    }

    /// `torch.nn.MaxPool1d`, as far apart as the kernel is large.
    public static Stateless maxPool1d(long kernelSize) {
        return maxPool("MaxPool1d", kernelSize);
    }

    /// `torch.nn.MaxPool2d`, as far apart as the kernel is large.
    public static Stateless maxPool2d(long kernelSize) {
        return maxPool("MaxPool2d", kernelSize);
    }

    private static Stateless maxPool(String type, long kernelSize) {
        Require.atLeast("kernelSize", 1, kernelSize);
        return new Stateless(
                type,
                "kernel_size="
                        + kernelSize
                        + ", stride="
                        + kernelSize
                        + ", padding=0, dilation=1, ceil_mode=False");
    }

    /// `torch.nn.AvgPool2d`, as far apart as the kernel is large.
    public static Stateless avgPool2d(long kernelSize) {
        Require.atLeast("kernelSize", 1, kernelSize);
        return new Stateless(
                "AvgPool2d",
                "kernel_size=" + kernelSize + ", stride=" + kernelSize + ", padding=0");
    }

    /// `torch.nn.AdaptiveAvgPool2d` to a square.
    public static Stateless adaptiveAvgPool2d(long outputSize) {
        Require.atLeast("outputSize", 0, outputSize);
        return new Stateless("AdaptiveAvgPool2d", "output_size=" + outputSize);
    }

    private static Stateless with(String type, String name, double value) {
        return new Stateless(type, name + "=" + PythonText.decimal(value));
    }

    @Override
    public String toString() {
        return representation();
    }
}
