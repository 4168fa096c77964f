"""Shared by the make_*.py scripts beside it: JSON that is compact, but has one case a line, so that a diff shows the cases that changed."""
import json
import os

import torch


def capability():
    """The kernels PyTorch chose: bits of large normals and bounded uniforms depend on it (AVX2 and AVX512 agree, DEFAULT does not)."""
    for line in torch.__config__.show().splitlines():
        if "CPU capability usage" in line:
            return line.split(":")[1].strip()
    return "unknown"


def write(path, **sections):
    """Writes {"torch", "cpu", then every section}: a list or a dict has one entry a line, anything else is plain JSON."""
    def compact(value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    parts = []
    for name, value in {"torch": torch.__version__, "cpu": capability(), **sections}.items():
        if isinstance(value, list):
            body = "[\n" + ",\n".join(compact(v) for v in value) + "\n]"
        elif isinstance(value, dict):
            body = "{\n" + ",\n".join(compact(k) + ":" + compact(v) for k, v in value.items()) + "\n}"
        else:
            body = compact(value)
        parts.append(compact(name) + ":" + body)
    with open(path, "w", encoding="utf-8") as out:
        out.write("{" + ",\n".join(parts) + "}\n")
    print(path, ", ".join(f"{len(v)} {k}" for k, v in sections.items() if isinstance(v, (list, dict))), os.path.getsize(path), "bytes")
