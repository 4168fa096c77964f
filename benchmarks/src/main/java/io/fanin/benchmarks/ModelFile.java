package io.fanin.benchmarks;

import io.fanin.checkpoint.write.CheckpointWriter;
import io.fanin.checkpoint.write.Cut;
import io.fanin.checkpoint.write.Part;
import io.fanin.model.Layer;
import io.fanin.model.architecture.Architectures;
import io.fanin.plan.Plan;
import io.fanin.plan.Planner;
import io.fanin.plan.Recipes;
import io.fanin.random.TorchVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A whole process: writes a model's checkpoint, or one of 8 parts of it, again and again.
public final class ModelFile {
    private static final int COUNT = 8;
    private static final int INDEX = 3;

    private ModelFile() {}

    /// @param arguments the model, the file, how often it is written, and how the part is cut:
    ///   `WHOLE` for all of the model. The seconds of each time are printed, plan and all
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        Cut cut = Cut.valueOf(arguments[3]);
        Part part = cut == Cut.WHOLE ? Part.of(0, 1, cut) : Part.of(INDEX, COUNT, cut);
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            Files.deleteIfExists(file);
            long start = System.nanoTime();
            CheckpointWriter.of(plan(arguments[0]), part).write(file);
            System.out.println((System.nanoTime() - start) / 1e9);
        }
    }

    private static Plan plan(String name) {
        Layer model = Architectures.named(name);
        return Planner.of(TorchVersion.V1_13)
                .withSeed(7)
                .plan(name, model, Recipes.of("torchvision", model));
    }
}
