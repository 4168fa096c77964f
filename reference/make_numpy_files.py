#!/usr/bin/env python3
"""Writes small files with NumPy and what they hold: apt-get install -y --no-install-recommends python3-numpy,
then /usr/bin/python3 reference/make_numpy_files.py reference/data/numpy

expected.json: for each file its tensors: name, type, shape, and the elements' little-endian bytes in row-major order, in hexadecimal.
refused-*.npy hold what is not read: the test has their messages.
"""
import json
import os
import sys

import numpy as np

TYPES = {
    "F64": "<f8", "F32": "<f4", "F16": "<f2", "C64": "<c8", "C128": "<c16",
    "I64": "<i8", "I32": "<i4", "I16": "<i2", "I8": "|i1",
    "U64": "<u8", "U32": "<u4", "U16": "<u2", "U8": "|u1", "BOOL": "|b1",
}


def values(dtype):
    """Two by three values of the type, its limits among them."""
    dtype = np.dtype(dtype)
    if dtype.kind == "f":
        info = np.finfo(dtype)
        return np.array([[0.1, -0.0, np.inf], [np.nan, info.max, info.tiny / 4]], dtype)
    if dtype.kind == "c":
        return np.array([[0.1 + 2j, -0.0, np.inf], [np.nan, 1e30j, -1]], dtype)
    if dtype.kind == "b":
        return np.array([[True, False, True], [False, False, True]])
    info = np.iinfo(dtype)
    return np.array([[0, 1, info.max], [info.min, 2, 3]], dtype)


def arrays():
    """Every layout that NumPy saves, in float32."""
    cube = np.arange(24, dtype="<f4").reshape(2, 3, 4)
    return {
        "scalar": np.array(1.5, "<f4"),
        "empty": np.zeros((0,), "<f4"),
        "empty-within": np.zeros((3, 0, 2), "<f4"),
        "vector": np.arange(5, dtype="<f4"),
        "cube": cube,
        "fortran": np.asfortranarray(cube),
        "fortran-vector": np.asfortranarray(np.arange(5, dtype="<f4")),
        "fortran-empty": np.asfortranarray(np.zeros((3, 0, 2), "<f4")),
        "transposed": cube[0].T,
        "permuted": cube.transpose(1, 0, 2),
        "reversed": cube[::-1, :, ::-2],
        "one-row": np.asfortranarray(np.arange(4, dtype="<f4").reshape(1, 4)),
    }


def tensor(array):
    name = next(name for name, code in TYPES.items() if np.dtype(code) == array.dtype)
    return {"type": name, "shape": list(array.shape), "bytes": array.tobytes("C").hex()}


def main(folder):
    os.makedirs(folder, exist_ok=True)
    path = lambda name: os.path.join(folder, name)
    expected = {}
    layouts = arrays()
    for name, array in layouts.items():
        np.save(path(name + ".npy"), array)
        expected[name + ".npy"] = {name: tensor(array)}
    for version in (2, 3):
        name = f"version-{version}"
        with open(path(name + ".npy"), "wb") as out:
            np.lib.format.write_array(out, layouts["cube"], version=(version, 0))
        expected[name + ".npy"] = {name: tensor(layouts["cube"])}
    many = {name: values(code) for name, code in TYPES.items()}
    layouts["fc1.weight"] = layouts["cube"]
    layouts["a/ü"] = layouts["vector"]
    for kind, save in (("stored", np.savez), ("deflated", np.savez_compressed)):
        for what, content in (("types", many), ("layouts", layouts)):
            name = f"{what}-{kind}.npz"
            save(path(name), **content)
            expected[name] = {key: tensor(array) for key, array in content.items()}
    refused = {
        "big-endian": np.arange(3, dtype=">f4"),
        "objects": np.array([1, "a", None], object),
        "records": np.zeros(2, [("a", "<f4"), ("b", "<i8")]),
        "raw": np.zeros(2, "V2"),
        "text": np.array(["ab"]),
        "dates": np.zeros(2, "M8[s]"),
        "long-double": np.zeros(2, np.longdouble),
    }
    for name, array in refused.items():
        np.save(path(f"refused-{name}.npy"), array)
    with open(path("expected.json"), "w", encoding="utf-8") as out:
        lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(tensors, ensure_ascii=False)}" for name, tensors in expected.items())
        out.write(f'{{"numpy": "{np.__version__}", "files": {{\n{lines}\n}}}}\n')


main(sys.argv[1])
