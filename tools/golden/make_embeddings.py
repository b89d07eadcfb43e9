"""Embedding and EmbeddingBag of PyTorch: outputs and gradients for every mode, with offsets, weights and padding."""
import torch
import torch.nn.functional as F

from golden import prepare, save


def record(tensors, name, weight, y, extra=None):
    w = torch.arange(y.numel(), dtype=torch.float64).reshape(y.shape) % 7 - 2.5
    weight.grad = None
    y.backward(w)
    tensors[f"{name}.out"], tensors[f"{name}.g"] = y, weight.grad.clone()
    if extra is not None:
        tensors[f"{name}.gw"] = extra.grad


def main():
    prepare()
    weight = torch.randn(9, 4, dtype=torch.float64).requires_grad_()
    indices = torch.randint(0, 9, (3, 5))
    flat = torch.randint(0, 9, (11,))
    offsets = torch.tensor([0, 4, 4, 9])
    factors = torch.randn(11, dtype=torch.float64).requires_grad_()
    tensors = {"weight": weight.detach().clone(), "indices": indices, "flat": flat, "offsets": offsets, "factors": factors.detach().clone()}
    record(tensors, "embedding", weight, F.embedding(indices, weight))
    record(tensors, "embedding_padding", weight, F.embedding(indices, weight, padding_idx=-2))
    for mode in ("mean", "sum", "max"):
        record(tensors, f"bag_{mode}", weight, F.embedding_bag(indices, weight, mode=mode))
        record(tensors, f"offsets_{mode}", weight, F.embedding_bag(flat, weight, offsets, mode=mode))
        record(tensors, f"padding_{mode}", weight, F.embedding_bag(flat, weight, offsets, mode=mode, padding_idx=int(flat[1])))
    tensors["padding_index"] = flat[1].clone()
    record(tensors, "weighted", weight, F.embedding_bag(flat, weight, offsets, mode="sum", per_sample_weights=factors), factors)
    save("embeddings", tensors)


if __name__ == "__main__":
    main()
