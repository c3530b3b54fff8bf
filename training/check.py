"""Reads an exported folder back, compares it with its checkpoint and prints sampled stories."""

import argparse
import json
import os

import torch

import stories
from export import TRANSPOSED
from model import GPT2, sample
from tokenizer import Tokenizer


def read_safetensors(path):
    with open(path, "rb") as f:
        data = f.read()
    size = int.from_bytes(data[:8], "little")
    assert size % 8 == 0
    header, body, end = json.loads(data[8 : 8 + size]), data[8 + size :], 0
    header.pop("__metadata__", None)
    out = {}
    for name, entry in header.items():
        start, stop = entry["data_offsets"]
        assert start == end and entry["dtype"] == "BF16"
        end = stop
        bits = torch.frombuffer(bytearray(body[start:stop]), dtype=torch.int16)
        out[name] = bits.view(torch.bfloat16).float().view(entry["shape"])
    assert end == len(body), "the tensors must fill the file"
    return out


def load(folder):
    with open(os.path.join(folder, "config.json"), encoding="utf-8") as f:
        config = json.load(f)
    keys = ("vocab_size", "n_positions", "n_embd", "n_layer", "n_head")
    model = GPT2(**{key: config[key] for key in keys})
    state = {}
    for name, value in read_safetensors(os.path.join(folder, "model.safetensors")).items():
        name = name[len("transformer.") :]
        state[name] = value.t() if name.endswith(TRANSPOSED) else value
    model.load_state_dict(state)
    return model, config


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--out", default="out")
    args.add_argument("--model", default="../models/nextoken-stories-4m")
    args.add_argument("--stories", type=int, default=20)
    args = args.parse_args()
    torch.set_num_threads(2)

    exported, config = load(args.model)
    tokenizer = Tokenizer(args.model)
    assert len(tokenizer.vocab) == config["vocab_size"]
    assert tokenizer.end == config["eos_token_id"] == config["vocab_size"] - 1

    saved = torch.load(os.path.join(args.out, "checkpoint.pt"))
    original = GPT2(**saved["config"])
    original.load_state_dict(saved["model"])
    ids = torch.tensor([tokenizer.encode(stories.story(20_000_000))])
    with torch.no_grad():
        left, right = original(ids).log_softmax(-1), exported(ids).log_softmax(-1)
    apart = (left.exp() * (left - right)).sum(-1).mean().item()
    same = (left.argmax(-1) == right.argmax(-1)).float().mean().item()
    print(f"divergence {apart:.2e} nats, same first choice {same:.3f}")
    assert apart < 1e-3, "the export differs from its checkpoint by more than rounding"

    prompt = tokenizer.encode("Once upon a time")
    rows = sample(exported, prompt, tokenizer.end, range(1, args.stories + 1))
    for seed, row in enumerate(rows, 1):
        print(f"\n[{seed}] {tokenizer.decode(row)}")
    ended = sum(len(row) < len(prompt) + 300 for row in rows)
    print(f"\n{ended} of {args.stories} stories came to their end within 300 tokens")


if __name__ == "__main__":
    main()
