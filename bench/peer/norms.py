"""Batch norm with ReLU, and max pooling: forward, or forward and backward."""
from functools import partial

import torch
import torch.nn.functional as F
from torch import nn

import training


def settings(arguments):
    return {name: partial(prepare, arguments, memory_format) for name, memory_format in training.FORMATS.items()}


def prepare(arguments, memory_format):
    x = torch.randn(arguments["batch"], arguments["channels"], arguments["size"], arguments["size"]).to(memory_format=memory_format)
    if arguments["op"] == "bn-relu":
        norm = nn.BatchNorm2d(arguments["channels"])
        forward = lambda: F.relu(norm(x), inplace=True)
    else:
        forward = lambda: F.max_pool2d(x, 3, 2, 1)
    if not arguments["backward"]:
        return torch.no_grad()(forward)

    x.requires_grad_()
    dy = torch.randn_like(forward())

    def run():
        x.grad = None
        forward().backward(dy)

    return run
