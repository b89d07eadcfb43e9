"""Single operations in float64: inputs, result, and the gradients of sum(result * linspace(-1, 1)).

A JSON file of cases by name, so that the engine's tests need no reader of weights. Run: python3 tools/golden/make_ops.py
"""
import json
import os

import torch
from torch.nn import functional as F

from golden import SEED, VERSION, prepare

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "Hone.Engine.Tests", "Goldens")
INDEX = torch.tensor([[0, 2, 1, 1], [2, 0, 0, 1]])
TARGETS = torch.tensor([2, 0, -100, 1, 3])
LABELS = torch.tensor([2, 0, 3, 1, 3])
ONCE = torch.tensor([[0, 2, 1, 1], [2, 0, 0, 2]])
ROWS = torch.tensor([2, 0])
CLASS_WEIGHTS = torch.tensor([1.0, 0.5, 2.0, 0.25], dtype=torch.float64)
MASK = torch.tensor([[True, False, True, True], [False, False, True, False], [True, True, False, False]])
# Orders of norms are exact in float32, to which PyTorch rounds them.
UNARY = {
    "leaky_relu": lambda x: F.leaky_relu(x, 0.2), "gelu": F.gelu, "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"), "silu": F.silu, "mish": F.mish,
    "elu": lambda x: F.elu(x, 1.5), "softplus": F.softplus, "hard_sigmoid": F.hardsigmoid, "hard_swish": F.hardswish, "hard_tanh": lambda x: F.hardtanh(x, -0.5, 0.75),
    "sin": torch.sin, "cos": torch.cos, "tan": torch.tan, "atan": torch.atan, "erf": torch.erf, "expm1": torch.expm1, "reciprocal": torch.reciprocal,
    "square": torch.square, "sign": torch.sign, "floor": torch.floor, "ceil": torch.ceil, "round": torch.round,
    "var": lambda x: x.var(), "var_axis": lambda x: x.var(1), "var_population": lambda x: x.var(0, unbiased=False), "std_axis": lambda x: x.std(1),
    "norm1": lambda x: torch.linalg.vector_norm(x, 1, 1), "norm2": lambda x: torch.linalg.vector_norm(x, 2, 0), "norm_inf": lambda x: torch.linalg.vector_norm(x, float("inf"), 1),
    "norm0": lambda x: torch.linalg.vector_norm(x, 0, 1) + 0 * x.sum(1), "norm_half": lambda x: torch.linalg.vector_norm(x * MASK, 0.5, 0), "norm1.25": lambda x: torch.linalg.vector_norm(x, 1.25),
    "norm3": lambda x: torch.linalg.vector_norm(x * MASK, 3, (0, 1)), "norm_minus": lambda x: torch.linalg.vector_norm(x, -1.5, 1), "norm_minus_inf": lambda x: torch.norm(x, float("-inf"), 0),
    "amax": lambda x: x.amax((0, 1)), "amin": lambda x: x.amin(0), "max_all": lambda x: x.max(), "min_all": lambda x: x.min(),
    "logsumexp": lambda x: x.logsumexp(1), "logsumexp_all": lambda x: x.logsumexp((0, 1)), "prod": lambda x: x.prod(1), "cumsum": lambda x: x.cumsum(0),
    "gather": lambda x: x.gather(0, INDEX), "masked_fill": lambda x: x.masked_fill(MASK, 2.5), "masked_select": lambda x: x.masked_select(MASK),
    "sort": lambda x: x.sort(1)[0], "topk": lambda x: x.topk(2, 1)[0], "flip": lambda x: x.flip(0, 1), "roll": lambda x: x.roll(3, 1),
    "pad_constant": lambda x: F.pad(x, (1, 2, 0, 1), value=0.5), "pad_reflect": lambda x: F.pad(x[None], (3, 2), mode="reflect")[0],
    "pad_replicate": lambda x: F.pad(x[None], (3, 2), mode="replicate")[0], "tril": lambda x: x.tril(1), "triu": lambda x: x.triu(1),
    "index": lambda x: x[1:3, -1], "index_one": lambda x: x[-2], "select": lambda x: x.select(1, -2), "slice": lambda x: x[:, -3::2], "slice_empty": lambda x: x[5:],
    "pow_base": lambda x: torch.pow(2.5, x),
    "roll_axes": lambda x: x.roll((1, -2), (0, 1)), "repeat": lambda x: x.repeat(2, 1, 3), "expand_keep": lambda x: x[:, None].expand(-1, 2, -1),
    "diag_matrix": lambda x: x[1].diag(-1), "diag_vector": lambda x: x.diag(1), "sinh": torch.sinh, "cosh": torch.cosh, "remainder_number": lambda x: x.remainder(-0.7),
    "scatter_number": lambda x: x.scatter(0, INDEX, 2.5), "median": lambda x: x.median(1)[0], "median_all": lambda x: x.median(),
}
POSITIVE = {"log2": torch.log2, "log10": torch.log10, "rsqrt": torch.rsqrt, "log1p": torch.log1p, "log": torch.log, "pow1.5": lambda x: x.pow(1.5), "pow3": lambda x: x.pow(3)}
INSIDE = {"asin": torch.asin, "acos": torch.acos}
BINARY = {
    "atan2": torch.atan2, "remainder": torch.remainder, "clamp_tensors": lambda a, b: a.clamp(b - 0.5, b + 0.25), "clamp_min": lambda a, b: a.clamp(min=b),
    "scatter": lambda a, b: a.scatter(0, ONCE, b[:2]), "index_add": lambda a, b: a.index_add(0, ROWS, b[:2]),
    "maximum": torch.maximum, "minimum": torch.minimum, "where": lambda a, b: torch.where(MASK, a, b), "scatter_add": lambda a, b: a.scatter_add(0, INDEX, b[:2]),
    "l1": F.l1_loss, "smooth_l1": lambda a, b: F.smooth_l1_loss(a, b, beta=0.7), "huber": lambda a, b: F.huber_loss(a, b, delta=0.7),
    "bce": lambda a, b: F.binary_cross_entropy_with_logits(a, b.detach().sigmoid()),
    "bce_weighted": lambda a, b: F.binary_cross_entropy_with_logits(a, b.detach().sigmoid(), weight=CLASS_WEIGHTS, pos_weight=CLASS_WEIGHTS + 1, reduction="none"),
}


