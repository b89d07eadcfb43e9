"""EfficientNet, vision transformer and InceptionV3: names and shapes of all their state, and a training step of narrow ones in float64.

vision_family_names.txt.gz: as vision_names.txt.gz. A narrow net's file holds sd.* (state before), in, out, gin, g.* (gradients of some parameters), eval.
loss = sum(out * linspace(-1, 1)). inception holds no images (pattern() makes them), every 32nd row and column of gin, aux (logits of the second classifier,
whose linspace counts 0.4 times), keras (evaluation with averages that leave the border out).
Run: python3 tools/golden/make_vision_families.py
"""
import functools
import gzip
import os

import torch
import torchvision
from torch import nn
from torchvision.models import efficientnet, inception

from golden import FOLDER, prepare, save
from vision_transformer import VisionTransformer

NAMED = {
    "efficientnet_b0": torchvision.models.efficientnet_b0,
    "vit_tiny_patch16_224": lambda: VisionTransformer(192, 12, 3),
    "vit_small_patch16_224": lambda: VisionTransformer(384, 12, 6),
    "inception_v3": lambda: torchvision.models.Inception3(aux_logits=False, init_weights=False),
    "inception_v3_aux": lambda: torchvision.models.Inception3(init_weights=False),
}


def names():
    lines = []
    for model, create in NAMED.items():
        lines += [f"{model} {name} {'x'.join(str(size) for size in value.shape)}" for name, value in create().state_dict().items()]
    with open(os.path.join(FOLDER, "vision_family_names.txt.gz"), "wb") as file:
        file.write(gzip.compress("\n".join(lines).encode(), 9, mtime=0))


def state(model):
    """Random normalizations, everything rounded to float32, computed in float64."""
    model.double()
    for module in model.modules():
        if isinstance(module, (nn.BatchNorm2d, nn.LayerNorm)):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    tensors = {f"sd.{key}": value.clone().to(torch.float32) if value.is_floating_point() else value.clone() for key, value in model.state_dict().items()}
    model.load_state_dict({key[3:]: value for key, value in tensors.items()})
    return tensors


def ramp(out):
    return torch.linspace(-1, 1, out.numel(), dtype=torch.float64).reshape(out.shape)


def gradients(model, chosen):
    parameters = list(model.named_parameters())
    return {f"g.{key}": p.grad for key, p in parameters[:3] + parameters[-5:] + [p for p in parameters if any(part in p[0] for part in chosen)]}


def case(name, model, size, chosen):
    tensors = state(model)
    x = torch.randn(2, 3, *size, dtype=torch.float32).double().requires_grad_()
    out = model(x)
    (out * ramp(out)).sum().backward()
    tensors.update({"in": x.detach().float(), "out": out, "gin": x.grad}, **gradients(model, chosen))
    tensors["eval"] = model.eval()(x)
    save(name, tensors)


def narrow_efficientnet():
    setting = functools.partial(efficientnet.MBConvConfig, width_mult=0.05, depth_mult=0.3)
    stages = [(1, 3, 1, 32, 16, 1), (6, 3, 2, 16, 24, 2), (6, 5, 2, 24, 40, 2), (6, 3, 2, 40, 80, 3), (6, 5, 1, 80, 112, 3), (6, 5, 2, 112, 192, 4), (6, 3, 1, 192, 320, 1)]
    return efficientnet.EfficientNet([setting(*stage) for stage in stages], dropout=0.0, stochastic_depth_prob=0.0, num_classes=3)


def pattern(*shape):
    """Images without a random generator: values from -1 to 1."""
    count = torch.Size(shape).numel()
    return ((torch.arange(count) * 7919 % 1009).double() / 504 - 1).float().double().reshape(shape)


class NarrowConv(inception.BasicConv2d):
    """torchvision's unit with a sixteenth of the channels."""

    def __init__(self, inputs, outputs, **kwargs):
        super().__init__(inputs if inputs == 3 else inputs // 16, outputs // 16, **kwargs)


def narrow_inception():
    kinds = [inception.InceptionA, inception.InceptionB, inception.InceptionC, inception.InceptionD, inception.InceptionE, inception.InceptionAux]
    model = torchvision.models.Inception3(3, init_weights=False, dropout=0.0, inception_blocks=[NarrowConv] + [functools.partial(kind, conv_block=NarrowConv) for kind in kinds])
    model.fc = nn.Linear(2048 // 16, 3)
    model.AuxLogits.fc = nn.Linear(768 // 16, 3)
    return model


def inception_case():
    model = narrow_inception()
    tensors = state(model)
    x = pattern(2, 3, 299, 299).requires_grad_()
    out, aux = model(x)
    ((out * ramp(out)).sum() + 0.4 * (aux * ramp(aux)).sum()).backward()
    tensors.update({"out": out, "aux": aux, "gin": x.grad[:, :, ::32, ::32]}, **gradients(model, ["Mixed_5b.branch_pool", "Mixed_7c.branch3x3dbl_3b.conv", "AuxLogits.conv0", "AuxLogits.fc"]))
    model.eval()
    tensors["eval"] = model(x)
    average = inception.F.avg_pool2d
    inception.F.avg_pool2d = functools.partial(average, count_include_pad=False)
    tensors["keras"] = model(x)
    inception.F.avg_pool2d = average
    save("inception", tensors)


def main():
    prepare()
    names()
    case("efficientnet", narrow_efficientnet(), (34, 40), ["features.3.0.block"])
    case("vit", VisionTransformer(8, 2, 2, image=24, patch=8, classes=3), (24, 24), ["blocks.1."])
    case("vit_resized", VisionTransformer(8, 2, 2, image=24, patch=8, classes=3), (16, 32), ["blocks.0."])
    inception_case()


if __name__ == "__main__":
    main()
