"""Reads stories as their teller would have to tell them, and says where one cannot go on.

    python3 judge.py out/samples.jsonl          stories of a model, {"seed", "text"} a line
    python3 judge.py --own 200                  told ones, to see how many the reading itself gives up on

A plot is followed along the text: whatever it deals out is what the text says, and a text that no dealing leads to has a
fault, at the place that the farthest of them came to. That is stricter than a reader, who does not know that the goose of
this plot never has a torn ear; what is read to its end, however, is told as its plot tells it.
"""

import argparse
import collections
import functools
import itertools
import json
import math
import multiprocessing
import os
import pathlib
import re
import sys
import time

import beats
import lexicon as words
import stories
import teller
from plots import PLOTS
from teller import Teller

FIRST_SLOT = 0xE000  # the first of the private characters, which stand for words not known yet
SLOT = re.compile("[\ue000-\uf8ff]")
SECONDS = 3.0  # for one plot
# Adjectives of people, in place of a plot's own few; that a shy boy is a proud one is no fault.
PEOPLE = frozenset(words.ADJECTIVES) | {"old", "small", "sunny", "lonely", "freckled", "tall", "polite", "strong", "neat"}


class Mismatch(Exception):
    """The text is not what the plot tells next."""


class Looked(Exception):
    """A plot looks at words that are still open; `entries` are those that they were dealt from."""

    def __init__(self, entries):
        super().__init__()
        self.entries = entries


class Open(str):
    """Words that were dealt but not told yet: a private character that can be put into texts, and no more."""

    def _looked(self, *_, **__):
        raise Looked(self.entries)

    __hash__ = __eq__ = __ne__ = __contains__ = __getitem__ = __len__ = __iter__ = _looked
    lower = upper = title = capitalize = split = replace = startswith = endswith = removeprefix = strip = _looked


class Slot:
    """What an Open stands for: `value`, once it was told. Of entries that are dealt `once`, no two are the same."""

    def __init__(self, entries, once):
        self.once, self.value, self.by_first = once, None, by_first_word(entries)


@functools.lru_cache(None)
def by_first_word(entries):
    """Its first word in small letters -> entries, the longest first."""
    found = collections.defaultdict(list)
    for entry in sorted(entries, key=len, reverse=True):
        found[re.match(r"[\w'-]+", entry)[0].lower()].append(entry)
    return found


def with_article(noun, plain=teller.with_article):
    """Of words that are open either article will do: `a `, see Reader._fit."""
    return "a " + str.__str__(noun) if SLOT.match(str.__str__(noun)) else plain(noun)


def at_home(home, plain=beats.at_home):
    """`in` or `on`; for that a home has to be known."""
    return home._looked() if isinstance(home, Open) else plain(home)


for module in (teller, beats, *(sys.modules[plot.__module__] for plot in PLOTS.values())):
    for function in (with_article, at_home):
        if hasattr(module, function.__name__):
            setattr(module, function.__name__, function)


@functools.lru_cache(None)
def phrasings_of(beat):
    """(how it begins, in small letters, the text to fill in) of all phrasings of a beat."""
    found = []
    for line in teller.lines_of(beat):
        parts = teller.CHOICE.split(line)
        for chosen in itertools.product(*([part] if i % 2 == 0 else part.split("|") for i, part in enumerate(parts))):
            text = re.sub(r" +", " ", "".join(chosen)).strip()
            found.append((re.match(r"[^{]*", text)[0].lower()[:40], text))
    return found


def common(text, at, other):
    """How far `other` goes on as the text does from a place."""
    return at + len(os.path.commonprefix([text[at : at + len(other)], other]))


