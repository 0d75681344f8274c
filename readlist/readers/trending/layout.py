"""What the lines of a page of trending papers are by where they stand, whatever their words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Final

from readlist.readers.bylines import names_in
from readlist.readers.listing import Line
from readlist.readers.prose import ends_sentence, goes_on, is_dangling, title_likeness

_BY = re.compile(r"by(?:\s\S.{0,40})?", re.IGNORECASE)
_COMMUNITY = re.compile(r"(?:\S.{0,40} )?and the research community", re.IGNORECASE)
_HEADER_LINES: Final = 4


def broken_header(texts: Sequence[str]) -> tuple[int, ...]:
    """The lines (from 0) of `by AK and the research community`, put on several lines."""
    for number, text in enumerate(texts):
        if len(text) < 100 and _COMMUNITY.fullmatch(text):
            above = [n for n in range(max(number - 2 * _HEADER_LINES, 0), number) if texts[n]]
            for first in above[-_HEADER_LINES:]:
                if _BY.fullmatch(texts[first]):
                    return tuple(n for n in [*above, number] if n >= first)
            return (number,)
    return ()


# ---------------------------------------------------------------- numbers before titles

_NUMBER = re.compile(r"(\d{1,4})[.)]\s{1,4}(?=\S)(?!arxiv\s?:)", re.IGNORECASE)
_FEWEST: Final = 3


def numbered(texts: Sequence[str]) -> dict[int, str]:
    """The lines that count the papers (`7. A Title`), without their numbers."""
    found = {n: match for n, text in enumerate(texts) if (match := _NUMBER.match(text))}
    values = [int(match[1]) for match in found.values()]
    steps = sum(after == before + 1 for before, after in pairwise(values))
    if steps < max(_FEWEST - 1, 0.8 * (len(values) - 1)):
        return {}
    if len(found) * 8 < sum(map(bool, texts)):  # parts of an abstract
        return {}
    return {n: texts[n][match.end() :] for n, match in found.items()}


_LINKED = re.compile(r"(?:[*+•-] )?\[(\d{1,4})\](?=\S|$)")
_LINK = re.compile(r"\[\d{1,4}\](?=\w)")
_OVER_LINKS = re.compile(r"references|(?:visible|hidden) links:?", re.IGNORECASE)


def linked(texts: Sequence[str], references: Mapping[str, str]) -> dict[int, tuple[str, str]]:
    """The lines that begin with the number of a link (`[12]A Title`): their text, and its URL."""
    found: dict[int, tuple[str, str]] = {}
    for number, text in enumerate(texts):
        match = _LINKED.match(text) if references else None
        if match and match[1] in references:
            found[number] = (_LINK.sub("", text[match.end() :]), references[match[1]])
        elif references and _OVER_LINKS.fullmatch(text):
            found[number] = ("", "")
    return found


# ---------------------------------------------------------------- what stands below titles

_LONGEST_NAME: Final = 60
_LONGEST_TITLE: Final = 250
_LONGEST_WORD: Final = 20
_WORD = re.compile(r"[^\W\d_]{4,}")
# Small words of titles that organisations do without.
_OF_TITLES = re.compile(
    r"\b(?:a|an|are|as|by|from|is|need|no|not|on|or|that|to|using|via|with|without|you|your)\b"
)


def organisations(content: Sequence[Line], before_marks: Collection[int]) -> frozenset[int]:
    """The lines of `content` that say where a paper is from: below its title or summary.

    `before_marks`: the lines that `12 authors` or a date of publication follows. The end of a
    wrapped title stands there, too.
    """
    titles = [line.piece.text for line in content if len(line.piece.text) <= _LONGEST_TITLE]
    lengths = sorted(len(text) for text in titles if not ends_sentence(text))
    # Where titles are wrapped, several of their lines are about as long as the longest.
    width = lengths[-_FEWEST] + _LONGEST_WORD if len(lengths) >= _FEWEST else 0
    wrapped = bool(lengths) and lengths[-1] <= width
    found: set[int] = set()
    for place, (before, line) in enumerate(pairwise(content), 2):
        above, text = before.piece.text, line.piece.text
        if place < len(content) and title_likeness(content[place].piece.text) <= 0:
            continue  # an abstract follows: this is its title
        piece = line.piece
        if line.number not in before_marks or piece.apart or piece.heading or piece.joined:
            continue
        if len(text) > _LONGEST_NAME or ends_sentence(text) or not _is_capitalised(text):
            continue
        full = wrapped and len(above) + 1 + len(text.split()[0]) > lengths[-1]
        if ends_sentence(above) or not (full or is_dangling(above)):
            found.add(line.number)
    return frozenset(found)


def _is_capitalised(text: str) -> bool:
    if goes_on(text) or _OF_TITLES.search(text):
        return False
    return all(word[0].isupper() for word in _WORD.findall(text))


def bylines(content: Sequence[Line]) -> frozenset[int]:
    """The lines of `content` that name authors: between titles and abstracts, all over the file."""
    found: list[tuple[int, int]] = []
    for place in range(1, len(content) - 1):
        above, line, below = (each.piece.text for each in content[place - 1 : place + 2])
        if content[place].piece.joined or len(above) > _LONGEST_TITLE or is_dangling(above):
            continue
        is_between = ends_sentence(below) and len(below) > _LONGEST_NAME
        if is_between and (count := names_in(line)):
            found.append((content[place].number, count))
    several = sum(count > 1 for _, count in found)
    if several < _FEWEST or several * 6 < len(content):
        return frozenset()
    return frozenset(number for number, _ in found)
