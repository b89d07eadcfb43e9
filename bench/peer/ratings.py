"""A first epoch of collaborative filtering on MovieLens small: the loop as lean as PyTorch allows, batches cut from shuffled tensors without a DataLoader."""
import csv
import gzip
import os
from functools import partial

import torch
from torch import nn
import torch.nn.functional as F

import collab


def settings(arguments):
    return {
        "AdamW": partial(Epoch, arguments, False),
        "foreach AdamW": partial(Epoch, arguments, True),
    }


def read(every):
    """Codes of users and items and ratings, for training and for validation (each `every`-th rating); code 0 for what the training rows do not have."""
    with gzip.open(os.path.join(os.environ["HONE_DATA"], "movielens-small.csv.gz"), "rt", encoding="utf-8", newline="") as text:
        rows = [(row["userId"], row["movieId"], float(row["rating"])) for row in csv.DictReader(text)]
    train = [row for i, row in enumerate(rows) if i % every != every - 1]
    valid = [row for i, row in enumerate(rows) if i % every == every - 1]
    codes = [{name: code + 1 for code, name in enumerate(sorted({row[column] for row in train}))} for column in (0, 1)]
    sizes = [len(names) + 1 for names in codes]
    return sizes, *(
        (torch.tensor([[codes[0].get(user, 0), codes[1].get(item, 0)] for user, item, _ in part]), torch.tensor([rating for _, _, rating in part]))
        for part in (train, valid))


class Epoch:
    def __init__(self, arguments, foreach):
        self.arguments, self.foreach = arguments, foreach
        self.sizes, self.train, self.valid = read(arguments["every"])

    def __call__(self):
        """A fresh net, every training rating once, then the loss of the ratings held out."""
        users, items = self.sizes
        net = collab.DotProductBias(users, items, self.arguments["factors"], sparse=False)
        optimizer = torch.optim.AdamW(net.parameters(), lr=self.arguments["rate"], weight_decay=self.arguments["decay"], foreach=self.foreach)
        batch = self.arguments["batch"]
        pairs, ratings = self.train
        order = torch.randperm(len(ratings))
        for start in range(0, len(ratings) - batch + 1, batch):
            chosen = order[start:start + batch]
            optimizer.zero_grad(set_to_none=True)
            F.mse_loss(5.5 * torch.sigmoid(net(pairs[chosen])), ratings[chosen]).backward()
            optimizer.step()
        self.loss = self.validate(net)

    def validate(self, net):
        pairs, ratings = self.valid
        with torch.no_grad():
            return F.mse_loss(5.5 * torch.sigmoid(net(pairs)), ratings).item()

    def report(self):
        return {"score": self.loss ** 0.5}