class Reader(Teller):
    """Tells what a text says. Its choices come from a tape, [index of an option]; beyond its end they are the first.

    What it has of its own begins with r_, as plots put short names on a teller. `r_counts`: options that each choice had;
    `r_turns`: choices that decide what is told next, chances and phrasings (that a plot goes by `one` as well is not seen,
    and may make a fault of what is none); `r_beats`: told so far; `r_fixed`: choices made before the last of them ended;
    `r_at`: how far the text is told; `r_far`, `r_expected`, `r_stopped`: where the beat that did not fit left it, what it
    would have told, and a number for all that was compared.
    """

    def __init__(self, text, tape, eager):
        super().__init__(0)
        self.r_text, self.r_tape, self.r_eager = text, tape, eager
        self.r_counts, self.r_slots, self.r_beats, self.r_fixed, self.r_stopped = [], [], 0, 0, None
        self.r_at, self.r_far, self.r_expected, self.r_parted, self.r_turns = 0, -1, "", False, set()

    # Choosing

    def _pick(self, options):
        number = len(self.r_counts)
        if number == len(self.r_tape):
            self.r_tape.append(0)
        self.r_counts.append(len(options))
        return options[self.r_tape[number]]

    def _said(self, entry):
        """How many parts of an entry stand in the text; a phrasing counts as one that does."""
        parts = [entry] if isinstance(entry, str) else [part for part in entry if isinstance(part, str)]
        return sum("{" in part or "[" in part or part.lower() in self.r_text.small for part in parts)

    def _ranked(self, entries):
        return sorted(entries, key=self._said, reverse=True)

    def _open(self, entries, once):
        """Words of `entries` that the text will tell, or None where a plot has to know at once."""
        if len(entries) < 4 or entries in self.r_eager:
            return None
        if not all(isinstance(entry, str) and re.fullmatch(r"[\w' -]+", entry) for entry in entries):
            return None
        word = Open(chr(FIRST_SLOT + len(self.r_slots)))
        word.entries = entries
        if 2 * sum(entry in PEOPLE for entry in entries) >= len(entries):
            entries, once = tuple(sorted(PEOPLE | set(entries))), False
        self.r_slots.append(Slot(entries, once))
        return word

    def chance(self, probability):
        self.r_turns.add(len(self.r_counts))
        return self._pick([True, False])

    def number(self, low, high):
        return self._pick(list(range(low, high + 1)))

    def one(self, *options):
        word = self._open(options, False)
        return self._pick(self._ranked(options)) if word is None else word

    def deal(self, entries):
        word = self._open(tuple(entries), True)
        if word is not None:
            return word
        entry = self._pick(self._ranked([e for e in entries if e not in self._used]))
        self._used.add(entry)
        return entry

    # Comparing

    def _fit(self, told, begin):
        """(where it ends, {slot: words}) if the text goes on with `told`, or (how far it does, None)."""
        at, bound = begin, {}
        parts = re.split("((?:(?:^|(?<=\\W))[Aa] )?[\ue000-\uf8ff])", told)
        for number, part in enumerate(parts):
            if number % 2 == 0:
                stop = common(self.r_text.text, at, part)
                if stop < at + len(part):
                    return stop, None
                at = stop
                continue
            if len(part) > 1:
                article = re.compile("[Aa]n? ").match(self.r_text.text, at)
                if not article:
                    return at, None
                at = article.end()
            slot = self.r_slots[ord(part[-1]) - FIRST_SLOT]
            value = bound.get(part[-1], slot.value)
            small = self.r_text.small
            if value is None:
                word = re.compile(r"[\w'-]+").match(small, at)
                found = slot.by_first.get(word[0] if word else "", ())
                if not found and word and word[0].endswith("'s"):
                    found = slot.by_first.get(word[0][:-2], ())
                found = [entry for entry in found if small.startswith(entry.lower(), at)]
                if slot.once:
                    taken = {other.value for other in self.r_slots if other.once} | set(bound.values())
                    found = [entry for entry in found if entry not in taken]
                if not found:
                    return at, None
                value = bound[part[-1]] = found[0]
            if self.r_text.text[at + 1 : at + len(value)] != value[1:] or small[at : at + 1] != value[:1].lower():
                return at, None
            at += len(value)
        return at, bound

    def beat(self, phrasings):
        text, told = self.r_text, []
        self.r_beats += 1
        begin = self.r_at
        if begin:
            between = "\n\n" if self.r_parted else " "
            if not text.text.startswith(between, begin):
                self._stop(begin, "another sentence", (between,))
            begin += len(between)
        found, farthest = {}, (begin, "")
        for start, phrasing in phrasings_of(phrasings):
            if not text.small.startswith(start, begin):
                farthest = max(farthest, (common(text.small, begin, start), phrasing))
                continue
            filled = teller.tidy(phrasing.format(**vars(self)))
            told.append(filled)
            stop, bound = self._fit(filled, begin)
            if bound is None:
                farthest = max(farthest, (stop, filled))
            else:
                found[stop, tuple(bound.items())] = bound
        if not found:
            values = tuple(self.r_slots[ord(mark) - FIRST_SLOT].value for mark in SLOT.findall("".join(told)))
            self._stop(*farthest, (*told, *values))
        self.r_turns.add(len(self.r_counts))
        stop, _ = key = self._pick(sorted(found, reverse=True))
        for mark, value in found[key].items():
            self.r_slots[ord(mark) - FIRST_SLOT].value = value
        self.r_at, self.r_parted, self.r_fixed = stop, False, len(self.r_counts)

    def _stop(self, far, expected, compared):
        self.r_far, self.r_stopped = far, hash(compared)
        self.r_expected = SLOT.sub(lambda m: self.r_slots[ord(m[0]) - FIRST_SLOT].value or "...", expected)
        raise Mismatch

    def paragraph(self):
        self.r_parted = self.r_at > 0


