"""A query as it was understood: what to find, in which order, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from readlist.search.highlight import Highlighter
from readlist.search.lexing import Slip
from readlist.search.tree import ALL, Leaf, Like, Node, Phrase, State, Word, leaves, with_likes


class Typed(NamedTuple):
    """Something that was asked for, and where it stands in the query."""

    leaf: Leaf | State
    start: int
    end: int
    """Of its text, without field and quotes, in the `clean` query."""
    last: bool
    """The query ends with it and is still being typed."""


@dataclass(frozen=True)
class Query:
    """What was asked. `tree` is None for an empty query, which every paper satisfies."""

    text: str
    tree: Node | None = None
    sort: str | None = None
    """One of SORTS, from a sort: term; the last one counts."""
    hints: tuple[str, ...] = ()
    """What was understood otherwise than typed, each a short sentence."""
    lacking: tuple[str, ...] = ()
    """Behind what something is missing: names of fields with their colon, or NOT."""
    typed: tuple[Typed, ...] = field(default=(), repr=False)
    """What was asked for (not ruled out), in order."""
    slips: tuple[Slip, ...] = field(default=(), repr=False)
    """Names of fields and values that are none, but nearly."""

    @cached_property
    def has_text(self) -> bool:
        """Is there anything for the index to look up?"""
        return any(isinstance(leaf, Word | Phrase | Like) for leaf, _ in leaves(self.tree))

    @cached_property
    def ranked(self) -> bool:
        """Is anything asked for that papers can satisfy more or less?"""
        found = (leaf for leaf, positive in leaves(self.tree) if positive)
        return any(isinstance(leaf, Word | Phrase | Like) for leaf in found)

    def likes(self) -> tuple[Like, ...]:
        """The papers that others are to be near to (not those that are ruled out so)."""
        found = (leaf for leaf, positive in leaves(self.tree) if positive)
        return tuple(dict.fromkeys(leaf for leaf in found if isinstance(leaf, Like)))

    def with_likes(self, known: Callable[[Like], Node]) -> Query:
        """The query with what is known, in place of each paper that others are to be near to."""
        if self.tree is None or not any(isinstance(leaf, Like) for leaf, _ in leaves(self.tree)):
            return self
        return replace(self, tree=with_likes(self.tree, known))

    def states(self) -> set[State]:
        """Every state that answering this may need."""
        found = {leaf for leaf, _ in leaves(self.tree) if isinstance(leaf, State)}
        # Nothing is found but what is in view, and NOT is taken from all of that.
        return found | {ALL}

    def highlighter(self) -> Highlighter:
        return Highlighter(self.tree)
