package io.fanin.check.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.recognition.Corpus.Outcome;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every scheme of `torch.nn.init`, drawn into tensors of many shapes, is named. Run with
/// `-Dfanin.seeds=20` for the whole corpus; it prints the rates.
class CorpusTest {
    private static final int SEEDS = Integer.getInteger("fanin.seeds", 1);
    private static final int LEAST = 1000;

    @ParameterizedTest
    @CsvSource({"F32, F32", "BF16, BF16", "F32, BF16", "F16, F16", "F32, F16"})
    void schemesAreNamedInNinetyNineOfAHundredTensorsOfAThousandValuesAndMore(
            DType drawn, DType stored) {
        Corpus corpus = new Corpus();
        TreeMap<Integer, List<Outcome>> bySize = new TreeMap<>();
        for (String scheme : Corpus.SCHEMES.keySet()) {
            for (Shape shape : Corpus.SHAPES) {
                for (int seed = 0; seed < SEEDS; seed++) {
                    Optional<Outcome> found = corpus.recognize(scheme, shape, seed, drawn, stored);
                    found.ifPresent(it ->
                            bySize.computeIfAbsent(decade(it.size()), _ -> new ArrayList<>())
                                    .add(it));
                }
            }
        }
        bySize.forEach((size, outcomes) ->
                System.out.printf(
                        "%s in %s, 10^%d values: %d of %d%n",
                        drawn, stored, size, named(outcomes), outcomes.size()));
        List<Outcome> large =
                bySize.values().stream()
                        .flatMap(List::stream)
                        .filter(each -> each.size() >= LEAST)
                        .toList();
        assertThat((double) named(large) / large.size()).isGreaterThanOrEqualTo(0.99);
    }

    private static int decade(long size) {
        return (int) Math.log10((double) size);
    }

    private static long named(List<Outcome> outcomes) {
        return outcomes.stream().filter(Outcome::isNamed).count();
    }
}
