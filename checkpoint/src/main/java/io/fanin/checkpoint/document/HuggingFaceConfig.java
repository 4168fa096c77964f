package io.fanin.checkpoint.document;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.json.JsonValue;
import io.fanin.model.Layer;
import io.fanin.model.architecture.GPT2Config;
import io.fanin.model.architecture.GPT2LMHeadModel;
import io.fanin.model.architecture.LlamaConfig;
import io.fanin.model.architecture.LlamaForCausalLM;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Models from Hugging Face's `config.json`: `GPT2LMHeadModel` and `LlamaForCausalLM`. What a file
/// leaves out has transformers' default.
public final class HuggingFaceConfig {
    private static final List<String> TYPES = List.of("gpt2", "llama");

    private final JsonValue json;

    private HuggingFaceConfig(JsonValue json) {
        this.json = json;
    }

    /// @throws BadFileException if the file describes no such model
    /// @throws IOException if it can't be read
    public static Layer read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(file.toString(), stream);
        }
    }

    /// @param name how messages call it
    public static Layer read(String name, InputStream stream) throws IOException {
        HuggingFaceConfig config = new HuggingFaceConfig(JsonValue.read(name, stream));
        return switch (config.json.get("model_type").oneOf(TYPES)) {
            case "gpt2" -> config.gpt2();
            default -> config.llama();
        };
    }

    private Layer gpt2() throws BadFileException {
        requireArchitecture("GPT2LMHeadModel");
        if (flag("add_cross_attention", false)) {
            throw json.get("add_cross_attention").wrong("false");
        }
        GPT2Config by = GPT2Config.DEFAULT;
        long vocabulary = size("vocab_size", by.vocabSize());
        long positions = size("n_positions", by.nPositions());
        long width = size("n_embd", by.nEmbd());
        int layers = layers("n_layer", by.nLayer());
        long heads = size("n_head", by.nHead());
        long inner = size("n_inner", 4 * width);
        double epsilon = number("layer_norm_epsilon", by.layerNormEpsilon());
        double range = number("initializer_range", by.initializerRange());
        boolean tied = flag("tie_word_embeddings", by.tieWordEmbeddings());
        return Checked.at(
                json,
                () ->
                        new GPT2LMHeadModel(
                                new GPT2Config(
                                        vocabulary,
                                        positions,
                                        width,
                                        layers,
                                        heads,
                                        inner,
                                        epsilon,
                                        range,
                                        tied)));
    }

    private Layer llama() throws BadFileException {
        requireArchitecture("LlamaForCausalLM");
        LlamaConfig by = LlamaConfig.DEFAULT;
        long vocabulary = size("vocab_size", by.vocabSize());
        long width = size("hidden_size", by.hiddenSize());
        long inner = size("intermediate_size", by.intermediateSize());
        int layers = layers("num_hidden_layers", by.numHiddenLayers());
        long heads = size("num_attention_heads", by.numAttentionHeads());
        long pairs = size("num_key_value_heads", heads);
        long head = size("head_dim", width / heads);
        double epsilon = number("rms_norm_eps", by.rmsNormEps());
        double range = number("initializer_range", by.initializerRange());
        Optional<JsonValue> padding = find("pad_token_id");
        Long pad = padding.isPresent() ? (Long) row(padding.get(), vocabulary) : null;
        boolean attentionBias = flag("attention_bias", by.attentionBias());
        boolean mlpBias = flag("mlp_bias", by.mlpBias());
        boolean tied = flag("tie_word_embeddings", by.tieWordEmbeddings());
        return Checked.at(
                json,
                () ->
                        new LlamaForCausalLM(
                                new LlamaConfig(
                                        vocabulary,
                                        width,
                                        inner,
                                        layers,
                                        heads,
                                        pairs,
                                        head,
                                        epsilon,
                                        range,
                                        pad,
                                        attentionBias,
                                        mlpBias,
                                        tied)));
    }

    /// Other classes of the same type hold other tensors.
    private void requireArchitecture(String name) throws BadFileException {
        Optional<JsonValue> architectures = find("architectures");
        if (architectures.isPresent()) {
            for (JsonValue each : architectures.get().items()) {
                if (!each.text().equals(name)) {
                    throw each.wrong('"' + name + '"');
                }
            }
        }
    }

    /// The member of that name, unless it is null.
    private Optional<JsonValue> find(String name) throws BadFileException {
        return json.find(name).filter(member -> !member.isNull());
    }

    private long size(String name, long otherwise) throws BadFileException {
        Optional<JsonValue> member = find(name);
        if (member.isEmpty()) {
            return otherwise;
        }
        long size = member.get().integer();
        if (size < 1) {
            throw member.get().wrong("a whole number of at least 1");
        }
        return size;
    }

    /// A row of a table, counted from the end if negative.
    private static long row(JsonValue member, long rows) throws BadFileException {
        long row = member.integer();
        if (row < -rows || row >= rows) {
            throw member.wrong(
                    "a whole number of -vocab_size to vocab_size - 1, here " + (rows - 1));
        }
        return row;
    }

    private int layers(String name, int otherwise) throws BadFileException {
        long layers = size(name, otherwise);
        if (layers > Integer.MAX_VALUE) {
            throw json.get(name).wrong("a whole number of at most " + Integer.MAX_VALUE);
        }
        return (int) layers;
    }

    private double number(String name, double otherwise) throws BadFileException {
        Optional<JsonValue> member = find(name);
        return member.isPresent() ? member.get().number() : otherwise;
    }

    private boolean flag(String name, boolean otherwise) throws BadFileException {
        Optional<JsonValue> member = find(name);
        return member.isPresent() ? member.get().flag() : otherwise;
    }
}
