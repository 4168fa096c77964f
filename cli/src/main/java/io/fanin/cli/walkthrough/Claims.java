package io.fanin.cli.walkthrough;

import io.fanin.lab.Outcome;
import io.fanin.lab.Summary;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// The notebook's four conclusions, each with what the figures say of it. The verdicts follow from
/// the figures: they are written for whatever comes out.
final class Claims {
    private static final double SIGNIFICANT = 0.05;

    private final List<Summary> xor;
    private final List<Summary> moons;
    private final List<Summary> tanh;

    /// @param xor zero, equal, random, Xavier and He with ReLU, in this order; `moons` alike
    /// @param tanh random, Xavier and He with tanh on XOR, in this order
    Claims(List<Summary> xor, List<Summary> moons, List<Summary> tanh) {
        this.xor = xor;
        this.moons = moons;
        this.tanh = tanh;
    }

    void print(PrintWriter out) {
        out.println();
        out.println("The notebook's conclusions, and what the figures say");
        claim(
                out,
                "Zero Initialization: Causes neurons to learn the same features (not useful).",
                zero());
        claim(out, "Random Initialization: Works but can be unstable.", random());
        claim(out, "Xavier Initialization: Good for sigmoid/tanh activations.", xavier());
        claim(
                out,
                "He Initialization: Best for ReLU networks (recommended for deep networks).",
                he());
    }

    private static void claim(PrintWriter out, String claim, List<String> findings) {
        out.println();
        out.println("\"" + claim + "\"");
        findings.forEach(finding -> out.println("  " + finding));
    }

    private List<String> zero() {
        Summary equal = xor.get(1);
        return List.of(
                "Not useful: solved by "
                        + solved(xor.get(0))
                        + " on XOR, "
                        + solved(moons.get(0))
                        + " on two moons.",
                "It is worse than the claim: with ReLU a zero network learns no features at all. fc1.weight,",
                "fc1.bias and fc2.weight are exactly 0 at the end in "
                        + silent(xor.get(0))
                        + " networks on XOR and "
                        + silent(moons.get(0))
                        + " on two",
                "moons: the gradient of each has a factor that is 0, and only fc2.bias moves.",
                "Equal weights that are not 0 do what the claim says: rank "
                        + number(equal.meanRank())
                        + ", alike "
                        + number(equal.meanAlikeness())
                        + ", solved by "
                        + solved(equal)
                        + ".");
    }

    private static String silent(Summary summary) {
        return summary.outcomes().stream().filter(Outcome::silent).count()
                + " of "
                + summary.outcomes().size();
    }

    private List<String> random() {
        return List.of(
                "Solved by "
                        + solved(xor.get(2))
                        + " on XOR, "
                        + solved(moons.get(2))
                        + " on two moons.",
                "It depends on the seed; but so do Xavier ("
                        + percent(xor.get(3))
                        + ", "
                        + percent(moons.get(3))
                        + ") and He ("
                        + percent(xor.get(4))
                        + ", "
                        + percent(moons.get(4))
                        + "): four hidden units are few.",
                "Against He on XOR: " + compare(xor.get(2), xor.get(4)) + ".",
                "Against He on two moons: " + compare(moons.get(2), moons.get(4)) + ".");
    }

    private List<String> xavier() {
        Summary xavier = tanh.get(1);
        String verdict =
                best(xavier, tanh)
                        ? "Good, and the best of the three here."
                        : "These figures don't tell it apart as the best of the three.";
        return List.of(
                "SimpleNN has a ReLU, so the claim is tested with a hidden tanh in its place, on XOR: Xavier",
                "solves "
                        + percent(xavier)
                        + ", He "
                        + percent(tanh.get(2))
                        + ", random ±0.1 "
                        + percent(tanh.get(0))
                        + ". "
                        + verdict,
                "Against He: " + compare(xavier, tanh.get(2)) + ".",
                "Against random ±0.1: " + compare(xavier, tanh.get(0)) + ".");
    }

    private List<String> he() {
        boolean onXor = best(xor.get(4), xor.subList(2, 5));
        boolean onMoons = best(moons.get(4), moons.subList(2, 5));
        String verdict =
                onXor && onMoons
                        ? "Confirmed on both tasks."
                        : onXor || onMoons
                                ? "Confirmed on one of the two tasks."
                                : "Not shown by these figures.";
        return List.of(
                "Solved by "
                        + solved(xor.get(4))
                        + " on XOR, "
                        + solved(moons.get(4))
                        + " on two moons. "
                        + verdict,
                "Against Xavier on XOR: " + compare(xor.get(4), xor.get(3)) + ".",
                "Against Xavier on two moons: " + compare(moons.get(4), moons.get(3)) + ".",
                "One hidden layer says nothing about deep networks; that part is not tested here.");
    }

    /// Whether `summary` solves significantly more than each other one.
    private static boolean best(Summary summary, List<Summary> all) {
        return all.stream()
                .filter(other -> !other.equals(summary))
                .allMatch(other ->
                        summary.share() > other.share()
                                && summary.pValueAgainst(other) < SIGNIFICANT);
    }

    private static String solved(Summary summary) {
        return String.format(
                Locale.ROOT,
                "%.0f %% (%.0f to %.0f %%)",
                100 * summary.share(),
                100 * summary.shareAtLeast(),
                100 * summary.shareAtMost());
    }

    private static String percent(Summary summary) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * summary.share());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String compare(Summary one, Summary other) {
        double p = one.pValueAgainst(other);
        String relation =
                p >= SIGNIFICANT
                        ? "no difference shown"
                        : one.share() > other.share() ? "better" : "worse";
        return relation + String.format(Locale.ROOT, " (p = %.2g, Fisher's exact test)", p);
    }
}
