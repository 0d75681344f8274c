"""File formats in: one module or package per format, behind one small interface.

The bytes of a file become text (`decode`), the text lines, and the reader that is surest of them
makes records and accounts for every line (`read`). A new format is a class with the face of
`Reader`, added to `READERS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from readlist.errors import BadValue, UnrecognisedFormat
from readlist.plugins import plugins
from readlist.readers import mixed, sniffing
from readlist.readers.abstracts import AbstractsReader
from readlist.readers.arxiv.listing import ArxivListingReader
from readlist.readers.arxiv.mail import ArxivMailReader
from readlist.readers.arxiv.search import ArxivSearchReader
from readlist.readers.atom.reader import AtomReader
from readlist.readers.base import LineClass, Part, Problem, Reader, Reading
from readlist.readers.bibtex.reader import BibtexReader
from readlist.readers.csv.reader import CsvReader
from readlist.readers.decoding import Decoded, decode, split_lines
from readlist.readers.digest import DigestReader
from readlist.readers.guarded import Guarded
from readlist.readers.json.lines import JsonlReader
from readlist.readers.json.reader import JsonReader
from readlist.readers.labelled.reader import LabelledReader
from readlist.readers.links.reader import LinksReader
from readlist.readers.markdown.reader import MarkdownListReader
from readlist.readers.own.reader import OwnMarkdownReader
from readlist.readers.proceedings.acl import AclReader
from readlist.readers.proceedings.cvf import CvfReader
from readlist.readers.proceedings.neurips import NeuripsReader
from readlist.readers.proceedings.openreview import OpenReviewReader
from readlist.readers.proceedings.pmlr import PmlrReader
from readlist.readers.quoting import plain_quotes, plain_spaces, unquoted
from readlist.readers.reference import Reference, parse_reference
from readlist.readers.scholar.reader import ScholarReader
from readlist.readers.sniffing import Candidate
from readlist.readers.tagged.reader import TaggedReader
from readlist.readers.trending.reader import TrendingReader

__all__ = [
    "READERS",
    "Candidate",
    "Decoded",
    "LineClass",
    "Part",
    "Problem",
    "Reader",
    "Reading",
    "Reference",
    "all_readers",
    "candidates",
    "decode",
    "parse_reference",
    "read",
    "reader_named",
    "split_lines",
]

READERS: Final[tuple[Reader, ...]] = (
    TrendingReader(),
    AbstractsReader(),
    BibtexReader(),
    TaggedReader(),
    CsvReader(),
    CvfReader(),
    AclReader(),
    PmlrReader(),
    NeuripsReader(),
    OpenReviewReader(),
    ScholarReader(),
    DigestReader(),
    LinksReader(),
    MarkdownListReader(),
    ArxivListingReader(),
    ArxivSearchReader(),
    ArxivMailReader(),
    LabelledReader(),
    JsonReader(),
    JsonlReader(),
    AtomReader(),
    OwnMarkdownReader(),
)
"""Those readlist brings itself; `all_readers` has those of other packages too."""


_EXACT: Final = frozenset({"json", "jsonl", "readlist-markdown"})
"""Formats that mean every character: what is sure to be one of them is read as it is."""


@cache  # as the plugins are
def all_readers() -> tuple[Reader, ...]:
    """Every reader by the order of READERS, then those of plugins; a name counts once."""
    found = {reader.name: reader for reader in READERS}
    for each in plugins("readlist.readers").found:
        if isinstance(each, Reader):
            found.setdefault(each.name, Guarded(each))
    return tuple(found.values())


def candidates(lines: Sequence[str]) -> tuple[Candidate, ...]:
    """How sure every reader is of these lines, the surest first."""
    return sniffing.ranked(all_readers(), unquoted(lines))


def read(text: str, format: str | None = None) -> Reading:
    """Read `text` with the reader named `format`, or with the one that is surest of it.

    A text of several shapes is read part by part, each by its reader. The signs of a mail's
    quotation and indentation do not count where all lines have them.

    Raises BadValue for an unknown name, and UnrecognisedFormat if no reader is sure enough or
    two are about equally sure. The messages name no file and no way out: they are to stand after
    its name and a colon, and before how the right format is said here.
    """
    lines = unquoted(split_lines(text.removeprefix("\ufeff")))
    if format is not None:
        return _with_notices(reader_named(format).read(lines))
    found = sniffing.ranked(all_readers(), lines)
    reading = _understood(lines, found)
    if reading is None or reading.format not in _EXACT or reading.problems:
        reading = _understood_plain(lines, reading)
    if reading is None:
        raise _refusal(found)
    return _with_notices(reading)


def _understood(lines: Sequence[str], found: Sequence[Candidate]) -> Reading | None:
    """The lines as the surest reader reads them, or part by part; None if nobody is sure."""
    best = sniffing.surest(found)
    reading = reader_named(best.name).read(lines) if best else _agreed(lines, found)
    if reading is None or mixed.may_be_mixed(reading, found):
        parts = mixed.read_parts(lines, all_readers(), found)
        if parts is not None and mixed.is_better(parts, reading, tied=sniffing.tied(found)):
            return parts
    return reading


def _agreed(lines: Sequence[str], found: Sequence[Candidate]) -> Reading | None:
    """Where several are equally sure and read the very same papers: the one that leaves the least
    and has the most of each."""
    agreed: list[Reading] = []
    for candidate in sniffing.tied(found):
        reading = reader_named(candidate.name).read(lines)
        if not reading.records or (agreed and _papers(reading) != _papers(agreed[0])):
            return None
        agreed.append(reading)
    return min(
        agreed,
        key=lambda each: (each.lines.count(LineClass.UNPARSED), -_details(each)),
        default=None,
    )


def _papers(reading: Reading) -> list[tuple[object, ...]]:
    return [(each.title, each.abstract, each.authors, each.arxiv_id) for each in reading.records]


def _details(reading: Reading) -> int:
    return sum(
        bool(detail)
        for each in reading.records
        for detail in (each.year, each.venue, each.doi, each.urls, each.marks)
    )


def _understood_plain(lines: Sequence[str], before: Reading | None) -> Reading | None:
    """The lines understood with plain spaces, and, if nothing else is, with plain quotes."""
    spaced = plain_spaces(lines)
    if spaced is not lines:
        reading = _understood(spaced, sniffing.ranked(all_readers(), spaced))
        if before is None or (reading and len(reading.records) >= len(before.records)):
            before = reading
    if before is not None:
        return before
    quoted = plain_quotes(spaced)
    found = sniffing.ranked(_of_quotes(), quoted) if quoted != spaced else ()
    return _understood(quoted, found) if found else None


def _of_quotes() -> tuple[Reader, ...]:
    """The readers of formats in which quotes are signs."""
    return tuple(reader for reader in all_readers() if reader.name in {*_EXACT, "csv"})


def _with_notices(reading: Reading) -> Reading:
    own = [reader.failure for reader in all_readers() if isinstance(reader, Guarded)]
    failures = [*plugins("readlist.readers").failures, *filter(None, own)]
    return replace(reading, notices=(*reading.notices, *failures)) if failures else reading


def reader_named(name: str) -> Reader:
    """The reader that `--format` means by `name`. Raises BadValue: there is none."""
    for reader in all_readers():
        if reader.name == name:
            return reader
    known = ", ".join(reader.name for reader in all_readers())
    raise BadValue(f"There is no format '{name}': readlist reads {known}.")


def _refusal(found: Sequence[Candidate]) -> UnrecognisedFormat:
    tied = sniffing.tied(found)
    if len(tied) > 1:
        return UnrecognisedFormat(
            f"this could be several formats ({sniffing.as_words(tied)})",
            tuple(candidate.name for candidate in tied),
        )
    likely = sniffing.worth_naming(found)
    return UnrecognisedFormat(
        f"this looks like no format readlist knows"
        f"{f' ({sniffing.as_words(likely)})' if likely else ''}",
        tuple(candidate.name for candidate in likely),
    )
