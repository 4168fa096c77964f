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
    private final List<Summary> xorTanh;
    private final List<Summary> moonsTanh;

    /// @param xor zero, equal, random, Xavier and He with ReLU, in this order; `moons` alike
    /// @param xorTanh random, Xavier and He with tanh, in this order; `moonsTanh` alike
    Claims(List<Summary> xor, List<Summary> moons, List<Summary> xorTanh, List<Summary> moonsTanh) {
        this.xor = xor;
        this.moons = moons;
        this.xorTanh = xorTanh;
        this.moonsTanh = moonsTanh;
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
        Summary zero = xor.get(0);
        Summary equal = xor.get(1);
        long silent = zero.outcomes().stream().filter(Outcome::silent).count();
        long silentMoons = moons.get(0).outcomes().stream().filter(Outcome::silent).count();
        return List.of(
                "Not useful: solved by "
                        + solved(zero)
                        + " on XOR, "
                        + solved(moons.get(0))
                        + " on two moons.",
                "It is worse than the claim: with ReLU a zero network learns no features at all. fc1.weight, fc1.bias",
                "and fc2.weight are exactly 0 at the end in "
                        + silent
                        + " of "
                        + zero.outcomes().size()
                        + " networks on XOR and "
                        + silentMoons
                        + " of "
                        + moons.get(0).outcomes().size()
                        + " on two moons; only",
                "fc2.bias moves, since the gradient of the others has a factor that is 0.",
                "Equal weights that are not 0 do what the claim says: rank "
                        + number(equal.meanRank())
                        + ", alike "
                        + number(equal.meanAlikeness())
                        + ", solved by "
                        + solved(equal)
                        + ".");
    }

    private List<String> random() {
        return List.of(
                "Works at times: solved by "
                        + solved(xor.get(2))
                        + " on XOR, "
                        + solved(moons.get(2))
                        + " on two moons.",
                "It depends on the seed, but so do Xavier ("
                        + percent(xor.get(3))
                        + ", "
                        + percent(moons.get(3))
                        + ") and He ("
                        + percent(xor.get(4))
                        + ", "
                        + percent(moons.get(4))
                        + "): four hidden units are few.",
                "Against He "
                        + compare("on XOR", xor.get(2), xor.get(4))
                        + ", "
                        + compare("on two moons", moons.get(2), moons.get(4))
                        + ".");
    }

    private List<String> xavier() {
        return List.of(
                "SimpleNN has a ReLU, so the claim is tested with a hidden tanh in its place.",
                "Xavier solves "
                        + percent(xorTanh.get(1))
                        + " on XOR and "
                        + percent(moonsTanh.get(1))
                        + " on two moons; He "
                        + percent(xorTanh.get(2))
                        + " and "
                        + percent(moonsTanh.get(2))
                        + "; random ±0.1 "
                        + percent(xorTanh.get(0))
                        + " and "
                        + percent(moonsTanh.get(0))
                        + ".",
                "Good, "
                        + (better(xorTanh.get(1), xorTanh) && better(moonsTanh.get(1), moonsTanh)
                                ? "and the best of the three here."
                                : "but not better than the others here: ")
                        + (better(xorTanh.get(1), xorTanh) && better(moonsTanh.get(1), moonsTanh)
                                ? ""
                                : "against He "
                                        + compare("on XOR", xorTanh.get(1), xorTanh.get(2))
                                        + ", "
                                        + compare(
                                                "on two moons", moonsTanh.get(1), moonsTanh.get(2))
                                        + "."));
    }

    /// Whether `summary` solves significantly more than each other one.
    private static boolean better(Summary summary, List<Summary> all) {
        return all.stream()
                .filter(other -> !other.equals(summary))
                .allMatch(other ->
                        summary.share() > other.share()
                                && summary.pValueAgainst(other) < SIGNIFICANT);
    }

    private List<String> he() {
        List<Summary> xorDrawn = xor.subList(2, 5);
        List<Summary> moonsDrawn = moons.subList(2, 5);
        String verdict =
                better(xor.get(4), xorDrawn) && better(moons.get(4), moonsDrawn)
                        ? "Confirmed on both tasks."
                        : better(xor.get(4), xorDrawn) || better(moons.get(4), moonsDrawn)
                                ? "Confirmed on one of the two tasks."
                                : "Not shown by these figures: no task tells He apart from all others.";
        return List.of(
                "Solved by "
                        + solved(xor.get(4))
                        + " on XOR, "
                        + solved(moons.get(4))
                        + " on two moons. "
                        + verdict,
                "Against Xavier "
                        + compare("on XOR", xor.get(4), xor.get(3))
                        + ", "
                        + compare("on two moons", moons.get(4), moons.get(3))
                        + ".",
                "One hidden layer says nothing about deep networks; that part is not tested here.");
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

    private static String compare(String where, Summary one, Summary other) {
        double p = one.pValueAgainst(other);
        String relation =
                p >= SIGNIFICANT
                        ? "no difference shown"
                        : one.share() > other.share() ? "better" : "worse";
        return relation
                + " "
                + where
                + String.format(Locale.ROOT, " (p = %.2g, Fisher's exact test)", p);
    }
}
