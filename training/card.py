"""Writes the model card: `python3 card.py ../models/NAME`, after export.py, evaluate.py and with_library.mjs.

It says what checkpoint.pt tells of the training and what library.json says of the exported weights; both lie in
out/.
"""

import argparse
import json
import math
import os
import statistics

import torch

import consistency
import corpus
import data
import folder
import recall
from tokenizer import Tokenizer

SETS = {
    "stories seen": "told stories of the training itself, each of which was seen once",
    "own stories": "plots that were trained on, told with unseen seeds; because they share the plots' sentences, this "
    "says how well the plots were learnt and little about other text",
    "new plots": "plots that were never trained on, one of each kind of story; names and openings are shared",
    "handwritten": "stories written by hand and not trained on",
    "prose": "pieces of the books below that were not trained on: plain prose for children",
}
SHOWN = 10  # samples, the first seeds


def quoted(text):
    return "\n".join("> " + line if line else ">" for line in text.split("\n"))


def shown(samples):
    return "\n\n".join(f"`{s['prompt']}`, seed {s['seed']}:\n\n{quoted(s['text'])}" for s in samples)


def recall_costs(exported):
    """A table of what rare words cost an exported model."""
    model, config = folder.load(exported)
    tokenizer, sets = Tokenizer(exported), data.held_out(100)
    words = recall.Recall(tokenizer)
    rows = []
    for of in ("own stories", "new plots"):
        cost = recall.costs(model, tokenizer, words, sets[of], config["n_positions"])
        rows.append(f"| {of} | " + " | ".join(f"{nats:.3f}" for nats in cost.values()) + " |")
    head = "| texts | a rare word that is new | one that comes back | the rest | earlier ones in place of a new one |"
    return "\n".join([head, "| --- | --- | --- | --- | --- |", *rows])


