#!/usr/bin/env python3
"""Writes how PyTorch prints tensors: apt-get install -y --no-install-recommends python3-torch python3-numpy,
then /usr/bin/python3 reference/make_printing.py OUT.json

A case: {"id", "dtype", "shape", "bits" or "recipe", "expected"}; bits are big-endian hexadecimal, one value each, in row-major order.
A recipe replaces the bits of large tensors:
  {"kind": "arange", "start", "step", "patch": {"flat index": value}}: value i is start + i * step, computed in double and cast to the dtype (for f16 and
  bf16 by way of float; in integers for i64); then values are set where patch says so ("nan", "inf", "-inf" or a number). patch may be absent.
  "sha256" is that of the little-endian bytes of the values the recipe makes.
"transposed": true: what is printed is the listed tensor with its first two dimensions exchanged.
"""
import hashlib
import random
import struct
import sys

import torch
import torch.nn as nn

from lines import write
from make_reference import DTYPES, raw

TYPES = {**DTYPES, "i64": torch.int64}
NAN, INF = float("nan"), float("inf")
CASES = []


def bits(t):
    b, w = raw(t.reshape(-1)), t.element_size()  # flat, because NumPy has no more than 32 dimensions
    return [b[i:i + w][::-1].hex() for i in range(0, len(b), w)]


def add(name, t, transposed=False, recipe=None):
    """One case; t is the base when transposed."""
    dtype = next(k for k, v in TYPES.items() if v == t.dtype)
    shown = t.transpose(0, 1) if transposed else t
    case = {"id": f"print-{len(CASES) + 1:03d}-{name}", "dtype": dtype, "shape": list(t.shape)}
    case |= {"recipe": recipe, "sha256": hashlib.sha256(raw(t)).hexdigest()} if recipe else {"bits": bits(t)}
    if transposed:
        case["transposed"] = True
    CASES.append({**case, "expected": str(shown)})


def values(name, data, dtype="f32", **more):
    add(name, torch.tensor(data, dtype=TYPES[dtype]), **more)


def patterns(name, words, dtype="f32"):
    """A tensor of the given bit patterns."""
    signed = {"f32": torch.int32, "f64": torch.int64, "f16": torch.int16, "bf16": torch.int16}[dtype]
    width = {torch.int32: 32, torch.int64: 64, torch.int16: 16}[signed]
    ints = [w - (1 << width) if w >> (width - 1) else w for w in words]
    add(name, torch.tensor(ints, dtype=signed).view(TYPES[dtype]))


def arange(name, shape, start, step, dtype="f32", patch=None, transposed=False):
    n = 1
    for s in shape:
        n *= s
    t = torch.tensor([start + i * step for i in range(n)], dtype=torch.int64 if dtype == "i64" else torch.float64).to(TYPES[dtype])
    for index, value in (patch or {}).items():
        t[int(index)] = float(value) if dtype != "i64" else int(value)
    recipe = {"kind": "arange", "start": start, "step": step} | ({"patch": patch} if patch else {})
    add(name, t.reshape(shape), transposed, recipe)


def notebook():
    """The notebook's four prints of its four parameters, under the seed that its printed numbers come from."""
    torch.manual_seed(1382657708)
    fc1, fc2 = nn.Linear(2, 4), nn.Linear(4, 1)
    parameters = [("fc1.weight", fc1.weight), ("fc1.bias", fc1.bias), ("fc2.weight", fc2.weight), ("fc2.bias", fc2.bias)]

    def show(stage):
        for name, p in parameters:
            add(f"notebook-{stage}-{name}", p.data)

    show("construction")
    for layer in (fc1, fc2):
        nn.init.constant_(layer.weight, 0)
        nn.init.constant_(layer.bias, 0)
    show("zero")
    for layer in (fc1, fc2):
        nn.init.uniform_(layer.weight, -0.1, 0.1)
        nn.init.constant_(layer.bias, 0)
    show("random")
    for layer in (fc1, fc2):
        nn.init.xavier_uniform_(layer.weight)
    show("xavier-drawn")
    for layer in (fc1, fc2):
        nn.init.constant_(layer.weight, 0)
    show("xavier")
    for layer in (fc1, fc2):
        nn.init.kaiming_uniform_(layer.weight, nonlinearity="relu")
        nn.init.constant_(layer.bias, 0)
    show("he")


