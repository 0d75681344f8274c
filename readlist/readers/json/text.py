"""Titles and abstracts as JSON and XML hold them: wrapped by hand, or marked up for the web."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from readlist.paper import clean, one_line
from readlist.readers.prose import Wrapping, ends_sentence

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_LABEL = re.compile(r"\s*abstract\s*[:.]?\s*(?=\n)", re.IGNORECASE)
_WRAPPED_AT: Final = 100
"""No one wraps text by hand at a longer line than this."""


def title_of(text: str) -> str:
    """A title on one line, however it was wrapped; empty if there is none."""
    if "\n" not in text:
        return one_line(text)
    lines = [line.rstrip() for line in clean(text).split("\n")]
    return _joined(lines, Wrapping(lines))


def abstract_of(text: str) -> str:
    """An abstract's paragraphs, each on one line, apart by a blank line; empty if there is none."""
    text = clean(text).strip("\n")
    if "\n" not in text:
        return one_line(text)
    if label := _LABEL.match(text):
        text = text[label.end() :]
    wrapping = Wrapping(text.split("\n"))
    runs = [run for part in _BLANK_LINES.split(text) for run in _runs(part.split("\n"))]
    return "\n\n".join(filter(None, (_joined(run, wrapping) for run in runs)))


def _joined(lines: Sequence[str], wrapping: Wrapping) -> str:
    if not any(line.endswith("-") for line in lines):
        return " ".join(" ".join(lines).split())
    return wrapping.join([" ".join(line.split()) for line in lines])


def _runs(lines: Sequence[str]) -> list[list[str]]:
    """The paragraphs of lines without a blank one between.

    As arXiv has it, an indented line begins one, unless all are indented as it is; and so does
    what follows a line that is whole and longer than people wrap.
    """
    lines = [line.rstrip() for line in lines if line.strip()]
    margins = [len(line) - len(line.lstrip()) for line in lines]
    usual = min(margins[1:], default=0)
    if max(map(len, lines), default=0) > _WRAPPED_AT:
        usual = 0
    found: list[list[str]] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else ""
        whole = len(before) > _WRAPPED_AT and ends_sentence(before)
        if not found or margins[number] > usual or whole:
            found.append([])
        found[-1].append(line)
    return found
