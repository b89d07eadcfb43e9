"""What all training workloads share: the memory formats to try, and one full step."""
import torch
import torch.nn.functional as F

FORMATS = {"contiguous": torch.contiguous_format, "channels-last": torch.channels_last}


def checked(model, parameters):
    """The model, which must have as many parameters as the other side's: both train the same net."""
    count = sum(parameter.numel() for parameter in model.parameters())
    if count != parameters:
        raise ValueError(f"this side's net has {count} parameters, the other's {parameters}")
    return model


def step(model, optimizer, x, labels):
    """Forward, loss, backward, optimizer: what a training loop does for one batch, without loading data."""

    def run():
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(x), labels)
        loss.backward()
        optimizer.step()

    return run
