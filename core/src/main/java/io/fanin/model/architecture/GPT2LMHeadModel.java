package io.fanin.model.architecture;

import io.fanin.internal.require.Require;
import io.fanin.model.Construction;
import io.fanin.model.Construction.Child;
import io.fanin.model.Layer;
import io.fanin.model.Tie;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Embedding;
import io.fanin.model.layer.LayerNorm;
import io.fanin.model.layer.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/// GPT-2 with its head: `transformer` and `lm_head`. Radford et al. 2019. Twin: `transformers`
/// `GPT2LMHeadModel`, but for its layers without tensors, which are left out.
///
/// A tied head is not constructed, since Hugging Face constructs it last and then drops its weight.
public record GPT2LMHeadModel(GPT2Config config) implements Layer {
    public GPT2LMHeadModel {
        Require.present("config", config);
    }

    @Override
    public String type() {
        return "GPT2LMHeadModel";
    }

    @Override
    public SequencedMap<String, Layer> children() {
        List<Layer> blocks = new ArrayList<>();
        for (int i = 0; i < config.nLayer(); i++) {
            blocks.add(block());
        }
        return Container.named(type())
                .with(
                        "transformer",
                        Container.named("GPT2Model")
                                .with("wte", new Embedding(config.vocabSize(), config.nEmbd()))
                                .with("wpe", new Embedding(config.nPositions(), config.nEmbd()))
                                .with("h", Container.moduleList(blocks))
                                .with("ln_f", norm()))
                .with("lm_head", new Linear(config.nEmbd(), config.vocabSize(), false))
                .children();
    }

    private Layer block() {
        long width = config.nEmbd();
        return Container.named("GPT2Block")
                .with("ln_1", norm())
                .with(
                        "attn",
                        Container.named("GPT2Attention")
                                .with("c_attn", new Conv1D(3 * width, width))
                                .with("c_proj", new Conv1D(width, width)))
                .with("ln_2", norm())
                .with(
                        "mlp",
                        Container.named("GPT2MLP")
                                .with("c_fc", new Conv1D(config.nInner(), width))
                                .with("c_proj", new Conv1D(width, config.nInner())));
    }

    private LayerNorm norm() {
        return new LayerNorm(config.nEmbd()).withEps(config.layerNormEpsilon());
    }

    @Override
    public List<Tie> ties() {
        return config.tieWordEmbeddings()
                ? List.of(new Tie("lm_head.weight", "transformer.wte.weight"))
                : List.of();
    }

    @Override
    public List<Construction> construction() {
        Child transformer = new Child("transformer");
        return config.tieWordEmbeddings()
                ? List.of(transformer)
                : List.of(transformer, new Child("lm_head"));
    }

    @Override
    public String toString() {
        return representation();
    }
}
