"""Who made what: the work on a paper that two were merged into, given back to each of them.

Each has again what it had before. What was done to the merged paper since counts: what was taken
off it stays off, and what was added or changed stays with the paper that was kept.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace

from readlist.store import Merge, Store, Work
from readlist.store.work import Row


def works(store: Store, row: int, paper_id: str, among: Container[str | None]) -> dict[str, Work]:
    """The work on a paper and on each of those `among` that were merged into it, by their ids."""
    found = {paper_id: store.merging.work(row)}
    for merge in store.merging.merges(row):
        if merge.alias in among:
            host = merge.into if merge.into in found else paper_id
            found[host], found[merge.alias] = parted(found[host], merge)
    return found


def parted(now: Work, merge: Merge) -> tuple[Work, Work]:
    """The work on the paper that was kept and on the one merged into it, out of that on both."""
    before, theirs, after = merge.before, merge.theirs, merge.after
    kept = Work(
        _kept_marks(now.marks, merge),
        _kept_note(now.note, merge),
        _kept_things(now.tags, before.tags, theirs.tags, after.tags),
        _kept_things(now.highlights, before.highlights, theirs.highlights, after.highlights),
        _kept_things(now.decisions, before.decisions, theirs.decisions, after.decisions),
        _kept_things(now.apart, before.apart, theirs.apart, after.apart),
        _kept_edits(now.edits, merge),
    )
    quotes = {quote for quote, *_ in now.highlights.values()}
    # Of a sentence that was marked on both, one mark was left.
    one_left = {
        key: value
        for key, value in theirs.highlights.items()
        if key not in after.highlights and value[0] in quotes
    }
    back = replace(
        theirs,
        marks=_marks_back(now.marks, theirs.marks),
        tags=_things_back(now.tags, before.tags, theirs.tags),
        highlights={**_things_back(now.highlights, {}, theirs.highlights), **one_left},
        decisions=_things_back(now.decisions, before.decisions, theirs.decisions),
        apart=_things_back(now.apart, before.apart, theirs.apart),
    )
    return kept, back


def _kept_marks(now: Row | None, merge: Merge) -> Row | None:
    none = (None, "unread", None, "")
    ours, before, after = (each or none for each in (now, merge.before.marks, merge.after.marks))
    if ours[:3] == after[:3]:
        return merge.before.marks
    star = before[:1] if ours[0] == after[0] else ours[:1]
    status = before[1:3] if ours[1:3] == after[1:3] else ours[1:3]
    return (*star, *status, ours[3] or after[3])


def _marks_back(now: Row | None, theirs: Row | None) -> Row | None:
    starred = now is not None and now[0] is not None
    return theirs if starred or theirs is None else (None, *theirs[1:])


def _kept_note(now: str | None, merge: Merge) -> str | None:
    before, theirs, after = merge.before.note, merge.theirs.note, merge.after.note
    if now == after or now is None or after == before:
        return before if now == after else now
    for part, instead in ((after, before), (theirs, "")):
        text = (part or "").strip("\n")
        head, found, rest = now.rpartition(text)
        # What went on in the same line was meant to be one with it.
        if found and head[-1:] in ("", "\n") and rest[:1] in ("", "\n"):
            pieces = (head, (instead or ""), rest)
            return "\n\n".join(filter(None, (piece.strip("\n") for piece in pieces))) or None
    return now


def _kept_things(
    now: Mapping[int, Row],
    before: Mapping[int, Row],
    theirs: Mapping[int, Row],
    after: Mapping[int, Row],
) -> dict[int, Row]:
    return {
        key: before[key] if key in before and after.get(key) == value else value
        for key, value in now.items()
        if key in before or key not in theirs
    }


def _things_back(
    now: Mapping[int, Row], before: Mapping[int, Row], theirs: Mapping[int, Row]
) -> dict[int, Row]:
    """Those of theirs that are still there; as they are by now, where no other paper had them."""
    return {
        key: value if key in before else now[key] for key, value in theirs.items() if key in now
    }


def _kept_edits(now: Mapping[str, object], merge: Merge) -> dict[str, object]:
    before, after = merge.before.edits, merge.after.edits
    kept: dict[str, object] = {}
    for name, value in now.items():
        if name not in after or after[name] != value:
            kept[name] = value
        elif name in before:
            kept[name] = before[name]
    return kept
