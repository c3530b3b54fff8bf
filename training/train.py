"""Trains the stories model; stop it at any time (SIGTERM, Ctrl-C or --until) and run it again to go on exactly.

The schedule follows the tokens seen. The checkpoint holds everything that the rest of the run depends on.
"""

import argparse
import datetime
import json
import math
import os
import pathlib
import shutil
import signal
import sys
import time

import torch

import data
import folder
import recall
import stories
from crew import Crew
from loss import loss_of
from model import GPT2, sample
from muon import Muon
from tokenizer import Tokenizer

CONFIG = {"n_positions": 512, "n_embd": 256, "n_layer": 6, "n_head": 8}
BETAS, DECAY = (0.9, 0.95), 0.1
WARMUP = 500_000  # tokens
COOLING = 0.4  # of the schedule: the learning rate falls to zero
AVERAGE = 0.999  # of the averaged weights is kept at each step
SAVE_SECONDS, MEASURE_SECONDS, PRINT_SECONDS = 300, 600, 60

# glibc returns the memory of every large tensor to the system at once; keeping it is much faster.
MALLOC = {
    "MALLOC_MMAP_THRESHOLD_": str(1 << 32),
    "MALLOC_TRIM_THRESHOLD_": str(1 << 32),
    "MALLOC_TOP_PAD_": str(1 << 30),
}


def arguments():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--tokens", type=float, required=True, help="length of the whole schedule, for example 100e6")
    args.add_argument("--until", help="HH:MM in UTC, within the next day: stop then, with a checkpoint")
    args.add_argument("--out", default="out")
    args.add_argument("--batch", type=int, default=8, help="rows of n_positions tokens in a step")
    args.add_argument("--rate", type=float, default=4e-3, help="peak learning rate")
    args.add_argument("--cooling", type=float, default=COOLING, help="share of the schedule in which the rate falls to zero")
    args.add_argument("--threads", type=int, default=2, help="as many processes share a step's rows")
    args.add_argument("--start", metavar="FOLDER", help="begin with the weights and the tokenizer of an exported model")
    args.add_argument("--first-block", type=int, default=0, help="of the data; beyond those that it has seen")
    args.add_argument("--practice", type=float, help="share of scenes, from now on")
    for name, value in CONFIG.items():
        args.add_argument(f"--{name}", type=int, default=value)
    args = args.parse_args()
    assert 1 <= args.threads <= args.batch, "--threads is more than --batch"
    assert 0 < args.cooling <= 1, "--cooling is a share of the schedule"
    assert args.practice is None or 0 <= args.practice < 0.9, "--practice is a share below 0.9"
    return args


def heat(progress, cooling):
    """1, and over the last part of the schedule, its share `cooling`, linear to 0.

    It depends on the length of the schedule only at the end, so that a run can be given more or fewer tokens
    until its cooling begins.
    """
    return max(0.0, min(1.0, (1 - progress) / cooling))


def set_rate(optimizers, tokens, hot, peak):
    """The learning rate after some tokens: a warm-up, then the share `hot` (see `heat`) of its peak."""
    rate = peak * min(1.0, tokens / WARMUP, hot)
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["lr"] = rate


def make_optimizers(model):
    """Muon for the blocks' matrices, AdamW for embeddings and vectors; both take the same learning rate."""
    matrices = [p for name, p in model.named_parameters() if p.dim() == 2 and name.startswith("h.")]
    embeddings = [p for name, p in model.named_parameters() if p.dim() == 2 and not name.startswith("h.")]
    vectors = [p for p in model.parameters() if p.dim() == 1]
    groups = [{"params": embeddings, "weight_decay": DECAY}, {"params": vectors, "weight_decay": 0.0}]
    adam = torch.optim.AdamW(groups, lr=0.0, betas=BETAS, foreach=True)
    return [Muon(matrices, weight_decay=DECAY), adam]


@torch.no_grad()
def measure(model, tokenizer, texts, length):
    """Nats a token and bits a byte of texts, each from an end token to its own, cut after `length` tokens.

    The closing end token is predicted as the others are, but has no bytes.
    """
    rows = [[tokenizer.end, *tokenizer.encode(text), tokenizer.end][: length + 1] for text in texts]
    nats = 0.0
    for at in range(0, len(rows), 8):
        batch = rows[at : at + 8]
        ids = torch.full((len(batch), max(map(len, batch))), data.NO_TARGET)
        for i, row in enumerate(batch):
            ids[i, : len(row)] = torch.tensor(row)
        nats += loss_of(model, ids).item()
    tokens = sum(len(row) - 1 for row in rows)
    size = sum(len(tokenizer.decode(row).encode("utf-8")) for row in rows)
    return {"nats_per_token": nats / tokens, "bits_per_byte": nats / math.log(2) / size, "texts": len(rows)}


def time_of(clock):
    """Seconds since 1970 of the next HH:MM in UTC."""
    now = datetime.datetime.now(datetime.timezone.utc)
    hour, minute = map(int, clock.split(":"))
    then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return time.time() + (then - now).total_seconds() % 86400


