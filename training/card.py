"""Writes the model card from the figures that training left in its checkpoint."""

import math


def figure_lines(saved):
    lines = [f"| training loss (running mean) | {saved['loss']:.3f} nats a token |"]
    for name, value in (saved["figures"] or {}).items():
        lines.append(
            f"| held out, {name} | {value['nats_per_token']:.3f} nats a token, "
            f"{value['bits_per_byte']:.3f} bits a byte |"
        )
    if not saved["figures"]:
        lines.append("| held out | not measured: these weights come from an unfinished run |")
    return "\n".join(lines)


def card(name, count, saved, samples):
    c = saved["config"]
    shown = "\n\n".join(
        f"Seed {seed}:\n\n" + "\n".join("> " + line if line else ">" for line in text.split("\n"))
        for seed, text in samples
    )
    return f"""# {name}

A very small GPT-2 that tells short English stories. It comes with nextoken so that the library
works at once, without a download. Begin with "Once upon a time".

## What it is, and is not

It is a real, trained GPT-2 with {count:,} parameters: {c['n_layer']} layers, width {c['n_embd']},
{c['n_head']} heads, {c['n_positions']} positions, and a byte-level BPE vocabulary of {c['vocab_size']:,}.
The weights are stored in BF16.

It is not a general language model. It knows only the kinds of story it was trained on: it cannot
answer questions, it knows no facts, and a prompt of another kind gives text that drifts back to
those stories. Its stories follow the 25 plots of its training data closely, often word for word
within a sentence. The plot, the place and the pronouns mostly hold from beginning to end, but the
names do not: the hero is often called by several names in one story. In the training data every
name holds, so this is a fault of the short training: the model has not learnt to copy a name.

## Data

Stories written by `training/stories.py`, a seeded program with hand-written plots. No other text
was used. Data and model are under the MIT licence, like the project.

## Recipe

AdamW (0.9, 0.95), weight decay 0.1 on matrices, peak rate 1.5e-3 with a short warm-up and a cosine
decay, batches of 4 x 512 tokens, gradients clipped at 1.0, BF16 autocast on two CPU cores.

| figure | value |
| --- | --- |
| parameters | {count:,} |
| tokens seen | {saved['tokens']:,} in {saved['step']:,} steps |
| training time | {saved['seconds'] / 60:.0f} minutes |
{figure_lines(saved)}

"new stories" are 200 stories of the trained plots from seeds outside the training range; because
they share the plots' sentences, this figure says how well the plots were learnt and little about
other text. "new plots" are 200 stories of three plots that were never trained on, though the
tokenizer, the names and the openings are shared. A uniform guess over the vocabulary would score
{math.log(c['vocab_size']):.2f} nats a token; a figure near or above that means that nothing carries over. Both were measured on the weights before they
were rounded for storage.

## Reproduce

See `training/README.md`. The data and the tokenizer come out the same each time. The weights do
not, since the schedule follows the clock.

```sh
cd training
python3 tokenizer.py out/tok 2048
python3 train.py --until HH:MM
python3 export.py
python3 check.py
```

## Samples

The first seeds, not picked; prompt "Once upon a time", temperature 0.8, top-k 40, sampled with
PyTorch by `training/export.py`. The library's own sampler gives other stories for the same seeds.

{shown}
"""
