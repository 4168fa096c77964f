#!/usr/bin/env python3
"""Writes what PyTorch's initializers draw, step by step on one generator: apt-get install -y --no-install-recommends python3-torch python3-numpy,
then /usr/bin/python3 reference/make_programs.py OUT.json

"cases": program cases as in make_reference.py: {"id", "seed", "op": "program", "steps", "tensors", "next"}. A step is {"op", "shape", "dtype" (f32 if
absent), "args"}, op a torch.nn.init function without its underscore, and may say
  "transposed": true: the op is applied to torch.zeros(shape).transpose(0, 1); shape and tensor are the base's, values in memory order;
  "sliced": true, "columns": k: the op is applied to torch.zeros(shape)[:, :k]; shape and tensor are again the base's.
A tensor's bits are all there up to 64 values (up to 8,192 for orthogonal and trunc_normal), else the first and last 8.
"refused": {"op", "dtype", "shape", "args", "error", "message"} of what PyTorch refuses to do, found by trying every op in every dtype and odd arguments.
"""
import hashlib
import math
import struct
import sys
import warnings

import torch
import torch.nn as nn

from lines import write
from make_reference import DTYPES, WHOLE, raw

NONLINEARITIES = ["linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "sigmoid", "tanh", "relu", "leaky_relu", "selu"]
SIZES = [0, 1, 2, 3, 15, 16, 17, 31, 32, 33, 100]
SEEDS = [0, 42, 1382657708, 7, 2**32 - 1]
PROGRAMS = []


def describe(t, whole):
    b, w = raw(t), t.element_size()
    words = [b[i:i + w][::-1].hex() for i in range(0, len(b), w)]
    keep = words if len(words) <= (8192 if whole else 64) else words[:8] + words[-8:]
    return {"shape": list(t.shape), "sha256": hashlib.sha256(b).hexdigest(), "bits": keep}


def step(op, shape, dtype="f32", transposed=False, columns=None, **args):
    row = {"op": op, "shape": shape}
    row |= {"dtype": dtype} if dtype != "f32" else {}
    row |= {"args": args} if args else {}
    row |= {"transposed": True} if transposed else {}
    return row | ({"sliced": True, "columns": columns} if columns is not None else {})


def program(name, *steps):
    PROGRAMS.append((name, steps))


def apply(row):
    base = torch.zeros(row["shape"], dtype=DTYPES[row.get("dtype", "f32")])
    view = base.transpose(0, 1) if row.get("transposed") else base[:, :row["columns"]] if row.get("sliced") else base
    getattr(nn.init, row["op"] + "_")(view, **row.get("args", {}))
    return base


def run(index, name, steps):
    seed = SEEDS[index % len(SEEDS)]
    torch.manual_seed(seed)
    tensors = {str(i): describe(apply(row), row["op"] in WHOLE) for i, row in enumerate(steps)}
    following = struct.pack(">f", torch.empty(1).uniform_().item()).hex()
    return {"id": f"program-{index + 1:03d}-{name}", "seed": seed, "op": "program", "steps": list(steps), "tensors": tensors, "next": following}


def sizes_and_dtypes():
    for dtype in DTYPES:
        for n in SIZES:
            program(f"uniform-{dtype}-{n}", step("uniform", [n], dtype, a=-0.25, b=1.5))
            program(f"normal-{dtype}-{n}", step("normal", [n], dtype, mean=0.5, std=2.0))
        program(f"normal-{dtype}-large", step("normal", [50, 41], dtype, std=0.02), step("uniform", [3], dtype))
        program(f"uniform-{dtype}-large", step("uniform", [50, 41], dtype), step("uniform", [41, 50], dtype, a=-0.1, b=0.1))
        program(f"scalar-{dtype}", step("uniform", [], dtype), step("normal", [], dtype), step("normal", [], dtype), step("constant", [], dtype, val=0.1))


def odd_arguments():
    for dtype in DTYPES:
        program(f"bounds-{dtype}", step("uniform", [40], dtype, a=1000.0, b=1001.0), step("uniform", [20], dtype, a=1.0, b=1.0), step("uniform", [20], dtype, a=0.0, b=6.0e-5),
                step("uniform", [20], dtype, a=-1e-7, b=1e-7), step("uniform", [20], dtype, a=-30000, b=30000), step("uniform", [20], dtype, a=0.1, b=0.3), step("uniform", [20], dtype, a=-1 / 3, b=1 / 3))
        program(f"normals-{dtype}", step("normal", [5], dtype, mean=1.5, std=0.0), step("normal", [20], dtype, mean=1.5, std=0.0), step("normal", [5], dtype, mean=1e4, std=3.0),
                step("normal", [20], dtype, mean=1e4, std=3.0), step("normal", [5], dtype, std=1e-7), step("normal", [20], dtype, std=1e-7), step("normal", [20], dtype, mean=0.1, std=1 / 3),
                step("normal", [5], dtype, mean=0.1, std=1 / 3))
        program(f"constants-{dtype}", step("constant", [2, 3], dtype, val=0.1), step("constant", [3], dtype, val=-0.0), step("constant", [3], dtype, val=1 / 3), step("constant", [2], dtype, val=60000),
                step("ones", [3], dtype), step("zeros", [3], dtype), step("constant", [2], dtype, val=float("1e-8")), step("uniform", [2], dtype))
    program("bounds-huge", step("uniform", [20], a=-1e38, b=1e38), step("uniform", [20], a=0.0, b=3.4e38), step("uniform", [20], a=1e-45, b=1e-40), step("uniform", [20], a=16777216.0, b=16777220.0))
    program("bounds-huge-f64", step("uniform", [20], "f64", a=-8e307, b=8e307), step("uniform", [20], "f64", a=1e300, b=1.1e300), step("uniform", [20], "f64", a=0, b=1e-310), step("uniform", [20], "f64", a=1, b=1.0000000000000002))
    program("bounds-huge-bf16", step("uniform", [20], "bf16", a=-1e38, b=1e38), step("uniform", [20], "bf16", a=0, b=1e-39), step("uniform", [20], "bf16", a=256, b=259))
    program("normals-huge", step("normal", [20], mean=1e5, std=1.0), step("normal", [5], mean=1e5, std=1.0), step("normal", [20], std=1e38), step("normal", [5], std=1e38), step("normal", [20], mean=1e38, std=3e38), step("normal", [20], std=1e-40))
    program("normals-huge-f16", step("normal", [20], "f16", std=30000.0), step("normal", [5], "f16", std=30000.0), step("normal", [20], "f16", mean=65504.0, std=10.0), step("normal", [20], "f16", mean=1e5), step("normal", [5], "f16", mean=1e5))
    program("normals-huge-f64", step("normal", [20], "f64", mean=1e5, std=1.0), step("normal", [5], "f64", mean=1e300, std=1e299), step("normal", [20], "f64", std=1e308))


def trunc_normals():
    for dtype in ("f32", "f64", "bf16"):
        program(f"trunc-{dtype}", step("trunc_normal", [5], dtype), step("trunc_normal", [100], dtype, std=0.02), step("trunc_normal", [33], dtype, mean=0.5, std=0.5, a=0.0, b=1.0), step("trunc_normal", [20], dtype, std=0.02, a=-0.04, b=0.04),
                step("trunc_normal", [20], dtype, mean=1.0, std=3.0, a=-1.0, b=1.0), step("trunc_normal", [20], dtype, mean=5.0, std=1.0, a=-2.0, b=2.0), step("trunc_normal", [20], dtype, std=1.0, a=-8.0, b=8.0), step("trunc_normal", [0], dtype),
                step("trunc_normal", [20], dtype, std=1e-3), step("trunc_normal", [20], dtype, mean=0, std=1, a=-0.5, b=3))
        program(f"trunc-transposed-{dtype}", step("trunc_normal", [3, 7], dtype, transposed=True, std=0.02), step("trunc_normal", [4, 9], dtype, columns=4, std=0.5))
    program("trunc-larger", step("trunc_normal", [20, 20], std=0.02), step("normal", [3]), step("trunc_normal", [2, 3]), step("normal", [2]))


def fans():
    for op in ("xavier_uniform", "xavier_normal"):
        for dtype in DTYPES:
            program(f"{op}-{dtype}", step(op, [4, 2], dtype), step(op, [5, 7], dtype, gain=5 / 3), step(op, [1, 1], dtype), step(op, [6, 3, 3], dtype), step(op, [4, 2, 3, 3], dtype, gain=math.sqrt(2)), step(op, [2, 2, 2, 2, 2], dtype, gain=0.5), step(op, [0, 3], dtype), step(op, [3, 0], dtype))
    for op in ("kaiming_uniform", "kaiming_normal"):
        for mode in ("fan_in", "fan_out"):
            program(f"{op}-{mode}", *[step(op, [4, 3, 2], mode=mode, nonlinearity=n) for n in NONLINEARITIES])
            if (op, mode) in (("kaiming_uniform", "fan_in"), ("kaiming_normal", "fan_out")):
                program(f"{op}-{mode}-f64", *[step(op, [2, 3], "f64", mode=mode, nonlinearity=n, a=0.2) for n in NONLINEARITIES])
        for dtype in DTYPES:
            program(f"{op}-{dtype}", step(op, [4, 2], dtype), step(op, [4, 2], dtype, nonlinearity="relu"), step(op, [5, 7], dtype, a=math.sqrt(5)), step(op, [8, 4, 3, 3], dtype, mode="fan_out", nonlinearity="relu"), step(op, [2, 3, 1, 2, 2], dtype, a=1),
                    step(op, [3, 3], dtype, a=0.01), step(op, [3, 3], dtype, a=-0.3), step(op, [0, 3], dtype), step(op, [3, 0], dtype), step(op, [3, 3], dtype, mode="FAN_OUT"))


def matrices():
    program("orthogonal-square", step("orthogonal", [4, 4]), step("orthogonal", [16, 16]), step("orthogonal", [1, 1]), step("orthogonal", [2, 2], gain=math.sqrt(2)))
    program("orthogonal-tall", step("orthogonal", [7, 3]), step("orthogonal", [40, 10]), step("orthogonal", [5, 1]))
    program("orthogonal-wide", step("orthogonal", [3, 7]), step("orthogonal", [10, 40]), step("orthogonal", [1, 5]))
    program("orthogonal-conv", step("orthogonal", [8, 3, 3, 3]), step("orthogonal", [10, 2, 3], gain=0.5), step("orthogonal", [2, 2, 2, 2, 2]))
    program("orthogonal-f64", step("orthogonal", [6, 6], "f64"), step("orthogonal", [9, 4], "f64", gain=5 / 3), step("orthogonal", [4, 9], "f64"), step("orthogonal", [3, 2, 3, 3], "f64"))
    program("orthogonal-larger", step("orthogonal", [24, 32], gain=1.1))
    program("orthogonal-empty", step("orthogonal", [0, 3]), step("orthogonal", [3, 0]), step("normal", [1]), step("orthogonal", [3, 3]), step("normal", [1]))
    program("orthogonal-transposed", step("orthogonal", [3, 5], transposed=True), step("orthogonal", [5, 3], transposed=True), step("orthogonal", [5, 6], columns=3))
    for dtype in DTYPES:
        program(f"sparse-{dtype}", step("sparse", [6, 5], dtype, sparsity=0.5), step("sparse", [100, 3], dtype, sparsity=0.07), step("sparse", [3, 9], dtype, sparsity=0.1, std=1.0), step("sparse", [10, 2], dtype, sparsity=0.0),
                step("sparse", [5, 2], dtype, sparsity=1.0), step("sparse", [1, 6], dtype, sparsity=0.3), step("sparse", [7, 1], dtype, sparsity=1 / 7))
        program(f"sparse-transposed-{dtype}", step("sparse", [4, 5], dtype, transposed=True, sparsity=0.3), step("sparse", [3, 4], dtype, transposed=True, sparsity=0.5), step("sparse", [5, 6], dtype, columns=2, sparsity=0.4))
        if dtype != "bf16":
            program(f"eye-{dtype}", step("eye", [3, 3], dtype), step("eye", [2, 5], dtype), step("eye", [5, 2], dtype), step("eye", [0, 2], dtype), step("eye", [3, 4], dtype, transposed=True), step("eye", [3, 5], dtype, columns=2))
        program(f"dirac-{dtype}", step("dirac", [3, 3, 3], dtype), step("dirac", [4, 2, 2], dtype), step("dirac", [2, 3, 3, 2], dtype), step("dirac", [6, 2, 3], dtype, groups=3), step("dirac", [4, 4, 1, 1], dtype, groups=2), step("dirac", [2, 2, 2, 3, 2], dtype),
                step("dirac", [4, 1, 2, 2, 2], dtype, groups=2), step("dirac", [6, 3, 1], dtype, groups=6), step("dirac", [4, 2, 3], dtype, transposed=True), step("dirac", [2, 0, 3], dtype))
    program("sparse-edges", step("sparse", [0, 4], sparsity=0.5), step("sparse", [4, 0], sparsity=0.5), step("sparse", [100, 40], sparsity=0.29), step("sparse", [40, 100], sparsity=0.9), step("sparse", [5, 3], sparsity=1e-9))
    program("sparse-larger", step("sparse", [1000, 2], sparsity=0.999), step("sparse", [2, 700], sparsity=0.5))
    program("sparse-with-cached", step("normal", [3]), step("sparse", [3, 4], sparsity=0.4), step("sparse", [3, 3], sparsity=0.4), step("normal", [1]))


def views():
    for dtype in DTYPES:
        for shape in ([2, 3], [4, 4], [4, 8], [5, 20], [1, 20], [20, 1]):
            program(f"transposed-{dtype}-{shape[0]}x{shape[1]}", step("normal", shape, dtype, transposed=True, mean=0.5, std=2.0), step("uniform", shape, dtype, transposed=True, a=-1, b=3), step("normal", [2], dtype))
        program(f"transposed-{dtype}-3d", step("normal", [2, 3, 4], dtype, transposed=True), step("uniform", [2, 3, 4], dtype, transposed=True), step("normal", [1, 3, 7], dtype, transposed=True), step("kaiming_normal", [2, 3, 2, 2], dtype, transposed=True))
        for shape, k in (([3, 4], 2), ([5, 9], 4), ([8, 8], 7), ([1, 40], 20), ([20, 3], 1), ([4, 5], 5), ([3, 4], 0)):
            program(f"sliced-{dtype}-{shape[0]}x{shape[1]}-{k}", step("normal", shape, dtype, columns=k, mean=0.5, std=2.0), step("uniform", shape, dtype, columns=k, a=-1, b=3), step("normal", [2], dtype))
        program(f"views-schemes-{dtype}", step("xavier_uniform", [3, 7], dtype, transposed=True), step("xavier_normal", [3, 7], dtype, transposed=True), step("kaiming_uniform", [3, 7], dtype, transposed=True), step("kaiming_normal", [3, 7], dtype, transposed=True),
                step("kaiming_normal", [3, 7], dtype, columns=5), step("constant", [3, 4], dtype, columns=2, val=2.5), step("ones", [2, 3], dtype, transposed=True))


def cached():
    small = {d: (step("normal", [3], d), step("normal", [1], d, mean=10.0, std=0.1)) for d in DTYPES}
    for first in DTYPES:
        for second in DTYPES:
            program(f"cached-{first}-{second}", small[first][0], small[second][1], small[first][1], step("normal", [4], second))
        program(f"cached-over-uniform-{first}", step("normal", [1], first), step("uniform", [5], first), step("uniform", [20]), step("normal", [2], first, mean=1.0))
        program(f"cached-over-large-{first}", step("normal", [7], first, std=3.0), step("normal", [20], first), step("normal", [17]), step("normal", [3], first), step("normal", [16], "f64"), step("normal", [2]))
        program(f"cached-over-view-{first}", step("normal", [3], first), step("normal", [4, 5], first, transposed=True), step("normal", [5, 5], first, columns=3), step("normal", [18], first), step("normal", [2], first))
    program("cached-over-empty", step("normal", [1]), step("normal", [0]), step("normal", [0, 20]), step("uniform", [0]), step("normal", [1]), step("normal", [1]))
    program("cached-std-zero", step("normal", [1], std=0.0), step("normal", [1]), step("normal", [1], mean=3.0, std=0.0), step("normal", [2]))
    program("cached-over-others", step("normal", [1]), step("orthogonal", [2, 3]), step("sparse", [2, 2], sparsity=0.5), step("eye", [2, 2]), step("constant", [3], val=1.0), step("normal", [1]))
    program("twister-reload", step("uniform", [620]), step("uniform", [8]), step("normal", [1230]), step("uniform", [4]), step("normal", [5], "f64"), step("uniform", [700], "f64"), step("normal", [650], "bf16"), step("normal", [1]))
    program("everything", step("kaiming_normal", [5, 3]), step("xavier_uniform", [3, 5], "f64"), step("trunc_normal", [4, 4], std=0.02), step("orthogonal", [3, 3]), step("sparse", [4, 4], sparsity=0.25), step("dirac", [3, 3, 3]), step("normal", [3], "f16"),
            step("uniform", [7], "bf16"), step("normal", [33], "bf16"), step("eye", [2, 2]), step("normal", [2], "f64"))


def refusals():
    tries = []
    usual = {"uniform": {}, "normal": {}, "trunc_normal": {}, "constant": {"val": 0.5}, "ones": {}, "zeros": {}, "eye": {}, "dirac": {}, "xavier_uniform": {}, "xavier_normal": {}, "kaiming_uniform": {}, "kaiming_normal": {}, "orthogonal": {}, "sparse": {"sparsity": 0.5}}
    for op, args in usual.items():
        for dtype in DTYPES:
            tries.append(step(op, [4, 4, 3] if op == "dirac" else [5, 4], dtype, **args))
            if op == "orthogonal":
                tries.append(step(op, [4, 5], dtype, **args))
        for shape in ([], [3], [2, 3], [2, 3, 2], [0], [0, 0], [0, 3], [2, 2, 2, 2, 2, 2]):
            tries.append(step(op, shape, **args))
    for dtype, bound in (("f32", 3e38), ("f32", 3.5e38), ("f64", 1.7e308), ("f16", 40000.0), ("f16", 70000.0), ("bf16", 3e38), ("bf16", 3.4e38)):
        tries += [step("uniform", [3], dtype, a=-bound, b=bound), step("uniform", [3], dtype, a=0.0, b=bound), step("normal", [3], dtype, mean=bound), step("normal", [3], dtype, std=bound), step("constant", [3], dtype, val=bound)]
    inf, nan = float("inf"), float("nan")
    tries += [step("uniform", [3], a=1.0, b=0.0), step("uniform", [3], a=nan, b=1.0), step("uniform", [3], a=0.0, b=nan), step("uniform", [3], a=0.0, b=inf), step("normal", [3], std=-1.0), step("normal", [20], std=-1e-9), step("normal", [3], std=nan), step("normal", [3], mean=nan),
              step("normal", [3], mean=inf), step("normal", [3], std=inf), step("trunc_normal", [3], std=0.0), step("trunc_normal", [3], std=-1.0), step("trunc_normal", [3], a=2.0, b=-2.0), step("trunc_normal", [3], a=1.0, b=1.0), step("trunc_normal", [3], "f64", a=0.5, b=0.5),
              step("kaiming_uniform", [2, 2], nonlinearity="gelu"), step("kaiming_normal", [2, 2], mode="fan_avg"), step("kaiming_normal", [2, 2], a=True), step("kaiming_normal", [2, 2], a="x"), step("kaiming_normal", [2, 2], a=nan), step("kaiming_uniform", [0, 2], mode="nonsense"), step("kaiming_uniform", [2, 2], mode="fan_in", nonlinearity="ReLU"),
              step("dirac", [3, 3, 3], groups=2), step("dirac", [3, 3, 3], groups=0), step("sparse", [3, 3], sparsity=nan), step("sparse", [3, 3], sparsity=0.5, std=-1.0), step("xavier_uniform", [2, 2], gain=-1.0), step("xavier_normal", [2, 2], gain=-1.0), step("xavier_uniform", [2, 2], gain=nan),
              step("orthogonal", [2, 2], gain=nan), step("constant", [2], val="x")]
    rows = []
    for row in tries:
        torch.manual_seed(0)
        try:
            apply(row)
        except Exception as error:
            rows.append({"dtype": "f32", "args": {}, **row,
                         "error": type(error).__name__, "message": str(error).split("\nException raised from")[0]})
    for row in rows:
        row["args"] = {k: repr(v) if isinstance(v, float) and not math.isfinite(v) else v for k, v in row["args"].items()}
    return rows


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sizes_and_dtypes()
    odd_arguments()
    trunc_normals()
    fans()
    matrices()
    views()
    cached()
    cases = []
    for name, steps in PROGRAMS:
        cases.append(run(len(cases), name, steps))
    write(sys.argv[1], cases=cases, refused=refusals())
