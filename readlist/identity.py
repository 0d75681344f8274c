"""When are two records the same paper, and what does the paper keep of them.

Pure functions over `Fields`. A title that was only derived from the abstract is no title here:
it gives no key, agrees with every other, and gives way to the first real one.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from typing import Final

from readlist.errors import BadValue
from readlist.links import parse_arxiv_id
from readlist.paper import Fields

_NAMES: Final = frozenset(field.name for field in fields(Fields))
_LISTS: Final = frozenset({"authors", "urls"})

# ---------------------------------------------------------------- keys


@dataclass(frozen=True, slots=True)
class Keys:
    """What a record can be found by. None: nothing to find it by; an empty key never matches."""

    arxiv_id: str | None
    doi: str | None
    title_key: str | None
    abstract_key: str | None


def keys_of(fields: Fields) -> Keys:
    """The identity keys of a record, or of a paper as shown.

    A DOI that arXiv gave is its arXiv id. The abstract's key is a digest of its letters.
    """
    arxiv_id, doi = _ids(fields)
    letters = _abstract_letters(fields.abstract)
    return Keys(
        arxiv_id=arxiv_id,
        doi=doi,
        title_key=title_key(own_title(fields)) or None,
        abstract_key=hashlib.sha256(letters.encode()).hexdigest()[:32] if letters else None,
    )


def title_key(title: str | None) -> str:
    """A title's letters and digits, all scripts, without case and accents; maybe empty."""
    return _letters(title or "")


def own_title(fields: Fields) -> str | None:
    """The title a record came with: None also for one that only stands in for it (see `fold`)."""
    if fields.title is None or not fields.title.strip():
        return None
    return None if fields.title == _stand_in(fields) else fields.title


def _ids(fields: Fields) -> tuple[str | None, str | None]:
    by_doi = parse_arxiv_id(fields.doi) if fields.doi else None
    doi = None if by_doi else (fields.doi or "").lower()
    return fields.arxiv_id or by_doi or None, doi or None


_NOT_LETTERS = re.compile(r"[\W_]+")
_NOT_ASCII_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}


def _letters(text: str) -> str:
    """The letters and digits of `text` (Unicode's L and N), without case and accents."""
    if text.isascii():
        return text.lower().translate(_NOT_ASCII_LETTERS)  # the same, 20 times as fast
    # Casefolding can compose what was decomposed and the other way round, hence twice.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _NOT_LETTERS.sub("", text)


_URL = re.compile(r"\\(?:url|href)\s*\{[^{}]*\}|https?://[^\s{}]+", re.IGNORECASE)
_MACRO = re.compile(r"\\[a-zA-Z]+\*?")


def _abstract_letters(abstract: str | None) -> str:
    """What is compared of an abstract: no URLs, TeX macros, spacing, punctuation or case."""
    text = abstract or ""
    if "://" in text or "\\" in text:
        text = _MACRO.sub("", _URL.sub("", text))
    return _letters(text)


def first_key(fields: Fields, keys: Keys) -> str:
    """The key a new paper's id is made from: arXiv id, DOI, title or abstract, the first there is.

    `keys`: those of `fields`. A record with none of them is known by all its fields.
    """
    named = {
        "arxiv": keys.arxiv_id,
        "doi": keys.doi,
        "title": keys.title_key,
        "abstract": keys.abstract_key,
    }
    for name, key in named.items():
        if key:
            return f"{name}:{key}"
    values = {name: getattr(fields, name) for name in sorted(_NAMES)}
    return "fields:" + json.dumps(values, ensure_ascii=True)


def public_id(key: str, attempt: int = 0) -> str:
    """A paper's public id: 8 base32 characters of the SHA-256 of its first key, lower-case.

    `attempt` counts up when the id is taken by another key.
    """
    text = f"{key}\n{attempt}" if attempt else key
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest)[:8].decode("ascii").lower()