def scalars():
    for dtype in DTYPES:
        for v in (0.0, -0.0, 1.0, -3.0, 0.5, 3.14159265, -2.5e-5, 1e-4, 12345.678, NAN, INF, -INF):
            values(f"scalar-{dtype}", v, dtype)
    for v in (99999999.0, 1e8, 100000001.0, 1.5e8, 1e20, 3.4028234663852886e38, 1.1754943508222875e-38, 1e-45, -1e-45, 0.00009999, 1234567.875):
        values("scalar-f32", v)
    for v in (1.7976931348623157e308, 5e-324, 2.2250738585072014e-308, 1e100, -1e-100, 0.1, 1e8, 123456789.0, 0.00005, 2.00005, 1.00015, 0.99995):
        values("scalar-f64", v, "f64")
    for v in (0, 7, -7, 2**63 - 1, -2**63):
        values("scalar-i64", v, "i64")


def empties():
    for dtype in TYPES:
        for shape in ([0], [2, 0], [0, 3]):
            add(f"empty-{dtype}", torch.zeros(shape, dtype=TYPES[dtype]))
    for shape in ([0, 0], [1, 0, 2], [0, 5, 0, 1], [1000, 0], [2, 3, 0]):
        add("empty-f32", torch.zeros(shape))
    add("empty-transposed", torch.zeros(2, 0), transposed=True)


def vectors():
    for data in (
            [0.0], [-0.0], [0.0, -0.0], [-0.0, -0.0, 0.0], [1.0, 2.0, 3.0], [-1.0, 2.0], [-1.0, -2.0, -30.0], [1.0, 1000.0], [1.0, 1001.0], [1.0, 1000.5],
            [2.0, 2001.0], [0.5, 500.0], [0.5, 500.5], [1.0, -1000.0], [1.0, -1001.0], [100000000.0], [100000008.0], [100000000.0, 99999992.0],
            [-100000008.0, 100000000.0], [1e8, 0.0], [123456789.0, 3.0], [1e-4, 2e-4], [9.9e-5, 2e-4], [0.0001], [0.00009999], [-0.00009999],
            [1e-5], [1e-5, 1.0], [0.5, 0.0], [0.5, -0.0], [0.5, 3.0], [0.25, -0.125], [0.00005, 0.00015, 0.00025], [0.99995, 0.99994], [9.99995, 9.99994],
            [99.99995, -99.99995], [1.00005, 2.00015, 3.00025], [0.1, 0.2, 0.3], [1234.5678, 123.45678, 12.345678], [999.99997], [0.03125, 0.09375],
            [0.00048828125, 0.000244140625], [1.5, 2.5, 3.5], [12345.5, 12346.5], [65504.0, 65504.5], [1e10, 1e10], [1e10, 2.5e10], [1e38, 1e-38], [1e20], [-1e20],
            [3.0, 4.0, 5e9], [0.1, 1e5], [0.3333333, 333.3333], [0.3333333, 333.33334], [0.3333333, 334.0], [7.0, 0.0, -7.0], [10.0, -0.0],
            [-0.00001, 0.0], [-0.00001, 1.0], [-0.00006, 0.01], [-0.00004, 0.001], [-0.00014, 0.001],
            [NAN], [INF], [-INF], [NAN, INF, -INF], [NAN, 1.0], [NAN, 0.0], [NAN, -0.0], [INF, 1.0], [-INF, 1.0], [INF, 0.5], [-INF, 0.5], [NAN, 0.5], [NAN, -0.5],
            [INF, 1.0, 100.0], [-INF, 1.0, 10.0], [NAN, 1e10], [INF, -1e10], [-INF, 1e-10], [NAN, 1.0, 2000.0], [INF, 1e-5, NAN, 0.0, -0.0], [NAN, NAN, NAN],
            [0.0, NAN, INF], [-INF, 123.0, NAN], [INF, 12345.0], [-INF, -1.5], [NAN, 12.5, -100.25], [NAN, 1.0, 2.0, INF]):
        values("vector", data)
    for data in (
            [1.0, 1000.0], [1.0, 1001.0], [0.1, 0.2], [1e-5, 1.0], [1e8], [100000001.0], [NAN, 1.0], [1e300, 1e-300], [1e-310, 1.0], [1e100], [1.5, 1e100], [-1e-100, 1e-101], [5e-324],
            [0.00005, 0.00015, 0.00025, 0.00035], [2.00005, 2.00015], [0.5, -0.5], [0.0], [-0.0, 0.0], [123456.78905, 123456.78915], [1.0 / 3, 2.0 / 3], [INF, -INF], [0.0001, 0.1], [0.0001, 0.10001],
            [9007199254740993.0], [4503599627370495.5], [1e15, 2e15], [99999999.99999], [99999999.5, 100000.0]):
        values("vector", data, "f64")
    for data in (
            [1.0, 2.0], [0.1, 0.2], [65504.0], [65504.0, 1.0], [65504.0, 66.0], [6e-8], [6e-8, 1.0], [1e-4, 2e-4], [0.0001], [NAN, INF, -INF, -0.0], [1000.0, 1.0], [1001.0, 1.0], [0.3333, -0.6667], [2048.0, 2050.0],
            [0.0], [0.00012, 0.0999]):
        values("vector", data, "f16")
    for data in (
            [1.0, 2.0], [0.1, 0.2], [3.38e38], [3.38e38, 1.0], [1e8], [1.0066e8], [99614720.0], [1e30, 2e30], [1e-40], [1e-40, 1e-39], [NAN, INF, -INF, -0.0], [256.0, 258.0], [1000.0, 1.0], [1004.0, 1.0], [0.3333, -0.6667],
            [-65536.0, 65536.0, 70000.0], [0.0], [1e-4, 3e-4], [9e-5], [1e20, -1e20, 3e20]):
        values("vector", data, "bf16")
    for data in (
            [0], [-1], [1, -1], [1, 10, 100], [-100, 5, 0], [2**63 - 1, -2**63], [10**12, 1], [0, 0, 0], [-10, 10], [123456789012345678, -7], [100000001, 1], [1, 1001]):
        values("vector", data, "i64")
    patterns("denormals", [1, 2, 0x7FFFFF, 0x800000, 0x80000001])
    patterns("denormals-and-one", [1, 0x3F800000])
    patterns("denormals-and-zero", [1, 0, 0x80000000])
    patterns("nan-payloads", [0x7FC00000, 0xFFC00000, 0x7F800001, 0xFF800001, 0x7FFFFFFF])
    patterns("nan-payloads", [0x7FF8000000000000, 0xFFF8000000000000, 0x7FF0000000000001], "f64")
    patterns("denormals", [1, 0xFFFFFFFFFFFFF, 0x10000000000000], "f64")
    patterns("denormals", [1, 0x3FF, 0x400, 0x8001], "f16")
    patterns("nan-payloads", [0x7E00, 0xFE00, 0x7C01, 0x3C00], "f16")
    patterns("denormals", [1, 0x7F, 0x80, 0x8001], "bf16")
    patterns("nan-payloads", [0x7FC0, 0xFFC0, 0x7F81, 0x3F80], "bf16")
    patterns("nextafter", [0x38D1B716, 0x38D1B717, 0x38D1B718])  # around 1e-4
    patterns("nextafter", [0x38D1B717])
    patterns("nextafter", [0x38D1B718])
    patterns("nextafter", [0x4CBEBC20, 0x4CBEBC21])  # 1e8 and the next


