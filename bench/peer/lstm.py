"""LSTM layers of given sizes, each reading the output of the one before: a training step with SGD on the mean of squares of the last output."""
from functools import partial

import torch
from torch import nn

import training


def settings(arguments):
    return {"SGD": partial(prepare, arguments)}


def prepare(arguments):
    sizes = arguments["sizes"]
    layers = training.checked(nn.ModuleList(nn.LSTM(a, b) for a, b in zip(sizes, sizes[1:])), arguments["parameters"])
    optimizer = torch.optim.SGD(layers.parameters(), lr=0.01)
    x = torch.randn(arguments["time"], arguments["batch"], sizes[0])

    def run():
        optimizer.zero_grad(set_to_none=True)
        y = x
        for layer in layers:
            y, _ = layer(y)
        loss = (y * y).mean()
        loss.backward()
        optimizer.step()

    return run
