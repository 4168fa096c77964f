package io.fanin.model.layer;

import io.fanin.internal.python.PythonText;
import java.util.List;
import java.util.Locale;

/// How far a [Convolution] pads its input.
public sealed interface Padding {
    /// By that many values at both ends of each dimension.
    record Sizes(List<Long> sizes) implements Padding {
        public Sizes {
            sizes = Hyperparameters.sizes("padding", 0, sizes);
        }

        /// As Python prints a tuple: `(1, 0)`.
        @Override
        public String toString() {
            return PythonText.tuple(sizes);
        }
    }

    /// By what the kernel needs.
    enum Rule implements Padding {
        /// So far that the output is as large as the input; needs a stride of 1.
        SAME,
        /// Not at all.
        VALID;

        /// PyTorch's name, such as `same`.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the input is padded with.
    enum Mode {
        ZEROS,
        REFLECT,
        REPLICATE,
        CIRCULAR;

        /// PyTorch's name, such as `zeros`.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
