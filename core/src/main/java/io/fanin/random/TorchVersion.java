package io.fanin.random;

import io.fanin.internal.require.Require;

/// A version of PyTorch whose CPU bits were compared with Fanin's, value by value.
///
/// The two agree on everything but float64 normals of fewer than 16 values and float16 normals of
/// 16 or more.
public enum TorchVersion {
    V1_13("1.13"),
    V2_10("2.10");

    private final String number;

    TorchVersion(String number) {
        this.number = number;
    }

    /// The version that a PyTorch version string such as `1.13.0a0` or `2.10.0+cpu` names.
    ///
    /// @throws IllegalArgumentException if its bits were never compared
    public static TorchVersion parse(String text) {
        Require.present("text", text);
        for (TorchVersion version : values()) {
            if (text.equals(version.number) || text.startsWith(version.number + ".")) {
                return version;
            }
        }
        throw new IllegalArgumentException(
                "PyTorch \""
                        + text
                        + "\": only the bits of 1.13 and 2.10 are known; other"
                        + " versions draw other bits in places (from 2.12 on trunc_normal_ uses rejection sampling)");
    }

    /// Such as `2.10`.
    @Override
    public String toString() {
        return number;
    }
}
