"""Gathers openly licensed English narrative prose for breadth: `python3 corpus.py` fills out/corpus.

The texts come from Debian packages, are used for training only and are not kept in the repository.
Each source becomes corpus/NAME.txt, pieces of 100 to 400 words parted by a line with only `%`; every hundredth
piece goes to corpus/held-out/NAME.txt instead. A source that cannot be had is skipped.
"""

import argparse
import pathlib
import re
import struct
import subprocess
import tempfile
import zlib

HELD_OUT_EVERY = 100
SHORTEST, USUAL, LONGEST = 100, 220, 400  # words in a piece

# Books of the Bible that mostly tell a story, and words of chapters that are lists rather than narrative.
NARRATIVE = """Gen Exod Josh Judg Ruth 1Sam 2Sam 1Kgs 2Kgs Ezra Neh Esth Tob Dan Jonah 1Macc 2Macc
Matt Mark Luke John Acts""".split()

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


def debian_package(name, folder):
    """Unpacks a Debian package into `folder`."""
    command = ["apt-get", "download", "-qq", "-o", "APT::Sandbox::User=root", name]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    subprocess.run(["dpkg-deb", "-x", *map(str, folder.glob(f"{name}_*.deb")), str(folder)], check=True)


def sword_books(folder):
    """(osisID, OSIS text) of every book of the zText modules below `folder`.

    A `.bzs` file lists blocks of 12 bytes, the place and packed size of each in the `.bzz` file; one book is one
    block here, except where the versification has gaps, which cuts some apocryphal books into several.
    """
    for index in sorted(folder.rglob("*.bzs")):
        data = index.with_suffix(".bzz").read_bytes()
        for at, size, _ in struct.iter_unpack("<III", index.read_bytes()):
            text = zlib.decompress(data[at : at + size]).decode("utf-8")
            book = re.search(r'osisID="(\w+)" sID="gen\d+" type="book"', text)
            if book:
                yield book[1], text[book.start() :]


def world_english_bible(folder):
    debian_package("sword-text-web", folder)
    for book, text in sword_books(folder):
        if book not in NARRATIVE:
            continue
        text = re.sub(r"<(note|title)\b.*?</\1>", "", text, flags=re.DOTALL)
        text = re.sub(r'<div [^>]*type="(?:x-p|paragraph)"[^>]*/>|<chapter[^>]*>|<l [^>]*>|<lg[^>]*>', "\n\n", text)
        yield from re.sub(r"<[^>]*>", "", text).split("\n\n")


def r_strings(data):
    """The text of every string of a serialized R object (XDR), in order.

    A string is the four bytes of its flags, with type 9 and an encoding, its length in bytes, and its bytes.
    """
    at = 0
    for found in re.finditer(rb"\x00[\x04\x00][\x00\x80\x40\x20]\x09", data):
        if found.start() < at:
            continue
        (length,) = struct.unpack_from(">i", data, found.end())
        if 0 <= length < 10000:
            yield data[found.end() + 4 : found.end() + 4 + length].decode("utf-8", "replace")
            at = found.end() + 4 + length


def jane_austen(folder):
    debian_package("r-cran-janeaustenr", folder)
    (database,) = folder.rglob("Rdata.rdb")
    data, at = database.read_bytes(), 0
    while at < len(data):
        # Each object: the size it unpacks to, then a zlib stream.
        unpacker = zlib.decompressobj()
        lines = r_strings(unpacker.decompress(data[at + 4 :]))
        at = len(data) - len(unpacker.unused_data)
        yield from "\n".join(lines).split("\n\n")


# name: (how to read its paragraphs, what it is and its licence)
SOURCES = {
    "world-english-bible": (world_english_bible, "narrative books of the World English Bible; public domain"),
    "jane-austen": (jane_austen, "six novels by Jane Austen; public domain, the package is under MIT"),
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
    for name, (paragraphs, what) in SOURCES.items():
        try:
            with tempfile.TemporaryDirectory() as folder:
                found = list(pieces(paragraphs(pathlib.Path(folder))))
            assert found, "no prose found in it"
        except (OSError, subprocess.CalledProcessError, ValueError, AssertionError, zlib.error) as error:
            print(f"{name}: skipped ({type(error).__name__}: {error})")
            continue
        held_out = found[HELD_OUT_EVERY - 1 :: HELD_OUT_EVERY]
        del found[HELD_OUT_EVERY - 1 :: HELD_OUT_EVERY]
        write(out / f"{name}.txt", found)
        write(out / "held-out" / f"{name}.txt", held_out)
        size = sum(map(len, found)) / 1e6
        print(f"{name}: {len(found)} pieces, {size:.2f} MB, {len(held_out)} held out; {what}")


if __name__ == "__main__":
    main()
