"""One quiet line about the query, there only while there is something to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from readlist.paper import one_line
from readlist.tui.text import cut, cut_middle
from readlist.tui.theme import ink

_GAP = " · "
_SIMILAR = "similar to "
_LEAST = 24  # cells that are worth a title
_LONG = re.compile(r"^[^:;]+[:;] +(?=\S)")


class Hint(Widget):
    """Says what was understood otherwise than typed, and what may have been meant."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints: tuple[str, ...] = ()
        self._meant: str | None = None
        self._key = ""
        self._near = ""
        self._asked = ""
        self._tip: Sequence[tuple[str, bool]] = ()
        self.column = 0
        """Where on the screen the query stands: there the line begins, if it has the room."""

    def show(self, hints: tuple[str, ...], meant: str | None, key: str, near: str = "") -> None:
        """`meant`: the query that was rather meant; `key`: what takes it; `near`: the title of the
        paper to which the query asks for similar ones.
        """
        # What was meant is said once, where a key takes it.
        asked = "did you mean" if meant is not None else "\0"
        self._hints = tuple(one_line(hint) for hint in hints if asked not in hint)
        self._meant = None if meant is None else one_line(meant)
        self._key = key
        self._near = one_line(near)
        self._show()

    def ask(self, text: str) -> None:
        """Ask for something in place of all else, until it is given; '' for nothing any more."""
        self._asked = one_line(text)
        self._show()

    def tip(self, parts: Sequence[tuple[str, bool]]) -> None:
        """A hint for beginners, in parts of which the keys are true, where there is nothing else
        to say; () for none.
        """
        self._tip = parts
        self._show()

    def _show(self) -> None:
        said = self._asked or self._hints or self._meant or self._near
        self.display = bool(said or self._tip)
        self.refresh()

    def render(self) -> Content:
        room = width = self.content_size.width
        colours = ink(self.app.theme)
        if self._asked:  # of a long text its middle, a title, gives way
            asked = Content(cut_middle(self._asked, width))
            return self._in_place(asked.stylize(colours.accent))
        if self._tip and not (self._hints or self._meant or self._near):
            shown = _shortened(self._tip, width)
            tip = ((text, colours.key if key else colours.dim) for text, key in shown)
            return self._in_place(Content.assemble(*tip).truncate(width, ellipsis=True))
        parts = []
        if self._meant is not None:
            part = self._question(self._meant, room)
            parts.append(part)
            room -= part.cell_length + len(_GAP)
        if self._near and room > _LEAST:
            part = Content.assemble(
                (_SIMILAR, colours.dim), (cut(self._near, room - len(_SIMILAR)), colours.fg)
            )
            parts.append(part)
            room -= part.cell_length + len(_GAP)
        said = fitting(self._hints, room)
        parts += [Content(hint).stylize(colours.dim) for hint in said]
        return self._in_place(Content(_GAP).stylize(colours.dim).join(parts))

    def _in_place(self, line: Content) -> Content:
        """Below the query, if there is room for the line there."""
        indent, room = self.column - self.content_region.x, self.content_size.width
        return line.pad_left(indent) if 0 < indent <= room - line.cell_length else line

    def _question(self, meant: str, room: int) -> Content:
        """What was meant and how to take it, in as many words as there is room for."""
        colours = ink(self.app.theme)
        before, after = "did you mean ", "? "
        takes = " takes it"
        if cell_len(before + meant + after + self._key + takes) > room:
            takes = ""
        if cell_len(before + meant + after + self._key) > room:
            before = ""
        left = room - cell_len(before + after + self._key)
        return Content.assemble(
            (before, colours.dim),
            (cut(meant, max(left, 1)), colours.accent),
            (after, colours.dim),
            (self._key, colours.key),
            (takes, colours.dim),
        )


def _shortened(parts: Sequence[tuple[str, bool]], room: int) -> list[tuple[str, bool]]:
    """A hint for `room` cells: of one that begins with a key the last of what it says goes; of one
    that begins with words the first of them, and the key stays."""
    (text, key), *rest = parts
    if key:
        while _cells(parts) > room and (fewer := _without_last(parts)):
            parts = fewer
        return list(parts)
    left = room - sum(cell_len(other) for other, _ in rest)
    while _GAP in text and cell_len(text) > left:
        _, _, text = text.partition(_GAP)
    return [(cut_middle(text, max(left, 8)), key), *rest]


def _cells(parts: Sequence[tuple[str, bool]]) -> int:
    return sum(cell_len(text) for text, _ in parts)


def _without_last(parts: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """A hint but for what stands behind the last pause in it; nothing if there is none."""
    for at, (text, _) in reversed(list(enumerate(parts))):
        pause = text.find("; ") if "; " in text else text.rfind(", ")
        if pause > 0:
            return [*parts[:at], (text[:pause], False)]
    return []


def fitting(hints: Sequence[str], room: int) -> list[str]:
    """As many of the hints as fit into `room` cells side by side, the first ones first.

    Where one is too long, what it says before its first colon goes: ``left out that`` is told by
    itself. What still does not fit is cut if it is the only one.
    """
    said: list[str] = []
    for hint in hints:
        left = room - sum(cell_len(other) + len(_GAP) for other in said)
        fits = next((form for form in _forms(hint) if cell_len(form) <= left), None)
        if fits is not None:
            said.append(fits)
    if not said and hints and room > 8:
        *_, shortest = _forms(hints[0])
        said.append(cut(shortest, room))
    return said


def _forms(hint: str) -> Iterator[str]:
    yield hint
    if _LONG.match(hint):
        yield _LONG.sub("", hint)
