package io.fanin.cli.check;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Recognition;
import io.fanin.check.report.Statistics;
import io.fanin.check.report.TensorReport;
import io.fanin.check.report.Verdict;
import io.fanin.cli.IndentedJson;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Reports as `fanin check --json` prints them; `docs/check.md` says what the members hold.
final class ReportJson {
    private static final int VERSION = 1;

    private final JsonGenerator json;
    private final TokenNames names;

    private ReportJson(JsonGenerator json, TokenNames names) {
        this.json = json;
        this.names = names;
    }

    static String of(List<CheckedFile> files, TokenNames names) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = IndentedJson.into(text)) {
            new ReportJson(json, names).write(files);
        }
        return text + "\n";
    }

    private void write(List<CheckedFile> files) {
        json.writeStartObject();
        json.writeStringProperty("format", "fanin-check");
        json.writeNumberProperty("version", VERSION);
        json.writeName("files").writeStartArray();
        for (CheckedFile each : files) {
            json.writeStartObject();
            json.writeStringProperty("file", each.name());
            json.writeStringProperty("expectation", each.report().expectation().toString());
            json.writeStringProperty("reason", each.report().reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeName("findings").writeStartArray();
        for (CheckedFile each : files) {
            each.report().findings().forEach(finding -> write(each.name(), finding));
        }
        json.writeEndArray();
        json.writeName("tensors").writeStartArray();
        for (CheckedFile each : files) {
            each.report().tensors().forEach(tensor -> write(each.name(), tensor));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(String file, Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("id", finding.kind().toString());
        json.writeStringProperty("severity", finding.severity().toString());
        json.writeStringProperty("file", file);
        strings("tensors", finding.tensors());
        json.writeName("rows").writeStartArray();
        for (Finding.Rows rows : finding.rows()) {
            json.writeArray(new long[] {rows.first(), rows.last()}, 0, 2);
        }
        json.writeEndArray();
        names.of(finding)
                .ifPresent(tokens -> {
                    json.writeName("tokens").writeStartArray();
                    tokens.forEach(
                            each -> each.ifPresentOrElse(json::writeString, json::writeNull));
                    json.writeEndArray();
                });
        json.writeStringProperty("reason", finding.reason());
        json.writeStringProperty("mend", finding.mend());
        json.writeEndObject();
    }

    private void write(String file, TensorReport tensor) {
        json.writeStartObject();
        json.writeStringProperty("name", tensor.name());
        json.writeStringProperty("file", file);
        json.writeStringProperty("dtype", tensor.type());
        long[] dims = tensor.shape().toArray();
        json.writeName("shape").writeArray(dims, 0, dims.length);
        json.writeStringProperty("layer", tensor.layer());
        if (!tensor.storage().equals(tensor.name())) {
            json.writeStringProperty("storage", tensor.storage());
        }
        tensor.recognition().ifPresent(this::write);
        tensor.verdict().ifPresent(this::write);
        tensor.statistics().ifPresent(this::write);
        json.writeEndObject();
    }

    private void write(Recognition recognition) {
        recognition.law().ifPresent(law -> json.writeStringProperty("law", law.toString()));
        strings("schemes", recognition.schemes());
        json.writeBooleanProperty("fresh", recognition.fresh());
        if (!recognition.note().isEmpty()) {
            json.writeStringProperty("note", recognition.note());
        }
    }

    private void write(Verdict verdict) {
        json.writeName("verdict").writeStartObject();
        json.writeBooleanProperty("holds", verdict.holds());
        json.writeStringProperty("text", verdict.text());
        json.writeNumberProperty("p", verdict.pValue());
        if (!verdict.power().isEmpty()) {
            json.writeStringProperty("power", verdict.power());
        }
        json.writeEndObject();
    }

    private void write(Statistics statistics) {
        json.writeName("statistics").writeStartObject();
        json.writeNumberProperty("count", statistics.count());
        number("mean", statistics.mean());
        number("std", statistics.std());
        number("min", statistics.min());
        number("max", statistics.max());
        json.writeNumberProperty("zeros", statistics.zeros());
        json.writeNumberProperty("denormals", statistics.denormals());
        json.writeNumberProperty("nan", statistics.nan());
        json.writeNumberProperty("infinite", statistics.infinite());
        number("skewness", statistics.skewness());
        number("kurtosis", statistics.kurtosis());
        statistics
                .spectrum()
                .ifPresent(spectrum -> {
                    json.writeNumberProperty("rank", spectrum.rank());
                    number("largest_singular", spectrum.largest());
                    number("smallest_singular", spectrum.smallest());
                    number("orthogonality_residual", spectrum.residual());
                    json.writeBooleanProperty("estimated", spectrum.isEstimate());
                });
        json.writeEndObject();
    }

    /// JSON has no NaN and no infinities.
    private void number(String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(name, value);
        } else {
            json.writeNullProperty(name);
        }
    }

    private void strings(String name, List<String> texts) {
        json.writeName(name).writeStartArray();
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}
