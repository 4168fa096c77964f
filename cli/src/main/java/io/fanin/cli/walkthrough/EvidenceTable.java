package io.fanin.cli.walkthrough;

import io.fanin.lab.Study;
import io.fanin.lab.Summary;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The study's setting in words, and its figures in tables.
final class EvidenceTable {
    private final PrintWriter out;

    EvidenceTable(PrintWriter out) {
        this.out = out;
    }

    void setting(Study study) {
        String rates =
                study.learningRates().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
        out.printf(
                Locale.ROOT,
                """
                Which initialization is best? Measured

                Setting: binary cross-entropy, full-batch Adam, %,d steps, biases 0 at the start, %d seeds for
                each row. A row's learning rate is the one of %s that solved most of %d
                other seeds.
                solved     every point on the right side and a mean loss below %s at some step; share of the seeds
                           with its 95 %% interval (Wilson)
                steps      median number of steps until then, among those that solved it
                rank       mean rank of fc1.weight at the end (singular values above a thousandth of the greatest)
                alike      how alike the hidden neurons are at the end: mean absolute cosine between two neurons'
                           incoming weights and bias; 1 = they all compute the same
                """,
                study.steps(),
                study.seeds(),
                rates,
                study.tuningSeeds(),
                study.solvedLoss());
    }

    void print(String title, List<Summary> summaries) {
        out.println();
        out.println(title);
        out.println("scheme        rate    solved    95 %         steps   rank   alike   loss");
        for (Summary each : summaries) {
            String steps =
                    each.medianSteps().isPresent()
                            ? String.format(Locale.ROOT, "%.0f", each.medianSteps().getAsDouble())
                            : "-";
            out.printf(
                    Locale.ROOT,
                    "%-12s  %-6s  %4.0f %%   %3.0f to %3.0f %%  %6s   %4.2f   %5.2f   %.3f%n",
                    each.scheme().name(),
                    each.learningRate(),
                    100 * each.share(),
                    100 * each.shareAtLeast(),
                    100 * each.shareAtMost(),
                    steps,
                    each.meanRank(),
                    each.meanAlikeness(),
                    each.meanLoss());
        }
    }
}
