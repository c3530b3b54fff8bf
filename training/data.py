"""The mixture that is trained on, packed in rows, and the texts that are held out."""

import pathlib
import random

import numpy as np

import corpus
import practice
import stories

CORPUS = pathlib.Path(__file__).parent / "out" / "corpus"
SHARES = {"told": 0.82, "handwritten": 0.03, "prose": 0.07, "practice": 0.08}  # of the tokens
PRACTICE_BLOCKS = 11  # at the very beginning there is nothing but practice
STORIES_IN_BLOCK = 256  # told or handwritten ones that are packed together
KNOWN = 1 << 20  # above all token ids
NO_TARGET = -100  # fills a row up and is not learnt; cross_entropy skips it
SMALLEST_ROOM = 16  # tokens; less than that is left unused at the end of a row


def _marked(tokenizer, text):
    """Token ids of a text, with KNOWN added to each that holds a letter of what was known (told stories are ASCII)."""
    ids = tokenizer.encode(text)
    if not getattr(text, "known", ()):
        return ids
    known = np.zeros(len(text), dtype=bool)
    for start, stop in text.known:
        known[start:stop] = True
    lengths = [len(tokenizer.decode([i])) for i in ids]
    stops = np.cumsum(lengths)
    return [i + KNOWN * bool(known[stop - length : stop].any()) for i, stop, length in zip(ids, stops, lengths)]


