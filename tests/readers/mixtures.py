"""Texts of several shapes: what people paste together, and what should come of it."""

from __future__ import annotations

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
    "listing, entries, tagged": Mixture(
        f"{LISTING}\n\n{ENTRIES}\n\n{TAGGED}",
        ("arxiv-listing", "bibtex", "tagged"),
        CLOCKS + BREAD + GARDENS,
    ),
}
