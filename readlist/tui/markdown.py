"""Markdown drawn as a note is read: no boxes, our colours, and all that was typed is there.

Markup is drawn, never followed: HTML stays as typed, nothing is fetched. A text is taken apart at
blank lines and bullets, and a part that has not changed is not drawn again: typing stays quick.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from textual.content import Content
from textual.style import Style

from readlist.tui import glyphs
from readlist.tui.text import drawable, wrap
from readlist.tui.theme import Ink

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BULLET = re.compile(r"[-*+] +\S")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:\s*\S")
_ADDRESS = re.compile(r"https?://[^\s<>]*[^\s<>.,;:!?)\]]")
_TASK = re.compile(r"\[([ xX])\]\s+")
_LEAST = 12  # columns a text is wrapped to, however deep it stands


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text as lines, and for each line of the text the index of the first that shows it."""

    lines: list[Content]
    starts: list[int]


class Preview:
    """Draws one text after the other, each much like the one before."""

    def __init__(self) -> None:
        self._markdown = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
        self._drawn: dict[str, list[Content]] = {}
        self._for: object = None

    def draw(self, text: str, width: int, ink: Ink) -> Drawn:
        """`text` in lines of at most `width` cells."""
        parts = list(_parts(drawable(text)))
        definitions = [line for part in parts for line in part if _DEFINITION.match(line)]
        if (width, ink, definitions) != self._for:
            self._for, self._drawn = (width, ink, definitions), {}
        known, self._drawn = self._drawn, {}
        references: dict[str, object] = {}
        if definitions:
            self._markdown.parse("\n".join(definitions), references)
        lines: list[Content] = []
        starts: list[int] = []
        apart = True
        for part in parts:
            source = "\n".join(part)
            drawn = known.get(source)
            if drawn is None:
                tokens = self._markdown.parse(source, dict(references))
                drawn = list(_Drawer(width, ink).blocks(tokens))
            self._drawn[source] = drawn
            if drawn and lines and apart:
                lines.append(Content(""))
            apart = not part[-1].strip()
            starts += [len(lines)] * len(part)
            lines += drawn
        return Drawn(lines, starts)


def _parts(text: str) -> Iterator[list[str]]:
    """The text in runs of lines that can be drawn by themselves, each with the blank lines behind
    it: they part, outside of fences, at blank lines that nothing indented follows, and before the
    items of a list that is not numbered."""
    part: list[str] = []
    fence = ""
    for line in text.split("\n"):
        behind_blank = part and not part[-1].strip() and line[:1].strip()
        if part and not fence and (behind_blank or _BULLET.match(line)):
            yield part
            part = []
        part.append(line)
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[1]
        elif found and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
    yield part


