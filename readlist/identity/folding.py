"""What a paper shows: the fold of what its sources said under what its user corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from readlist.errors import BadValue
from readlist.identity.keys import NAMES
from readlist.identity.naming import own_title, stand_in
from readlist.identity.people import is_start_of
from readlist.identity.text import abstract_letters, begins_cut, is_cut, letters, without_marks
from readlist.paper import Fields

_T = TypeVar("_T")
_LISTS: Final = frozenset({"authors", "urls"})


@dataclass(frozen=True, slots=True)
class Folded:
    """A paper's fields as shown. `fields.title` is never None or empty."""

    fields: Fields
    title_derived: bool


def fold(records: Sequence[Fields], edits: Mapping[str, object]) -> Folded:
    """What a paper shows: its records, oldest first, under the user's own fields.

    Later records fill empty fields, add URLs, and complete a title, abstract or list of authors
    that was cut off; they change nothing else. `edits` maps names of `Fields` to values (None:
    cleared; lists as from JSON). Raises BadValue for an edit of anything else.
    """
    told = Fields(
        title=_best((own_title(record) for record in records), _completes_title),
        abstract=_best((record.abstract for record in records), _completes_abstract),
        authors=_best((record.authors for record in records), is_start_of) or (),
        year=next((record.year for record in records if record.year), None),
        venue=next((record.venue for record in records if record.venue), None),
        doi=next((record.doi for record in records if record.doi), None),
        arxiv_id=next((record.arxiv_id for record in records if record.arxiv_id), None),
        urls=tuple(dict.fromkeys(url for record in records for url in record.urls)),
    )
    shown = _edited(told, edits)
    if shown.title and shown.title.strip():
        return Folded(shown, title_derived=False)
    return Folded(replace(shown, title=stand_in(shown)), title_derived=True)


def _edited(told: Fields, edits: Mapping[str, object]) -> Fields:
    values: dict[str, object] = {}
    for name, value in edits.items():
        if name not in NAMES:
            raise BadValue(f"A paper has no field '{name}': use {', '.join(sorted(NAMES))}.")
        if name in _LISTS:
            value = tuple(value) if isinstance(value, (list, tuple)) else ()
        values[name] = value
    return replace(told, **values)  # type: ignore[arg-type]  # the caller checked the values


def _best(versions: Iterable[_T | None], completes: Callable[[_T, _T], bool]) -> _T | None:
    """The first version there is, or the last of those that complete the one before."""
    kept: _T | None = None
    for version in versions:
        if version and (kept is None or completes(kept, version)):
            kept = version
    return kept


def _completes_title(kept: str, title: str) -> bool:
    """Whether `kept` was cut off and `title` goes on; a title that was merely changed does not."""
    return is_cut(kept) and _goes_on(letters(without_marks(kept)), kept, title, letters)


def _completes_abstract(kept: str, abstract: str) -> bool:
    """Whether `abstract` goes on where `kept` ends; not every listing marks what it cut off."""
    return _goes_on(abstract_letters(without_marks(kept)), kept, abstract, abstract_letters)


def _goes_on(start: str, kept: str, text: str, comparable: Callable[[str], str]) -> bool:
    whole = comparable(without_marks(text))
    if begins_cut(kept):
        return len(start) < len(whole) and start in whole and not begins_cut(text)
    if start == whole:  # the same, but this one is not cut off
        return is_cut(kept) and not is_cut(text)
    return whole.startswith(start)
