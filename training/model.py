"""GPT-2's architecture in plain PyTorch, for training and for checking an export."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F


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
        batch, length, width = x.shape
        qkv = self.attn["c_attn"](self.ln_1(x))
        qkv = qkv.view(batch, length, 3, self.heads, width // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-2, -1) / math.sqrt(width // self.heads) + mask.to(q.dtype)
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, width)
        x = x + self.attn["c_proj"](mixed)
        hidden = F.gelu(self.mlp["c_fc"](self.ln_2(x)), approximate="tanh")
        return x + self.mlp["c_proj"](hidden)


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
        length = ids.shape[1]
        x = self.wte(ids) + self.wpe.weight[:length]
        for block in self.h:
            x = block(x, self.mask[:length, :length])
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
        with torch.autocast("cpu", dtype=torch.bfloat16):
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
