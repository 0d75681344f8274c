"""Where the index gets its papers from: what the keeper asks of the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Document(Protocol):
    """The text of one paper, as it is indexed. Nothing else of a paper is."""

    @property
    def row(self) -> int: ...
    @property
    def title(self) -> str | None: ...
    @property
    def abstract(self) -> str | None: ...
    @property
    def authors(self) -> Sequence[str]: ...
    @property
    def venue(self) -> str | None: ...
    @property
    def note(self) -> str | None: ...


class Feed(Protocol):
    """The papers whose text has changed since they were indexed, as a queue."""

    def queue_size(self) -> int:
        """How many papers wait."""
        ...

    def pending(self, limit: int) -> Sequence[tuple[int, int]]:
        """The oldest entries as (seq, row), by rising seq; a row may come more than once."""

    def documents(self, rows: Sequence[int]) -> Sequence[Document]:
        """The papers of those rows that are in view; what is left out is taken from the index."""

    def drop_pending(self, up_to_seq: int, generation: str) -> None:
        """These entries are in that generation of the index now, safely."""

    def generation(self) -> str:
        """The generation of the index that `drop_pending` named last; '' if there was none.

        A library that was put back from a backup knows of an older one.
        """
        ...

    def enqueue_all(self) -> None:
        """Every paper is to be indexed again (what is queued already may be dropped)."""
