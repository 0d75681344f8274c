"""BibTeX: the entries of a text, and one entry as the fields of a work.

The scanner (`entries`) knows braces, quotes, `#` and `@string`, and leaves the values in TeX;
`fields_of` says what the values mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from readlist.links import arxiv_year, parse_arxiv_id, parse_doi, urls_in
from readlist.paper import Fields, clean
from readlist.readers.tex import literal, plain

# ---------------------------------------------------------------- from text to entries


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as written: values in TeX by lower-case field name (the first of each counts).

    Lines are 1-based and inclusive.
    """

    type: str
    """Lower-case: ``article``."""
    key: str
    fields: Mapping[str, str]
    first_line: int
    last_line: int


def entries(text: str) -> Iterator[Entry]:
    """The works among the entries of `text`, in order; `@string` macros are put in.

    An entry that cannot be read is passed over, up to the next line that begins one. Linear in
    the length of `text`; never raises.
    """
    text = clean(text)
    line, counted = 1, 0
    for block in _blocks(text):
        if block.type in _NOT_WORKS:
            continue
        first_line = line + text.count("\n", counted, block.start)
        line, counted = first_line + text.count("\n", block.start, block.end), block.end
        yield Entry(block.type, block.key, block.fields, first_line, line)


def only_entry(text: str) -> Entry | None:
    """The one work that `text` is; None if it is broken, several, or has other text around it.

    What BibTeX itself passes over may stand around it: `@comment`, `@string` and `@preamble`.
    """
    text = clean(text)
    at = 0
    for block in _blocks(text):
        if text[at : block.start].strip():
            return None
        at = block.end
    works = list(entries(text))
    return works[0] if len(works) == 1 and not text[at:].strip() else None