class _Drawer:
    def __init__(self, width: int, ink: Ink) -> None:
        self.width = width
        self.ink = ink

    def blocks(self, tokens: Sequence[Token], first: str = "", rest: str = "") -> Iterator[Content]:
        """The lines of some blocks; `first` stands before the first of them, `rest` before the
        others: what marks them as a list's or a quotation."""
        at = 0
        prefix = first
        loose = False
        while at < len(tokens):
            token, end = tokens[at], _end(tokens, at)
            lines = list(self._block(token, tokens[at + 1 : end], prefix, rest))
            if lines and loose and token.type != "list_item_open":
                yield self._faint(rest)
            yield from lines
            loose = loose or (bool(lines) and not token.hidden)
            prefix = rest if lines else prefix
            at = end + 1

    def _block(
        self, token: Token, inner: Sequence[Token], first: str, rest: str
    ) -> Iterator[Content]:
        match token.type:
            case "heading_open":
                style = self.ink.strong if token.tag in ("h1", "h2") else self.ink.fg + _BOLD
                yield from self._text(inner, style, first, rest)
            case "paragraph_open":
                yield from self._text(inner, self.ink.fg, first, rest)
            case "bullet_list_open" | "ordered_list_open":
                yield from self._list(token, inner, first, rest)
            case "blockquote_open":
                bar = f"{glyphs.BAR} "
                yield from self.blocks(inner, first + bar, rest + bar)
            case "code_block" | "fence":
                for line in token.content.rstrip("\n").split("\n"):
                    yield from self._wrapped(Content(line).stylize(self.ink.dim), first, rest, 2)
                    first = rest
            case "hr":
                yield self._faint(first + glyphs.RULE * min(self.width - len(first), 24))

    def _list(
        self, token: Token, inner: Sequence[Token], first: str, rest: str
    ) -> Iterator[Content]:
        number = int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else None
        at = 0
        while at < len(inner):
            end = _end(inner, at)
            mark = "• " if number is None else f"{number}. "
            number = number and number + 1 if number else number
            yield from self.blocks(inner[at + 1 : end], first + mark, rest + " " * len(mark))
            first = rest
            at = end + 1

    def _text(
        self, inner: Sequence[Token], style: Style, first: str, rest: str
    ) -> Iterator[Content]:
        content = Content("")
        for token in inner:
            content += _Inline(self.ink).draw(token.children or ())
        task = _TASK.match(content.plain) if first.endswith("• ") else None
        if task:
            done = task[1] != " "
            first = first[:-2] + ("☑ " if done else "☐ ")
            content = content[task.end() :]
            style = self.ink.dim if done else style
        yield from self._wrapped(content.stylize_before(style), first, rest)

    def _wrapped(
        self, content: Content, first: str, rest: str, indent: int = 0
    ) -> Iterator[Content]:
        width = max(self.width - len(rest) - indent, _LEAST)
        for start, end in wrap(content.plain, width):
            yield self._faint(first + " " * indent) + content[start:end]
            first = rest

    def _faint(self, text: str) -> Content:
        return Content(text).stylize(self.ink.faint)


_BOLD = Style(bold=True)
_STYLES: Mapping[str, Style] = {
    "strong": _BOLD,
    "em": Style(italic=True),
    "s": Style(strike=True),
}


class _Inline:
    """What stands in a line."""

    def __init__(self, ink: Ink) -> None:
        self.ink = ink

    def draw(self, tokens: Sequence[Token]) -> Content:
        content = Content("")
        open_at: list[tuple[int, Style, str]] = []
        for token in tokens:
            match token.type:
                case "text" | "text_special" | "html_inline":
                    content += self._plain(token.content, linked=bool(open_at and open_at[-1][2]))
                case "softbreak" | "hardbreak":
                    content += Content("\n")
                case "code_inline":
                    content += Content(token.content).stylize(self.ink.dim)
                case "image":
                    content += Content(token.content).stylize(self.ink.accent)
                    content += self._address(str(token.attrs.get("src", "")), token.content)
                case "link_open":
                    address = str(token.attrs.get("href", ""))
                    open_at.append((len(content), self.ink.accent, address))
                case _ if token.nesting == 1:
                    style = _STYLES.get(token.tag, Style())
                    open_at.append((len(content), style, ""))
                case _ if token.nesting == -1 and open_at:
                    start, style, address = open_at.pop()
                    content = content.stylize(style, start, len(content))
                    if address:
                        content += self._address(address, content.plain[start:])
        return content

    def _plain(self, text: str, *, linked: bool) -> Content:
        content = Content(text)
        if not linked:
            for found in _ADDRESS.finditer(text):
                content = content.stylize(self.ink.accent, *found.span())
        return content

    def _address(self, address: str, text: str) -> Content:
        """Where a link leads, unless its text says so."""
        if text.strip() in (address, address.removeprefix("mailto:")):
            return Content("")
        return Content(f" ({address})").stylize(self.ink.dim)


def _end(tokens: Sequence[Token], at: int) -> int:
    """The index of the token that closes the one at `at`; its own if it is closed by itself."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index
    return len(tokens) - 1
