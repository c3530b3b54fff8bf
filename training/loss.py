"""What a step minimises: the nats of each target, weighted, and of the words that must not be expected."""

import torch

import data
from model import BF16


class SummedLoss(torch.autograd.Function):
    """Cross-entropy, the sum of nats in F32, of logits [tokens, vocabulary] in BF16 and targets [tokens], each times
    its weight; and `extra` times what it costs that rivals [tokens, most] are expected, -log(1 - their probability).

    The gradient is made along with the loss, a few tokens at a time, so that no F32 copy of all logits exists.
    """

    @staticmethod
    def forward(ctx, logits, targets, weights, rivals, extra):
        grad, nats = torch.empty_like(logits), torch.zeros(())
        weights = torch.where(targets != data.NO_TARGET, weights, 0.0)[:, None]
        targets = targets.clamp(min=0)[:, None]
        for part in range(0, len(logits), 256):
            rows = slice(part, part + 256)
            shares = logits[rows].float().softmax(-1)
            places, more = rival_loss(shares, rivals[rows])
            nats += extra * more[0]
            right = shares.gather(1, targets[rows])
            nats -= (right.clamp(min=1e-38).log() * weights[rows]).sum()
            shares.scatter_(1, targets[rows], right - 1).mul_(weights[rows])
            shares[places] += extra * more[1]
            grad[rows] = shares
        ctx.save_for_backward(grad)
        return nats

    @staticmethod
    def backward(ctx, scale):
        (grad,) = ctx.saved_tensors
        return grad * scale, None, None, None, None


def rival_loss(shares, rivals):
    """(places, (nats, gradient)) of -log(1 - s) with s the summed shares of the rivals, at the places that have any.

    The gradient by the logits of shares p is p (1 - s) / (1 - s) = p at a rival and -p s / (1 - s) elsewhere.
    """
    places = (rivals[:, 0] != data.NO_TARGET).nonzero()[:, 0]
    shares, rivals = shares[places], rivals[places]
    is_rival = torch.zeros_like(shares)
    is_rival.scatter_add_(1, rivals.clamp(min=0), (rivals != data.NO_TARGET).float())
    summed = (shares * is_rival).sum(1, keepdim=True).clamp(max=0.999)
    return places, (-(1 - summed).log().sum(), shares * (is_rival - summed) / (1 - summed))


def loss_of(model, rows, weights=None, rivals=None, extra=0.0):
    """Nats, summed, that the targets in rows [count, length + 1] of ids cost; data.NO_TARGET is no target.

    `weights`, of the same shape, `rivals` and `extra`: see `Recall.weigh`; all count 1 without.
    """
    weights = torch.ones(rows.shape) if weights is None else weights
    rivals = torch.full((*rows.shape, 1), data.NO_TARGET) if rivals is None else rivals
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BF16):
        logits = model(rows[:, :-1].clamp(min=0))
    targets, weights, rivals = (tensor[:, 1:].flatten(0, 1) for tensor in (rows, weights, rivals))
    return SummedLoss.apply(logits.flatten(0, 1), targets, weights, rivals, extra)
