"""What every reading must hold to, whatever was read."""

from __future__ import annotations

from collections.abc import Sequence

from readlist.paper import Fields, Record
from readlist.readers import LineClass, Reader, Reading
from readlist.readers.prose import verbatim


def account(reading: Reading, lines: Sequence[str]) -> None:
    """Fails unless every line has one class, and every record its own lines of the file."""
    assert len(reading.lines) == len(lines)
    assert 0.0 <= reading.confidence <= 1.0
    for line, kind in zip(lines, reading.lines, strict=True):
        assert (kind is LineClass.BLANK) <= (not verbatim(line))
    places = [(r.first_line, r.last_line, r.part) for r in reading.records]
    assert len(set(places)) == len(places)
    last = 0
    for record in reading.records:
        assert last <= record.first_line <= record.last_line <= len(lines)
        last = record.last_line
        kinds = reading.lines[record.first_line - 1 : record.last_line]
        if record.title:
            assert LineClass.TITLE in kinds
    for problem in reading.problems:
        assert 1 <= problem.line <= len(lines)
        assert "\n" not in problem.text


def account_of_any(reader: Reader, lines: Sequence[str]) -> None:
    """Fails unless a short file of these lines is accounted for, and sniffed as it is read."""
    lines = [" ".join(line.split("\n")).replace("\r", " ") for line in lines]
    found = reader.read(lines)
    account(found, lines)
    assert reader.sniff(lines) == found.confidence


def brief(record: Record) -> Fields:
    """What a record says besides its abstract, without where it was said."""
    return Fields(
        title=record.title,
        authors=record.authors,
        year=record.year,
        venue=record.venue,
        doi=record.doi,
        arxiv_id=record.arxiv_id,
        urls=record.urls,
    )


def letters(reading: Reading) -> str:
    """The classes of the lines by their first letters: `t`itle, `a`bstract, `f`ield, `b`oilerplate,
    `-` for blank ones and `?` for unparsed."""
    known = {LineClass.BLANK: "-", LineClass.UNPARSED: "?"}
    return "".join(known.get(kind, kind.value[0]) for kind in reading.lines)
