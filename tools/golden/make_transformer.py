"""Attention and transformer layers forward and backward in float64 and float32, files as make_layers.py describes.

The masks are PyTorch's: true hides. Run: python3 tools/golden/make_transformer.py
"""
import torch
from torch import nn

from golden import prepare, save

TIME = 7
HIDDEN = torch.ones(TIME, TIME).triu(1).bool()


class SelfAttention(nn.MultiheadAttention):
    def forward(self, x, mask=None):
        return super().forward(x, x, x, need_weights=False, attn_mask=mask)[0]


def layer(**options):
    return nn.TransformerEncoderLayer(12, 3, dim_feedforward=20, dropout=0, batch_first=True, **options)


class Masked(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return self.inner(x, HIDDEN)


CASES = {
    "attention": lambda: SelfAttention(12, 3, batch_first=True),
    "attention_causal": lambda: Masked(SelfAttention(12, 3, batch_first=True)),
    "encoder_relu": lambda: layer(),
    "encoder_gelu_first": lambda: layer(activation="gelu", norm_first=True),
    "encoder_stack": lambda: Masked(nn.TransformerEncoder(layer(activation="gelu", norm_first=True), 2, norm=nn.LayerNorm(12))),
}


def main():
    prepare()
    for dtype, suffix in ((torch.float64, "f64"), (torch.float32, "f32")):
        for name, make in CASES.items():
            model = make().to(dtype)
            for parameter in model.parameters():
                if parameter.dim() == 1:
                    nn.init.uniform_(parameter, 0.2, 1.2)
            plain = lambda key: key.removeprefix("inner.")
            tensors = {f"sd.{plain(key)}": value.clone() for key, value in model.state_dict().items()}
            x = torch.randn(2, TIME, 12, dtype=dtype, requires_grad=True)
            out = model(x)
            loss = (out * torch.linspace(-1, 1, out.numel(), dtype=dtype).reshape(out.shape)).sum()
            loss.backward()
            tensors.update({"in": x, "out": out, "gin": x.grad})
            tensors.update({f"g.{plain(key)}": p.grad for key, p in model.named_parameters()})
            save(f"{name}.{suffix}", tensors)


if __name__ == "__main__":
    main()
