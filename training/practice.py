"""Short scenes in which names and things come back in almost every sentence: `python3 practice.py 3` prints three.

Told stories name their people at one place in thirty. A small model that sees only those learns every sentence of
every plot long before it looks up who is meant, and exchanges the names until then. Here most of what can be learnt
is whose name it is.
"""

import random
import sys

import lexicon as words
from teller import Person

ONE = """{A} went to the {place}.|{A} looked at the {thing}.|"Hello, {A}," said the {job}.|{A} laughed.|Then {A} ran home.
"Where is {A}?" asked the {job}.|{A} had the {thing} with {him}.|The {job} smiled at {A}.|{A} thought about it.
Nobody saw {A}.|"It was me," said {A}.|{A} sat down and {he} waited.|That night {A} could not sleep.
{A} took the {thing} and {he} went out.|"Thank you, {A}," said the {job}.|At last {A} found {his} {thing}.
So {A} told the {job} about the {thing}.|{A} put {his} hand on the {thing}.|{A} knew what {he} had to do.
"My name is {A}," {he} said.|In the morning {A} woke up early.|{A} held {his} {thing} tight.""".replace("\n", "|").split("|")
TWO = """{A} called {B}.|"Come with me," said {A} to {B}.|{B} gave {A} the {thing}.|{A} and {B} went to the {place}.
"Look, {B}!" said {A}.|"No," said {B}, "I will stay here, {A}."|{B} took {A} by the hand.|{A} told {B} everything.
{A} was sorry, and {he} said so to {B}.|"Is that your {thing}, {B}?" asked {A}.|{A} waited for {B} at the {place}.
Then {B} laughed, and {A} laughed as well.|{A} gave {B} half of {his} bread.""".replace("\n", "|").split("|")

NOUNS = [noun for nouns in words.THINGS.values() for noun in nouns.split("|")]
PLACES = [place.split(" the ")[1] for places in words.PLACES.values() for place in places.split("|") if " the " in place]


def somebody(chooser):
    girl = chooser.random() < 0.5
    sort = chooser.random()
    if sort < 0.6:
        name, kind = chooser.choice(words.GIRLS if girl else words.BOYS), "girl" if girl else "boy"
    elif sort < 0.8:
        name = f"{'Mrs.' if girl else 'Mr.'} {chooser.choice(words.SURNAMES)}"
        kind = "woman" if girl else "man"
    else:
        name, kind = chooser.choice(words.ANIMAL_NAMES), chooser.choice(list(words.ANIMALS))
    return Person(name, kind, "she" if girl else "he", "little")


def scene(chooser):
    """A text of 8 to 20 sentences about one or two people."""
    people = [somebody(chooser)]
    while len(people) < 2:
        other = somebody(chooser)
        if other.name != people[0].name:
            people.append(other)
    two = chooser.random() < 0.5
    slots = {"thing": chooser.choice(NOUNS), "place": chooser.choice(PLACES), "job": chooser.choice(list(words.JOBS))}
    present = people if two else people[:1]
    sentences = ["There was " + ", and there was ".join(f"{p.a_kind} named {p}" for p in present) + "."]
    for _ in range(chooser.randint(8, 20)):
        a, b = people if not two or chooser.random() < 0.5 else people[::-1]
        text = chooser.choice(TWO if two and chooser.random() < 0.5 else ONE)
        sentences.append(text.format(A=a, B=b, he=a.he, him=a.him, his=a.his, **slots))
    return " ".join(sentences)


if __name__ == "__main__":
    for seed in range(int(sys.argv[1])):
        print(scene(random.Random(seed)), end="\n\n")
