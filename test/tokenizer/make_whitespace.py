"""Writes whitespace.json: what the pattern of GPT-2's own code does, by the module that code used.

Run: python3 make_whitespace.py > whitespace.json && npx biome format --write whitespace.json
It needs the module `regex` (Debian: python3-regex).

Every character beside white space comes from Unicode versions that all implementations know, so that
the answers do not depend on the version of any of them.
"""

import json
import random

import regex

PATTERN = regex.compile(
    r"""'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"""
)
SPACE = regex.compile(r"\s")

space = [c for c in range(0x110000) if SPACE.match(chr(c))]
# Characters that some notion of white space counts and this one does not.
almost = [0x1C, 0x1D, 0x1E, 0x1F, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]
pools = [
    [0x20],
    [0x20, 0x0A],
    space,
    almost,
    [ord(c) for c in "'strevmldSTLa"],
    [ord(c) for c in "abz\u00e9\u0436\u05d0\u0939\u4e2d"],
    [ord(c) for c in "09\u00b2\u00bd\u0665\u2167"],
    [ord(c) for c in "!?.,-_\u0301\u2014\u00a7"],
    [0x1F600, 0x1D400, 0x1D7D8, 0x20000],
]
choose = random.Random(1)
cuts = []
while len(cuts) < 400:
    text = ""
    for _ in range(choose.randint(1, 6)):
        pool = choose.choice(pools)
        text += "".join(chr(choose.choice(pool)) for _ in range(choose.randint(1, 4)))
    cuts.append(PATTERN.findall(text))

rows = ",\n".join("    " + json.dumps(pieces) for pieces in cuts)
print('{\n  "regex": %s,' % json.dumps(regex.__version__))
print('  "space": %s,' % json.dumps(space))
print('  "cuts": [\n%s\n  ]\n}' % rows)
