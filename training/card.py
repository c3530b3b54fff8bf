"""Writes the model card from a checkpoint's record of its training and the figures of the exported weights."""

import math

SETS = {
    "own stories": "plots that were trained on, told with unseen seeds; because they share the plots' sentences, this "
    "says how well the plots were learnt and little about other text",
    "new plots": "plots that were never trained on, one of each kind of story; names and openings are shared",
    "handwritten": "stories written by hand and not trained on",
    "prose": "pieces of the books below that were not trained on",
}


def quoted(text):
    return "\n".join("> " + line if line else ">" for line in text.split("\n"))


def card(name, count, saved, figures, samples):
    """The text of the card; `figures` is what evaluate.figures returns, `samples` has (seed, text)."""
    c, settings = saved["config"], saved["settings"]
    finished = saved["tokens"] >= settings["tokens"]
    rows = "\n".join(
        f"| {set_name} | {f['texts']} | {f['nats_per_token']:.3f} | {f['bits_per_byte']:.3f} |"
        for set_name, f in figures.items()
    )
    explained = "\n".join(f"- **{set_name}**: {SETS[set_name]}" for set_name in figures)
    shown = "\n\n".join(f"Seed {seed}:\n\n{quoted(text)}" for seed, text in samples)
    unfinished = "" if finished else "\nThese weights come from a run that was not finished.\n"
    return f"""# {name}

A very small GPT-2 that tells short English stories. It comes with nextoken so that the library
works at once, without a download. Begin with "Once upon a time".
{unfinished}
## What it is, and is not

It is a real, trained GPT-2 with {count:,} parameters: {c['n_layer']} layers, width {c['n_embd']},
{c['n_head']} heads, {c['n_positions']} positions, and a byte-level BPE vocabulary of {c['vocab_size']:,}.
The weights are stored in BF16.

It is not a general language model. It knows the kinds of story it was trained on and a little of
old novels: it cannot answer questions, it knows no facts, and a prompt of another kind gives text
that drifts back to stories. Its stories follow the {len(saved['plots'])} plots of its training data, often
sentence by sentence.

## Data

- 80 % of the tokens: stories told by seeded programs with hand-written plots
  (`training/plots`), told anew for every step, so that hardly any story is seen twice.
- 5 %: stories written by hand (`training/handwritten`).
- 15 %: prose for breadth. Narrative books of the World English Bible, Jane Austen's six novels and
  Moby Dick, all in the public domain.

Plots, stories and model are under the MIT licence, like the project.

## Recipe

Muon for the matrices of the blocks, AdamW (0.9, 0.95) for the rest, weight decay 0.1 on matrices and embeddings, peak
rate {settings['rate']:g} with a short warm-up and a linear decay to zero at the end, {settings['batch']} x {c['n_positions']} tokens a
step, gradients clipped at 1.0, BF16 autocast on two CPU cores. The weights are a running average over the last thousand steps or so.

| figure | value |
| --- | --- |
| parameters | {count:,} |
| tokens seen | {saved['tokens']:,} in {saved['step']:,} steps |
| training time | {saved['seconds'] / 3600:.1f} hours |
| training loss (running mean) | {saved['loss']:.3f} nats a token |

| held out | texts | nats a token | bits a byte |
| --- | --- | --- | --- |
{rows}

{explained}

A uniform guess over the vocabulary would score {math.log(c['vocab_size']):.2f} nats a token. The figures are of the
weights in this folder.

## Reproduce

See `training/README.md`.

## Samples

The first seeds, not picked; prompt "Once upon a time", temperature 0.8, top-k 40, sampled with
PyTorch by `training/export.py`. The library's own sampler gives other stories for the same seeds.

{shown}
"""