def card(name, saved, library, costs, remark, read):
    c, settings = saved["config"], saved["settings"]
    count = sum(value.numel() for value in saved["average"].values())
    figures, samples = library["figures"], library["samples"]
    unfinished = "" if saved["tokens"] >= settings["tokens"] else "\nThese weights come from an unfinished run.\n"
    rows = "\n".join(
        f"| {of} | {f['texts']} | {f['nats_per_token']:.3f} | {f['bits_per_byte']:.3f} |" for of, f in figures["f32"].items()
    )
    explained = "\n".join(f"- **{of}**: {SETS[of]}." for of in figures["f32"])
    precisions = "\n".join(
        f"| {precision} | " + " | ".join(f"{sets[of]['bits_per_byte']:.4f}" for of in sets)
        + f" | {max(sets[of]['nats_per_token'] - figures['f32'][of]['nats_per_token'] for of in sets):+.4f} |"
        for precision, sets in figures.items()
    )
    clean = sum(not consistency.findings(s["text"], s["ended"]) for s in samples)
    ended = sum(s["ended"] for s in samples)
    repeated = statistics.mean(consistency.repeated(s["text"]) for s in samples)
    sources = "\n".join(f"  - {what}, https://github.com/{repository}" for repository, *_, what in corpus.SOURCES.values())
    scenes = ", in the first runs" if settings.get("practice") == 0 else ""
    shares = {of: f"{share:.0%}".replace("%", " %") for of, share in data.SHARES.items()}
    return f"""# {name}

A very small GPT-2 that tells short English stories. It comes with nextoken so that the library
works at once, without a download. Begin with "Once upon a time".
{unfinished}
## What it is, and is not

It is a real, trained GPT-2 with {count:,} parameters: {c['n_layer']} layers, width {c['n_embd']},
{c['n_head']} heads, {c['n_positions']} positions, and a byte-level BPE vocabulary of {c['vocab_size']:,}.
The weights are stored in BF16.

It is not a general language model. It knows the kinds of story it was trained on and a little of
old books for children: it cannot answer questions, it knows no facts, and a prompt of another kind
gives text that drifts back to stories. Its stories follow the {len(saved['plots'])} plots of its training data, often
sentence by sentence.

For real GPT-2, load a folder of it, or its name where it may be fetched:
`await loadModel('openai-community/gpt2')`.

## Data

- {shares['told']} of the tokens: stories told by seeded programs with hand-written plots
  (`training/plots`), told anew for every step, so that hardly any story is seen twice.
- {shares['handwritten']}: stories written by hand (`training/handwritten`).
- {shares['practice']}: short scenes that practise whose name it is (`training/practice.py`){scenes}.
- {shares['prose']}: prose for breadth, used for training only:
{sources}

Plots, stories and model are under the MIT licence, like the project. The picture books' authors and
illustrators are credited in the repositories named; CC BY 4.0 is https://creativecommons.org/licenses/by/4.0/.

## Recipe

Muon for the matrices of the blocks, AdamW (0.9, 0.95) for the rest, weight decay 0.1 on matrices and
embeddings, peak rate {settings['rate']:g} with a short warm-up and a linear decay to zero over the last {settings.get('cooling', 0.4):.0%},
{settings['batch']} x {c['n_positions']} tokens a step, gradients clipped at 1.0, on two CPU cores, in BF16 where they multiply in it. Texts that share a row do not see each other, the first
1.3 million tokens are nothing but the scenes, and rare words that come back count {recall.WEIGHT:g} times, in the end once.{remark}

The tokenizer is a BPE of {c['vocab_size']:,} entries
trained on the mixture; `training/compare_tokenizers.py` compares it with GPT-2's own first merges.

| figure | value |
| --- | --- |
| parameters | {count:,} |
| tokens seen | {saved['tokens']:,} in {saved['step']:,} steps, to block {saved['place'][0]} of the data |
| training time | {saved['seconds'] / 3600:.1f} hours on two shared CPU cores |
| training loss (running mean over the mixture) | {saved['loss']:.3f} nats a token |

## Figures

Of the weights in this folder, measured by nextoken. A uniform guess over the vocabulary would score
{math.log(c['vocab_size']):.2f} nats a token.

| texts (f32) | number | nats a token | bits a byte |
| --- | --- | --- | --- |
{rows}

{explained}

What the stories remember, in nats a token: rare words are those that {100 * recall.RARE:g} % of the stories have at most, inside sentences,
names among them; the last column says what it costs that earlier ones are expected where a new one stands:

{costs}

Bits a byte in each precision; the last column is the largest loss against f32, in nats a token:

| precision | {' | '.join(figures['f32'])} | loss |
| --- | {' | '.join('---' for _ in figures['f32'])} | --- |
{precisions}

Of {len(samples)} stories from "Once upon a time" at the default settings (int8, seeds 1 to {len(samples)}), {ended} come to
their end within {c['n_positions']} tokens, and `training/consistency.py` finds nothing wrong in {clean}: names that
nobody introduced or that two people have, pronouns that nobody present can be meant by, things that
change their color, sentences that come twice. It does not see everything.{read} {repeated:.1%} of the 4-grams of words stand in the same story before.

## Reproduce

See `training/README.md`.

## Samples

Not picked: the first seeds at the default settings (`npx nextoken "Once upon a time" --seed 1`).

{shown(samples[:SHOWN])}

Other openings:

{shown(s for s in library["others"] if s["seed"] == 1)}
"""


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("model")
    args.add_argument("--out", default="out")
    args.add_argument("--remark", default="", help="a sentence on how this run differed from the recipe")
    args.add_argument("--read", default="", help="a sentence on what a reader of some samples found")
    args = args.parse_args()
    saved = torch.load(os.path.join(args.out, "checkpoint.pt"))
    with open(os.path.join(args.out, "library.json"), encoding="utf-8") as f:
        library = json.load(f)
    name = os.path.basename(os.path.normpath(args.model))
    with open(os.path.join(args.model, "README.md"), "w", encoding="utf-8") as f:
        remark, read = (text and " " + text for text in (args.remark, args.read))
        f.write(card(name, saved, library, recall_costs(args.model), remark, read))


if __name__ == "__main__":
    main()
