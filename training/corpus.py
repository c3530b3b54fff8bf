"""Gathers openly licensed English prose for children: `python3 corpus.py` fills out/corpus.

The texts come from public repositories, each at a fixed commit; they are used for training only and are not kept
in this one. Each source becomes corpus/NAME.txt, pieces of up to 400 words parted by a line with only `%`; every
fiftieth story or piece goes to corpus/held-out/NAME.txt instead. A source that cannot be had is skipped.
"""

import argparse
import pathlib
import re
import subprocess
import tempfile

HELD_OUT_EVERY = 50
SHORTEST, USUAL, LONGEST = 60, 220, 400  # words in a piece

# What is read of the classics: tales and novels for children.
CLASSICS = """
Aesop/Aesop's Fables.md
Anna Sewell/Black Beauty.md
Beatrix Potter/Great Big Treasury of Beatrix Potter.md
Carlo Collodi/The Adventures of Pinocchio.md
Edith Nesbit/Five Children and It.md
Edith Nesbit/The Book of Dragons.md
Edith Nesbit/The Railway Children.md
Frances Hodgson Burnett/A Little Princess.md
Frances Hodgson Burnett/The Secret Garden.md
George MacDonald/The Princess and the Goblin.md
Gertrude Chandler Warner/The Boxcar Children.md
Hans Christian Andersen/Andersen's Fairy Tales.md
Hans Christian Andersen/The Little Mermaid.md
Hugh Lofting/The Story of Doctor Dolittle.md
J. M. Barrie/Peter Pan.md
Johanna Spyri/Heidi.md
John Ruskin/The King of the Golden River.md
Kenneth Grahame/The Wind in the Willows.md
L. Frank Baum/A Kidnapped Santa Claus.md
L. Frank Baum/Dorothy and the Wizard in Oz.md
L. Frank Baum/Ozma of Oz.md
L. Frank Baum/The Life and Adventures of Santa Claus.md
L. Frank Baum/The Marvelous Land of Oz.md
L. Frank Baum/The Wonderful Wizard of Oz.md
Lewis Carroll/Alice's Adventures in Wonderland.md
Lewis Carroll/Through the Looking-Glass.md
Louisa May Alcott/Little Men.md
Louisa May Alcott/Little Women.md
Lucy Maud Montgomery/Anne of Green Gables.md
Lucy Maud Montgomery/Christmas Stories.md
Oscar Wilde/The Happy Prince & Other Tales.md
Rudyard Kipling/The Jungle Book.md
The Brothers Grimm/Grimms' Fairy Tales.md
""".strip().splitlines()

UNSUITABLE = re.compile(
    r"\b(?:blood|kill|slain|slew|slaughter|murder|corpse|rap(?:e|ed)\b|naked|whore|harlot|prostitut|concubine|womb|breasts"
    r"|circumcis|foreskin|virgin|dung\b|stoned|crucif|hang(?:ed|man)|damn|hell\b|devil|savage|negro|slave|cannibal|drunk)",
    re.IGNORECASE,
)

ASCII = {
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": " - ", "\u2026": "...",
    "\u00a0": " ", "\u00e6": "ae", "\u0153": "oe", "\u00e9": "e", "\u00e8": "e", "\u00ea": "e", "\u00e0": "a",
    "\u00e7": "c", "\u00f4": "o", "\u00fc": "u", "\u00ef": "i", "\u00e2": "a",
}


def clean(paragraph):
    """One paragraph on one line, in plain ASCII; characters with no stand-in are left out."""
    paragraph = "".join(ASCII.get(c, c) for c in paragraph).encode("ascii", "ignore").decode()
    paragraph = re.sub(r"(?<=\w'[sS])(?=[a-z]{2})", " ", paragraph)  # a space that a source lost
    paragraph = re.sub(r"_([^_]*)_", r"\1", paragraph).replace("--", " - ").replace("_", "")
    return re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"\s+", " ", paragraph)).strip()


def is_prose(paragraph):
    """Whether a clean paragraph is whole sentences that suit a story for all ages: no heading, list or footnote."""
    letters = sum(c.isalpha() or c == " " for c in paragraph)
    return (
        letters > 0.85 * len(paragraph)
        and paragraph[-1:] in (".", "!", "?", '"', "'")
        and any(c.islower() for c in paragraph[1:])
        and not re.search(r"chapter|https?:|[\[{*]|\d{3}", paragraph, re.IGNORECASE)
        and not UNSUITABLE.search(paragraph)
    )


