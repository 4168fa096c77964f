package io.fanin.checkpoint.write;

import io.fanin.law.Normal;
import io.fanin.plan.Plan;
import io.fanin.tensor.DType;
import java.io.IOException;
import java.nio.file.Path;

/// Writes a plan in a JVM of its own, which a test may limit or kill.
final class WriteProcess {
    private WriteProcess() {}

    /// @param count float32 values of the whole, in 8 tensors
    static Plan plan(long count) {
        Plans plans = Plans.seed(7);
        for (int i = 0; i < 8; i++) {
            plans.add(
                    "layers." + i + ".weight", DType.F32, new Normal(0, 0.02), count / 8 / 64, 64);
        }
        return plans.plan();
    }

    /// Target, number of values, bytes of a shard; `resume` if an earlier run is resumed.
    public static void main(String[] arguments) throws IOException {
        CheckpointWriter.of(plan(Long.parseLong(arguments[1])))
                .shardSize(Long.parseLong(arguments[2]))
                .resume(arguments.length > 3)
                .write(Path.of(arguments[0]));
    }
}
