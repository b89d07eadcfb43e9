"""A U-Net over a narrow residual body, wired as fastai's DynamicUnet: one training step and the evaluation after it, in float64.

Each file holds sd.* (state before), in, out, gin, g.* (gradients of some parameters), after.* (running statistics of the skips), eval.
loss = sum(out * linspace(-1, 1)). The net is the one that the benchmarks train: bench/peer/dynamic_unet.py.
"""
import os
import sys

import torch
from torch import nn
from torchvision.models import resnet

import make_resnets
from golden import prepare, save

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "bench", "peer"))
from dynamic_unet import DynamicUnet  # noqa: E402


def case(name, size, blocks=(1, 1, 1, 1), **options):
    make_resnets.WIDTH = 2
    encoder = nn.Sequential(*list(make_resnets.Narrow(resnet.BasicBlock, list(blocks), 5).children())[:-2])
    model = DynamicUnet(encoder, 3, (32, 32), **options).double()
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    tensors = {f"sd.{key}": value.clone().to(torch.float32) if value.is_floating_point() else value.clone() for key, value in model.state_dict().items()}
    model.load_state_dict({key[3:]: value for key, value in tensors.items()})
    x = torch.randn(2, 3, *size, dtype=torch.float32).double().requires_grad_()
    out = model(x)
    (out * torch.linspace(-1, 1, out.numel(), dtype=torch.float64).reshape(out.shape)).sum().backward()
    tensors.update({"in": x.detach().float(), "out": out, "gin": x.grad})
    kept = ("layers.0.0.weight", "layers.1.weight", "layers.3.0.0.bias", "layers.4.shuf.0.0.weight", "layers.5.bn.weight", "layers.7.conv1.0.weight", "layers.7.conv2.0.bias")
    normalized = ("layers.4.shuf.0.1.weight", "layers.7.conv2.1.bias", "layers.8.0.0.weight", "layers.11.idpath.0.1.weight", "layers.11.convpath.0.0.weight")
    kept += normalized if options.get("norm") else ()
    tensors.update({f"g.{key}": p.grad for key, p in model.named_parameters() if key in kept})
    tensors.update({f"after.{key}": value.clone() for key, value in model.state_dict().items() if "running" in key and ".bn." in key})
    tensors["eval"] = model.eval()(x)
    save(name, tensors)


def main():
    prepare()
    case("unet", (36, 40))
    case("unet_options", (32, 32), blur=True, bottleneck=True, y_range=(-1.5, 2.5))
    case("unet_narrow", (36, 40), norm=True, decoder_channels=(12, 10, 8, 6, 4))
    case("unet_resnet18", (36, 40), (2, 2, 2, 2))


if __name__ == "__main__":
    main()
