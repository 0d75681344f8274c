"""What a step did to one row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowChange:
    """The row before and after the step: None where there was none. `papers`: whose row it is."""

    step: int
    table: str
    papers: frozenset[int]
    before: Row | None
    after: Row | None
