"""Which paper a record is of, and which others it may be of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final, Literal

from readlist.identity import titles
from readlist.identity.keys import Keys, keys_of
from readlist.identity.likeness import ALIKE, Shingles, contained, shingles_of
from readlist.identity.naming import own_title
from readlist.identity.people import same_person
from readlist.identity.text import abstract_letters, is_cut, letters
from readlist.paper import Fields


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper a record may be: one of its records, or its fields as shown. Rows may repeat."""

    row: int
    fields: Fields


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A paper that may be the same, what speaks for it, and how much (0 to 1)."""

    row: int
    kind: Literal["title", "abstract"]
    score: float


def match(record: Fields, candidates: Sequence[Candidate]) -> int | None:
    """The row of the paper that `record` is, or None.

    The rules, in order; the first that fits any candidate decides, and of several rows it takes
    the one that agrees in most, then the first:

    1. the same arXiv id; the same DOI, if titles or abstracts agree;
    2. the same title key;
    3. the same abstract key;
    4. abstracts of which 60% are the same, if the record or the row has no title of its own.

    Under 2 to 4 one candidate that speaks against a row (`_Pair.vetoed`) rules the row out.
    """
    pairs = _pairs(record, candidates)
    for rule in (_same_arxiv, _same_doi, _same_title, _same_abstract, _alike_abstract):
        found = _fitting(pairs, rule)
        if found:
            return max(found, key=lambda row: found[row])  # the first of equals
    return None


def suggest(
    record: Fields, candidates: Sequence[Candidate], but: int | None = None
) -> list[Suggestion]:
    """The rows that may well be the paper of `record` and are not for `match` to say; best first.

    That is alike abstracts under two titles, and titles that are nearly equal, where nothing
    speaks against it; and what a rule fits, if the record is of another row already: `but`.
    """
    pairs = [pair for pair in _pairs(record, candidates) if pair.row != but]
    vetoed = {pair.row for pair in pairs if pair.vetoed}
    best: dict[int, Suggestion] = {}
    for pair in pairs:
        if pair.row in vetoed:
            continue
        for found in _likenesses(pair, frozenset(vetoed)):
            if pair.row not in best or found.score > best[pair.row].score:
                best[pair.row] = found
    return sorted(best.values(), key=lambda found: (-found.score, found.row))


def _likenesses(pair: _Pair, vetoed: frozenset[int]) -> Iterable[Suggestion]:
    one, other = pair.titles
    if _same_doi(pair, vetoed) or _same_title(pair, vetoed) or pair.same("arxiv_id"):
        yield Suggestion(pair.row, "title", 1.0)
        return
    if one is not None and other is not None:
        if titles.says_nothing(one) or titles.are_companions(one, other):
            return
        score = titles.near(one, other)
        if score:
            yield Suggestion(pair.row, "title", score)
    if pair.alike >= ALIKE:
        yield Suggestion(pair.row, "abstract", pair.alike)


# ---------------------------------------------------------------- a record and a candidate


class _Side:
    """A record with what is compared of it, worked out when it is needed."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.keys: Keys = keys_of(fields)

    @cached_property
    def title(self) -> str | None:
        return own_title(self.fields)

    @cached_property
    def shingles(self) -> Shingles:
        return shingles_of(self.fields.abstract)

    @cached_property
    def letters(self) -> str:
        return abstract_letters(self.fields.abstract)


class _Pair:
    """A record beside one candidate. `titled`: the candidate's row has a title of its own."""

    def __init__(self, row: int, ours: _Side, theirs: _Side, titled: bool) -> None:
        self.row = row
        self.ours = ours
        self.theirs = theirs
        self.titled = titled

    @property
    def titles(self) -> tuple[str | None, str | None]:
        return self.ours.title, self.theirs.title

    @property
    def two_titles(self) -> bool:
        """Whether record and row have titles of their own, be it not in this candidate."""
        return self.ours.title is not None and self.titled

    @cached_property
    def alike(self) -> float:
        """How much of the shorter abstract is in the other one, 0 to 1."""
        return contained(self.ours.shingles, self.theirs.shingles)

    @cached_property
    def vetoed(self) -> bool:
        """Whether ids, first authors or years (by more than 2) say these are two works."""
        ours, theirs = self.ours, self.theirs
        if ours.keys.doi and theirs.keys.doi and ours.keys.doi != theirs.keys.doi:
            return True
        return self.other_arxiv or self.other_year or self.other_author

    @property
    def other_arxiv(self) -> bool:
        ours, theirs = self.ours.keys.arxiv_id, self.theirs.keys.arxiv_id
        return bool(ours and theirs and ours != theirs)

    @property
    def other_year(self) -> bool:
        ours, theirs = self.ours.fields.year, self.theirs.fields.year
        return bool(ours and theirs and abs(ours - theirs) > 2)

    @property
    def other_author(self) -> bool:
        ours, theirs = self.ours.fields.authors, self.theirs.fields.authors
        return bool(ours and theirs and not same_person(ours[0], theirs[0]))

    def same(self, name: Literal["arxiv_id", "doi", "title_key", "abstract_key"]) -> bool:
        key: str | None = getattr(self.ours.keys, name)
        return key is not None and key == getattr(self.theirs.keys, name)

    @property
    def agreement(self) -> tuple[bool, bool, bool, bool, float]:
        """For choosing between rows that one rule fits: the more, the better."""
        return (
            self.same("arxiv_id"),
            self.same("title_key"),
            self.same("abstract_key"),
            self.same("doi"),
            self.alike,
        )


