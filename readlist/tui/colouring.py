"""Which words of a text are in another colour: what a search matched, and before it my words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from textual.content import Content
from textual.style import Style

from readlist.paper import WordKind
from readlist.tui.theme import Ink


class MyWords(Protocol):
    """What finds a person's own words in a text: (start, end, kind), none over another."""

    def spans(self, text: str) -> Sequence[tuple[int, int, WordKind]]: ...


class Stroke(NamedTuple):
    """A stretch of a text (the end not included) and how it is drawn."""

    start: int
    end: int
    style: Style


def strokes(
    text: str, found: Iterable[tuple[int, int]] | None, mine: MyWords | None, ink: Ink
) -> list[Stroke]:
    """How a text is coloured. `found`: what a search matched in it, which wins over my words;
    None where nothing is searched for. Beside matches my words are not bold."""
    hits = [Stroke(start, end, ink.hit) for start, end in found or ()]
    if mine is None:
        return hits
    weight = Style(bold=False) if found is not None else Style()
    styles = {WordKind.WANTED: ink.wanted + weight, WordKind.UNWANTED: ink.unwanted + weight}
    words = [Stroke(start, end, styles[kind]) for start, end, kind in mine.spans(text)]
    free = [word for word in words if not any(_overlap(word, hit) for hit in hits)]
    return hits + free


def _overlap(one: Stroke, other: Stroke) -> bool:
    return one.start < other.end and other.start < one.end


def painted(content: Content, over: Iterable[Stroke], start: int = 0) -> Content:
    """`content`, which begins at `start` of the text that the strokes are for, with them on it."""
    end = start + len(content)
    for stroke in over:
        if stroke.start < end and stroke.end > start:
            first, last = max(stroke.start - start, 0), min(stroke.end - start, len(content))
            content = content.stylize(stroke.style, first, last)
    return content
