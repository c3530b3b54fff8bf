"""Measures an exported model on the held-out sets: `python3 evaluate.py ../models/NAME`."""

import argparse
import json

import torch

import data
from folder import load
from tokenizer import Tokenizer
from train import measure

TEXTS = 200  # of each set, or all there are


def figures(folder, sets):
    """Name of each set of texts -> nats a token, bits a byte and the number of texts, for the exported weights."""
    model, config = load(folder)
    tokenizer = Tokenizer(folder)
    return {
        name: measure(model, tokenizer, texts, config["n_positions"])
        for name, texts in sets.items()
    }


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("model")
    args.add_argument("--texts", type=int, default=TEXTS)
    args.add_argument("--json", help="write the figures to this file too")
    args.add_argument("--save-texts", help="write the texts to this file, as with_library.mjs reads them")
    args = args.parse_args()
    torch.set_num_threads(2)
    sets = data.held_out(args.texts)
    found = figures(args.model, sets)
    print(f"{'set':<14}{'texts':>6}{'nats/token':>12}{'bits/byte':>12}")
    for name, figure in found.items():
        print(f"{name:<14}{figure['texts']:>6}{figure['nats_per_token']:>12.4f}{figure['bits_per_byte']:>12.4f}")
    if args.save_texts:
        with open(args.save_texts, "w", encoding="utf-8") as f:
            json.dump(sets, f)
    if args.json:
        with open(args.json, "w", encoding="utf-8") as f:
            json.dump(found, f, indent=2)


if __name__ == "__main__":
    main()
