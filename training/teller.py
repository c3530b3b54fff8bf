"""Tells one story: deals out people, things and places, keeps track of them, and turns beats into text.

A plot is a function `plot(t)` that gives its people and things names on the teller (`t.p = t.child()`) and
then tells beats:

    t.beat('''
        {p} [looked|searched] [everywhere|high and low] for {toy.the}.
        Where could {toy.the} be? {p} looked in every room.
    ''')

Each line is one phrasing and one of them is dealt. `[a|b]` deals one of its parts (which may be empty),
`{p.he}` reads from the teller. A beat continues the paragraph; `t.paragraph()` begins the next.
"""

import random
import re
import string

import lexicon as words

VOWELS = "aeiou"


def with_article(noun):
    """`a pear`, `an apple`."""
    vowel = noun[0].lower() in VOWELS and not noun.startswith(("one", "uni", "use"))
    return ("an " if vowel or noun.startswith(("honest", "hour")) else "a ") + noun


class Person:
    """Somebody in a story: a child, an adult or an animal. `{p}` is the name."""

    def __init__(self, name, kind, he, adjective):
        self.name, self.kind, self.he, self.adjective = name, kind, he, adjective
        male = he == "he"
        self.him, self.his, self.hers = ("him", "his", "his") if male else ("her", "her", "hers")
        self.himself = self.him + "self"
        self.He, self.His = he.title(), self.his.title()
        self.a_kind = with_article(kind)  # "a fox"
        self.an = with_article(adjective)  # "an honest"
        self.place = None  # where they are: a Place
        self.has = []  # Things they carry
        self.feels = None  # a key of lexicon.FEELINGS, or None
        self.promised = []  # promises not kept yet

    def __str__(self):
        return self.name


class Thing:
    """A countable thing. `{toy}` red ball, `{toy.a}` a red ball, `{toy.the}` the red ball."""

    def __init__(self, noun, adjective=""):
        self.noun = noun  # "ball"
        self.full = f"{adjective} {noun}".strip()  # "red ball"
        self.a, self.the = with_article(self.full), "the " + self.full
        self.a_noun, self.the_noun = with_article(noun), "the " + noun
        self.The = "The " + self.full
        self.owner = None
        self.lost = False

    def __str__(self):
        return self.full


class Place:
    """`{place}` mill, `{place.at}` at the mill, `{place.to}` to the mill, `{place.the}` the mill."""

    def __init__(self, phrase):
        self.at = phrase
        _, article, noun = phrase.split(" ", 2)
        self.noun = noun
        self.the = f"{article} {noun}"
        self.to = f"to {article} {noun}"

    def __str__(self):
        return self.noun


MEN = "fisherman", "postman", "ferryman"
# Animals that are she, so that nobody has to remember which; the others are he.
SHE = """hen goose bee ant duck sheep owl mouse rabbit squirrel swan robin deer otter cat lark swallow vole ladybug goat pony
camel seal turtle butterfly""".split()
CHOICE = re.compile(r"\[([^\[\]]*)\]")  # [a|b]
OPENING = 24  # characters at the beginning of a sentence that tell it from others
KNOWN = "\x01", "\x02"  # around what was told before, or dealt together with what was
PRONOUNS = ("he", "him", "his", "hers", "himself", "He", "His")


def lines_of(phrasings):
    """The phrasings of a beat, one a line."""
    return [line.strip() for line in phrasings.split("\n") if line.strip()]


def tidy(text):
    """A filled-in phrasing with single spaces, none before a comma or full stop, and capitals where sentences begin."""
    text = re.sub(r" +", " ", text).strip().replace(" ,", ",").replace(" .", ".")
    return re.sub('(^[\x01"]*|[.!?]\x02* [\x01"]*)([a-z])', lambda m: m[1] + m[2].upper(), text)


class Story(str):
    """The text of a story; `known` holds (start, stop) of what was told before, or dealt together with what was."""

    known = ()


