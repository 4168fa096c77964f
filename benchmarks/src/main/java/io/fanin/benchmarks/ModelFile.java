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
import java.util.List;
import java.util.stream.Stream;

/// A whole process: writes a model's checkpoint, or parts of it that are an eighth, in turns again
/// and again.
public final class ModelFile {
    private static final int COUNT = 8;
    private static final int INDEX = 3;

    private ModelFile() {}

    /// @param arguments the model; the file; for how many seconds it is written before times count,
    ///   and how many times count; then how each part is cut, `WHOLE` for all of the model. Each
    ///   time is printed behind its cut in seconds, plan and all
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        List<Cut> cuts = Stream.of(arguments).skip(4).map(Cut::valueOf).toList();
        long end = System.nanoTime() + 1_000_000_000L * Integer.parseInt(arguments[2]);
        while (System.nanoTime() - end < 0) {
            for (Cut cut : cuts) {
                seconds(arguments[0], cut, file);
            }
        }
        for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
            for (Cut cut : cuts) {
                System.out.println(cut + " " + seconds(arguments[0], cut, file));
            }
        }
    }

    private static double seconds(String model, Cut cut, Path file) throws IOException {
        Part part = cut == Cut.WHOLE ? Part.of(0, 1, cut) : Part.of(INDEX, COUNT, cut);
        Files.deleteIfExists(file);
        long start = System.nanoTime();
        CheckpointWriter.of(plan(model), part).write(file);
        return (System.nanoTime() - start) / 1e9;
    }

    private static Plan plan(String name) {
        Layer model = Architectures.named(name);
        return Planner.of(TorchVersion.V1_13)
                .withSeed(7)
                .plan(name, model, Recipes.of("torchvision", model));
    }
}
