"""BibTeX as written: what of a text is an entry, which fields it has, and what is broken.

Our own scanner, because the file is to be accounted for line by line: it keeps where every value
stands, reads on after a missing or doubled comma, a missing key or an empty value, keeps repeated
keys, puts macros in, and says what is wrong with an entry that is never closed. (bibtexparser 2.1
was tried: it takes 1.7 times as long, silently joins two fields where the comma between them is
missing, and refuses or passes over entries with a doubled comma, without a key, or with a line
break before the brace.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

NOT_WORKS: Final = frozenset({"string", "comment", "preamble", "xdata", "set", "control"}) | {
    "ieeetranbstctl"
}
"""Types of blocks that are no works, in lower case."""

# ---------------------------------------------------------------- what there is


@dataclass(frozen=True, slots=True)
class Value:
    """A field's value in TeX, and the offsets between which it was written."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """Anything of the form `@type{…}`, and where it begins and ends in the text."""

    type: str
    """Lower-case: ``article``."""
    key: str
    start: int
    end: int
    values: Mapping[str, Value] = field(default_factory=dict)
    """By lower-case name; of a repeated field the first value that is not empty."""
    broken: str | None = None
    """What is wrong with it, if it could not be read."""
    mended: str | None = None
    """What is wrong with it, if what is whole of it could be read all the same."""

    @property
    def is_work(self) -> bool:
        return self.broken is None and self.type not in NOT_WORKS


def blocks(text: str) -> Iterator[Block]:
    """All blocks of `text` in order, broken ones too; `@string` macros are put in.

    A broken one ends where the next line begins a block. Linear in the length of `text`; never
    raises.
    """
    # Whatever is wrong within the lines from one block to the next stays there, and no character
    # is looked at by more than one attempt to read a block.
    starts = [found.start() for found in _LINE_WITH_BLOCK.finditer(text)]
    macros: dict[str, str] = {}
    comments_may_hold_blocks = True
    done = 0
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        at = max(start, done)
        while head := _HEAD.search(text, at, end):
            if _is_commented_out(text, head.start()):
                at = head.end()
                continue
            block = _block(text, head, end, macros)
            if block.broken and block.type == "comment" and comments_may_hold_blocks:
                closed = _closing(text, head.end() - 1, len(text))
                comments_may_hold_blocks = closed is not None
                if closed is not None:
                    block = Block("comment", "", head.start(), closed + 1)
            if block.type == "string":
                for name, value in block.values.items():
                    if len(value.text) <= _LONGEST_MACRO:
                        macros[name] = value.text
            yield block
            at = done = block.end


