package io.fanin.benchmarks.run;

import io.fanin.benchmarks.Comparison;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Results as JSON: each figure with every iteration that it comes from.
final class ResultsJson {
    private static final int VERSION = 1;

    private ResultsJson() {}

    static String write(Results results) {
        StringWriter text = new StringWriter();
        ObjectWriteContext context =
                new ObjectWriteContext.Base() {
                    @Override
                    public PrettyPrinter getPrettyPrinter() {
                        return new DefaultPrettyPrinter();
                    }
                };
        try (JsonGenerator json = new JsonFactory().createGenerator(context, text)) {
            json.writeStartObject();
            json.writeNumberProperty("version", VERSION);
            machine(json, results.machine());
            effort(json, results.effort());
            json.writeArrayPropertyStart("comparisons");
            results.comparisons().forEach(comparison -> comparison(json, comparison));
            json.writeEndArray();
            json.writeArrayPropertyStart("measurements");
            results.measurements().forEach(measurement -> measurement(json, measurement));
            json.writeEndArray();
            json.writeArrayPropertyStart("coldProcesses");
            results.coldProcesses().forEach(process -> cold(json, process));
            json.writeEndArray();
            json.writeArrayPropertyStart("models");
            results.models().forEach(model -> model(json, model));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void machine(JsonGenerator json, Machine machine) {
        json.writeObjectPropertyStart("machine");
        json.writeStringProperty("processor", machine.processor());
        json.writeNumberProperty("cores", machine.cores());
        json.writeStringProperty("system", machine.system());
        json.writeStringProperty("java", machine.java());
        json.writeArrayPropertyStart("flags");
        machine.flags().forEach(json::writeString);
        json.writeEndArray();
        json.writeStringProperty("kernels", machine.kernels());
        json.writeStringProperty("libtorch", machine.libtorch());
        json.writeEndObject();
    }

    private static void effort(JsonGenerator json, Effort effort) {
        json.writeObjectPropertyStart("effort");
        json.writeNumberProperty("forks", effort.forks());
        json.writeNumberProperty("warmupIterations", effort.warmup());
        json.writeNumberProperty("iterations", effort.iterations());
        json.writeNumberProperty("millisecondsAnIteration", effort.milliseconds());
        json.writeNumberProperty("coldProcesses", effort.coldProcesses());
        json.writeEndObject();
    }

    private static void comparison(JsonGenerator json, Comparison comparison) {
        json.writeStartObject();
        json.writeStringProperty("what", comparison.what());
        json.writeNumberProperty("values", comparison.values());
        json.writeNumberProperty("differing", comparison.differing());
        json.writeNumberProperty("largest", comparison.largest());
        json.writeEndObject();
    }

    private static void measurement(JsonGenerator json, Measurement measurement) {
        json.writeStartObject();
        json.writeStringProperty("benchmark", measurement.trial().benchmark().getSimpleName());
        json.writeObjectPropertyStart("parameters");
        measurement.trial().parameters().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeNumberProperty("medianNanos", measurement.median());
        numbers(json, "nanos", measurement.nanos());
        if (!Double.isNaN(measurement.allocated())) {
            json.writeNumberProperty("allocatedBytes", measurement.allocated());
        }
        json.writeEndObject();
    }

    private static void cold(JsonGenerator json, ColdProcess process) {
        json.writeStartObject();
        json.writeStringProperty("law", process.law());
        json.writeStringProperty("what", process.what());
        json.writeStringProperty("command", process.command());
        json.writeNumberProperty("medianSeconds", process.median());
        numbers(json, "seconds", process.seconds());
        json.writeEndObject();
    }

    private static void model(JsonGenerator json, ModelTime model) {
        json.writeStartObject();
        json.writeStringProperty("model", model.model());
        json.writeStringProperty("what", model.what());
        json.writeStringProperty("command", model.command());
        json.writeNumberProperty("medianSeconds", model.median());
        numbers(json, "seconds", model.seconds());
        json.writeNumberProperty("peakBytes", model.peak());
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, String name, List<Double> numbers) {
        json.writeArrayPropertyStart(name);
        numbers.forEach(json::writeNumber);
        json.writeEndArray();
    }
}
