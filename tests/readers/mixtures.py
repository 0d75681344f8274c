"""Texts of several shapes: what people paste together, and what should come of it."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass

from tests.readers.listings import trending
from tests.readers.trendings import copied

ABSTRACT = (
    "Kites are old, and so are the ways to fly them. We propose to tie them to a lamp post "
    "instead of a hand, and show that they stay up for longer. Experiments by the sea, in four "
    "towns and in all weathers confirm it. The lamps are not harmed."
)

ENTRIES = """\
@article{baker2021,
  title = {Bread by Post: A Study of Crusts},
  author = {Baker, Anna and Miller, Bob},
  journal = {Journal of Bread},
  year = {2021},
  doi = {10.1000/bread.1}
}

@inproceedings{oven2020,
  title = {Ovens That Remember},
  author = {Oven, Carla},
  booktitle = {Proceedings of the Bread Conference},
  year = 2020
}
"""

TAGGED = """\
TY  - JOUR
TI  - Gardens without Gardeners
AU  - Green, Dan
AU  - Seed, Eva
PY  - 2019
JO  - Journal of Gardens
ER  -

TY  - CONF
TI  - Orchards on Roofs
AU  - Seed, Eva
PY  - 2018
ER  -
"""

LISTING = """\
[1] arXiv:2101.00001 [pdf, html, other]
Title: Clocks in the Rain
Authors: Ada Quill, Ben Stone
Comments: 12 pages, 3 figures
Subjects: Machine Learning (cs.LG); Computation and Language (cs.CL)
[2] arXiv:2101.00002 [pdf, html, other]
Title: Lanterns for Long Nights
Authors: Cora Field
Subjects: Machine Learning (cs.LG)
[3] arXiv:2101.00003 [pdf, html, other]
Title: Ladders and Their Shadows
Authors: Dora Lake, Ed Hill
Subjects: Robotics (cs.RO)
"""

LINKS = "https://arxiv.org/abs/2102.00001\nhttps://doi.org/10.1000/kites.7\narXiv:2102.00003v2\n"

BULLETS = """\
# Awesome Kites