class Text:
    def __init__(self, text):
        self.text, self.small = text, text.lower()


class Outcome:
    """Of reading a text with a plot: `told`, or else how `far` it is, what was `expected` there, and whether reading
    `gave_up` before all was tried."""

    def __init__(self, plot):
        self.plot, self.told, self.far, self.expected, self.gave_up = plot, False, -1, "", False


EAGER = collections.defaultdict(set)  # plot -> entries that it has to know at once


def read(text, plot, seconds=SECONDS):
    """The Outcome of reading a text with a plot.

    A search in the order of choices. One that was changed while the same beat failed on the same words has nothing to
    do with it; then the choices between it and the last beat that fitted are not tried again.
    """
    outcome, text, tape, until = Outcome(plot), Text(text), [], time.monotonic() + seconds
    failed = []  # for each choice: the latest beat that failed after it, what stopped there, whether it is done with
    changed = None
    while True:
        reader = Reader(text, tape, EAGER[plot])
        try:
            PLOTS[plot](reader)
            if reader.r_at == len(text.text):
                outcome.told = True
                return outcome
            reader.r_far, reader.r_expected, reader.r_beats = reader.r_at, "the end", reader.r_beats + 1
        except Mismatch:
            pass
        except Looked as looked:
            assert looked.entries not in EAGER[plot], looked.entries
            EAGER[plot].add(looked.entries)
            tape.clear()
            failed.clear()
            changed = None
            continue
        except (AssertionError, IndexError, KeyError):
            reader.r_stopped = "a plot does not allow it"
        if reader.r_far > outcome.far:
            outcome.far, outcome.expected = reader.r_far, reader.r_expected
        counts, why = reader.r_counts, (reader.r_beats, reader.r_stopped)
        del tape[len(counts) :], failed[len(tape) :]
        failed += [[0, set(), False] for _ in tape[len(failed) :]]
        if changed is not None and changed < len(failed) and failed[changed][0] == why[0] and why in failed[changed][1]:
            for number in range(changed + 1, len(tape)):
                failed[number] = [why[0], {why}, number < reader.r_fixed or number not in reader.r_turns]
        elif failed:
            failed[-1][0] = max(failed[-1][0], why[0])
            failed[-1][1].add(why)
        while tape and (failed[-1][2] or tape[-1] + 1 >= counts[len(tape) - 1]):
            tape.pop()
            latest, whys, _ = failed.pop()
            if failed:
                failed[-1][0] = max(failed[-1][0], latest)
                failed[-1][1] |= whys
        if not tape:
            return outcome
        tape[-1] += 1
        changed = len(tape) - 1
        if time.monotonic() > until:
            outcome.gave_up = True
            return outcome


