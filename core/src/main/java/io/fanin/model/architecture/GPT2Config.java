package io.fanin.model.architecture;

import io.fanin.internal.require.Require;

/// What of Hugging Face's `GPT2Config` decides a model's weights. The names are those of
/// `config.json` in Java's spelling: `nEmbd` is `n_embd`.
///
/// @param nInner the width within a block's MLP; in `config.json` it may be null, which means `4 ·
///   nEmbd`
/// @param nHead divides `nEmbd`
/// @param initializerRange the standard deviation that the recipe `gpt2` draws with
/// @param tieWordEmbeddings whether the head's weight is the token embedding's
public record GPT2Config(
        long vocabSize,
        long nPositions,
        long nEmbd,
        int nLayer,
        long nHead,
        long nInner,
        double layerNormEpsilon,
        double initializerRange,
        boolean tieWordEmbeddings) {
    /// Hugging Face's defaults: GPT-2 of 124 million parameters.
    public static final GPT2Config DEFAULT =
            new GPT2Config(50257, 1024, 768, 12, 12, 4 * 768, 1e-5, 0.02, true);

    public GPT2Config {
        Sizes.size("vocab_size", vocabSize);
        Sizes.size("n_positions", nPositions);
        Sizes.size("n_embd", nEmbd);
        Sizes.layers("n_layer", nLayer);
        Sizes.size("n_head", nHead);
        Require.divisible("n_embd", nEmbd, "n_head", nHead);
        Sizes.size("n_inner", nInner);
        Require.notNegative("layer_norm_epsilon", layerNormEpsilon);
        Require.notNegative("initializer_range", initializerRange);
    }
}
