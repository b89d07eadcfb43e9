"""A small net on tabular data, 40-200-100-2 with batch norm: a training step with Adam on 64 rows."""
from functools import partial

import torch
from torch import nn

import training


def settings(arguments):
    return {
        "plain Adam": partial(prepare, arguments, foreach=False),
        "foreach Adam": partial(prepare, arguments, foreach=True),
    }


def prepare(arguments, foreach):
    net = training.checked(nn.Sequential(
        nn.Linear(40, 200), nn.ReLU(inplace=True), nn.BatchNorm1d(200),
        nn.Linear(200, 100), nn.ReLU(inplace=True), nn.BatchNorm1d(100),
        nn.Linear(100, 2)), arguments["parameters"])
    x = torch.randn(arguments["batch"], 40)
    labels = torch.randint(0, 2, (arguments["batch"],))
    return training.step(net, torch.optim.Adam(net.parameters(), lr=1e-3, foreach=foreach), x, labels)
