"""Trains and applies a byte-level BPE in GPT-2's form (vocab.json, merges.txt)."""

import argparse
import collections
import json
import os

import regex

END = "<|endoftext|>"
PATTERN = regex.compile(
    r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
)


def byte_to_unicode():
    """GPT-2's printable stand-in for each of the 256 bytes, in GPT-2's order."""
    kept = [*range(33, 127), *range(161, 173), *range(174, 256)]
    table = {b: chr(b) for b in kept}
    for b in range(256):
        if b not in table:
            table[b] = chr(256 + len(table) - len(kept))
    return table


BYTES = byte_to_unicode()


def merge_word(word, pair):
    out, i = [], 0
    while i < len(word):
        if i + 1 < len(word) and (word[i], word[i + 1]) == pair:
            out.append(word[i] + word[i + 1])
            i += 2
        else:
            out.append(word[i])
            i += 1
    return tuple(out)


def train(texts, vocab_size):
    """Returns (vocab, merges); the end-of-text token takes the last id."""
    counts = collections.Counter()
    for text in texts:
        counts.update(PATTERN.findall(text))
    words = [
        [tuple(BYTES[b] for b in piece.encode("utf-8")), n]
        for piece, n in sorted(counts.items())
    ]
    pairs = collections.Counter()
    where = collections.defaultdict(set)
    for i, (word, n) in enumerate(words):
        for pair in zip(word, word[1:]):
            pairs[pair] += n
            where[pair].add(i)

    merges = []
    while len(merges) < vocab_size - 257:
        # A tie is settled by the pair itself, so that a rerun gives the same files.
        pair, n = max(pairs.items(), key=lambda item: (item[1], item[0]), default=(None, 0))
        if n < 1:
            break
        merges.append(pair)
        for i in sorted(where.pop(pair)):
            word, count = words[i]
            for old in zip(word, word[1:]):
                pairs[old] -= count
            word = merge_word(word, pair)
            words[i][0] = word
            for new in zip(word, word[1:]):
                pairs[new] += count
                where[new].add(i)
        del pairs[pair]

    vocab = {BYTES[b]: i for i, b in enumerate(BYTES)}
    for left, right in merges:
        vocab.setdefault(left + right, len(vocab))
    vocab[END] = len(vocab)
    return vocab, merges


def save(folder, vocab, merges):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "vocab.json"), "w", encoding="utf-8") as f:
        json.dump(vocab, f, ensure_ascii=False)
    with open(os.path.join(folder, "merges.txt"), "w", encoding="utf-8") as f:
        f.write("#version: 0.2\n")
        f.writelines(f"{left} {right}\n" for left, right in merges)


class Tokenizer:
    """Encodes and decodes with the two files that `save` writes."""

    def __init__(self, folder):
        with open(os.path.join(folder, "vocab.json"), encoding="utf-8") as f:
            self.vocab = json.load(f)
        with open(os.path.join(folder, "merges.txt"), encoding="utf-8") as f:
            lines = f.read().split("\n")[1:]
        self.ranks = {tuple(line.split(" ")): i for i, line in enumerate(l for l in lines if l)}
        self.names = {i: t for t, i in self.vocab.items()}
        self.bytes = {c: b for b, c in BYTES.items()}
        self.end = self.vocab[END]
        self.cache = {}

    def piece(self, piece):
        if piece not in self.cache:
            word = tuple(BYTES[b] for b in piece.encode("utf-8"))
            while len(word) > 1:
                best = min(zip(word, word[1:]), key=lambda p: self.ranks.get(p, 1 << 30))
                if best not in self.ranks:
                    break
                word = merge_word(word, best)
            self.cache[piece] = [self.vocab[t] for t in word]
        return self.cache[piece]

    def encode(self, text):
        return [i for piece in PATTERN.findall(text) for i in self.piece(piece)]

    def bytes_per_token(self, texts):
        return sum(len(t.encode("utf-8")) for t in texts) / sum(len(self.encode(t)) for t in texts)

    def decode(self, ids):
        text = "".join(self.names[i] for i in ids if i != self.end)
        return bytes(self.bytes[c] for c in text).decode("utf-8", "replace")


def main():
    import data  # the other functions need nothing of the training mixture

    args = argparse.ArgumentParser(description="Trains the tokenizer on the mixture that the model is trained on.")
    args.add_argument("folder")
    args.add_argument("size", type=int)
    args.add_argument("--blocks", type=int, default=100, help="blocks of the mixture to count words in")
    args = args.parse_args()
    texts = data.sample_texts(range(args.blocks))
    save(args.folder, *train(texts, args.size))
    tokenizer = Tokenizer(args.folder)
    assert len(tokenizer.vocab) == args.size, "the mixture has too few words for this vocabulary"
    assert all(tokenizer.decode(tokenizer.encode(t)) == t for t in texts[:200])
    for name, texts in data.held_out(200).items():
        print(f"{name}: {tokenizer.bytes_per_token(texts):.3f} bytes a token")


if __name__ == "__main__":
    main()