def focal(x):
    ce = F.cross_entropy(x, LABELS, weight=CLASS_WEIGHTS, reduction="none")
    return ((1 - torch.exp(-ce)) ** 2 * ce).mean()


def dice(x):
    p = x.softmax(1)
    truth = F.one_hot(torch.arange(12).reshape(2, 2, 3) % 3, 3).permute(0, 3, 1, 2)
    return (1 - (2 * (p * truth).sum((2, 3)) + 1e-6) / ((p + truth).sum((2, 3)) + 1e-6)).sum()


def case(function, *inputs):
    inputs = [x.detach().clone().requires_grad_() for x in inputs]
    out = function(*inputs)
    (out * torch.linspace(-1, 1, out.numel(), dtype=torch.float64).reshape(out.shape)).sum().backward() if out.numel() > 1 else out.sum().backward()
    numbers = lambda x: {"shape": list(x.shape), "values": x.detach().reshape(-1).tolist()}
    return {"inputs": [numbers(x) for x in inputs], "output": numbers(out), "gradients": [numbers(x.grad if x.grad is not None else torch.zeros_like(x)) for x in inputs]}


def main():
    prepare()
    normal = lambda *shape: torch.randn(*shape, dtype=torch.float64)
    x, y = normal(3, 4) * 1.5, normal(3, 4)
    y[0, 1] = x[0, 1]
    cases = {name: case(f, x) for name, f in UNARY.items()}
    cases.update({name: case(f, x.abs() + 0.1) for name, f in POSITIVE.items()})
    cases.update({name: case(f, x.tanh()) for name, f in INSIDE.items()})
    cases.update({name: case(f, x, y) for name, f in BINARY.items()})
    cases["pow_tensor"] = case(torch.pow, x.abs() + 0.1, y)
    cases["pow_tensor_broadcast"] = case(torch.pow, x[:, :1].abs() + 0.1, y[0])
    cases["pow_tensor_at_zero"] = case(torch.pow, torch.tensor([0.0, 0, 0, 3], dtype=torch.float64), torch.tensor([0.0, 2, 1, 0], dtype=torch.float64))
    log = normal(5, 4).log_softmax(1)
    cases["nll"] = case(lambda t: F.nll_loss(t, TARGETS), log)
    cases["nll_weighted"] = case(lambda t: F.nll_loss(t, TARGETS, weight=CLASS_WEIGHTS), log)
    cases["nll_none"] = case(lambda t: F.nll_loss(t, TARGETS, weight=CLASS_WEIGHTS, reduction="none"), log)
    cases["focal"] = case(focal, normal(5, 4))
    cases["dice"] = case(dice, normal(2, 3, 2, 3))
    cases["matmul"] = case(torch.matmul, normal(2, 1, 3, 4), normal(5, 4, 2))
    cases["matmul_one"] = case(torch.matmul, normal(2, 3, 4), normal(4, 2))
    cases["einsum"] = case(lambda a, b: torch.einsum("bij,bjk->bik", a, b), normal(2, 3, 4), normal(2, 4, 2))
    cases["einsum_outer"] = case(lambda a, b: torch.einsum("ij,kl->ljki", a, b), normal(2, 3), normal(2, 2))
    cases["einsum_three"] = case(lambda a, b, c: torch.einsum("ia,jb,ab->ij", a, b, c), normal(2, 3), normal(4, 2), normal(3, 2))
    cases["einsum_sum"] = case(lambda a: torch.einsum("ijk->ki", a), normal(2, 3, 4))
    cases["matmul_vectors"] = case(torch.matmul, normal(4), normal(4))
    cases["matmul_row"] = case(torch.matmul, normal(4), normal(4, 2))
    cases["matmul_column"] = case(torch.matmul, normal(2, 3, 4), normal(4))
    cases["matmul_row_batch"] = case(torch.matmul, normal(3), normal(2, 3, 4))
    cases["einsum_ones"] = case(lambda a, b: torch.einsum("ij,ik->jk", a, b), normal(1, 3), normal(2, 4))
    cases["slogdet"] = case(lambda a: torch.mul(*torch.linalg.slogdet(a)), normal(3, 3, 3))
    cases["max_pool_dilated"] = case(lambda t: F.max_pool2d(t, (2, 3), (2, 1), (1, 1), dilation=(3, 2)), normal(2, 2, 8, 7))
    cases["max_pool_dilated_ceil"] = case(lambda t: F.max_pool2d(t, 2, 2, 1, dilation=2, ceil_mode=True), normal(1, 3, 6, 7))
    cases["max_pool1d_dilated"] = case(lambda t: F.max_pool1d(t, 3, 2, 1, dilation=2, ceil_mode=True), normal(2, 2, 10))
    os.makedirs(FOLDER, exist_ok=True)
    with open(os.path.join(FOLDER, "ops.json"), "w") as file:
        json.dump({"generator": VERSION, "seed": SEED, "torch": torch.__version__, "cases": cases}, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
