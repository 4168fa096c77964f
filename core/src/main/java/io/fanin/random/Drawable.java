package io.fanin.random;

import io.fanin.internal.require.Require;
import io.fanin.law.Constant;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;

/// Refuses what PyTorch can't draw, before anything is written.
final class Drawable {
    /// Rows whose permutation fits into an array.
    private static final long MOST_ROWS = Integer.MAX_VALUE - 8;

    private Drawable() {}

    static void require(TorchVersion version, Law law, Shape shape, DType dtype) {
        Require.present("law", law).law(shape);
        switch (law) {
            case Constant constant -> representable(constant, dtype);
            case Uniform uniform -> requireUniform(uniform, dtype);
            case TruncatedNormal _ -> {
                floating(law, dtype);
                if (version == TorchVersion.V1_13 && dtype == DType.F16) {
                    throw new IllegalArgumentException(
                            "PyTorch 1.13 has no float16 truncated normal; draw in float32 and cast, or use 2.10");
                }
            }
            case Orthogonal _ -> {
                if (dtype != DType.F32 && dtype != DType.F64) {
                    throw new IllegalArgumentException(
                            "orthogonal needs float32 or float64; got "
                                    + dtype.torchName()
                                    + "; draw in float32 and cast");
                }
            }
            case Sparse _ -> {
                floating(law, dtype);
                if (shape.dim(0) > MOST_ROWS) {
                    throw new IllegalArgumentException(
                            "sparse needs at most " + MOST_ROWS + " rows; got shape " + shape);
                }
            }
            case Normal _, Eye _, Dirac _ -> floating(law, dtype);
        }
    }

    static void requireUniform(Uniform law, DType dtype) {
        floating(law, dtype);
        within("lower", law.lower(), dtype);
        within("upper", law.upper(), dtype);
        within("upper - lower", law.upper() - law.lower(), dtype);
    }

    private static void floating(Law law, DType dtype) {
        if (!dtype.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    law + " needs a floating-point dtype; got " + dtype.torchName());
        }
    }

    private static void representable(Constant constant, DType dtype) {
        double value = constant.value();
        boolean lost =
                dtype.isFloatingPoint()
                        ? Double.isFinite(value) && !Double.isFinite(dtype.round(value))
                        : dtype.round(value) != value || value == 0x1p63;
        if (lost) {
            throw new IllegalArgumentException(
                    "value " + value + " can't be held in " + dtype.torchName());
        }
    }

    private static void within(String name, double value, DType dtype) {
        if (!(Math.abs(value) <= dtype.max())) {
            throw new IllegalArgumentException(
                    name
                            + " must lie within ±"
                            + dtype.max()
                            + " for "
                            + dtype.torchName()
                            + "; got "
                            + value);
        }
    }
}
