package io.fanin.cli.check;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Report;
import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.json.JsonValue;
import io.fanin.cli.IndentedJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/// Findings that are known: those of the same kind about the same tensors are left out.
record Baseline(Set<Known> known) {
    private static final String FORMAT = "fanin-baseline";
    private static final int VERSION = 1;
    private static final List<String> MEMBERS = List.of("format", "version", "findings");

    static final Baseline NONE = new Baseline(Set.of());

    /// What of a finding stays the same when its figures change a little.
    record Known(Kind kind, List<String> tensors) {
        static Known of(Finding finding) {
            return new Known(finding.kind(), finding.tensors());
        }
    }

    static Baseline read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            JsonValue root = JsonValue.read(file.toString(), stream);
            root.requireOnly(MEMBERS);
            root.get("format").oneOf(List.of(FORMAT));
            if (root.get("version").integer() != VERSION) {
                throw root.get("version").wrong("version " + VERSION);
            }
            Set<Known> known = new HashSet<>();
            for (JsonValue each : root.get("findings").items()) {
                known.add(new Known(kind(each.get("id")), names(each.get("tensors"))));
            }
            return new Baseline(Set.copyOf(known));
        }
    }

    private static Kind kind(JsonValue id) throws BadFileException {
        try {
            return Kind.of(id.text());
        } catch (IllegalArgumentException e) {
            throw id.bad(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> names(JsonValue tensors) throws BadFileException {
        String[] names = new String[tensors.items().size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = tensors.items().get(i).text();
        }
        return List.of(names);
    }

    static void write(Path file, List<CheckedFile> files) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = IndentedJson.into(text)) {
            json.writeStartObject();
            json.writeStringProperty("format", FORMAT);
            json.writeNumberProperty("version", VERSION);
            json.writeName("findings").writeStartArray();
            for (CheckedFile each : files) {
                for (Finding finding : each.report().findings()) {
                    json.writeStartObject();
                    json.writeStringProperty("id", finding.kind().toString());
                    json.writeName("tensors").writeStartArray();
                    finding.tensors().forEach(json::writeString);
                    json.writeEndArray();
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        Files.writeString(file, text + "\n");
    }

    /// What of a report is new.
    CheckedFile of(CheckedFile file) {
        Report report = file.report();
        List<Finding> all = report.findings();
        List<Finding> found = all.stream().filter(each -> !known.contains(Known.of(each))).toList();
        return new CheckedFile(
                file.name(),
                new Report(report.expectation(), report.reason(), found, report.tensors()),
                all.size() - found.size());
    }
}