def held_out(count, folder=CORPUS):
    """Name of each set -> its texts, at most `count` of them; beside the held-out ones, stories of the training."""
    seeds = range(stories.HELD_OUT_SEED, stories.HELD_OUT_SEED + count)
    sets = {
        "stories seen": [stories.story(seed) for seed in range(count)],
        "own stories": [stories.story(seed) for seed in seeds],
        "new plots": [stories.story(seed, stories.HELD_OUT_PLOTS) for seed in seeds] if stories.HELD_OUT_PLOTS else [],
        "handwritten": stories.handwritten()[1],
        "prose": corpus.read(folder)[1],
    }
    return {name: texts[:: -(-len(texts) // count)] for name, texts in sets.items() if texts}


class Mixture:
    """An endless stream of texts or rows, cut in numbered blocks; each depends on its number and the shares alone."""

    def __init__(self, folder=CORPUS, practice_share=SHARES["practice"]):
        self.handwritten, self.prose = stories.handwritten()[0], corpus.read(folder)[0]
        told = SHARES["told"] + SHARES["practice"] - practice_share
        self.shares = {**SHARES, "told": told, "practice": practice_share}
        for name, texts in (("handwritten", self.handwritten), ("prose", self.prose)):
            if not texts:
                self.shares["told"] += self.shares.pop(name)
                self.shares[name] = 0.0
                print(f"training without {name}: there is none")
        told = np.mean([len(stories.story(seed)) for seed in range(200)])
        written = np.mean([len(text) for text in self.handwritten] or [told])
        # The chance that makes the handwritten share one of tokens and not of stories.
        a, b = self.shares["handwritten"] / written, self.shares["told"] / told
        self.chance_handwritten = a / (a + b)
        # Of what is not practice.
        self.prose_share = self.shares["prose"] / (1 - self.shares["practice"])
        self.failed = 0  # stories that their plot could not tell

    def _told(self, seeds):
        """The next story that can be told; a fault in a rare branch of a plot must not end a long run."""
        for seed in seeds:
            try:
                return stories.story(seed)
            except Exception as error:
                self.failed += 1
                print(f"story {seed}: {type(error).__name__}: {error}", flush=True)

    def texts(self, block):
        """(stories, an endless iterator of prose, an endless iterator of more stories) of a block."""
        chooser = random.Random(f"block {block}")
        seeds = iter(range(4 * STORIES_IN_BLOCK * block, 4 * STORIES_IN_BLOCK * (block + 1)))
        told = [
            chooser.choice(self.handwritten) if chooser.random() < self.chance_handwritten else self._told(seeds)
            for _ in range(STORIES_IN_BLOCK)
        ]
        prose = iter(lambda: chooser.choice(self.prose), None)
        return told, prose, iter(lambda: self._told(seeds), None)

    def practice_rows(self, block, tokenizer, length, count):
        """`count` rows that are full of scenes, as lists of ids."""
        chooser = random.Random(f"practice {block}")
        rows = []
        for _ in range(count):
            row = [tokenizer.end]
            while len(row) < length + 1:
                row += tokenizer.encode(practice.scene(chooser)) + [tokenizer.end]
            rows.append(row)
        return rows

    def rows(self, block, tokenizer, length):
        """(ids, known) of a block, each [rows, length + 1]: token ids, NO_TARGET after the end of the last text of a
        row, and where they were known, see `Story`.

        Every row begins with a story or a piece of prose and holds whole stories as far as they fit; the room
        that is left is filled with the beginning of a piece of prose or, once prose has its share, of a story.
        Thus no name in a row was introduced before it. Half of the rows go without the end token at the front,
        as do prompts.
        """
        end = [tokenizer.end]
        told, prose, more = self.texts(block)
        rows = []  # each [end] text [end] text ... [end]; an id that was known has KNOWN added to it
        for ids in sorted((_marked(tokenizer, text) + end for text in told), key=len, reverse=True):
            fitting = [row for row in rows if len(row) + len(ids) <= length + 1]
            row = max(fitting, key=len, default=None)
            if row is None:
                row = list(end)
                rows.append(row)
            row += ids
        # The prose that makes its share of the block once every room is filled.
        budget = self.prose_share * len(rows) * length
        for row in rows:
            while length + 1 - len(row) >= SMALLEST_ROOM:
                filler = _marked(tokenizer, next(prose if budget > 0 else more)) + end
                filler = filler[: length + 1 - len(row)]
                budget -= len(filler) if budget > 0 else 0
                row += filler
        while budget > 0:
            row = list(end)
            while len(row) < length + 1:
                row += tokenizer.encode(next(prose)) + end
            rows.append(row)
            budget -= (1 - self.prose_share) * length
        if block < PRACTICE_BLOCKS:
            rows = self.practice_rows(block, tokenizer, length, len(rows))
        else:
            count = round(len(rows) * self.shares["practice"] / (1 - self.shares["practice"]))
            rows += self.practice_rows(block, tokenizer, length, count)
        chooser = random.Random(f"rows {block}")
        chooser.shuffle(rows)
        out = np.full((len(rows), length + 1), NO_TARGET, dtype=np.int64)
        for i, row in enumerate(rows):
            row = row[chooser.randint(0, 1) :][: length + 1]
            out[i, : len(row)] = row
        known = out >= KNOWN
        return out - KNOWN * known, known


def sample_texts(blocks, folder=CORPUS):
    """Whole texts of the given blocks in the shares of the mixture, by length in characters."""
    mixture, out = Mixture(folder), []
    for block in blocks:
        told, prose, _ = mixture.texts(block)
        out += told
        budget = sum(map(len, told)) * mixture.prose_share / (1 - mixture.prose_share)
        while budget > 0:
            out.append(next(prose))
            budget -= len(out[-1])
    return out


class Batches:
    """Batches of rows from a place (block, row) on; `place` is where the next one begins."""

    def __init__(self, mixture, tokenizer, length, place=(0, 0)):
        self.mixture, self.tokenizer, self.length = mixture, tokenizer, length
        self.block, self.row = place
        self.rows, self.known = mixture.rows(self.block, tokenizer, length)

    @property
    def place(self):
        return self.block, self.row

    def next(self, count):
        """(ids, known) of the next `count` rows, each [count, length + 1]; the few that are left over at the end of a
        block are dropped."""
        while len(self.rows) - self.row < count:
            self.block, self.row = self.block + 1, 0
            self.rows, self.known = self.mixture.rows(self.block, self.tokenizer, self.length)
        self.row += count
        part = slice(self.row - count, self.row)
        return self.rows[part], self.known[part]
