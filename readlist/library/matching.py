"""Which paper of the library a record is of."""

from __future__ import annotations

from dataclasses import dataclass

from readlist import identity
from readlist.paper import Fields
from readlist.store import Store


@dataclass(frozen=True, slots=True)
class Match:
    """The paper that a record is of; `removed`: it was deleted, and is not shown."""

    row: int
    removed: bool


def find(store: Store, record: Fields, keys: identity.Keys) -> Match | None:
    """The paper that `record` is of, or None if it is a new one. `keys`: those of the record."""
    stored = store.candidates(keys.arxiv_id, keys.doi, keys.title_key, keys.abstract_key)
    candidates = [identity.Candidate(each.row, each.fields) for each in stored]
    row = identity.match(record, candidates) if candidates else None
    if row is None:
        return None
    return Match(row, any(each.removed for each in stored if each.row == row))


def free_id(store: Store, record: Fields, keys: identity.Keys) -> str:
    """The public id of a new paper. Two papers of one key differ by the number of the attempt."""
    key = identity.first_key(record, keys)
    attempt = 0
    while store.id_taken(identity.public_id(key, attempt)):
        attempt += 1
    return identity.public_id(key, attempt)