_LINE_WITH_BLOCK = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+\s*[{(]", re.MULTILINE)
_HEAD = re.compile(r"@[ \t]*([A-Za-z]+)\s*([{(])")
_KEY = re.compile(r"([^,{}=\"#]*),")
_KEY_WITHOUT_COMMA = re.compile(r"\s*([^\s,{}=\"#]+)(?=\s+[A-Za-z][\w:.+/-]*\s*=)")
# Commas may be doubled or missing, and lines may be commented out.
_GAP = re.compile(r"[\s,]*(?:%[^\n]*(?:\n[\s,]*)?)*")
_FIELD_NAME = re.compile(r"([A-Za-z][\w:.+/-]*)\s*=\s*")
# In an entry that is broken, a line that looks like it begins a field.
_LINE_WITH_FIELD = re.compile(
    r"^[ \t,]*(?P<name>[A-Za-z][\w:.+/-]{0,40})[ \t]*=[ \t]*"
    r"(?=[{\"0-9]|[A-Za-z]+[ \t]*(?:[,#}]|$))",
    re.MULTILINE,
)
_ENDS_FIELD = re.compile(r"[ \t]*(?:,|\}|\n|\Z|[A-Za-z][\w:.+/-]*\s*=)")
_GOES_ON = re.compile(rf"[}}\s]*,\s*{_LINE_WITH_FIELD.pattern}", re.MULTILINE)
_BARE = re.compile(r"[^\s,#{}()\"=]+")
_OF_AN_ENTRY = re.compile(r"[ \t]*(?:[A-Za-z][\w:.+/-]*[ \t]*=|[})])")
_JOINED = re.compile(r"\s*#\s*")
_DELIMITER = re.compile(r"\\.|[{}\"]", re.DOTALL)
_CLOSING: Final = {"{": "}", "(": ")"}
_LONGEST_MACRO: Final = 2000
"""Characters; macros made of macros would grow without end."""
_MOST_PARTS: Final = 200
_FAR: Final = 200

# ---------------------------------------------------------------- reading one


def _is_commented_out(text: str, at: int) -> bool:
    """Whether a `%` begins the line; an entry so far into a line is no comment."""
    begun = text.rfind("\n", max(0, at - _FAR), at)
    if begun < 0 and at > _FAR:
        return False
    return text[begun + 1 : at].lstrip().startswith("%")


def _block(text: str, head: re.Match[str], end: int, macros: Mapping[str, str]) -> Block:
    kind, opening = head.group(1).lower(), head.group(2)
    start, at, key = head.start(), head.end(), ""
    if kind in ("comment", "preamble"):
        closed = _closing(text, at - 1, end)
        if closed is None:
            return Block(
                kind, "", start, _end_of_broken(text, start, end), broken="it is never closed"
            )
        return Block(kind, "", start, closed + 1)
    if kind != "string" and (
        found := _KEY.match(text, at, end) or _KEY_WITHOUT_COMMA.match(text, at, end)
    ):
        key, at = found.group(1).strip(), found.end()
    body = at
    values: dict[str, Value] = {}
    broken = None
    while True:
        at = _after_gap(text, at, end)
        name = _FIELD_NAME.match(text, at, end)
        if name is None:
            break
        value, at = _value(text, name.end(), end, macros, _CLOSING[opening])
        if value is None:
            broken = f"the value of {name.group(1)[:40]} is not closed, or missing"
            break
        _keep(values, name.group(1), Value(value, name.start(), at))
    if broken is None:
        if text.startswith(_CLOSING[opening], at, end):
            if not _GOES_ON.match(text, at + 1, end):
                return Block(kind, key, start, at + 1, values)
            broken = "it goes on after its end"
        else:
            broken = _unclosed(text[at : min(end, at + 40)])
    stop = _end_of_broken(text, start, end)
    if kind not in NOT_WORKS and (whole := _whole_values(text, body, stop, macros)):
        return Block(kind, key, start, stop, whole, mended=broken)
    return Block(kind, key, start, stop, values, broken)


def _keep(values: dict[str, Value], name: str, value: Value) -> None:
    known = values.get(name.lower())
    if known is None or not known.text.strip():
        values[name.lower()] = value


def _unclosed(rest: str) -> str:
    words = rest.split()
    if not words:
        return "it is never closed"
    return f"a field or its end should stand before “{words[0][:30]}”"


def _end_of_broken(text: str, start: int, end: int) -> int:
    """Where an entry that cannot be read ends: at a blank line behind which nothing of it is."""
    last = begun = start
    after_blank = False
    for line in text[start:end].split("\n"):
        if not line.strip():
            after_blank = True
        elif after_blank and _OF_AN_ENTRY.match(line) is None:
            break
        else:
            after_blank = False
            last = begun + len(line.rstrip())
        begun += len(line) + 1
    return last


# ---------------------------------------------------------------- reading what is whole of one


def _whole_values(
    text: str, start: int, end: int, macros: Mapping[str, str]
) -> dict[str, Value] | None:
    """The fields of a broken entry, each taken to end where a line begins the next one.

    None if its title is not among them: nothing else tells that it was understood.
    """
    values: dict[str, Value] = {}
    begun = [found.start("name") for found in _LINE_WITH_FIELD.finditer(text, start, end)]
    for at, stop in pairwise([*sorted({start, *begun}), end]):
        while True:
            at = _after_gap(text, at, stop)
            name = _FIELD_NAME.match(text, at, stop)
            if name is None:
                break
            value, at = _value(text, name.end(), stop, macros, "}")
            ends_there = _ENDS_FIELD.match(text, at, stop) is not None
            if value is None or not ends_there:
                value, at = _value_as_written(text[name.end() : stop], is_last=stop == end), stop
            if value is not None:
                _keep(values, name.group(1), Value(value, name.start(), at))
    title = values.get("title")
    return values if title is not None and title.text.strip() else None


def _value_as_written(written: str, *, is_last: bool) -> str | None:
    """A value whose quotes or braces do not match; None if it may be cut off."""
    text = written.rstrip(", \t\n")
    if is_last:
        if text.endswith("}") and text[:-1].rstrip(", \t\n")[-1:] in ("}", '"'):
            text = text[:-1].rstrip(", \t\n")  # that is the entry's
        if text[-1:] not in ("}", '"'):
            return None
    if text[-1:] in ("}", '"'):
        text = text[:-1]
    return text[1:] if text[:1] in ("{", '"') else text


def _after_gap(text: str, at: int, end: int) -> int:
    gap = _GAP.match(text, at, end)
    return gap.end() if gap else at


def _value(
    text: str, at: int, end: int, macros: Mapping[str, str], closing: str
) -> tuple[str | None, int]:
    """The value that begins at `at`, its parts joined by `#` put together, and where it ends."""
    if text.startswith((",", closing), at, end):
        return "", at
    parts: list[str] = []
    while True:
        if text.startswith(("{", '"'), at, end):
            closed = _closing(text, at, end)
            if closed is None:
                return None, at
            parts.append(text[at + 1 : closed])
            at = closed + 1
        elif bare := _BARE.match(text, at, end):
            macro = macros.get(bare.group().lower()) if len(parts) < _MOST_PARTS else None
            parts.append(bare.group() if macro is None else macro)
            at = bare.end()
        else:
            return None, at
        joined = _JOINED.match(text, at, end)
        if joined is None:
            return "".join(parts), at
        at = joined.end()


def _closing(text: str, at: int, end: int) -> int | None:
    """Where what opens at `at` closes: a brace, or outside of braces a quote or parenthesis."""
    opening = text[at]
    if opening == "(":
        closed = text.find(")", at, end)
        return None if closed < 0 else closed
    depth = 0
    for found in _DELIMITER.finditer(text, at + 1, end):
        character = found.group()
        if character == "{":
            depth += 1
        elif character == "}":
            if depth == 0:
                return found.start() if opening == "{" else None
            depth -= 1
        elif character == opening and depth == 0:
            return found.start()
    return None
