#!/usr/bin/env python3
"""Writes what torchvision's models hold: apt-get install -y --no-install-recommends python3-torch python3-torchvision python3-numpy,
then /usr/bin/python3 reference/make_architectures.py OUT.json

"models": "tensors" is [name, dtype, shape] of every entry of state_dict, in its order; "repr" is the SHA-256 of str(model). "states" maps a seed to
the digest of each tensor after torch.manual_seed(seed) and the model's constructor; "constructed" does so for the layers' own constructors alone:
what the model's class does to their tensors itself, once all are there, is left out. A digest is the first 16 hex digits of the SHA-256 of the bytes.
"shapes": for the other models, the SHA-256 of a line "name dtype shape" for each tensor, and of str(model).

What the classes do at their end, for each module in the order of modules():
ResNet: Conv2d kaiming_normal(fan_out, relu); BatchNorm2d ones and zeros.
VGG: Conv2d kaiming_normal(fan_out, relu), bias 0; BatchNorm2d ones and zeros; Linear normal(0, 0.01), bias 0.
MobileNetV2: Conv2d kaiming_normal(fan_out), whose gain is relu's; BatchNorm2d ones and zeros; Linear normal(0, 0.01), bias 0.
VisionTransformer: conv_proj trunc_normal(std = sqrt(1 / fan_in)), bias 0; heads.head all 0. AlexNet: nothing.
"""
import hashlib
import sys

import torch
import torchvision.models as models

from lines import write

SEEDS = [0, 1382657708]
BITS = ["resnet18", "resnet50", "alexnet", "vgg11", "mobilenet_v2", "vit_b_16"]
SHAPES = ["resnet34", "resnet101", "resnet152", "vgg13", "vgg16", "vgg19", "vgg11_bn", "vgg13_bn", "vgg16_bn", "vgg19_bn"]
ROOTS = (models.ResNet, models.AlexNet, models.VGG, models.MobileNetV2, models.VisionTransformer)
DTYPES = {torch.float32: "f32", torch.int64: "i64"}


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def digests(model):
    return [sha256(tensor.numpy().tobytes())[:16] for tensor in model.state_dict().values()]


def tensors(model):
    return [[name, DTYPES[tensor.dtype], list(tensor.shape)] for name, tensor in model.state_dict().items()]


def constructed(name, seed):
    """The model with torch.nn.init as it is, except that calls from a model class's own constructor do nothing."""
    kept = {}
    for function in ["kaiming_normal_", "normal_", "trunc_normal_", "constant_", "zeros_", "ones_"]:
        kept[function] = getattr(torch.nn.init, function)

        def call(*args, original=kept[function], **kwargs):
            caller = sys._getframe(1)
            own = caller.f_code.co_name == "__init__" and isinstance(caller.f_locals.get("self"), ROOTS)
            return args[0] if own else original(*args, **kwargs)

        setattr(torch.nn.init, function, call)
    try:
        torch.manual_seed(seed)
        return getattr(models, name)()
    finally:
        for function, original in kept.items():
            setattr(torch.nn.init, function, original)


def with_bits(name):
    states = {}
    for seed in SEEDS:
        torch.manual_seed(seed)
        model = getattr(models, name)()
        states[str(seed)] = digests(model)
    entry = {"tensors": tensors(model), "repr": sha256(str(model).encode()), "states": states}
    if name.startswith("vgg"):
        torch.manual_seed(SEEDS[0])
        assert digests(getattr(models, name)(init_weights=False)) == digests(constructed(name, SEEDS[0]))
    return entry | {"constructed": {str(SEEDS[0]): digests(constructed(name, SEEDS[0]))}}


def with_shapes(name):
    model = getattr(models, name)()
    lines = "".join(f"{n} {dtype} {shape}\n" for n, dtype, shape in tensors(model))
    return {"count": len(model.state_dict()), "tensors": sha256(lines.encode()), "repr": sha256(str(model).encode())}


def main():
    import torchvision

    write(
        sys.argv[1],
        torchvision=torchvision.__version__,
        models={name: with_bits(name) for name in BITS},
        shapes={name: with_shapes(name) for name in SHAPES},
    )


main()
