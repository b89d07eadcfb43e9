"""Attention in float64: inputs, result, and the gradients of sum(result * linspace(-1, 1)).

PyTorch 1.13 has no public scaled_dot_product_attention: the formula stands here.
Run: python3 tools/golden/make_attention.py
"""
import json
import os

import torch

from golden import SEED, VERSION, prepare
from make_ops import FOLDER, case

ALLOWED = (torch.arange(5 * 7).reshape(5, 7) % 3 != 1)
ADDED = torch.linspace(-2, 2, 7, dtype=torch.float64).reshape(1, 1, 1, 7)


def attention(q, k, v, allowed=None, added=None, causal=False, scale=None):
    scores = (q @ k.transpose(-2, -1)) * (q.shape[-1] ** -0.5 if scale is None else scale)
    if added is not None:
        scores = scores + added
    if allowed is not None:
        scores = scores.masked_fill(~allowed, float("-inf"))
    if causal:
        scores = scores.masked_fill(torch.ones(scores.shape[-2:]).triu(1).bool(), float("-inf"))
    return scores.softmax(-1) @ v


def main():
    prepare()
    normal = lambda *shape: torch.randn(*shape, dtype=torch.float64)
    q, k, v = normal(2, 3, 5, 6), normal(2, 3, 7, 6), normal(2, 3, 7, 4)
    cases = {
        "plain": case(attention, q, k, v),
        "scale": case(lambda a, b, c: attention(a, b, c, scale=0.25), q, k, v),
        "allowed": case(lambda a, b, c: attention(a, b, c, allowed=ALLOWED), q, k, v),
        "added": case(lambda a, b, c: attention(a, b, c, added=ADDED), q, k, v),
        "causal": case(lambda a, b, c: attention(a, b, c, causal=True), q, k, v),
    }
    with open(os.path.join(FOLDER, "attention.json"), "w") as file:
        json.dump({"generator": VERSION, "seed": SEED, "torch": torch.__version__, "cases": cases}, file, separators=(",", ":"))


if __name__ == "__main__":
    main()
