"""What a step did to rows of the library, in the words people use for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from readlist.paper import FIELD_NAMES, one_line
from readlist.store import RowChange, Store

_MOST_LINES = 12
"""Lines of a note that are told."""


@dataclass(frozen=True, slots=True)
class Change:
    """`what` was changed (star, status, tag, note, title, …), from what to what; '': nothing."""

    what: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        """Without `what`: ``unread → read``, ``+ #rl``, ``− #rl``, ``came in``."""
        if self.before and self.after:
            return f"{self.before} → {self.after}"
        if self.what in ("paper", "place", "doubles"):
            return self.after
        return f"− {self.before}" if self.before else f"+ {self.after}"


class _Names(Protocol):
    """How tags, sources and papers are called, by row."""

    def tag(self, row: object) -> str: ...
    def source(self, row: object) -> str: ...
    def paper(self, row: object) -> str: ...
    def former(self, id: object) -> str:
        """The paper that had this id before it was merged."""


def in_words(store: Store, changes: Sequence[RowChange]) -> tuple[Change, ...]:
    """These changes in words, the weightier first. What nobody sees is left out."""
    names = _StoreNames(store)
    gone = [each for each in changes if each.table == "papers" and each.after is None]
    told: list[tuple[int, str, Change]] = []
    for change in gone or changes:
        rank, tell = _TELLERS[change.table]
        order = str((change.after or change.before or {}).get("row", ""))
        told += [(rank, order, each) for each in tell(change, names)]
    told.sort(key=lambda each: each[:2])
    return tuple(dict.fromkeys(change for _, _, change in told))


class _StoreNames:
    def __init__(self, store: Store) -> None:
        self._log = store.log
        self._known: dict[tuple[str, object], str] = {}

    def tag(self, row: object) -> str:
        return self._look_up("tag", row)

    def source(self, row: object) -> str:
        return self._look_up("source", row)

    def paper(self, row: object) -> str:
        return self._look_up("paper", row)

    def former(self, id: object) -> str:
        row = self._log.rows([str(id)]).get(str(id))
        return str(id) if row is None else self.paper(row)

    def _look_up(self, kind: str, row: object) -> str:
        if (kind, row) not in self._known:
            number = int(str(row))
            match kind:
                case "tag":
                    name = "#" + self._log.names_in("tags", [number]).get(number, "?")
                case "source":
                    name = self._log.names_in("sources", [number]).get(number, "?")
                case _:
                    name = f"“{one_line(self._log.names([number]).get(number, ('', '?'))[1])}”"
            self._known[kind, row] = name
        return self._known[kind, row]


def _text(value: object) -> str:
    return "" if value is None else one_line(str(value))


def _value(change: RowChange, column: str) -> tuple[object, object]:
    """A column before and after; None where there was no row."""
    before, after = change.before, change.after
    return (before or {}).get(column), (after or {}).get(column)


def _of_paper(change: RowChange, names: _Names) -> Iterator[Change]:
    if change.before is None:
        yield Change("paper", "", "came in")
        return
    if change.after is None:
        yield Change("paper", "", "gone")
        return
    was, now = _value(change, "removed_at")
    if bool(was) != bool(now):
        yield Change("paper", "", "deleted" if now else "back again")
    for column, name in FIELD_NAMES.items():
        before, after = _value(change, column)
        if before != after:
            yield Change(name, _field(column, before), _field(column, after))


def _field(column: str, value: object) -> str:
    if column in ("authors", "urls") and isinstance(value, str):
        return (", " if column == "authors" else " ").join(map(_text, json.loads(value)))
    return _text(value)


def _of_marks(change: RowChange, names: _Names) -> Iterator[Change]:
    was, now = _value(change, "starred_at")
    if bool(was) != bool(now):
        yield Change("star", "starred" if was else "", "starred" if now else "")
    before, after = (value or "unread" for value in _value(change, "status"))
    if before != after:
        yield Change("status", _text(before), _text(after))


def _of_tag_on_paper(change: RowChange, names: _Names) -> Iterator[Change]:
    name = names.tag((change.after or change.before or {})["tag"])
    if change.before is None:
        yield Change("tag", "", name)
    elif change.after is None:
        yield Change("tag", name, "")
    else:
        was, now = _value(change, "position")
        if was != now:
            yield Change("place", "", f"another in {name}")


