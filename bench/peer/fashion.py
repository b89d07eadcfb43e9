"""The residual net of 1.2 million parameters on batches of 28x28 images: a training step with AdamW.

Six blocks 1-8-16-32-64-128-256, stride 2 from the second on; each block: convolution, batch norm, ReLU, convolution (with the
stride), batch norm, plus the input through average pooling and a 1x1 convolution, ReLU. Then average, linear, batch norm.
Convolutions before a batch norm have no bias; the 1x1 convolution has one and no norm.
"""
from functools import partial

import torch
from torch import nn

import training

WIDTHS = [1, 8, 16, 32, 64, 128, 256]


class ResBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.convs = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True),
            nn.Conv2d(outputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs))
        self.pool = nn.AvgPool2d(2, ceil_mode=True) if stride == 2 else nn.Identity()
        self.project = nn.Conv2d(inputs, outputs, 1) if inputs != outputs else nn.Identity()

    def forward(self, x):
        return torch.relu_(self.convs(x) + self.project(self.pool(x)))


def model():
    blocks = [ResBlock(WIDTHS[i], WIDTHS[i + 1], 1 if i == 0 else 2) for i in range(6)]
    return nn.Sequential(*blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(256, 10, bias=False), nn.BatchNorm1d(10))


def settings(arguments):
    return {name: partial(prepare, arguments, memory_format) for name, memory_format in training.FORMATS.items()}


def prepare(arguments, memory_format):
    net = training.checked(model(), arguments["parameters"]).to(memory_format=memory_format)
    x = torch.randn(arguments["batch"], 1, 28, 28).to(memory_format=memory_format)
    labels = torch.randint(0, 10, (arguments["batch"],))
    return training.step(net, torch.optim.AdamW(net.parameters(), lr=1e-3), x, labels)
