"""The operations that every net is made of, in float64: inputs, result, and the gradients of sum(result * linspace(-1, 1)).

The same form as make_ops.py. Run: python3 tools/golden/make_basic.py
"""
import json
import os

import torch
from torch.nn import functional as F

from golden import SEED, VERSION, prepare

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "Hone.Engine.Tests", "Goldens", "basic.json")
ROWS = torch.tensor([2, 0, 2, 1])
LABELS = torch.tensor([2, 0, 3])
A, B, IMAGE = (3, 4), (3, 4), (2, 3, 6, 5)
CASES = {
    "add": (lambda a, b: a + b, [A, (4,)]), "subtract": (lambda a, b: a - b, [A, (3, 1)]), "multiply": (lambda a, b: a * b, [A, (4,)]),
    "divide": (lambda a, b: a / (b * b + 1), [A, (3, 1)]), "negate": (lambda a: -a, [A]), "abs": (torch.abs, [A]), "clamp": (lambda a: a.clamp(-0.5, 0.75), [A]),
    "exp": (torch.exp, [A]), "sqrt": (lambda a: (a * a + 1).sqrt(), [A]), "relu": (torch.relu, [A]), "sigmoid": (torch.sigmoid, [A]), "tanh": (torch.tanh, [A]),
    "softmax": (lambda a: a.softmax(1), [A]), "softmax_columns": (lambda a: a.softmax(0), [A]), "log_softmax": (lambda a: a.log_softmax(1), [A]),
    "cross_entropy": (lambda a: F.cross_entropy(a, LABELS), [A]), "cross_entropy_smooth": (lambda a: F.cross_entropy(a, LABELS, label_smoothing=0.1), [A]),
    "mse": (F.mse_loss, [A, B]), "sum": (lambda a: a.sum(1), [A]), "mean": (lambda a: a.mean(0), [A]), "max": (lambda a: a.max(1)[0], [A]), "min": (lambda a: a.min(0)[0], [A]),
    "cat": (lambda a, b: torch.cat([a, b], 1), [A, (3, 2)]), "stack": (lambda a, b: torch.stack([a, b], 1), [A, B]), "index_select": (lambda a: a.index_select(0, ROWS), [A]),
    "narrow": (lambda a: a.narrow(1, 1, 2), [A]), "permute": (lambda a: a.permute(2, 0, 1), [(2, 3, 4)]), "expand": (lambda a: a.expand(3, 2, 4), [(2, 4)]),
    "reshape": (lambda a: a.reshape(2, 6), [A]), "linear": (F.linear, [(5, 4), (3, 4), (3,)]),
    "conv2d": (lambda x, w, b: F.conv2d(x, w, b, stride=2, padding=1), [IMAGE, (4, 3, 3, 3), (4,)]),
    "conv2d_groups": (lambda x, w: F.conv2d(x, w, dilation=2, padding=2, groups=3), [IMAGE, (6, 1, 3, 3)]),
    "max_pool": (lambda x: F.max_pool2d(x, 3, 2, 1), [IMAGE]), "avg_pool": (lambda x: F.avg_pool2d(x, 3, 2, 1), [IMAGE]),
    "adaptive_avg_pool": (lambda x: F.adaptive_avg_pool2d(x, (4, 2)), [IMAGE]),
    "batch_norm": (lambda x, w, b: F.batch_norm(x, torch.zeros(3).double(), torch.ones(3).double(), w, b, training=True), [IMAGE, (3,), (3,)]),
}


def numbers(tensor):
    return {"shape": list(tensor.shape), "values": tensor.detach().contiguous().flatten().tolist()}


def main():
    prepare()
    cases = {}
    for name, (function, shapes) in CASES.items():
        inputs = [torch.randn(shape, dtype=torch.float64, requires_grad=True) for shape in shapes]
        y = function(*inputs)
        weights = torch.linspace(-1, 1, y.numel(), dtype=torch.float64).reshape(y.shape) if y.numel() > 1 else torch.ones_like(y)
        gradients = torch.autograd.grad((y * weights).sum(), inputs)
        cases[name] = {"inputs": [numbers(x) for x in inputs], "output": numbers(y), "gradients": [numbers(g) for g in gradients]}
    with open(FILE, "w") as file:
        json.dump({"generator": VERSION, "seed": SEED, "torch": torch.__version__, "cases": cases}, file, separators=(",", ":"))


if __name__ == "__main__":
    main()
