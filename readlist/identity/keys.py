"""What a record can be found by, and what a paper's public id is made from."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, fields
from typing import Final

from readlist.identity.naming import own_title
from readlist.identity.text import abstract_letters, letters
from readlist.links import parse_arxiv_id
from readlist.paper import Fields

NAMES: Final = frozenset(field.name for field in fields(Fields))


@dataclass(frozen=True, slots=True)
class Keys:
    """What a record can be found by. None: nothing to find it by; an empty key never matches."""

    arxiv_id: str | None
    doi: str | None
    title_key: str | None
    abstract_key: str | None


def keys_of(fields: Fields) -> Keys:
    """The identity keys of a record, or of a paper as shown.

    A DOI that arXiv gave is its arXiv id. The abstract's key is a digest of its letters.
    """
    arxiv_id, doi = _ids(fields)
    text = abstract_letters(fields.abstract)
    return Keys(
        arxiv_id=arxiv_id,
        doi=doi,
        title_key=title_key(own_title(fields)) or None,
        abstract_key=hashlib.sha256(text.encode()).hexdigest()[:32] if text else None,
    )


def title_key(title: str | None) -> str:
    """A title's letters and digits, all scripts, without case and accents; maybe empty."""
    return letters(title or "")


def _ids(fields: Fields) -> tuple[str | None, str | None]:
    by_doi = parse_arxiv_id(fields.doi) if fields.doi else None
    doi = None if by_doi else (fields.doi or "").lower()
    return fields.arxiv_id or by_doi or None, doi or None


def first_key(fields: Fields, keys: Keys) -> str:
    """The key a new paper's id is made from: arXiv id, DOI, title or abstract, the first there is.

    `keys`: those of `fields`. A record with none of them is known by all its fields.
    """
    named = {
        "arxiv": keys.arxiv_id,
        "doi": keys.doi,
        "title": keys.title_key,
        "abstract": keys.abstract_key,
    }
    for name, key in named.items():
        if key:
            return f"{name}:{key}"
    values = {name: getattr(fields, name) for name in sorted(NAMES)}
    return "fields:" + json.dumps(values, ensure_ascii=True)


def public_id(key: str, attempt: int = 0) -> str:
    """A paper's public id: 8 base32 characters of the SHA-256 of its first key, lower-case.

    `attempt` counts up when the id is taken by another key.
    """
    text = f"{key}\n{attempt}" if attempt else key
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest)[:8].decode("ascii").lower()
