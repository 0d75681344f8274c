"""Listings made up for tests: papers in words of our own, laid out and damaged as real ones are.

The damage is what happens to saved pages: lines lost, doubled or wrapped, page words in between.
Every listing comes with the titles and abstracts that a careful person would read in it.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from readlist.readers import Reading


def _words(text: str) -> list[str]:
    return text.split()


NOUNS = _words(
    "kites bridges loaves gardens engines rivers letters clocks baskets orchards signals lanterns"
    " harbours ladders mirrors seeds tunnels violins windmills markets archives glaciers"
)
ADJECTIVES = _words(
    "sparse robust hidden joint learned adaptive noisy hierarchical fast causal open-ended"
    " self-repairing weakly-labelled cross-seasonal modular gentle"
)
VERBS = _words("repair sort predict compress align restore describe count")
NAMES = _words("Kitenet BREAD RiverFlow pLoaf ORCA2 Mend-It T-Basket GLAZE")

OPENERS = (
    "{N} that people {v} by hand are seldom {a}, and {a} {n} are rarer still.",
    "Recent years have seen much progress on {a} {n}, mostly by means of ever larger {m}.",
    "The task of learning to {v} {a} {n} from {m} alone has a long history.",
    "We study the problem of how to {v} {n} when only {a} {m} are at hand.",
    "In this paper, we present {x}, a {a} method to {v} {n} with {m}.",
    "Large {n} are hard to {v}: they are {a}, and their {m} change with the weather.",
)
MIDDLES = (
    "However, existing methods {v} {n} one at a time and ignore {a} {m} altogether.",
    "To address this, we propose to {v} the {n} first and the {m} afterwards.",
    "Our method needs no {m}, and it is the first that can {v} {a} {n} at scale.",
    "Specifically, {x} keeps a {a} memory of {n} (cf. the {m} of Doe et al., 2019) and updates it.",
    "The {n} are then aligned with $k$ {a} {m}, e.g. with those of a neighbouring town.",
    "This leads to {a} {n} which, as we prove, {v} in O(n log n) time.",
    "Do {a} {n} help? We find that they do, but only where {m} are scarce.",
    "While {m} were long thought to be necessary, we show that {n} suffice.",
    "It turns out that {a} {n} carry 2.5 times more information than {m} do.",
)
ENDINGS = (
    "Experiments on four sets of {n} show gains of 3.1% over the best {a} baseline.",
    "Code and {m} are available at https://example.org/{x}.",
    "We hope that {x} will help others to {v} their {n}.",
    "Results on {n} and {m} confirm that {x} is both faster and more {a} than what came before.",
)
TITLES = (
    "{x}: Learning to {V} {A} {N}",
    "{A} {N} Are All You Need to {V} {M}",
    "On the Use of {A} {M} for {N}",
    "Do {A} {N} Dream of {M}?",
    "{V} Them All! {A} {N} without {M}",
    "How to {v} {a} {n} with {m}",
    "{A} {N}",
    "{N} from {M}: a {a} approach to {a} {m}",
    "Towards {A} {N} ... and Beyond",
    "A Survey of {A} Methods for {M}-Based {N}",
)

HEADERS = (
    (
        "Get trending papers in your email inbox once a day!",
        "Get trending papers in your email inbox!",
    ),
    (
        "new",
        "Get trending papers in your email inbox!",
        "Subscribe",
        "byJane Doe and the research community",
        "Nov 3, 2024",
    ),
)
PAGE_WORDS = (
    "Upvote 12",
    "12",
    "-",
    "Submitted by someone",
    "· 5 authors",
    "new",
    "Today",
    "Mar 12",
)
FOOTER = ("Previous", "1", "2", "...", "Next", "Company", "TOS", "Privacy", "About", "Jobs")


@dataclass(frozen=True)
class Paper:
    """A paper as its listing shows it: its title line, and the paragraphs of its abstract."""

    title: str | None
    paragraphs: tuple[str, ...]

    @property
    def abstract(self) -> str | None:
        return "\n\n".join(self.paragraphs) or None


def paper(rng: random.Random) -> Paper:
    """A paper with a title and an abstract of 3 to 9 sentences, about 200 to 900 characters."""
    body = [_told(rng, part) for part in rng.sample(MIDDLES, rng.randint(1, 6))]
    sentences = [_told(rng, rng.choice(OPENERS)), *body, _told(rng, rng.choice(ENDINGS))]
    return Paper(_told(rng, rng.choice(TITLES)), (" ".join(sentences),))


def papers(rng: random.Random, count: int) -> list[Paper]:
    """That many papers of different titles and abstracts."""
    found: dict[str | None, Paper] = {}
    while len(found) < count:
        made = paper(rng)
        found[made.title] = made
    return list(found.values())


def _told(rng: random.Random, template: str) -> str:
    pick = {"n": NOUNS, "m": NOUNS, "a": ADJECTIVES, "v": VERBS, "x": NAMES}

    def word(found: re.Match[str]) -> str:
        key = found.group(1)
        chosen = rng.choice(pick[key.lower()])
        return chosen.title() if key.isupper() else chosen

    return re.sub(r"\{(\w)\}", word, template)


# ---------------------------------------------------------------- damage

DAMAGES = (
    "no title",
    "no abstract",
    "doubled",
    "wrapped",
    "two paragraphs",
    "one sentence",
    "long title",
    "title with full stop",
    "no full stop",
    "cut off",
    "ends in a link",
    "page words",
    "pasted header",
)


@dataclass(frozen=True)
class Listing:
    """A listing's lines, and what is in it."""

    lines: tuple[str, ...]
    papers: tuple[Paper, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def trending(
    rng: random.Random,
    count: int = 40,
    *,
    damages: Sequence[str] = (),
    share: float = 0.05,
    layout: str = "dense",
    footer: bool = False,
    width: int = 0,
) -> Listing:
    """A dump of a page; `layout`: "dense", "spaced" (blank between all lines) or "by record".

    `width`: all of the file is wrapped there, titles too.
    """
    blocks: list[list[str]] = [[line] for line in rng.choice(HEADERS)]
    glued = blocks[-1][0].endswith("!")
    told: list[Paper] = []
    for each in papers(rng, count):
        hit = [damage for damage in damages if rng.random() < share]
        shown, lines = _damaged(rng, each, hit)
        if "pasted header" in hit:
            blocks += [[line] for line in HEADERS[1]]
        if glued and shown.title:
            lines[0] = ["Subscribe" + lines[0][0], *lines[0][1:]]
            glued = False
        told.append(shown)
        blocks += lines
        if layout == "by record":
            blocks.append([""])
    if footer:
        blocks += [[line] for line in FOOTER]
    between = [""] if layout == "spaced" else []
    if width:
        blocks = [
            [part for line in block for part in wrapped(line, width) or [""]] for block in blocks
        ]
    return Listing(tuple(line for block in blocks for line in (*block, *between)), tuple(told))


def _damaged(rng: random.Random, each: Paper, hit: Sequence[str]) -> tuple[Paper, list[list[str]]]:
    """A paper as it can still be read, and its lines by block (a wrapped paragraph is one)."""
    shown = _reworded(rng, each, hit)
    if "no title" in hit:
        shown = replace(shown, title=None)
    elif "no abstract" in hit:
        shown = replace(shown, paragraphs=())
    blocks = [[shown.title]] if shown.title else []
    for paragraph in shown.paragraphs:
        blocks.append(wrapped(paragraph, rng.randint(60, 110)) if "wrapped" in hit else [paragraph])
    if "doubled" in hit:
        place = rng.randrange(len(blocks))
        if len(blocks[place]) == 1:
            blocks.insert(place, list(blocks[place]))
    if "page words" in hit:
        blocks.insert(rng.randint(0, len(blocks)), [rng.choice(PAGE_WORDS)])
    return shown, blocks


def _reworded(rng: random.Random, each: Paper, hit: Sequence[str]) -> Paper:
    title, (abstract,) = each.title or "", each.paragraphs
    if "long title" in hit:
        title = f"{title}: {paper(rng).title} and {paper(rng).title} in Theory and in Practice"
    if "title with full stop" in hit:
        title += "."
    sentences = re.split(r"(?<=[.?])\s+(?=[A-Z])", abstract)
    if "one sentence" in hit:
        abstract = sentences[0]
    elif "no full stop" in hit:
        abstract = abstract.rstrip(".")
    elif "cut off" in hit:
        abstract = abstract[: len(abstract) * 2 // 3].rsplit(" ", 1)[0] + "…"
    elif "ends in a link" in hit:
        abstract += " Project page: https://example.org/page/"
    elif "two paragraphs" in hit and len(sentences) > 3:
        half = len(sentences) // 2
        return Paper(title, (" ".join(sentences[:half]), " ".join(sentences[half:])))
    return Paper(title, (abstract,))


def wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


# ---------------------------------------------------------------- the other shape


def abstracts(
    rng: random.Random,
    count: int = 20,
    *,
    titles: bool = False,
    width: int = 0,
    blank: bool = False,
    less: bool = False,
) -> Listing:
    """A list of `Abstract:` lines, maybe titled, wrapped, apart, and with arXiv's `△ Less`."""
    lines: list[str] = []
    told: list[Paper] = []
    for each in papers(rng, count):
        mark = rng.choice(("Abstract:", "Abstract: ", "ABSTRACT: ", "abstract :"))
        text = f"{mark}{each.abstract}{' △ Less' if less else ''}"
        lines += [each.title or ""] if titles else []
        lines += wrapped(text, width) if width else [text]
        lines += [""] if blank else []
        told.append(each if titles else replace(each, title=None))
    return Listing(tuple(lines), tuple(told))


# ---------------------------------------------------------------- right and wrong


def agreement(reading: Reading, listing: Listing) -> tuple[float, float]:
    """Precision and recall of the records read: title and abstract have to be right, exactly."""
    found = Counter((record.title, record.abstract) for record in reading.records)
    wanted = Counter((paper.title, paper.abstract) for paper in listing.papers)
    right = (found & wanted).total()
    return right / found.total(), right / wanted.total()
