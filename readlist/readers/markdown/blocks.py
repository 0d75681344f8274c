"""The block part of Markdown as lists of papers use it: bullets, paragraphs, table rows, headings.

Looser than the standard, because indentation and blank lines are what people and pages damage
first: four spaces make no code, and a line goes on the item above it unless it begins another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from readlist.readers.base import LineClass
from readlist.readers.bylines import is_name, names_in
from readlist.readers.markdown.entry import nothing_said
from readlist.readers.markdown.inline import definition, spans
from readlist.readers.pages import Page
from readlist.readers.pointers import pointer_of

_HEADING = re.compile(
    r"(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*|<h[1-6][^<>]{0,300}>(?P<html>.*)", re.IGNORECASE
)
_BULLET = re.compile(
    r"(?:[-*+•‣◦·▪]\s+|\(?\d{1,4}[.)]\s+|<li>\s*|[-+•‣◦▪](?=[\[*“\"A-Z]))"
    r"(?:\[[ xX✓✔]?\]\s+|[☐☑✅✔]\s*)?"
)
_RULE = re.compile(r"(?:[-=_*]\s?){3,}")
_SEPARATOR_CELL: Final = r"\s*:?-+:?\s*"
_SEPARATOR = re.compile(rf"\|?{_SEPARATOR_CELL}(?:\|{_SEPARATOR_CELL})+\|?|\|{_SEPARATOR_CELL}\|")
_PIPE = re.compile(r"(?<!\\)\|")
_BADGES = re.compile(
    r"(?:(?:!\[[^\[\]]{0,300}\]\([^()]{0,1000}\)|\[!\[[^\[\]]{0,300}\]\([^()]{0,1000}\)\s?\]"
    r"\([^()]{0,1000}\))\s?){1,40}"
)
_FENCE = re.compile(r"(?:```|~~~)")
_MOST_INDENT: Final = 400


class Kind(StrEnum):
    """What an item is in the document."""

    HEADING = "heading"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    ROW = "row"
    HEADER = "header"


@dataclass(slots=True)
class Item:
    """A heading, a bullet, a paragraph, or a row of a table, with its lines (numbers from 0)."""

    kind: Kind
    indent: int
    """Columns before a bullet; the level of a heading."""
    numbers: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self.texts)


def items_of(page: Page, lines: Sequence[str]) -> tuple[list[Item], dict[str, str]]:
    """The items of a document in order, and its link definitions.

    Lines that hold no text (rules, images, comments, HTML around the text) get their class.
    """
    return _Blocks(page, lines).read()


class _Blocks:
    def __init__(self, page: Page, lines: Sequence[str]) -> None:
        self.page, self.lines = page, lines
        self.items: list[Item] = []
        self.references: dict[str, str] = {}
        self.open: Item | None = None
        """The item that the next line may go on."""

    def read(self) -> tuple[list[Item], dict[str, str]]:
        page = self.page
        fenced = comment = False
        before = -1
        for place, number in enumerate(page.content):
            text = (
                page.texts[number].lstrip("> ")
                if page.texts[number][0] == ">"
                else page.texts[number]
            )
            blank = number > before + 1 and any(
                not page.texts[n] for n in range(before + 1, number)
            )
            before = number
            if _FENCE.match(text):
                fenced, self.open = not fenced and not text.endswith("```", 3), None
            elif comment or text.startswith("<!--"):
                comment = "-->" not in text
                self._known(number)
            elif not fenced:
                following = page.content[place + 1] if place + 1 < len(page.content) else None
                self._line(number, text, blank, "" if following is None else page.texts[following])
        return self.items, self.references

    def _known(self, number: int) -> None:
        self.page.classes[number] = LineClass.BOILERPLATE

    def _line(self, number: int, text: str, blank: bool, following: str) -> None:
        if not text:
            self._known(number)
        elif defined := definition(text):
            self.references[defined[0]] = defined[1]
            self._known(number)
        elif _SEPARATOR.fullmatch(text) or _RULE.fullmatch(text):
            self._rule(number, text)
        elif heading := _HEADING.fullmatch(text):
            level = len(heading["marks"]) if heading["marks"] else 1
            self._begin(Kind.HEADING, level, number, heading["text"] or heading["html"] or "")
            self.open = None
        elif self._is_row(text, following):
            self._begin(Kind.ROW, 0, number, text)
        elif bullet := _BULLET.match(text):
            self._begin(Kind.BULLET, self._indent(number), number, text[bullet.end() :])
        elif text[0] in "<![" and nothing_said(spans(text)):
            self._known(number)  # images, or HTML that only lays the page out
        elif (blank or self.open is None) and _is_badges(text):
            self._known(number)
        elif self._goes_on(number, blank):
            assert self.open is not None
            self.open.numbers.append(number)
            before = self.open.texts[-1]
            if self._is_broken(self.open.numbers[-2]) or _is_byline(text) or _is_byline(before):
                self.open.texts[-1] = self.open.texts[-1].removesuffix("\\") + "<br>"
            self.open.texts.append(text)
        else:
            self._begin(Kind.PARAGRAPH, self._indent(number), number, text)

    def _begin(self, kind: Kind, indent: int, number: int, text: str) -> None:
        self.open = Item(kind, indent, [number], [text])
        self.items.append(self.open)

    def _rule(self, number: int, text: str) -> None:
        """A rule, the line under a heading, or the one under the header of a table."""
        self._known(number)
        last = self.items[-1] if self.items else None
        if last is not None and last.kind is Kind.ROW and "|" in text:
            last.kind = Kind.HEADER
        elif last is not None and last is self.open and last.numbers == [number - 1]:
            is_text = last.kind is Kind.PARAGRAPH
            last.kind, last.indent = (Kind.HEADING, 1) if is_text else (last.kind, last.indent)
        self.open = None

    def _is_row(self, text: str, following: str) -> bool:
        if "|" not in text:
            return False
        pipes = len(_PIPE.findall(text))
        if text[0] == "|" and pipes >= 2:
            return True
        in_table = bool(self.items) and self.items[-1].kind in (Kind.ROW, Kind.HEADER)
        if in_table and self.open is self.items[-1]:
            return pipes >= 1
        return bool(_SEPARATOR.fullmatch(following)) or (in_table and pipes >= 2)

    def _indent(self, number: int) -> int:
        line = self.lines[number][:_MOST_INDENT].expandtabs(4)
        return len(line) - len(line.lstrip())

    def _is_broken(self, number: int) -> bool:
        """Whether a line ends in a hard break."""
        return self.lines[number].endswith(("  ", "\\"))

    def _goes_on(self, number: int, blank: bool) -> bool:
        if self.open is None or self.open.kind not in (Kind.BULLET, Kind.PARAGRAPH):
            return False
        if not blank:
            return True
        return self.open.kind is Kind.BULLET and self._indent(number) > self.open.indent


def _is_byline(text: str) -> bool:
    """Whether a line is a list of authors, and not the beginning or the rest of one."""
    text = text.removesuffix("<br>").strip(" *_.")
    names = names_in(text)
    return names > 1 or (names == 1 and " " in text and is_name(text) and not text[0].islower())


def _is_badges(text: str) -> bool:
    """Whether a line is nothing but badges, and none of them leads to a paper."""
    return _BADGES.fullmatch(text) is not None and not any(
        pointer_of(span.href).is_paper for span in spans(text) if span.href.startswith("http")
    )


def cells_of(row: str) -> list[str]:
    """The cells of a table's row."""
    cells = [cell.strip() for cell in _PIPE.split(row)]
    if cells and not cells[0]:
        cells = cells[1:]
    return cells[:-1] if cells and not cells[-1] else cells
