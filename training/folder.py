"""Writes and reads the files of a Hugging Face style GPT-2 folder with BF16 weights."""

import json
import os

import torch

from model import GPT2

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


def weights_of(saved):
    """The weights of a checkpoint: the latest once the rate has come to zero, and the running average before."""
    return saved["model" if saved["tokens"] >= saved["settings"]["tokens"] else "average"]


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
