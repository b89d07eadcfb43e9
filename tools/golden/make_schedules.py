"""Learning rates of PyTorch's schedulers over a training, for Hone's schedules.

Run: python3 tools/golden/make_schedules.py  (torch 1.13.1)
"""
import json
import os

import torch
from torch.optim import lr_scheduler as schedulers

STEPS = 48
FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "Hone.Learn.Tests", "Goldens", "schedules.json")


def rates(make, start, steps=STEPS + 1):
    """The rate before each step."""
    parameter = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))
    optimizer = torch.optim.SGD([parameter], lr=start)
    scheduler = make(optimizer)
    result = []
    for _ in range(steps):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return result


def two_cosines(share, start, middle, end):
    """fastai's combined_cos, from the annealing function of OneCycleLR."""
    anneal = schedulers.OneCycleLR._annealing_cos
    result = []
    for step in range(STEPS + 1):
        position = step / STEPS
        if position < share:
            result.append(anneal(None, start, middle, position / share))
        else:
            result.append(anneal(None, middle, end, (position - share) / (1 - share)))
    return result


def main():
    gamma = (10 / 1e-7) ** (1 / STEPS)
    cases = {
        "linear": rates(lambda o: schedulers.LinearLR(o, start_factor=0.25, end_factor=1.0, total_iters=STEPS), 4.0),
        "cosine": rates(lambda o: schedulers.CosineAnnealingLR(o, T_max=STEPS, eta_min=0.5), 4.0),
        "exponential": rates(lambda o: schedulers.ExponentialLR(o, gamma=gamma), 1e-7),
        "polynomial": rates(lambda o: schedulers.PolynomialLR(o, total_iters=STEPS, power=2.0), 4.0),
        "restarts": rates(lambda o: schedulers.CosineAnnealingWarmRestarts(o, T_0=16, T_mult=2, eta_min=0.0), 4.0, STEPS),
        "one_cycle": two_cosines(0.25, 1 / 25, 1, 1 / 1e5),
        "one_cycle_momentum": two_cosines(0.25, 0.95, 0.85, 0.95),
        "flat_cos": two_cosines(0.75, 2, 2, 2 / 1e5),
    }
    content = {"torch": torch.__version__, "steps": STEPS, "cases": cases}
    os.makedirs(os.path.dirname(FILE), exist_ok=True)
    with open(FILE, "w") as file:
        json.dump(content, file, indent=1)
        file.write("\n")


main()
