"""How values are written down: times, JSON, and text that SQLite's JSON gives back unchanged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import NamedTuple, Protocol, TypeVar, cast

from readlist.paper import Fields

# SQLite's JSON functions cut text at NUL, and lone surrogates are not UTF-8.
_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_LONGEST_KEY = 80
_CHUNK = 500  # parameters in one IN (…): far below SQLite's smallest limit

_T = TypeVar("_T")


class Keys(Protocol):
    """The identity keys of a record, or of a paper as it is shown. None: it has none."""

    @property
    def arxiv_id(self) -> str | None: ...
    @property
    def doi(self) -> str | None: ...
    @property
    def title_key(self) -> str | None: ...
    @property
    def abstract_key(self) -> str | None: ...


_dated: ContextVar[datetime | None] = ContextVar("dated", default=None)


def now() -> str:
    """The time in UTC, as ``2025-01-31T12:00:00Z``."""
    return at_time(_dated.get() or datetime.now(UTC))


@contextmanager
def dated(moment: datetime) -> Iterator[None]:
    """Have what this thread stores meanwhile be of that moment: samples have a past."""
    before = _dated.set(moment)
    try:
        yield
    finally:
        _dated.reset(before)


def at_time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def safe(text: str) -> str:
    """`text` as it can be stored and logged: no NUL, no lone surrogates."""
    if text.isascii() and "\x00" not in text:
        return text
    return _UNSAFE.sub(
        lambda found: "" if found[0] == "\x00" else "\N{REPLACEMENT CHARACTER}", text
    )


def safe_or_none(text: str | None) -> str | None:
    """As `safe`; empty text is None."""
    return safe(text) if text else None


def to_json(value: object) -> str:
    return safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def texts_from_json(text: str) -> tuple[str, ...]:
    """A JSON list of strings, as a tuple."""
    return () if text == "[]" else tuple(cast("list[str]", json.loads(text)))


def fields_to_json(fields: Fields) -> str:
    """The fields that are given, as a JSON object."""
    values: dict[str, object] = {
        "title": fields.title,
        "abstract": fields.abstract,
        "authors": list(fields.authors),
        "year": fields.year,
        "venue": fields.venue,
        "doi": fields.doi,
        "arxiv_id": fields.arxiv_id,
        "urls": list(fields.urls),
    }
    return to_json({name: value for name, value in values.items() if value not in (None, [])})


def fields_from_json(text: str) -> Fields:
    values: Mapping[str, object] = json.loads(text)
    return Fields(
        title=cast("str | None", values.get("title")),
        abstract=cast("str | None", values.get("abstract")),
        authors=tuple(cast("list[str]", values.get("authors", []))),
        year=cast("int | None", values.get("year")),
        venue=cast("str | None", values.get("venue")),
        doi=cast("str | None", values.get("doi")),
        arxiv_id=cast("str | None", values.get("arxiv_id")),
        urls=tuple(cast("list[str]", values.get("urls", []))),
    )


def key_column(key: str | None) -> str | None:
    """An identity key as it is stored: a long one as its hash, so that indexes stay small."""
    if not key:
        return None
    key = safe(key)
    if len(key) <= _LONGEST_KEY:
        return key
    from hashlib import sha256  # which takes long to load, and importing alone has need of

    return sha256(key.encode()).hexdigest()


class KeyColumns(NamedTuple):
    """The four keys as they are stored."""

    arxiv: str | None = None
    doi: str | None = None
    title: str | None = None
    abstract: str | None = None


def key_columns(keys: Keys | None) -> KeyColumns:
    if keys is None:
        return KeyColumns()
    return KeyColumns(
        key_column(keys.arxiv_id),
        key_column(keys.doi),
        key_column(keys.title_key),
        key_column(keys.abstract_key),
    )


def chunks(items: Sequence[_T], size: int = _CHUNK) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def marks_for(items: Iterable[object]) -> str:
    """The question marks of an IN (…): ``?,?,?``."""
    return ",".join("?" for _ in items)
