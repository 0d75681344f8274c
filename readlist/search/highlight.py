"""Which words of a text to colour for a query, and the passage that shows most of them.

The visible text is analysed again with the index's own analysis, so what is coloured is what
matched: whole words by their stems, phrases only where they stand together, prefixes by their
beginning; never a word that was ruled out.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from readlist.search.edits import distance
from readlist.search.tree import Leaf, Like, Node, Phrase, Word, leaves
from readlist.search.words import Token, nfc, stem, tokens

Span = tuple[int, int]
"""Start and end (exclusive) in characters."""

_NAMES = {"author": "authors"}
_UNSTEMMED = frozenset({"authors", "venue"})


class _Loose(NamedTuple):
    """Words that need not be there as typed: beginning so, or not many slips away."""

    text: str
    form: str
    slips: int = 0
    """0: what begins so."""

    def fits(self, word: str, form: str) -> bool:
        """Is it this folded word, which is compared in this form (its stem)?

        Words near the one typed were looked up, and then all of their stems, so either may be near.
        """
        if not self.slips:
            return word.startswith(self.text)
        pairs = {(self.text, word), (self.text, form), (self.form, form)}
        return any(distance(typed, it, self.slips) is not None for typed, it in pairs)


@dataclass(slots=True)
class _Wanted:
    """What to look for in one field, in the form its words are compared in."""

    form: Callable[[str], str]
    words: set[str] = field(default_factory=set)
    phrases: set[tuple[str, ...]] = field(default_factory=set)
    loose: set[_Loose] = field(default_factory=set)
    begun: set[tuple[tuple[str, ...], _Loose]] = field(default_factory=set)
    """Phrases whose last word is loose: the words before it, and that."""
    known: dict[str, bool] = field(default_factory=dict)
    """The words met so far: is each by itself to be coloured?"""

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases or self.loose or self.begun)

    def single(self, word: str) -> bool:
        """Is this folded word to be coloured wherever it stands?"""
        found = self.known.get(word)
        if found is None:
            form = self.form(word)
            found = form in self.words or any(loose.fits(word, form) for loose in self.loose)
            self.known[word] = found
        return found


class Highlighter:
    """The words of one query, ready to be found in any number of texts."""

    def __init__(self, tree: Node | None) -> None:
        self._leaves = tuple(
            leaf for leaf, positive in leaves(tree) if positive and isinstance(leaf, Word | Phrase)
        )
        profiles = [
            leaf.profile for leaf, positive in leaves(tree) if positive and isinstance(leaf, Like)
        ]
        self._telling = {root for found in profiles if found for root in found.telling()}
        """Stems that speak for a paper's being near to others."""
        self._wanted: dict[str, _Wanted] = {}

    def __bool__(self) -> bool:
        return bool(self._leaves or self._telling)

    def spans(self, text: str, field: str = "abstract") -> list[Span]:
        """Where to colour `text`, a paper's `field` (title, abstract, authors, venue or note).

        Whole words; sorted and disjoint.
        """
        field = _NAMES.get(field, field)
        wanted = self._wanted.get(field)
        if wanted is None:
            wanted = self._wanted[field] = self._wanted_in(field)
        return _found(text, wanted) if wanted and text else []

    def snippet(self, text: str, width: int, field: str = "abstract") -> tuple[str, list[Span]]:
        """The passage of `text` that shows most of the query's words, on one line of at most
        `width` characters, cut between words and with "…" where it is cut; and where to colour
        it. Without a match it is the beginning."""
        line = " ".join(text.split())
        if len(line) <= width:
            return line, self.spans(line, field)
        if width < 3:  # no room for a letter between two ellipses
            return "…"[: max(width, 0)], []
        spans = self.spans(line, field)
        start, end = _passage(line, spans, width)
        head, tail = "…" if start else "", "…" if end < len(line) else ""
        shift = len(head) - start
        inside = [(a + shift, b + shift) for a, b in spans if a >= start and b <= end]
        passage = line[start:end].rstrip(".,;:") if tail else line[start:end]
        return head + passage + tail, inside

    def _wanted_in(self, field: str) -> _Wanted:
        form = str if field in _UNSTEMMED else stem
        wanted = _Wanted(form)
        if field in ("title", "abstract"):
            wanted.words |= self._telling
        for leaf in self._leaves:
            if leaf.field is not None and _NAMES.get(leaf.field, leaf.field) != field:
                continue
            for *before, last in leaf.phrases():
                row, loose = tuple(map(form, before)), _loose(leaf, last, form(last))
                if loose is not None and before:
                    wanted.begun.add((row, loose))
                elif loose is not None:
                    wanted.loose.add(loose)
                if not before:
                    wanted.words.add(form(last))
                elif loose is None or loose.slips:
                    wanted.phrases.add((*row, form(last)))
        return wanted


