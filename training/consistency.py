"""Finds contradictions in sampled stories: `python3 consistency.py samples.jsonl`; `--self-test` tries itself out.

Each line of the file is {"seed": 1, "text": "Once ...", "ended": true}, where `ended` says whether the sampler met
the end-of-text token (left out: not looked at). What is looked for is narrow, so that a finding is nearly always a
true one; a story without any is not thereby a good one.
"""

import argparse
import collections
import json
import random
import re

import lexicon as words

MOST_REPEATED = 0.15  # share of the 4-grams of words that were there before
PARAGRAPHS = range(3, 13)

NAMES = {*words.GIRLS, *words.BOYS, *words.ANIMAL_NAMES}
GENDER = dict.fromkeys(words.GIRLS, "she") | dict.fromkeys(words.BOYS, "he")
for either in {*words.GIRLS} & {*words.BOYS} | {*words.ANIMAL_NAMES}:
    GENDER.pop(either, None)
# Names that may begin a sentence as ordinary words.
ORDINARY = """Abby Ada Acorn Amber Barley Basil Bill Bumble Button Clover Conker Cricket Daisy Dapple Dumpling Dusty Ember
Feather Fern Fidget Flick Frank Ginger Grace Hazel Holly Inky Iris Ivy Jack Jumble June Juno Lily Mallow Maple
Marigold Mark Max Miles Mumble Needle Nibble Nutmeg Olive Paddle Patch Pearl Pebble Penny Pepper Pickle Pip Plum
Poppy Puddle Quill Ripple Robin Rose Rowan Ruby Russet Rusty Scamper Shadow Skip Snowdrop Sooty Sorrel Sparkle
Speckle Sprout Squeak Sunny Tatters Thistle Tiptoe Toffee Truffle Tuft Tumble Twig Una Velvet Viola Violet Waddle
Whisk Whistle Will Willow Wisp Zigzag""".split()

WOMEN = "girl woman lady queen princess mother grandmother aunt sister daughter niece wife mama mom granny grandma hen".split()
MEN = "boy man king prince father grandfather uncle brother son nephew husband papa dad grandpa grandson fisherman".split()
BEINGS = set(WOMEN + MEN + words.PETS) | set(words.ANIMALS) | set(words.JOBS) | set(
    """child children friend stranger neighbor traveler somebody someone baby giant dragon wizard witch captain guest
    visitor bird fish horse cow dog cat puppy kitten lamb calf owner judge mayor nurse twin cousin doll chick gosling
    cub fawn kid pup merchant peddler""".split()
)
BEING = "|".join(sorted(BEINGS, key=len, reverse=True))  # as a pattern
RELATIVES = "Mother Mama Mom Father Papa Dad Grandma Grandmother Granny Grandpa Grandfather".split()

# Words with a capital letter inside a sentence that are nobody's name.
NO_NAMES = set(RELATIVES) | set(
    """Mr Mrs Miss Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
    August September October November December Christmas New Year Captain King Queen Prince Princess Aunt Uncle Old
    Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays Africa America Europe French Highness
    North South East West Sir Madam Doctor Oh Yes No""".split()
)

