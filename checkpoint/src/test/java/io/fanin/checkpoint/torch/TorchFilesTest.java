package io.fanin.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.checkpoint.reference.ReferenceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that the real PyTorch wrote: `reference/make_checkpoints.py`.
class TorchFilesTest {
    static List<String> files() {
        return ReferenceFiles.names("torch-files/");
    }

    private static Checkpoint open(String name) throws IOException {
        return Checkpoint.open(ReferenceFiles.path("torch-files/" + name + ".pt"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void holdTheTensorsThatPyTorchSaved(String name) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(ReferenceFiles.path(name))) {
            ReferenceFiles.assertTensors(name, checkpoint.tensors());
        }
    }

    @Test
    void tensorsLieInTheMappedFile() throws IOException {
        try (Checkpoint views = open("views")) {
            assertThat(views.tensors().values())
                    .hasSize(15)
                    .allSatisfy(tensor -> {
                        assertThat(tensor.segment().isMapped()).isTrue();
                        assertThat(tensor.segment().isReadOnly()).isTrue();
                    });
        }
    }

    @Test
    void aTransposedViewIsATensor() throws IOException {
        try (Checkpoint views = open("views")) {
            StoredTensor transposed = Objects.requireNonNull(views.tensors().get("transposed"));
            assertThat(transposed.tensor().get(1)).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"training", "protocol3", "protocol4", "protocol5", "legacy"})
    void whatIsNoTensorIsMetadata(String name) throws IOException {
        try (Checkpoint checkpoint = open(name)) {
            assertThat(checkpoint.metadata())
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
    }

    @Test
    void aStateDictHasNoMetadata() throws IOException {
        try (Checkpoint notebook = open("notebook")) {
            assertThat(notebook.metadata()).isEmpty();
        }
    }

    @Test
    void theFormatIsNamed() throws IOException {
        try (Checkpoint notebook = open("notebook");
                Checkpoint legacy = open("legacy")) {
            assertThat(notebook.format()).isEqualTo(".pt");
            assertThat(legacy.format()).isEqualTo(".pt as before PyTorch 1.6");
        }
    }

    private void assertRefused(String name, String message) {
        Path path = ReferenceFiles.path(name);
        assertThatThrownBy(() -> Checkpoint.open(path))
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