def wrapping():
    for n in (9, 10, 11, 18, 19, 20, 21, 30):
        values("wrap-4-decimals", [i / 8 for i in range(n)])
    for n in (8, 9, 10, 17, 18, 27):
        values("wrap-negative", [(-1) ** i * i / 8 for i in range(n)])
    for n in (17, 18, 19, 24, 25, 36, 50):
        values("wrap-int-mode", [float(i % 10) for i in range(n)])
    for n in (6, 7, 12, 13):
        values("wrap-scientific", [1e-5 * (i + 1) for i in range(n)])
        values("wrap-scientific-negative", [(-1e-5) ** (i % 2 + 1) * (i + 1) for i in range(n)])
    for n in (24, 25, 26, 60):
        values("wrap-i64", list(range(n)), "i64")
    for n in (1, 3, 4, 5):
        values("wrap-i64-wide", [10**17 + i for i in range(n)], "i64")
    # A row inside one more bracket has 72 columns: 9 values of width 6, 6 of width 10, 18 of width 2, 8 of width 7 fill them exactly.
    for n in (9, 10, 18, 19):
        values("wrap-2d", [[i / 8 for i in range(n)]] * 2)
    for n in (6, 7):
        values("wrap-2d-scientific", [[1e-5 * (i + 1) for i in range(n)]] * 2)
    for n in (18, 19, 36, 37):
        values("wrap-2d-int-mode", [[float(i % 10) for i in range(n)]] * 2)
    for n in (8, 9):
        values("wrap-2d-negative", [[-i / 8 for i in range(n)]] * 2)
        values("wrap-3d", [[[i / 8 for i in range(n)]] * 2] * 2)
    values("wrap-wide-f64", [10.0 ** 7 + 0.5 + i for i in range(5)], "f64")
    values("wrap-wide-f64", [-(10.0 ** 7) - 0.5 - i for i in range(6)], "f64")
    values("wrap-wide-f64", [1e99, 1.5e100, -1e100, 1e-100, 2.0, 3.0, 4.0], "f64")
    # So deep that the indent leaves room for two, for one, and for less than one value a line.
    add("deep", torch.arange(8.0).div(8).reshape([1] * 49 + [8]))
    add("deep", torch.arange(3.0).div(8).reshape([1] * 60 + [3]))
    add("deep", torch.arange(2.0).sub(0.5).mul(1e-5).reshape([1] * 63 + [2]))
    add("deep", torch.arange(12.0).div(8).reshape([1] * 19 + [12]))
    for digits in (4, 5, 6, 8):
        values("wrap-widths", [10.0 ** digits - 1 - i for i in range(15)])
        values("wrap-widths-fraction", [10.0 ** (digits - 1) + 0.5 + i for i in range(15)])
    # The suffix goes to its own line where the last line's length + the suffix's + 2 passes 80.
    for dtype in ("f64", "f16", "bf16"):
        for n in (5, 6, 7, 8, 9, 10):
            values("suffix", [i / 8 for i in range(n)], dtype)
        for n in (11, 12, 13, 14, 15, 18):
            values("suffix-int", [float(i % 10) for i in range(n)], dtype)
        # 80 columns exactly for float64 and float16, 81 for bfloat16; then 79 and 80.
        values("suffix-exact", [10.0 + i for i in range(10)], dtype)
        values("suffix-exact", [1000.0 + 8 * i for i in range(7)], dtype)
        values("suffix-exact", [[10.0 + i for i in range(10)]] * 2, dtype)
        values("suffix-exact", [[float(i % 10) for i in range(12)]] * 2, dtype)
        values("suffix-exact", [[[float(i % 10) for i in range(12)]]], dtype)


