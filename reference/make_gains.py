#!/usr/bin/env python3
"""Writes PyTorch's gains and fans: apt-get install -y --no-install-recommends python3-torch python3-numpy,
then /usr/bin/python3 reference/make_gains.py OUT.json

"gains": [nonlinearity, param, repr of the gain, its bits as a big-endian double]; "refused": [call, error, message];
"fans": {"shape", "fan_in", "fan_out"} and for shapes with fans the doubles that the schemes make of them, as bits, worked out as torch.nn.init does:
"xavier_std" and "xavier_bound" (gain 1), "kaiming_std" and "kaiming_bound" (relu, fan_in), "default_bound" (kaiming_uniform with a = sqrt(5), as Linear and Conv have it).
"signatures": the parameters of every function of torch.nn.init that ends in an underscore. A float that is not finite is written as text.
"""
import inspect
import math
import struct
import sys

import torch
import torch.nn.init as init

from lines import write

NONLINEARITIES = ["linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "sigmoid", "tanh", "relu", "leaky_relu", "selu"]
SLOPES = [None, 0, 0.0, 0.01, 0.1, 0.2, 0.25, 1 / 3, 0.5, 1, 1.0, 2, -0.2, -1, math.sqrt(5), 100.0, 1e-8, 1e150, float("inf"), float("nan")]
SHAPES = [[1, 1], [4, 2], [1, 4], [784, 10], [5, 3, 7], [16, 3, 3, 3], [64, 3, 7, 7], [8, 4, 1, 1], [2, 3, 2, 3, 4], [2, 2, 2, 2, 2, 2], [32, 1, 3, 3], [3, 0], [0, 3], [0, 0], [4, 2, 0], [3], [], [0], [50257, 768], [65536, 65536], [3, 1000003]]


def bits(value):
    return struct.pack(">d", value).hex()


def plain(value):
    return repr(value) if isinstance(value, float) and not math.isfinite(value) else value


def gains():
    calls = [(name, None) for name in NONLINEARITIES] + [("leaky_relu", s) for s in SLOPES[1:]] + [("relu", 0.5), ("tanh", 3), ("linear", "ignored"), ("selu", 1.0), ("sigmoid", True)]
    rows = []
    for name, param in calls:
        gain = init.calculate_gain(name, param)
        rows.append([name, plain(param), repr(gain), bits(gain)])
    return rows


def refused():
    calls = [("gelu",), ("ReLU",), ("",), ("leaky relu",), (None,), ("swish", 1.0), ("leaky_relu", True), ("leaky_relu", False), ("leaky_relu", "0.2"), ("leaky_relu", [0.1]), ("leaky_relu", 10**200), ("leaky_relu", 1e200), ("leaky_relu", -1e300)]
    rows = []
    for call in calls:
        text = "calculate_gain(" + ", ".join(repr(a) if a != 10**200 else "10**200" for a in call) + ")"
        try:
            rows.append([text, None, repr(init.calculate_gain(*call))])
        except Exception as error:
            rows.append([text, type(error).__name__, str(error)])
    for shape in ([3], []):
        try:
            init._calculate_fan_in_and_fan_out(torch.zeros(shape))
        except ValueError as error:
            rows.append([f"_calculate_fan_in_and_fan_out(torch.zeros({shape}))", "ValueError", str(error)])
    try:
        init._calculate_correct_fan(torch.zeros(2, 3), "fan_avg")
    except ValueError as error:
        rows.append(["_calculate_correct_fan(torch.zeros(2, 3), 'fan_avg')", "ValueError", str(error)])
    return rows


def fans():
    rows = []
    for shape in SHAPES:
        try:
            fan_in, fan_out = init._calculate_fan_in_and_fan_out(torch.empty(shape, device="meta"))
        except ValueError as error:
            rows.append({"shape": shape, "error": str(error)})
            continue
        row = {"shape": shape, "fan_in": fan_in, "fan_out": fan_out}
        if fan_in > 0 and fan_out > 0:
            xavier = 1.0 * math.sqrt(2.0 / float(fan_in + fan_out))
            kaiming = init.calculate_gain("relu") / math.sqrt(fan_in)
            default = init.calculate_gain("leaky_relu", math.sqrt(5)) / math.sqrt(fan_in)
            row |= {"xavier_std": bits(xavier), "xavier_bound": bits(math.sqrt(3.0) * xavier), "kaiming_std": bits(kaiming), "kaiming_bound": bits(math.sqrt(3.0) * kaiming), "default_bound": bits(math.sqrt(3.0) * default)}
        rows.append(row)
    return rows


def signatures():
    names = [n for n in dir(init) if n.endswith("_") and not n.startswith("_")]
    return {n: [p.name if p.default is p.empty else f"{p.name}={p.default!r}" for p in inspect.signature(getattr(init, n)).parameters.values()] for n in names}


if __name__ == "__main__":
    write(sys.argv[1], gains=gains(), refused=refused(), fans=fans(), signatures=signatures())
