"""The lists at the side: what each is called, the query it is, and how many papers it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from readlist.paper import BY_HAND, Counts, SavedSearch
from readlist.tui.keys import FOR_YOU, NEXT

if TYPE_CHECKING:
    from readlist.library.queues import Queue


@dataclass(frozen=True, slots=True)
class Item:
    """One list: what it is called, the query it stands for, how many papers it holds.

    Without a query it is no list but a place: `opens` is the main screen's action that goes there.
    """

    label: str
    query: str | None
    count: int | None
    """None: not counted yet."""
    saved: bool = False
    """Saved by the user, under that label."""
    key: str = ""
    """The key that opens it, if it has one of its own."""
    opens: str = ""
    tag: str | None = None
    """The name of the tag it is."""
    source: int | None = None
    """The number of the source it is."""
    queue: Queue | None = None
    """The triage it leads back to."""

    @property
    def identity(self) -> tuple[bool, str]:
        """What makes it the same list, whatever it holds by now."""
        if self.saved:
            return True, self.label
        if self.source is not None:  # whatever it is called by now
            return True, f"source {self.source}"
        return False, self.opens if self.query is None else self.query

    @property
    def shown_count(self) -> str:
        """How many, or how far, in a few characters."""
        if self.queue is not None:
            return f"{self.queue.at:,}/{self.queue.total:,}"
        return "…" if self.count is None else f"{self.count:,}"


def items_of(
    counts: Counts,
    searches: Sequence[SavedSearch] = (),
    found: Mapping[str, int] | None = None,
    keys: Sequence[str] = (),
    queues: Sequence[Queue] = (),
) -> list[Item | str]:
    """The sidebar's lines: lists under their headings; a heading is a text, a gap an empty one.

    `found`: how many papers queries find, as far as it is known; `keys`: the keys of the first
    saved searches; `queues`: those that wait to be gone on with.
    """
    found = found or {}
    lines: list[Item | str] = [
        "LIBRARY",
        Item("All", "", counts.all),
        Item("Unread", "is:unread", counts.unread),
        Item("Next", NEXT, counts.next),
        Item("Reading", "is:reading", counts.reading),
        Item("Starred", "is:starred", counts.starred),
        Item("Noted", "is:noted", counts.noted),
        Item("Untagged", "is:untagged", counts.untagged),
        # With nothing starred there is nothing to search for, and nothing to wait for.
        Item("For you", FOR_YOU, found.get(FOR_YOU) if counts.starred else 0),
    ]
    if counts.skipped:
        lines.append(Item("Skipped", "is:skipped", counts.skipped))
    if counts.doubles:
        lines.append(Item("Possible doubles", None, counts.doubles, opens="doubles"))
    if queues:
        lines += ["", "IN TRIAGE"]
        lines += [
            Item(queue.name, None, queue.total, opens=f"triage({queue.number})", queue=queue)
            for queue in queues
        ]
    if searches:
        lines += ["", "SEARCHES"]
        lines += [
            Item(
                search.name,
                search.query,
                found.get(search.query),
                saved=True,
                key=keys[place] if place < len(keys) else "",
            )
            for place, search in enumerate(searches)
        ]
    if counts.tags:
        lines += ["", "TAGS"]
        lines += [
            Item(f"#{name}", query_of("tag", name), count, tag=name) for name, count in counts.tags
        ]
    if counts.sources:
        lines += ["", "SOURCES"]
        typed = [source for source in counts.sources if source.name == BY_HAND]
        if len(typed) > 1:  # each is one paper: they are one list
            papers = sum(source.count for source in typed)
            lines.append(Item(BY_HAND, query_of("source", BY_HAND), papers))
        lines += [
            Item(s.name, query_of("source", s.name), s.count, source=s.row)
            for s in counts.sources
            if s not in typed or len(typed) == 1
        ]
    return lines


def uncounted() -> list[Item | str]:
    """The lists there always are, before what they hold has been counted."""
    nothing = Counts(
        papers=0,
        unread=0,
        reading=0,
        skipped=0,
        starred=0,
        next=0,
        noted=0,
        untagged=0,
        tags=(),
        sources=(),
        doubles=0,
    )
    return [replace(i, count=None) if isinstance(i, Item) else i for i in items_of(nothing)]


def query_of(field: str, name: str) -> str:
    """The query of a tag or a source: the name in quotes unless it is one plain word."""
    plain = all(character.isalnum() or character in "._-" for character in name)
    return f"{field}:{name}" if plain and name else f'{field}:"{name.replace(chr(34), " ")}"'
