"""GPT-2's architecture in plain PyTorch, for training and for checking an export."""

import math
import pathlib

import torch
import torch.nn as nn
import torch.nn.functional as F


def has_bf16():
    """Whether the CPU multiplies in BF16; where it does not, autocast is many times slower than F32."""
    flags = pathlib.Path("/proc/cpuinfo")
    return flags.exists() and any(name in flags.read_text() for name in ("avx512_bf16", "amx_bf16"))


BF16 = has_bf16()
GELU_1 = 2 * math.sqrt(2 / math.pi)
GELU_3 = 0.044715 * GELU_1
QUERIES = 256  # rows of the attention matrix that are computed at a time


class Gelu(torch.autograd.Function):
    """GPT-2's GELU (the tanh form) as x * sigmoid(u), u = GELU_1 x + GELU_3 x^3; PyTorch's own is slow in BF16."""

    @staticmethod
    def forward(ctx, x):
        gate = (x * x).mul_(GELU_3).add_(GELU_1).mul_(x).sigmoid_()
        ctx.save_for_backward(x, gate)
        return x * gate

    @staticmethod
    def backward(ctx, grad):
        x, gate = ctx.saved_tensors
        # gate + x gate (1 - gate) u'
        slope = (x * x).mul_(3 * GELU_3).add_(GELU_1).mul_(x)
        return slope.mul_(1 - gate).add_(1).mul_(gate).mul_(grad)


def attention(q, k, v, mask):
    """Causal attention; q, k, v and the result are [sequences x heads, length, head width].

    A run of queries looks only at the keys up to its last, so that much of the masked half is never computed.
    """
    q, k, mask = q / math.sqrt(q.shape[-1]), k.transpose(1, 2), mask.to(q.dtype)
    mixed = []
    for start in range(0, q.shape[1], QUERIES):
        stop = min(start + QUERIES, q.shape[1])
        scores = torch.baddbmm(mask[..., start:stop, :stop], q[:, start:stop], k[:, :, :stop])
        mixed.append(scores.softmax(-1) @ v[:, :stop])
    return torch.cat(mixed, 1)


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.ln_1 = nn.LayerNorm(width, eps=1e-5)
        self.attn = nn.ModuleDict(
            {"c_attn": nn.Linear(width, 3 * width), "c_proj": nn.Linear(width, width)}
        )
        self.ln_2 = nn.LayerNorm(width, eps=1e-5)
        self.mlp = nn.ModuleDict(
            {"c_fc": nn.Linear(width, 4 * width), "c_proj": nn.Linear(4 * width, width)}
        )

    def forward(self, x, mask):
        """x [batch, length, width], mask [batch x heads, length, length] added to the scores; returns the new x."""
        batch, length, width = x.shape
        heads = (batch, length, 3, self.heads, width // self.heads)
        q, k, v = self.attn["c_attn"](self.ln_1(x)).view(heads).permute(2, 0, 3, 1, 4).flatten(1, 2)
        mixed = attention(q, k, v, mask).view(batch, self.heads, length, -1).transpose(1, 2)
        x = x + self.attn["c_proj"](mixed.reshape(batch, length, width))
        return x + self.mlp["c_proj"](Gelu.apply(self.mlp["c_fc"](self.ln_2(x))))


class GPT2(nn.Module):
    def __init__(self, vocab_size, n_positions, n_embd, n_layer, n_head):
        super().__init__()
        self.wte = nn.Embedding(vocab_size, n_embd)
        self.wpe = nn.Embedding(n_positions, n_embd)
        self.h = nn.ModuleList(Block(n_embd, n_head) for _ in range(n_layer))
        self.ln_f = nn.LayerNorm(n_embd, eps=1e-5)
        mask = torch.full((n_positions, n_positions), -1e9).triu(1)
        self.register_buffer("mask", mask, persistent=False)
        for name, p in self.named_parameters():
            if "ln_" in name:
                continue
            if name.endswith("bias"):
                nn.init.zeros_(p)
            else:
                # GPT-2 scales the projections into the residual stream by its depth.
                scale = math.sqrt(2 * n_layer) if "c_proj" in name else 1.0
                nn.init.normal_(p, std=0.02 / scale)

    def forward(self, ids):
        """Token ids [batch, length] to logits [batch, length, vocab_size].

        Of several texts in a row, each behind an end token (the last of the vocabulary), none sees another: whose
        name it is would be far harder to learn among the names of other texts.
        """
        length = ids.shape[1]
        text = (ids == self.wte.num_embeddings - 1).cumsum(1)
        mask = self.mask[:length, :length].masked_fill(text[:, :, None] != text[:, None], -1e9)
        mask = mask.to(torch.bfloat16).repeat_interleave(self.h[0].heads, 0)
        x = self.wte(ids) + self.wpe.weight[:length]
        for block in self.h:
            x = block(x, mask)
        return F.linear(self.ln_f(x), self.wte.weight)


@torch.no_grad()
def sample(model, prompt, end, seeds, temperature=0.8, top_k=40, limit=300):
    """Continues one prompt once for each seed, up to the end token; each seed draws for itself."""
    generators = [torch.Generator().manual_seed(seed) for seed in seeds]
    rows = [list(prompt) for _ in seeds]
    done = [False] * len(seeds)
    for length in range(len(prompt), min(len(prompt) + limit, model.wpe.num_embeddings)):
        # Padding after the last token changes nothing before it, and few distinct lengths
        # let the matrix kernels be reused.
        width = length + -length % 128
        padded = [row + [end] * (width - len(row)) for row in rows]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BF16):
            logits = model(torch.tensor(padded))[:, length - 1].float() / temperature
        values, places = logits.topk(top_k)
        for i, row in enumerate(rows):
            if done[i]:
                continue
            drawn = torch.multinomial(values[i].softmax(-1), 1, generator=generators[i])
            chosen = places[i, drawn].item()
            if chosen == end:
                done[i] = True
            else:
                row.append(chosen)
        if all(done):
            break
    return rows
