"""Reads an exported folder back, compares it with its checkpoint and prints sampled stories."""

import argparse
import json
import os

import torch

import consistency
import stories
from folder import load, weights_of
from model import GPT2, sample
from tokenizer import Tokenizer


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--out", default="out")
    args.add_argument("--model", default="../models/nextoken-stories-6m")
    args.add_argument("--stories", type=int, default=20)
    args.add_argument("--json", help="write the sampled stories to this file, as consistency.py reads them")
    args = args.parse_args()
    torch.set_num_threads(2)

    exported, config = load(args.model)
    tokenizer = Tokenizer(args.model)
    assert len(tokenizer.vocab) == config["vocab_size"]
    assert tokenizer.end == config["eos_token_id"] == config["vocab_size"] - 1

    saved = torch.load(os.path.join(args.out, "checkpoint.pt"))
    original = GPT2(**saved["config"])
    original.load_state_dict(weights_of(saved))
    ids = torch.tensor([tokenizer.encode(stories.story(stories.HELD_OUT_SEED))[: config["n_positions"]]])
    with torch.no_grad():
        left, right = original(ids).log_softmax(-1), exported(ids).log_softmax(-1)
    apart = (left.exp() * (left - right)).sum(-1).mean().item()
    same = (left.argmax(-1) == right.argmax(-1)).float().mean().item()
    print(f"divergence {apart:.2e} nats, same first choice {same:.3f}")
    assert apart < 1e-3, "the export differs from its checkpoint by more than rounding"

    prompt, room = tokenizer.encode("Once upon a time"), config["n_positions"]
    rows = sample(exported, prompt, tokenizer.end, range(1, args.stories + 1), limit=room)
    samples = [
        {"seed": seed, "text": tokenizer.decode(row), "ended": len(row) < room} for seed, row in enumerate(rows, 1)
    ]
    for told in samples:
        print(f"\n[{told['seed']}] {told['text']}")
    print()
    consistency.report(samples)
    if args.json:
        with open(args.json, "w", encoding="utf-8") as f:
            f.writelines(json.dumps(told) + "\n" for told in samples)


if __name__ == "__main__":
    main()
