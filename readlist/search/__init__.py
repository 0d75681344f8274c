"""Search: the query language, the full-text index, and what to highlight.

Whoosh is imported only when the index is used, so importing this package is cheap.
"""

from __future__ import annotations

from readlist.errors import IndexUnavailable
from readlist.search.answer import Hits, Stopped, StopToken
from readlist.search.feed import Document, Feed
from readlist.search.highlight import Highlighter
from readlist.search.keeper import Index, IndexState, Progress
from readlist.search.language import parse
from readlist.search.likeness import Profile, Text
from readlist.search.query import Query
from readlist.search.states import STARRED
from readlist.search.syntax import SYNTAX, Syntax
from readlist.search.tree import (
    ALL,
    And,
    Leaf,
    Like,
    Node,
    Not,
    Or,
    Phrase,
    State,
    States,
    Word,
    rows_of,
)

__all__ = [
    "ALL",
    "STARRED",
    "SYNTAX",
    "And",
    "Document",
    "Feed",
    "Highlighter",
    "Hits",
    "Index",
    "IndexState",
    "IndexUnavailable",
    "Leaf",
    "Like",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Profile",
    "Progress",
    "Query",
    "State",
    "States",
    "StopToken",
    "Stopped",
    "Syntax",
    "Text",
    "Word",
    "parse",
    "rows_of",
]