def nested():
    generator = random.Random(7)

    def fill(shape):
        return fill_from(shape, lambda: generator.randint(-4000, 4000) / 1024)

    def fill_from(shape, draw):
        return [fill_from(shape[1:], draw) for _ in range(shape[0])] if shape else draw()

    for shape in ([1, 1], [1, 4], [4, 1], [3, 3], [2, 9], [2, 10], [3, 12], [1, 2, 3], [2, 2, 2], [2, 1, 2], [1, 1, 1], [2, 2, 2, 2], [1, 1, 1, 1], [1, 2, 1, 3], [1, 2, 1, 2, 2], [2, 1, 1, 1, 2], [2, 2, 11], [1, 1, 1, 1, 1, 1]):
        values("nested", fill(shape))
    for shape in ([2, 3], [2, 2, 2]):
        for dtype in ("f64", "f16", "bf16"):
            values("nested", fill(shape), dtype)
        values("nested", fill_from(shape, lambda: generator.randint(-99, 1000)), "i64")
        values("nested-int-mode", fill_from(shape, lambda: float(generator.randint(-9, 9))))
        values("nested-scientific", fill_from(shape, lambda: generator.gauss(0, 1) * 10 ** generator.randint(-6, 6)))
    values("nested-i64-wide", [[10**15, -1], [3, 4]], "i64")
    values("nested-nan", [[NAN, 1.0], [2.5, -INF]])
    values("nested-zero", [[0.0, -0.0], [0.0, 0.0]])
    for shape in ([2, 3], [1, 4], [3, 1], [2, 12], [2, 3, 2], [2, 2, 2, 2]):
        add("transposed", torch.tensor(fill(shape)), transposed=True)
    add("transposed", torch.tensor(fill([3, 2]), dtype=torch.float64), transposed=True)
    add("transposed", torch.tensor(fill([3, 2])).bfloat16(), transposed=True)
    add("transposed", torch.arange(6).reshape(2, 3), transposed=True)


