"""Writes a training checkpoint as a Hugging Face style GPT-2 folder; safe to run while training goes on."""

import argparse
import json
import os
import shutil

import torch

from folder import tensors, weights_of, write_safetensors
from tokenizer import Tokenizer


def write_json(folder, name, value):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
        json.dump(value, f, indent=2)
        f.write("\n")


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--out", default="out")
    args.add_argument("--models", default="../models")
    args.add_argument("--name", help="of the folder; nextoken-stories-6m and the like by default")
    args = args.parse_args()

    saved = torch.load(os.path.join(args.out, "checkpoint.pt"))
    config = saved["config"]
    weights = weights_of(saved)
    tokenizer = Tokenizer(os.path.join(args.out, "tok"))
    count = sum(value.numel() for value in weights.values())
    name = args.name or f"nextoken-stories-{round(count / 1e6)}m"

    folder = os.path.join(args.models, name)
    fresh, old = folder + ".new", folder + ".old"
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    os.makedirs(fresh)
    write_json(fresh, "config.json", {
        "model_type": "gpt2",
        "architectures": ["GPT2LMHeadModel"],
        **config,
        "n_ctx": config["n_positions"],
        "n_inner": None,
        "activation_function": "gelu_new",
        "layer_norm_epsilon": 1e-5,
        "bos_token_id": tokenizer.end,
        "eos_token_id": tokenizer.end,
        "tie_word_embeddings": True,
        "torch_dtype": "bfloat16",
    })
    # Where a new name comes, hundreds are equally likely, and one that somebody has already stands out. A very low
    # temperature or min_p takes that one; a cutoff that follows the entropy leaves them all. By judge.py, the cooler of
    # 0.8, 0.7 and 0.6 is the better.
    write_json(fresh, "generation_config.json", {
        "do_sample": True,
        "temperature": 0.6,
        "top_k": 0,
        "eta_cutoff": 0.1,
        "bos_token_id": tokenizer.end,
        "eos_token_id": tokenizer.end,
        "max_new_tokens": 448,
    })
    for file in ("vocab.json", "merges.txt"):
        shutil.copy(os.path.join(args.out, "tok", file), fresh)
    write_safetensors(os.path.join(fresh, "model.safetensors"), tensors(weights))

    # The folder is complete, but for its card (card.py), before it takes the name that others read.
    if os.path.exists(folder):
        os.rename(folder, old)
    os.rename(fresh, folder)
    shutil.rmtree(old, ignore_errors=True)
    print(folder, count, saved["step"], saved["tokens"])


if __name__ == "__main__":
    main()
