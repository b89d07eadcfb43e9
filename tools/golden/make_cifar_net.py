"""CifarNet, narrow, in float64: a training step and the outputs in evaluation, as the files of make_vision_families.py; and the identity that dirac_ writes.

Run: python3 tools/golden/make_cifar_net.py
"""
import torch
from torch import nn

from golden import prepare, save
from make_vision_families import case


def convolution(inputs, outputs):
    return nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)


def down(inputs, outputs):
    return [convolution(inputs, outputs), nn.MaxPool2d(2), nn.BatchNorm2d(outputs), nn.ReLU()]


def same(channels):
    return [convolution(channels, channels), nn.BatchNorm2d(channels), nn.ReLU()]


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.path = nn.Sequential(*same(channels), *same(channels))

    def forward(self, x):
        return x + self.path(x)


class Scale(nn.Module):
    def forward(self, x):
        return 0.125 * x


def cifar_net(width, classes):
    return nn.Sequential(
        nn.Conv2d(3, width, 3, padding=1),
        nn.ReLU(),
        *down(width, 2 * width),
        Residual(2 * width),
        *down(2 * width, 4 * width),
        *down(4 * width, 8 * width),
        Residual(8 * width),
        nn.AdaptiveMaxPool2d(1),
        nn.Flatten(),
        nn.Linear(8 * width, classes, bias=False),
        Scale(),
    ).double()


def main():
    prepare()
    case("cifar_net", cifar_net(4, 3), (16, 24), [])
    shapes = {"more_inputs": (3, 5, 3, 3), "more_outputs": (5, 2, 4, 3), "line": (2, 2, 5)}
    save("dirac", {name: nn.init.dirac_(torch.empty(*shape)) for name, shape in shapes.items()})


if __name__ == "__main__":
    main()
