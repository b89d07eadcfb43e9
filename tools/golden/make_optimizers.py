"""Twenty steps of each optimizer on two float64 parameters; parameters after each step.

The gradients are given, not computed: only the update is under test. fastai's Adam is torch's AdamW with betas (.9, .99), eps 1e-5;
fastai's SGD with decoupled decay is written out, since torch has none.
"""
import torch

from golden import prepare, save

STEPS = 20


class DecoupledSgd:
    """fastai's SGD: decay, then average of gradients without dampening, then step."""

    def __init__(self, parameters, lr, momentum, weight_decay):
        self.parameters, self.lr, self.momentum, self.weight_decay = parameters, lr, momentum, weight_decay
        self.averages = [torch.zeros_like(p) for p in parameters]

    def step(self):
        with torch.no_grad():
            for p, average in zip(self.parameters, self.averages):
                p.mul_(1 - self.lr * self.weight_decay)
                average.mul_(self.momentum).add_(p.grad)
                p.add_(average, alpha=-self.lr)


CASES = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "sgd_momentum_l2": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01),
    "sgd_dampening": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, dampening=0.3),
    "sgd_nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.01),
    "sgd_decoupled": lambda p: DecoupledSgd(p, lr=0.1, momentum=0.9, weight_decay=0.01),
    "adam_l2": lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.01, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1),
    "adam_fastai": lambda p: torch.optim.AdamW(p, lr=0.01, betas=(0.9, 0.99), eps=1e-5, weight_decay=0.01),
}


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
                parameter.grad = None if i == 1 and step % 4 == 3 and name != "sgd_decoupled" else gradients[step][i].clone()
            optimizer.step()
            for i, parameter in enumerate(parameters):
                trace[i].append(parameter.detach().clone())
        tensors[f"{name}.a"], tensors[f"{name}.b"] = torch.stack(trace[0]), torch.stack(trace[1])
    clipped = [g.clone() for g in gradients[0]]
    for parameter, gradient in zip(parameters, clipped):
        parameter.grad = gradient
    tensors["clip.norm"] = torch.nn.utils.clip_grad_norm_(parameters, 0.5)
    tensors["clip.a"], tensors["clip.b"] = parameters[0].grad, parameters[1].grad
    save("optimizers", tensors)


if __name__ == "__main__":
    main()