def pieces(paragraphs):
    """Runs of whole paragraphs, each SHORTEST to LONGEST words long; other paragraphs end a run."""
    run, words = [], 0
    for paragraph in [*map(clean, paragraphs), ""]:
        count = len(paragraph.split())
        good = is_prose(paragraph)
        if run and (not good or words >= USUAL or words + count > LONGEST):
            if words >= SHORTEST:
                yield "\n\n".join(run)
            run, words = [], 0
        if good and count <= LONGEST:
            run.append(paragraph)
            words += count


def checkout(repository, commit, paths, folder):
    """Fetches some paths of one commit of a public repository, nothing else of it, into `folder`."""
    url = f"https://github.com/{repository}"
    for command in (
        ["init", "-q"],
        ["remote", "add", "origin", url],
        ["fetch", "-q", "--depth", "1", "--filter=blob:none", "origin", commit],
        ["checkout", "-q", commit, "--", *paths],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)


def picture_books(folder):
    """The stories of a collection of picture books, each in pieces: a heading, pages parted by `##`, then credits.

    Books whose licence is not plain CC-BY or the public domain are left out.
    """
    for path in sorted(folder.glob("en/*.md")):
        book, _, credits = path.read_text(encoding="utf-8").rpartition("* License: ")
        if re.match(r"\[(CC-BY|Public Domain)\]", credits):
            pages = re.sub(r"^#.*$", "", book, flags=re.MULTILINE)
            yield list(pieces(pages.split("\n\n")))


def classics(folder):
    """Runs of pieces of the books; their headings, verses and notes end a piece."""
    for name in CLASSICS:
        text = (folder / name).read_text(encoding="utf-8")
        # What is printed in capitals or italics for stress is plain here.
        text = re.sub(r"\b(?!I\b)[A-Z]{2,}\b(?=.*[a-z])", lambda word: word[0].lower(), text)
        yield from ([piece] for piece in pieces(text.replace("*", "").split("\n\n")))


# name: (repository, commit, its paths, how to read its stories, what it is and its licence)
SOURCES = {
    "african-storybook": (
        "global-asp/asp-source", "99e022369a980bd52bce8c6f86d5f24e9a4ada9d", ["en"], picture_books,
        "picture books of the African Storybook initiative, africanstorybook.org; CC BY 4.0",
    ),
    "pratham-books": (
        "global-asp/pb-source", "9ea530dfb0011dd1cbaf42e6ffe74aa3ef5733ed", ["en"], picture_books,
        "picture books of Pratham Books' StoryWeaver, storyweaver.org.in; CC BY 4.0",
    ),
    "classics": (
        "mlschmitt/classic-books-markdown", "944882722e9a96fa6cf2739dc2ea757e101f412f", CLASSICS, classics,
        f"{len(CLASSICS)} classic books for children, from Aesop to Kipling; public domain",
    ),
}


def write(path, texts):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n%\n".join(texts) + "\n", encoding="utf-8")


def read(folder):
    """(pieces to train on, pieces held out) of every source that was gathered; both empty before that."""
    def texts(where):
        return [t.strip() for f in sorted(where.glob("*.txt")) for t in f.read_text(encoding="utf-8").split("\n%\n")]

    folder = pathlib.Path(folder)
    return texts(folder), texts(folder / "held-out")


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--out", default="out/corpus")
    out = pathlib.Path(args.parse_args().out)
    for name, (repository, commit, paths, read_stories, what) in SOURCES.items():
        try:
            with tempfile.TemporaryDirectory() as folder:
                checkout(repository, commit, paths, folder)
                found = list(read_stories(pathlib.Path(folder)))
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{name}: skipped ({type(error).__name__}: {error})")
            continue
        held_out = sum(found[HELD_OUT_EVERY - 1 :: HELD_OUT_EVERY], [])
        del found[HELD_OUT_EVERY - 1 :: HELD_OUT_EVERY]
        kept = sum(found, [])
        write(out / f"{name}.txt", kept)
        write(out / "held-out" / f"{name}.txt", held_out)
        size = sum(map(len, kept)) / 1e6
        print(f"{name}: {len(kept)} pieces, {size:.2f} MB, {len(held_out)} held out; {what}")


if __name__ == "__main__":
    main()
