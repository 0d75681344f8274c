"""The rules by which a record and a paper are the same; see `matching.Comparison`."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final

from readlist.identity import titles
from readlist.identity.comparing import Pair
from readlist.identity.likeness import ALIKE
from readlist.identity.spelling import same
from readlist.identity.text import is_cut, letters

_SIMILAR_TITLES: Final = 0.8
_LONGEST_COMPARED: Final = 1000
_TELLING_LETTERS: Final = 100  # of an abstract; shorter ones are often formulas
_TELLING_CUT: Final = 250  # of an abstract that was cut off; different papers share 185 characters
_STOCK: Final = (
    "beenwithdrawn", "abstractisnotavailable", "abstractnotavailable", "noabstractavailable",
    "noabstractisavailable", "nothaveanabstract", "hasnoabstract", "summaryisnotavailable",
    "articlehasbeenretracted", "fulltextofthis", "getaccess",
)  # fmt: skip
_STOCK_LETTERS: Final = 300
_TELLING_TITLE: Final = 40  # letters of a title that was cut off


def is_stock(abstract: str) -> bool:
    """Whether the letters of an abstract are those of a notice that stands in for one."""
    return any(phrase in abstract[:_STOCK_LETTERS] for phrase in _STOCK)


def same_arxiv(pair: Pair) -> bool:
    return pair.same("arxiv_id")


def same_doi(pair: Pair) -> bool:
    """One DOI is not enough: whole supplements of journals share one."""
    if not pair.same("doi") or pair.other_arxiv:
        return False
    if not pair.two_titles:  # then nothing else may speak against it
        return not (pair.other_year or pair.other_author)
    one, other = pair.titles
    if one is not None and other is not None and _similar(one, other):
        return True
    return pair.alike >= ALIKE


def one_id(pair: Pair) -> bool:
    return same_arxiv(pair) or same_doi(pair)


def one_doi_two_titles(pair: Pair) -> bool:
    """One DOI, year and first author, whose titles differ: in language, or by a subtitle."""
    ours, theirs = pair.ours.fields, pair.theirs.fields
    one, other = pair.titles
    if one is None or other is None or not pair.same("doi") or titles.are_counted_apart(one, other):
        return False
    return bool(ours.authors and theirs.authors and ours.year) and ours.year == theirs.year


def _similar(one: str, other: str) -> bool:
    if titles.are_counted_apart(one, other):
        return False
    # Sorted, as the ratio of two texts depends on which comes first.
    one, other = sorted(letters(title)[:_LONGEST_COMPARED] for title in (one, other))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SIMILAR_TITLES


def same_title(pair: Pair) -> bool:
    """Equal titles, unless they are cut off or say so little that more has to agree."""
    one, other = pair.titles
    if pair.ruled_out or one is None or other is None or not same(one, other):
        return False
    if titles.says_nothing(one):
        return _same_beside_the_title(pair)
    if is_cut(one) or is_cut(other):
        ours, theirs = pair.ours.fields.authors, pair.theirs.fields.authors
        return bool(ours and theirs) or len(pair.ours.keys.title_key or "") >= _TELLING_TITLE
    return True


def _same_beside_the_title(pair: Pair) -> bool:
    ours, theirs = pair.ours.fields, pair.theirs.fields
    if ours.abstract and theirs.abstract:
        return pair.same("abstract_key")
    if not (ours.authors and theirs.authors and ours.year and ours.year == theirs.year):
        return False
    return ours.venue == theirs.venue


def same_abstract(pair: Pair) -> bool:
    """Equal abstracts, if they are no formula, or at least one of the two has no title."""
    if pair.ruled_out or not pair.same("abstract_key"):
        return False
    count = len(pair.ours.letters)
    cut = is_cut(pair.ours.fields.abstract) or is_cut(pair.theirs.fields.abstract)
    if cut and count < _TELLING_CUT:
        return False
    if not pair.two_titles:
        return True
    if cut or count < _TELLING_LETTERS or is_stock(pair.ours.letters):
        return False
    one, other = pair.titles
    return one is None or other is None or not titles.are_of_a_series(one, other)


def alike_abstract(pair: Pair) -> bool:
    if pair.ruled_out or pair.two_titles:
        return False
    return pair.alike >= ALIKE and pair.same_numbers
