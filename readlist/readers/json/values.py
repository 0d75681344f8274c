"""The works in a JSON text, each with its place, however the text is nested, wrapped or damaged.

The standard library's scanner reads one value at a time from where we point it; what holds the
works is walked here, so that their places are known, what comes before a cut is kept, and one
broken record costs only itself. All of it takes time linear in the text and never raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from readlist.readers.json.decoding import Failed, decoded, mended
from readlist.readers.json.fields import LISTS, Work, work_of
from readlist.readers.json.people import key_name


@dataclass(frozen=True, slots=True)
class Placed:
    """A work and the characters it takes, from `start` up to `end`."""

    work: Work
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Broken:
    """What should have been a work and cannot be read; `at`: where it goes wrong."""

    start: int
    end: int
    at: int
    why: str


@dataclass(frozen=True, slots=True)
class Values:
    """What a text holds, in its order. `read`: the spans that are JSON; `others`: objects in
    lists that are no works."""

    works: tuple[Placed, ...]
    broken: tuple[Broken, ...]
    read: tuple[tuple[int, int], ...]
    others: tuple[tuple[int, int], ...]


def values_of(text: str) -> Values:
    """The works of every JSON value in `text`."""
    walk = _Walk(text)
    walk.run()
    return Values(tuple(walk.works), tuple(walk.broken), tuple(walk.read), tuple(walk.others))


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[{}\[\]]', re.DOTALL)
_OPENING = re.compile(r'\{\s*+["}]|\[\s*+[{\[]')
_OBJECT = re.compile(r'\{\s*+"')
_ELEMENT = re.compile(r'\{\s*+["}]')
_SPACE = re.compile(r"[ \t\n\r\f\ufeff\xa0]*+")
_LINE_START = re.compile(r"([ \t]*+)(?:[\]}][\]},; \t]*)?")
_DEEPEST: Final = 12
"""Lists of works are not nested deeper than this."""


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.works: list[Placed] = []
        self.broken: list[Broken] = []
        self.read: list[tuple[int, int]] = []
        self.others: list[tuple[int, int]] = []
        self._end = len(text.rstrip())
        # Looking for the end of something broken may take a few readings of the text, no more.
        self._patience = 4 * len(text) + 100_000

    def run(self) -> None:
        at = 0
        while opening := _OPENING.search(self.text, at):
            start = opening.start()
            at = max(self._top(start), start + 1)

    def _top(self, start: int) -> int:
        """Walk a value that is in no other; returns where to go on."""
        found = len(self.works) + len(self.broken)
        try:
            end = self._container(start, 0)[1]
        except Failed as failed:
            end = failed.at
            if len(self.works) + len(self.broken) == found:
                if _OBJECT.match(self.text, start):
                    return self._mend(start, failed.at, failed.why, 0)[1]
                return end
            if end >= self._end and not (self.broken and self.broken[-1].end >= end):
                self.broken.append(Broken(end, end, end, "the file ends before the list does"))
        if len(self.works) + len(self.broken) > found:
            self.read.append((start, end))
        return end

    def _container(self, start: int, depth: int) -> tuple[object, int]:
        return self._object(start, depth) if self.text[start] == "{" else self._list(start, depth)

    def _object(self, start: int, depth: int) -> tuple[object, int]:
        """Walk an object; returns it, or None if works are inside of it, and its end."""
        works, broken, others = len(self.works), len(self.broken), len(self.others)
        value: dict[str, object] = {}
        listed = False
        at = self._after_space(start + 1)
        while not self.text.startswith("}", at):
            if not self.text.startswith('"', at):
                raise Failed(at, "a name in quotes was expected")
            key, at = self._scanned(at)
            at = self._after_space(at)
            if not self.text.startswith(":", at):
                raise Failed(at, "a colon was expected")
            at = self._after_space(at + 1)
            before = len(self.works)
            value[str(key)], at = self._member(at, depth)
            listed = listed or (len(self.works) > before and key_name(str(key)) in LISTS)
            at = self._after_space(at)
            if self.text.startswith(",", at):
                at = self._after_space(at + 1)
            elif not self.text.startswith("}", at):
                raise Failed(at, "a comma was expected")
        work = work_of(value)
        if work is not None and not (listed and len(self.works) > works and not work.certain):
            del self.works[works:], self.others[others:]  # what it cites is its own affair
            if len(self.broken) == broken:
                self.works.append(Placed(work, start, at + 1))
            return value, at + 1  # it may as well be no more than the ids of what it is in
        return (value if len(self.works) == works else None), at + 1

    def _member(self, at: int, depth: int) -> tuple[object, int]:
        if depth < _DEEPEST and self.text[at : at + 1] in ("{", "["):
            return self._container(at, depth + 1)
        return self._scanned(at)

    def _list(self, start: int, depth: int) -> tuple[list[object], int]:
        """Walk a list; returns what is in it that is no work, and its end."""
        items: list[object] = []
        at = self._after_space(start + 1)
        while not self.text.startswith("]", at):
            if self.text.startswith(",", at):  # also one that should not be there
                at += 1
            elif _ELEMENT.match(self.text, at):
                item, at = self._element(at, depth)
                if item is not None:
                    items.append(item)
            elif at >= len(self.text):
                raise Failed(at, "")
            else:
                item, at = self._member(at, depth)
                items.append(item)
            at = self._after_space(at)
        return items, at + 1

    def _element(self, start: int, depth: int) -> tuple[object, int]:
        """Read an object of a list; returns it, or None if it is used up, and where to go on."""
        try:
            value, end = decoded(self.text, start)
        except RecursionError:
            end = self._closing(start) or len(self.text)
            self.broken.append(Broken(start, end, start, "it is nested too deeply"))
            return None, end
        except Failed as failed:
            return self._mend(start, failed.at, failed.why, depth)
        return self._taken(value, start, end, depth), end

    def _taken(self, value: object, start: int, end: int, depth: int) -> object:
        assert isinstance(value, dict)
        work = work_of(value)
        holds = any(isinstance(each, (dict, list)) for each in value.values())
        if work is not None and (work.certain or not holds):
            self.works.append(Placed(work, start, end))
            return None
        found = len(self.works) + len(self.broken)
        if holds and depth < _DEEPEST:
            self._object(start, depth + 1)
        if len(self.works) + len(self.broken) == found:
            self.others.append((start, end))
            return value
        return None

    def _scanned(self, at: int) -> tuple[object, int]:
        try:
            return decoded(self.text, at)
        except RecursionError:
            end = self._closing(at)
            if end is None:
                raise Failed(len(self.text), "it is nested too deeply") from None
            return None, end

    def _after_space(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    # ------------------------------------------------------------ what is broken

    def _mend(self, start: int, at: int, why: str, depth: int) -> tuple[object, int]:
        """Read an object that is not quite JSON, or say so; returns it, and where to go on."""
        end = self._closing(start)
        if end is not None:
            try:
                value = mended(self.text[start:end])
            except (ValueError, RecursionError):
                pass
            else:
                if isinstance(value, dict) and (work := work_of(value)):
                    self.works.append(Placed(work, start, end))
                    if depth == 0:
                        self.read.append((start, end))
                    return None, end
        cut = at >= self._end or why.startswith("Unterminated string")
        following = self._next(start, max(at, start + 1))
        ends = [each for each in (following, end) if each is not None and each > at]
        resume = min(ends, default=len(self.text))
        why = "it is cut off where the file ends" if cut else f"it is not JSON: {_said(why)}"
        self.broken.append(Broken(start, resume, min(at, self._end), why))
        return None, resume

    def _closing(self, start: int) -> int | None:
        """Where what opens at `start` ends, by brackets outside of strings."""
        depth = 0
        for found in _TOKEN.finditer(self.text, start, start + self._patience):
            token = found.group()
            if token in "{[":
                depth += 1
            elif token in "}]":
                depth -= 1
                if depth <= 0:
                    self._patience -= found.end() - start
                    return found.end()
        self._patience = max(0, self._patience - (len(self.text) - start))
        return None

    def _next(self, start: int, at: int) -> int | None:
        """Where the record after a broken one begins: at the same margin, or anywhere at all."""
        if self._patience <= 0:
            return None
        line = self.text.rfind("\n", 0, start) + 1
        margin = _LINE_START.fullmatch(self.text, line, start)
        wrapped = margin is not None and self.text.find("\n", start, at + 4000) >= 0
        found = self._at_margin(margin[1], at) if margin and wrapped else self._anywhere(at)
        self._patience -= (len(self.text) if found is None else found) - at
        return found

    def _at_margin(self, margin: str, at: int) -> int | None:
        pattern = rf"^{margin}(?:[\]}}][\]}},; \t]*)?(?=\{{)"
        found = re.compile(pattern, re.MULTILINE).search(self.text, at)
        return found.end() if found else None

    def _anywhere(self, at: int) -> int | None:
        while found := _OBJECT.search(self.text, at):
            try:
                value, at = decoded(self.text, found.start())
            except RecursionError:
                at = self._closing(found.start()) or len(self.text)
            except Failed as failed:
                at = max(failed.at, found.end())
            else:
                if isinstance(value, dict) and work_of(value):
                    return found.start()
        return None


def _said(message: str) -> str:
    """The scanner's message as the end of a sentence."""
    return message[:1].lower() + message[1:].removesuffix(" at")
