"""What a query that finds nothing may have been meant to be.

Words that no paper has are completed ("vid"), replaced by the nearest that some have, else taken
apart ("imagesynthesis") or put together ("trans former"); names of fields, tags and sources are
replaced by the nearest of those. Only what is wrong is touched; the rest of the query stays as it
was typed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from readlist.paper import clean
from readlist.search.language import parse
from readlist.search.lexing import QUOTES, closed
from readlist.search.query import Query, Typed
from readlist.search.states import NAMED
from readlist.search.surface import Surface
from readlist.search.tree import And, Leaf, State, Word
from readlist.search.vocabulary import Vocabulary
from readlist.search.words import FILLERS, Token, tokens

Names = Mapping[str, Mapping[str, int]]
"""For "tag" and "source": the names there are, and how many papers each has."""

_MOST_SPOTS = 4  # in one query; of more wrong words nothing is known
_MOST_OPTIONS = 3  # for one spot
_LOOKED_AT = 200  # near words whose papers are counted
_LETTERS_FOR_SLIPS = (3, 7)
"""How long a word is for one slip in it, and for two: any short word is two from some other."""
_SHORTEST_BEGINNING = 3  # letters that are completed; to mend them as well, one more
_LONGEST_RUN = 30  # letters of words that may have been written in one
_SHORTEST_PART = 3  # letters of each when a word is taken apart
_FREQUENT = 1_000
"""A word is frequent that one in so many papers has, if that makes two at least."""
_FIELD_BEFORE = re.compile(r"[A-Za-z]+:\s*$")


class _Edit(NamedTuple):
    """Put `text` in the place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str
    papers: int = 0
    """How many papers have what is put there, as far as that is known."""


def suggestions(
    query: Query, vocabulary: Vocabulary | None, names: Names, partly: bool = False
) -> Iterator[str]:
    """Whole queries that may have been meant, likeliest first. They may find nothing either.

    Where a name is none, the first has all that is wrong mended, the next may have only the name.

    `vocabulary`: None where the index cannot be asked. `partly`: the query found papers with most
    of the words, so only a word that no paper has can be wrong.
    """
    text = clean(query.text)
    slips = query.slips
    if slips:
        text = _put(text, [_Edit(slip.start, slip.end, slip.text) for slip in slips])
        query = parse(text, typing=any(typed.last for typed in query.typed))
    search = _Search(text, query, vocabulary, names)
    spots = search.spots()
    texts = [_put(text, edits) for edits in (*search.joined(spots), *_combined(spots))]
    if slips:
        texts.insert(1, text)
    if not (spots or partly):
        texts += [_put(text, [edit]) for edit in search.looser()]
    typing = any(typed.last for typed in query.typed)
    yield from texts if typing else map(closed, texts)


