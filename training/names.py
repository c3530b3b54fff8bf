"""Names that come back: how much they count in training, and what they cost (`python3 names.py out/checkpoint.pt`).

A model that looks up whose name it is pays little for a name that comes back; one that does not pays for a choice among
all names. This alone tells the one from the other: both write good sentences.
"""

import argparse
import collections
import pathlib
import random

import numpy as np
import torch

import data
import lexicon as words
import practice
from folder import weights_of
from model import BF16, GPT2
from tokenizer import Tokenizer

ALL = sorted({*words.GIRLS, *words.BOYS, *words.ANIMAL_NAMES, *words.SURNAMES})
WEIGHT = 5.0  # of the tokens of a name that comes back: three in a hundred of a story's, else outvoted
FIRST, AGAIN = 1, 2


class Names:
    """Finds names in token ids."""

    def __init__(self, tokenizer):
        self.end = tokenizer.end
        self.spelled = collections.defaultdict(list)  # first token -> (all tokens, name), the longest first
        for name in ALL:
            for piece in (name, " " + name):
                ids = tokenizer.encode(piece)
                self.spelled[ids[0]].append((ids, name))
        for known in self.spelled.values():
            known.sort(key=lambda spelling: -len(spelling[0]))

    def sorts(self, row):
        """For each id of a row, 0, or FIRST or AGAIN where a name that its text has not had or has had goes on."""
        row, out, seen, at = list(row), np.zeros(len(row), dtype=np.int8), set(), 0
        while at < len(row):
            if row[at] == self.end:
                seen.clear()
            for ids, name in self.spelled.get(row[at], ()):
                if row[at : at + len(ids)] == ids:
                    out[at : at + len(ids)] = AGAIN if name in seen else FIRST
                    seen.add(name)
                    at += len(ids) - 1
                    break
            at += 1
        return out

    def weights(self, rows, share):
        """How much each id of rows [count, length] counts, float32 of the same shape; `share`, 0 to 1, of the extra weight.

        What counts more than the rest is also expected where it does not stand, so that the share must end at 0.
        """
        again = np.stack([self.sorts(row.tolist()) for row in rows]) == AGAIN
        return np.where(again, 1.0 + (WEIGHT - 1.0) * share, 1.0).astype(np.float32)


@torch.no_grad()
def costs(model, tokenizer, texts, length):
    """Nats a token of texts: of names that come first, of those that come back, and of the rest."""
    names, found = Names(tokenizer), {0: [], FIRST: [], AGAIN: []}
    for text in texts:
        ids = [tokenizer.end, *tokenizer.encode(text)][: length + 1]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BF16):
            logits = model(torch.tensor([ids[:-1]]))[0]
        nats = torch.nn.functional.cross_entropy(logits.float(), torch.tensor(ids[1:]), reduction="none")
        for sort, cost in zip(names.sorts(ids)[1:], nats.tolist()):
            found[sort].append(cost)
    return {name: np.mean(found[sort] or [0.0]) for name, sort in (("first", FIRST), ("again", AGAIN), ("rest", 0))}


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("checkpoint", type=pathlib.Path)
    args.add_argument("--texts", type=int, default=40)
    args = args.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(args.checkpoint, map_location="cpu")
    model = GPT2(**saved["config"])
    model.load_state_dict(weights_of(saved))
    sets = data.held_out(args.texts) | {
        "practice": [practice.scene(random.Random(f"held out {seed}")) for seed in range(args.texts)]
    }
    tokenizer = Tokenizer(args.checkpoint.parent / "tok")
    print(f"nats a token after {saved['tokens'] / 1e6:.2f}M tokens")
    print(f"{'set':<14}{'name first':>12}{'name again':>12}{'rest':>12}")
    for name in ("practice", "own stories", "new plots"):
        if name in sets:
            found = costs(model, tokenizer, sets[name], saved["config"]["n_positions"])
            print(f"{name:<14}" + "".join(f"{found[sort]:>12.3f}" for sort in ("first", "again", "rest")))


if __name__ == "__main__":
    main()
