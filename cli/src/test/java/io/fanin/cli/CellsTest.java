package io.fanin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// `fanin walkthrough --cells`.
class CellsTest {
    private static final String REPRESENTATION =
            """
            SimpleNN(
              (fc1): Linear(in_features=2, out_features=4, bias=True)
              (fc2): Linear(in_features=4, out_features=1, bias=True)
            )
            """;

    /// What the notebook's last cell shows.
    private static final String PARAMETERS =
            """
            fc1.weight : tensor([[ 1.1865,  0.6319],
                    [ 0.4075, -0.7439],
                    [ 1.2187,  0.6133],
                    [ 1.6621, -0.8599]])\s

            fc1.bias : tensor([0., 0., 0., 0.])\s

            fc2.weight : tensor([[0.7613, 0.5820, 1.0290, 0.5916]])\s

            fc2.bias : tensor([0.])\s

            """;

    private static String cells(String... seed) {
        String[] arguments = new String[2 + seed.length];
        arguments[0] = "walkthrough";
        arguments[1] = "--cells";
        System.arraycopy(seed, 0, arguments, 2, seed.length);
        Run run = Run.of(arguments);
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    @Test
    void theCellsPrintWhatTheNotebookPrintsToTheLastCharacter() {
        assertThat(cells()).isEqualTo(REPRESENTATION.repeat(4) + PARAMETERS);
    }

    @Test
    void theNotebooksSeedIsTheDefault() {
        assertThat(cells("--seed", "1382657708")).isEqualTo(cells());
    }

    @Test
    void anotherSeedGivesOtherWeightsAndTheSameBiases() {
        String other = cells("--seed", "0");
        assertThat(other)
                .startsWith(REPRESENTATION.repeat(4) + "fc1.weight : tensor([[")
                .contains("\n\nfc1.bias : tensor([0., 0., 0., 0.]) \n\n")
                .endsWith("\n\nfc2.bias : tensor([0.]) \n\n")
                .isNotEqualTo(cells());
    }

    @Test
    void aNegativeSeedWrapsAsInPyTorch() {
        assertThat(cells("--seed", "-1")).isEqualTo(cells("--seed", "18446744073709551615"));
        assertThat(cells("--seed=-9223372036854775808")).isEqualTo(cells("--seed", "0"));
    }
}
