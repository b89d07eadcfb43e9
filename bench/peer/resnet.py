"""A ResNet of torchvision: a training step with SGD and momentum, or inference."""
from functools import partial

import torch
import torchvision

import training

DEPTHS = {18: torchvision.models.resnet18, 50: torchvision.models.resnet50}


def settings(arguments):
    if arguments["mode"] == "train":
        return {name: partial(train, arguments, memory_format) for name, memory_format in training.FORMATS.items()}
    if arguments["mode"] == "infer":
        return {name: partial(infer, arguments, memory_format) for name, memory_format in training.FORMATS.items()}
    return {"jit.optimize_for_inference": partial(optimized, arguments)}


def net(arguments):
    return training.checked(DEPTHS[arguments["depth"]](num_classes=arguments["classes"]), arguments["parameters"])


def batch(arguments, memory_format):
    size = arguments["size"]
    return torch.randn(arguments["batch"], 3, size, size).to(memory_format=memory_format)


def train(arguments, memory_format):
    model = net(arguments).to(memory_format=memory_format).train()
    labels = torch.randint(0, arguments["classes"], (arguments["batch"],))
    return training.step(model, torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9), batch(arguments, memory_format), labels)


def infer(arguments, memory_format):
    model = net(arguments).to(memory_format=memory_format).eval()
    x = batch(arguments, memory_format)
    return torch.no_grad()(lambda: model(x))


def optimized(arguments):
    model = net(arguments).eval()
    x = batch(arguments, torch.contiguous_format)
    with torch.no_grad():
        script = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(model, x)))
        script(x)
    return torch.no_grad()(lambda: script(x))
