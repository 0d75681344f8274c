"""What to say to somebody who comes back after a while, or who left something half done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from readlist.paper import one_line

if TYPE_CHECKING:
    from readlist.library.queues import Queue

A_WHILE = 7  # days


def welcome_back(
    left_at: str | None,
    unread: int,
    queues: Sequence[Queue],
    triage_key: str,
    now: datetime | None = None,
) -> list[tuple[str, bool]]:
    """One line in parts, those that are keys true; [] where there is nothing to say.

    `left_at`: when the screen was left last; `queues`: those that wait, the one left last first.
    """
    said = []
    days = _days_since(left_at, now or datetime.now(UTC))
    if days >= A_WHILE:
        said = [f"{days:,} days away", f"{unread:,} unread"]
    if not queues:
        return [(" · ".join(said), False)] if said else []
    last = queues[0]
    said.append(f"{one_line(last.name)} at {last.at:,} of {last.total:,}: ")
    return [(" · ".join(said), False), (triage_key, True), (" resumes", False)]


def _days_since(then: str | None, now: datetime) -> int:
    try:
        moment = datetime.fromisoformat(then) if then else now
    except ValueError:
        return 0
    return (now - moment.replace(tzinfo=moment.tzinfo or UTC)).days