class Judge:
    """Finds the plot of a text by its groups of three words, and reads it."""

    def __init__(self, told=40):
        self.groups, count = {}, collections.Counter()
        for plot in stories.TRAIN_PLOTS:
            groups = set()
            for seed in range(told):
                t = Teller(stories.HELD_OUT_SEED - 1 - seed)
                PLOTS[plot](t)
                groups |= self._groups(t.text())
            self.groups[plot] = groups
            count.update(groups)
        self.weights = {group: math.log(len(self.groups) / plots) for group, plots in count.items()}

    @staticmethod
    def _groups(text):
        found = re.findall(r"[a-z']+|[.!?,]", text.lower())
        return set(zip(found, found[1:], found[2:]))

    def __call__(self, text):
        groups = self._groups(text)
        weight = {plot: sum(self.weights[g] for g in groups & own) for plot, own in self.groups.items()}
        first, second = sorted(weight, key=weight.get, reverse=True)[:2]
        outcome = read(text, first)
        if not outcome.told and weight[first] < 1.5 * weight[second]:
            outcome = max(outcome, read(text, second), key=lambda outcome: (outcome.told, outcome.far))
        return outcome


def _start():
    global _judge
    _judge = Judge()


def _judged(text):
    return _judge(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=pathlib.Path, nargs="?")
    parser.add_argument("--own", type=int, metavar="COUNT", help="told stories instead of a file's")
    parser.add_argument("--plots", help="with --own: only these, with commas")
    args = parser.parse_args()
    if (args.stories is None) == (args.own is None) or (args.plots and args.own is None):
        parser.error("either a file of stories, or --own and perhaps --plots")
    if args.own is not None:
        plots = args.plots.split(",") if args.plots else stories.TRAIN_PLOTS
        lines = [{"seed": s, "text": str(stories.story(s, plots))} for s in range(5_000_000, 5_000_000 + args.own)]
    else:
        lines = [json.loads(line) for line in args.stories.read_text(encoding="utf-8").splitlines()]
    with multiprocessing.Pool(initializer=_start) as pool:
        outcomes = pool.map(_judged, [line["text"] for line in lines], 4)
    plots = collections.defaultdict(list)
    for line, outcome in zip(lines, outcomes):
        plots[outcome.plot].append((line, outcome))
    print(f"{'plot':<36}{'told':>6}{'as its plot':>13}{'given up':>10}")
    for plot, found in sorted(plots.items(), key=lambda item: sum(o.told for _, o in item[1]) - len(item[1])):
        told, gave_up = sum(o.told for _, o in found), sum(o.gave_up for _, o in found)
        print(f"{plot:<36}{len(found):>6}{told:>13}{gave_up:>10}")
        for line, o in found:
            if not o.told:
                text = line["text"].replace("\n", "/")
                mark = "?" if o.gave_up else " "
                print(f"  {mark} {line['seed']}: {text[max(0, o.far - 70) : o.far]} >>> {text[o.far : o.far + 50]}")
                print(f"       expected: ...{o.expected[-150:]}")
    told, gave_up = sum(o.told for o in outcomes), sum(o.gave_up for o in outcomes)
    print(f"{told} of {len(lines)} are told as their plots tell them; {gave_up} were given up")


if __name__ == "__main__":
    main()
