"""Narrow residual nets of torchvision 0.14: one training step and the evaluation after it, in float64.

Each file holds sd.* (state before), in, out, gin, g.* (gradients of some parameters), after.* (running statistics of the first and last block), eval.
loss = sum(out * linspace(-1, 1)).
"""
import torch
from torch import nn
from torchvision.models import resnet

from golden import prepare, save

WIDTH = 4


class Narrow(resnet.ResNet):
    """torchvision's net with `WIDTH` instead of 64 channels in its first stage."""

    def __init__(self, block, layers, classes):
        super().__init__(block, layers, num_classes=classes)
        self.inplanes = WIDTH
        self.conv1 = nn.Conv2d(3, WIDTH, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(WIDTH)
        for stage, count in enumerate(layers):
            blocks = narrow_stage(block, self.inplanes, WIDTH << stage, count, 1 if stage == 0 else 2)
            self.inplanes = (WIDTH << stage) * block.expansion
            setattr(self, f"layer{stage + 1}", blocks)
        self.fc = nn.Linear(self.inplanes, classes)


def narrow_stage(block, inputs, planes, count, stride):
    blocks = []
    for i in range(count):
        downsample = None
        if i == 0 and (stride != 1 or inputs != planes * block.expansion):
            downsample = nn.Sequential(nn.Conv2d(inputs, planes * block.expansion, 1, stride, bias=False), nn.BatchNorm2d(planes * block.expansion))
        # torchvision's Bottleneck scales its width by base_width / 64; plain planes are what is meant here.
        blocks.append(block(inputs, planes, stride if i == 0 else 1, downsample))
        inputs = planes * block.expansion
    return nn.Sequential(*blocks)


def case(name, block, layers):
    model = Narrow(block, layers, 5).double()
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    tensors = {f"sd.{key}": value.clone().to(torch.float32) if value.is_floating_point() else value.clone() for key, value in model.state_dict().items()}
    model.load_state_dict({key[3:]: value for key, value in tensors.items()})
    x = torch.randn(2, 3, 36, 40, dtype=torch.float32).double().requires_grad_()
    out = model(x)
    (out * torch.linspace(-1, 1, out.numel(), dtype=torch.float64).reshape(out.shape)).sum().backward()
    tensors.update({"in": x.detach().float(), "out": out, "gin": x.grad})
    kept = ("conv1.weight", "bn1.weight", "layer1.0.conv1.weight", "layer2.0.downsample.0.weight", "layer4.0.bn2.bias", "fc.weight")
    tensors.update({f"g.{key}": p.grad for key, p in model.named_parameters() if key in kept})
    tensors.update({f"after.{key}": value.clone() for key, value in model.state_dict().items() if "running" in key and key.startswith(("bn1", "layer4.0"))})
    tensors["eval"] = model.eval()(x)
    save(name, tensors)


def main():
    prepare()
    case("resnet_basic", resnet.BasicBlock, [1, 1, 1, 1])
    case("resnet_bottleneck", resnet.Bottleneck, [1, 1, 1, 1])


if __name__ == "__main__":
    main()
