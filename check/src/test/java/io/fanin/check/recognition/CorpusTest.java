package io.fanin.check.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.recognition.Corpus.Outcome;
import io.fanin.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every scheme of `torch.nn.init`, drawn into tensors of many shapes, is named. The build takes a
/// tenth of the corpus in float32, and less of it in half precision; `-Dfanin.seeds=20` takes all
/// of it, and prints what `docs/recognition.md` tells of.
class CorpusTest {
    private static final Optional<Integer> ALL =
            Optional.ofNullable(Integer.getInteger("fanin.seeds"));

    private static final int LEAST = 1000;

    private final Corpus corpus = new Corpus();

    private void assertNamed(List<Outcome> outcomes, String how) {
        new TreeMap<>(outcomes.stream().collect(Collectors.groupingBy(it -> decade(it.size()))))
                .forEach((size, those) ->
                        System.out.printf(
                                "%s, 10^%d values: %d of %d%n",
                                how, size, named(those), those.size()));
        List<Outcome> large = outcomes.stream().filter(each -> each.size() >= LEAST).toList();
        assertThat((double) named(large) / large.size()).isGreaterThanOrEqualTo(0.99);
    }

    private List<Outcome> outcomes(DType drawn, DType stored, int seeds, int eachShape) {
        List<Outcome> outcomes = new ArrayList<>();
        for (String scheme : Corpus.SCHEMES.keySet()) {
            for (int i = 0; i < Corpus.SHAPES.size(); i += ALL.isPresent() ? 1 : eachShape) {
                for (int seed = 0; seed < ALL.orElse(seeds); seed++) {
                    corpus.recognize(scheme, Corpus.SHAPES.get(i), seed, drawn, stored)
                            .ifPresent(outcomes::add);
                }
            }
        }
        return outcomes;
    }

    @Test
    void schemesAreNamedInNinetyNineOfAHundredTensorsOfAThousandValuesAndMore() {
        assertNamed(outcomes(DType.F32, DType.F32, 2, 1), "float32");
    }

    @Test
    void soTheyAreInHalfPrecisionHoweverItWasDrawn() {
        List<Outcome> all = new ArrayList<>();
        for (DType half : List.of(DType.BF16, DType.F16)) {
            all.addAll(outcomes(half, half, 1, 5));
            all.addAll(outcomes(DType.F32, half, 1, 5));
        }
        assertNamed(all, "half precision");
    }

    private static int decade(long size) {
        return (int) Math.log10((double) size);
    }

    private static long named(List<Outcome> outcomes) {
        return outcomes.stream().filter(Outcome::isNamed).count();
    }
}
