#!/usr/bin/env python3
"""Writes checkpoint files and what they hold: apt-get install -y --no-install-recommends python3-torch python3-numpy,
then /usr/bin/python3 reference/make_checkpoints.py reference/data

Files go to torch-files/ and onnx-files/, their contents to checkpoint-files.json: for each file its tensors in order, {"dtype", "shape", "strides" in elements, "storage" the
name of the first tensor whose memory it shares, "hex" the bytes of the elements in row-major order, little-endian}, and its metadata as text.
"""
import collections
import os
import sys
import warnings

import torch

from lines import write

DTYPES = {
    torch.float64: "F64", torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.complex64: "C64", torch.complex128: "C128",
    torch.int64: "I64", torch.int32: "I32", torch.int16: "I16", torch.int8: "I8", torch.uint8: "U8", torch.bool: "BOOL",
}


def notebook():
    torch.manual_seed(1382657708)
    return torch.nn.Sequential(collections.OrderedDict(fc1=torch.nn.Linear(2, 4), relu=torch.nn.ReLU(), fc2=torch.nn.Linear(4, 1)))


def tied():
    torch.manual_seed(1)
    embedding = torch.nn.Embedding(5, 3)
    head = torch.nn.Linear(3, 5)
    head.weight = embedding.weight
    return torch.nn.Sequential(collections.OrderedDict(wte=embedding, norm=torch.nn.BatchNorm1d(3), head=head)).state_dict()


def views():
    base = torch.arange(24, dtype=torch.float32).reshape(4, 6)
    flat = torch.arange(10, dtype=torch.float64)
    return {
        "base": base, "transposed": base.t(), "rows": base[1:3], "columns": base[:, 2:5], "corner": base[2:, 4:], "element": base[3, 5], "every_second": base[::2, ::3],
        "expanded": torch.tensor([[1.5], [2.5]]).expand(2, 3), "permuted": torch.arange(24, dtype=torch.int16).reshape(2, 3, 4).permute(2, 0, 1),
        "front": flat[:4], "back": flat[4:], "nothing": base[:0], "scalar": torch.tensor(3.25), "empty": torch.zeros(0), "empty_rows": torch.zeros(3, 0, 2),
    }


def dtypes():
    numbers = torch.tensor([0.0, 1.0, -2.5, 100.0])
    return {DTYPES[d].lower(): (numbers > 0 if d == torch.bool else numbers.abs().to(d) if d == torch.uint8 else numbers.to(d)) for d in DTYPES}


def training():
    model = notebook()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-5)
    model(torch.ones(3, 2)).sum().backward()
    optimizer.step()
    return {
        "model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": 3, "best": 0.125, "name": "it's \"mlp\"", "done": False, "none": None, "big": 2**70, "negative": -7,
        "shape": torch.Size([2, 4]), "dtype": torch.bfloat16, "device": torch.device("cpu"), "bytes": b"ab\x00", "no_bytes": b"", "set": {1}, "complex": 1 + 2j,
        "counter": collections.Counter({5: 2}), "loss": [0.5, 1e-7, float("inf")], "mixed": [1, [2, 3], (torch.ones(2), "x")], "empty": {}, 7: "seven",
    }


def parameters():
    torch.manual_seed(2)
    plain = torch.nn.Parameter(torch.randn(2, 3))
    marked = torch.nn.Parameter(torch.randn(3).t(), requires_grad=False)
    marked.kind = "marked"
    return {"plain": plain, "marked": marked, "transposed": torch.nn.Parameter(torch.randn(2, 3).t())}


TORCH = {
    "notebook": lambda path: torch.save(notebook().state_dict(), path), "tied": lambda path: torch.save(tied(), path), "views": lambda path: torch.save(views(), path),
    "dtypes": lambda path: torch.save(dtypes(), path), "training": lambda path: torch.save(training(), path), "parameters": lambda path: torch.save(parameters(), path),
    "tensor": lambda path: torch.save(torch.tensor([[1.0, 2.0]]), path), "list": lambda path: torch.save([torch.ones(2), torch.zeros(1)], path),
    **{f"protocol{p}": (lambda path, p=p: torch.save(training(), path, pickle_protocol=p)) for p in (3, 4, 5)},
    "legacy": lambda path: torch.save(training(), path, _use_new_zipfile_serialization=False),
    "legacy-views": lambda path: torch.save(views(), path, _use_new_zipfile_serialization=False),
    "legacy-tied": lambda path: torch.save(tied(), path, _use_new_zipfile_serialization=False),
}
REFUSED = {
    "module": lambda path: torch.save(notebook(), path),
    "script": lambda path: torch.jit.save(torch.jit.trace(notebook(), torch.ones(1, 2)), path), "sparse": lambda path: torch.save(torch.eye(2).to_sparse(), path),
    "quantized": lambda path: torch.save(torch.quantize_per_tensor(torch.ones(2), 0.5, 0, torch.qint8), path),
}


class Cnn(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = torch.nn.Conv2d(1, 3, 3)
        self.norm = torch.nn.BatchNorm2d(3)
        self.fc = torch.nn.Linear(12, 2)

    def forward(self, x):
        return self.fc(torch.relu(self.norm(self.conv(x))).flatten(1))


def cnn():
    torch.manual_seed(3)
    return Cnn()


def little_endian(tensor):
    return bytes(tensor.detach().contiguous().flatten().clone().storage().untyped())[: tensor.numel() * tensor.element_size()]


def flatten(value, whole, name=None):
    if isinstance(value, torch.Tensor):
        yield name or whole, value
    elif isinstance(value, (dict, list, tuple)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from flatten(item, whole, str(key) if name is None else f"{name}.{key}")


def reach(tensor):
    """The bytes from the first to the last element."""
    steps = sum((size - 1) * stride for size, stride in zip(tensor.shape, tensor.stride()))
    return range(tensor.data_ptr(), tensor.data_ptr() + (steps + 1) * tensor.element_size()) if tensor.numel() else range(0)


def describe(contents, whole):
    named = dict(flatten(contents, whole))
    tensors = {}
    for name, tensor in named.items():
        # Any chain of overlaps: the groups here are small.
        group, grown = {name}, True
        while grown:
            more = {n for n, t in named.items() if any(set(reach(t)) & set(reach(named[g])) for g in group)} | {name}
            grown, group = more != group, more
        tensors[name] = {
            "dtype": DTYPES[tensor.dtype], "shape": list(tensor.shape), "strides": list(tensor.stride()), "storage": next(n for n in named if n in group),
            "hex": little_endian(tensor).hex(),
        }
    return tensors


def main(out):
    files = {}
    os.makedirs(os.path.join(out, "torch-files"), exist_ok=True)
    os.makedirs(os.path.join(out, "onnx-files"), exist_ok=True)
    for name, save in {**TORCH, **REFUSED}.items():
        path = os.path.join(out, "torch-files", name + ".pt")
        save(path)
        if name in TORCH:
            files[f"torch-files/{name}.pt"] = describe(torch.load(path), name)
    model = cnn()
    torch.onnx.export(model, torch.ones(1, 1, 4, 4), os.path.join(out, "onnx-files", "cnn.onnx"), training=torch.onnx.TrainingMode.TRAINING, do_constant_folding=False)
    files["onnx-files/cnn.onnx"] = describe({k: v for k, v in model.state_dict().items() if k != "norm.num_batches_tracked"}, "cnn")
    write(os.path.join(out, "checkpoint-files.json"), files=files, refused=[f"torch-files/{name}.pt" for name in REFUSED])


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(sys.argv[1])
