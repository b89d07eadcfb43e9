"""Collaborative filtering by dot product with biases: a training step on a batch of ratings, with dense or sparse gradients."""
from functools import partial

import torch
from torch import nn
import torch.nn.functional as F

import training

MODES = {
    "dense Adam": {
        "plain Adam": (False, lambda p: torch.optim.Adam(p, lr=1e-3, foreach=False)),
        "foreach Adam": (False, lambda p: torch.optim.Adam(p, lr=1e-3, foreach=True)),
    },
    "sparse Adam": {"SparseAdam, sparse gradients": (True, lambda p: torch.optim.SparseAdam(list(p), lr=1e-3))},
    "SGD": {
        "SGD, sparse gradients": (True, lambda p: torch.optim.SGD(p, lr=1e-2)),
        "SGD, dense gradients": (False, lambda p: torch.optim.SGD(p, lr=1e-2)),
        "foreach SGD, dense gradients": (False, lambda p: torch.optim.SGD(p, lr=1e-2, foreach=True)),
    },
}


class DotProductBias(nn.Module):
    def __init__(self, users, items, factors, sparse):
        super().__init__()
        self.u_weight, self.i_weight = nn.Embedding(users, factors, sparse=sparse), nn.Embedding(items, factors, sparse=sparse)
        self.u_bias, self.i_bias = nn.Embedding(users, 1, sparse=sparse), nn.Embedding(items, 1, sparse=sparse)
        for layer in (self.u_weight, self.i_weight, self.u_bias, self.i_bias):
            nn.init.normal_(layer.weight, std=0.01)

    def forward(self, x):
        user, item = x[:, 0], x[:, 1]
        dot = (self.u_weight(user) * self.i_weight(item)).sum(1)
        return dot + self.u_bias(user).squeeze(1) + self.i_bias(item).squeeze(1)


def settings(arguments):
    choices = [MODES[mode] for mode in arguments["modes"]]
    return {name: partial(prepare, arguments, *choice) for mode in choices for name, choice in mode.items()}


def prepare(arguments, sparse, optimizer):
    net = DotProductBias(arguments["users"], arguments["items"], arguments["factors"], sparse)
    training.checked(net, arguments["parameters"])
    batch = arguments["batch"]
    x = torch.stack([torch.randint(0, arguments["users"], (batch,)), torch.randint(0, arguments["items"], (batch,))], 1)
    stepper = optimizer(net.parameters())
    ratings = torch.rand(batch)

    def run():
        stepper.zero_grad(set_to_none=True)
        F.mse_loss(net(x), ratings).backward()
        stepper.step()

    return run
