"""Golden values for sampling pictures through maps: PyTorch's grid_sample, over homographies in -1..1.

Run with a Python that has PyTorch 1.13: python3 tools/golden/make_augment.py
Writes tests/Hone.Learn.Tests/Fixtures/augment/grid-sample.txt, one case a line:
name mode pad channels height width new_height new_width, nine numbers of the map, the image (bytes), the result; corners are aligned.
And grid-sample-modes.txt beside it, the same with "aligned" or "edges" after the pad, over the grids of affine_grid where the map is affine.
"""
import pathlib

import torch
import torch.nn.functional as F

SEED = 20261121
CASES = [
    ("identity", [1, 0, 0, 0, 1, 0, 0, 0, 1], 5, 7, 5, 7),
    ("flip", [-1, 0, 0, 0, 1, 0, 0, 0, 1], 5, 7, 5, 7),
    ("zoom", [0.8, 0, 0.13, 0, 0.8, -0.07, 0, 0, 1], 6, 9, 6, 9),
    ("turn", [0.9, 0.45, 0.1, -0.4, 0.95, -0.2, 0, 0, 1], 6, 9, 11, 10),
    ("far", [3.1137, 0.2071, 0.5113, -0.4019, 2.7093, 1.2171, 0, 0, 1], 4, 5, 9, 17),
    ("warp", [1.05, 0.1, 0.02, -0.08, 0.97, 0.05, 0.15, -0.12, 1], 8, 8, 12, 12),
]


MODES = [("bilinear", False), ("nearest", True), ("nearest", False), ("bicubic", True), ("bicubic", False)]


def grid_of(numbers, new_height, new_width, aligned):
    """Where each new pixel comes from, [1, new_height, new_width, 2]."""
    a, b, c, d, e, f, g, h, i = numbers
    if g == 0 and h == 0:
        return F.affine_grid(torch.tensor([[[a, b, c], [d, e, f]]]).double(), [1, 1, new_height, new_width], align_corners=aligned)
    down, across = (1, 1) if aligned else ((new_height - 1) / new_height, (new_width - 1) / new_width)
    ys, xs = torch.meshgrid(torch.linspace(-1, 1, new_height).double() * down, torch.linspace(-1, 1, new_width).double() * across, indexing="ij")
    scale = g * xs + h * ys + i
    return torch.stack([(a * xs + b * ys + c) / scale, (d * xs + e * ys + f) / scale], -1)[None]


def write_modes(folder):
    torch.manual_seed(SEED)
    lines = [f"# torch {torch.__version__}, seed {SEED}"]
    for name, numbers, height, width, new_height, new_width in CASES[2:]:
        for channels in (1, 3):
            image = torch.randint(0, 256, (1, channels, height, width)).double()
            for pad in ("reflection", "zeros", "border"):
                for mode, aligned in MODES:
                    result = F.grid_sample(image, grid_of(numbers, new_height, new_width, aligned), mode=mode, padding_mode=pad, align_corners=aligned)
                    values = " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in result[0].permute(1, 2, 0).flatten().tolist())
                    pixels = " ".join(str(int(value)) for value in image[0].permute(1, 2, 0).flatten().tolist())
                    sizes = f"{channels} {height} {width} {new_height} {new_width}"
                    lines.append(f"{name} {mode} {pad} {'aligned' if aligned else 'edges'} {sizes} {' '.join(map(str, numbers))} {pixels} {values}")
    (folder / "grid-sample-modes.txt").write_text("\n".join(lines) + "\n")


def main():
    torch.manual_seed(SEED)
    lines = [f"# torch {torch.__version__}, seed {SEED}"]
    for name, numbers, height, width, new_height, new_width in CASES:
        for channels in (1, 3):
            image = torch.randint(0, 256, (1, channels, height, width)).double()
            ys, xs = torch.meshgrid(torch.linspace(-1, 1, new_height).double(), torch.linspace(-1, 1, new_width).double(), indexing="ij")
            a, b, c, d, e, f, g, h, i = numbers
            scale = g * xs + h * ys + i
            grid = torch.stack([(a * xs + b * ys + c) / scale, (d * xs + e * ys + f) / scale], -1)[None]
            for pad in ("reflection", "zeros", "border"):
                for mode in ("bilinear", "nearest"):
                    if mode == "nearest" and (channels == 3 or name in ("identity", "flip")):
                        continue
                    result = F.grid_sample(image, grid, mode=mode, padding_mode=pad, align_corners=True)
                    values = " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in result[0].permute(1, 2, 0).flatten().tolist())
                    pixels = " ".join(str(int(value)) for value in image[0].permute(1, 2, 0).flatten().tolist())
                    sizes = f"{channels} {height} {width} {new_height} {new_width}"
                    lines.append(f"{name} {mode} {pad} {sizes} {' '.join(map(str, numbers))} {pixels} {values}")
    target = pathlib.Path(__file__).resolve().parents[2] / "tests/Hone.Learn.Tests/Fixtures/augment/grid-sample.txt"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(lines) + "\n")
    write_modes(target.parent)


main()
