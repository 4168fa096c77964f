#!/usr/bin/env python3
"""Writes what Hugging Face's language models hold: pip install torch==2.13.0 transformers==5.18.0 numpy (transformers 4.57.6 gives the same),
then python3 reference/make_transformers.py OUT.json

"cases": the class, the configuration's values, [name, dtype, shape] of every entry of state_dict in its order, "tied" names, and "states": a seed,
and after torch.manual_seed(seed) and the model's constructor the digest of each tensor: the first 16 hex digits of the SHA-256 of its bytes.

What the constructors do, in this order, with std = initializer_range:
1. The base model (`transformer`, `model`) constructs its layers: Linear as PyTorch does, Embedding N(0, 1), Conv1D N(0, 0.02^2) and zeros.
2. Its post_init: in the order of Module.apply, children first, Linear, Conv1D and Embedding N(0, std^2), bias 0, padding row 0; norms ones and zeros;
   GPT2Attention and GPT2MLP, after their children, draw c_proj.weight once more from N(0, (std / sqrt(2 * n_layer))^2).
3. `lm_head` is constructed as PyTorch does (no bias): vocab_size * hidden_size words.
4. The whole model's post_init, which passes by what is initialized already: lm_head N(0, std^2).
5. If tie_word_embeddings, lm_head.weight becomes the token embedding's tensor, and what 3 and 4 drew for it is lost.
"""
import hashlib
import sys

import torch
import transformers
from transformers import GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM

from lines import write

SEEDS = [0, 1382657708]
GPT2 = {"vocab_size": 61, "n_positions": 32, "n_embd": 24, "n_layer": 3, "n_head": 4, "bos_token_id": 0, "eos_token_id": 0}
LLAMA = {
    "vocab_size": 61,
    "hidden_size": 24,
    "intermediate_size": 40,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
}
CASES = [
    (GPT2LMHeadModel, GPT2Config, GPT2),
    (GPT2LMHeadModel, GPT2Config, GPT2 | {"n_inner": 40, "initializer_range": 0.01, "tie_word_embeddings": False}),
    (LlamaForCausalLM, LlamaConfig, LLAMA),
    (
        LlamaForCausalLM,
        LlamaConfig,
        LLAMA
        | {
            "head_dim": 10,
            "initializer_range": 0.01,
            "pad_token_id": 3,
            "attention_bias": True,
            "mlp_bias": True,
            "tie_word_embeddings": True,
        },
    ),
]
DTYPES = {torch.float32: "f32"}


def case(model_class, config_class, values):
    states = {}
    for seed in SEEDS:
        torch.manual_seed(seed)
        model = model_class(config_class(**values))
        states[str(seed)] = [hashlib.sha256(t.numpy().tobytes()).hexdigest()[:16] for t in model.state_dict().values()]
    names = dict(model.named_parameters())
    return {
        "model": model_class.__name__,
        "config": values,
        "tensors": [[name, DTYPES[t.dtype], list(t.shape)] for name, t in model.state_dict().items()],
        "tied": [name for name in model.state_dict() if name not in names],
        "states": states,
    }


write(sys.argv[1], transformers=transformers.__version__, cases=[case(*each) for each in CASES])
