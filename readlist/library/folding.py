"""What a paper shows is the fold of what its sources said under what its user corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlist.identity import Folded
    from readlist.store import Store

# Telling papers apart is imported where it is done: to open a library nobody needs it.


def folded(store: Store, row: int, edits: Mapping[str, object] | None = None) -> Folded:
    """What the paper ought to show, from its sightings as they are stored now and its edits
    (or those given instead).
    """
    from readlist import identity

    return identity.fold(store.records_of(row), store.edits(row) if edits is None else edits)


def show(store: Store, row: int, fold: Folded) -> None:
    """Make the paper show `fold`, and findable by what it shows."""
    from readlist import identity

    store.update_fields(row, fold.fields, fold.title_derived, identity.keys_of(fold.fields))
