"""A query as typed, cut into words, quotes, brackets, operators and field names."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import Enum, auto

from readlist.search.states import STATE_FIELDS
from readlist.search.tree import TEXT_FIELDS

FIELDS = (*TEXT_FIELDS, *STATE_FIELDS, "sort")

_QUOTES = '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}„«»'
_FIELD = re.compile(r"([A-Za-z]+):")
# "year>=2020", also with spaces around the sign, but then only before a digit.
_COMPARED = re.compile(r"year(?=[<>=≤≥]|\s*[<>=≤≥]+\s*[0-9])\s*(>=|<=|[=≥≤<>])\s*", re.IGNORECASE)


class Kind(Enum):
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    FIELD = auto()
    WORD = auto()
    QUOTED = auto()


@dataclass(frozen=True, slots=True)
class Item:
    kind: Kind
    text: str
    last: bool = False
    """Still being typed: the text ends with this item."""


OPERATORS = {"OR": Kind.OR, "AND": Kind.AND, "NOT": Kind.NOT}


def lex(text: str, typing: bool, hints: list[str]) -> list[Item]:
    items: list[Item] = []
    at, depth = 0, 0
    after_field = False  # directly after "field:", where an operator or dash is part of the value
    while at < len(text):
        char = text[at]
        if char.isspace():
            at, after_field = at + 1, False
            continue
        if char in _QUOTES:
            end = next((i for i in range(at + 1, len(text)) if text[i] in _QUOTES), len(text))
            if end == len(text) and not typing:
                hints.append("a quote was left open: read to the end")
            items.append(Item(Kind.QUOTED, text[at + 1 : end], typing and end == len(text)))
            at = end + 1
        elif char == "(":
            items.append(Item(Kind.OPEN, char))
            depth, at = depth + 1, at + 1
        elif char == ")":
            if depth:
                items.append(Item(Kind.CLOSE, char))
                depth -= 1
            else:
                hints.append("a lone ) was left out")
            at += 1
        elif char == "-" and not after_field and _starts_term(text, at + 1):
            items.append(Item(Kind.NOT, char))
            at += 1
        else:
            found, at = _lex_word(text, at, typing, hints, after_field)
            items += found
            after_field = items[-1].kind is Kind.FIELD
            continue
        after_field = False
    if depth and not typing:
        hints.append("a bracket was left open: read to the end")
    return items


def _starts_term(text: str, at: int) -> bool:
    return at < len(text) and not text[at].isspace() and text[at] not in "-)"


def _lex_word(
    text: str, at: int, typing: bool, hints: list[str], in_value: bool
) -> tuple[list[Item], int]:
    """The items of a word and where they end; `in_value`: it stands directly after a field."""
    before: list[Item] = []
    sign = ""
    if not in_value and (compared := _COMPARED.match(text, at)):
        before, sign, at = [Item(Kind.FIELD, "year")], compared[1], compared.end()
    elif not in_value and (named := _FIELD.match(text, at)):
        if named[1].lower() in FIELDS:
            return [Item(Kind.FIELD, named[1].lower())], named.end()
        _doubt_field(named[1], hints)
    end = _word_end(text, at)
    word = sign + text[at:end]
    kind = Kind.WORD if in_value or before else OPERATORS.get(word, Kind.WORD)
    return [*before, Item(kind, word, typing and end == len(text))], end


def _word_end(text: str, at: int) -> int:
    """Up to a space, a quote, or a bracket that was not opened within the word."""
    depth = 0
    for i in range(at, len(text)):
        char = text[i]
        if char.isspace() or char in _QUOTES:
            return i
        if char == "(":
            depth += 1
        elif char == ")":
            if not depth:
                return i
            depth -= 1
    return len(text)


def _doubt_field(name: str, hints: list[str]) -> None:
    near = difflib.get_close_matches(name.lower(), FIELDS, n=1, cutoff=0.7)
    if near:
        hints.append(f"no field {name}: did you mean {near[0]}:?")
