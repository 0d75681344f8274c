"""When are two records the same paper, and what does the paper keep of them.

Pure functions over `Fields`. A title that was only derived from the abstract is no title here:
it gives no key, agrees with every other, and gives way to the first real one.
"""

from __future__ import annotations

from readlist.identity.folding import Folded, fold
from readlist.identity.keys import Keys, first_key, keys_of, public_id, title_key
from readlist.identity.likeness import containment, sketch
from readlist.identity.matching import Candidate, Comparison, Suggestion, match, suggest
from readlist.identity.naming import derive_title, own_title

__all__ = [
    "Candidate",
    "Comparison",
    "Folded",
    "Keys",
    "Suggestion",
    "containment",
    "derive_title",
    "first_key",
    "fold",
    "keys_of",
    "match",
    "own_title",
    "public_id",
    "sketch",
    "suggest",
    "title_key",
]
