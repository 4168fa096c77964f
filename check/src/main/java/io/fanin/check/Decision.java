package io.fanin.check;

import io.fanin.check.report.Expectation;
import io.fanin.check.rule.Digest;
import java.util.List;
import java.util.Locale;

/// Whether weights are taken for fresh or trained, and why.
record Decision(Expectation expectation, String reason) {
    /// Smaller tensors follow some law by chance.
    private static final long LEAST = 256;

    /// By the tensors themselves: training leaves hardly any as an initialization made it. Vectors
    /// tell only where there is nothing else: those of a few hundred trained values often pass for
    /// normal.
    static Decision of(List<Digest> tensors) {
        List<Digest> large =
                tensors.stream()
                        .filter(each -> each.role().isPresent() || each.shape().rank() > 1)
                        .filter(each -> each.shape().count() >= LEAST && each.min() < each.max())
                        .filter(each -> each.strange() == 0)
                        .toList();
        List<Digest> matrices = large.stream().filter(each -> each.shape().rank() > 1).toList();
        List<Digest> telling = matrices.isEmpty() ? large : matrices;
        long fresh = telling.stream().filter(each -> each.recognition().fresh()).count();
        if (telling.isEmpty()) {
            String reason =
                    tensors.isEmpty()
                            ? "it holds nothing that check looks at"
                            : "no tensor is large enough to tell, so it is taken for fresh";
            return new Decision(Expectation.FRESH, reason);
        }
        String reason =
                String.format(
                        Locale.ROOT,
                        "%,d of the %,d tensors that can tell follow the law of an initialization",
                        fresh,
                        telling.size());
        return new Decision(
                2 * fresh >= telling.size() ? Expectation.FRESH : Expectation.TRAINED, reason);
    }
}
