"""A transformer encoder without dropout: a training step with AdamW and mean squared error."""
from functools import partial

import torch
import torch.nn.functional as F
from torch import nn

import training


def settings(arguments):
    return {
        "plain AdamW": partial(prepare, arguments, foreach=False),
        "foreach AdamW": partial(prepare, arguments, foreach=True),
    }


def prepare(arguments, foreach):
    size = arguments["size"]
    layer = nn.TransformerEncoderLayer(size, 6, dim_feedforward=1536, dropout=0, activation="gelu", batch_first=True)
    net = training.checked(nn.TransformerEncoder(layer, 6), arguments["parameters"])
    x = torch.randn(arguments["batch"], arguments["time"], size)
    target = torch.randn_like(x)
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3, foreach=foreach)

    def run():
        optimizer.zero_grad(set_to_none=True)
        loss = F.mse_loss(net(x), target)
        loss.backward()
        optimizer.step()

    return run
