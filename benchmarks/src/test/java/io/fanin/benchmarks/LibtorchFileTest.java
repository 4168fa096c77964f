package io.fanin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.checkpoint.write.CheckpointWriter;
import io.fanin.model.Layer;
import io.fanin.model.architecture.Architectures;
import io.fanin.plan.Planner;
import io.fanin.plan.Recipes;
import io.fanin.random.TorchVersion;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// libtorch can't read safetensors: the file's head is read here, without Fanin's reader, and
/// libtorch gets the bytes where the head says that they lie.
class LibtorchFileTest {
    private static final Pattern TENSOR =
            Pattern.compile(
                    "\"([\\w.]+)\":\\{\"dtype\":\"F32\",\"shape\":\\[([\\d,]+)],\"data_offsets\":\\[(\\d+),(\\d+)]}");

    @Test
    void libtorchLoadsTheValuesThatItsOwnConstructorsDraw(@TempDir Path folder) throws IOException {
        Layer model = Architectures.named("mlp:20,300,10");
        Path file = folder.resolve("mlp.safetensors");
        CheckpointWriter.of(
                        Planner.of(TorchVersion.V2_10)
                                .withSeed(11)
                                .plan("mlp", model, Recipes.of("pytorch-default", model)))
                .write(file);
        torch.manual_seed(11);
        List<String> names = new ArrayList<>();
        LinearImpl first = new LinearImpl(20, 300);
        LinearImpl second = new LinearImpl(300, 10);
        Map<String, Tensor> drawn =
                Map.of(
                        "fc1.weight",
                        first.weight(),
                        "fc1.bias",
                        first.bias(),
                        "fc2.weight",
                        second.weight(),
                        "fc2.bias",
                        second.bias());
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file)) {
            MemorySegment bytes =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            ValueLayout.OfLong size =
                    ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
            long head = bytes.get(size, 0);
            String json =
                    StandardCharsets.UTF_8
                            .decode(bytes.asSlice(Long.BYTES, head).asByteBuffer())
                            .toString();
            for (MatchResult each : TENSOR.matcher(json).results().toList()) {
                Tensor loaded = load(bytes.asSlice(Long.BYTES + head), each);
                assertThat(loaded.equal(drawn.get(each.group(1)))).as(each.group(1)).isTrue();
                names.add(each.group(1));
            }
        }
        assertThat(names).containsExactlyInAnyOrderElementsOf(drawn.keySet());
    }

    private static Tensor load(MemorySegment data, MatchResult entry) {
        long begin = Long.parseLong(entry.group(3));
        long end = Long.parseLong(entry.group(4));
        long[] shape =
                Arrays.stream(entry.group(2).split(",")).mapToLong(Long::parseLong).toArray();
        return torch.from_blob(
                new Pointer(data.asSlice(begin, end - begin).asByteBuffer()),
                shape,
                new TensorOptions(ScalarType.Float));
    }
}
