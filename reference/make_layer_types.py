#!/usr/bin/env python3
"""Writes names, shapes and true layer types of the state_dicts of well-known models.
apt-get install -y --no-install-recommends python3-torch python3-torchvision, then /usr/bin/python3 reference/make_layer_types.py torch reference/data/layer-types-torch.json
python3 -m venv VENV, VENV/bin/pip install torch transformers==5.18.0, then VENV/bin/python reference/make_layer_types.py transformers reference/data/layer-types-transformers.json

"models": {name: layers}; a layer is [its name, its type, {tensor: shape}] in the order of state_dict.
The type is the nearest class of torch.nn, or the class itself if it has none above Module.
"""
import sys

from torch import nn

from lines import write

TORCHVISION = [
    "alexnet", "vgg11_bn", "resnet18", "resnext50_32x4d", "densenet121", "squeezenet1_1", "googlenet", "mobilenet_v2", "mobilenet_v3_small", "mnasnet0_5",
    "shufflenet_v2_x0_5", "efficientnet_b0", "regnet_y_400mf", "convnext_tiny", "vit_b_16", "swin_t", "swin_v2_t", "maxvit_t", "mvit_v1_b", "r3d_18", "s3d",
    "ssd300_vgg16", "lraspp_mobilenet_v3_large", "maskrcnn_resnet50_fpn", "raft_small",
]
BARE = (nn.Module, nn.Sequential, nn.ModuleList, nn.ModuleDict)


def small(config, **sizes):
    return config(**{"num_hidden_layers": 2, "hidden_size": 48, "num_attention_heads": 4, "intermediate_size": 96, **sizes})


def hugging_face():
    import transformers as t

    gpt2 = t.GPT2Config(n_layer=2, n_embd=48, n_head=4, vocab_size=211, n_positions=32)
    yield "gpt2", t.GPT2LMHeadModel(gpt2)
    yield "gpt_neox", t.GPTNeoXForCausalLM(small(t.GPTNeoXConfig, vocab_size=211))
    yield "llama", t.LlamaForCausalLM(small(t.LlamaConfig, vocab_size=211, num_key_value_heads=2))
    yield "mistral", t.MistralForCausalLM(small(t.MistralConfig, vocab_size=211, num_key_value_heads=2))
    yield "bert", t.BertForMaskedLM(small(t.BertConfig, vocab_size=211))
    yield "roberta", t.RobertaForSequenceClassification(small(t.RobertaConfig, vocab_size=211))
    yield "distilbert", t.DistilBertForSequenceClassification(t.DistilBertConfig(dim=48, hidden_dim=96, n_layers=2, n_heads=4, vocab_size=211))
    yield "t5", t.T5ForConditionalGeneration(t.T5Config(d_model=48, d_ff=96, d_kv=12, num_layers=2, num_heads=4, vocab_size=211))
    yield "bart", t.BartForConditionalGeneration(t.BartConfig(d_model=48, encoder_layers=1, decoder_layers=1, encoder_ffn_dim=96, decoder_ffn_dim=96, encoder_attention_heads=4, decoder_attention_heads=4, vocab_size=211))
    yield "vit", t.ViTForImageClassification(small(t.ViTConfig))
    yield "clip", t.CLIPModel(t.CLIPConfig(text_config=small(dict, vocab_size=211), vision_config=small(dict)))
    yield "whisper", t.WhisperForConditionalGeneration(t.WhisperConfig(d_model=48, encoder_layers=1, decoder_layers=1, encoder_ffn_dim=96, decoder_ffn_dim=96, encoder_attention_heads=4, decoder_attention_heads=4, vocab_size=211, pad_token_id=0, bos_token_id=0, eos_token_id=0, decoder_start_token_id=0, max_source_positions=64, max_target_positions=32))


class Layers(nn.Module):
    def __init__(self, **layers):
        super().__init__()
        for name, layer in layers.items():
            self.add_module(name, layer)


def plain():
    yield "simple", Layers(fc1=nn.Linear(2, 4), fc2=nn.Linear(4, 1))
    yield "dcgan", nn.Sequential(*(layer for i, (a, b) in enumerate([(100, 64), (64, 32), (32, 16)]) for layer in (nn.ConvTranspose2d(a, b, 4, 2, 1, bias=False), nn.BatchNorm2d(b), nn.ReLU())), nn.ConvTranspose2d(16, 3, 4, 2, 1))
    yield "unet", Layers(down=nn.Conv2d(3, 8, 3), norm1=nn.GroupNorm(4, 8), up=nn.ConvTranspose2d(8, 4, 2, 2), norm2=nn.GroupNorm(4, 4), out=nn.Conv2d(4, 1, 1))
    yield "recurrent", Layers(embedding=nn.Embedding(50, 12), lstm=nn.LSTM(12, 20, 2, bidirectional=True), gru=nn.GRU(40, 24), rnn=nn.RNN(24, 16, bias=False), projected=nn.LSTM(16, 20, proj_size=8), head=nn.Linear(8, 50))
    yield "cells", Layers(lstm=nn.LSTMCell(12, 20), gru=nn.GRUCell(20, 24), rnn=nn.RNNCell(24, 16))
    yield "transformer", nn.Transformer(24, 4, 1, 1, 48)
    yield "attention", Layers(cross=nn.MultiheadAttention(24, 4, kdim=16, vdim=12, add_bias_kv=True))
    yield "volume", Layers(conv=nn.Conv3d(1, 4, 3, bias=False), bn=nn.BatchNorm3d(4), up=nn.ConvTranspose3d(4, 2, 2))
    yield "signal", Layers(conv=nn.Conv1d(1, 4, 9), bn=nn.BatchNorm1d(4), act=nn.PReLU(), depthwise=nn.Conv1d(4, 4, 3, groups=4), norm=nn.LayerNorm(4), fc=nn.Linear(4, 4))
    yield "norms", Layers(instance=nn.InstanceNorm2d(6, affine=True, track_running_stats=True), bare=nn.BatchNorm1d(6, track_running_stats=False), unscaled=nn.BatchNorm2d(6, affine=False), images=nn.LayerNorm([6, 4, 4]))
    yield "others", Layers(bilinear=nn.Bilinear(3, 5, 7), bag=nn.EmbeddingBag(30, 6), weighted=nn.utils.weight_norm(nn.Linear(6, 3)), bounded=nn.utils.spectral_norm(nn.Linear(3, 6)))


def true_type(module):
    for base in type(module).__mro__:
        if base.__module__.startswith("torch.nn") and base not in BARE:
            return base.__name__
    return type(module).__name__


def layers(model):
    rows = []
    for name, module in model.named_modules(remove_duplicate=False):
        own = {k: v for k, v in module.state_dict(keep_vars=True).items() if "." not in k}
        if own:
            rows.append([name, true_type(module), {k: list(v.shape) for k, v in own.items()}])
    expected = list(model.state_dict())
    assert sorted(expected) == sorted((name + "." if name else "") + k for name, _, own in rows for k in own), type(model)
    return rows


def of_torchvision():
    from torchvision.models import get_model

    for name in TORCHVISION:
        bare = {"weights_backbone": None} if any(each in name for each in ("ssd", "rcnn", "lraspp")) else {}
        yield name, get_model(name, weights=None, **bare)


def main(source, path):
    models = [*plain(), *of_torchvision()] if source == "torch" else hugging_face()
    write(path, models={name: layers(model) for name, model in models})


main(*sys.argv[1:])
