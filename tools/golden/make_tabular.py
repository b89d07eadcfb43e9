"""Tabular nets in float64, written with PyTorch's layers and fastai's names: outputs, gradients, evaluation.

Run: python3 tools/golden/make_tabular.py
"""
import torch
from torch import nn

from golden import prepare, save


def lin_bn_drop(n_in, n_out, bn, act, lin_first):
    norm = [nn.BatchNorm1d(n_out if lin_first else n_in)] if bn else []
    linear = [nn.Linear(n_in, n_out, bias=not bn)] + ([nn.ReLU()] if act else [])
    return nn.Sequential(*(linear + norm if lin_first else norm + linear))


class Range(nn.Module):
    def __init__(self, low, high):
        super().__init__()
        self.low, self.high = low, high

    def forward(self, x):
        return torch.sigmoid(x) * (self.high - self.low) + self.low


class Tabular(nn.Module):
    def __init__(self, sizes, n_cont, out, layers, y_range=None, use_bn=True, bn_final=False, bn_cont=True, lin_first=True):
        super().__init__()
        self.embeds = nn.ModuleList([nn.Embedding(rows, width) for rows, width in sizes])
        self.bn_cont = nn.BatchNorm1d(n_cont) if bn_cont and n_cont else None
        widths = [sum(width for _, width in sizes) + n_cont] + layers + [out]
        last = len(widths) - 2
        blocks = [lin_bn_drop(widths[i], widths[i + 1], use_bn and (i != last or bn_final), i != last, lin_first) for i in range(last + 1)]
        self.layers = nn.Sequential(*blocks, *([Range(*y_range)] if y_range else []))

    def forward(self, codes, numbers):
        parts = [embed(codes[:, i]) for i, embed in enumerate(self.embeds)]
        if numbers is not None:
            parts.append(self.bn_cont(numbers) if self.bn_cont else numbers)
        return self.layers(torch.cat(parts, 1))


CASES = {
    "both": dict(sizes=[(5, 3), (9, 4)], n_cont=3, out=2, layers=[8, 6]),
    "old": dict(sizes=[(5, 3), (9, 4)], n_cont=3, out=1, layers=[7], y_range=(-1, 4), bn_final=True, bn_cont=False, lin_first=False),
    "codes": dict(sizes=[(5, 3), (9, 4)], n_cont=0, out=3, layers=[8], use_bn=False),
    "numbers": dict(sizes=[], n_cont=3, out=2, layers=[8]),
}


def main():
    prepare()
    torch.set_default_dtype(torch.float64)
    batch = 12
    codes = torch.stack([torch.randint(0, 5, (batch,)), torch.randint(0, 9, (batch,))], 1)
    numbers = torch.randn(batch, 3) * 2 + 1
    tensors = {"codes": codes, "numbers": numbers}
    for name, options in CASES.items():
        model = Tabular(**options)
        for parameter in model.parameters():
            nn.init.normal_(parameter, 0.1, 0.4)
        for key, value in model.state_dict().items():
            if "num_batches" not in key:
                tensors[f"{name}.sd.{key}"] = value.clone()
        x = numbers.clone().requires_grad_() if options["n_cont"] else None
        y = model(codes, x)
        y.backward(torch.linspace(-1, 1, y.numel()).reshape(y.shape))
        tensors[f"{name}.out"] = y
        if x is not None:
            tensors[f"{name}.gin"] = x.grad
        for key, parameter in model.named_parameters():
            tensors[f"{name}.g.{key}"] = parameter.grad
        model.eval()
        tensors[f"{name}.eval"] = model(codes, x)
    save("tabular", tensors)


if __name__ == "__main__":
    main()
