"""Layers forward, backward and state after one training step, in float64 and float32.

Each file holds sd.* (state before), in, target where there is one, out, loss, gin, g.* (gradients of parameters), after.* (state after), eval (output
in evaluation afterwards). loss = sum(out * linspace(-1, 1)), so that gradients are not uniform.
"""
import torch
from torch import nn
from torch.nn import functional

from golden import prepare, save


class ConvLayer(nn.Sequential):
    def __init__(self, ni, nf, ks=3, stride=1, act=nn.ReLU, norm=True):
        layers = [nn.Conv2d(ni, nf, ks, stride=stride, padding=(ks - 1) // 2, bias=not norm)]
        if norm:
            layers.append(nn.BatchNorm2d(nf))
        if act:
            layers.append(act())
        super().__init__(*layers)


class ResBlock(nn.Module):
    """fastai's residual block with expansion 1, under its names."""

    def __init__(self, ni, nf, stride, act=nn.ReLU):
        super().__init__()
        self.convpath = nn.Sequential(ConvLayer(ni, nf, stride=stride, act=act), ConvLayer(nf, nf, act=None))
        shortcut = []
        if stride != 1:
            shortcut.append(nn.AvgPool2d(2, ceil_mode=True))
        if ni != nf:
            shortcut.append(ConvLayer(ni, nf, ks=1, act=None))
        self.idpath = nn.Sequential(*shortcut)
        self.act = act()

    def forward(self, x):
        return self.act(self.convpath(x) + self.idpath(x))


CASES = {
    "linear": (lambda: nn.Sequential(nn.Linear(5, 7), nn.ReLU(), nn.Linear(7, 3)), (4, 5)),
    "batchnorm1d": (lambda: nn.Sequential(nn.BatchNorm1d(6)), (5, 6)),
    "convlayer": (lambda: ConvLayer(3, 5, stride=2), (2, 3, 7, 6)),
    "resblock": (lambda: ResBlock(3, 18, stride=2), (2, 3, 7, 7)),
    "resblock_plain": (lambda: ResBlock(4, 4, stride=1), (2, 4, 5, 5)),
    "pools": (lambda: nn.Sequential(nn.MaxPool2d(3, stride=2, padding=1), nn.AvgPool2d(2, ceil_mode=True), nn.AdaptiveAvgPool2d(2), nn.Flatten()), (2, 3, 11, 9)),
}


def layers(dtype, suffix, cases):
    for name, (make, shape) in cases.items():
        model = make().to(dtype)
        for module in model.modules():
            if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
                nn.init.uniform_(module.weight, 0.5, 1.5)
                nn.init.uniform_(module.bias, -0.5, 0.5)
        tensors = {f"sd.{key}": value.clone() for key, value in model.state_dict().items()}
        x = torch.randn(*shape, dtype=dtype, requires_grad=True)
        out = model(x)
        loss = (out * torch.linspace(-1, 1, out.numel(), dtype=dtype).reshape(out.shape)).sum()
        loss.backward()
        tensors.update({"in": x, "out": out, "loss": loss, "gin": x.grad})
        tensors.update({f"g.{key}": p.grad for key, p in model.named_parameters()})
        tensors.update({f"after.{key}": value.clone() for key, value in model.state_dict().items() if key not in dict(model.named_parameters())})
        tensors["eval"] = model.eval()(x)
        save(f"{name}.{suffix}", tensors)


def cross_entropy():
    x = torch.randn(6, 5, dtype=torch.float64)
    y = torch.tensor([0, 4, -100, 2, 2, 1])
    w = torch.rand(5, dtype=torch.float64) + 0.5
    tensors = {"in": x, "target": y, "weight": w, "softmax": functional.softmax(x, dim=1), "argmax": x.argmax(dim=1)}
    variants = {"plain": {}, "smooth": {"label_smoothing": 0.1}, "weighted": {"weight": w}, "both": {"weight": w, "label_smoothing": 0.2}}
    for name, options in variants.items():
        for reduction in ("mean", "sum", "none"):
            point = x.clone().requires_grad_()
            loss = functional.cross_entropy(point, y, reduction=reduction, **options)
            (loss * torch.linspace(1, 2, loss.numel(), dtype=torch.float64).reshape(loss.shape)).sum().backward()
            tensors[f"{name}.{reduction}"], tensors[f"{name}.{reduction}.g"] = loss, point.grad
    save("cross_entropy", tensors)


def class_axis():
    """Classes along the last axis of [batch, places, classes], as fastai's CrossEntropyLossFlat(axis=-1) flattens them."""
    x = torch.randn(3, 4, 5, dtype=torch.float64)
    y = torch.tensor([[0, 4, -100, 2], [2, 1, 3, 3], [-100, 0, 0, 1]])
    w = torch.rand(5, dtype=torch.float64) + 0.5
    tensors = {"in": x, "target": y, "weight": w, "softmax": functional.softmax(x, dim=-1), "argmax": x.argmax(dim=-1)}
    for name, options in {"plain": {}, "smooth": {"label_smoothing": 0.1}, "weighted": {"weight": w}}.items():
        for reduction in ("mean", "sum"):
            point = x.clone().requires_grad_()
            loss = functional.cross_entropy(point.flatten(0, -2), y.flatten(), reduction=reduction, **options)
            loss.backward()
            tensors[f"{name}.{reduction}"], tensors[f"{name}.{reduction}.g"] = loss, point.grad
        # The loss of an item is the mean over its places, ignored ones counted as 0.
        tensors[f"{name}.none"] = functional.cross_entropy(x.flatten(0, -2), y.flatten(), reduction="none", **options).reshape(3, 4).mean(1)
    save("class_axis", tensors)


def flat_losses():
    """[batch, 1] against whole numbers [batch], both flattened and the target as float, as fastai's BaseLoss does."""
    x = torch.randn(6, 1, dtype=torch.float64)
    y = torch.tensor([0, 1, 1, 0, 1, 0])
    tensors = {"in": x, "target": y}
    losses = {
        "logits": functional.binary_cross_entropy_with_logits,
        "mse": functional.mse_loss,
        "l1": functional.l1_loss,
        "bce": lambda a, b, reduction: functional.binary_cross_entropy(a.sigmoid(), b, reduction=reduction),
    }
    for name, function in losses.items():
        for reduction in ("mean", "sum", "none"):
            point = x.clone().requires_grad_()
            loss = function(point.flatten(), y.double(), reduction=reduction)
            loss.sum().backward()
            tensors[f"{name}.{reduction}"], tensors[f"{name}.{reduction}.g"] = loss, point.grad
    save("flat_losses", tensors)


def main():
    prepare()
    layers(torch.float64, "f64", CASES)
    layers(torch.float32, "f32", CASES)
    cross_entropy()
    class_axis()
    flat_losses()


if __name__ == "__main__":
    main()
