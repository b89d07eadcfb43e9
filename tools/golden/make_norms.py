"""Normalization, pooling and convolution: layers after one training step, and grids of every combination of the numbers that move a window.

Layer files as in make_layers.py. Grids are computed in float64 from inputs that float32 holds and written in float32: for each case out, and the
gradients of sum(out * linspace(-1, 1)). Run: python3 tools/golden/make_norms.py
"""
import itertools

import torch
from torch import nn
from torch.nn import functional as F

from golden import prepare, save


class RMSNorm(nn.Module):
    """The formula of PyTorch 2.4, which 1.13 does not have yet."""

    def __init__(self, size, eps):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.eps = eps

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps) * self.weight


class ConcatPool(nn.Module):
    """fastai's AdaptiveConcatPool2d."""

    def __init__(self, size):
        super().__init__()
        self.ap, self.mp = nn.AdaptiveAvgPool2d(size), nn.AdaptiveMaxPool2d(size)

    def forward(self, x):
        return torch.cat([self.mp(x), self.ap(x)], 1)


def shuffle(blur):
    """fastai's PixelShuffle_ICNR without weight normalization."""
    layers = [nn.Sequential(nn.Conv2d(3, 8, 1), nn.ReLU()), nn.PixelShuffle(2)]
    return nn.Sequential(*layers, *([nn.ReplicationPad2d((1, 0, 1, 0)), nn.AvgPool2d(2, stride=1)] if blur else []))


LAYERS = {
    "layernorm": (lambda: nn.LayerNorm(37), (2, 5, 37)),
    "layernorm_images": (lambda: nn.LayerNorm([3, 4, 5]), (2, 3, 4, 5)),
    "layernorm_plain": (lambda: nn.LayerNorm(19, elementwise_affine=False), (4, 19)),
    "rmsnorm": (lambda: RMSNorm(37, 1e-6), (2, 5, 37)),
    "groupnorm": (lambda: nn.GroupNorm(3, 12), (2, 12, 5, 4)),
    "groupnorm_sequence": (lambda: nn.GroupNorm(2, 6), (3, 6, 7)),
    "instancenorm": (lambda: nn.InstanceNorm2d(5), (2, 5, 4, 3)),
    "instancenorm_tracked": (lambda: nn.InstanceNorm2d(5, affine=True, track_running_stats=True), (3, 5, 4, 3)),
    "adaptive_max": (lambda: nn.AdaptiveMaxPool2d((3, 2)), (2, 18, 7, 5)),
    "concat_pool": (lambda: ConcatPool(2), (2, 5, 7, 5)),
    "pools1d": (lambda: nn.Sequential(nn.MaxPool1d(3, stride=2, padding=1, ceil_mode=True), nn.AvgPool1d(2, stride=1, padding=1), nn.AdaptiveAvgPool1d(4)), (2, 5, 16)),
    "conv1d": (lambda: nn.Sequential(nn.Conv1d(4, 6, 3, stride=2, padding=1, groups=2), nn.Conv1d(6, 5, 2, dilation=2)), (2, 4, 17)),
    "conv_transpose1d": (lambda: nn.ConvTranspose1d(4, 6, 3, stride=2, padding=1, output_padding=1, groups=2), (2, 4, 9)),
    "conv_transpose2d": (lambda: nn.ConvTranspose2d(6, 20, 3, stride=2, padding=1, output_padding=1, groups=2), (2, 6, 5, 4)),
    "pixel_shuffle": (lambda: nn.Sequential(nn.PixelShuffle(2), nn.PixelUnshuffle(3)), (2, 8, 6, 3)),
    "pixel_shuffle_icnr": (lambda: shuffle(False), (2, 3, 4, 3)),
    "pixel_shuffle_blur": (lambda: shuffle(True), (2, 3, 4, 3)),
}


