"""A Siamese net, written as fastai's tutorial does: one encoder for both inputs, features joined along the channels, a head. One training step: output, gradients, running statistics."""
import torch
from torch import nn

from golden import prepare, save


class SiameseNet(nn.Module):
    def __init__(self, encoder, head):
        super().__init__()
        self.encoder, self.head = encoder, head

    def forward(self, x1, x2):
        return self.head(torch.cat([self.encoder(x1), self.encoder(x2)], dim=1))


def main():
    prepare()
    encoder = nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
    net = SiameseNet(encoder, nn.Linear(8, 2)).double()
    tensors = {f"sd.{name}": tensor.clone() for name, tensor in net.state_dict().items()}
    for i in (1, 2):
        tensors[f"x{i}"] = torch.randn(5, 3, 6, 7, dtype=torch.float64, requires_grad=True)
    y = net(tensors["x1"], tensors["x2"])
    (y * torch.linspace(-1, 1, y.numel(), dtype=y.dtype).view_as(y)).sum().backward()
    tensors["out"] = y
    for i in (1, 2):
        tensors[f"g.x{i}"] = tensors[f"x{i}"].grad
    tensors |= {f"g.{name}": parameter.grad for name, parameter in net.named_parameters()}
    tensors |= {f"after.{name}": tensor for name, tensor in net.state_dict().items() if "running" in name}
    net.eval()
    tensors["eval"] = net(tensors["x1"], tensors["x2"])
    save("siamese", tensors)


if __name__ == "__main__":
    main()
