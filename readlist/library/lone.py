"""A pasted text that is one paper: a title, maybe its authors, and its abstract, with no labels.

No reader takes such a text, for a letter looks like it. Where somebody pastes it, one may ask.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from readlist.library.by_hand import by_hand, is_id
from readlist.paper import Fields
from readlist.readers import split_lines
from readlist.readers.bylines import names_in
from readlist.readers.prose import Wrapping, ends_sentence, is_dangling, verbatim

_LONGEST: Final = 20_000
"""Characters of a text that is looked at: that is ten abstracts."""
_LONGEST_TITLE: Final = 300
_SHORTEST_ABSTRACT: Final = 150
_LABEL = re.compile(r"(?:abstract|summary)\s*(?:$|[:.—–-]\s*)", re.IGNORECASE)

Lines = Sequence[str]


def lone_paper(text: str) -> Fields | None:
    """The paper that a text is, as far as can be seen; None if it does not look like one."""
    if len(text) > _LONGEST:
        return None
    paragraphs = _paragraphs(text)
    if not paragraphs:
        return None
    head, rest = _parted(paragraphs)
    ids = [line for lines in rest if all(map(is_id, lines)) for line in lines]
    join = Wrapping([line for lines in paragraphs for line in lines]).join
    told = [join(_unlabelled(lines)) for lines in rest if not all(map(is_id, lines))]
    abstract = "\n\n".join(filter(None, told))
    title, authors = _title_and_authors(head)
    whole = join(title)
    if not _is_title(whole) or not _is_abstract(abstract):
        return None
    lines = [f"Title: {whole}", *(f"Authors: {line}" for line in authors), *ids]
    fields = by_hand([*lines, f"Abstract: {abstract}"], range(1, len(lines) + 2)).fields
    return replace(fields, abstract=abstract)


def _paragraphs(text: str) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in map(verbatim, split_lines(text)):
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [lines for lines in found if lines]


def _parted(paragraphs: Sequence[Lines]) -> tuple[Lines, Sequence[Lines]]:
    """The lines of title and authors, and the paragraphs below them."""
    first, *others = paragraphs
    if not ends_sentence(first[-1]) or len(first) == 1:
        head, below = list(first), others
    else:  # no blank line below the title
        end = 2 if len(first) > 1 and is_dangling(first[0]) else 1
        while end < len(first) - 1 and names_in(first[end]) > 1:
            end += 1
        head, below = list(first[:end]), [first[end:], *others]
    while below and all(map(names_in, below[0])):
        head += below[0]
        below = below[1:]
    return head, below


def _title_and_authors(head: Lines) -> tuple[Lines, Lines]:
    end = len(head)
    while end > 1 and names_in(head[end - 1]):
        end -= 1
    return head[:end], head[end:]


def _unlabelled(lines: Lines) -> Lines:
    rest = _LABEL.sub("", lines[0], count=1) if _LABEL.match(lines[0]) else lines[0]
    return [rest, *lines[1:]] if rest else lines[1:]


def _is_title(text: str) -> bool:
    return " " in text and len(text) <= _LONGEST_TITLE and text[-1] not in ",.;:"


def _is_abstract(text: str) -> bool:
    return len(text) >= _SHORTEST_ABSTRACT and ends_sentence(text)