NAME = re.compile(r"\b(?:(?:Mr|Mrs)\. [A-Z][a-z]+|(?:Miss|Aunt|Uncle) [A-Z][a-z]+|[A-Z][a-z]+(?:-[A-Z]?[a-z]+)*)\b")
PRONOUN = re.compile(r"\b(he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
THINGS = sorted({noun for nouns in words.THINGS.values() for noun in nouns.split("|")}, key=len, reverse=True)
COLORED = re.compile(rf"\b({'|'.join(words.COLORS)}) ({'|'.join(THINGS)})\b")
# What stands before or after a name where somebody is introduced.
WHO = "|".join(
    ["the|an?|old|little|young|captain|king|queen|friends?|cousin|neighbor|brothers|sisters|twins|puppy"]
    + [*WOMEN, *MEN, *words.ANIMALS, *words.JOBS]
)
BEFORE = re.compile(
    r"(?:named|(?<!\" )called|(?:named|called|friends) \w+ and|name (?:is|was)|I am|I'm|It is|It was"
    rf"|(?:{WHO}),?|(?:called|named) the \w+|call(?:ed)? (?:it|him|her|me)(?: Little| Old)?) \"?$",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"^,? (?:the|an?|his|her|their|who|from|next door|was (?:an?|the|his|her|their)|lived)\b"
    r"|^,? (?:\w+ )?(?:" + "|".join(sorted(words.ANIMALS)) + r")\b"
    r"|^[,!]?\"? ?(?:\w+ \w+, )?for (?:that was|everybody knew)\b"
)
# How a letter ends.
SIGNED = re.compile(r"(?:(?:from|[Yy]our) |signed, \"|\n|friend\. )$")
# Last words of places' names.
PLACES = "Street Row Lane Road Hill Bridge Rock Island Mill Harbor Square".split()
PLACE_AFTER = re.compile(rf"^(?:'s)? (?:{'|'.join(PLACES)})\b")


def sentences(text):
    """The sentences of a text, in order; the dot of a title ends none."""
    text = re.sub(r"\b(Mr|Mrs|Miss)\. ", r"\1_ ", text)
    parts = re.split(r'(?<=[.!?])["\']?\s+|(?<=[.!?]")\s+|\n+', text)
    return [re.sub(r"\b(Mr|Mrs|Miss)_ ", r"\1. ", part).strip() for part in parts if part and part.strip()]


def without_speech(text):
    return re.sub(r'"[^"\n]*("|$)', '""', text, flags=re.MULTILINE)


def gender_of(name):
    """he, she, or None where the name does not say."""
    if name.startswith(("Mr.", "Uncle ")):
        return "he"
    return "she" if name.startswith(("Mrs.", "Miss", "Aunt ")) else GENDER.get(name)


def mentions(text, name):
    """The matches of a name in a text; `Aunt Rose` is no mention of `Rose`."""
    return re.finditer(rf"(?<!Aunt )(?<!Uncle )(?<!Mr\. )(?<!Mrs\. )(?<!Miss )\b{re.escape(name)}\b", text)


def people(text):
    """The names in a text, in order: words with a capital letter inside a sentence, and the lexicon's anywhere.

    A name that is also an ordinary word counts at the front of a sentence only where it is introduced there.
    """
    found = {}
    for match in NAME.finditer(text):
        name = match[0]
        first = re.search(r'(?:^|[.!?"\n:]\s*"?)$', text[: match.start()]) is not None
        if re.search(r"\b[Tt]he (?:[A-Z]\w+ )*$", text[: match.start()]):
            continue  # a ship, a bridge
        ends_place = name in PLACES and re.search(r"[A-Z][\w']+ $", text[: match.start()])
        if ends_place or PLACE_AFTER.search(text[match.end() :]):
            continue
        if " " in name or (name not in NO_NAMES if not first else name in NAMES):
            if not first or name not in ORDINARY or introduced(text, match):
                found[name] = True
    return list(found)


def introduced(text, match):
    """Whether the words around a name say who that is."""
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
    return bool(BEFORE.search(before) or AFTER.search(after))


def known(text, match):
    """Whether a name needs no introduction: at the end of a letter, or where a story's "I" is spoken to."""
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() :]
    if SIGNED.search(before) and re.match(r'[.!]?"?(?:\n|$)', after):
        return True
    in_speech = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].count('"') % 2 == 1
    spoken_to = in_speech and re.search(r'(?:, |")$', before) and re.match(r"[,.!?]", after)
    return bool(spoken_to and re.search(r"\bI\b", without_speech(text)))


def unintroduced(text):
    """Names that come up after the first paragraph without being introduced at their first or second mention."""
    start = text.find("\n\n")
    for name in people(text):
        first = list(mentions(text, name))[:2]
        if name.startswith(("Aunt ", "Uncle ")):
            continue  # the title says who that is
        if first and first[0].start() > start and not any(introduced(text, m) or known(text, m) for m in first):
            yield f"{name} was not introduced"


def kind_of(text, name):
    """What a text says that somebody is (`fox`, `girl`, `baker`), or None."""
    found = re.search(rf"\b({BEING}) (?:who was |whose name was |named |called )?{re.escape(name)}\b", text) or re.search(
        rf"\b{re.escape(name)}(?:,| was| is)? (?:the|an?|his|her) (?:[\w-]+ ){{0,2}}?({BEING})\b", text
    )
    return found[1] if found else None


def on_stage(text, cast):
    """(names of the cast in a text, whether it has anybody else); `cast` is name -> kind.

    `the fox` means the fox of the cast where there is only one.
    """
    here = {name for name in cast if any(True for _ in mentions(text, name))}
    told = without_speech(text)
    kinds = collections.Counter(cast.values())
    others = any(word in RELATIVES for word in NAME.findall(told))
    for word in set(re.findall(r"[a-z]+", told.lower())) & BEINGS:
        if kinds[word] == 1:
            here |= {name for name, kind in cast.items() if kind == word}
        else:
            others = True
    return here, others


def pronouns(text):
    """`he` and `she`, whichever occur outside of speech in any form."""
    said = PRONOUN.findall(without_speech(text).lower())
    return {"she" if word in ("she", "her", "hers", "herself") else "he" for word in said}


