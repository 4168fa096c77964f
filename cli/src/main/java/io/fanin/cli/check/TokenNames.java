package io.fanin.cli.check;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.checkpoint.document.Vocabulary;
import io.fanin.checkpoint.file.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// What the rows of an embedding are the rows of.
///
/// @param vocabulary empty if no tokenizer is given
record TokenNames(Optional<Vocabulary> vocabulary) {
    private static final Set<Kind> OF_TOKENS = Set.of(Kind.UNTRAINED_ROWS, Kind.PADDING_NOT_ZERO);
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int SHOWN = 24;

    /// From so many on, tokens that differ in a number alone are counted.
    private static final int ALIKE = 4;

    static final TokenNames NONE = new TokenNames(Optional.empty());

    /// The tokens of the rows that a finding is about, in their order, empty for a row that has
    /// none; nothing if the finding is about no tokens or there is no tokenizer.
    Optional<List<Optional<String>>> of(Finding finding) {
        if (vocabulary.isEmpty()
                || finding.rows().isEmpty()
                || !OF_TOKENS.contains(finding.kind())) {
            return Optional.empty();
        }
        return Optional.of(
                finding.rows().stream()
                        .flatMapToLong(rows -> LongStream.rangeClosed(rows.first(), rows.last()))
                        .mapToObj(vocabulary.get()::token)
                        .toList());
    }

    /// The same on one line, such as `[unused*] (993), ##ʉ, ##ʋ and 330 more`.
    Optional<String> line(Finding finding) {
        return of(finding).map(TokenNames::line);
    }

    private static String line(List<Optional<String>> tokens) {
        Map<String, List<String>> families = new LinkedHashMap<>();
        for (Optional<String> each : tokens) {
            String token = each.orElse("(no token)");
            families.computeIfAbsent(NUMBER.matcher(token).replaceAll("*"), _ -> new ArrayList<>())
                    .add(token);
        }
        List<String> shown = new ArrayList<>();
        long rest = tokens.size();
        for (Map.Entry<String, List<String>> family : families.entrySet()) {
            int size = family.getValue().size();
            List<String> names =
                    size < ALIKE
                            ? family.getValue()
                            : List.of(
                                    String.format(Locale.ROOT, "%s (%,d)", family.getKey(), size));
            if (shown.size() + names.size() > SHOWN) {
                break;
            }
            shown.addAll(names.stream().map(Quoted::line).toList());
            rest -= size;
        }
        return String.join(", ", shown)
                + (rest == 0 ? "" : String.format(Locale.ROOT, " and %,d more", rest));
    }
}
