package io.fanin.internal.kernel;

import java.lang.foreign.MemorySegment;

/// The loops over many values. [ScalarKernel] is their definition; [VectorKernel] gives the same
/// bits faster.
///
/// Memory is contiguous and little-endian at any alignment; `at` counts bytes. Raw words are
/// untempered.
public sealed interface Kernel permits ScalarKernel, VectorKernel {

    /// Such as `scalar` or `vector, 512 bits`.
    String description();

    /// Makes the words `line[i + 624]` for `count` places `i` from `from` on, each from its three
    /// forerunners.
    ///
    /// @param count a multiple of 16
    void twist(int[] line, int from, int count);

    /// `count` float32 values of `lower + range · x`, fused, from as many raw words.
    void uniformFloats(
            int[] raw,
            int from,
            int count,
            MemorySegment out,
            long at,
            float lower,
            float range,
            Scratch scratch);

    /// `count` float64 values of `lower + range · x`, fused, from twice as many raw words.
    void uniformDoubles(
            int[] raw, int from, int count, MemorySegment out, long at, double lower, double range);

    /// `count` bfloat16 values of `lower + range · x`, fused in float32, from as many raw words.
    void uniformBfloat16s(
            int[] raw,
            int from,
            int count,
            MemorySegment out,
            long at,
            float lower,
            float range,
            Scratch scratch);

    /// `count` float16 values of `lower + range · x`, fused in float32, from as many raw words.
    void uniformFloat16s(
            int[] raw,
            int from,
            int count,
            MemorySegment out,
            long at,
            float lower,
            float range,
            Scratch scratch);

    /// `blocks` blocks of 16 float32 normals from 16 raw words each, as [NormalBlocks] says.
    void normalFloats(
            int[] raw,
            int from,
            int blocks,
            MemorySegment out,
            long at,
            float mean,
            float std,
            Scratch scratch);

    /// `count` float32 values of the truncated normal law from as many raw words.
    void truncatedFloats(
            int[] raw,
            int from,
            int count,
            MemorySegment out,
            long at,
            Truncation truncation,
            Scratch scratch);
}
