"""Elementwise operations into an existing result, and sums: what the memory allows."""
from functools import partial

import torch


def settings(arguments):
    return {"contiguous": partial(prepare, arguments)}


def prepare(arguments):
    a = torch.randn(arguments["count"])
    b = torch.randn(arguments["count"])
    result = torch.empty(arguments["count"])
    runs = {
        "add": lambda: torch.add(a, b, out=result),
        "relu": lambda: torch.clamp_min(a, 0, out=result),
        "exp": lambda: torch.exp(a, out=result),
        "sum": lambda: torch.sum(a),
    }
    return torch.no_grad()(runs[arguments["op"]])
