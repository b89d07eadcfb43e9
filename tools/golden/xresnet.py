"""fastai's xresnet in plain PyTorch, with its names: the reference of the goldens."""
import math

import torch.nn.functional as F
from torch import nn


def conv(inputs, outputs, kernel=3, stride=1, relu=True, norm=True):
    layers = [nn.Conv2d(inputs, outputs, kernel, stride, padding=kernel // 2, bias=not norm)]
    if norm:
        layers.append(nn.BatchNorm2d(outputs))
    if relu:
        layers.append(nn.ReLU())
    return nn.Sequential(*layers)


class Weighting(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        hidden = math.ceil(channels // reduction / 8) * 8
        self.layers = nn.ModuleList([nn.AdaptiveAvgPool2d(1), conv(channels, hidden, 1, norm=False), conv(hidden, channels, 1, relu=False, norm=False)])

    def forward(self, x):
        y = x
        for layer in self.layers:
            y = layer(y)
        return x * y.sigmoid()


class Block(nn.Module):
    def __init__(self, expansion, inputs, outputs, stride, reduction):
        super().__init__()
        width = outputs // expansion
        path = [conv(inputs, width, stride=stride), conv(width, outputs, relu=False)] if expansion == 1 else [
            conv(inputs, width, 1), conv(width, width, stride=stride), conv(width, outputs, 1, relu=False)]
        if reduction:
            path.append(Weighting(outputs, reduction))
        self.convpath = nn.Sequential(*path)
        shortcut = [] if stride == 1 else [nn.AvgPool2d(2, ceil_mode=True)]
        if inputs != outputs:
            shortcut.append(conv(inputs, outputs, 1, relu=False))
        self.idpath = nn.Sequential(*shortcut)

    def forward(self, x):
        return F.relu(self.convpath(x) + self.idpath(x))


def xresnet(expansion, blocks, classes=1000, stem=(32, 32, 64), width=64, reduction=None):
    layers, channels = [], 3
    for size in stem:
        layers.append(conv(channels, size, stride=1 if layers else 2))
        channels = size
    layers.append(nn.MaxPool2d(3, 2, 1))
    for stage, count in enumerate(blocks):
        outputs, stage_blocks = (width << stage) * expansion, []
        for i in range(count):
            stage_blocks.append(Block(expansion, channels, outputs, 2 if stage and i == 0 else 1, reduction))
            channels = outputs
        layers.append(nn.Sequential(*stage_blocks))
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0), nn.Linear(channels, classes))