- [Kites at Sea](https://arxiv.org/abs/2103.00001) - A. Sail, 2021
- [Kites on Land](https://arxiv.org/abs/2103.00002) - B. Land, 2021
- [Kites in Caves](https://arxiv.org/abs/2103.00003) - C. Cave, 2021
- [Kites of Paper](https://arxiv.org/abs/2103.00004) - D. Sheet, 2021
"""

HELLO = """\
Hi Ben,

here is what we talked about on Monday; the second one is the best of them, I think.
Tell me which of these you want to present next week.

"""

BYE = """
The room is booked from two to four. There will be cake, if the oven works.

Best wishes,
Ada
"""


LABELLED = f"""\
Title: Kites on Lamp Posts
Authors: Fay Rope, Gus Line
Abstract: {ABSTRACT}
"""

MAILED = """\
\\\\
arXiv:2105.00001
Date: Mon, 3 May 2021 10:11:12 GMT   (34kb)

Title: Umbrellas for Kites
Authors: Hal Rain
Categories: cs.RO
\\\\
  Kites are dry below umbrellas.
\\\\ ( https://arxiv.org/abs/2105.00001 ,  34kb)
"""

ONE_ENTRY = ENTRIES.split("\n\n")[0]


@dataclass(frozen=True)
class Mixture:
    """A text, the formats of its parts, and the titles (or ids) of its records in order."""

    text: str
    formats: tuple[str, ...]
    found: tuple[str, ...]


BREAD = ("Bread by Post: A Study of Crusts", "Ovens That Remember")
GARDENS = ("Gardens without Gardeners", "Orchards on Roofs")
CLOCKS = ("Clocks in the Rain", "Lanterns for Long Nights", "Ladders and Their Shadows")
POINTERS = ("2102.00001", "10.1000/kites.7", "2102.00003")
KITES = ("Kites at Sea", "Kites on Land", "Kites in Caves", "Kites of Paper")

_PAGE = copied(random.Random(3), 8)
_PAGED = tuple(truth.title for truth in _PAGE.truth)
_DUMP = trending(random.Random(3), 12)
_DUMPED = tuple(paper.title or "" for paper in _DUMP.papers)

_BARE_TITLES = tuple(f"Kites over {town}: A Wet Study" for town in ("York", "Bath", "Hull", "Deal"))
_BARE = "".join(
    f"{title}\n{ABSTRACT.replace('lamp', title.split()[2].lower())}\n" for title in _BARE_TITLES
)
_JSON = json.dumps(
    [
        {"title": f"Kites by {time}", "authors": ["Ada Quill"], "year": 2021, "abstract": ABSTRACT}
        for time in ("Night", "Day")
    ],
    indent=2,
)

MIXTURES: dict[str, Mixture] = {
    "mail with entries": Mixture(HELLO + ENTRIES + BYE, ("bibtex",), BREAD),
    "mail with entries and links": Mixture(
        f"{HELLO}{ENTRIES}\nAnd these:\n\n{LINKS}{BYE}", ("bibtex", "links"), BREAD + POINTERS
    ),
    "tagged after entries": Mixture(f"{ENTRIES}\n{TAGGED}", ("bibtex", "tagged"), BREAD + GARDENS),
    "entries after tagged": Mixture(f"{TAGGED}\n{ENTRIES}", ("tagged", "bibtex"), GARDENS + BREAD),
    "listing after a page": Mixture(
        f"{_PAGE.text}\n{LISTING}", ("trending", "arxiv-listing"), _PAGED + CLOCKS
    ),
    "listing after a dump": Mixture(
        f"{_DUMP.text}\n{LISTING}", ("trending", "arxiv-listing"), _DUMPED + CLOCKS
    ),
    "page after a listing": Mixture(
        f"{LISTING}\n{_PAGE.text}", ("arxiv-listing", "trending"), CLOCKS + _PAGED
    ),
    "entries after a dump": Mixture(
        f"{_DUMP.text}\n{ENTRIES}", ("trending", "bibtex"), _DUMPED + BREAD
    ),
    "list and entries": Mixture(
        f"{BULLETS}\n{ENTRIES}", ("markdown-list", "bibtex"), KITES + BREAD
    ),
    "an entry and links in much prose": Mixture(
        f"{HELLO}{ONE_ENTRY}\n\nAnd these:\n\n{LINKS}{BYE}",
        ("bibtex", "links"),
        BREAD[:1] + POINTERS,
    ),
    "bare titles and abstracts after a listing": Mixture(
        f"{LISTING}\n{_BARE}", ("arxiv-listing", "trending"), CLOCKS + _BARE_TITLES
    ),
    "bare titles and abstracts before a listing": Mixture(
        f"{_BARE}\n{LISTING}", ("trending", "arxiv-listing"), _BARE_TITLES + CLOCKS
    ),
    "list and a labelled block": Mixture(
        f"{BULLETS}\n{LABELLED}", ("markdown-list", "labelled"), (*KITES, "Kites on Lamp Posts")
    ),
    "entry of a mail and an entry": Mixture(
        f"{MAILED}\n{ONE_ENTRY}", ("arxiv-mail", "bibtex"), ("Umbrellas for Kites", BREAD[0])
    ),
    "JSON with abstracts and links": Mixture(
        f"{_JSON}\n\n{LINKS}", ("json", "links"), ("Kites by Night", "Kites by Day", *POINTERS)
    ),
    "listing, entries, tagged": Mixture(
        f"{LISTING}\n\n{ENTRIES}\n\n{TAGGED}",
        ("arxiv-listing", "bibtex", "tagged"),
        CLOCKS + BREAD + GARDENS,
    ),
}
