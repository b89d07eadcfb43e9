"""Gradients that PyTorch's register_full_backward_hook shows: gi.<path> of the input where it has one, go.<path> of the output; "net" is the whole net.

Run: python3 tools/golden/make_backward_hooks.py
"""
import torch
from torch import nn

from golden import prepare, save


class Residual(nn.Module):
    """Its input is used twice: the gradient of the path's input is only a part of it."""

    def __init__(self, *path):
        super().__init__()
        self.path = nn.Sequential(*path)

    def forward(self, x):
        return x + self.path(x)


def main():
    prepare()
    net = nn.Sequential(
        nn.Conv2d(2, 3, 3, padding=1),
        nn.BatchNorm2d(3),
        nn.ReLU(),
        Residual(nn.Conv2d(3, 3, 1), nn.Tanh()),
        nn.Identity(),
        Residual(nn.Identity()),
        nn.Flatten(),
        nn.Linear(3 * 4 * 5, 2),
    )
    net = net.double()
    tensors = {f"sd.{key}": value.clone() for key, value in net.state_dict().items()}
    x = torch.randn(2, 2, 4, 5, dtype=torch.float64)
    tensors["in"] = x

    def watch(path):
        def see(module, before, behind):
            tensors[f"go.{path}"] = behind[0].clone()
            if before[0] is not None:
                tensors[f"gi.{path}"] = before[0].clone()
        return see

    for name, module in net.named_modules():
        module.register_full_backward_hook(watch(name or "net"))
    out = net(x)
    out.backward(torch.linspace(-1, 1, out.numel(), dtype=torch.float64).reshape(out.shape))
    tensors["out"] = out
    tensors.update({f"g.{key}": value.grad for key, value in net.named_parameters()})
    save("backward_hooks", tensors)


if __name__ == "__main__":
    main()
