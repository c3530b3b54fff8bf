"""The stories to train on: told by a plot from a seed, or written by hand. `python3 stories.py 1 2 3` prints three."""

import pathlib
import random
import sys

from plots import PLOTS
from teller import Teller

HELD_OUT_SEED = 1_000_000_000  # far above every seed that training uses
HELD_OUT_EVERY = 12  # of the handwritten stories


def _held_out_plots():
    """The last plot by name of every module; the toys, which show how a plot is written, stay in training."""
    last = {name.split(".")[0]: name for name in sorted(PLOTS)}
    return [name for module, name in last.items() if module != "toys"]


HELD_OUT_PLOTS = _held_out_plots()
# What happens in these hangs on a table of what belongs together, which a model of this size did not learn in 70 million
# tokens: judge.py read 2 of 91 such stories to their end.
TOO_HARD = {
    "friends.borrowed",
    "friends.half_each",
    "friends.learning",
    "friends.swapped_pets",
    "seasons.scarecrow_gives_all",
    "town.blame_the_cat",
    "town.books_on_wheels",
    "wonder.bridge_riddle",
    "wonder.fair_well",
    "wonder.forgetful_witch",
    "wonder.needed_paint",
    "wonder.runaway_shadow",
}
TRAIN_PLOTS = [name for name in PLOTS if name not in {*HELD_OUT_PLOTS, *TOO_HARD}]


def story(seed, plots=TRAIN_PLOTS):
    """The text of one story; the same seed and plots tell the same one."""
    plot = random.Random(f"plot {seed}").choice(plots)
    teller = Teller(seed)
    PLOTS[plot](teller)
    return teller.text()


def handwritten(folder=pathlib.Path(__file__).parent / "handwritten"):
    """(stories to train on, stories held out). The files part their stories by a line with only `%`."""
    stories = []
    for file in sorted(pathlib.Path(folder).glob("*.txt")):
        parts = "\n" + file.read_text(encoding="utf-8").replace("\r\n", "\n") + "\n"
        stories += [part.strip() for part in parts.split("\n%\n") if part.strip()]
    held_out = stories[HELD_OUT_EVERY - 1 :: HELD_OUT_EVERY]
    del stories[HELD_OUT_EVERY - 1 :: HELD_OUT_EVERY]
    return stories, held_out


if __name__ == "__main__":
    for number in map(int, sys.argv[1:]):
        print(story(number), end="\n\n\n")
