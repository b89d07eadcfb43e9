"""Matrix products: torch.mm into an existing result, which calls OpenBLAS."""
from functools import partial

import torch


def settings(arguments):
    return {"row-major": partial(prepare, arguments)}


def prepare(arguments):
    m, n, k = arguments["m"], arguments["n"], arguments["k"]
    a = torch.randn(m, k)
    b = torch.randn(k, n)
    if arguments["transposeA"]:
        a = a.t().contiguous().t()
    if arguments["transposeB"]:
        b = b.t().contiguous().t()
    result = torch.empty(m, n)

    def run():
        torch.mm(a, b, out=result)

    return run
