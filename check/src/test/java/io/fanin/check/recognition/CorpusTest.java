package io.fanin.check.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.recognition.Corpus.Outcome;
import io.fanin.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every scheme of `torch.nn.init`, drawn into tensors of many shapes, is named. The build takes a
/// tenth of the corpus in float32, and less of it in half precision; `-Dfanin.seeds=20` takes all
/// of it, and prints what `docs/recognition.md` tells of.
class CorpusTest {
    private static final Optional<Integer> ALL =
            Optional.ofNullable(Integer.getInteger("fanin.seeds"));

    private static final int LEAST = 1000;

    @ParameterizedTest
    @CsvSource({
        "F32, F32, 2, 1",
        "BF16, BF16, 1, 4",
        "F32, BF16, 1, 4",
        "F16, F16, 1, 4",
        "F32, F16, 1, 4"
    })
    void schemesAreNamedInNinetyNineOfAHundredTensorsOfAThousandValuesAndMore(
            DType drawn, DType stored, int seeds, int eachShape) {
        Corpus corpus = new Corpus();
        TreeMap<Integer, List<Outcome>> bySize = new TreeMap<>();
        for (String scheme : Corpus.SCHEMES.keySet()) {
            for (int i = 0; i < Corpus.SHAPES.size(); i += ALL.isPresent() ? 1 : eachShape) {
                for (int seed = 0; seed < ALL.orElse(seeds); seed++) {
                    corpus.recognize(scheme, Corpus.SHAPES.get(i), seed, drawn, stored)
                            .ifPresent(it ->
                                    bySize.computeIfAbsent(
                                                    decade(it.size()), _ -> new ArrayList<>())
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
