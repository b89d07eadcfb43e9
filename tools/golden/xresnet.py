"""fastai's xresnet in plain PyTorch, with its names: the reference of the goldens."""
import math

import torch
from torch import nn
from torch.nn.utils import spectral_norm


def conv(inputs, outputs, kernel=3, stride=1, relu=True, norm=True, groups=1):
    layers = [nn.Conv2d(inputs, outputs, kernel, stride, padding=kernel // 2, bias=not norm, groups=groups)]
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


class Mixing(nn.Module):
    """fastai's SimpleSelfAttention."""

    def __init__(self, channels):
        super().__init__()
        self.conv = spectral_norm(nn.Conv1d(channels, channels, 1, bias=False))
        self.gamma = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        flat = x.flatten(2)
        return (self.gamma * (flat @ flat.transpose(1, 2) @ self.conv(flat)) + flat).reshape(x.shape)


class Block(nn.Module):
    def __init__(self, expansion, inputs, outputs, stride, reduction, groups=1, first=None, hidden=None, depthwise=False, mixes=False):
        super().__init__()
        hidden = hidden or outputs // expansion
        first = first or hidden
        path = [conv(inputs, hidden, stride=stride, groups=inputs if depthwise else groups), conv(hidden, outputs, relu=False)] if expansion == 1 else [
            conv(inputs, first, 1), conv(first, hidden, stride=stride, groups=first if depthwise else groups), conv(hidden, outputs, 1, relu=False)]
        if reduction:
            path.append(Weighting(outputs, reduction))
        if mixes:
            path.append(Mixing(outputs))
        self.convpath = nn.Sequential(*path)
        shortcut = [] if stride == 1 else [nn.AvgPool2d(2, ceil_mode=True)]
        if inputs != outputs:
            shortcut.append(conv(inputs, outputs, 1, relu=False))
        self.idpath = nn.Sequential(*shortcut)
        self.act = nn.ReLU()

    def forward(self, x):
        return self.act(self.convpath(x) + self.idpath(x))


def plain_block(inside, expansion, reduction):
    return dict(reduction=reduction)


def weighted_block(inside, expansion, reduction):
    """fastai's SEBlock."""
    return dict(reduction=reduction, first=inside * 2, hidden=inside * expansion)


def grouped_block(groups):
    """fastai's SEResNeXtBlock."""
    return lambda inside, expansion, reduction: dict(reduction=reduction, groups=groups, hidden=math.floor(inside * 4 / 64) * groups)


def separable_block(inside, expansion, reduction):
    """fastai's SeparableBlock."""
    return dict(reduction=reduction, hidden=inside * 2, depthwise=True)


def xresnet(expansion, blocks, classes=1000, stem=(32, 32, 64), width=64, reduction=None, kind=plain_block, mixes=False):
    layers, channels = [], 3
    for size in stem:
        layers.append(conv(channels, size, stride=1 if layers else 2))
        channels = size
    layers.append(nn.MaxPool2d(3, 2, 1))
    for stage, count in enumerate(blocks):
        inside = width << (stage if stage < 4 else 2)
        outputs, stage_blocks = inside * expansion, []
        for i in range(count):
            is_mixing = mixes and stage == len(blocks) - 4 and i == count - 1
            stage_blocks.append(Block(expansion, channels, outputs, 2 if stage and i == 0 else 1, mixes=is_mixing, **kind(inside, expansion, reduction)))
            channels = outputs
        layers.append(nn.Sequential(*stage_blocks))
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0), nn.Linear(channels, classes))
