"""A record beside what is known of a paper: what of the two agrees, and what speaks against it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Final, Literal

from readlist.identity.keys import Keys, keys_of
from readlist.identity.likeness import (
    ALIKE,
    Shingles,
    contained,
    numbers_agree,
    numbers_of,
    shingles_of,
)
from readlist.identity.naming import own_title
from readlist.identity.people import is_nobody, same_person
from readlist.identity.text import abstract_letters
from readlist.paper import Fields

_PREPRINT = re.compile(
    r"10\.(?:1101/\d|2139/ssrn|21203/rs|26434/chemrxiv|3123[45]/|31219/|20944/preprints"
    r"|36227/techrxiv|22541/au|7287/peerj\.preprints|5281/zenodo)"
)
"""DOIs that servers of preprints give: bioRxiv, SSRN, Research Square, ChemRxiv, OSF ..."""
_BESIDE = ("authors", "year", "venue", "title", "abstract")
Agreement = tuple[bool, bool, bool, bool, float, int]


class Side:
    """A record with what is compared of it, worked out when it is needed."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.keys: Keys = keys_of(fields)

    @cached_property
    def title(self) -> str | None:
        """The record's own title; one without a letter is none."""
        return own_title(self.fields) if self.keys.title_key is not None else None

    @cached_property
    def shingles(self) -> Shingles:
        return shingles_of(self.fields.abstract)

    @cached_property
    def numbers(self) -> Counter[str]:
        return numbers_of(self.fields.abstract)

    @cached_property
    def letters(self) -> str:
        return abstract_letters(self.fields.abstract)


class Pair:
    """A record beside one of those of the paper `row`.

    `titled`: whether that paper has a title of its own, be it in another of its records;
    `ruled_out`: whether one of them speaks against it; `not_asked`: so much that nobody need be
    asked. All are for the caller to set.
    """

    def __init__(self, row: int, ours: Side, theirs: Side) -> None:
        self.row = row
        self.ours = ours
        self.theirs = theirs
        self.titled = theirs.title is not None
        self.ruled_out = self.vetoed
        self.not_asked = self.denied

    @property
    def titles(self) -> tuple[str | None, str | None]:
        return self.ours.title, self.theirs.title

    @property
    def two_titles(self) -> bool:
        """Whether record and paper both have titles of their own."""
        return self.ours.title is not None and self.titled

    @cached_property
    def alike(self) -> float:
        """How much of the shorter abstract is in the other one, 0 to 1."""
        return contained(self.ours.shingles, self.theirs.shingles)

    @property
    def unlike(self) -> bool:
        """Whether both have an abstract to go by, and these are not alike."""
        return bool(self.ours.shingles and self.theirs.shingles) and self.alike < ALIKE

    @cached_property
    def same_numbers(self) -> bool:
        return numbers_agree(self.ours.numbers, self.theirs.numbers)

    @cached_property
    def vetoed(self) -> bool:
        """Whether ids, first authors or years (by more than 2) say these are two works."""
        return self.other_doi or self.other_arxiv or self.other_year or self.other_author

    @property
    def other_doi(self) -> bool:
        ours, theirs = self.ours.keys.doi, self.theirs.keys.doi
        return bool(ours and theirs and ours != theirs)

    @property
    def denied(self) -> bool:
        """The same, but a preprint has a DOI of its own: that is no reason not to ask."""
        if not self.vetoed or self.other_arxiv or self.other_year or self.other_author:
            return self.vetoed
        ours, theirs = self.ours.keys.doi or "", self.theirs.keys.doi or ""
        return not (_PREPRINT.match(ours) or _PREPRINT.match(theirs))

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
        if not ours or not theirs or is_nobody(ours[0]) or is_nobody(theirs[0]):
            return False
        return not same_person(ours[0], theirs[0])

    def same(self, name: Literal["arxiv_id", "doi", "title_key", "abstract_key"]) -> bool:
        key: str | None = getattr(self.ours.keys, name)
        return key is not None and key == getattr(self.theirs.keys, name)

    @property
    def agreement(self) -> Agreement:
        """For choosing between papers that one rule fits: the more, the better."""
        ours, theirs = self.ours.fields, self.theirs.fields
        return (
            self.same("arxiv_id"),
            self.same("title_key"),
            self.same("abstract_key"),
            self.same("doi"),
            self.alike,
            sum(getattr(ours, name) == getattr(theirs, name) for name in _BESIDE),
        )


def rules_out(pairs: Sequence[Pair], edited: Collection[str]) -> bool:
    """Whether a paper of which some fields were corrected is ruled out, by all that is known of it.

    What anything says of the other fields counts; of these one that agrees is enough, be it what
    the user wrote or what it was before.
    """
    for name in _VETOES:
        says = [getattr(pair, _VETOES[name]) for pair in pairs if getattr(pair.theirs.fields, name)]
        if says and (all(says) if name in edited else any(says)):
            return True
    return False


_VETOES: Final = {
    "doi": "other_doi", "arxiv_id": "other_arxiv", "year": "other_year", "authors": "other_author",
}  # fmt: skip