def genders(text, cast):
    """name -> he or she: by the name, by what they are, or by the first pronoun before anybody else comes up."""
    out = {}
    for name, kind in cast.items():
        gender = gender_of(name) or ("she" if kind in WOMEN else "he" if kind in MEN else None)
        if gender is None:
            alone = text[next(mentions(text, name), re.search(re.escape(name), text)).end() :].split("\n\n")[0]
            for other in [*cast, *BEINGS - {kind}]:
                alone = re.split(rf"\b{re.escape(other)}\b", alone)[0] if other != name else alone
            # `him` and `her` may be somebody met before; so may any pronoun after speech, but for the first one in.
            first = name == next(iter(cast))
            pattern = r"\b(he|she|his)\b" if first else r"^[^.!?\"]*[.!?] (he|she|his)\b"
            found = re.search(pattern, without_speech(alone), re.IGNORECASE)
            gender = pronouns(found[1]).pop() if found else None
        if gender:
            out[name] = gender
    return out


def wrong_pronouns(text):
    """Pronouns that nobody can be meant by: all in this paragraph and the one before it are of the other gender."""
    cast = {name: kind_of(text, name) for name in people(text)}
    known, before = genders(text, cast), (set(), False)
    for paragraph in text.split("\n\n"):
        now = on_stage(paragraph, cast)
        here, others = now[0] | before[0], now[1] or before[1]
        of_them = {known.get(name) for name in here}
        if not others and len(of_them) == 1 and None not in of_them:
            (gender,) = of_them
            for sentence in sentences(paragraph):
                if pronouns(sentence) - {gender}:
                    yield f"{' and '.join(sorted(here))}: {gender}, but: {sentence}"
        before = now


def two_genders(text):
    """Somebody who is `he` in one place and `she` in another, where the name is the subject just before."""
    cast = {name: kind_of(text, name) for name in people(text)}
    votes = collections.defaultdict(set)
    for name in cast:
        if gender_of(name):
            votes[name].add(gender_of(name))
    for paragraph in text.split("\n\n"):
        subject = None  # the name that the sentence before began with, if it had no other
        for sentence in sentences(paragraph):
            # A tag after speech, `"Yes," said Tom, and he smiled`, and a plain start, `Tom smiled, and he ...`.
            plain = re.sub(r'^"" (?:\w+ )?', "", without_speech(sentence))
            name = next((name for name in cast if re.match(rf"{re.escape(name)}\b", plain)), None)
            here, others = on_stage(plain, cast)
            alone = name is not None and here == {name} and not others
            found = re.match(r"(He|She)\b", plain)
            if subject and found and not here - {subject}:
                votes[subject].add(found[1].lower())
            found = re.match(r"[^,;]*,? (?:and|but) (he|she)\b", plain)
            if name and found:
                votes[name].add(found[1])
            found = re.search(r"\b(his|her) (?:own|head|eyes|nose|mouth|tail|wings|ears|feet|breath|way|heart|best)\b", plain)
            if alone and found:
                votes[name] |= pronouns(found[1])
            subject = name if alone else None
    return [f"{name} is he and she" for name, said in votes.items() if len(said) > 1]


def introductions(text, name):
    """What somebody is said to be, each time as if nobody had heard of them: `a fox called Flick`, `Flick, a fox`."""
    being = rf"\ban? (?:[\w-]+ ){{0,2}}?({BEING})"
    before = rf"{being}(?:,| who was| whose name was| named| called) {re.escape(name)}\b"
    after = rf"(?<!named )(?<!called )(?<!was )\b{re.escape(name)}, {being}\b"
    return re.findall(before, text) + re.findall(after, text)


def taken_names(text):
    """Names that two people have: a child with a title, somebody introduced twice, or who does something to himself."""
    told = without_speech(text)
    for name in people(text):
        kinds = introductions(told, name)
        begins = [told[match.end() :] for match in mentions(told, name)]
        if name.startswith(("Mr.", "Mrs.")) and {"boy", "girl", "child"} & {*kinds}:
            yield f"{name} is a child"
        elif len(kinds) > 1:
            yield f"{name} is introduced twice"
        elif any(re.match(rf" (?:[a-z]\w* ){{1,4}}to {re.escape(name)}\b(?!'s)", rest) for rest in begins):
            yield f"{name} is there twice in a sentence"


def said_twice(text):
    """Sentences that stand twice in a paragraph."""
    for paragraph in text.split("\n\n"):
        told = [said for said in sentences(paragraph) if re.match("[A-Z]", said) and len(said.split()) > 2 and '"' not in said]
        for sentence, count in collections.Counter(told).items():
            if count > 1:
                yield f"said twice: {sentence}"


def changed_colors(text):
    colors = collections.defaultdict(set)
    for color, noun in COLORED.findall(text):
        colors[noun].add(color)
    return [f"the {noun} is {' and '.join(sorted(c))}" for noun, c in colors.items() if len(c) > 1]


