package io.fanin.torch;

import io.fanin.model.layer.Convolution;
import io.fanin.model.layer.Padding;
import io.fanin.tensor.DType;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.ConvPaddingMode;
import org.bytedeco.pytorch.DetailConv1dOptions;
import org.bytedeco.pytorch.DetailConv2dOptions;
import org.bytedeco.pytorch.DetailConv3dOptions;

/// Reads the options of libtorch's convolutions.
final class TorchConvolution {
    private TorchConvolution() {}

    static Convolution of(DetailConv1dOptions options, DType dtype) {
        return of(
                1,
                options.transposed(),
                options.in_channels(),
                options.out_channels(),
                options.kernel_size(),
                options.stride(),
                padding(1, options.padding()::get0, options.padding()::get1),
                options.output_padding(),
                options.dilation(),
                options.groups(),
                options.bias(),
                options.padding_mode(),
                dtype);
    }

    static Convolution of(DetailConv2dOptions options, DType dtype) {
        return of(
                2,
                options.transposed(),
                options.in_channels(),
                options.out_channels(),
                options.kernel_size(),
                options.stride(),
                padding(2, options.padding()::get0, options.padding()::get1),
                options.output_padding(),
                options.dilation(),
                options.groups(),
                options.bias(),
                options.padding_mode(),
                dtype);
    }

    static Convolution of(DetailConv3dOptions options, DType dtype) {
        return of(
                3,
                options.transposed(),
                options.in_channels(),
                options.out_channels(),
                options.kernel_size(),
                options.stride(),
                padding(3, options.padding()::get0, options.padding()::get1),
                options.output_padding(),
                options.dilation(),
                options.groups(),
                options.bias(),
                options.padding_mode(),
                dtype);
    }

    private static Convolution of(
            int dims,
            BoolPointer transposed,
            LongPointer inChannels,
            LongPointer outChannels,
            LongPointer kernelSize,
            LongPointer stride,
            Padding padding,
            LongPointer outputPadding,
            LongPointer dilation,
            LongPointer groups,
            BoolPointer bias,
            ConvPaddingMode mode,
            DType dtype) {
        return new Convolution(
                transposed.get(),
                inChannels.get(),
                outChannels.get(),
                sizes(dims, kernelSize),
                sizes(dims, stride),
                padding,
                sizes(dims, outputPadding),
                sizes(dims, dilation),
                groups.get(),
                bias.get(),
                mode(mode),
                dtype);
    }

    private static List<Long> sizes(int dims, LongPointer pointer) {
        return IntStream.range(0, dims).mapToObj(pointer::get).toList();
    }

    private static Padding padding(
            int dims, Supplier<LongPointer> sizes, Supplier<? extends Pointer> valid) {
        if (holds(sizes)) {
            return new Padding.Sizes(sizes(dims, sizes.get()));
        }
        return holds(valid) ? Padding.Rule.VALID : Padding.Rule.SAME;
    }

    private static Padding.Mode mode(ConvPaddingMode mode) {
        if (holds(mode::get0)) {
            return Padding.Mode.ZEROS;
        }
        if (holds(mode::get1)) {
            return Padding.Mode.REFLECT;
        }
        return holds(mode::get2) ? Padding.Mode.REPLICATE : Padding.Mode.CIRCULAR;
    }

    /// Whether a C++ variant holds the alternative that `get` reads; to try is the only way to ask.
    private static boolean holds(Supplier<? extends Pointer> get) {
        try {
            return get.get() != null;
        } catch (RuntimeException wrongAlternative) {
            return false;
        }
    }
}