def _loose(leaf: Leaf, last: str, form: str) -> _Loose | None:
    if isinstance(leaf, Word) and leaf.fuzzy:
        return _Loose(last, form, leaf.fuzzy)
    # What begins with one letter would colour half the text.
    begun = isinstance(leaf, Word) and leaf.prefix and len(last) > 1
    return _Loose(last, form) if begun else None


def _found(text: str, wanted: _Wanted) -> list[Span]:
    if not (text.isascii() or unicodedata.is_normalized("NFC", text)):
        inner, places = composed(text)
        return [(places[start], places[end]) for start, end in _found(inner, wanted)]
    found = list(tokens(text))
    spans = [(token.start, token.end) for token in found if wanted.single(token.text)]
    if wanted.phrases or wanted.begun:
        spans += _phrases(found, wanted)
    return _merged(spans)


def composed(text: str) -> tuple[str, list[int]]:
    """A text in NFC, and for each of its characters (and its end) where it stands in `text`."""
    found, places, at = "", list[int](), 0
    while at < len(text):
        end = at + 1
        while end < len(text) and _joins(text[end]):
            end += 1
        cluster = nfc(text[at:end])
        found += cluster
        places += [at] * len(cluster)
        at = end
    return found, [*places, len(text)]


def _joins(char: str) -> bool:
    """May it become one character with what is before it?"""
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"


def _phrases(found: Sequence[Token], wanted: _Wanted) -> Iterable[Span]:
    """The words of every phrase that occurs, position by position (a joined form stands at the
    position of its last part)."""
    at: dict[int, list[int]] = {}
    for index, token in enumerate(found):
        at.setdefault(token.position, []).append(index)
    forms = [wanted.form(token.text) for token in found]
    rows = [(phrase, None) for phrase in wanted.phrases] + [*wanted.begun]
    for row, loose in rows:
        for position in at:
            chain: list[Span] = []
            for step, word in enumerate(row):
                hit = next((i for i in at.get(position + step, ()) if forms[i] == word), None)
                if hit is None:
                    break
                chain.append(found[hit][1:3])
            else:
                if loose is not None:
                    ends = at.get(position + len(row), ())
                    last = next((i for i in ends if loose.fits(found[i].text, forms[i])), None)
                    if last is None:
                        continue
                    chain.append(found[last][1:3])
                yield from chain


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _passage(line: str, spans: Sequence[Span], width: int) -> Span:
    """Where to cut: the window with most of the different matched words (then the most matches,
    then the earliest), with some text before the first of them."""
    room = max(1, width - 2)  # for an ellipsis on either side
    best, best_key = 0, (0, 0)
    ends = [end for _, end in spans]
    for index, (start, _) in enumerate(spans):
        inside = spans[index : bisect_left(ends, start + room + 1)]
        # Counted in letters: long words tell more than "that" and "of".
        letters = sum(map(len, {line[a:b].casefold() for a, b in inside}))
        if (letters, len(inside)) > best_key:
            best, best_key = index, (letters, len(inside))
    if not spans or spans[best][0] == 0:
        return 0, _cut_back(line, 0, width - 1)
    first = spans[best][0]
    last_end = max((end for _, end in spans if end <= first + room), default=first)
    # What is left of the room goes before and after the matches, a third of it before.
    lead = max(0, (room - (last_end - first)) // 3)
    start = _cut_forward(line, max(0, first - lead), first)
    if start + width - 1 >= len(line):  # the tail fits: show more before it instead
        start = _cut_forward(line, max(0, len(line) - width + 1), first)
        return start, len(line)
    return start, _cut_back(line, start, start + width - (2 if start else 1))


def _cut_forward(line: str, at: int, limit: int) -> int:
    """The first beginning of a word at or after `at`, but not after `limit`."""
    if at == 0 or line[at - 1] == " ":
        return at
    space = line.find(" ", at, limit)
    return limit if space < 0 else space + 1


def _cut_back(line: str, start: int, at: int) -> int:
    """The last end of a word at or before `at`; the middle of a word that fills all."""
    if at >= len(line):
        return len(line)
    if line[at] == " ":
        return at
    space = line.rfind(" ", start, at)
    return space if space > start else at
