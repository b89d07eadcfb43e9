"""The proportional odds model written plainly with PyTorch: differences of sigmoids, their logarithms, gradients."""
import torch
import torch.nn.functional as F

from golden import prepare, save


def main():
    prepare()
    tensors = {"x": torch.randn(9, 1, dtype=torch.float64) * 2}
    for classes in (2, 3, 6):
        x = tensors["x"].clone().requires_grad_()
        first = torch.randn(1, dtype=torch.float64, requires_grad=True)
        gaps = torch.randn(classes - 2, dtype=torch.float64, requires_grad=True)
        cuts = torch.cat([first, first + torch.cumsum(F.softplus(gaps), 0)])
        below = torch.cat([torch.zeros(9, 1, dtype=torch.float64), torch.sigmoid(cuts - x), torch.ones(9, 1, dtype=torch.float64)], 1)
        y = (below[:, 1:] - below[:, :-1]).log()
        y.backward(torch.linspace(-1, 1, y.numel(), dtype=torch.float64).reshape(y.shape))
        tensors |= {f"{classes}.first": first, f"{classes}.out": y, f"{classes}.g.x": x.grad, f"{classes}.g.first": first.grad}
        if classes > 2:
            tensors |= {f"{classes}.gaps": gaps, f"{classes}.g.gaps": gaps.grad}
    save("ordinal", tensors)


if __name__ == "__main__":
    main()
