"""A query as a tree: what a person asked for, before anything is looked up.

Text leaves go to the index, `State` leaves to whoever knows the marks, tags and sources of papers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readlist.search.words import Token, join, nfc, tokens

if TYPE_CHECKING:
    from readlist.search.likeness import Profile

TEXT_FIELDS = ("title", "abstract", "author", "venue", "note")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; it may be several tokens ("text-to-image"), then it is a phrase or one
    joined word. `field` is one of TEXT_FIELDS, or None for all. `prefix`: its last token is only
    the beginning of a word. `fuzzy`: so many slips of the keys in its last token are forgiven."""

    text: str
    field: str | None = None
    prefix: bool = False
    fuzzy: int = 0

    def parts(self) -> tuple[str, ...]:
        """The folded tokens, without joined forms."""
        return tuple(t.text for t in tokens(nfc(self.text)) if not t.joined)

    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """What satisfies this word, each a row of adjacent tokens: as typed, and in one word."""
        parts = self.parts()
        return (parts,) if len(parts) == 1 else (parts, (join(parts),))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotes: adjacent, in this order."""

    text: str
    field: str | None = None

    def parts(self) -> tuple[str, ...]:
        return tuple(t.text for t in tokens(nfc(self.text)) if not t.joined)

    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """As typed; and with every hyphen run in one word ("text-to-image model" is also
        "texttoimage model")."""
        found = list(tokens(nfc(self.text)))
        apart = tuple(t.text for t in found if not t.joined)
        runs = [t for t in found if t.joined]
        together = tuple(t.text for t in found if t.joined or not _within(t, runs))
        return (apart,) if together == apart else (apart, together)


def _within(token: Token, runs: list[Token]) -> bool:
    return any(run.start <= token.start and token.end <= run.end for run in runs)


@dataclass(frozen=True, slots=True)
class State:
    """A condition on marks, tags, sources or dates, resolved to rows by a callback.

    field, value: ("is", one of language.IS_VALUES); ("tag", name); ("source", text);
    ("year", "2020..2023", either side may be empty); ("added", "<7d" or ">7d", or "<6h");
    ("all", "") is every paper in view, which NOT needs.
    """

    field: str
    value: str


ALL = State("all", "")


@dataclass(frozen=True, slots=True)
class Like:
    """Near to a paper, ranked by how near; the papers it is to be near to are no answer.

    of: what a person calls a paper by, or "starred" for all of those. profile: what these papers
    are about; whoever asks the index has to put it in (`Query.with_likes`), or nothing is near.
    """

    of: str
    profile: Profile | None = None


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of its parts. `Or(())` matches nothing."""

    parts: tuple[Node, ...]


Node = Word | Phrase | State | Like | Not | And | Or
Leaf = Word | Phrase
States = Callable[[State], Collection[int]]
"""Resolves a state leaf to the rows of the papers it holds for."""


def leaves(
    node: Node | None, positive: bool = True
) -> Iterator[tuple[Word | Phrase | State | Like, bool]]:
    """Every leaf with whether it is asked for (True) or ruled out (False), left to right."""
    match node:
        case None:
            return
        case Not(part):
            yield from leaves(part, not positive)
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, positive)
        case leaf:
            yield leaf, positive


def with_likes(node: Node, known: Callable[[Like], Node]) -> Node:
    """The tree with something else for each `Like`."""
    match node:
        case Like():
            return known(node)
        case Not(part):
            return Not(with_likes(part, known))
        case And(parts):
            return And(tuple(with_likes(part, known) for part in parts))
        case Or(parts):
            return Or(tuple(with_likes(part, known) for part in parts))
        case _:
            return node


def rows_of(
    node: Node, states: States, texts: Callable[[Leaf], Collection[int]] | None = None
) -> set[int]:
    """The rows that satisfy a tree, by set algebra: no index, and no ranking.

    `texts` answers text leaves, for callers that have another way to look words up; without it
    they raise TypeError. What is near to a paper only the index knows: here nothing is.
    """
    match node:
        case State():
            return set(states(node))
        case Not(part):
            return set(states(ALL)) - rows_of(part, states, texts)
        case Or(parts):
            return set().union(*(rows_of(part, states, texts) for part in parts))
        case And(parts):
            wanted: list[Node] = [part for part in parts if not isinstance(part, Not)]
            found = set.intersection(*(rows_of(part, states, texts) for part in wanted or [ALL]))
            for part in parts:
                if isinstance(part, Not):
                    found -= rows_of(part.part, states, texts)
            return found
        case Like():
            return set()
        case Word() | Phrase():
            if texts is None:
                raise TypeError(f"{node!r} is text, not state")
            return set(texts(node))