def _pairs(record: Fields, candidates: Sequence[Candidate]) -> list[_Pair]:
    ours = _Side(record)
    sides = [(candidate.row, _Side(candidate.fields)) for candidate in candidates]
    titled = {row for row, side in sides if side.title is not None}
    return [_Pair(row, ours, side, row in titled) for row, side in sides]


def _fitting(
    pairs: Sequence[_Pair], rule: Callable[[_Pair, frozenset[int]], bool]
) -> dict[int, tuple[bool, bool, bool, bool, float]]:
    """The rows that a rule fits, each with how much its best record agrees."""
    vetoed = frozenset(pair.row for pair in pairs if pair.vetoed)
    fitting = [pair for pair in pairs if rule(pair, vetoed)]
    if len({pair.row for pair in fitting}) < 2:
        return {pair.row: (False, False, False, False, 0.0) for pair in fitting}
    found: dict[int, tuple[bool, bool, bool, bool, float]] = {}
    for pair in fitting:
        found[pair.row] = max(pair.agreement, found.get(pair.row, pair.agreement))
    return found


# ---------------------------------------------------------------- the rules

_SIMILAR_TITLES: Final = 0.8
_LONGEST_COMPARED: Final = 1000
_TELLING_LETTERS: Final = 100  # of an abstract; shorter ones are often formulas
_TELLING_CUT: Final = 250  # of an abstract that was cut off; different papers share 185 characters
_TELLING_TITLE: Final = 40  # letters of a title that was cut off


def _same_arxiv(pair: _Pair, vetoed: frozenset[int]) -> bool:
    return pair.same("arxiv_id")


def _same_doi(pair: _Pair, vetoed: frozenset[int]) -> bool:
    """One DOI is not enough: whole supplements of journals share one."""
    if not pair.same("doi") or pair.other_arxiv:
        return False
    if not pair.two_titles:  # then nothing else may speak against it
        return not (pair.other_year or pair.other_author)
    one, other = pair.titles
    if one is not None and other is not None and _similar(one, other):
        return True
    return pair.alike >= ALIKE


def _similar(one: str, other: str) -> bool:
    if titles.are_counted_apart(one, other):
        return False
    # Sorted, as the ratio of two texts depends on which comes first.
    one, other = sorted(letters(title)[:_LONGEST_COMPARED] for title in (one, other))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SIMILAR_TITLES


def _same_title(pair: _Pair, vetoed: frozenset[int]) -> bool:
    """Equal titles, unless they are cut off or say so little that more has to agree."""
    if pair.row in vetoed or not pair.same("title_key"):
        return False
    one, other = pair.ours.title or "", pair.theirs.title or ""
    if titles.says_nothing(one):
        return _same_beside_the_title(pair)
    if is_cut(one) or is_cut(other):
        ours, theirs = pair.ours.fields.authors, pair.theirs.fields.authors
        return bool(ours and theirs) or len(pair.ours.keys.title_key or "") >= _TELLING_TITLE
    return titles.languages(one) == titles.languages(other)


def _same_beside_the_title(pair: _Pair) -> bool:
    ours, theirs = pair.ours.fields, pair.theirs.fields
    if ours.abstract and theirs.abstract:
        return pair.same("abstract_key")
    if not (ours.authors and theirs.authors and ours.year and ours.year == theirs.year):
        return False
    return ours.venue == theirs.venue


def _same_abstract(pair: _Pair, vetoed: frozenset[int]) -> bool:
    """Equal abstracts, if they are no formula, or at least one of the two has no title."""
    if pair.row in vetoed or not pair.same("abstract_key"):
        return False
    count = len(pair.ours.letters)
    cut = is_cut(pair.ours.fields.abstract) or is_cut(pair.theirs.fields.abstract)
    if cut and count < _TELLING_CUT:
        return False
    if not pair.two_titles:
        return True
    if cut or count < _TELLING_LETTERS or "beenwithdrawn" in pair.ours.letters:
        return False
    one, other = pair.titles
    return one is None or other is None or not titles.are_of_a_series(one, other)


def _alike_abstract(pair: _Pair, vetoed: frozenset[int]) -> bool:
    return pair.row not in vetoed and not pair.two_titles and pair.alike >= ALIKE
