package io.fanin.model.architecture;

import io.fanin.internal.require.Require;
import io.fanin.model.Construction;
import io.fanin.model.Construction.Child;
import io.fanin.model.Layer;
import io.fanin.model.Tie;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Embedding;
import io.fanin.model.layer.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/// Llama with its head: `model` and `lm_head`. Touvron et al. 2023, arXiv:2302.13971. Twin:
/// `transformers` `LlamaForCausalLM`, but for its layers without tensors, which are left out.
///
/// A tied head is not constructed, since Hugging Face constructs it last and then drops its weight.
public record LlamaForCausalLM(LlamaConfig config) implements Layer {
    public LlamaForCausalLM {
        Require.present("config", config);
    }

    @Override
    public String type() {
        return "LlamaForCausalLM";
    }

    @Override
    public SequencedMap<String, Layer> children() {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < config.numHiddenLayers(); i++) {
            layers.add(decoderLayer());
        }
        Embedding tokens = new Embedding(config.vocabSize(), config.hiddenSize());
        return Container.named(type())
                .with(
                        "model",
                        Container.named("LlamaModel")
                                .with("embed_tokens", tokens.withPaddingIdx(config.padTokenId()))
                                .with("layers", Container.moduleList(layers))
                                .with("norm", norm()))
                .with("lm_head", new Linear(config.hiddenSize(), config.vocabSize(), false))
                .children();
    }

    private Layer decoderLayer() {
        return Container.named("LlamaDecoderLayer")
                .with("self_attn", attention())
                .with("mlp", mlp())
                .with("input_layernorm", norm())
                .with("post_attention_layernorm", norm());
    }

    private Layer attention() {
        long hidden = config.hiddenSize();
        long queries = config.numAttentionHeads() * config.headDim();
        long keys = config.numKeyValueHeads() * config.headDim();
        boolean bias = config.attentionBias();
        return Container.named("LlamaAttention")
                .with("q_proj", new Linear(hidden, queries, bias))
                .with("k_proj", new Linear(hidden, keys, bias))
                .with("v_proj", new Linear(hidden, keys, bias))
                .with("o_proj", new Linear(queries, hidden, bias));
    }

    private Layer mlp() {
        long hidden = config.hiddenSize();
        long inner = config.intermediateSize();
        boolean bias = config.mlpBias();
        return Container.named("LlamaMLP")
                .with("gate_proj", new Linear(hidden, inner, bias))
                .with("up_proj", new Linear(hidden, inner, bias))
                .with("down_proj", new Linear(inner, hidden, bias));
    }

    private LlamaRMSNorm norm() {
        return new LlamaRMSNorm(config.hiddenSize(), config.rmsNormEps());
    }

    @Override
    public List<Tie> ties() {
        return config.tieWordEmbeddings()
                ? List.of(new Tie("lm_head.weight", "model.embed_tokens.weight"))
                : List.of();
    }

    @Override
    public List<Construction> construction() {
        Child model = new Child("model");
        return config.tieWordEmbeddings() ? List.of(model) : List.of(model, new Child("lm_head"));
    }

    @Override
    public String toString() {
        return representation();
    }
}
