package io.fanin.model.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.reference.ReferenceJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of signatures against Python's `inspect.signature`.
class SignaturesTest {
    static Stream<Arguments> signatures() {
        return members().entrySet().stream()
                .map(each -> Arguments.of(each.getKey(), each.getValue().texts()));
    }

    private static Map<String, ReferenceJson> members() {
        return ReferenceJson.file("module-cases.json").get("signatures").members();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signatures")
    void theParametersArePythons(String name, List<String> expected) {
        String text = Objects.requireNonNull(Signatures.of(name)).text();
        String inside = text.substring(name.length() + 1, text.length() - 1);
        List<String> found =
                new ArrayList<>(inside.isEmpty() ? List.of() : List.of(inside.split(", ")));
        // The reference leaves device out, and writes dtype without its default. What may follow
        // dropout in a GRU by
        // place is a projection's size, which a GRU refuses; so here only names may follow.
        found.remove("device=None");
        found.replaceAll(each -> each.equals("dtype=None") ? "dtype" : each);
        if (name.equals("GRU")) {
            found.remove("*");
        }
        assertThat(found).containsExactlyElementsOf(expected);
    }

    @Test
    void noClassIsUnknownToPython() {
        assertThat(Signatures.names()).containsExactlyInAnyOrderElementsOf(members().keySet());
    }
}
