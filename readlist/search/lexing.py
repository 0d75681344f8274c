"""A query as typed, cut into words, quotes, brackets, operators and field names."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from readlist.search.syntax import FIELDS

QUOTES = frozenset(
    '"„«»\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}'
    "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}「」『』"
)
"""Any of them begins a phrase and any ends it: keyboards and editors mix them."""
# Keyboards for Chinese and Japanese have the signs of the language in a wide form.
_WIDE = {ord("!") + i + 0xFEE0: ord("!") + i for i in range(94)}
_MOST_ITEMS = 2_000
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
    start: int
    """Where `text` stands in the query: for a quote behind its mark."""
    last: bool = False
    """Still being typed: the query ends with this item."""


class Slip(NamedTuple):
    """The name of a field or a value that is none, but nearly: where it stands, what to put there,
    and a sentence to say so."""

    start: int
    end: int
    text: str
    hint: str


OPERATORS = {"OR": Kind.OR, "AND": Kind.AND, "NOT": Kind.NOT}


def lex(text: str, typing: bool, hints: list[str], slips: list[Slip]) -> list[Item]:
    """The items of a query, in order; what is remarkable goes to `hints` and `slips`."""
    text = text.translate(_WIDE)
    items: list[Item] = []
    at, depth = 0, 0
    after_field = False  # directly after "field:", where an operator or dash is part of the value
    while at < len(text) and len(items) < _MOST_ITEMS:
        char = text[at]
        if char.isspace():
            at, after_field = at + 1, False
            continue
        if char in QUOTES:
            end = next((i for i in range(at + 1, len(text)) if text[i] in QUOTES), len(text))
            if end == len(text) and not typing:
                hints.append("a quote was left open: read to the end")
            last = typing and end == len(text)
            items.append(Item(Kind.QUOTED, text[at + 1 : end], at + 1, last))
            at = end + 1
        elif char == "(":
            items.append(Item(Kind.OPEN, char, at))
            depth, at = depth + 1, at + 1
        elif char == ")":
            if depth:
                items.append(Item(Kind.CLOSE, char, at))
                depth -= 1
            elif not typing or at + 1 < len(text):
                hints.append("a lone ) was left out")
            at += 1
        elif char == "-" and not after_field and _starts_term(text, at + 1):
            items.append(Item(Kind.NOT, char, at))
            at += 1
        else:
            found, at = _lex_word(text, at, typing, slips, after_field)
            items += found
            after_field = items[-1].kind is Kind.FIELD
            continue
        after_field = False
    if len(items) >= _MOST_ITEMS:
        hints.append("only the beginning of so long a query counts")
    elif depth and not typing:
        hints.append("a bracket was left open: read to the end")
    return items


def _starts_term(text: str, at: int) -> bool:
    return at < len(text) and not text[at].isspace() and text[at] not in "-)"


def _lex_word(
    text: str, at: int, typing: bool, slips: list[Slip], in_value: bool
) -> tuple[list[Item], int]:
    """The items of a word and where they end; `in_value`: it stands directly after a field."""
    before: list[Item] = []
    sign = ""
    if not in_value and (compared := _COMPARED.match(text, at)):
        before, sign = [Item(Kind.FIELD, "year", at)], compared[1]
        at = compared.end()
    elif not in_value and (named := _FIELD.match(text, at)):
        name = named[1].lower()
        if name in FIELDS:
            return [Item(Kind.FIELD, name, at)], named.end()
        near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.7)
        if near:
            hint = f"no field {named[1]}: did you mean {near[0]}:?"
            slips.append(Slip(at, named.end(), near[0] + ":", hint))
    end = _word_end(text, at)
    word = sign + text[at:end]
    kind = Kind.WORD if in_value or before else OPERATORS.get(word, Kind.WORD)
    return [*before, Item(kind, word, at, typing and end == len(text))], end


def _word_end(text: str, at: int) -> int:
    """Up to a space, a quote, or a bracket that was not opened within the word."""
    depth = 0
    for i in range(at, len(text)):
        char = text[i]
        if char.isspace() or char in QUOTES:
            return i
        if char == "(":
            depth += 1
        elif char == ")":
            if not depth:
                return i
            depth -= 1
    return len(text)


def closed(text: str) -> str:
    """A `clean` text with the quote and the brackets closed that it leaves open."""
    items = lex(text, True, [], [])
    quoted = bool(items) and items[-1].kind is Kind.QUOTED and items[-1].last
    kinds = [item.kind for item in items]
    return text + '"' * quoted + ")" * (kinds.count(Kind.OPEN) - kinds.count(Kind.CLOSE))


class Unfinished(NamedTuple):
    """What a query ends with while it is typed."""

    field: str | None
    """The field it is for, said directly before it or before the bracket it stands in."""
    text: str
    """So far, without a quote before it; empty behind a colon."""
    start: int
    quoted: bool


def unfinished(text: str) -> Unfinished | None:
    """The word, quote or value at the end of a `clean` text; None if what is there has ended."""
    items = lex(text, True, [], [])
    around: list[str | None] = [None]
    field: str | None = None
    for item in items[:-1]:
        if item.kind is Kind.OPEN:
            around.append(field or around[-1])
        elif item.kind is Kind.CLOSE:
            around.pop()
        field = item.text if item.kind is Kind.FIELD else None
    last = items[-1] if items else None
    if last is None or text[-1:].isspace():
        return None
    if last.kind is Kind.FIELD:
        return Unfinished(last.text, "", len(text), False) if text.endswith((":", "：")) else None
    if not last.last or last.kind in OPERATORS.values():
        return None
    return Unfinished(field or around[-1], text[last.start :], last.start, last.kind is Kind.QUOTED)
