package io.fanin.cli.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.lab.Outcome;
import io.fanin.lab.Scheme;
import io.fanin.lab.Study;
import io.fanin.lab.Summary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Tables and verdicts of figures that were made up.
class ClaimsTest {
    private static final List<Scheme> SCHEMES = Scheme.notebook();

    /// One summary of 100 networks for each of the last `solved.length` schemes.
    private static List<Summary> figures(int... solved) {
        List<Summary> summaries = new ArrayList<>();
        for (int i = 0; i < solved.length; i++) {
            Scheme scheme = SCHEMES.get(SCHEMES.size() - solved.length + i);
            boolean zero = scheme.name().equals("zero");
            boolean alike = zero || scheme.name().startsWith("equal");
            List<Outcome> outcomes = new ArrayList<>();
            for (int j = 0; j < 100; j++) {
                outcomes.add(
                        new Outcome(
                                j < solved[i] ? 40 + 2 * j : -1,
                                0.25,
                                zero ? 0 : alike ? 1 : 2,
                                alike ? 1 : 0.5,
                                zero));
            }
            summaries.add(new Summary(scheme, 0.1, outcomes));
        }
        return summaries;
    }

    private static String printed(Consumer<PrintWriter> printer) {
        StringWriter text = new StringWriter();
        printer.accept(new PrintWriter(text));
        return text.toString();
    }

    private static String claims(List<Summary> xor, List<Summary> moons, List<Summary> tanh) {
        return printed(out -> new Claims(xor, moons, tanh).print(out));
    }

    @Test
    void theTableShowsEachSchemesFigures() {
        assertThat(
                        printed(out ->
                                new EvidenceTable(out).print("On XOR", figures(0, 0, 56, 50, 60))))
                .isEqualTo(
                        """

                        On XOR
                        scheme        rate    solved    95 %         steps   rank   alike   loss
                        zero          0.1        0 %     0 to   4 %       -   0.00    1.00   0.250
                        equal 0.5     0.1        0 %     0 to   4 %       -   1.00    1.00   0.250
                        random ±0.1   0.1       56 %    46 to  65 %      95   2.00    0.50   0.250
                        Xavier        0.1       50 %    40 to  60 %      89   2.00    0.50   0.250
                        He            0.1       60 %    50 to  69 %      99   2.00    0.50   0.250
                        """);
    }

    @Test
    void theSettingIsTheStudys() {
        assertThat(printed(out -> new EvidenceTable(out).setting(Study.standard())))
                .contains("full-batch Adam, 1,000 steps, biases 0 at the start, 100 seeds for")
                .contains("0.01, 0.03, 0.1, 0.3")
                .contains("a mean loss below 0.1 at some step");
    }

    @Test
    void figuresThatDontDifferShowNothing() {
        String text =
                claims(figures(0, 0, 56, 50, 60), figures(0, 0, 40, 45, 47), figures(40, 42, 41));
        assertThat(text)
                .contains(
                        "  Solved by 60 % (50 to 69 %) on XOR, 47 % (38 to 57 %) on two moons. Not shown"
                                + " by these figures.\n")
                .contains(
                        "  Against Xavier on XOR: no difference shown (p = 0.20, Fisher's exact test).\n")
                .contains("These figures don't tell it apart as the best of the three.")
                .contains(
                        "fc1.bias and fc2.weight are exactly 0 at the end in 100 of 100 networks on XOR");
    }

    @Test
    void figuresThatConfirmAreSaidToConfirm() {
        String text =
                claims(figures(0, 0, 10, 50, 95), figures(0, 0, 2, 30, 80), figures(10, 90, 50));
        assertThat(text)
                .contains("on two moons. Confirmed on both tasks.\n")
                .contains("Good, and the best of the three here.")
                .contains("  Against He on XOR: worse (p = ");
    }

    @Test
    void heOnOneTaskIsConfirmedOnOne() {
        assertThat(claims(figures(0, 0, 10, 50, 95), figures(0, 0, 40, 45, 47), figures(1, 2, 3)))
                .contains("Confirmed on one of the two tasks.");
    }

    @Test
    void everyClaimOfTheNotebookIsThereInItsOrder() {
        assertThat(claims(figures(0, 0, 1, 2, 3), figures(0, 0, 1, 2, 3), figures(1, 2, 3)).lines())
                .filteredOn(line -> line.startsWith("\""))
                .containsExactly(
                        "\"Zero Initialization: Causes neurons to learn the same features (not useful).\"",
                        "\"Random Initialization: Works but can be unstable.\"",
                        "\"Xavier Initialization: Good for sigmoid/tanh activations.\"",
                        "\"He Initialization: Best for ReLU networks (recommended for deep networks).\"");
    }
}