# ---------------------------------------------------------------- matching


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper a record may be: one of its records, or its fields as shown. Rows may repeat."""

    row: int
    fields: Fields


def match(record: Fields, candidates: Sequence[Candidate]) -> int | None:
    """The row of the paper that `record` is, or None.

    The rules are tried in order, each on all candidates in order: the same arXiv id; the same
    DOI, if titles or abstracts agree; the same title key; the same abstract key. Under the last
    two, one candidate that speaks against a row (see `_disagree`) rules the row out.
    """
    keys = keys_of(record)
    theirs = [(candidate, keys_of(candidate.fields)) for candidate in candidates]

    def first(rule: Callable[[Candidate, Keys], bool]) -> int | None:
        return next((c.row for c, their in theirs if rule(c, their)), None)

    def same_arxiv(candidate: Candidate, their: Keys) -> bool:
        return keys.arxiv_id is not None and keys.arxiv_id == their.arxiv_id

    def same_doi(candidate: Candidate, their: Keys) -> bool:
        return (
            keys.doi is not None
            and keys.doi == their.doi
            and _same_work(record, candidate.fields, keys, their)
        )

    row = first(same_arxiv)
    row = first(same_doi) if row is None else row
    if row is not None:
        return row
    against = {c.row for c, their in theirs if _disagree(record, c.fields, keys, their)}

    def same_title(candidate: Candidate, their: Keys) -> bool:
        return (
            candidate.row not in against
            and keys.title_key is not None
            and keys.title_key == their.title_key
        )

    def same_abstract(candidate: Candidate, their: Keys) -> bool:
        return (
            candidate.row not in against
            and keys.abstract_key is not None
            and keys.abstract_key == their.abstract_key
            and _tells_apart(record, keys, their)
        )

    row = first(same_title)
    return first(same_abstract) if row is None else row


# Shorter texts are often formulas ("withdrawn by the author"), and no sign that titles lie.
_TELLING_LETTERS: Final = 100


def _tells_apart(record: Fields, keys: Keys, their: Keys) -> bool:
    """Whether an equal abstract is reason enough to take two differing titles for one paper."""
    if keys.title_key is None or their.title_key is None:
        return True
    return len(_abstract_letters(record.abstract)) >= _TELLING_LETTERS


def _disagree(record: Fields, other: Fields, keys: Keys, their: Keys) -> bool:
    """Whether ids, first authors or years (by more than 2) say these are two works."""
    if keys.doi and their.doi and keys.doi != their.doi:
        return True
    if keys.arxiv_id and their.arxiv_id and keys.arxiv_id != their.arxiv_id:
        return True
    if record.year and other.year and abs(record.year - other.year) > 2:
        return True
    return bool(
        record.authors and other.authors and not _same_person(record.authors[0], other.authors[0])
    )


_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})


def _same_person(one: str, other: str) -> bool:
    """Whether two names can share a surname, written first or last, single or double."""
    names, others = _names(one), _names(other)
    if not names or not others:
        return True
    return names[-1] in others or others[-1] in names


def _names(person: str) -> list[str]:
    last, comma, first = person.partition(",")
    ordered = f"{first} {last}" if comma else person
    names = [key for key in map(_letters, re.split(r"[\s.]+", ordered)) if key]
    return [name for name in names if name not in _SUFFIXES] or names


# ---------------------------------------------------------------- a shared DOI

_SIMILAR_TITLES: Final = 0.8
_CONTAINED: Final = 0.60
_FEWEST_SHINGLES: Final = 20
_SHINGLE: Final = 5
_LONGEST_COMPARED: Final = 1000


def _same_work(record: Fields, other: Fields, keys: Keys, their: Keys) -> bool:
    """Whether two records of one DOI are one work: whole supplements of journals share a DOI."""
    if keys.title_key is None or their.title_key is None:
        return True
    one, two = sorted(key[:_LONGEST_COMPARED] for key in (keys.title_key, their.title_key))
    if SequenceMatcher(None, one, two, autojunk=False).ratio() >= _SIMILAR_TITLES:
        return True
    return containment(record.abstract, other.abstract) >= _CONTAINED


def containment(one: str | None, other: str | None) -> float:
    """The share of the shorter abstract's word 5-grams that the other has; 0 below 20 of them."""
    ours, theirs = _shingles(one), _shingles(other)
    fewest = min(len(ours), len(theirs))
    return len(ours & theirs) / fewest if fewest >= _FEWEST_SHINGLES else 0.0


