"""Convolutions: F.conv2d, and aten.convolution_backward with the mask of the wanted gradients."""
from functools import partial

import torch
import torch.nn.functional as F

import training

# Which of (input, weight, bias) each pass computes.
MASKS = {
    "backward": [True, True, False],
    "backward-data": [True, False, False],
    "backward-weight": [False, True, False],
}


def settings(arguments):
    return {name: partial(prepare, arguments, memory_format) for name, memory_format in training.FORMATS.items()}


def prepare(arguments, memory_format):
    size, kernel, stride = arguments["size"], arguments["kernel"], arguments["stride"]
    padding = kernel // 2
    x = torch.randn(arguments["batch"], arguments["in"], size, size).to(memory_format=memory_format)
    weight = torch.randn(arguments["out"], arguments["in"], kernel, kernel).to(memory_format=memory_format)
    forward = torch.no_grad()(lambda: F.conv2d(x, weight, None, stride, padding))
    if arguments["pass"] == "forward":
        return forward

    dy = torch.randn_like(forward())
    mask = MASKS[arguments["pass"]]

    @torch.no_grad()
    def backward():
        torch.ops.aten.convolution_backward(
            dy, x, weight, None, [stride, stride], [padding, padding], [1, 1], False, [0, 0], 1, mask)

    return backward
