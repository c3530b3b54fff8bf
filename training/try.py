"""Tells stories of one plot or of all: `python3 try.py toys.lost_toy 3`; finds what cannot be told."""

import sys

from plots import PLOTS
from teller import Teller


def main():
    chosen = sys.argv[1] if len(sys.argv) > 1 else ""
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    for name, plot in PLOTS.items():
        if not name.startswith(chosen):
            continue
        lengths = []
        for seed in range(500):
            t = Teller(seed)
            try:
                plot(t)
                text = t.text()
                assert "{" not in text and "[" not in text and "  " not in text, text
            except Exception as error:
                raise SystemExit(f"{name}, seed {seed}: {type(error).__name__}: {error}") from error
            lengths.append(len(text.split()))
            if seed < count:
                print(f"--- {name} {seed}\n{text}\n")
        print(f"{name}: {min(lengths)} to {max(lengths)} words", file=sys.stderr)


if __name__ == "__main__":
    main()