def _shingles(abstract: str | None) -> frozenset[tuple[str, ...]]:
    text = _MACRO.sub(" ", _URL.sub(" ", abstract or ""))
    words = [key for key in map(_letters, text.split()) if key]
    return frozenset(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))


# ---------------------------------------------------------------- folding


@dataclass(frozen=True, slots=True)
class Folded:
    """A paper's fields as shown. `fields.title` is never None or empty."""

    fields: Fields
    title_derived: bool


def fold(records: Sequence[Fields], edits: Mapping[str, object]) -> Folded:
    """What a paper shows: its records, oldest first, under the user's own fields.

    Later records fill empty fields, add URLs, and lengthen a text that was cut off; they change
    nothing else. `edits` maps names of `Fields` to values (None: cleared; lists as from JSON).
    Raises BadValue for an edit of anything else.
    """
    told = Fields(
        title=_text(own_title(record) for record in records),
        abstract=_text(record.abstract for record in records),
        authors=next((record.authors for record in records if record.authors), ()),
        year=next((record.year for record in records if record.year), None),
        venue=next((record.venue for record in records if record.venue), None),
        doi=next((record.doi for record in records if record.doi), None),
        arxiv_id=next((record.arxiv_id for record in records if record.arxiv_id), None),
        urls=tuple(dict.fromkeys(url for record in records for url in record.urls)),
    )
    shown = _edited(told, edits)
    if shown.title and shown.title.strip():
        return Folded(shown, title_derived=False)
    return Folded(replace(shown, title=_stand_in(shown)), title_derived=True)


def _edited(told: Fields, edits: Mapping[str, object]) -> Fields:
    values: dict[str, object] = {}
    for name, value in edits.items():
        if name not in _NAMES:
            raise BadValue(f"A paper has no field '{name}': use {', '.join(sorted(_NAMES))}.")
        if name in _LISTS:
            value = tuple(value) if isinstance(value, (list, tuple)) else ()
        values[name] = value
    return replace(told, **values)  # type: ignore[arg-type]  # the caller checked the values


_CUT = re.compile(r"\s*(?:…|\.\.\.|\[(?:…|\.\.\.)\])\s*$")


def _text(versions: Iterable[str | None]) -> str | None:
    """The first version there is, or the longest of those that only go on where it ends."""
    kept: str | None = None
    for version in versions:
        if not version:
            continue
        if kept is None or _is_start(kept, version):
            kept = version
    return kept


def _is_start(short: str, long: str) -> bool:
    start, whole = " ".join(_CUT.sub("", short).split()), " ".join(long.split())
    return len(start) < len(_CUT.sub("", whole)) and whole.startswith(start)


def _stand_in(fields: Fields) -> str:
    """What a paper without a title of its own is called."""
    if fields.abstract and fields.abstract.strip():
        return derive_title(fields.abstract)
    if fields.arxiv_id:
        return f"arXiv:{fields.arxiv_id}"
    return fields.doi or next(iter(fields.urls), "Untitled")


# ---------------------------------------------------------------- derived titles

_LONGEST_TITLE: Final = 80
_SENTENCE = re.compile(
    r".+?(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bcf)(?<!\bal)(?<!\bresp)(?<!\b[A-Z])[.!?][\"'”’)]?"
    r"(?=\s+[^\sa-z]|\s*$)"
)


def derive_title(abstract: str) -> str:
    """The first sentence of an abstract; cut at a word, with "…", if it has over 80 characters."""
    text = " ".join(abstract[:2000].split())
    found = _SENTENCE.match(text[: _LONGEST_TITLE + 2])
    if found and found.end() <= _LONGEST_TITLE:
        return found.group()
    if len(text) <= _LONGEST_TITLE:
        return text
    start = text[: _LONGEST_TITLE + 1]
    start = start[: start.rfind(" ")] if " " in start else start[:_LONGEST_TITLE]
    return start.rstrip(" ,;:-–—(") + "…"
