"""What there is to say of a paper besides what it says itself: papers like it, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from readlist.library import Change, Library, Stop
    from readlist.paper import Paper

LIKE = 3
"""So many similar papers are named."""
STEPS = 3
"""So many steps of its history are told."""
_WORDS = 3
_LOOKED_AT = 20


class Nearby(NamedTuple):
    """`similar`: papers and the words shared; `history`: when and what, newest first; `older`: how
    many steps there were before those."""

    similar: Sequence[tuple[Paper, Sequence[str]]] = ()
    history: Sequence[tuple[str, str]] = ()
    older: int = 0


NOTHING = Nearby()


def look_around(library: Library, paper: Paper, stop: Stop | None = None) -> Nearby:
    """Takes a few milliseconds, some 50 with 100,000 papers. Raises `Stopped`."""
    found = library.search(f"similar:{paper.id}", LIKE, wait=False, stop=stop)
    similar = [] if found.partly else library.papers(list(found.ids))
    steps = [
        (step.at, in_short(changes))
        for step, changes in library.log.of_paper(paper, _LOOKED_AT)
        if changes and not step.undone
    ]
    if len(steps) == 1 and steps[0][1] == "came in":
        steps = []  # which is said by where it was seen
    return Nearby(
        tuple((each, found.why(each.id)[:_WORDS]) for each in similar),
        tuple(steps[:STEPS]),
        max(len(steps) - STEPS, 0),
    )


def in_short(changes: Sequence[Change]) -> str:
    """What a step did to a paper, in a line below it."""
    if any(change.what == "paper" and change.after == "came in" for change in changes):
        return "came in"
    status = {change.after for change in changes if change.what == "status"}
    told = (
        "in triage" if each.what == "triage" and each.after in status else _told(each)
        for each in changes
    )
    return ", ".join(dict.fromkeys(told))


def _told(change: Change) -> str:
    match change.what:
        case "star":
            return "starred" if change.after else "star taken off"
        case "paper" | "place" | "doubles":
            return str(change)
        case "status":
            return change.after
        case "tag":
            return str(change)
        case "note":
            return "note written" if change.after else "note shortened"
        case "highlight":
            return f"marked {change.after}" if change.after else f"mark off {change.before}"
        case "remark":
            return f"remarked {change.after}" if change.after else "remark taken back"
        case "triage":
            return f"in triage: {change.after or 'open again'}"
        case "seen in":
            return f"seen in {change.after}" if change.after else f"not in {change.before}"
        case _:
            return f"{change.what} {change}"
