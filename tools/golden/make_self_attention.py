"""Self-attention over the places of an image with spectral normalization, as fastai's SelfAttention: two training passes and an evaluation.

Each file holds sd.* (state before), in, out (of the second pass), gin, g.* (gradients), after.* (directions of the power iteration), eval.
loss = sum(out * linspace(-1, 1)).
"""
import torch
from torch import nn
from torch.nn.utils import spectral_norm

from golden import prepare, save


class SelfAttention(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.query = self.pointwise(channels, channels // 8)
        self.key = self.pointwise(channels, channels // 8)
        self.value = self.pointwise(channels, channels)
        self.gamma = nn.Parameter(torch.zeros(1))

    @staticmethod
    def pointwise(inputs, outputs):
        return nn.Sequential(spectral_norm(nn.Conv1d(inputs, outputs, 1, bias=False)))

    def forward(self, x):
        flat = x.flatten(2)
        f, g, h = self.query(flat), self.key(flat), self.value(flat)
        weights = torch.softmax(f.transpose(1, 2) @ g, dim=1)
        return (self.gamma * (h @ weights)).reshape(x.shape) + x


def case(dtype, suffix):
    torch.manual_seed(7)
    model = SelfAttention(16).to(dtype)
    nn.init.constant_(model.gamma, 0.7)
    tensors = {f"sd.{key}": value.clone() for key, value in model.state_dict().items()}
    x = torch.randn(2, 16, 5, 3, dtype=torch.float32).to(dtype).requires_grad_()
    with torch.no_grad():
        model(x)
    out = model(x)
    (out * torch.linspace(-1, 1, out.numel(), dtype=dtype).reshape(out.shape)).sum().backward()
    tensors.update({"in": x.detach(), "out": out, "gin": x.grad})
    tensors.update({f"g.{key}": parameter.grad for key, parameter in model.named_parameters()})
    tensors.update({f"after.{key}": value.clone() for key, value in model.named_buffers() if key.endswith(("_u", "_v"))})
    tensors["eval"] = model.eval()(x)
    save(f"self_attention.{suffix}", tensors)


def main():
    prepare()
    case(torch.float64, "f64")
    case(torch.float32, "f32")


if __name__ == "__main__":
    main()
