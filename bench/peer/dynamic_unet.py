"""A U-Net over any encoder with fastai's wiring and names, in plain PyTorch."""
import torch
import torch.nn.functional as F
from torch import nn


def conv(inputs, outputs, kernel=3, relu=True, norm=False):
    layers = [nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2, bias=not norm)]
    if norm:
        layers.append(nn.BatchNorm2d(outputs))
    return nn.Sequential(*layers, nn.ReLU()) if relu else nn.Sequential(*layers)


def shuffle_up(inputs, outputs, blur=False, norm=False):
    layers = [conv(inputs, outputs * 4, 1, norm=norm), nn.PixelShuffle(2)]
    if blur:
        layers += [nn.ReplicationPad2d((1, 0, 1, 0)), nn.AvgPool2d(2, stride=1)]
    return nn.Sequential(*layers)


class Block(nn.Module):
    def __init__(self, up, skip, final, blur, norm=False, width=None):
        super().__init__()
        joined = up // 2 + skip
        self.outputs = width or (joined // 2 if final else joined)
        self.shuf = shuffle_up(up, up // 2, blur, norm)
        self.bn = nn.BatchNorm2d(skip)
        self.conv1 = conv(joined, self.outputs, norm=norm)
        self.conv2 = conv(self.outputs, self.outputs, norm=norm)

    def forward(self, x, skip):
        up = self.shuf(x)
        if up.shape[-2:] != skip.shape[-2:]:
            up = F.interpolate(up, skip.shape[-2:], mode="nearest")
        return self.conv2(self.conv1(F.relu(torch.cat([up, self.bn(skip)], dim=1))))


class Residual(nn.Module):
    def __init__(self, inputs, outputs, norm=False):
        super().__init__()
        self.convpath = nn.Sequential(conv(inputs, outputs, norm=norm), conv(outputs, outputs, relu=False, norm=norm))
        self.idpath = nn.Sequential() if inputs == outputs else nn.Sequential(conv(inputs, outputs, 1, relu=False, norm=norm))

    def forward(self, x):
        return F.relu(self.convpath(x) + self.idpath(x))


class Range(nn.Module):
    def __init__(self, low, high):
        super().__init__()
        self.low, self.high = low, high

    def forward(self, x):
        return torch.sigmoid(x) * (self.high - self.low) + self.low


class DynamicUnet(nn.Module):
    def __init__(self, encoder, outputs, size, blur=False, last_cross=True, bottleneck=False, y_range=None, norm=False, decoder_channels=None):
        super().__init__()
        shapes = dry_run(encoder, size)
        self.taps = [i for i in range(len(shapes) - 1) if shapes[i][3] != shapes[i + 1][3]]
        channels = shapes[-1][1]
        middle = [] if decoder_channels else [conv(channels, channels * 2, norm=norm), conv(channels * 2, channels, norm=norm)]
        layers = [encoder, nn.BatchNorm2d(channels), nn.ReLU(), nn.Sequential(*middle)]
        for number, tap in enumerate(reversed(self.taps)):
            width = decoder_channels[number] if decoder_channels else None
            layers.append(Block(channels, shapes[tap][1], number == len(self.taps) - 1, blur, norm, width))
            channels = layers[-1].outputs
        self.shrinks = tuple(shapes[0][2:]) != tuple(size)
        self.last_cross = last_cross
        full = decoder_channels[-1] if decoder_channels and last_cross else None
        if self.shrinks:
            layers.append(shuffle_up(channels, full or channels, norm=norm))
            channels = full or channels
        layers.append(nn.Identity())
        if last_cross:
            joined = channels + 3
            channels = full or (joined // 2 if bottleneck else joined)
            layers += [nn.Identity(), Residual(joined, channels, norm)]
        layers.append(conv(channels, outputs, 1, relu=False))
        if y_range is not None:
            layers.append(Range(*y_range))
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        y, skips, position = x, [], 4
        for index, layer in enumerate(self.layers[0]):
            y = layer(y)
            if index in self.taps:
                skips.append(y)
        for layer in self.layers[1:4]:
            y = layer(y)
        while skips:
            y = self.layers[position](y, skips.pop())
            position += 1
        if self.shrinks:
            y = self.layers[position](y)
            position += 1
        if y.shape[-2:] != x.shape[-2:]:
            y = F.interpolate(y, x.shape[-2:], mode="nearest")
        if self.last_cross:
            y = torch.cat([y, x], dim=1)
        for layer in self.layers[position:]:
            y = layer(y)
        return y


def dry_run(encoder, size):
    encoder.eval()
    shapes = []
    with torch.no_grad():
        y = torch.zeros(1, 3, *size, dtype=next(encoder.parameters()).dtype)
        for layer in encoder:
            y = layer(y)
            shapes.append(y.shape)
    encoder.train()
    return shapes
