"""Whole nets as torch.save writes them, zip and legacy stream, and what they answer in float32.

resnet.zip.pt and resnet.legacy.pt hold the state dict of a narrow residual net of torchvision 0.14 in evaluation; resnet_fastai.zip.pt holds its body under fastai's names, inside the checkpoint of
learn.save; resnet_answers.safetensors holds in, out and features (of the body). Run: python3 tools/golden/make_torch_nets.py
"""
import torch
from torch import nn
from torchvision.models import resnet

from golden import prepare, save
from make_resnets import Narrow
from make_torch_files import write


def main():
    prepare()
    model = Narrow(resnet.BasicBlock, [1, 1, 1, 1], 5)
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    x = torch.randn(3, 3, 48, 40)
    with torch.no_grad():
        model(x)
        model.eval()
        write("resnet", model.state_dict())
        body = nn.Sequential(*list(model.children())[:-2])
        fastai = nn.Sequential(body, nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(32, 2)))
        write("resnet_fastai", {"model": fastai.state_dict(), "opt": None})
        save("resnet_answers", {"in": x, "out": model(x), "features": body(x)})


if __name__ == "__main__":
    main()
