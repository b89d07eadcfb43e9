"""The variants of xresnet: names and shapes of all their state, and a training step of narrow ones in float64.

xresnet_option_names.txt.gz and the files of narrow nets are as those of make_vision_models.py; where channels are mixed, gamma is 0.3 and a pass is made before the one that is compared.
Run: python3 tools/golden/make_xresnet_options.py
"""
import gzip
import os

import torch
from torch import nn

from golden import FOLDER, prepare, save
from xresnet import Mixing, grouped_block, separable_block, weighted_block, xresnet

NAMED = {
    "xse_resnet50": lambda: xresnet(4, [3, 4, 6, 3], reduction=16, kind=weighted_block),
    "xresnext18": lambda: xresnet(1, [2, 2, 2, 2], kind=grouped_block(32)),
    "xresnext50": lambda: xresnet(4, [3, 4, 6, 3], kind=grouped_block(32)),
    "xse_resnext50": lambda: xresnet(4, [3, 4, 6, 3], reduction=16, kind=grouped_block(32)),
    "xresnet34_deep": lambda: xresnet(1, [3, 4, 6, 3, 1, 1]),
    "xresnet18_sa": lambda: xresnet(1, [2, 2, 2, 2], mixes=True),
    "xresnet18_separable": lambda: xresnet(1, [2, 2, 2, 2], reduction=16, kind=separable_block),
}


def names():
    lines = []
    for model, create in NAMED.items():
        lines += [f"{model} {name} {'x'.join(str(size) for size in value.shape)}" for name, value in create().state_dict().items()]
    with open(os.path.join(FOLDER, "xresnet_option_names.txt.gz"), "wb") as file:
        file.write(gzip.compress("\n".join(lines).encode(), 9, mtime=0))


def case(name, model):
    model = model.double()
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
        if isinstance(module, Mixing):
            nn.init.constant_(module.gamma, 0.3)
    tensors = {f"sd.{key}": value.clone().to(torch.float32) if value.is_floating_point() else value.clone() for key, value in model.state_dict().items()}
    model.load_state_dict({key[3:]: value for key, value in tensors.items()})
    x = torch.randn(2, 3, 34, 40, dtype=torch.float32).double().requires_grad_()
    if any(isinstance(module, Mixing) for module in model.modules()):
        with torch.no_grad():
            model(x)
    out = model(x)
    (out * torch.linspace(-1, 1, out.numel(), dtype=torch.float64).reshape(out.shape)).sum().backward()
    tensors.update({"in": x.detach().float(), "out": out, "gin": x.grad})
    parameters = list(model.named_parameters())
    tensors.update({f"g.{key}": p.grad for key, p in parameters[:3] + parameters[-5:] + [p for p in parameters if ".gamma" in p[0] or "weight_orig" in p[0]]})
    tensors["eval"] = model.eval()(x)
    save(name, tensors)


def with_mish(model):
    """fastai's act_cls=Mish: in place of each ReLU."""
    for module in list(model.modules()):
        for name, child in module.named_children():
            if isinstance(child, nn.ReLU):
                setattr(module, name, nn.Mish())
    return model


def main():
    prepare()
    names()
    case("xse_bottleneck", xresnet(4, [1, 1, 1, 1], 3, stem=(2, 3, 4), width=2, reduction=4, kind=weighted_block))
    case("xresnext_basic", xresnet(1, [1, 1, 1, 1], 3, stem=(4, 4, 8), width=16, kind=grouped_block(4)))
    case("xresnet_separable", xresnet(1, [1, 1, 1, 1], 3, stem=(2, 3, 4), width=4, reduction=4, kind=separable_block))
    case("xresnet_deep_mixing", xresnet(1, [1, 2, 1, 1, 1], 3, stem=(2, 3, 4), width=4, mixes=True))
    case("xresnet_mish", with_mish(xresnet(4, [1, 1, 1, 1], 3, stem=(2, 3, 4), width=2, reduction=4, kind=weighted_block)))


if __name__ == "__main__":
    main()
