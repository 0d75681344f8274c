"""Pages of the open-access site of the Computer Vision Foundation (CVPR, ICCV, WACV, ACCV, …).

A title, the authors (also one a line), and `[pdf] [supp] [arXiv] [bibtex]`, below which the BibTeX
may be unfolded. A paper's own page has `Authors; Proceedings of …, 2021, pp. 1-10` and the
abstract. The pages of ECCV papers have the same shape.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from readlist.readers.base import SNIFFED, Reading
from readlist.readers.proceedings.bracketed import Habits, read_page

_VENUE: Final = r"(?:CVPR|ICCV|WACV|ACCV|ECCV)(?:[ -]?W(?:orkshops?)?)?"
_HEADING = re.compile(
    rf"(?:these |the )?(?P<venue>{_VENUE}|IEEE[ /].{{0,80}}\({_VENUE}\))[ ,]*'?"
    r"(?P<year>(?:19|20)\d\d)(?:[ ,]+(?:open access(?: repository)?"
    r"|(?:main conference |workshop )?papers?|workshops?"
    r"|main conference|day \d.{0,30}|all papers)){0,3}"
    r"(?: papers are the open access versions.{0,200})?[ .:]*",
    re.IGNORECASE,
)
_PAGE_WORDS = re.compile(
    r"except for (?:the|this) watermark.{0,300}|this material is presented to ensure.{0,600}"
    r"|these .{0,60} papers are the open access versions.{0,200}"
    r"|.{0,80}the final published version of the proceedings is available.{0,80}"
    r"|copyright and all rights therein.{0,400}|all persons copying this information.{0,300}"
    r"|constraints invoked by each author'?s copyright.{0,20}"
    r"|powered by:?.{0,60}|sponsored by:?.{0,60}|(?:back|main conference|workshops?|papers|search)"
    r"|(?:(?:all papers|day \d+(?: ?: ?[\d-]{6,10})?)[ |,]*)+"
    r"|related material|copyright.{0,60}|open access|computer vision foundation"
    r"|(?:main conference|workshop) papers|accepted papers|\W+"
    r"|(?:sort|search|filter|query)\b.{0,40}|\d+ papers?",
    re.IGNORECASE,
)
_YEAR = re.compile(r",?\s*(?<!\d)((?:19|20)\d\d)(?!\d)")
_INFO_LINE = re.compile(
    r"Proceedings of\b|Winter Conference|Computer Vision\b.*\(\w+\)|pp?\. ?\d"
    r"|(?<!^);\s*(?:Proceedings\b|[A-Z].{0,200}\bpp?\. ?\d)"
)

_OWN = re.compile(
    r"\[ ?pdf ?\]|\[ ?supp|\[ ?bibtex|\b(?:CVF|CVPR|ICCV|WACV|ACCV|ECCV|Vision)\b", re.I
)
_OTHERS = re.compile(r"\[ ?abs|download pdf|\bPMLR\b|\bJMLR\b", re.IGNORECASE)


_SCHOLAR_ROW = re.compile(r"(?:\t|^)[\d,*]*\t(?:19|20)\d\d\s*$")
_LONGEST_ROW_END: Final = 30


class CvfReader:
    """Reads pages of the Computer Vision Foundation's open-access site."""

    name: Final = "cvf"
    label: Final = "a proceedings page of CVPR, ICCV or WACV"

    def sniff(self, lines: Sequence[str]) -> float:
        first = lines[:SNIFFED]
        told = sum(1 for line in first if line.strip())
        # The venues of a Scholar profile are such proceedings too.
        rows = sum(_SCHOLAR_ROW.search(line[-_LONGEST_ROW_END:]) is not None for line in first)
        return self.read(first).confidence * (1.0 if 20 * rows <= told else 0.3)

    def read(self, lines: Sequence[str]) -> Reading:
        return read_page(self.name, lines, _HABITS)


def _boilerplate(text: str) -> bool:
    return _HEADING.fullmatch(text) is not None or _PAGE_WORDS.fullmatch(text) is not None


def _heading(text: str) -> tuple[str | None, int | None]:
    found = _HEADING.fullmatch(text)
    return (found["venue"], int(found["year"])) if found else (None, None)


def _info(text: str) -> tuple[str | None, int | None]:
    """Of `Proceedings of …, 2021, pp. 1-10`."""
    years = list(_YEAR.finditer(text))
    if not years:
        return re.split(r",\s*pp?\.", text)[0].strip(" ,;.") or None, None
    return text[: years[-1].start()].strip(" ,;") or None, int(years[-1].group(1))


_HABITS: Final = Habits(
    boilerplate=_boilerplate,
    is_own=lambda text: _OWN.search(text) is not None and _OTHERS.search(text) is None,
    is_info=lambda text: _INFO_LINE.search(text) is not None and not text.startswith("@"),
    info=_info,
    heading=_heading,
    sign=re.compile(
        rf"\b{_VENUE}\b|computer vision|\[\s*(?:supp|bibtex|video)\s*\]|^\W*\[\s*pdf\s*\]",
        re.IGNORECASE,
    ),
)