class Filler(string.Formatter):
    """Fills in phrasings, and marks what is known by then: who or what was told before, or goes with what was told."""

    def __init__(self):
        self._told = set()
        self._sets = {}  # a text -> the tuple that it was dealt with

    def dealt(self, entry):
        if isinstance(entry, tuple):
            self._sets |= {part: id(entry) for part in entry if isinstance(part, str)}

    def knows(self, key):
        """Whether `key`, an object or a text, was told before; from now on it was."""
        keys = {key, self._sets.get(key, key)}
        known = not keys.isdisjoint(self._told)
        self._told |= keys
        return known

    def get_field(self, name, args, kwargs):
        value, first = super().get_field(name, args, kwargs)
        root, attribute = kwargs[first], name.partition(".")[2]
        if isinstance(root, Person):
            key = (id(root), "he" if attribute in PRONOUNS else "kind" if attribute == "a_kind" else attribute)
        else:
            key = root if isinstance(root, str) else id(root)
        value = str(value)
        return (KNOWN[0] + value + KNOWN[1] if self.knows(key) and value else value), first


class Teller:
    """One story in the making; the same seed tells the same story. No name or noun is dealt twice."""

    def __init__(self, seed):
        self._random = random.Random(seed)
        self._used = set()
        self._paragraphs = [[]]
        self._filler = Filler()
        self._people = []
        self._things = []

    # Dealing

    def chance(self, probability):
        return self._random.random() < probability

    def one(self, *options):
        """One of the options."""
        return self._dealt(self._random.choice(options))

    def number(self, low, high):
        return self._random.randint(low, high)

    def deal(self, entries):
        """An entry not dealt in this story yet."""
        entry = self._random.choice([e for e in entries if e not in self._used])
        self._used.add(entry)
        return self._dealt(entry)

    def girl(self):
        return self._enter(Person(self.deal(words.GIRLS), "girl", "she", self.deal(words.ADJECTIVES)))

    def boy(self):
        return self._enter(Person(self.deal(words.BOYS), "boy", "he", self.deal(words.ADJECTIVES)))

    def child(self):
        """A girl or a boy with a first name."""
        return self.girl() if self.chance(0.5) else self.boy()

    def animal(self, *kinds):
        """An animal with a name, of one of `kinds` or of any; `.home` suits it."""
        kind = self.deal(kinds or sorted(words.ANIMALS))
        he = "she" if kind in SHE else "he"
        p = Person(self.deal(words.ANIMAL_NAMES), kind, he, self.deal(words.ADJECTIVES))
        p.home = self.one(*words.ANIMALS.get(kind, ["a quiet place"]))
        return self._enter(p)

    def adult(self, *jobs):
        """A woman or man with a job (one of `jobs`, or any), called `Mrs. Reed`, `Mr. Bell`, or a first name.
        `.kind` is the job, `.work` what they did every day ("baked bread")."""
        job = self.deal(jobs or sorted(words.JOBS))
        he = "he" if job in MEN else self.one("he", "she")
        if self.chance(0.5):
            name = ("Mr. " if he == "he" else "Mrs. ") + self.deal(words.SURNAMES)
        else:
            name = self.deal(words.BOYS if he == "he" else words.GIRLS)
        p = Person(name, job, he, self.one("old", "old", "kind", "busy", "patient", "cheerful", "lonely"))
        p.work = words.JOBS.get(job, "worked hard")
        return self._enter(p)

    def worker(self, *jobs):
        """An adult who has no name but the job: `{p}` the baker."""
        job = self.deal(jobs)
        p = Person("the " + job, job, "he" if job in MEN else self.one("he", "she"), "busy")
        p.work = words.JOBS.get(job, "worked hard")
        return self._enter(p)

    def relative(self, *kinds):
        """A relative who goes by a title. `{g}` Grandma, `{p.his} {g.kind}` his grandmother."""
        kind = self.deal(kinds or ("mother", "father", "grandmother", "grandfather", "aunt", "uncle"))
        title = {
            "mother": ("Mother", "Mama", "Mom"),
            "father": ("Father", "Papa", "Dad"),
            "grandmother": ("Grandma", "Grandmother", "Granny"),
            "grandfather": ("Grandpa", "Grandfather"),
            "aunt": ("Aunt " + self.deal(words.GIRLS),),
            "uncle": ("Uncle " + self.deal(words.BOYS),),
        }[kind]
        he = "she" if kind in ("mother", "grandmother", "aunt") else "he"
        return self._enter(Person(self.one(*title), kind, he, "kind"))

    def thing(self, category, adjective=None):
        """A thing of a category of lexicon.THINGS, with a color or size unless `adjective` is given ("" is none)."""
        if adjective is None:
            adjective = self.one(*words.COLORS, *words.SIZES)
        return self._keep(Thing(self.deal(words.THINGS[category].split("|")), adjective))

    def named_thing(self, noun, adjective=""):
        """A thing of your own choice."""
        return self._keep(Thing(noun, adjective))

    def place(self, category):
        """A place of a category of lexicon.PLACES: town, wild, home, hiding."""
        return Place(self.deal(words.PLACES[category].split("|")))

    def food(self):
        return self.deal(words.FOODS)

    def color(self):
        return self.deal(words.COLORS)

    def weather(self):
        """A clause: `the sun was shining`."""
        return self.deal(words.WEATHER)

    def feeling(self, feels):
        """A word for a feeling: `self.feeling("sad")` is `unhappy`."""
        return self.deal(words.FEELINGS[feels].split("|"))

    # What is so in the story; each says no where it cannot be

    def go(self, place, *people):
        for p in people:
            p.place = place

    def take(self, p, thing):
        assert thing.owner is None, f"{thing} has an owner"
        thing.owner, thing.lost = p, False
        p.has.append(thing)

    def lose(self, p, thing):
        assert thing.owner is p, f"{p} does not have {thing}"
        p.has.remove(thing)
        thing.owner, thing.lost = None, True

    def give(self, thing, giver, receiver):
        assert thing.owner is giver, f"{giver} does not have {thing}"
        giver.has.remove(thing)
        thing.owner = receiver
        receiver.has.append(thing)

    def feel(self, p, feels):
        assert feels in words.FEELINGS, feels
        p.feels = feels

    def promise(self, p, what):
        p.promised.append(what)

    def keep(self, p, what):
        p.promised.remove(what)

    # Telling

    def beat(self, phrasings):
        """One of the phrasings (lines) continues the paragraph."""
        text = CHOICE.sub(lambda m: self.one(*m[1].split("|")), self.one(*lines_of(phrasings)))
        text = self._filler.vformat(text, (), vars(self))
        text = tidy(text)
        if self._filler.knows(phrasings):
            text = KNOWN[0] + text[:OPENING] + KNOWN[1] + text[OPENING:]
        self._paragraphs[-1].append(text)

    def paragraph(self):
        if self._paragraphs[-1]:
            self._paragraphs.append([])

    def text(self):
        self.paragraph()
        for p in self._people:
            assert not p.promised, f"{p} did not keep: {p.promised}"
            assert p.feels not in ("sad", "afraid", "angry", "lonely", "jealous", "ashamed", "worried"), (
                f"{p} is left {p.feels}"
            )
        for thing in self._things:
            assert not thing.lost, f"{thing} stays lost"
        return _story("\n\n".join(" ".join(p) for p in self._paragraphs if p))

    def _dealt(self, entry):
        self._filler.dealt(entry)
        return entry

    def _enter(self, person):
        self._people.append(person)
        return person

    def _keep(self, thing):
        self._things.append(thing)
        return thing


def _story(marked):
    """The Story of a text with marks."""
    pieces, at, depth, known = re.split("([\x01\x02])", marked), 0, 0, []
    for piece in pieces:
        if piece in KNOWN:
            depth += 1 if piece == KNOWN[0] else -1
        else:
            if depth and piece:
                known.append((at, at + len(piece)))
            at += len(piece)
    story = Story("".join(piece for piece in pieces if piece not in KNOWN))
    story.known = known
    return story
