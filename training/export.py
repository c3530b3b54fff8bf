"""Writes a training checkpoint as a Hugging Face style GPT-2 folder with BF16 weights."""

import argparse
import json
import os
import shutil

import torch

from card import card
from model import GPT2, sample
from tokenizer import Tokenizer

# GPT-2 keeps these matrices as [in, out]; PyTorch's Linear keeps [out, in].
TRANSPOSED = ("c_attn.weight", "c_proj.weight", "c_fc.weight")


def tensors(state):
    """The checkpoint's tensors under GPT-2's names, in BF16."""
    out = {}
    for name, value in state.items():
        if name.endswith(TRANSPOSED):
            value = value.t()
        out["transformer." + name] = value.to(torch.bfloat16).contiguous()
    return out


def write_safetensors(path, named):
    header, at = {"__metadata__": {"format": "pt"}}, 0
    for name, value in named.items():
        size = value.numel() * 2
        header[name] = {"dtype": "BF16", "shape": list(value.shape), "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(header, separators=(",", ":")).encode("utf-8")
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(len(text).to_bytes(8, "little"))
        f.write(text)
        for value in named.values():
            f.write(value.view(torch.int16).numpy().astype("<i2").tobytes())


def write_json(folder, name, value):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
        json.dump(value, f, indent=2)
        f.write("\n")


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--out", default="out")
    args.add_argument("--models", default="../models")
    args.add_argument("--samples", type=int, default=4)
    args = args.parse_args()
    torch.set_num_threads(2)

    saved = torch.load(os.path.join(args.out, "checkpoint.pt"))
    config = saved["config"]
    model = GPT2(**config)
    model.load_state_dict(saved["model"])
    tokenizer = Tokenizer(os.path.join(args.out, "tok"))
    count = sum(p.numel() for p in model.parameters())
    name = f"nextoken-stories-{round(count / 1e6)}m"

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
    write_json(fresh, "generation_config.json", {
        "do_sample": True,
        "temperature": 0.8,
        "top_k": 40,
        "bos_token_id": tokenizer.end,
        "eos_token_id": tokenizer.end,
        "max_new_tokens": 300,
    })
    for file in ("vocab.json", "merges.txt"):
        shutil.copy(os.path.join(args.out, "tok", file), fresh)
    write_safetensors(os.path.join(fresh, "model.safetensors"), tensors(saved["model"]))

    seeds = range(1, args.samples + 1)
    rows = sample(model, tokenizer.encode("Once upon a time"), tokenizer.end, seeds)
    stories = [(seed, tokenizer.decode(row)) for seed, row in zip(seeds, rows)]
    with open(os.path.join(fresh, "README.md"), "w", encoding="utf-8") as f:
        f.write(card(name, count, saved, stories))

    # The folder is complete before it takes the name that others read.
    if os.path.exists(folder):
        os.rename(folder, old)
    os.rename(fresh, folder)
    shutil.rmtree(old, ignore_errors=True)
    print(folder, count, saved["step"], saved["tokens"])


if __name__ == "__main__":
    main()
