"""Pages of the Proceedings of Machine Learning Research (ICML, AISTATS, COLT, CoRL, …).

A title, `Authors; Proceedings of …, PMLR 139:1-10`, and `[abs][Download PDF][Supplementary PDF]`.
A paper's own page has the authors and the proceedings on lines of their own, and the abstract.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from readlist.readers.base import SNIFFED, Reading
from readlist.readers.proceedings.bracketed import Habits, read_page

_VOLUME = re.compile(
    r"(?:proceedings of machine learning research[\s,:-]*)?volume (?:r?\d+)\s*[:,]\s*"
    r"(?P<venue>.{4,300})",
    re.IGNORECASE,
)
_PAGE_WORDS = re.compile(
    r"(?:\[\s*edit\s*\]\s*)?(?:proceedings of machine learning research|contents\s*:?|)"
    r"|(?:\[ ?edit ?\])?\s*editors?\s*:.{0,1000}|(?:\[ ?(?:bib|citeproc) ?\]\s*){1,4}"
    r"|filter (?:authors|titles)\s*:?.{0,40}|cite this paper|related material|bibtex|endnote|apa"
    r"|copy to clipboard(?: ?download)?|download(?: pdf)?|supplementary (?:pdf|zip|material)"
    r"|this site last compiled.{0,100}|github account.{0,60}|copyright ©?.{0,80}"
    r"|\[ ?(?:proceedings|jmlr|faq|submission format|edit) ?\]"
    r"|(?:conference|oral|regular|accepted|poster|invited|contributed) (?:papers|presentations?)"
    r"|.{0,5}(?:back to|view) .{0,40}|preface|\W+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SERIES = re.compile(r",?\s*(?:PMLR|JMLR(?: ?(?:W ?& ?CP|Workshop.{0,40}))?)\s*:?\s*R?\d+.*$")
_INFO_LINE = re.compile(
    r"\b(?:PMLR|W ?& ?CP):? ?R?\d+|^(?:;\s*)?Proceedings (?:of|on)\b|;\s*Proceedings (?:of|on)\b"
    r"|^(?:International )?(?:Conference|Workshop|Symposium) (?:on|of)\b|^\d+\s*:\s*\d+[-–]\d+"
    r"|^PMLR\b"
)
# On the site these stand alone or after `;`; where a long line is broken, so does the rest.
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DATES = re.compile(rf",?\s*(?:\d{{1,2}}\b[^,]{{0,20}}{_MONTH}|{_MONTH}\s+\d{{1,2}}\b).*$")

# As the buttons of the ACL Anthology are written in brackets.
_OTHERS = re.compile(r"\[ ?pdf ?\] ?\[ ?bib ?\]", re.IGNORECASE)
_OWN = re.compile(r"\[ ?abs|download pdf|\b(?:PMLR|JMLR)\b", re.IGNORECASE)


class PmlrReader:
    """Reads pages of the Proceedings of Machine Learning Research."""

    name: Final = "pmlr"
    label: Final = "a volume of the Proceedings of Machine Learning Research"

    def sniff(self, lines: Sequence[str]) -> float:
        return self.read(lines[:SNIFFED]).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        return read_page(self.name, lines, _HABITS)


def _boilerplate(text: str) -> bool:
    return _VOLUME.fullmatch(text) is not None or _PAGE_WORDS.fullmatch(text) is not None


def _heading(text: str) -> tuple[str | None, int | None]:
    """Of `Volume 139: International Conference on Machine Learning, 18-24 July 2021, Virtual`."""
    found = _VOLUME.fullmatch(text)
    if found is None:
        return None, None
    year = _YEAR.search(found["venue"])
    return _without_year(_DATES.sub("", found["venue"])), int(year.group()) if year else None


def _info(text: str) -> tuple[str | None, int | None]:
    """Of `Proceedings of …, PMLR 139:1-10, 2021.`"""
    series = _SERIES.search(text)
    # In the venue's name a year is one too, but its pages are not.
    behind = re.sub(r"\d+:\d+[-–]\d+", "", series.group()) if series else ""
    venue = text[: series.start()] if series else text
    year = _YEAR.search(behind) or _YEAR.search(venue)
    return _without_year(venue), int(year.group()) if year else None


def _without_year(venue: str) -> str | None:
    return re.sub(r"[\s,(]*\b(?:19|20)\d\d\)?\W*$", "", venue).strip(" ,;.") or None


_HABITS: Final = Habits(
    boilerplate=_boilerplate,
    is_own=lambda text: _OWN.search(text) is not None and _OTHERS.search(text) is None,
    is_info=lambda text: _INFO_LINE.search(text) is not None,
    info=_info,
    heading=_heading,
    sign=re.compile(
        r"\b(?:PMLR|W ?& ?CP)\b|machine learning research|download pdf|\[\s*abs\s*\]", re.IGNORECASE
    ),
)
