"""Finding a person's own words in any text, cheaply enough for every line that is painted.

They are compared as the index compares: whole words, by their stems, hyphens or none. A text is
cut into words once, and what each word begins is remembered from text to text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from readlist.paper import MyWord, WordKind
from readlist.search.highlight import composed
from readlist.search.tree import Phrase, Word
from readlist.search.words import Token, stem, tokens

_TEXTS = 512  # for which spans are kept


class WordSpan(NamedTuple):
    """Where one of the words stands: start and end (exclusive) in characters, and its kind."""

    start: int
    end: int
    kind: WordKind


_Row = tuple[tuple[str, ...], WordKind]
"""Stems that stand one behind the other, and what they are."""


def word_key(text: str) -> str:
    """What makes two words the same: their stems. "" if nothing in the text can be found."""
    return " ".join(stem(token.text) for token in tokens(text) if not token.joined)


class WordMatcher:
    """Some words, ready to be found in any number of texts. For one thread at a time."""

    def __init__(self, words: Iterable[MyWord]) -> None:
        self._rows: dict[str, list[_Row]] = {}
        """By the first stem, the longest first; of equals, those to watch out for."""
        for mine in words:
            typed = Phrase(mine.word) if " " in mine.word else Word(mine.word)
            for parts in typed.phrases():
                row = tuple(map(stem, parts))
                if row:
                    self._rows.setdefault(row[0], []).append((row, mine.kind))
        for rows in self._rows.values():
            rows.sort(key=lambda row: (-len(row[0]), row[1] is WordKind.WANTED))
        self._begins: dict[str, list[_Row] | None] = {}
        """For each folded word met so far, the rows it begins."""
        self._texts: dict[str, list[WordSpan]] = {}

    def __bool__(self) -> bool:
        return bool(self._rows)

    def spans(self, text: str) -> list[WordSpan]:
        """Where to colour a text: sorted, none over another; what has more words goes first."""
        if not self._rows or not text:
            return []
        found = self._texts.get(text)
        if found is None:
            if len(self._texts) >= _TEXTS:
                self._texts.clear()
            found = self._texts[text] = self._found(text)
        return found

    def _found(self, text: str) -> list[WordSpan]:
        if not (text.isascii() or unicodedata.is_normalized("NFC", text)):
            inner, places = composed(text)
            found = self._found(inner)
            return [WordSpan(places[start], places[end], kind) for start, end, kind in found]
        words = list(tokens(text))
        here: list[tuple[int, bool, int, int, WordKind]] = []
        for at, token in enumerate(words):
            for row, kind in self._begun_by(token.text) or ():
                last = _last(words, at, row)
                if last is not None:
                    here.append((-len(row), kind is WordKind.WANTED, token.start, last.end, kind))
        return _apart(here)

    def _begun_by(self, word: str) -> list[_Row] | None:
        try:
            return self._begins[word]
        except KeyError:
            rows = self._begins[word] = self._rows.get(stem(word))
            return rows


def _last(words: Sequence[Token], at: int, row: Sequence[str]) -> Token | None:
    """The last word of a row whose first one stands at index `at`; None if the row is not there.

    The joined form of a hyphen run stands at the position of the run's last part.
    """
    last = words[at]
    ahead = words[at + 1 : at + 2 * len(row)]
    for position, form in enumerate(row[1:], last.position + 1):
        here = (each for each in ahead if each.position == position and stem(each.text) == form)
        found = next(here, None)
        if found is None:
            return None
        last = found
    return last


def _apart(found: Iterable[tuple[int, bool, int, int, WordKind]]) -> list[WordSpan]:
    """Those that come first in order, and then whatever does not lie over one of them."""
    spans: list[WordSpan] = []
    for _, _, start, end, kind in sorted(found):
        if all(end <= other.start or start >= other.end for other in spans):
            spans.append(WordSpan(start, end, kind))
    return sorted(spans)