def _put(text: str, edits: Iterable[_Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _combined(spots: Sequence[Sequence[_Edit]]) -> Iterator[list[_Edit]]:
    """The best of everything; then one spot after another with what else it may be."""
    if not spots:
        return
    best = [options[0] for options in spots]
    yield best
    for number, options in enumerate(spots):
        for option in options[1:]:
            yield [*best[:number], option, *best[number + 1 :]]


class _Search:
    """For what is wrong in one query, and what may stand in its place."""

    def __init__(
        self, text: str, query: Query, vocabulary: Vocabulary | None, names: Names
    ) -> None:
        self._text = text
        self._query = query
        self._vocabulary = vocabulary
        self._names = names
        self._wrong: set[int] = set()
        """Where the words stand that no paper has, once `spots` has looked."""

    def spots(self) -> list[list[_Edit]]:
        """For everything that is wrong, what it may be, likeliest first."""
        found: list[list[_Edit]] = []
        for typed in self._query.typed:
            if isinstance(typed.leaf, State):
                found += self._value(typed, typed.leaf)
            elif self._vocabulary is not None:
                found += self._words(typed, typed.leaf, self._vocabulary)
        return found[:_MOST_SPOTS]

    def joined(self, spots: Sequence[Sequence[_Edit]]) -> Iterator[list[_Edit]]:
        """Two words, one of them wrong, written together, unless more papers have the wrong one
        taken apart; the other spots at their best."""
        if self._vocabulary is None:
            return
        best = [options[0] for options in spots]
        for one, two in pairwise(self._query.typed):
            start, end = one.start, two.end
            if not {one.start, two.start} & self._wrong or not self._stand_together(one, two):
                continue
            word = "".join(token.text for token in tokens(self._text[start:end]))
            papers = self._vocabulary.count(word, one.leaf.field)
            inside = [edit for edit in best if start <= edit.start < end]
            if papers > max((edit.papers for edit in inside if " " in edit.text), default=0):
                others = [edit for edit in best if edit not in inside]
                yield [_Edit(start, end, word, papers), *others]

    def _stand_together(self, one: Typed, two: Typed) -> bool:
        between = self._text[one.end : two.start]
        return (
            isinstance(one.leaf, Word)
            and isinstance(two.leaf, Word)
            and one.leaf.field == two.leaf.field
            and len(one.leaf.parts()) == len(two.leaf.parts()) == 1
            and between.isspace()
        )

    def looser(self) -> Iterator[_Edit]:
        """Every word is there, but not so: in a phrase, or in that field."""
        for typed in self._query.typed:
            if isinstance(typed.leaf, State):
                continue
            start, end = self._quoted(typed)
            field = _FIELD_BEFORE.search(self._text, 0, start)
            inside = self._text[typed.start : typed.end].strip()
            if len(typed.leaf.parts()) > 1:
                apart = " ".join(token.text for token in tokens(inside) if not token.joined)
                yield _Edit(start, end, f"({apart})" if typed.leaf.field else apart)
            if field and typed.leaf.field:
                yield _Edit(field.start(), start, "")

    def _quoted(self, typed: Typed) -> tuple[int, int]:
        """Where something stands, with its quotes."""
        start, end = typed.start, typed.end
        if start and self._text[start - 1] in QUOTES and not isinstance(typed.leaf, Word):
            start -= 1
            end += end < len(self._text) and self._text[end] in QUOTES
        return start, end

    # Names of tags and sources

    def _value(self, typed: Typed, state: State) -> list[list[_Edit]]:
        if state.field not in NAMED:
            return []
        names, value = self._names[state.field], state.value.casefold()
        folded = {name.casefold(): name for name in names}
        if value in folded or (state.field == "source" and any(value in name for name in folded)):
            return []
        near = [name for name in folded if value in name]
        near.sort(key=lambda name: (not name.startswith(value), -names[folded[name]]))
        near += difflib.get_close_matches(value, folded, n=_MOST_OPTIONS, cutoff=0.6)
        start, end = typed.start, typed.end
        quoted = start > 0 and self._text[start - 1] in QUOTES
        options = [
            _Edit(start, end, folded[name] if quoted else in_quotes(folded[name]))
            for name in dict.fromkeys(near)
            if not QUOTES.intersection(folded[name])
        ]
        return [options[:_MOST_OPTIONS]] if options else []

    # Words

    def _words(self, typed: Typed, leaf: Leaf, vocabulary: Vocabulary) -> list[list[_Edit]]:
        """The words of a leaf that no paper has, with others for each; none if it is in order."""
        if any(
            all(self._known(word, leaf, word == row[-1], vocabulary) for word in row)
            for row in leaf.phrases()
        ):
            return []
        found = []
        parts = [token for token in tokens(leaf.text) if not token.joined]
        for token in parts:
            last = token is parts[-1]
            if not self._known(token.text, leaf, last, vocabulary):
                start, end = typed.start + token.start, typed.start + token.end
                options = self._others(token, leaf, last, len(parts) == 1, vocabulary)
                found.append([_Edit(start, end, text, papers) for text, papers in options])
                self._wrong.add(start)
        return [options for options in found if options]

    def _known(self, word: str, leaf: Leaf, last: bool, vocabulary: Vocabulary) -> bool:
        if last and isinstance(leaf, Word) and leaf.prefix:
            return bool(vocabulary.surface.beginning_with(word))
        return vocabulary.count(word, leaf.field) > 0

    def _others(
        self, token: Token, leaf: Leaf, last: bool, single: bool, vocabulary: Vocabulary
    ) -> list[tuple[str, int]]:
        """What may stand in the place of a word, and in how many papers it is, likeliest first:
        what it is the beginning of, what is few slips away, then what it may be taken apart to."""
        word = token.text
        begun = last and isinstance(leaf, Word) and leaf.prefix
        phrase = not isinstance(leaf, Word)  # in which fillers count
        longer = [] if begun else _longer(word, leaf, vocabulary)
        often = _often(vocabulary)
        # People see to the first letter: one with another is no better than a rarer word.
        ranked = [
            (slips, other[0] != word[0], -papers, other)
            for other, slips in _near(word, begun, vocabulary.surface)
            if (phrase or other not in FILLERS) and (papers := vocabulary.count(other, leaf.field))
        ]
        options = [(other, -papers) for _, _, papers, other in sorted(ranked)]
        # A rare one is rather somebody else's slip of the same kind.
        at = 0 if longer and longer[0][1] >= often else len(options)
        options[at:at] = longer
        if not begun and (single or phrase):
            bare = phrase or self._stands_free(leaf)
            apart = sorted(_apart(word, leaf, vocabulary), key=lambda found: (-found[1], found[0]))
            options += [(text if bare else in_quotes(text), papers) for text, papers in apart]
        return list(dict(options).items())[:_MOST_OPTIONS]

    def _stands_free(self, leaf: Leaf) -> bool:
        """Would two words in its place mean both of them?"""
        tree = self._query.tree
        beside = tree.parts if isinstance(tree, And) else (tree,)
        return leaf.field is None and leaf in beside


def in_quotes(value: str) -> str:
    """A value as it is typed: in quotes if it would not hold together without."""
    return value if re.fullmatch(r"[^\s()]+", value) else f'"{value}"'


def _longer(word: str, leaf: Leaf, vocabulary: Vocabulary) -> list[tuple[str, int]]:
    """The most frequent word that begins so, if one does, and how many papers have it."""
    if len(word) < _SHORTEST_BEGINNING:
        return []
    most = vocabulary.frequent(word, leaf.field, 1)
    return [(min(common.words, key=len), common.papers) for common in most]


def _often(vocabulary: Vocabulary) -> int:
    """So many papers have a frequent word."""
    return max(2, vocabulary.size // _FREQUENT)


def _near(word: str, begun: bool, surface: Surface) -> list[tuple[str, int]]:
    """(word, slips) of words that `word` may have been meant to be (the beginning of)."""
    slips = sum(len(word) >= letters for letters in _LETTERS_FOR_SLIPS)
    if not slips or (begun and len(word) <= _SHORTEST_BEGINNING):
        return []
    near = [(other, far) for other, _, far in surface.near(word, slips, begun) if far]
    near.sort(key=lambda found: (found[1], found[0][0] != word[0], len(found[0]), found[0]))
    return near[:_LOOKED_AT]


def _apart(word: str, leaf: Leaf, vocabulary: Vocabulary) -> list[tuple[str, int]]:
    """A word as two frequent ones, else as three, each with how many papers the rarest has."""
    if len(word) > _LONGEST_RUN:
        return []
    often = _often(vocabulary)

    def count(part: str) -> int:
        # What is only a stem ("diffus") has papers as well.
        if len(part) < _SHORTEST_PART or part in FILLERS or part not in vocabulary.surface:
            return 0
        papers = vocabulary.count(part, leaf.field)
        return papers if papers >= often else 0

    cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    heads = {cut: papers for cut in cuts if (papers := count(word[:cut]))}
    tails = {cut: papers for cut in cuts if (papers := count(word[cut:]))}
    two = [
        (f"{word[:cut]} {word[cut:]}", min(heads[cut], tails[cut])) for cut in heads if cut in tails
    ]
    if two:
        return two
    return [
        (f"{word[:one]} {word[one:other]} {word[other:]}", min(heads[one], tails[other], papers))
        for one in heads
        for other in tails
        if one < other and (papers := count(word[one:other]))
    ]