def _of_note(change: RowChange, names: _Names) -> Iterator[Change]:
    import difflib  # which few runs of the program need

    before, after = (_lines(value) for value in _value(change, "text"))
    told = 0
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, False).get_opcodes():
        if kind == "equal":
            continue
        old, new = [x for x in before[a:b] if x], [x for x in after[c:d] if x]
        if len(old) == len(new) == 1:
            pairs = [(old[0], new[0])]
        else:
            pairs = [(line, "") for line in old] + [("", line) for line in new]
        for pair in pairs:
            told += 1
            if told > _MOST_LINES:
                yield Change("note", "", "…")
                return
            yield Change("note", *pair)


def _lines(value: object) -> list[str]:
    return [_text(line) for line in str(value or "").split("\n")]


def _of_highlight(change: RowChange, names: _Names) -> Iterator[Change]:
    before, after = (_quoted(value) for value in _value(change, "quote"))
    if before != after:
        yield Change("highlight", before, after)
    was, now = (_text(value) for value in _value(change, "remark"))
    if was != now:
        yield Change("remark", was, now)


def _quoted(value: object) -> str:
    return f"“{_text(value)}”" if value else ""


def _of_decision(change: RowChange, names: _Names) -> Iterator[Change]:
    before, after = (_text(value) for value in _value(change, "decision"))
    if before != after:
        yield Change("triage", before, after)


def _of_sighting(change: RowChange, names: _Names) -> Iterator[Change]:
    row = change.after or change.before or {}
    first, last = row["first_line"], row["last_line"]
    lines = f"{first}" if first == last else f"{first}–{last}"
    where = f"{names.source(row['source'])} {lines}"
    if change.before is None:
        yield Change("seen in", "", where)
    elif change.after is None:
        yield Change("seen in", where, "")
    else:
        was, now = _value(change, "paper")
        if was != now:
            moved = f"{where} went from {names.paper(was)} to {names.paper(now)}"
            yield Change("paper", "", moved)


def _of_alias(change: RowChange, names: _Names) -> Iterator[Change]:
    if change.before is None or change.after is None:
        title = names.former((change.after or change.before or {})["alias"])
        did = "split from" if change.after is None else "merged with"
        yield Change("paper", "", f"{did} {title}")


def _of_pair(change: RowChange, names: _Names) -> Iterator[Change]:
    row = change.after or change.before or {}
    pair = f"{names.paper(row['one'])} and {names.paper(row['other'])}"
    if change.before is None:
        yield Change("doubles", "", f"{pair} are kept apart")
    elif change.after is None:
        yield Change("doubles", "", f"{pair} are no longer kept apart")


def _named(what: str, column: str, sign: str = "") -> _Teller:
    """What has a name: made, renamed, deleted."""

    def tell(change: RowChange, names: _Names) -> Iterator[Change]:
        before, after = (sign + _text(each) if each else "" for each in _value(change, column))
        if before != after:
            yield Change(what, before, after)

    return tell


def _of_tag(change: RowChange, names: _Names) -> Iterator[Change]:
    yield from _named("tag", "name", "#")(change, names)
    if change.before is not None and change.after is not None:
        was, now = _value(change, "position")
        if was != now:
            yield Change("place", "", f"another for #{_text(change.after['name'])}")


def _of_source(change: RowChange, names: _Names) -> Iterator[Change]:
    was, now = _value(change, "forgotten_at")
    if (was or now) and (change.before is None or change.after is None):
        return  # nobody has seen it since it was forgotten
    if was != now:
        yield Change("source", "", f"{names.source((change.after or {})['row'])} forgotten")
    else:
        yield from _named("source", "name")(change, names)


def _of_search(change: RowChange, names: _Names) -> Iterator[Change]:
    yield from _named("search", "name")(change, names)
    was, now = (_text(value) for value in _value(change, "query"))
    if was != now and change.before is not None and change.after is not None:
        yield Change("query", was, now)


def _of_word(change: RowChange, names: _Names) -> Iterator[Change]:
    row = change.after or change.before or {}
    what = "watch out for" if row["kind"] == "unwanted" else "look for"
    yield from _named(what, "word")(change, names)


_Teller = Callable[[RowChange, _Names], Iterator[Change]]

_TELLERS: dict[str, tuple[int, _Teller]] = {
    "marks": (0, _of_marks),
    "queue_items": (1, _of_decision),
    "paper_tags": (2, _of_tag_on_paper),
    "notes": (3, _of_note),
    "highlights": (4, _of_highlight),
    "papers": (5, _of_paper),
    "aliases": (6, _of_alias),
    "apart": (7, _of_pair),
    "sightings": (8, _of_sighting),
    "tags": (0, _of_tag),
    "queues": (0, _named("queue", "name")),
    "saved_searches": (0, _of_search),
    "sources": (1, _of_source),
    "words": (0, _of_word),
}
