"""What all training workloads share: the memory formats to try, and one full step."""
import torch
import torch.nn.functional as F

FORMATS = {"contiguous": torch.contiguous_format, "channels-last": torch.channels_last}


def step(model, optimizer, x, labels):
    """Forward, loss, backward, optimizer: what a training loop does for one batch, without loading data."""

    def run():
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(x), labels)
        loss.backward()
        optimizer.step()

    return run
