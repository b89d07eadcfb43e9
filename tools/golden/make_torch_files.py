"""PyTorch files in both forms, zip and legacy stream, with the same content; the expected values are a safetensors file.

Written with torch 1.13.1 (Debian bookworm). The tensors cover every element type that is read, views, transposes, expansions, scalars and
empties. Run: python3 tools/golden/make_torch_files.py
"""
import os
from collections import OrderedDict

import torch
from torch import nn

import golden
from golden import FOLDER, prepare, save


def tensors():
    base = torch.arange(24, dtype=torch.float32).reshape(4, 6) / 8 - 1
    return OrderedDict(
        base=base,
        transposed=base.t(),
        row=base[2],
        block=base[1:3, 2:5],
        every_second=base[:, ::2],
        expanded=torch.tensor([2.5, -1.0]).reshape(2, 1).expand(2, 3),
        double=torch.tensor([3.141592653589793, -1e300], dtype=torch.float64),
        half=torch.tensor([1.5, -0.25, 65504.0], dtype=torch.float16),
        bfloat=torch.tensor([1.0, -2.5, 3e38]).bfloat16(),
        long=torch.tensor([2**62, -3]),
        int=torch.tensor([-(2**31), 7], dtype=torch.int32),
        short=torch.tensor([-(2**15), 9], dtype=torch.int16),
        char=torch.tensor([-128, 5], dtype=torch.int8),
        byte=torch.tensor([0, 255, 3], dtype=torch.uint8),
        bool=torch.tensor([True, False, True]),
        scalar=torch.tensor(41),
        empty=torch.zeros(0, 3),
        parameter=nn.Parameter(torch.tensor([0.5, 0.75])),
    )


def expected(content):
    result = {}
    for key, value in content.items():
        value = value.detach()
        if value.dtype in (torch.float16, torch.bfloat16):
            value = value.float()
        if value.dtype in (torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool):
            value = value.long()
        result[key] = value
    return result


def write(name, value):
    for form, zipped in (("zip", True), ("legacy", False)):
        torch.save(value, os.path.join(FOLDER, f"{name}.{form}.pt"), _use_new_zipfile_serialization=zipped)


def main():
    prepare()
    content = tensors()
    write("torch_state", content)
    save("torch_state", expected(content))

    # A module gives an OrderedDict with _metadata, a training loop a nested checkpoint.
    torch.manual_seed(golden.SEED)
    model = nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    model(torch.randn(4, 3)).sum().backward()
    optimizer.step()
    state = model.state_dict()
    save("torch_module", expected(state))
    write("torch_module", state)
    write("torch_fastai", {"model": state, "opt": {"state": [{"step": 3, "grad_avg": torch.ones(2)}], "hypers": [{"lr": 0.1}]}})
    write("torch_checkpoint", {
        "model_state_dict": state, "optimizer": optimizer.state_dict(), "epoch": 12, "best": 0.25, "scheduler": None, "shape": torch.Size([2, 3]),
        "device": torch.device("cpu"), "vocab": ["xxunk", "the", "stra\u00dfe", "\U0001f600"], "pair": (1, True), "negative": -70000, "large": 2**40,
    })

    # Only in the zip form: the stream would hold the source of PyTorch's classes.
    torch.save(model, os.path.join(FOLDER, "torch_whole_model.zip.pt"))
    write("torch_sparse", {"weight": torch.eye(2).to_sparse()})
    write("torch_quantized", {"weight": torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8)})
    write("torch_complex", {"weight": torch.ones(2, dtype=torch.complex64)})
    torch.jit.save(torch.jit.script(nn.Linear(1, 1)), os.path.join(FOLDER, "torch_script.zip.pt"))


if __name__ == "__main__":
    main()
