"""How a long job is watched and stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol


class Stop(Protocol):
    """Something that can ask a long job to stop at the next safe place."""

    @property
    def stopped(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: `done` of `total` records of the file called `name`.

    Of a file too large to be read at once, it is bytes that are counted. While one is being read,
    its `total` is not known yet, and 0.
    """

    name: str
    done: int
    total: int
    unit: Literal["records", "bytes"] = "records"

    def numbers(self) -> str:
        """``1,250 of 4,000``, or ``12 of 340 MB``."""
        if not self.total:
            return "reading…"
        if self.unit == "records":
            return f"{self.done:,} of {self.total:,}"
        return f"{self.done // 1_000_000:,} of {max(1, self.total // 1_000_000):,} MB"
