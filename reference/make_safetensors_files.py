#!/usr/bin/env python3
"""Writes small files with the reference implementation of safetensors, and what they hold:
python3 -m venv --system-site-packages VENV && VENV/bin/pip install safetensors==0.8.0,
then VENV/bin/python reference/make_safetensors_files.py reference/data/safetensors

expected.json: for each file its metadata and its tensors: name, type, shape, and the little-endian bytes in hexadecimal.
"""
import json
import os
import sys

import numpy as np
import safetensors

WIDTHS = {
    "F64": 8, "F32": 4, "F16": 2, "BF16": 2, "F8_E4M3": 1, "F8_E5M2": 1, "C64": 8,
    "I64": 8, "I32": 4, "I16": 2, "I8": 1, "U64": 8, "U32": 4, "U16": 2, "U8": 1, "BOOL": 1,
}
NAMES = {"F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16", "F8_E4M3": "float8_e4m3fn", "F8_E5M2": "float8_e5m2", "C64": "complex64",
         "I64": "int64", "I32": "int32", "I16": "int16", "I8": "int8", "U64": "uint64", "U32": "uint32", "U16": "uint16", "U8": "uint8", "BOOL": "bool"}


def tensor(kind, shape, seed):
    """Bytes that no other tensor has."""
    count = WIDTHS[kind]
    for size in shape:
        count *= size
    data = bytes((7 * i + seed) % 2 if kind == "BOOL" else (7 * i + 31 * seed) % 256 for i in range(count))
    return {"type": kind, "shape": shape, "bytes": data}


def serialize(tensors, metadata):
    kept = {name: np.frombuffer(t["bytes"], np.uint8) for name, t in tensors.items()}
    specs = {
        name: safetensors.TensorSpec(dtype=NAMES[t["type"]], shape=t["shape"], data_ptr=kept[name].ctypes.data, data_len=kept[name].nbytes)
        for name, t in tensors.items()
    }
    return safetensors.serialize(specs, metadata)


def main(folder):
    path = lambda name: os.path.join(folder, name)
    os.makedirs(path("sharded"), exist_ok=True)
    files = {
        "types.safetensors": ({kind: tensor(kind, [2, 3], i) for i, kind in enumerate(WIDTHS)}, None),
        "shapes.safetensors": ({
            "scalar": tensor("F32", [], 1), "empty": tensor("F32", [0], 2), "empty.within": tensor("BF16", [3, 0, 2], 3),
            "fc1.weight": tensor("F32", [4, 2], 4), "fc1.bias": tensor("F32", [4], 5), "ü \"quoted\"": tensor("U8", [1], 6),
        }, {"format": "pt", "note": "two\nlines"}),
        "none.safetensors": ({}, None),
    }
    shards = {
        "model-00001-of-00002.safetensors": {"a.weight": tensor("F32", [2, 2], 1), "c.weight": tensor("F16", [3], 2)},
        "model-00002-of-00002.safetensors": {"b.weight": tensor("BF16", [5], 3)},
    }
    expected = {}
    for name, (tensors, metadata) in files.items():
        with open(path(name), "wb") as out:
            out.write(serialize(tensors, metadata))
        expected[name] = {"metadata": metadata or {}, "tensors": tensors}
    places = {}
    for name, tensors in shards.items():
        with open(path("sharded/" + name), "wb") as out:
            out.write(serialize(tensors, {"format": "pt"}))
        places.update({each: name for each in tensors})
    total = sum(len(t["bytes"]) for tensors in shards.values() for t in tensors.values())
    with open(path("sharded/model.safetensors.index.json"), "w", encoding="utf-8") as out:
        json.dump({"metadata": {"total_size": total}, "weight_map": dict(sorted(places.items()))}, out, indent=2)
        out.write("\n")
    expected["sharded"] = {"metadata": {"total_size": str(total), "format": "pt"}, "tensors": {k: t for tensors in shards.values() for k, t in tensors.items()}}
    with open(path("expected.json"), "w", encoding="utf-8") as out:
        lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(each, ensure_ascii=False, default=bytes.hex)}" for name, each in expected.items())
        out.write(f'{{"safetensors": "{safetensors.__version__}", "files": {{\n{lines}\n}}}}\n')


main(sys.argv[1])
