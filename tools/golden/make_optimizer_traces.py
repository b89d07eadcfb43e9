"""Twenty steps of Adam with amsgrad, RMSProp, RAdam, LAMB, Lookahead, Ranger and the sparse optimizers on float64 parameters; parameters after each step.

torch.optim has Adam, AdamW, RMSprop, RAdam and SparseAdam. The others are written out here: LAMB from You et al. 2020 (arXiv 1904.00962, algorithm 2) with
decoupled decay and the trust ratio bounded by 10, RAdam from Liu et al. 2020 (arXiv 1908.03265) with eps after the correction of bias and a softplus option,
Lookahead from Zhang et al. 2019 (arXiv 1907.08610).
"""
import math

import torch

from golden import prepare, save

STEPS = 20


class WrittenOut:
    """Running means, a number of updates for each parameter, decoupled decay; a derived class says where a parameter goes."""

    def __init__(self, parameters, lr, momentum, square_momentum, eps, weight_decay, beta=0.0):
        self.parameters, self.lr, self.eps, self.weight_decay, self.beta = parameters, lr, eps, weight_decay, beta
        self.momentum, self.square_momentum = momentum, square_momentum
        self.states = [[torch.zeros_like(p), torch.zeros_like(p), 0] for p in parameters]

    def step(self):
        with torch.no_grad():
            for p, state in zip(self.parameters, self.states):
                if p.grad is None:
                    continue
                p.mul_(1 - self.lr * self.weight_decay)
                state[0] = self.momentum * state[0] + (1 - self.momentum) * p.grad
                state[1] = self.square_momentum * state[1] + (1 - self.square_momentum) * p.grad ** 2
                state[2] += 1
                mean = state[0] / (1 - self.momentum ** state[2])
                root = (state[1] / (1 - self.square_momentum ** state[2])).sqrt()
                self.move(p, mean, root, state[2])


class Lamb(WrittenOut):
    def move(self, p, mean, root, step):
        direction = mean / (root + self.eps)
        size, length = p.norm(), direction.norm()
        trust = 1.0 if size == 0 or length == 0 else min(float(size / length), 10.0)
        p.sub_(self.lr * trust * direction)


class RAdam(WrittenOut):
    def move(self, p, mean, root, step):
        most = 2 / (1 - self.square_momentum) - 1
        power = self.square_momentum ** step
        length = most - 2 * step * power / (1 - power)
        if length <= 5:
            p.sub_(self.lr * mean)
            return
        rectification = math.sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length))
        denominator = root + self.eps
        if self.beta:
            denominator = torch.log1p(torch.exp(self.beta * denominator)) / self.beta
        p.sub_(self.lr * rectification * mean / denominator)


class Lookahead:
    def __init__(self, inner, k=6, alpha=0.5):
        self.inner, self.k, self.alpha, self.count = inner, k, alpha, 0
        self.slow = [p.detach().clone() for p in inner.parameters]

    def step(self):
        self.inner.step()
        self.count += 1
        if self.count % self.k == 0:
            with torch.no_grad():
                for slow, p in zip(self.slow, self.inner.parameters):
                    slow.add_(p - slow, alpha=self.alpha)
                    p.copy_(slow)


CASES = {
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01),
    "rmsprop_momentum_l2": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, momentum=0.9, weight_decay=0.1),
    "rmsprop_centered": lambda p: torch.optim.RMSprop(p, lr=0.01, centered=True),
    "rmsprop_centered_momentum": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, centered=True, momentum=0.5),
    "radam_torch": lambda p: torch.optim.RAdam(p, lr=0.01, betas=(0.9, 0.99), eps=1e-15),
    "radam": lambda p: RAdam(p, 0.01, 0.9, 0.99, 1e-5, 0.1),
    "radam_beta": lambda p: RAdam(p, 0.01, 0.9, 0.99, 1e-5, 0.0, beta=3.0),
    "lamb": lambda p: Lamb(p, 0.01, 0.9, 0.99, 1e-5, 0.1),
    "lookahead_sgd": lambda p: Lookahead(DecayFreeSgd(p, 0.1)),
    "adam_amsgrad": lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.99), eps=1e-5, amsgrad=True),
    "adam_amsgrad_l2": lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.6), eps=1e-8, weight_decay=0.1, amsgrad=True),
    "adamw_amsgrad": lambda p: torch.optim.AdamW(p, lr=0.01, betas=(0.8, 0.7), eps=1e-5, weight_decay=0.1, amsgrad=True),
    "ranger": lambda p: Lookahead(RAdam(p, 0.01, 0.95, 0.99, 1e-6, 0.01)),
}


class DecayFreeSgd:
    def __init__(self, parameters, lr):
        self.parameters, self.lr = parameters, lr

    def step(self):
        with torch.no_grad():
            for p in self.parameters:
                if p.grad is not None:
                    p.sub_(self.lr * p.grad)


def sparse(tensors):
    """SparseAdam and SGD over rows that differ from step to step, through an embedding."""
    start = torch.randn(6, 3, dtype=torch.float64)
    indices = torch.randint(0, 6, (STEPS, 4))
    targets = torch.randn(STEPS, 4, 3, dtype=torch.float64)
    tensors["sparse.start"], tensors["sparse.indices"], tensors["sparse.targets"] = start, indices, targets
    makers = {
        "sparse_adam": lambda p: torch.optim.SparseAdam(p, lr=0.05, betas=(0.9, 0.99), eps=1e-5),
        "sparse_sgd": lambda p: torch.optim.SGD(p, lr=0.05),
    }
    for name, make in makers.items():
        layer = torch.nn.Embedding(6, 3, sparse=True, dtype=torch.float64)
        with torch.no_grad():
            layer.weight.copy_(start)
        optimizer = make(list(layer.parameters()))
        trace = []
        for step in range(STEPS):
            optimizer.zero_grad()
            ((layer(indices[step]) - targets[step]) ** 2).sum().backward()
            optimizer.step()
            trace.append(layer.weight.detach().clone())
        tensors[name] = torch.stack(trace)


def main():
    prepare()
    start = [torch.randn(3, 4, dtype=torch.float64), torch.randn(5, dtype=torch.float64)]
    gradients = [[torch.randn_like(p) * (1 + step % 3) for p in start] for step in range(STEPS)]
    tensors = {"start.a": start[0], "start.b": start[1]}
    for step in range(STEPS):
        tensors[f"grad.{step}.a"], tensors[f"grad.{step}.b"] = gradients[step]
    for name, make in CASES.items():
        parameters = [p.clone().requires_grad_() for p in start]
        optimizer = make(parameters)
        trace = [[], []]
        for step in range(STEPS):
            for i, parameter in enumerate(parameters):
                # The second parameter gets no gradient in every fourth step, and is skipped.
                parameter.grad = None if i == 1 and step % 4 == 3 else gradients[step][i].clone()
            optimizer.step()
            for i, parameter in enumerate(parameters):
                trace[i].append(parameter.detach().clone())
        tensors[f"{name}.a"], tensors[f"{name}.b"] = torch.stack(trace[0]), torch.stack(trace[1])
    sparse(tensors)
    save("optimizer_traces", tensors)


if __name__ == "__main__":
    main()
