"""Processes that share the rows of a step.

Each multiplies with a single thread: on two cores without BF16 that is a fifth faster than two threads that split every
matrix, and another program beside it only slows a step down, while of split matrices one thread always waits for the other.
"""

import multiprocessing
import os
import signal
import traceback

import numpy as np
import torch

import data
from loss import loss_of

CLIP = 1.0  # norm of the gradient


def _gradient(model, work):
    """Adds the gradient of (rows, weights, rivals, extra, targets) to the model's own; returns the loss."""
    *arrays, extra, targets = work
    with torch.enable_grad():
        loss = loss_of(model, *map(torch.from_numpy, arrays), extra) / targets
        loss.backward()
    return loss.item()


def _work(model, gradients, pipe):
    """What a process of the crew does until the first one closes its end of the pipe or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    torch.set_num_threads(1)
    for p, gradient in zip(model.parameters(), gradients):
        p.grad = gradient
    while True:
        try:
            work = pipe.recv()
        except EOFError:
            return
        for gradient in gradients:
            gradient.zero_()
        pipe.send(_gradient(model, work))


class Crew:
    """This process and `threads` - 1 others, with the model's weights in memory that they share."""

    def __init__(self, model, threads):
        self.model, self.threads = model.share_memory(), threads
        self.pipes, self.gradients = [], []
        for _ in range(threads - 1):
            near, far = multiprocessing.Pipe()
            gradients = [torch.zeros_like(p).share_memory_() for p in model.parameters()]
            self.pipes.append(near)
            self.gradients.append(gradients)
            if os.fork() == 0:
                try:
                    for end in self.pipes:  # only the first process may hold them, so that its death closes them
                        end.close()
                    _work(model, gradients, far)
                except BaseException:
                    traceback.print_exc()
                finally:
                    os._exit(0)  # nothing that the first process would do at its end
            far.close()

    def learn(self, optimizers, rows, weights, rivals, extra):
        """One step on rows [batch, length + 1] and what `Recall.weigh` says of them, all as arrays; returns the weighted
        nats a token, what the rivals cost included."""
        targets = float((weights * (rows != data.NO_TARGET))[:, 1:].sum())
        shares = [np.array_split(array, self.threads) for array in (rows, weights, rivals)]
        own, *rest = ([*share, extra, targets] for share in zip(*shares))
        for pipe, work in zip(self.pipes, rest):
            pipe.send(work)
        self.model.zero_grad()
        torch.set_num_threads(1)
        loss = _gradient(self.model, own)
        loss += sum(pipe.recv() for pipe in self.pipes)
        torch.set_num_threads(self.threads)
        parameters = list(self.model.parameters())
        for gradients in self.gradients:
            torch._foreach_add_([p.grad for p in parameters], gradients)
        torch.nn.utils.clip_grad_norm_(parameters, CLIP)
        for optimizer in optimizers:
            optimizer.step()
        return loss
