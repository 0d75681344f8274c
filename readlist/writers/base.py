"""What a writer is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from readlist.paper import Paper


class Write(Protocol):
    def __call__(self, papers: Sequence[Paper], *, title: str, abstracts: bool = True) -> str:
        """The papers, in this order, as one text that ends with one newline.

        The same papers give the same text. `title` names the list, in formats with a place for it.
        """
        ...


@dataclass(frozen=True, slots=True)
class Writer:
    """One format out: its name, the usual end of its files (``.md``), and the function."""

    name: str
    suffix: str
    write: Write
