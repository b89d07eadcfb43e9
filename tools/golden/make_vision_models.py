"""Image classifiers: names and shapes of all their state, and a training step of narrow ones in float64.

vision_names.txt.gz: one line for each tensor, "model name shape", shapes with x between sizes. A narrow net's file holds sd.* (state before), in, out,
gin, g.* (gradients of the first and last parameters), eval. loss = sum(out * linspace(-1, 1)).
"""
import gzip
import os

import torch
import torchvision
from torch import nn

from golden import FOLDER, prepare, save
from xresnet import xresnet

NAMED = {
    "xresnet18": lambda: xresnet(1, [2, 2, 2, 2]),
    "xresnet34": lambda: xresnet(1, [3, 4, 6, 3]),
    "xresnet50": lambda: xresnet(4, [3, 4, 6, 3]),
    "xse_resnet18": lambda: xresnet(1, [2, 2, 2, 2], reduction=16),
    "resnet18": torchvision.models.resnet18,
    "resnet50": torchvision.models.resnet50,
    "vgg16_bn": torchvision.models.vgg16_bn,
    "squeezenet1_1": torchvision.models.squeezenet1_1,
    "densenet121": torchvision.models.densenet121,
    "convnext_tiny": torchvision.models.convnext_tiny,
}


def names():
    lines = []
    for model, create in NAMED.items():
        lines += [f"{model} {name} {'x'.join(str(size) for size in value.shape)}" for name, value in create().state_dict().items()]
    with open(os.path.join(FOLDER, "vision_names.txt.gz"), "wb") as file:
        file.write(gzip.compress("\n".join(lines).encode(), 9, mtime=0))


def case(name, model, size):
    model = model.double()
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    tensors = {f"sd.{key}": value.clone().to(torch.float32) if value.is_floating_point() else value.clone() for key, value in model.state_dict().items()}
    model.load_state_dict({key[3:]: value for key, value in tensors.items()})
    x = torch.randn(2, 3, *size, dtype=torch.float32).double().requires_grad_()
    out = model(x)
    (out * torch.linspace(-1, 1, out.numel(), dtype=torch.float64).reshape(out.shape)).sum().backward()
    tensors.update({"in": x.detach().float(), "out": out, "gin": x.grad})
    parameters = list(model.named_parameters())
    tensors.update({f"g.{key}": p.grad for key, p in parameters[:3] + parameters[-5:]})
    tensors["eval"] = model.eval()(x)
    save(name, tensors)


def vgg():
    model = torchvision.models.VGG(torchvision.models.vgg.make_layers([2, "M", 4, "M", 8, 8, "M"], batch_norm=True), 3, dropout=0)
    model.classifier = nn.Sequential(nn.Linear(8 * 49, 6), nn.ReLU(), nn.Dropout(0), nn.Linear(6, 6), nn.ReLU(), nn.Dropout(0), nn.Linear(6, 3))
    return model


def squeezenet(width=2):
    """torchvision's net with `width` instead of 16 channels in its first fire module."""
    model = torchvision.models.SqueezeNet("1_1", 3, dropout=0)
    inputs = 4 * width
    model.features[0] = nn.Conv2d(3, inputs, 3, 2)
    for index, times in ((3, 1), (4, 1), (6, 2), (7, 2), (9, 3), (10, 3), (11, 4), (12, 4)):
        squeezed = times * width
        model.features[index] = torchvision.models.squeezenet.Fire(inputs, squeezed, 4 * squeezed, 4 * squeezed)
        inputs = 8 * squeezed
    model.classifier[1] = nn.Conv2d(inputs, 3, 1)
    return model


def convnext():
    setting = torchvision.models.convnext.CNBlockConfig
    return torchvision.models.ConvNeXt([setting(4, 8, 1), setting(8, None, 2)], layer_scale=0.5, num_classes=3)


def main():
    prepare()
    names()
    case("xresnet_basic", xresnet(1, [1, 1, 1, 1], 3, stem=(2, 3, 4), width=4, reduction=4), (34, 40))
    case("xresnet_bottleneck", xresnet(4, [1, 1, 1, 1], 3, stem=(2, 3, 4), width=2), (33, 32))
    case("vgg", vgg(), (34, 40))
    case("squeezenet", squeezenet(), (36, 40))
    case("densenet", torchvision.models.DenseNet(4, (2, 2), 6, num_classes=3), (34, 40))
    case("convnext", convnext(), (34, 40))


if __name__ == "__main__":
    main()
