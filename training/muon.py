"""Muon: momentum whose update of each matrix is made orthogonal (Jordan et al., 2024)."""

import math

import torch

from model import BF16

# Coefficients of the quintic Newton-Schulz iteration, by Jordan; they drive singular values to about 1 quickly.
A, B, C = 3.4445, -4.7750, 2.0315
ITERATIONS = 5


def orthogonal(x):
    """The nearest matrices to x [count, rows, columns] with all singular values about 1."""
    tall = x.shape[1] > x.shape[2]
    x = x.transpose(1, 2) if tall else x
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    x = x.bfloat16() if BF16 else x  # many times slower than F32 where the CPU does not multiply in it
    for _ in range(ITERATIONS):
        square = x @ x.transpose(1, 2)
        x = A * x + (B * square + C * (square @ square)) @ x
    return (x.transpose(1, 2) if tall else x).float()


class Muon(torch.optim.Optimizer):
    """Takes matrices; one that stacks several square ones, as queries, keys and values, is parted into them.

    The update has the size that AdamW's usually has, so that the learning rate can be the same (Liu et al., 2025).
    """

    def __init__(self, params, lr=0.0, momentum=0.95, weight_decay=0.0):
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            shapes = {}
            for p in group["params"]:
                shapes.setdefault(p.shape, []).append(p)
            for shape, params in shapes.items():
                grads = torch.stack([self._nesterov(p, group["momentum"]) for p in params])
                side = min(shape)
                parts = grads.view(-1, side, side) if shape == (3 * side, side) else grads
                scale = 0.2 * math.sqrt(max(parts.shape[1:]))
                for p, update in zip(params, (orthogonal(parts) * scale).view(grads.shape)):
                    p.mul_(1 - group["lr"] * group["weight_decay"]).add_(update, alpha=-group["lr"])

    def _nesterov(self, p, momentum):
        state = self.state[p]
        if not state:
            state["average"] = torch.zeros_like(p)
        average = state["average"].lerp_(p.grad, 1 - momentum)
        return p.grad.lerp(average, momentum)