def layers(dtype, suffix, cases=LAYERS, file="norms"):
    tensors = {}
    for name, (make, shape) in cases.items():
        model = make().to(dtype)
        for module in model.modules():
            if hasattr(module, "weight") and module.weight is not None and not isinstance(module, (nn.Conv1d, nn.Conv2d, nn.ConvTranspose1d, nn.ConvTranspose2d)):
                nn.init.uniform_(module.weight, 0.5, 1.5)
                if getattr(module, "bias", None) is not None:
                    nn.init.uniform_(module.bias, -0.5, 0.5)
        part = {f"sd.{key}": value.clone() for key, value in model.state_dict().items()}
        x = torch.randn(*shape, dtype=dtype, requires_grad=True)
        out = model(x)
        (out * torch.linspace(-1, 1, out.numel(), dtype=dtype).reshape(out.shape)).sum().backward()
        part.update({"in": x, "out": out, "gin": x.grad})
        part.update({f"g.{key}": p.grad for key, p in model.named_parameters()})
        part.update({f"after.{key}": value.clone() for key, value in model.state_dict().items() if key not in dict(model.named_parameters())})
        part["eval"] = model.eval()(x)
        tensors.update({f"{name}/{key}": value for key, value in part.items()})
    save(f"{file}.{suffix}", tensors)


def exact(*shape):
    return torch.randn(*shape).double()


def grid(name, cases):
    """cases: (name, function, inputs by name)."""
    tensors = {}
    for case, function, inputs in cases:
        points = {key: value.clone().requires_grad_() for key, value in inputs.items()}
        out = function(*points.values())
        (out * torch.linspace(-1, 1, out.numel(), dtype=torch.float64).reshape(out.shape)).sum().backward()
        tensors[f"{case}/out"] = out.float()
        tensors.update({f"{case}/in.{key}": value.float() for key, value in inputs.items() if key != "x"})
        tensors.update({f"{case}/g.{key}": point.grad.float() for key, point in points.items()})
        tensors["x"] = inputs["x"].float()
    save(name, tensors)


def convolutions():
    x = exact(1, 4, 6, 5)
    for groups, (kh, kw), stride, padding, dilation in itertools.product((1, 2, 4), ((1, 1), (3, 3), (2, 3)), (1, 2), ((0, 0), (1, 1), (2, 1)), (1, 2)):
        if dilation == 2 and kh * kw == 1:
            continue
        weight = exact(8 if groups == 2 else 4, 4 // groups, kh, kw)
        name = f"groups{groups} kernel{kh}x{kw} stride{stride} padding{padding[0]}x{padding[1]} dilation{dilation}"
        yield name, lambda a, w: F.conv2d(a, w, None, stride, padding, dilation, groups), {"x": x, "w": weight}


def transposed():
    x = exact(1, 4, 4, 3)
    for groups, (kh, kw), stride, padding, extra, dilation in itertools.product((1, 2, 4), ((1, 1), (2, 2), (3, 2)), (1, 2, 3), (0, 1), (0, 1), (1, 2)):
        if (dilation == 2 and kh * kw == 1) or extra >= stride:
            continue
        weight = exact(4, 3 if groups == 2 else 1, kh, kw)
        name = f"groups{groups} kernel{kh}x{kw} stride{stride} padding{padding} extra{extra} dilation{dilation}"
        yield name, lambda a, w: F.conv_transpose2d(a, w, None, stride, padding, extra, groups, dilation), {"x": x, "w": weight}


def pools():
    x = exact(1, 2, 7, 6)
    for kernel, stride, padding, ceil in itertools.product((1, 2, 3, 4), (1, 2, 3), (0, 1), (False, True)):
        if 2 * padding > kernel:
            continue
        name = f"kernel{kernel} stride{stride} padding{padding} ceil{int(ceil)}"
        yield "max " + name, lambda a: F.max_pool2d(a, kernel, stride, padding, ceil_mode=ceil), {"x": x}
        for count in (False, True):
            yield f"avg {name} count{int(count)}", lambda a: F.avg_pool2d(a, kernel, stride, padding, ceil, count), {"x": x}


def main():
    prepare()
    layers(torch.float64, "f64")
    layers(torch.float32, "f32")
    grid("conv_grid", convolutions())
    grid("conv_transpose_grid", transposed())
    grid("pool_grid", pools())


if __name__ == "__main__":
    main()
