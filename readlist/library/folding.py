"""What a paper shows is the fold of what its sources said under what its user corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlist import identity
    from readlist.store import Store

# Telling papers apart is imported where it is done: to open a library nobody needs it.


def folded(store: Store, row: int) -> identity.Folded:
    """What the paper ought to show, from its sightings and edits as they are stored now."""
    from readlist import identity

    return identity.fold(store.records_of(row), store.edits(row))


def show(store: Store, row: int, fold: identity.Folded) -> None:
    """Make the paper show `fold`, and findable by what it shows."""
    from readlist import identity

    keys = identity.keys_of(fold.fields)
    store.update_fields(row, fold.fields, fold.title_derived, keys)
