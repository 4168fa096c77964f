#!/usr/bin/env python3
"""Writes the generator's states: apt-get install -y --no-install-recommends python3-torch python3-numpy,
then /usr/bin/python3 reference/make_states.py OUT.json

A case: {"id", "seed", "ops", "state", "fields", "next", "next_normal"}. ops are {"op": "uniform" or "normal", "shape", "dtype"} with the default bounds, mean
and standard deviation, after torch.manual_seed(seed). state is the base64 of torch.get_rng_state() after them, fields the same in words. next: the bits of the 8 float32
values that torch.empty(8).uniform_() gives from that state; next_normal: those of torch.empty(3).normal_() from that state, not after next.
"same_stream": [seed, other seed, same states but for the stored seed, same states]. "refused": [seed, error, or null where PyTorch takes it after all (int(seed))].

The 5,056 bytes, little endian: initial seed u64, left i32, seeded i32, next u64, 624 words as u64, normal x, y, rho f64, normal_is_valid i32, 4 bytes of padding,
next float normal f32, its validity (one byte), 3 bytes of padding. The padding is not written by PyTorch: compare fields, or the state without the padding.
"""
import base64
import struct
import sys

import torch

from lines import write
from make_reference import DTYPES

LAYOUT = "<QiiQ624Qdddi4xf?3x"
SEEDS = [0, 1, 42, 1382657708, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1, -1, -2**63, -42]


def draw(op, shape, dtype="f32"):
    return {"op": op, "shape": shape, "dtype": dtype}


def words(n):
    return [draw("uniform", [n])]


CASES = [(f"fresh-{seed}", seed, []) for seed in SEEDS] + [
    ("after-1-word", 42, words(1)), ("after-2-words", 42, words(2)), ("after-622-words", 42, words(622)), ("after-623-words", 42, words(623)), ("after-624-words", 42, words(624)),
    ("after-625-words", 42, words(625)), ("after-1247-words", 42, words(1247)), ("after-1248-words", 42, words(1248)), ("after-1249-words", 42, words(1249)),
    ("after-100000-words", 1382657708, words(100000)),
    ("f64-straddles-the-reload", 7, words(623) + [draw("uniform", [1], "f64")]),
    ("cached-f32", 42, [draw("normal", [3])]), ("cached-f64", 42, [draw("normal", [3], "f64")]), ("cached-f16", 42, [draw("normal", [1], "f16")]), ("cached-bf16", 42, [draw("normal", [5], "bf16")]),
    ("cached-and-used", 42, [draw("normal", [3]), draw("normal", [1])]), ("cached-then-f64", 0, [draw("normal", [3]), draw("normal", [4], "f64")]),
    ("cached-then-uniform", 0, [draw("normal", [1]), draw("uniform", [700])]), ("cached-then-large", 0, [draw("normal", [1]), draw("normal", [100])]),
    ("even-small", 0, [draw("normal", [4])]), ("large-f32", 42, [draw("normal", [16])]), ("large-f32-17", 42, [draw("normal", [17])]), ("large-f64-17", 42, [draw("normal", [17], "f64")]),
    ("large-bf16", 42, [draw("normal", [33], "bf16")]), ("large-f16", 42, [draw("normal", [33], "f16")]), ("cached-at-the-reload", 42, words(622) + [draw("normal", [1])]),
]


def hexed(value, kind):
    return struct.pack(">" + kind, value).hex()


def fields(state):
    v = struct.unpack(LAYOUT, state)
    return {"initial_seed": v[0], "left": v[1], "seeded": v[2], "next": v[3], "normal_x": hexed(v[628], "d"), "normal_y": hexed(v[629], "d"), "normal_rho": hexed(v[630], "d"), "normal_is_valid": v[631],
            "next_float_normal": hexed(v[632], "f"), "next_float_normal_is_valid": v[633]}


def raw_state():
    return bytes(torch.get_rng_state().numpy().tobytes())


def run(name, seed, ops):
    torch.manual_seed(seed)
    for op in ops:
        t = torch.empty(op["shape"], dtype=DTYPES[op["dtype"]])
        getattr(t, op["op"] + "_")()
    kept = torch.get_rng_state()
    state = raw_state()
    assert len(state) == 5056 == struct.calcsize(LAYOUT)
    following = [hexed(v, "f") for v in torch.empty(8).uniform_().tolist()]
    torch.set_rng_state(kept)
    assert raw_state() == state
    normals = [hexed(v, "f") for v in torch.empty(3).normal_().tolist()]
    return {"id": name, "seed": seed, "ops": ops, "state": base64.b64encode(state).decode(), "fields": fields(state), "next": following, "next_normal": normals}


def same_stream(one, other):
    states = []
    for seed in (one, other):
        torch.manual_seed(seed)
        states.append(raw_state())
    return [one, other, states[0][8:] == states[1][8:], states[0] == states[1]]


def refusal(seed):
    try:
        torch.manual_seed(seed)
        return [seed, None]
    except Exception as error:
        return [seed, f"{type(error).__name__}: {error}"]


if __name__ == "__main__":
    write(sys.argv[1], cases=[run(*case) for case in CASES],
          same_stream=[same_stream(*pair) for pair in ((-1, 2**64 - 1), (-2**63, 2**63), (-42, 2**64 - 42), (0, 2**32), (1, 2**32 + 1), (-1, 2**32 - 1), (2**63, 0), (42, 43))],
          refused=[refusal(seed) for seed in (2**64, -2**63 - 1, 2**65, 1.5, "7")])
