"""Einsum with three dots, and cross-entropy against probabilities, in float64: as make_ops.py, files einsum.json and soft_targets.json.

Run: python3 tools/golden/make_einsum.py
"""
import json
import os

import torch
from torch.nn import functional as F

from golden import SEED, VERSION, prepare
from make_ops import CLASS_WEIGHTS, FOLDER, case


def write(name, cases):
    with open(os.path.join(FOLDER, name + ".json"), "w") as file:
        json.dump({"generator": VERSION, "seed": SEED, "torch": torch.__version__, "cases": cases}, file, separators=(",", ":"))
        file.write("\n")


def main():
    prepare()
    normal = lambda *shape: torch.randn(*shape, dtype=torch.float64)
    equations = {
        "...ij,...jk->...ik": (normal(2, 1, 3, 4), normal(5, 4, 2)),
        "i...,i...": (normal(3, 2, 1), normal(3, 1, 4)),
        "...i->i": (normal(2, 3, 4),),
        "b...,...->...b": (normal(2, 3), normal(4, 3)),
    }
    write("einsum", {key: case(lambda *t, key=key: torch.einsum(key, *t), *inputs) for key, inputs in equations.items()})
    soft = torch.linspace(-1, 1, 20, dtype=torch.float64).reshape(5, 4).softmax(1)
    options = {"plain": {}, "smooth": {"label_smoothing": 0.1}, "weighted": {"weight": CLASS_WEIGHTS}, "both": {"weight": CLASS_WEIGHTS, "label_smoothing": 0.2}}
    write("soft_targets", {key: case(lambda x, o=o: F.cross_entropy(x, soft, **o), normal(5, 4)) for key, o in options.items()})


if __name__ == "__main__":
    main()
