package io.fanin.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.FileContents;
import io.fanin.checkpoint.reference.ReferenceFiles;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that the real PyTorch wrote: `reference/make_checkpoints.py`.
class TorchFilesTest {
    private final Arena arena = Arena.ofShared();

    @AfterEach
    void close() {
        arena.close();
    }

    static List<String> files() {
        return ReferenceFiles.names("torch-files/");
    }

    private FileContents read(String name) throws IOException {
        return TorchFiles.read(ReferenceFiles.path(name), arena);
    }

    @ParameterizedTest
    @MethodSource("files")
    void holdTheTensorsThatPyTorchSaved(String name) throws IOException {
        ReferenceFiles.assertTensors(name, read(name).tensors());
    }

    @Test
    void tensorsLieInTheMappedFile() throws IOException {
        assertThat(read("torch-files/views.pt").tensors().values())
                .hasSize(15)
                .allSatisfy(tensor -> {
                    assertThat(tensor.segment().isMapped()).isTrue();
                    assertThat(tensor.segment().isReadOnly()).isTrue();
                });
    }

    @Test
    void aTransposedViewIsATensor() throws IOException {
        assertThat(read("torch-files/views.pt").tensors().get("transposed").tensor().get(1))
                .isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"training", "protocol1", "protocol3", "protocol4", "protocol5", "legacy"})
    void whatIsNoTensorIsMetadata(String name) throws IOException {
        assertThat(read("torch-files/" + name + ".pt").metadata())
                .containsEntry("epoch", "3")
                .containsEntry("best", "0.125")
                .containsEntry("name", "it's \"mlp\"")
                .containsEntry("done", "False")
                .containsEntry("none", "None")
                .containsEntry("big", "1180591620717411303424")
                .containsEntry("negative", "-7")
                .containsEntry("shape", "(2, 4)")
                .containsEntry("dtype", "torch.bfloat16")
                .containsEntry("device", "cpu")
                .containsEntry("set", "{1}")
                .containsEntry("complex", "complex(1.0, 2.0)")
                .containsEntry("counter.5", "2")
                .containsEntry("loss", "[0.5, 1e-07, inf]")
                .containsEntry("mixed.0", "1")
                .containsEntry("mixed.1", "[2, 3]")
                .containsEntry("mixed.2.1", "x")
                .containsEntry("7", "seven")
                .containsEntry("optimizer.param_groups.0.lr", "1e-05")
                .containsEntry("optimizer.param_groups.0.betas", "(0.9, 0.999)")
                .containsEntry("optimizer.param_groups.0.params", "[0, 1, 2, 3]");
    }

    @Test
    void aStateDictHasNoMetadata() throws IOException {
        assertThat(read("torch-files/notebook.pt").metadata()).isEmpty();
    }

    @Test
    void theFormatIsNamed() throws IOException {
        assertThat(read("torch-files/notebook.pt").format()).isEqualTo("PyTorch");
        assertThat(read("torch-files/legacy.pt").format()).isEqualTo("PyTorch, as before 1.6");
    }

    private void assertRefused(String name, String message) {
        Path path = ReferenceFiles.path(name);
        assertThatThrownBy(() -> TorchFiles.read(path, arena))
                .isInstanceOf(BadFileException.class)
                .hasMessage(path + ": " + message);
    }

    @Test
    void aPickledModuleIsRefusedWithTheWayOut() {
        assertRefused(
                "torch-files/module.pt",
                "data.pkl byte 2: torch.nn.modules.container.Sequential is not a thing a checkpoint"
                        + " needs; nothing was run; of a model as an object save its values alone:"
                        + " torch.save(model.state_dict(), ...)");
    }

    @Test
    void torchScriptIsRefusedWithTheWayOut() {
        assertRefused(
                "torch-files/script.pt",
                "is TorchScript, a program, which is never run; save its values alone:"
                        + " torch.save(model.state_dict(), ...)");
    }

    @Test
    void sparseAndQuantizedTensorsAreRefused() {
        assertRefused(
                "torch-files/sparse.pt",
                "data.pkl byte 2: torch._utils._rebuild_sparse_tensor is not a thing a checkpoint"
                        + " needs; nothing was run");
        assertRefused(
                "torch-files/quantized.pt",
                "data.pkl byte 2: torch._utils._rebuild_qtensor is not a thing a checkpoint needs;"
                        + " nothing was run");
    }
}
