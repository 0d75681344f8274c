"""Forgetting a source: what only it brought goes, unless its user did something with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from readlist.errors import AmbiguousSource, BadValue, UnknownSource
from readlist.library.folding import folded, show
from readlist.library.marking import Done
from readlist.paper import Source, counted, one_line
from readlist.store import Store

_BATCH = 100
"""Papers in a transaction: with each go its row, its sightings, and what is left of its marks."""
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Forgotten(Done):
    """What became of the papers of a source. `changed` is 1: the source."""

    gone: int = 0
    """They are no more."""
    known: int = 0
    """Other sources brought them, too; they show what those say."""
    kept: tuple[str, ...] = ()
    """The ids of those that the user did something with, which stay as they are."""


def forget(store: Store, reference: str | int) -> Forgotten:
    """Forget the source that a name, a part of one, or a number means, as one step.

    Papers with a note, highlight, star, status, edit or tag stay, except where a tag was given to
    the whole file by its import. Raises `UnknownSource`, `AmbiguousSource`.
    """
    source = resolve_source(store, reference)
    gone = known = 0
    kept: list[int] = []
    with store.step(f"Forgot {source.name}") as step:
        tags = store.sources.import_tags(source.row)
        after = 0
        while True:
            with store.transaction():
                batch = store.sources.forget_some(
                    source.row, after=after, most=_BATCH, import_tags=tags
                )
                if batch is None:
                    store.sources.finish_forgetting(source.row)
                    break
                for row in batch.known:
                    show(store, row, folded(store, row))
            after = batch.last
            gone += len(batch.gone)
            known += len(batch.known)
            kept += batch.kept
        ids = _in_view(store, kept)
        step.label = _told(source, gone, known, len(ids))
    return Forgotten(1, step.label, gone, known, ids)


def rename(store: Store, reference: str | int, name: str) -> Done:
    """Call the source that a reference means something else. Raises `UnknownSource`,
    `AmbiguousSource`, `BadValue`.
    """
    new = one_line(name)
    if not any(character.isalnum() for character in new):
        raise BadValue("a source needs a name, such as: monday")
    source = resolve_source(store, reference)
    label = f"Renamed source {one_line(source.name)} to {new}"
    with store.step(label), store.transaction():
        changed = store.sources.rename(source.row, new)
    return Done(changed, label if changed else "Nothing changed: it is called so already")


def _in_view(store: Store, rows: list[int]) -> tuple[str, ...]:
    """The ids of those of `rows` that were not deleted, in order."""
    ids = store.ids_of(rows)
    papers = store.papers([ids[row] for row in rows])
    return tuple(paper.id for paper in papers if paper.removed_at is None)


def _told(source: Source, gone: int, known: int, kept: int) -> str:
    facts = [f"{counted(gone, 'paper')} gone"]
    if known:
        facts.append(f"{known:,} known from elsewhere {'stays' if known == 1 else 'stay'}")
    if kept:
        facts.append(f"{kept:,} of yours kept")
    return f"Forgot {one_line(source.name)}: {', '.join(facts)}"


def resolve_source(store: Store, reference: str | int) -> Source:
    """The source that a person means by its name, its number, or a part of its name, in any case;
    an int is its number. Raises `UnknownSource`, `AmbiguousSource`.
    """
    sources = store.counts().sources
    if isinstance(reference, int):
        numbered = next((each for each in sources if each.row == reference), None)
        if numbered is None:
            raise UnknownSource(f"There is no source {reference} any more.")
        return numbered
    asked = reference.strip()
    named = [each for each in sources if each.name == reference] or [
        each for each in sources if each.name.casefold() == asked.casefold()
    ]
    if not named and _NUMBER.fullmatch(asked):
        named = [each for each in sources if each.row == int(asked)]
    if not named and asked:
        named = [each for each in sources if asked.casefold() in each.name.casefold()]
    if not named:
        raise UnknownSource(f"There is no source {reference!r}; `readlist sources` lists them.")
    if len(named) > 1:
        shown = ", ".join(f"{each.row} {one_line(each.name)}" for each in named[:3])
        more = f" and {len(named) - 3} more" if len(named) > 3 else ""
        raise AmbiguousSource(
            f"{reference!r} fits several sources ({shown}{more}); give the number of one."
        )
    return named[0]