def repeated(text):
    """Share of the 4-grams of words that stand in the text before."""
    tokens = re.findall(r"[\w']+", text.lower())
    grams = list(zip(tokens, tokens[1:], tokens[2:], tokens[3:]))
    return 1 - len(set(grams)) / len(grams) if grams else 0.0


def findings(text, ended=None):
    """Every contradiction found, in words."""
    out = [] if ended is None or ended else ["it does not end"]
    checks = (unintroduced, taken_names, wrong_pronouns, two_genders, changed_colors, said_twice)
    out += dict.fromkeys(finding for check in checks for finding in check(text))
    if repeated(text) > MOST_REPEATED:
        out.append(f"{repeated(text):.0%} of its 4-grams are repeated")
    count = len([p for p in text.split("\n\n") if p.strip()])
    if count not in PARAGRAPHS:
        out.append(f"{count} paragraphs")
    return out


# Words that tell findings apart.
KINDS = ("not introduced", "is a child", "twice", "end", "repeated", "paragraphs", "but", "is he and she")


def report(samples, show=True):
    """Prints the findings and the share of stories without any, and returns that share."""
    clean, kinds = 0, collections.Counter()
    for sample in samples:
        found = findings(sample["text"], sample.get("ended"))
        clean += not found
        for finding in found:
            kind = re.sub(r"(but|twice): .*", r"\1", finding)  # without what it quotes
            kinds[next((word for word in KINDS if word in kind), "color")] += 1
            if show:
                print(f"[{sample['seed']}] {finding}")
    print(f"{clean} of {len(samples)} stories without a finding; {dict(kinds)}")
    return clean / len(samples)


def renamed(text, chooser):
    """The text with somebody's name replaced by another's from the second paragraph on, where it can be."""
    start = text.find("\n\n")
    here = [name for name in people(text[:start]) if " " not in name and list(mentions(text[start:], name))]
    if not here:
        return None
    name = chooser.choice(here)
    others = [n for n in sorted(NAMES - set(ORDINARY)) if n not in text and gender_of(n) == gender_of(name)]
    other = chooser.choice(others or ["Sam"])
    return text[:start] + re.sub(rf"\b{name}\b", other, text[start:])


def misgendered(text, chooser):
    """The text with he and she exchanged from the third paragraph on."""
    parts = text.split("\n\n")
    swap = {"he": "she", "she": "he", "his": "her", "him": "her", "her": "his"}
    swap |= {"himself": "herself", "herself": "himself"}
    swap |= {old.title(): new.title() for old, new in swap.items()}
    late = re.sub(r"\b\w+\b", lambda m: swap.get(m[0], m[0]), "\n\n".join(parts[2:]))
    out = "\n\n".join([*parts[:2], late])
    return out if out != text else None


def recolored(text, chooser):
    found = list(COLORED.finditer(text))
    if len(found) < 2 or found[-1][2] not in [f[2] for f in found[:-1]]:
        return None
    last = found[-1]
    color = chooser.choice([c for c in words.COLORS if c != last[1]])
    return text[: last.start(1)] + color + text[last.end(1) :]


def doubled(text, chooser):
    """The text with a sentence told once more."""
    told = [said for said in sentences(text) if len(said.split()) > 4 and '"' not in said]
    said = chooser.choice(told) if told else ""
    return text.replace(said, f"{said} {said}", 1) if said and said in text else None


def child_with_title(text, chooser):
    """The text with the name of a child who is introduced replaced by a grown-up's."""
    found = list(re.finditer(r"\b(?:boy|girl) (?:called|named) ([A-Z][a-z]+)\b", text))
    return re.sub(rf"\b{chooser.choice(found)[1]}\b", "Mr. Hill", text) if found else None


def self_test(count):
    """Few training stories may have a finding; most of those that are corrupted must."""
    import stories

    seeds = range(stories.HELD_OUT_SEED, stories.HELD_OUT_SEED + count)
    told = [{"seed": seed, "text": stories.story(seed)} for seed in seeds]
    told += [{"seed": f"handwritten {i}", "text": t} for i, t in enumerate(sum(stories.handwritten(), []))]
    report(told)
    for corrupt in (renamed, misgendered, recolored, doubled, child_with_title):
        changed = [corrupt(s["text"], random.Random(s["seed"])) for s in told]
        changed = [text for text in changed if text]
        caught = sum(bool(findings(text)) for text in changed)
        print(f"{corrupt.__name__}: found in {caught} of {len(changed)}")


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("samples", nargs="?")
    args.add_argument("--self-test", type=int, metavar="COUNT")
    args = args.parse_args()
    if args.self_test:
        self_test(args.self_test)
    if args.samples:
        with open(args.samples, encoding="utf-8") as f:
            report([json.loads(line) for line in f if line.strip()])


if __name__ == "__main__":
    main()
