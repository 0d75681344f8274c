"""What to say of a query that means something else than its writer may think."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from readlist.paper import clean
from readlist.search.lexing import Item, Kind
from readlist.search.states import short
from readlist.search.tree import And, Node, Not, Phrase, Word
from readlist.search.words import FILLERS, stem

if TYPE_CHECKING:
    from readlist.search.query import Query

_MEANT = {"or": "OR joins", "not": "NOT rules out"}
_NAMED = re.compile(r"([A-Za-z]{2,}):(?=[^\s/:])")
_ENDS = (Kind.WORD, Kind.QUOTED, Kind.CLOSE)
_BEGINS = (Kind.WORD, Kind.QUOTED, Kind.OPEN, Kind.FIELD, Kind.NOT)
_MOST_ITEMS = 9
"""In what is longer, a title or a question, these are words like others."""


def small_operators(text: str, items: Sequence[Item]) -> Iterator[str]:
    """``or`` and ``not`` between terms, which are words unless they are in capitals."""
    if len(items) > _MOST_ITEMS:
        return
    found = [
        item
        for before, item, after in zip(items, items[1:], items[2:], strict=False)
        if item.kind is Kind.WORD
        and item.text in _MEANT
        and before.kind in _ENDS
        and after.kind in _BEGINS
        and not _fills(before)
        and not _fills(after)
    ]
    fillers = sum(_fills(item) for item in items)
    if not found or fillers > len(found):
        return
    meant = text
    for item in reversed(found):
        end = item.start + len(item.text)
        meant = meant[: item.start] + item.text.upper() + meant[end:]
    names = " and ".join(dict.fromkeys(_MEANT[item.text] for item in found))
    yield f"{names} only in capitals: did you mean {short(meant)}?"


def no_fields(query: Query) -> Iterator[str]:
    """Names before a colon that are no fields, nor nearly: they were looked for as words."""
    text = clean(query.text)
    slips = {slip.start for slip in query.slips}
    for typed in query.typed:
        named = _NAMED.match(text, typed.start)
        if named and isinstance(typed.leaf, Word | Phrase) and typed.start not in slips:
            yield f"no field {named[1]}: read as words"


def _fills(item: Item) -> bool:
    return item.kind is Kind.WORD and (item.text in FILLERS or item.text in _MEANT)


def one_word(tree: Node | None) -> Iterator[str]:
    """Words that are asked for and ruled out in one, for they have the same stem."""
    if not isinstance(tree, And):
        return
    ruled_out = [part.part for part in tree.parts if isinstance(part, Not)]
    for gone in ruled_out:
        if not isinstance(gone, Word) or gone.prefix or gone.fuzzy:
            continue
        for word in tree.parts:
            if isinstance(word, Word) and gone.field in (None, word.field) and _same(word, gone):
                one, other = short(word.text), short(gone.text)
                if word.parts() == gone.parts():
                    yield f"{one} is asked for and ruled out, so nothing can match"
                else:
                    yield f"{one} and {other} are forms of one word here, so nothing can match"


def _same(one: Word, other: Word) -> bool:
    words, others = one.parts(), other.parts()
    # What begins differently needs no stemmer, which is not loaded for every query.
    if one.prefix or [word[:1] for word in words] != [word[:1] for word in others]:
        return False
    return [*map(stem, words)] == [*map(stem, others)]
