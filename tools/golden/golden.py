"""Shared by the golden generators: a deterministic PyTorch and a writer of safetensors files.

Fixtures are written with torch 1.13.1 and numpy 1.24 (Debian bookworm). Run: python3 tools/golden/make_optimizers.py
"""
import json
import os
import struct

import numpy
import torch

VERSION = 1
SEED = 20240611
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "Hone.Nn.Tests", "Goldens")
NAMES = {torch.float32: "F32", torch.float64: "F64", torch.int64: "I64"}


def prepare():
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)


def save(name, tensors):
    """Writes a safetensors file: 8-byte elements first, then by name; data aligned to 8 bytes."""
    order = sorted(tensors, key=lambda key: (-tensors[key].element_size(), key))
    header = {"__metadata__": {"generator": str(VERSION), "seed": str(SEED), "torch": torch.__version__, "numpy": numpy.__version__}}
    data = b""
    for key in order:
        tensor = tensors[key].detach().contiguous()
        raw = tensor.numpy().tobytes()
        header[key] = {"dtype": NAMES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    os.makedirs(FOLDER, exist_ok=True)
    with open(os.path.join(FOLDER, name + ".safetensors"), "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)
