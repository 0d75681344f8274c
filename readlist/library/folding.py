"""What a paper shows is the fold of what its sources said under what its user corrected."""

from __future__ import annotations

from readlist import identity
from readlist.store import Store


def folded(store: Store, row: int) -> identity.Folded:
    """What the paper ought to show, from its sightings and edits as they are stored now."""
    return identity.fold(store.records_of(row), store.edits(row))


def show(store: Store, row: int, fold: identity.Folded) -> None:
    """Make the paper show `fold`, and findable by what it shows."""
    keys = identity.keys_of(fold.fields)
    store.update_fields(row, fold.fields, fold.title_derived, keys)
