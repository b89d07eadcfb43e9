"""Layer norm, group norm and a transposed convolution of stride 2: forward and backward."""
from functools import partial

import torch
from torch import nn

import training


def settings(arguments):
    if len(arguments["shape"]) != 4:
        return {"row-major": partial(prepare, arguments, torch.contiguous_format)}
    return {name: partial(prepare, arguments, memory_format) for name, memory_format in training.FORMATS.items()}


def layer(arguments):
    if arguments["op"] == "layernorm":
        return nn.LayerNorm(arguments["shape"][-1])
    channels = arguments["shape"][1]
    return nn.GroupNorm(arguments["groups"], channels) if arguments["op"] == "groupnorm" else nn.ConvTranspose2d(channels, channels, 2, stride=2)


def prepare(arguments, memory_format):
    x = torch.randn(*arguments["shape"]).contiguous(memory_format=memory_format).requires_grad_()
    module = layer(arguments).to(memory_format=memory_format)
    dy = torch.randn_like(module(x))

    def run():
        x.grad = None
        module.zero_grad(set_to_none=True)
        module(x).backward(dy)

    return run
