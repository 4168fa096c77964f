package io.fanin.model.layer;

import io.fanin.init.FanMode;
import io.fanin.internal.python.PythonText;
import io.fanin.internal.require.Require;
import io.fanin.model.Construction;
import io.fanin.model.Construction.Fill;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A convolution over one to three dimensions, or its transpose.
///
/// `weight` has shape `[outChannels, inChannels / groups, kernel…]`, transposed `[inChannels,
/// outChannels / groups, kernel…]`; `bias` has shape `[outChannels]`. Constructed with
/// `U(±1/√fan_in)` for both, where `fan_in` is the weight's second size times the kernel's; if that
/// is 0 the bias stays unwritten. Twins: `torch.nn.Conv1d`, `Conv2d`, `Conv3d`, `ConvTranspose1d`,
/// `ConvTranspose2d`, `ConvTranspose3d`.
///
/// Where sizes are given for each dimension, the factories and `with…` methods take one for all as
/// well.
///
/// @param outputPadding all 0 unless transposed
/// @param hasBias whether there is a `bias`
public record Convolution(
        boolean transposed,
        long inChannels,
        long outChannels,
        List<Long> kernelSize,
        List<Long> stride,
        Padding padding,
        List<Long> outputPadding,
        List<Long> dilation,
        long groups,
        boolean hasBias,
        Padding.Mode paddingMode,
        DType dtype)
        implements Layer {

    public Convolution {
        Hyperparameters.size("groups", 1, groups);
        Hyperparameters.size("inChannels", 0, inChannels);
        Hyperparameters.size("outChannels", 0, outChannels);
        Require.divisible("inChannels", inChannels, "groups", groups);
        Require.divisible("outChannels", outChannels, "groups", groups);
        kernelSize = Hyperparameters.sizes("kernelSize", 1, kernelSize);
        if (kernelSize.isEmpty() || kernelSize.size() > 3) {
            throw new IllegalArgumentException(
                    "kernelSize must have 1 to 3 sizes; got " + kernelSize);
        }
        stride = each("stride", 1, stride, kernelSize);
        dilation = each("dilation", 1, dilation, kernelSize);
        outputPadding = each("outputPadding", 0, outputPadding, kernelSize);
        if (Require.present("padding", padding) instanceof Padding.Sizes(List<Long> sizes)) {
            each("padding", 0, sizes, kernelSize);
        }
        Require.present("paddingMode", paddingMode);
        Hyperparameters.floating(dtype);
        if (padding == Padding.Rule.SAME && !all(1, stride)) {
            throw new IllegalArgumentException(
                    "padding \"same\" needs a stride of 1; got stride = " + stride);
        }
        if (transposed && (padding instanceof Padding.Rule || paddingMode != Padding.Mode.ZEROS)) {
            throw new IllegalArgumentException(
                    "a transposed convolution is padded by sizes and with zeros; got padding = "
                            + padding
                            + ", paddingMode = "
                            + paddingMode);
        }
        if (!transposed && !all(0, outputPadding)) {
            throw new IllegalArgumentException(
                    "outputPadding must be 0 unless transposed; got " + outputPadding);
        }
    }

    private static List<Long> each(
            String name, long least, List<Long> sizes, List<Long> kernelSize) {
        if (sizes.size() != kernelSize.size()) {
            throw new IllegalArgumentException(
                    name
                            + " must have as many sizes as kernelSize = "
                            + kernelSize
                            + "; got "
                            + sizes);
        }
        return Hyperparameters.sizes(name, least, sizes);
    }

    private static boolean all(long value, List<Long> sizes) {
        return sizes.stream().allMatch(size -> size == value);
    }

    /// A convolution of a stride and a dilation of 1, without padding, in one group, with a bias.
    ///
    /// @param dims the number of the kernel's dimensions, 1 to 3
    public static Convolution of(
            boolean transposed, int dims, long inChannels, long outChannels, long... kernelSize) {
        List<Long> zeros = Collections.nCopies(dims, 0L);
        List<Long> ones = Collections.nCopies(dims, 1L);
        return new Convolution(
                transposed,
                inChannels,
                outChannels,
                Hyperparameters.spread("kernelSize", dims, kernelSize),
                ones,
                new Padding.Sizes(zeros),
                zeros,
                ones,
                1,
                true,
                Padding.Mode.ZEROS,
                DType.F32);
    }

    /// `torch.nn.Conv1d`.
    public static Convolution conv1d(long inChannels, long outChannels, long kernelSize) {
        return of(false, 1, inChannels, outChannels, kernelSize);
    }

    /// `torch.nn.Conv2d`.
    public static Convolution conv2d(long inChannels, long outChannels, long... kernelSize) {
        return of(false, 2, inChannels, outChannels, kernelSize);
    }

    /// `torch.nn.Conv3d`.
    public static Convolution conv3d(long inChannels, long outChannels, long... kernelSize) {
        return of(false, 3, inChannels, outChannels, kernelSize);
    }

    /// `torch.nn.ConvTranspose1d`.
    public static Convolution convTranspose1d(long inChannels, long outChannels, long kernelSize) {
        return of(true, 1, inChannels, outChannels, kernelSize);
    }

    /// `torch.nn.ConvTranspose2d`.
    public static Convolution convTranspose2d(
            long inChannels, long outChannels, long... kernelSize) {
        return of(true, 2, inChannels, outChannels, kernelSize);
    }

    /// `torch.nn.ConvTranspose3d`.
    public static Convolution convTranspose3d(
            long inChannels, long outChannels, long... kernelSize) {
        return of(true, 3, inChannels, outChannels, kernelSize);
    }

    /// The number of dimensions that the kernel has: 1 to 3.
    public int dims() {
        return kernelSize.size();
    }

    public Convolution withStride(long... stride) {
        return with(
                spread("stride", stride),
                padding,
                outputPadding,
                dilation,
                groups,
                hasBias,
                paddingMode,
                dtype);
    }

    public Convolution withPadding(long... padding) {
        return withPadding(new Padding.Sizes(spread("padding", padding)));
    }

    /// @param padding such as [Padding.Rule#SAME]
    public Convolution withPadding(Padding padding) {
        return with(stride, padding, outputPadding, dilation, groups, hasBias, paddingMode, dtype);
    }

    public Convolution withOutputPadding(long... outputPadding) {
        return with(
                stride,
                padding,
                spread("outputPadding", outputPadding),
                dilation,
                groups,
                hasBias,
                paddingMode,
                dtype);
    }

    public Convolution withDilation(long... dilation) {
        return with(
                stride,
                padding,
                outputPadding,
                spread("dilation", dilation),
                groups,
                hasBias,
                paddingMode,
                dtype);
    }

    public Convolution withGroups(long groups) {
        return with(stride, padding, outputPadding, dilation, groups, hasBias, paddingMode, dtype);
    }

    public Convolution withBias(boolean hasBias) {
        return with(stride, padding, outputPadding, dilation, groups, hasBias, paddingMode, dtype);
    }

    public Convolution withPaddingMode(Padding.Mode paddingMode) {
        return with(stride, padding, outputPadding, dilation, groups, hasBias, paddingMode, dtype);
    }

    public Convolution withDtype(DType dtype) {
        return with(stride, padding, outputPadding, dilation, groups, hasBias, paddingMode, dtype);
    }

    private List<Long> spread(String name, long... given) {
        return Hyperparameters.spread(name, dims(), given);
    }

    private Convolution with(
            List<Long> stride,
            Padding padding,
            List<Long> outputPadding,
            List<Long> dilation,
            long groups,
            boolean hasBias,
            Padding.Mode paddingMode,
            DType dtype) {
        return new Convolution(
                transposed,
                inChannels,
                outChannels,
                kernelSize,
                stride,
                padding,
                outputPadding,
                dilation,
                groups,
                hasBias,
                paddingMode,
                dtype);
    }

    @Override
    public String type() {
        return (transposed ? "ConvTranspose" : "Conv") + dims() + "d";
    }

    @Override
    public String hyperparameters() {
        List<String> parts = new ArrayList<>();
        parts.add(Long.toString(inChannels));
        parts.add(Long.toString(outChannels));
        parts.add("kernel_size=" + PythonText.tuple(kernelSize));
        parts.add("stride=" + PythonText.tuple(stride));
        if (!(padding instanceof Padding.Sizes(List<Long> sizes) && all(0, sizes))) {
            parts.add("padding=" + padding);
        }
        if (!all(1, dilation)) {
            parts.add("dilation=" + PythonText.tuple(dilation));
        }
        if (!all(0, outputPadding)) {
            parts.add("output_padding=" + PythonText.tuple(outputPadding));
        }
        if (groups != 1) {
            parts.add("groups=" + groups);
        }
        if (!hasBias) {
            parts.add("bias=False");
        }
        if (paddingMode != Padding.Mode.ZEROS) {
            parts.add("padding_mode=" + paddingMode);
        }
        return String.join(", ", parts);
    }

    private Shape weightShape() {
        long[] shape = new long[2 + dims()];
        shape[0] = transposed ? inChannels : outChannels;
        shape[1] = (transposed ? outChannels : inChannels) / groups;
        for (int i = 0; i < dims(); i++) {
            shape[2 + i] = kernelSize.get(i);
        }
        return Shape.of(shape);
    }

    @Override
    public List<Parameter> parameters() {
        return WeightAndBias.parameters(dtype, weightShape(), hasBias, Shape.of(outChannels));
    }

    @Override
    public List<Construction> construction() {
        Construction weight = new Fill("weight", WeightAndBias.DEFAULT_WEIGHT);
        long fanIn = FanMode.FAN_IN.of(weightShape());
        return hasBias && fanIn != 0
                ? List.of(weight, new Fill("bias", WeightAndBias.withinRoot(fanIn)))
                : List.of(weight);
    }

    @Override
    public String toString() {
        return representation();
    }
}
