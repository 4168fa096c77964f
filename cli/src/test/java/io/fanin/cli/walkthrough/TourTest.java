package io.fanin.cli.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/// The notebook's cells in libtorch's memory.
class TourTest {
    private static String cells(long seed) {
        StringWriter out = new StringWriter();
        new Tour(new PrintWriter(out), new PrintWriter(new StringWriter()), seed).cells();
        return out.toString();
    }

    @Test
    void theCellsEndWithWhatTheNotebookPrints() {
        assertThat(cells(Notebook.SEED))
                .endsWith(
                        """
                        In [8]
                        fc1.weight : tensor([[ 1.1865,  0.6319],
                                [ 0.4075, -0.7439],
                                [ 1.2187,  0.6133],
                                [ 1.6621, -0.8599]])\s

                        fc1.bias : tensor([0., 0., 0., 0.])\s

                        fc2.weight : tensor([[0.7613, 0.5820, 1.0290, 0.5916]])\s

                        fc2.bias : tensor([0.])\s

                        """);
    }

    @Test
    void eachCellTellsWhichWordsItDraws() {
        assertThat(cells(Notebook.SEED))
                .contains("torch.manual_seed(1382657708): words 0 to 16 of the stream.")
                .containsSubsequence(
                        "Zero initialization",
                        "draws nothing.",
                        "Random initialization",
                        "words 17 to 28 of the stream.",
                        "Xavier initialization",
                        "words 29 to 40 of the stream.",
                        "! This cell sets the weight that it has just drawn to 0",
                        "He initialization",
                        "words 41 to 52 of the stream.");
    }

    @Test
    void aNegativeSeedIsShownAsPyTorchKeepsIt() {
        assertThat(cells(-1)).contains("torch.manual_seed(18446744073709551615)");
    }
}
