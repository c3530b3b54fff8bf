"""Trains the stories model until a given time of day, on a schedule that follows the clock."""

import argparse
import datetime
import json
import math
import os
import time

import numpy as np
import torch
import torch.nn.functional as F

import stories
from model import GPT2, sample
from tokenizer import Tokenizer

CONFIG = {"vocab_size": 2048, "n_positions": 512, "n_embd": 256, "n_layer": 4, "n_head": 4}
TRAIN_STORIES = 60000
HELD_OUT_SEED = 10_000_000  # far above every training seed
PEAK, WARMUP, BATCH, CLIP, DECAY = 1.5e-3, 0.03, 4, 1.0, 0.1


def held_out(tokenizer, count, plots=None):
    texts = [stories.story(HELD_OUT_SEED + i, plots) for i in range(count)]
    rows = [[tokenizer.end] + tokenizer.encode(t) + [tokenizer.end] for t in texts]
    return rows, sum(len(t.encode("utf-8")) for t in texts)


@torch.no_grad()
def measure(model, rows, byte_count):
    """Nats a token over whole stories (the closing end token counts), and bits a byte."""
    total = tokens = 0
    for at in range(0, len(rows), 8):
        batch = [row[: CONFIG["n_positions"] + 1] for row in rows[at : at + 8]]
        width = max(map(len, batch))
        ids = torch.full((len(batch), width), -100)
        for i, row in enumerate(batch):
            ids[i, : len(row)] = torch.tensor(row)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(ids[:, :-1].clamp(min=0))
        total += F.cross_entropy(logits.float().flatten(0, 1), ids[:, 1:].flatten(), reduction="sum").item()
        tokens += sum(len(row) - 1 for row in batch)
    return {"nats_per_token": total / tokens, "bits_per_byte": total / math.log(2) / byte_count}


def seconds_until(clock):
    now = datetime.datetime.now(datetime.timezone.utc)
    hour, minute = map(int, clock.split(":"))
    then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return ((then - now).total_seconds()) % 86400


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--until", required=True, help="HH:MM in UTC, within the next day")
    args.add_argument("--out", default="out")
    args.add_argument("--threads", type=int, default=2)
    args.add_argument("--restart", type=float, help="resume at this share of the schedule (a warm restart)")
    args = args.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)

    began, span = time.time(), seconds_until(args.until)
    tokenizer = Tokenizer(os.path.join(args.out, "tok"))
    stream, starts = [tokenizer.end], []
    for seed in range(TRAIN_STORIES):
        starts.append(len(stream))
        stream += tokenizer.encode(stories.story(seed)) + [tokenizer.end]
    stream, starts = np.array(stream, dtype=np.int64), np.array(starts)
    context = CONFIG["n_positions"]
    starts = starts[starts + context + 1 < len(stream)]
    print(f"{len(stream)} training tokens", flush=True)
    sets = {
        "new stories": held_out(tokenizer, 200),
        "new plots": held_out(tokenizer, 200, stories.HELD_OUT_PLOTS),
    }

    model = GPT2(**CONFIG)
    matrices = [p for p in model.parameters() if p.dim() > 1]
    vectors = [p for p in model.parameters() if p.dim() == 1]
    groups = [{"params": matrices, "weight_decay": DECAY}, {"params": vectors, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=PEAK, betas=(0.9, 0.95))
    step, resumed_at, spent, average = 0, 0.0, 0.0, None
    path = os.path.join(args.out, "checkpoint.pt")
    if os.path.exists(path):
        saved = torch.load(path)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        step, resumed_at = saved["step"], saved["progress"]
        spent, average = saved["seconds"], saved["loss"]
        if args.restart is not None:
            resumed_at = args.restart

    def save(progress, figures=None):
        state = {
            "model": model.state_dict(), "optimizer": optimizer.state_dict(), "config": CONFIG,
            "step": step, "progress": progress, "loss": average, "seconds": spent + time.time() - began,
            "tokens": step * BATCH * context, "figures": figures,
        }
        torch.save(state, path + ".new")
        os.replace(path + ".new", path)

    printed = saved_at = time.time()
    while True:
        # A resumed run spreads what is left of the schedule over the time it is given.
        progress = resumed_at + (1 - resumed_at) * (time.time() - began) / span
        if progress >= 1:
            break
        rate = PEAK * min(1, progress / WARMUP) * 0.5 * (1 + math.cos(math.pi * progress))
        for group in optimizer.param_groups:
            group["lr"] = max(rate, PEAK * 0.01)

        # Each row begins where a story begins, half of the time with the end token before it.
        chooser = np.random.default_rng(step)
        at = chooser.choice(starts, BATCH) - chooser.integers(0, 2, BATCH)
        rows = torch.from_numpy(np.stack([stream[i : i + context + 1] for i in at]))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(rows[:, :-1])
        loss = F.cross_entropy(logits.float().flatten(0, 1), rows[:, 1:].flatten())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optimizer.step()
        step += 1
        value = loss.item()
        average = value if average is None else 0.98 * average + 0.02 * value

        if time.time() - printed > 30:
            printed = time.time()
            speed = step * BATCH * context / (spent + printed - began)
            print(f"{progress:.3f} step {step} loss {average:.4f} rate {rate:.2e} {speed:.0f} tokens/s", flush=True)
        if time.time() - saved_at > 90:
            saved_at = time.time()
            save(progress)
            rows_, _ = sets["new stories"]
            quick = measure(model, rows_[:24], 1)["nats_per_token"]
            print(f"held out {quick:.4f}", flush=True)

    figures = {name: measure(model, *rows) for name, rows in sets.items()}
    save(1.0, figures)
    print(json.dumps(figures), flush=True)
    for row in sample(model, tokenizer.encode("Once upon a time"), tokenizer.end, [1, 2]):
        print(tokenizer.decode(row), flush=True)


if __name__ == "__main__":
    main()
