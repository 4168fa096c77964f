package io.fanin.checkpoint.onnx;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.checkpoint.file.Contents;
import io.fanin.checkpoint.file.MappedFile;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.checkpoint.file.SharedMemory;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// An ONNX model: a `ModelProto`, of whose graph the initializers are read. Those of graphs within
/// the graph's nodes (`If`, `Loop`) and the values of `Constant` nodes are left out.
///
/// Format: onnx.proto at github.com/onnx/onnx; field numbers are its own.
public final class OnnxFile {
    private static final int IR_VERSION = 1;
    private static final int PRODUCER_NAME = 2;
    private static final int PRODUCER_VERSION = 3;
    private static final int GRAPH = 7;
    private static final int OPSET_IMPORT = 8;
    private static final int METADATA_PROPS = 14;

    /// Of the graph.
    private static final int INITIALIZER = 5;

    private static final int SPARSE_INITIALIZER = 15;

    /// The first byte of a model whose first field is the IR version, as all writers do it.
    private static final byte STARTS_WITH_IR_VERSION = IR_VERSION << 3;

    private final MappedFile file;
    private final ExternalFiles files;
    private final SequencedMap<String, Initializer> initializers = new LinkedHashMap<>();
    private final SequencedMap<String, String> metadata = new LinkedHashMap<>();
    private boolean hasGraph;

    private OnnxFile(MappedFile file) {
        this.file = file;
        this.files = new ExternalFiles(file);
    }

    /// The format has no mark: a file is taken for one if it is a protobuf message that begins with
    /// an IR version and has a graph.
    public static boolean recognizes(MappedFile file) {
        if (!file.has(0, STARTS_WITH_IR_VERSION)) {
            return false;
        }
        try {
            boolean hasGraph = false;
            for (WireReader each = WireReader.of(file); each.next(); ) {
                hasGraph |= each.field() == GRAPH;
            }
            return hasGraph;
        } catch (BadFileException _) {
            return false;
        }
    }

    /// @throws BadFileException if the file breaks a rule
    public static Contents read(MappedFile file) throws IOException {
        OnnxFile model = new OnnxFile(file);
        model.readModel();
        return new Contents(
                ".onnx", model.tensors(), Collections.unmodifiableSequencedMap(model.metadata));
    }

    private void readModel() throws IOException {
        for (WireReader each = WireReader.of(file); each.next(); ) {
            switch (each.field()) {
                case IR_VERSION -> metadata.put("ir_version", Long.toString(each.varint()));
                case PRODUCER_NAME -> metadata.put("producer_name", each.text());
                case PRODUCER_VERSION -> metadata.put("producer_version", each.text());
                case GRAPH -> readGraph(each.message());
                case OPSET_IMPORT -> readOpset(each.message());
                case METADATA_PROPS -> readProperty(each.message());
                default -> {}
            }
        }
        if (!hasGraph) {
            throw file.bad("is no ONNX model: it has no graph");
        }
    }

    private void readOpset(WireReader opset) throws BadFileException {
        String domain = "";
        long version = 0;
        while (opset.next()) {
            switch (opset.field()) {
                case 1 -> domain = opset.text();
                case 2 -> version = opset.varint();
                default -> {}
            }
        }
        metadata.put(domain.isEmpty() ? "opset" : "opset " + domain, Long.toString(version));
    }

    private void readProperty(WireReader property) throws BadFileException {
        Property read = Property.read(property);
        metadata.putIfAbsent(read.key(), read.value());
    }

    private void readGraph(WireReader graph) throws IOException {
        if (hasGraph) {
            throw file.bad("has two graphs");
        }
        hasGraph = true;
        while (graph.next()) {
            switch (graph.field()) {
                case INITIALIZER -> add(TensorMessage.read(file, graph.message()));
                case SPARSE_INITIALIZER ->
                        throw file.bad("has sparse initializers, which are not read");
                default -> {}
            }
        }
    }

    private void add(TensorMessage tensor) throws IOException {
        if (tensor.name().isEmpty()) {
            throw file.bad("initializer " + initializers.size() + " has no name");
        }
        if (initializers.put(tensor.name(), tensor.initializer(files)) != null) {
            throw file.bad("initializer " + Quoted.of(tensor.name()) + " comes twice");
        }
    }

    private SequencedMap<String, StoredTensor> tensors() {
        SharedMemory shared = new SharedMemory();
        initializers.forEach((name, each) -> {
            if (each.part() != null) {
                shared.add(name, each.part().file(), each.part().offset(), each.bytes().byteSize());
            }
        });
        Map<String, String> first = shared.first();
        SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
        initializers.forEach((name, each) -> {
            StoredTensor own =
                    StoredTensor.contiguous(name, each.type(), each.shape(), each.bytes());
            tensors.put(
                    name,
                    new StoredTensor(
                            name,
                            first.getOrDefault(name, name),
                            own.type(),
                            own.shape(),
                            own.strides(),
                            own.segment()));
        });
        return Collections.unmodifiableSequencedMap(tensors);
    }
}
