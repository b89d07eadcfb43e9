"""Activation layers, and blocks with other activations than ReLU, as make_layers.py writes layers: forward, backward and state after one training step."""
import torch
from torch import nn

from golden import prepare
from make_layers import ConvLayer, ResBlock, layers


class Merge(nn.Module):
    """fastai's SequentialEx with a dense MergeLayer at its end: what the layers make, then their input."""

    def __init__(self, *path):
        super().__init__()
        self.path = nn.Sequential(*path)

    def forward(self, x):
        return torch.cat([self.path(x), x], dim=1)


def between(*activations):
    """A linear layer before each activation."""
    parts = []
    for i, activation in enumerate(activations):
        parts += [nn.Linear(5 if i == 0 else 7, 7), activation]
    return nn.Sequential(*parts)


CASES = {
    "activations": (lambda: between(nn.LeakyReLU(0.1), nn.ELU(0.5), nn.GELU(), nn.GELU(approximate="tanh"), nn.SiLU(), nn.Mish()), (4, 5)),
    "activations_bounded": (lambda: between(nn.Tanh(), nn.Sigmoid(), nn.Hardswish(), nn.Hardsigmoid(), nn.Softmax(dim=0), nn.LogSoftmax(dim=-1)), (4, 5)),
    "convlayer_gelu": (lambda: ConvLayer(3, 5, stride=2, act=nn.GELU), (2, 3, 7, 6)),
    "resblock_mish": (lambda: ResBlock(3, 5, stride=2, act=nn.Mish), (2, 3, 7, 7)),
    "merge": (lambda: Merge(ConvLayer(3, 4), ConvLayer(4, 2)), (2, 3, 5, 4)),
}


def main():
    prepare()
    layers(torch.float64, "f64", CASES)
    layers(torch.float32, "f32", CASES)


if __name__ == "__main__":
    main()