_NOT_WORKS: Final = frozenset({"string", "comment", "preamble"})
_LINE_WITH_ENTRY = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+\s*[{(]", re.MULTILINE)
_HEAD = re.compile(r"@[ \t]*([A-Za-z]+)\s*([{(])")
_KEY = re.compile(r"([^,{}=\"#]*),")
_FIELD_NAME = re.compile(r"[\s,]*([A-Za-z][\w:.+-]*)\s*=\s*")
_NO_FIELD = re.compile(r"[\s,]*")
_BARE = re.compile(r"[^\s,#{}()\"=]+")
_JOINED = re.compile(r"\s*#\s*")
_DELIMITER = re.compile(r"\\.|[{}\"]", re.DOTALL)
_CLOSING: Final = {"{": "}", "(": ")"}


@dataclass(frozen=True, slots=True)
class _Block:
    """Anything of the form `@type{…}`, and where it begins and ends in the text."""

    type: str
    key: str
    fields: Mapping[str, str]
    start: int
    end: int


def _blocks(text: str) -> Iterator[_Block]:
    # Whatever is wrong within the lines from one entry to the next stays there, and no character
    # is looked at by more than one attempt to read an entry.
    starts = [found.start() for found in _LINE_WITH_ENTRY.finditer(text)]
    macros: dict[str, str] = {}
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        at = start
        while head := _HEAD.search(text, at, end):
            block = _block(text, head, end, macros)
            if block is None:
                break
            if block.type == "string":
                macros.update(block.fields)
            yield block
            at = block.end


def _block(text: str, head: re.Match[str], end: int, macros: Mapping[str, str]) -> _Block | None:
    kind, opening = head.group(1).lower(), head.group(2)
    at, key = head.end(), ""
    if kind in ("comment", "preamble"):
        closed = _closing(text, at - 1, end)
        return None if closed is None else _Block(kind, "", {}, head.start(), closed + 1)
    if kind != "string" and (found := _KEY.match(text, at, end)):
        key, at = found.group(1).strip(), found.end()
    values: dict[str, str] = {}
    while name := _FIELD_NAME.match(text, at, end):
        value, at = _value(text, name.end(), end, macros)
        if value is None:
            return None
        values.setdefault(name.group(1).lower(), value)
    rest = _NO_FIELD.match(text, at, end)
    at = rest.end() if rest else at
    if not values or at == end or text[at] != _CLOSING[opening]:
        return None
    return _Block(kind, key, values, head.start(), at + 1)


def _value(text: str, at: int, end: int, macros: Mapping[str, str]) -> tuple[str | None, int]:
    """The value that begins at `at`, its parts joined by `#` put together, and where it ends."""
    parts: list[str] = []
    while True:
        if text.startswith(("{", '"'), at, end):
            closed = _closing(text, at, end)
            if closed is None:
                return None, at
            parts.append(text[at + 1 : closed])
            at = closed + 1
        elif bare := _BARE.match(text, at, end):
            parts.append(macros.get(bare.group().lower(), bare.group()))
            at = bare.end()
        else:
            return None, at
        joined = _JOINED.match(text, at, end)
        if joined is None:
            return "".join(parts), at
        at = joined.end()


def _closing(text: str, at: int, end: int) -> int | None:
    """Where what opens at `at` closes: a brace, or outside of braces a quote or parenthesis."""
    opening = text[at]
    if opening == "(":
        closed = text.find(")", at, end)
        return None if closed < 0 else closed
    depth = 0
    for found in _DELIMITER.finditer(text, at + 1, end):
        character = found.group()
        if character == "{":
            depth += 1
        elif character == "}":
            if depth == 0:
                return found.start() if opening == "{" else None
            depth -= 1
        elif character == opening and depth == 0:
            return found.start()
    return None


# ---------------------------------------------------------------- from values to fields

_YEAR = re.compile(r"\b(1[6-9][0-9]{2}|20[0-9]{2})\b")
_TRAILING_YEAR = re.compile(r"(?<![\s,(])[\s,(]*\b(?:1[6-9][0-9]{2}|20[0-9]{2})\)?$")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_PREPRINTS = re.compile(r"(?:arxiv|corr)\b", re.IGNORECASE)
_VENUES: Final = ("journal", "journaltitle", "booktitle", "school", "institution", "publisher")
_LINKS: Final = ("url", "urls", "howpublished")


def fields_of(entry: Entry) -> Fields:
    """What an entry says of its work. A link to arXiv or doi.org is only the id it names."""
    values = entry.fields
    arxiv_id = _arxiv_id(values)
    doi = parse_doi(literal(values.get("doi", "")))
    if doi and parse_arxiv_id(doi):
        arxiv_id, doi = arxiv_id or parse_arxiv_id(doi), None
    urls = tuple(dict.fromkeys(u for name in _LINKS for u in urls_in(values.get(name, ""))))
    arxiv_id = arxiv_id or next(filter(None, map(parse_arxiv_id, urls)), None)
    venue = next((v for key in _VENUES if (v := plain(values.get(key, "")))), "")
    if _PREPRINTS.match(venue):
        arxiv_id = arxiv_id or _id_in(f"{venue} {values.get('volume', '')}")
        venue = "" if arxiv_id else venue
    paragraphs = map(plain, _PARAGRAPH.split(values.get("abstract", "")))
    return Fields(
        title=plain(values.get("title", "")) or None,
        abstract="\n\n".join(filter(None, paragraphs)) or None,
        authors=_people(values.get("author", "")),
        year=_year(values) or (arxiv_year(arxiv_id) if arxiv_id else None),
        venue=_TRAILING_YEAR.sub("", venue) or venue or None,
        doi=doi or next(filter(None, map(_own_doi, urls)), None),
        arxiv_id=arxiv_id,
        urls=tuple(url for url in urls if not (parse_arxiv_id(url) or _own_doi(url))),
    )


def _year(values: Mapping[str, str]) -> int | None:
    found = (_YEAR.search(values.get(name, "")) for name in ("year", "date"))
    return next((int(year.group()) for year in found if year), None)


def _arxiv_id(values: Mapping[str, str]) -> str | None:
    kind = plain(values.get("archiveprefix", "") or values.get("eprinttype", "")).lower()
    eprint = literal(values.get("eprint", "") or values.get("arxivid", ""))
    return parse_arxiv_id(eprint) if kind in ("", "arxiv") else None


def _id_in(venue: str) -> str | None:
    """The id in a venue such as "arXiv preprint arXiv:2101.00001" or "CoRR, abs/2101.00001"."""
    words = venue.replace(",", " ").split()
    return next((i for w in words if (i := parse_arxiv_id(w.removeprefix("abs/")))), None)


def _own_doi(url: str) -> str | None:
    """The DOI of a link to doi.org, which is nothing but its DOI."""
    return parse_doi(url) if "doi.org/" in url.lower() else None


def _people(value: str) -> tuple[str, ...]:
    """The authors as "First Last", in order; "others" is no one."""
    names = map(_person, _split(" ".join(value.split()), " and "))
    return tuple(name for name in names if name and name.lower() not in ("others", "et al."))


def _person(name: str) -> str:
    """`Last, First` and `Last, Jr., First` turned round; a name in braces stays as it is."""
    parts = [part for written in _split(name, ",") if (part := plain(written))]
    if len(parts) == 2:
        last, first = parts
        return f"{first} {last}"
    if len(parts) == 3:
        last, suffix, first = parts
        return f"{first} {last} {suffix}"
    return ", ".join(parts)


def _split(value: str, separator: str) -> list[str]:
    """`value` cut at the separators that stand outside of braces."""
    parts: list[str] = []
    depth = begun = 0
    token = re.compile(rf"\\.|[{{}}]|{separator}", re.IGNORECASE)
    for found in token.finditer(value):
        if found.group() == "{":
            depth += 1
        elif found.group() == "}":
            depth -= 1
        elif depth == 0 and not found.group().startswith("\\"):
            parts.append(value[begun : found.start()])
            begun = found.end()
    return [*parts, value[begun:]]
