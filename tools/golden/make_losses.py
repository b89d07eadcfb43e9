"""NLL, Huber and smooth L1 losses with every reduction: values, and gradients of their sum, in float64.

NLL: [batch, classes], [batch, classes, places] and its classes last; the loss of an item is the mean over its places, ignored ones counted as 0. Numbers: [batch, 2] against
[batch, 2], the loss of an item the mean over its values. Run: python3 tools/golden/make_losses.py
"""
import torch
from torch.nn import functional as F

from golden import prepare, save


def classes(tensors):
    rows = torch.randn(6, 5, dtype=torch.float64).log_softmax(1)
    places = torch.randn(3, 5, 4, dtype=torch.float64).log_softmax(1)
    weight = torch.rand(5, dtype=torch.float64) + 0.5
    targets = {"rows": torch.tensor([0, 4, -100, 2, 2, 1]), "places": torch.tensor([[0, 4, -100, 2], [2, 1, 3, 3], [-100, 0, 0, 1]])}
    tensors["nll.weight"] = weight
    for shape, x in (("rows", rows), ("places", places)):
        target = targets[shape]
        tensors[f"nll.{shape}.in"], tensors[f"nll.{shape}.target"] = x, target
        tensors[f"nll.{shape}.probabilities"], tensors[f"nll.{shape}.answers"] = x.exp(), x.argmax(1)
        for name, options in (("plain", {}), ("weighted", {"weight": weight}), ("ignored", {"ignore_index": 2, "weight": weight})):
            # -100 is no class, and with another ignored index it is refused.
            truth = target.clamp(min=0) if name == "ignored" else target
            for reduction in ("mean", "sum", "none"):
                point = x.clone().requires_grad_()
                loss = F.nll_loss(point, truth, reduction=reduction, **options)
                if loss.dim() == 2:
                    loss = loss.mean(1)
                loss.sum().backward()
                tensors[f"nll.{shape}.{name}.{reduction}"], tensors[f"nll.{shape}.{name}.{reduction}.g"] = loss, point.grad


def numbers(tensors):
    x = 2 * torch.randn(6, 2, dtype=torch.float64)
    target = torch.tensor([[0, 1], [-1, 2], [3, 0], [1, 1], [-2, 0], [0, 5]])
    x[0, 0], x[1, 1] = 0.0, 2.5  # no difference, and one exactly at the bend of 0.5
    tensors["numbers.in"], tensors["numbers.target"] = x, target
    for name, function in (("huber", F.huber_loss), ("smooth", F.smooth_l1_loss)):
        for bend in (0.5, 1.0, 2.0):
            for reduction in ("mean", "sum", "none"):
                point = x.clone().requires_grad_()
                loss = function(point, target.double(), reduction, bend) if name == "huber" else function(point, target.double(), reduction=reduction, beta=bend)
                if loss.dim() == 2:
                    loss = loss.mean(1)
                loss.sum().backward()
                tensors[f"{name}.{bend}.{reduction}"], tensors[f"{name}.{bend}.{reduction}.g"] = loss, point.grad


def main():
    prepare()
    tensors = {}
    classes(tensors)
    numbers(tensors)
    save("losses", tensors)


if __name__ == "__main__":
    main()
