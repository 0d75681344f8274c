"""How a long job is watched and stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Stop(Protocol):
    """Something that can ask a long job to stop at the next safe place."""

    @property
    def stopped(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: `done` of `total` records of the file called `name`."""

    name: str
    done: int
    total: int
