"""Compares BPE trained on the mixture with GPT-2's own first merges at the same sizes; prints a table.

Bytes a token on the held-out sets and, with --minutes, bits a byte after training a small GPT-2 that long with each.
GPT-2's merges are made from the ranks in the npm package gpt-tokenizer, so the repository's `npm install` must have
been run.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy as np
import torch

import data
import tokenizer as bpe
from crew import Crew
from model import GPT2
from train import COOLING, MALLOC, heat, make_optimizers, measure, set_rate

SIZES = (2048, 3072, 4096)
REPOSITORY = pathlib.Path(__file__).parent.parent
RANKS = """
import ranks from 'gpt-tokenizer/bpeRanks/r50k_base'
const bytes = (token) => Array.from(typeof token === 'string' ? Buffer.from(token) : token)
console.log(JSON.stringify(ranks.slice(0, COUNT).map(bytes)))
"""


def gpt2_tokens(count):
    """GPT-2's first tokens in the order of their ids, in the byte alphabet."""
    command = ["node", "--input-type=module", "-e", RANKS.replace("COUNT", str(count))]
    out = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout
    return ["".join(bpe.BYTES[b] for b in token) for token in json.loads(out)]


def gpt2_files(size):
    """(vocab, merges) of GPT-2's first merges in a vocabulary of `size`, the end token last.

    The merge that makes a token is the pair that is left when its bytes are merged by the tokens before it.
    """
    tokens = gpt2_tokens(size - 1)
    assert all(len(token) == 1 for token in tokens[:256])
    ranks, merges = {}, []
    for token in tokens[256:]:
        word = tuple(token)
        while len(word) > 2:
            word = bpe.merge_word(word, min(zip(word, word[1:]), key=lambda pair: ranks.get(pair, 1 << 30)))
        ranks[word] = len(merges)
        merges.append(word)
    return {token: i for i, token in enumerate([*tokens, bpe.END])}, merges


def trained(tokenizer, minutes, threads, sets):
    """Bits a byte on each set of 2 layers x 128 trained for a time, and how many tokens that was."""
    torch.manual_seed(1)
    torch.set_num_threads(threads)
    model = GPT2(len(tokenizer.vocab), n_positions=512, n_embd=128, n_layer=2, n_head=4)
    optimizers = make_optimizers(model)
    batches = data.Batches(data.Mixture(), tokenizer, 512, (data.PRACTICE_BLOCKS, 0))
    crew = Crew(model, threads)
    step, began = 0, time.time()
    while (progress := (time.time() - began) / (60 * minutes)) < 1:
        set_rate(optimizers, (step + 1) * 8 * 512, heat(progress, COOLING), 3e-3)
        rows = batches.next(8)[0]
        no_rivals = np.full((*rows.shape, 1), data.NO_TARGET)
        crew.learn(optimizers, rows, np.ones(rows.shape, np.float32), no_rivals, 0.0)
        step += 1
    figures = {name: measure(model, tokenizer, texts, 512)["bits_per_byte"] for name, texts in sets.items()}
    return figures, step * 8 * 512


def main():
    if any(name not in os.environ for name in MALLOC):
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | MALLOC)
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--minutes", type=float, default=0, help="of training for each tokenizer")
    args.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    args.add_argument("--blocks", type=int, default=100, help="blocks of the mixture that ours are trained on")
    args.add_argument("--threads", type=int, default=2)
    args = args.parse_args()

    sets = data.held_out(200)
    texts = data.sample_texts(range(args.blocks))
    columns = list(sets)
    print("| vocabulary | unit | " + " | ".join(columns) + " | tokens trained |")
    print("| --- " * (len(columns) + 3) + "|")
    for size in args.sizes:
        for name, files in (("ours", lambda: bpe.train(texts, size)), ("GPT-2's", lambda: gpt2_files(size))):
            with tempfile.TemporaryDirectory() as folder:
                bpe.save(folder, *files())
                tokenizer = bpe.Tokenizer(folder)
            cells = [f"{tokenizer.bytes_per_token(sets[column]):.3f}" for column in columns]
            print(f"| {name} {size} | bytes/token | {' | '.join(cells)} | |", flush=True)
            if args.minutes:
                figures, tokens = trained(tokenizer, args.minutes, args.threads, sets)
                cells = [f"{figures[column]:.3f}" for column in columns]
                print(f"| {name} {size} | bits/byte | {' | '.join(cells)} | {tokens / 1e6:.2f}M |", flush=True)


if __name__ == "__main__":
    main()
