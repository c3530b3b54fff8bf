"""Words that a story must remember: how much they count in training, and what they cost
(`python3 recall.py out/checkpoint.pt`).

Who has what, who promised what, which thing was lost: wherever a word stands that few stories have, it is either one that
the story has had already or a new one. A model that looks up which pays little; one that does not writes sentences that
are each as good, about somebody else.
"""

import argparse
import collections
import math
import pathlib
import random

import numpy as np
import torch

import data
import practice
import stories
from folder import weights_of
from model import BF16, GPT2
from tokenizer import Tokenizer

RARE = 0.08  # of the stories have a word at most, or it is not looked up but known
COUNTED = 2000  # stories in which words are counted
STOPS = '.!?"\n'  # after these a sentence begins
WEIGHT = 5.0  # of a word that comes back or was known, and of having no earlier one in the place of a new one
FIRST, AGAIN = 1, 2
TITLES = {" Mr", " Mrs", " Miss"}


class Recall:
    """Finds rare words in token ids: those that a text has for the first time, and those that come back."""

    def __init__(self, tokenizer):
        self.end = tokenizer.end
        pieces = [tokenizer.decode([i]) for i in range(len(tokenizer.vocab))]
        self.letters = [piece.strip(" ").lower() if piece.strip(" ").isalpha() else "" for piece in pieces]
        self.begins = [piece.startswith(" ") for piece in pieces]
        self.stops = [any(mark in piece for mark in STOPS) for piece in pieces]
        self.stops[self.end] = True
        # In the place of a new child's name a title is as wrong as an earlier name, and much likelier than any new one.
        self.titles = {i for i, piece in enumerate(pieces) if piece in TITLES}
        found = collections.Counter()
        for seed in range(COUNTED):
            found.update({word for _, word in self._words(tokenizer.encode(stories.story(seed)))})
        self.common = {word for word, count in found.items() if count > RARE * COUNTED}

    def _words(self, ids):
        """(where it begins, the word in small letters) of each word; one goes on to the next place or to no letter."""
        words = []
        for at, i in enumerate(ids):
            if i < 0 or not self.letters[i]:
                continue
            if words and not self.begins[i] and ids[at - 1] >= 0 and self.letters[ids[at - 1]]:
                words[-1][1] += self.letters[i]
            else:
                words.append([at, self.letters[i]])
        return words

    def sorts(self, row):
        """(sorts, rivals) of a row of ids, a list.

        `sorts`, int8: 0, or FIRST or AGAIN for each token of a rare word that its text has not had or has had; a word
        that begins a sentence is a choice among sentences, and 0. `rivals`: where a FIRST one begins -> first tokens of
        all earlier ones that are not its own, and of titles.
        """
        sorts, rivals, starts, seen = np.zeros(len(row), dtype=np.int8), {}, set(self.titles), set()
        ends = iter([at for at, i in enumerate(row) if i == self.end] + [len(row)])
        next_end = next(ends)
        for at, word in self._words(row):
            if word in self.common:
                continue
            while at > next_end:
                starts, seen, next_end = set(self.titles), set(), next(ends)
            length = 1
            while at + length < len(row) and self._goes_on(row[at + length]):
                length += 1
            if at and not self.stops[row[at - 1]]:
                sorts[at : at + length] = AGAIN if word in seen else FIRST
                if word not in seen and starts - {row[at]}:
                    rivals[at] = sorted(starts - {row[at]})
            starts.add(row[at])
            seen.add(word)
        return sorts, rivals

    def _goes_on(self, i):
        return i >= 0 and self.letters[i] != "" and not self.begins[i]

    def weigh(self, rows, known, share):
        """(weights, rivals, extra) for rows [count, length] of ids, what was `known` of them (`Mixture.rows`), and the
        `share`, 0 to 1, of what these words count beyond others.

        `weights`, float32 of the same shape: how much each id counts. `rivals`, int64 [count, length, most]: ids that
        must not stand in the place of an id, filled up with NO_TARGET; `extra`: how much that counts beyond the id's own.
        What counts more than the rest is also expected where it does not stand, so that the share must end at 0.
        """
        found = [self.sorts(row.tolist()) for row in rows]
        extra = (WEIGHT - 1.0) * share
        again = np.stack([sorts for sorts, _ in found]) == AGAIN
        weights = 1.0 + extra * (again | known).astype(np.float32)
        most = max((len(ids) for _, rivals in found for ids in rivals.values()), default=1)
        rivals = np.full((*rows.shape, most), data.NO_TARGET, dtype=np.int64)
        for number, (_, places) in enumerate(found):
            for at, ids in places.items():
                rivals[number, at, : len(ids)] = ids
        return weights, rivals, extra


@torch.no_grad()
def costs(model, tokenizer, recall, texts, length):
    """Nats a token of texts, by kind: of rare words that come `first`, of those that come `again`, of the `rest`; and
    by place where a new one comes, what it costs that `earlier` ones are expected there."""
    found = collections.defaultdict(list)
    kinds = {FIRST: "first", AGAIN: "again", 0: "rest"}
    for text in texts:
        ids = [tokenizer.end, *tokenizer.encode(text)][: length + 1]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BF16):
            logits = model(torch.tensor([ids[:-1]]))[0].float()
        nats = torch.nn.functional.cross_entropy(logits, torch.tensor(ids[1:]), reduction="none")
        sorts, rivals = recall.sorts(ids)
        for sort, cost in zip(sorts[1:].tolist(), nats.tolist()):
            found[kinds[sort]].append(cost)
        shares = logits.softmax(-1)
        found["earlier"] += [-math.log1p(-shares[at - 1, i].sum().item()) for at, i in rivals.items()]
    return {kind: np.mean(found[kind] or [0.0]) for kind in (*kinds.values(), "earlier")}


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
    recall = Recall(tokenizer)
    print(f"nats a token after {saved['tokens'] / 1e6:.2f}M tokens")
    print(f"{'set':<14}{'first':>9}{'again':>9}{'rest':>9}{'earlier':>9}")
    for name in ("practice", "own stories", "new plots"):
        if name in sets:
            found = costs(model, tokenizer, recall, sets[name], saved["config"]["n_positions"])
            print(f"{name:<14}" + "".join(f"{cost:>9.3f}" for cost in found.values()))


if __name__ == "__main__":
    main()