def summarized():
    arange("full", [1000], 0, 1)
    arange("summary", [1001], 0, 1)
    arange("summary", [1001], 0, 0.5)
    arange("summary", [1001], -3, 0.25)
    arange("summary", [100, 20], 0, 1)
    arange("summary", [100, 20], -1.5, 0.125)
    arange("summary", [20, 100], 0, 0.125)
    arange("summary", [7, 200], 0, 1)
    arange("summary", [6, 200], 0, 1)
    arange("summary", [6, 200], 0.5, 1)
    arange("summary", [200, 7], 0, 0.5)
    arange("summary", [200, 6], 0, 0.5)
    arange("summary", [200, 6], 0, 1, "i64")
    arange("summary", [2, 600], 0, 0.001)
    arange("summary", [1, 1001], 0, 0.001)
    arange("summary", [1001, 1], 0, 0.001)
    arange("summary", [6, 6, 6, 6], 0, 1, "i64")
    arange("summary", [7, 7, 7, 7], 0, 1, "i64")
    arange("summary", [2, 7, 100], 0, 0.25)
    arange("summary", [10, 10, 11], 0, 1)
    arange("summary", [7, 3, 50], 0, 0.5)
    arange("summary", [2, 3, 7, 30], 0, 0.5)
    arange("summary", [8, 1, 1, 130], -1, 0.5)
    arange("summary", [1, 2, 3, 4, 50], 0, 1)
    arange("summary", [1100, 2, 1], 0, 1, "i64")
    arange("summary", [40, 30], 0, 1, transposed=True)
    arange("summary", [7, 200], 0, 0.5, transposed=True)
    arange("summary", [2, 300, 3], 0, 0.5, transposed=True)
    arange("summary", [30, 40], -600, 1, "i64", transposed=True)
    for dtype in ("f64", "f16", "bf16"):
        arange("summary", [1001], 0, 0.125, dtype)
        arange("summary", [40, 30], 1, 0.25, dtype)
        arange("summary", [1001], 0, 1, dtype)
    arange("summary", [40, 30], -5, 7, "i64")
    arange("summary", [1200], 10**15, 1, "i64")
    arange("summary", [1200], 0, 0, "i64", {"600": 10**15})
    arange("summary", [1200], 0, 0)
    arange("summary", [1200], 0, 0, "f64")
    # The format comes from the values shown.
    arange("hidden-nan", [1200], 5, 1, patch={"600": "nan"})
    arange("hidden-inf", [40, 30], 30.5, 0.5, patch={"615": "-inf"})
    arange("hidden-fraction", [1200], 5, 1, patch={"600": 0.5})
    arange("hidden-tiny", [1200], 0.5, 0, patch={"600": 1e-20})
    arange("hidden-huge", [1200], 0.5, 0, patch={"3": 1e20})
    arange("hidden-negative", [1200], 1, 0, patch={"3": -5})
    arange("hidden-column", [40, 30], 1, 0, patch={"3": 0.5, "33": 1e9})
    arange("shown-nan", [1200], 5, 1, patch={"2": "nan", "1199": "inf"})
    arange("shown-nan", [40, 30], 30.5, 0.5, patch={"0": "nan", "1198": "-inf"})
    arange("shown-fraction", [1200], 5, 1, patch={"1197": 0.5})
    arange("shown-nan-scientific", [1200], 1, 1, patch={"2": "nan", "1199": "-inf"})
    arange("shown-tiny", [1200], 0.5, 0, patch={"2": 1e-20})
    arange("shown-huge", [1200], 0.5, 0, patch={"1197": 1e20})
    arange("shown-negative", [40, 30], 1, 0, patch={"0": -5, "1199": -1000})
    arange("scientific", [1200], 0, 1e-6)
    arange("scientific", [1200], 1e-5, 1)
    arange("scientific", [40, 30], -1e9, 1e6)
    arange("scientific", [40, 30], 0, 1e-7, "f64")
    arange("scientific", [12, 10, 11], 1e-7, 1e-3)
    arange("scientific", [1200], 0, 1e35, "bf16")
    arange("wide-int", [2000], 99998000, 1)
    arange("full-rows", [100, 10], 0, 1)
    arange("full-i64", [25, 40], -500, 1, "i64")
    arange("full-fraction", [20, 50], 0, 0.25)
    arange("summary-all-six", [6, 6, 6, 5], 0, 1, "i64")


if __name__ == "__main__":
    notebook()
    scalars()
    empties()
    vectors()
    wrapping()
    nested()
    summarized()
    write(sys.argv[1], cases=CASES)
