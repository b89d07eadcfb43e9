"""Dot-product collaborative filtering with biases and a sigmoid range, written with PyTorch's embeddings: scores and gradients."""
import torch
import torch.nn.functional as F

from golden import prepare, save


def main():
    prepare()
    users, items = torch.randn(7, 5, dtype=torch.float64), torch.randn(6, 5, dtype=torch.float64)
    user_bias, item_bias = torch.randn(7, 1, dtype=torch.float64), torch.randn(6, 1, dtype=torch.float64)
    pairs = torch.stack([torch.randint(0, 7, (12,)), torch.randint(0, 6, (12,))], 1)
    weights = {"u_weight": users, "i_weight": items, "u_bias": user_bias, "i_bias": item_bias}
    tensors = {f"{name}.weight": weight.clone() for name, weight in weights.items()}
    tensors["pairs"] = pairs
    for name, (low, high) in {"plain": (None, None), "range": (0, 5.5)}.items():
        for weight in weights.values():
            weight.requires_grad_().grad = None
        user, item = pairs[:, 0], pairs[:, 1]
        y = (F.embedding(user, users) * F.embedding(item, items)).sum(1)
        y = y + F.embedding(user, user_bias).squeeze(1) + F.embedding(item, item_bias).squeeze(1)
        y = y if low is None else torch.sigmoid(y) * (high - low) + low
        y.backward(torch.arange(12, dtype=torch.float64) % 7 - 2.5)
        tensors[f"{name}.out"] = y
        for key, weight in weights.items():
            tensors[f"{name}.g.{key}.weight"] = weight.grad.clone()
    save("embedding_dot", tensors)


if __name__ == "__main__":
    main()
