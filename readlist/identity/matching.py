"""Which paper a record is of, and which others it may be of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from readlist.identity import rules, titles
from readlist.identity.comparing import Agreement, Pair, Side, rules_out
from readlist.identity.likeness import ALIKE
from readlist.paper import Fields


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper a record may be: one of its records, or its fields as shown. Rows may repeat."""

    row: int
    fields: Fields
    edited: frozenset[str] = frozenset()
    """Fields that the paper's user corrected: what its records say of them need not be true."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A paper that may be the same, what speaks for it, and how much (0 to 1)."""

    row: int
    kind: Literal["title", "abstract"]
    score: float


_RULES = (rules.same_arxiv, rules.same_doi, rules.same_title, rules.same_abstract)


class Comparison:
    """A record beside the papers it may be of, which may be added in portions."""

    def __init__(self, record: Fields, candidates: Iterable[Candidate] = ()) -> None:
        self._record = Side(record)
        self._pairs: list[Pair] = []
        self.add(candidates)

    def add(self, candidates: Iterable[Candidate]) -> None:
        """Compare with these too; all that is known of one paper comes in one portion."""
        candidates = list(candidates)
        pairs = [Pair(each.row, self._record, Side(each.fields)) for each in candidates]
        titled = {pair.row for pair in pairs if pair.titled}
        ruled_out = {pair.row for pair in pairs if pair.ruled_out}
        not_asked = {pair.row for pair in pairs if pair.not_asked}
        for row, edited in {each.row: each.edited for each in candidates if each.edited}.items():
            if not rules_out([pair for pair in pairs if pair.row == row], edited):
                ruled_out.discard(row)
                not_asked.discard(row)
        for pair in pairs:
            pair.titled = pair.row in titled
            pair.ruled_out = pair.row in ruled_out
            pair.not_asked = pair.row in not_asked
        self._pairs += pairs

    def match(self) -> int | None:
        """The row of the paper that the record is of, or None.

        The rules, in order; the first that fits any candidate decides, and of several papers it
        takes the one that agrees in most, then the first:

        1. the same arXiv id; the same DOI, if titles or abstracts agree;
        2. the same title key;
        3. the same abstract key;
        4. abstracts of which 60% are the same, if record or paper has no title of its own, and
           if that goes for all records of the paper.

        Under 2 to 4 one record that speaks against it (`Pair.vetoed`) rules a paper out.
        """
        for rule in _RULES:
            found = self._fitting(rule)
            if found:
                return max(found, key=lambda row: found[row])  # the first of equals
        # Not of a chain of texts of which each is like the next only.
        unlike = self._unlike
        found = self._fitting(lambda pair: pair.row not in unlike and rules.alike_abstract(pair))
        return max(found, key=lambda row: found[row]) if found else None

    def also(self, row: int) -> list[int]:
        """Other rows that are the record's paper as surely as `row`, which it is of: it is what
        shows that they are one.

        One of the two papers has no title of its own, or the record has the arXiv id or DOI of
        both; and nothing in the record or any record of one paper speaks against the other.
        """
        mine = [pair for pair in self._pairs if pair.row == row]
        if any(pair.vetoed for pair in mine):
            return []
        found: dict[int, None] = {}
        for pair in self._pairs:
            if pair.row != row and not pair.ruled_out and self._fits(pair):
                found[pair.row] = None
        return [other for other in found if self._are_one(mine, other)]

    def _fits(self, pair: Pair) -> bool:
        return any(rule(pair) for rule in _RULES) or (
            rules.alike_abstract(pair) and pair.row not in self._unlike
        )

    @property
    def _unlike(self) -> set[int]:
        """Papers with an abstract that is another one, though one of theirs may be alike."""
        return {pair.row for pair in self._pairs if pair.unlike}

    def _are_one(self, mine: Sequence[Pair], other: int) -> bool:
        theirs = [pair for pair in self._pairs if pair.row == other]
        if any(Pair(other, one.theirs, two.theirs).vetoed for one in mine for two in theirs):
            return False
        if not (mine[0].titled and theirs[0].titled):
            return True
        return all(any(rules.one_id(pair) for pair in pairs) for pairs in (mine, theirs))

    def _fitting(self, rule: Callable[[Pair], bool]) -> dict[int, Agreement]:
        """The rows that a rule fits, each with how much its best record agrees."""
        fitting = [pair for pair in self._pairs if rule(pair)]
        if len({pair.row for pair in fitting}) < 2:
            return {pair.row: (False, False, False, False, 0.0, 0) for pair in fitting}
        found: dict[int, Agreement] = {}
        for pair in fitting:
            found[pair.row] = max(pair.agreement, found.get(pair.row, pair.agreement))
        return found

    def suggest(self, but: int | None = None) -> list[Suggestion]:
        """The rows that may well be the record's paper, though no rule says so; likeliest first.

        That is alike abstracts under two titles, and titles that are nearly equal, where nothing
        speaks against it; and what a rule fits, if the record is of another row already: `but`.
        """
        best: dict[int, Suggestion] = {}
        for pair in self._pairs:
            if pair.row == but or pair.not_asked:
                continue
            for found in _likenesses(pair):
                if pair.row not in best or found.score > best[pair.row].score:
                    best[pair.row] = found
        return sorted(best.values(), key=lambda found: (-found.score, found.row))


def match(record: Fields, candidates: Sequence[Candidate]) -> int | None:
    """The row of the paper that `record` is, or None; see `Comparison.match`."""
    return Comparison(record, candidates).match()


def suggest(
    record: Fields, candidates: Sequence[Candidate], but: int | None = None
) -> list[Suggestion]:
    """The rows that may well be the paper of `record`; see `Comparison.suggest`."""
    return Comparison(record, candidates).suggest(but)


_ALIKE_BUT_FOR_NUMBERS = 0.9
_ONE_DOI = 0.7


def _likenesses(pair: Pair) -> Iterable[Suggestion]:
    one, other = pair.titles
    if rules.same_arxiv(pair) or rules.same_doi(pair) or rules.same_title(pair):
        yield Suggestion(pair.row, "title", 1.0)
        return
    if one is not None and other is not None:
        if titles.says_nothing(one) or titles.are_companions(one, other):
            return
        score = titles.near(one, other)
        if score:
            yield Suggestion(pair.row, "title", score)
        if rules.one_doi_two_titles(pair):
            yield Suggestion(pair.row, "title", _ONE_DOI)
        if titles.are_of_a_series(one, other) and not pair.same("abstract_key"):
            return  # a form that is filled in each year
    if rules.is_stock(pair.ours.letters):
        return
    if pair.alike >= (ALIKE if pair.same_numbers else _ALIKE_BUT_FOR_NUMBERS):
        yield Suggestion(pair.row, "abstract", pair.alike)
