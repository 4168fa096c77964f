package io.fanin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {
    @TempDir private Path folder;

    /// Two tensors, one name of which would turn a terminal red.
    @BeforeEach
    void writeFile() throws IOException {
        String header =
                "{\"__metadata__\":{\"format\":\"pt\"},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
                        + "\"\\u001b[31m\":{\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[8,10]}}";
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        byte[] file = new byte[8 + text.length + 10];
        file[0] = (byte) text.length;
        System.arraycopy(text, 0, file, 8, text.length);
        Files.write(folder.resolve("x.safetensors"), file);
    }

    private String file() {
        return folder.resolve("x.safetensors").toString();
    }

    @Test
    void aTableTellsTensorsMetadataAndTotals() {
        assertThat(Run.of("show", file()))
                .isEqualTo(
                        new Run(
                                0,
                                file()
                                        + """
                                        : safetensors
                                        tensor      dtype  shape   bytes
                                        a           F32    [2, 1]      8
                                        \\u001b[31m  BF16   []          2
                                        metadata format = pt
                                        2 tensors, 3 values, 10 B
                                        """,
                                ""));
    }

    @Test
    void noVerbPrintsWhatATerminalWouldObey() {
        String plan = folder.resolve("plan.json").toString();
        Run drafted = Run.of("plan", "--like", file(), "-o", plan);
        assertThat(drafted.out()).contains("\\u001b[31m");
        String seeded = folder.resolve("new.safetensors").toString();
        Run made = Run.of("init", "--plan", plan, "--seed", "1", "-v", "-o", seeded);
        assertThat(made.out()).contains("\\u001b[31m BF16 []");
        String other = folder.resolve("other.json").toString();
        Run.of("plan", "--arch", "mlp:2,1", "-o", other);
        Run differing = Run.of("diff", plan, other);
        assertThat(differing.out()).contains("\\u001b[31m: only in the first, ");
        Run refused = Run.of("init", "--plan", plan, "--seed", "1", "-o", folder + "/a.npy");
        for (Run run : List.of(drafted, made, differing, refused)) {
            assertThat(run.out() + run.err()).doesNotContain("\u001b");
        }
    }

    @Test
    void jsonTellsTheSame() {
        assertThat(Run.of("show", "--json", file()).out())
                .startsWith("{\n  \"format\" : \"fanin-show\",\n  \"version\" : 1,\n")
                .contains("\"shape\" : [ 2, 1 ]", "\"values\" : 3", "\"bytes\" : 10")
                .contains("\"name\" : \"\\u001B[31m\"");
    }

    @Test
    void aFileThatIsNoneEndsWith3() throws IOException {
        Path bad = folder.resolve("bad.safetensors");
        Files.write(bad, new byte[4]);
        Run run = Run.of("show", bad.toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).startsWith("fanin: " + bad + ": ").hasLineCount(1);
    }
}
