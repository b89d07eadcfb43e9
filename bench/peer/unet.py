"""A U-Net over a ResNet-18 of torchvision: a training step with SGD and momentum, a class for each pixel."""
from functools import partial

import torch
import torchvision

import training
from dynamic_unet import DynamicUnet


def settings(arguments):
    return {name: partial(train, arguments, memory_format) for name, memory_format in training.FORMATS.items()}


def train(arguments, memory_format):
    size = arguments["size"]
    encoder = torch.nn.Sequential(*list(torchvision.models.resnet18().children())[:-2])
    model = training.checked(DynamicUnet(encoder, arguments["classes"], (size, size)), arguments["parameters"])
    model = model.to(memory_format=memory_format).train()
    x = torch.randn(arguments["batch"], 3, size, size).to(memory_format=memory_format)
    labels = torch.randint(0, arguments["classes"], (arguments["batch"], size, size))
    return training.step(model, torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9), x, labels)
