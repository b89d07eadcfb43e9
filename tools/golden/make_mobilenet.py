"""A narrow torchvision MobileNetV2: state, output and gradient of a training step, state after, output in evaluation.

loss = sum(out * linspace(-1, 1)), so that gradients are not uniform. Run: python3 tools/golden/make_mobilenet.py
"""
import torch
from torch import nn
from torchvision.models import MobileNetV2

from golden import prepare, save


def main():
    prepare()
    model = MobileNetV2(num_classes=3, width_mult=0.05, round_nearest=2, dropout=0.0)
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    # Weights are stored in float32, everything is computed in float64.
    tensors = {f"sd.{key}": value.clone() for key, value in model.state_dict().items()}
    model.double()
    pixels = torch.rand(2, 3, 48, 48)
    x = pixels.double()
    out = model(x)
    loss = (out * torch.linspace(-1, 1, out.numel(), dtype=out.dtype).reshape(out.shape)).sum()
    loss.backward()
    gradients = dict(model.named_parameters())
    tensors.update({"in": pixels, "out": out, "g.classifier.1.bias": gradients["classifier.1.bias"].grad, "g.features.18.1.bias": gradients["features.18.1.bias"].grad})
    tensors["eval"] = model.eval()(x)
    save("torchvision_mobilenetv2", tensors)


if __name__ == "__main__":
    main()