class Run:
    """A training run: the model, its optimizer, the averaged weights and the place in the data."""

    def __init__(self, args):
        self.args, self.out = args, pathlib.Path(args.out)
        self.path = self.out / "checkpoint.pt"
        start = None if self.path.exists() else args.start
        if start:
            (self.out / "tok").mkdir(parents=True, exist_ok=True)
            for file in ("vocab.json", "merges.txt"):
                shutil.copy(pathlib.Path(start) / file, self.out / "tok")
        self.tokenizer = Tokenizer(self.out / "tok")
        self.length = args.n_positions
        self.config = {"vocab_size": len(self.tokenizer.vocab)} | {name: getattr(args, name) for name in CONFIG}
        torch.manual_seed(1)
        self.model = GPT2(**self.config)
        self.optimizers = make_optimizers(self.model)
        if start:
            started, config = folder.load(start)
            assert all(config[name] == value for name, value in self.config.items()), f"{start} has another shape"
            self.model.load_state_dict(started.state_dict())
        self.average = {name: value.clone() for name, value in self.model.state_dict().items()}
        self.averaged = GPT2(**self.config)  # is given the averaged weights to measure and sample with
        self.step, self.tokens, self.seconds, self.loss, place = 0, 0, 0.0, None, (args.first_block, 0)
        if self.path.exists():
            saved = torch.load(self.path)
            assert saved["config"] == self.config, f"the checkpoint has another model: {saved['config']}"
            if saved["held_out_plots"] != stories.HELD_OUT_PLOTS or saved["plots"] != stories.TRAIN_PLOTS:
                print("the plots have changed since the checkpoint: the data goes on differently")
            self.model.load_state_dict(saved["model"])
            for optimizer, state in zip(self.optimizers, saved["optimizers"]):
                optimizer.load_state_dict(state)
            self.average, place = saved["average"], saved["place"]
            self.step, self.tokens, self.seconds, self.loss = (
                saved[name] for name in ("step", "tokens", "seconds", "loss")
            )
            if args.practice is None:
                args.practice = saved["settings"].get("practice")
        if args.practice is None:
            args.practice = data.SHARES["practice"]
        self.recall = recall.Recall(self.tokenizer)
        self.batches = data.Batches(data.Mixture(self.out / "corpus", args.practice), self.tokenizer, self.length, place)
        self.sets = data.held_out(64, self.out / "corpus")
        self.crew = Crew(self.model, args.threads)

    def save(self):
        """Writes the checkpoint whole or not at all."""
        fields = ("config", "step", "tokens", "seconds", "loss", "average")
        state = {name: getattr(self, name) for name in fields} | {
            "model": self.model.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "place": self.batches.place,
            "settings": vars(self.args),
            "plots": stories.TRAIN_PLOTS,
            "held_out_plots": stories.HELD_OUT_PLOTS,
        }
        fresh = self.path.with_suffix(".new")
        torch.save(state, fresh)
        os.replace(fresh, self.path)

    @torch.no_grad()
    def advance(self):
        """One step; the averaged weights follow, at first quickly."""
        tokens = self.tokens + self.args.batch * self.length
        hot = heat(tokens / self.args.tokens, self.args.cooling)
        set_rate(self.optimizers, tokens, hot, self.args.rate)
        rows, known = self.batches.next(self.args.batch)
        weights, rivals, extra = self.recall.weigh(rows, known, hot)
        loss = self.crew.learn(self.optimizers, rows, weights, rivals, extra)
        self.step += 1
        self.tokens += rows.shape[0] * self.length
        self.loss = loss if self.loss is None else 0.98 * self.loss + 0.02 * loss
        kept = min(AVERAGE, (1 + self.step) / (10 + self.step))
        values = list(self.average.values())
        torch._foreach_mul_(values, kept)
        torch._foreach_add_(values, list(self.model.state_dict().values()), alpha=1 - kept)

    def log(self):
        """Measures the averaged weights on every held-out set and adds a line of JSON to out/train.log."""
        self.averaged.load_state_dict(self.average)
        line = {"tokens": self.tokens, "step": self.step, "hours": round(self.seconds / 3600, 3), "loss": self.loss}
        for name, texts in self.sets.items():
            line[name] = measure(self.averaged, self.tokenizer, texts, self.length)
        with open(self.out / "train.log", "a", encoding="utf-8") as f:
            f.write(json.dumps(line) + "\n")
        figures = ", ".join(f"{name} {line[name]['bits_per_byte']:.3f}" for name in self.sets)
        print(f"held out, bits a byte: {figures}", flush=True)

    def show(self):
        self.averaged.load_state_dict(self.average)
        for row in sample(self.averaged, self.tokenizer.encode("Once upon a time"), self.tokenizer.end, [1, 2]):
            print("\n" + self.tokenizer.decode(row), flush=True)


def main():
    if any(name not in os.environ for name in MALLOC):
        # glibc reads these when a process starts; the process id stays the same.
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | MALLOC)
    args = arguments()
    stop_at = time_of(args.until) if args.until else math.inf
    torch.set_num_threads(args.threads)
    stopped = []
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_number, lambda number, frame: stopped.append(number))

    run = Run(args)
    count = sum(p.numel() for p in run.model.parameters())
    print(f"{count} parameters, {run.tokens} of {args.tokens:.0f} tokens seen", flush=True)
    now = printed = saved = measured = time.time()
    tokens_then = run.tokens
    while run.tokens < args.tokens and not stopped and now < stop_at:
        run.advance()
        now, before = time.time(), now
        run.seconds += now - before
        if now - printed > PRINT_SECONDS:
            speed = (run.tokens - tokens_then) / (now - printed)
            rate = run.optimizers[0].param_groups[0]["lr"]
            place = f"{run.tokens / 1e6:.2f}M tokens"
            print(f"{place}, loss {run.loss:.4f}, rate {rate:.2e}, {speed:.0f} tokens/s", flush=True)
            printed, tokens_then = now, run.tokens
        if now - saved > SAVE_SECONDS:
            run.save()
            saved = now
        if now - measured > MEASURE_SECONDS:
            run.log()
            measured = time.time()
    run.save()
    if not stopped:
        run.log()
        run.show()
    print(f"stopped at {run.tokens} tokens, step {run.step}, loss {run.loss}", flush=True)


if __name__ == "__main__":
    main()
