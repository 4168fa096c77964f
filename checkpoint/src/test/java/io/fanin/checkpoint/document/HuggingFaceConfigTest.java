package io.fanin.checkpoint.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.checkpoint.BadFileException;
import io.fanin.model.Layer;
import io.fanin.model.architecture.GPT2Config;
import io.fanin.model.architecture.GPT2LMHeadModel;
import io.fanin.model.architecture.LlamaConfig;
import io.fanin.model.architecture.LlamaForCausalLM;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuggingFaceConfigTest {
    private static Layer read(String json) throws IOException {
        return HuggingFaceConfig.read(
                "config.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatGpt2LeavesOutHasTheDefault(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, "{\"model_type\": \"gpt2\"}");
        assertThat(HuggingFaceConfig.read(file)).isEqualTo(new GPT2LMHeadModel(GPT2Config.DEFAULT));
    }

    @Test
    void gpt2IsBuiltOfItsSizes() throws IOException {
        assertThat(
                        read(
                                """
                                {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"],
                                 "vocab_size": 100, "n_positions": 16, "n_ctx": 16, "n_embd": 12,
                                 "n_layer": 2, "n_head": 3, "n_inner": null,
                                 "layer_norm_epsilon": 1e-6, "initializer_range": 0.1,
                                 "tie_word_embeddings": false}
                                """))
                .isEqualTo(
                        new GPT2LMHeadModel(
                                new GPT2Config(100, 16, 12, 2, 3, 48, 1e-6, 0.1, false)));
        assertThat(read("{\"model_type\": \"gpt2\", \"n_embd\": 24, \"n_inner\": 50}"))
                .isEqualTo(
                        new GPT2LMHeadModel(
                                new GPT2Config(50257, 1024, 24, 12, 12, 50, 1e-5, 0.02, true)));
    }

    @Test
    void llamaIsBuiltOfItsSizes() throws IOException {
        assertThat(read("{\"model_type\": \"llama\"}"))
                .isEqualTo(new LlamaForCausalLM(LlamaConfig.DEFAULT));
        assertThat(
                        read(
                                """
                                {"model_type": "llama", "vocab_size": 100, "hidden_size": 24,
                                 "intermediate_size": 40, "num_hidden_layers": 2,
                                 "num_attention_heads": 4, "num_key_value_heads": 2,
                                 "rms_norm_eps": 1e-5, "initializer_range": 0.1,
                                 "pad_token_id": -1, "attention_bias": true, "mlp_bias": true,
                                 "tie_word_embeddings": true, "rope_theta": 10000.0}
                                """))
                .isEqualTo(
                        new LlamaForCausalLM(
                                new LlamaConfig(
                                        100, 24, 40, 2, 4, 2, 6, 1e-5, 0.1, -1L, true, true,
                                        true)));
        assertThat(
                        read(
                                """
                                {"model_type": "llama", "hidden_size": 24, "num_attention_heads": 4,
                                 "num_key_value_heads": null, "head_dim": 8, "pad_token_id": null}
                                """))
                .isEqualTo(
                        new LlamaForCausalLM(
                                new LlamaConfig(
                                        32000, 24, 11008, 32, 4, 4, 8, 1e-6, 0.02, null, false,
                                        false, false)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"model_type\": \"bert\"} | line 1, column 16: $.model_type: expected one of gpt2, llama; got \"bert\"; the nearest is \"gpt2\"",
                "{\"hidden_size\": 3} | line 1, column 1: $: has no \"model_type\"",
                "{\"model_type\": \"gpt2\", \"n_embd\": \"768\"} | line 1, column 34: $.n_embd: expected a whole number of -2^63 to 2^64 - 1; got \"768\"",
                "{\"model_type\": \"gpt2\", \"n_head\": 7} | line 1, column 1: $: n_embd must be divisible by n_head; got n_embd = 768, n_head = 7",
                "{\"model_type\": \"gpt2\", \"n_layer\": 4294967296} | line 1, column 35: $.n_layer: expected a whole number of at most 2147483647; got 4294967296",
                "{\"model_type\": \"gpt2\", \"n_layer\": 20000} | line 1, column 1: $: n_layer must be at most 10000; got 20000",
                "{\"model_type\": \"gpt2\", \"n_embd\": 0} | line 1, column 34: $.n_embd: expected a whole number of at least 1; got 0",
                "{\"model_type\": \"gpt2\", \"add_cross_attention\": true} | line 1, column 47: $.add_cross_attention: expected false; got true",
                "{\"model_type\": \"gpt2\", \"architectures\": [\"GPT2Model\"]} | line 1, column 42: $.architectures[0]: expected \"GPT2LMHeadModel\"; got \"GPT2Model\"",
                "{\"model_type\": \"llama\", \"num_attention_heads\": 0} | line 1, column 48: $.num_attention_heads: expected a whole number of at least 1; got 0",
                "{\"model_type\": \"llama\", \"pad_token_id\": 32000} | line 1, column 41: $.pad_token_id: expected a whole number of -vocab_size to vocab_size - 1, here 31999; got 32000",
                "{\"model_type\": \"llama\", \"attention_bias\": 1} | line 1, column 43: $.attention_bias: expected true or false; got 1"
            })
    void aWrongConfigurationIsRefusedWithItsPlace(String json, String message) {
        ThrowingCallable reading = () -> read(json);
        assertThatThrownBy(reading)
                .isInstanceOf(BadFileException.class)
                .hasMessage("config.json: " + message);
    }
}
