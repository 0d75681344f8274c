"""A paper that a person adds by hand.

What they typed is a small source of its own, called "by hand", and the paper its only record: it is
matched, shown, taken back and told of as any paper of an imported file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from readlist.errors import BadValue
from readlist.library.ledger import Ledger
from readlist.library.marking import checked_field, name_papers
from readlist.library.reading import ReadFile
from readlist.library.storing import Shelf
from readlist.links import arxiv_year, urls_in
from readlist.paper import BY_HAND, FIELD_NAMES, Record
from readlist.readers import LineClass, Reading
from readlist.store import Store

_MARKING: Final = ("title", "abstract", "doi", "arxiv_id", "urls")
"""One of these tells a paper from others."""


@dataclass(frozen=True, slots=True)
class Added:
    """The paper that was added, or that was here already, and what was done, as a sentence.

    `changed`: how many papers were: 0, if all of it was known.
    """

    id: str
    changed: int
    message: str


def add(store: Store, fields: Mapping[str, object]) -> Added:
    """Make a paper of these fields, or fill them into the one that it is, as one step.

    One that was deleted comes back. Raises `BadValue` for what cannot be such a field, and if
    there is nothing to know the paper by.
    """
    file = _as_file({name: checked_field(name, value) for name, value in fields.items()})
    (record,) = file.records
    ids: list[str] = []
    with store.step(BY_HAND) as step:
        try:
            with store.transaction():
                shelf = Shelf(store, file, Ledger.of(file.reading, file.lines), ())
                rows = shelf.put([record])
                shelf.finish(file.encoding)
                back = store.bring_back(rows)
                ids = store.log.ids(rows)
                verb = "Brought back" if back else "Added" if shelf.tally.new else "Filled in"
                step.label = f"{verb} {name_papers(store, ids)}"
                if not (back or shelf.tally.new or shelf.tally.merged):
                    raise _Known
        except _Known:
            return Added(ids[0], 0, f"Nothing changed: {name_papers(store, ids)} is here already")
    return Added(ids[0], 1, step.label)


class _Known(Exception):
    """All of it was known: that it was typed once more is not worth a step."""


def _as_file(values: Mapping[str, Any]) -> ReadFile:
    """The fields as a file with one record, in which each has its line or lines."""
    if not any(values.get(name) for name in _MARKING):
        raise BadValue("a paper needs a title, an abstract, an id or a link to be known by")
    lines: list[str] = []
    classes: list[LineClass] = []
    for kind, line in _lines(values):
        lines.append(line)
        classes.append(kind)
    text = "\n".join(lines) + "\n"
    arxiv_id, urls = values.get("arxiv_id"), values.get("urls") or ()
    year = values.get("year") or (arxiv_year(arxiv_id) if arxiv_id else None)
    urls = tuple(dict.fromkeys([*urls, *urls_in(values.get("abstract") or "")]))
    record = Record(**{**values, "year": year, "urls": urls}, first_line=1, last_line=len(lines))
    return ReadFile(
        given=BY_HAND,
        name=BY_HAND,
        sha=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        text=text,
        encoding="utf-8",
        reading=Reading(BY_HAND, 1.0, (record,), tuple(classes)),
        chosen=True,
    )


def _lines(values: Mapping[str, Any]) -> Iterator[tuple[LineClass, str]]:
    for name, label in FIELD_NAMES.items():
        value = values.get(name)
        if not value:
            continue
        kind = _CLASSES.get(name, LineClass.FIELD)
        text = _joined(value) if isinstance(value, tuple) else str(value)
        first, *others = text.split("\n")
        yield kind, f"{label}: {first}"
        for line in others:
            yield (kind if line.strip() else LineClass.BLANK), line


_CLASSES: Final = {"title": LineClass.TITLE, "abstract": LineClass.ABSTRACT}


def _joined(values: Sequence[str]) -> str:
    return "; ".join(values)
