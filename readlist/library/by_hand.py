"""A record made of lines that a person points at."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from readlist.links import arxiv_year, parse_arxiv_id, parse_doi, urls_in
from readlist.paper import Fields
from readlist.readers import LineClass
from readlist.readers.people import people
from readlist.readers.prose import Wrapping, verbatim

_LABEL = re.compile(
    r"[*_#>\s-]{0,8}(?P<name>title|abstract|summary|authors?|year|venue|journal|doi|arxiv(?: id)?"
    r"|url|link|code)[*_]{0,2}\s*[:：][*_]{0,2}\s*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAMES: Final = {
    "summary": "abstract", "author": "authors", "journal": "venue", "arxiv": "id",
    "arxiv id": "id", "doi": "id", "url": "id", "link": "id", "code": "id",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ByHand:
    """What some lines say, and what each of them is then."""

    fields: Fields
    classes: Mapping[int, LineClass]
    """By the number of the line."""


def by_hand(lines: Sequence[str], numbers: Sequence[int]) -> ByHand:
    """The lines with these numbers (from 1; all with text) as one record.

    The first line without a label is its title and what follows its abstract; labels such as
    `Authors:`, and ids and links on lines of their own, say what they are.
    """
    parts: dict[str, list[str]] = {}
    classes: dict[int, LineClass] = {}
    going_on = ""
    for number in numbers:
        text = verbatim(lines[number - 1])
        name, rest = _labelled(text)
        if not name and is_id(text):
            name = "id"
        elif not name:
            name = going_on if going_on in ("title", "abstract") else "title"
            name = "abstract" if name == "title" and "title" in parts else name
        parts.setdefault(name, []).append(rest)
        classes[number] = _CLASSES.get(name, LineClass.FIELD)
        going_on = name
    return ByHand(_fields(parts, Wrapping(lines).join), classes)


def text_of(lines: Sequence[str], numbers: Sequence[int]) -> str | None:
    """What these lines of a title or an abstract say, without their label; None: nothing."""
    texts = []
    for number in numbers:
        text = verbatim(lines[number - 1])
        name, rest = _labelled(text)
        texts.append(rest if name in _CLASSES else text)
    return Wrapping(lines).join(texts) or None


_CLASSES: Final = {"title": LineClass.TITLE, "abstract": LineClass.ABSTRACT}


def _labelled(text: str) -> tuple[str, str]:
    label = _LABEL.match(text)
    if label is None:
        return "", text
    name = label["name"].lower()
    return _NAMES.get(name, name), text[label.end() :]


def is_id(text: str) -> bool:
    """Whether a line is an arXiv id, a DOI or a link, and nothing else."""
    return bool(parse_arxiv_id(text) or parse_doi(text) or urls_in(text) == (text,))


def _fields(parts: Mapping[str, list[str]], join: Callable[[Sequence[str]], str]) -> Fields:
    ids = parts.get("id", [])
    arxiv_id = next(filter(None, map(parse_arxiv_id, ids)), None)
    doi = next((d for d in map(parse_doi, ids) if d and not parse_arxiv_id(d)), None)
    abstract = join(parts.get("abstract", [])) or None
    own = [url for text in ids if not parse_arxiv_id(text) for url in urls_in(text)]
    year = _YEAR.search(" ".join(parts.get("year", [])))
    return Fields(
        title=join(parts.get("title", [])) or None,
        abstract=abstract,
        authors=people(" ".join(parts.get("authors", []))),
        year=int(year.group()) if year else arxiv_year(arxiv_id) if arxiv_id else None,
        venue=join(parts.get("venue", [])) or None,
        doi=doi,
        arxiv_id=arxiv_id,
        urls=tuple(dict.fromkeys([*own, *urls_in(abstract or "")])),
    )
