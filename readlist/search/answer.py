"""What a search gives back, and how it is told to give up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Hits:
    """Rows of papers, best first (ties by row), and their scores: None where only state matched.

    `hints`: what was done to find anything, as sentences.
    """

    rows: list[int]
    scores: list[float | None]
    hints: tuple[str, ...] = ()
    partly: bool = False
    """No paper has every word; these have most of them."""


class Stopped(Exception):
    """A search was given up because its stop token fired. Nothing went wrong."""


class StopToken(Protocol):
    """Something that says when nobody waits for the answer any more."""

    @property
    def stopped(self) -> bool: ...


def check(stop: StopToken | None) -> None:
    """Raises Stopped if the token has fired."""
    if stop is not None and stop.stopped:
        raise Stopped
