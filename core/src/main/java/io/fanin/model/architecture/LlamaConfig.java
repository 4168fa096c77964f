package io.fanin.model.architecture;

import io.fanin.internal.require.Require;
import org.jspecify.annotations.Nullable;

/// What of Hugging Face's `LlamaConfig` decides a model's weights. The names are those of
/// `config.json` in Java's spelling: `hiddenSize` is `hidden_size`.
///
/// @param numKeyValueHeads divides `numAttentionHeads`; in `config.json` it may be null, which
///   means `numAttentionHeads`
/// @param headDim in `config.json` it may be null, which means `hiddenSize / numAttentionHeads`
/// @param padTokenId the row of the token embedding that is zeroed, or null
/// @param initializerRange the standard deviation that the recipe `llama` draws with
/// @param tieWordEmbeddings whether the head's weight is the token embedding's
public record LlamaConfig(
        long vocabSize,
        long hiddenSize,
        long intermediateSize,
        int numHiddenLayers,
        long numAttentionHeads,
        long numKeyValueHeads,
        long headDim,
        double rmsNormEps,
        double initializerRange,
        @Nullable Long padTokenId,
        boolean attentionBias,
        boolean mlpBias,
        boolean tieWordEmbeddings) {
    /// Hugging Face's defaults: Llama of 7 billion parameters.
    public static final LlamaConfig DEFAULT =
            new LlamaConfig(
                    32000, 4096, 11008, 32, 32, 32, 128, 1e-6, 0.02, null, false, false, false);

    public LlamaConfig {
        Sizes.size("vocab_size", vocabSize);
        Sizes.size("hidden_size", hiddenSize);
        Sizes.size("intermediate_size", intermediateSize);
        Sizes.layers("num_hidden_layers", numHiddenLayers);
        Sizes.size("num_attention_heads", numAttentionHeads);
        Sizes.size("num_key_value_heads", numKeyValueHeads);
        Require.divisible(
                "num_attention_heads", numAttentionHeads, "num_key_value_heads", numKeyValueHeads);
        Sizes.size("head_dim", headDim);
        Require.notNegative("rms_norm_eps", rmsNormEps);
        Require.notNegative("initializer_range", initializerRange);
    }
}
