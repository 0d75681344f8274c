"""The part of the query language that is not text: values of is:, tag:, source:, year:, added:,
id:, step:, similar: and sort:, read and remarked on."""

from __future__ import annotations

import difflib
import re
from typing import NamedTuple

from readlist.paper import BACKWARDS, SORTS
from readlist.search.tree import Like, Node, Or, State

IS_VALUES = (
    "starred", "unread", "reading", "read", "skipped",
    "noted", "highlighted", "untagged", "untitled", "removed",
)  # fmt: skip
NAMED = ("tag", "source")
"""Those whose values are names that people gave."""
STARRED = "starred"
"""What may stand after similar: in place of a paper: all that are starred."""

_YEAR = re.compile(r"([0-9]{4})?(\.\.|-|–)([0-9]{4})?")
_COMPARISON = re.compile(r"(>=|<=|=|≥|≤|>|<)([0-9]{4})")
_AGE = re.compile(r"([<>]?)=?([0-9]{1,6})([hdwmy])", re.IGNORECASE)
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_NUMBER = re.compile("[0-9]{1,18}")
_HOURS_A_DAY = 24
_LONGEST_AGE = 36_500
_SHOWN = 30
_SHORTEST_ID = 3


class Meaning(NamedTuple):
    """What a state term comes to: a node (None: nothing to match by), an order, a remark, and the
    value that is nearest to one that is none."""

    node: Node | None = None
    sort: str | None = None
    hint: str | None = None
    near: str | None = None


def state_of(name: str, value: str, unfinished: bool) -> Meaning:
    """Read the value of a state field. `unfinished`: it is still being typed, so a value that
    is no value yet is passed over in silence; any other matches no paper, with a hint."""
    value = value.strip()
    match name:
        case "is":
            return _choice(name, value, IS_VALUES, unfinished)
        case "sort":
            return _order(value, unfinished)
        case "year":
            span = year_range(value)
            found = Meaning(State("year", span)) if span else None
            wrong = f"year:{short(value)} is no year: try year:2021, year:2020..2023 or year>=2020"
        case "added":
            since = age(value)
            found = Meaning(State("added", since)) if since else None
            wrong = f"added:{short(value)} is no time: try added:<7d or added:>1y"
        case "similar":
            return _similar(value, unfinished)
        case "id":
            found = Meaning(State("id", value)) if len(value) >= _SHORTEST_ID else None
            wrong = f"id:{value} is too short: give {_SHORTEST_ID} characters or more"
        case "step":
            found = Meaning(State("step", value)) if _NUMBER.fullmatch(value) else None
            wrong = f"step:{short(value)} is no step: the history numbers them"
        case _:
            # As of a word, what is typed of a tag is the beginning of one.
            begun = name == "tag" and unfinished and not value.endswith("*")
            found = Meaning(State(name, value + "*" if begun else value)) if value else None
            wrong = f"nothing after {name}:"
    if found:
        return found
    return Meaning() if unfinished else Meaning(Or(()), hint=wrong)


def _similar(value: str, unfinished: bool) -> Meaning:
    if value.lower() == STARRED:
        return Meaning(Like(STARRED))
    if unfinished and (STARRED.startswith(value.lower()) or len(value) < _SHORTEST_ID):
        return Meaning()
    if not unfinished and difflib.get_close_matches(value.lower(), [STARRED], cutoff=0.8):
        hint = f"no similar:{value}: did you mean similar:{STARRED}?"
        return Meaning(Or(()), hint=hint, near=STARRED)
    return Meaning(Like(value)) if value else Meaning(Or(()), hint="nothing after similar:")


def short(value: str) -> str:
    """What was typed, as a hint repeats it."""
    return value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"


def _choice(name: str, value: str, values: tuple[str, ...], unfinished: bool) -> Meaning:
    word = value.lower()
    if word in values:
        return Meaning(State(name, word))
    if unfinished and any(known.startswith(word) for known in values):
        return Meaning()
    return Meaning(Or(()), None, *_no_such(name, value, values))


def _order(value: str, unfinished: bool) -> Meaning:
    sorts = BACKWARDS if value.startswith("-") else SORTS
    word = value.lower()
    if word in sorts:
        return Meaning(sort=word)
    if unfinished and any(known.startswith(word) for known in sorts):
        return Meaning()
    # No paper is ruled out by an order, nor by one that is none.
    return Meaning(None, None, *_no_such("sort", value, sorts))


def _no_such(name: str, value: str, values: tuple[str, ...]) -> tuple[str, str | None]:
    """A remark, and the value that is nearest to one that is none."""
    near = next(iter(difflib.get_close_matches(value.lower(), values, n=1, cutoff=0.6)), None)
    advice = f"did you mean {name}:{near}?" if near else f"there is {', '.join(values)}"
    return f"no {name}:{short(value)}: {advice}", near


def year_range(value: str) -> str | None:
    """ "2021" -> "2021..2021", "2023-2020" -> "2020..2023", ">=2020" -> "2020.."; None if it is
    no year."""
    if re.fullmatch(r"[0-9]{4}", value):
        return f"{value}..{value}"
    if compared := _COMPARISON.fullmatch(value):
        operator, year = compared[1], int(compared[2])
        low = year + (operator == ">") if operator in (">", ">=", "≥") else None
        high = year - (operator == "<") if operator in ("<", "<=", "≤") else None
        low, high = (year, year) if operator == "=" else (low, high)
        return f"{'' if low is None else low}..{'' if high is None else high}"
    span = _YEAR.fullmatch(value)
    if not span or not (span[1] or span[3]):
        return None
    if span[1] and span[3]:
        return "..".join(sorted((span[1], span[3])))
    # "2020-" and "-2020" are unfinished or a slip; only two dots leave a side open.
    return f"{span[1] or ''}..{span[3] or ''}" if span[2] == ".." else None


def age(value: str) -> str | None:
    """ "<2w" -> "<14d"; without a sign it means "within"; only what is no whole day is in hours."""
    found = _AGE.fullmatch(value)
    if not found:
        return None
    sign, number, unit = found[1] or "<", int(found[2]), found[3].lower()
    if unit == "h" and number % _HOURS_A_DAY and number < _LONGEST_AGE:
        return f"{sign}{number}h"
    days = number // _HOURS_A_DAY if unit == "h" else number * _DAYS[unit]
    return f"{sign}{min(days, _LONGEST_AGE)}d"
