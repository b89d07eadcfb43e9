"""Resizing, sampling on grids and linear algebra in float64: inputs, results, and the gradients of sum(result * linspace(-1, 1)).

A JSON file of cases by name. Run: python3 tools/golden/make_spatial.py
"""
import json
import os

import torch
from torch.nn import functional as F

from golden import SEED, VERSION, prepare
from make_ops import FOLDER, case

MODES = {"nearest": "nearest", "exact": "nearest-exact", "bilinear": "bilinear", "bicubic": "bicubic"}
SIZES = {"larger": (7, 9), "smaller": (2, 3), "one": (1, 1), "mixed": (8, 2)}


def interpolate(cases):
    x = torch.randn(2, 3, 5, 4, dtype=torch.float64)
    for name, mode in MODES.items():
        smooth = name.startswith("bi")
        for size_name, size in SIZES.items():
            cases[f"{name}_{size_name}"] = case(lambda t: F.interpolate(t, size=size, mode=mode), x)
            if smooth:
                cases[f"{name}_{size_name}_corners"] = case(lambda t: F.interpolate(t, size=size, mode=mode, align_corners=True), x)
                cases[f"{name}_{size_name}_antialias"] = case(lambda t: F.interpolate(t, size=size, mode=mode, antialias=True), x)
        for factor in (2.0, 1.7, 0.6):
            cases[f"{name}_factor_{factor}"] = case(lambda t: F.interpolate(t, scale_factor=factor, mode=mode), x)


def sample(cases):
    x = torch.randn(2, 3, 5, 4, dtype=torch.float64)
    # Some points lie far outside, so that reflections and borders count.
    grid = torch.randn(2, 4, 6, 2, dtype=torch.float64) * 1.2
    for mode in ("nearest", "bilinear", "bicubic"):
        for padding in ("zeros", "border", "reflection"):
            for corners in (False, True):
                name = f"{mode}_{padding}" + ("_corners" if corners else "")
                cases[name] = case(lambda t, g: F.grid_sample(t, g, mode=mode, padding_mode=padding, align_corners=corners), x, grid)
    theta = torch.randn(2, 2, 3, dtype=torch.float64)
    cases["affine"] = case(lambda t: F.affine_grid(t, (2, 3, 4, 5), align_corners=False), theta)
    cases["affine_corners"] = case(lambda t: F.affine_grid(t, (2, 3, 4, 5), align_corners=True), theta)


def algebra(cases):
    a, b = torch.randn(3, 5, 5, dtype=torch.float64), torch.randn(3, 5, 2, dtype=torch.float64)
    tall, wide = torch.randn(2, 6, 4, dtype=torch.float64), torch.randn(2, 3, 5, dtype=torch.float64)
    symmetric = a + a.transpose(1, 2)
    positive = a @ a.transpose(1, 2) + torch.eye(5, dtype=torch.float64)
    cases["solve"] = case(torch.linalg.solve, a, b)
    cases["inverse"] = case(torch.linalg.inv, a)
    cases["cholesky"] = case(torch.linalg.cholesky, positive)
    cases["determinant"] = case(torch.linalg.det, a)
    for name, x in (("tall", tall), ("wide", wide), ("square", a)):
        cases[f"qr_q_{name}"] = case(lambda t: torch.linalg.qr(t)[0].detach() + 0 * t.sum(), x)
        cases[f"qr_r_{name}"] = case(lambda t: torch.linalg.qr(t)[1].detach() + 0 * t.sum(), x)
        cases[f"svd_u_{name}"] = case(lambda t: torch.linalg.svd(t, full_matrices=False)[0].detach() + 0 * t.sum(), x)
        cases[f"svd_s_{name}"] = case(lambda t: torch.linalg.svd(t, full_matrices=False)[1].detach() + 0 * t.sum(), x)
        cases[f"svd_vh_{name}"] = case(lambda t: torch.linalg.svd(t, full_matrices=False)[2].detach() + 0 * t.sum(), x)
    cases["eigen_values"] = case(lambda t: torch.linalg.eigh(t)[0].detach() + 0 * t.sum(), symmetric)
    cases["eigen_vectors"] = case(lambda t: torch.linalg.eigh(t)[1].detach() + 0 * t.sum(), symmetric)
    gradients(cases, a, tall, wide)


def symmetric_eigen(t):
    return torch.linalg.eigh((t + t.transpose(-1, -2)) / 2)


def thin_svd(t):
    return torch.linalg.svd(t, full_matrices=False)


def gradients(cases, a, tall, wide):
    """Functions of the factors that do not depend on the signs of vectors, with their gradients."""
    cases["gradient_determinant"] = case(torch.linalg.det, a)
    cases["gradient_determinant_one"] = case(torch.linalg.det, a[0])
    cases["gradient_eigen_values"] = case(lambda t: symmetric_eigen(t)[0], a)
    cases["gradient_eigen_vectors"] = case(lambda t: symmetric_eigen(t)[1].square(), a)
    cases["gradient_eigen_function"] = case(lambda t: (lambda r: (r[1] * r[0].exp().unsqueeze(-2)) @ r[1].transpose(-1, -2))(symmetric_eigen(t)), a)
    for name, x in (("tall", tall), ("wide", wide), ("square", a)):
        cases[f"gradient_qr_q_{name}"] = case(lambda t: torch.linalg.qr(t)[0], x)
        cases[f"gradient_qr_r_{name}"] = case(lambda t: torch.linalg.qr(t)[1], x)
        cases[f"gradient_svd_u_{name}"] = case(lambda t: thin_svd(t)[0].square(), x)
        cases[f"gradient_svd_s_{name}"] = case(lambda t: thin_svd(t)[1], x)
        cases[f"gradient_svd_vh_{name}"] = case(lambda t: thin_svd(t)[2].square(), x)
        cases[f"gradient_svd_function_{name}"] = case(lambda t: (lambda u, s, vh: (u * s.square().unsqueeze(-2)) @ vh)(*thin_svd(t)), x)


def main():
    prepare()
    torch.use_deterministic_algorithms(False)
    for topic, write in (("interpolate", interpolate), ("grid", sample), ("algebra", algebra)):
        cases = {}
        write(cases)
        with open(os.path.join(FOLDER, topic + ".json"), "w") as file:
            json.dump({"generator": VERSION, "seed": SEED, "torch": torch.__version__, "cases": cases}, file, separators=(",", ":"))
            file.write("\n")


if __name__ == "__main__":
    main()
