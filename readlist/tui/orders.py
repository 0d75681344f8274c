"""The orders of a list, as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlist.library import Results

_SAID = {
    "relevance": ("relevance", "least relevant first"),
    "added": ("newest first", "oldest first"),
    "title": ("by title", "by title, from Z"),
    "year": ("by year", "oldest year first"),
    "author": ("by author", "by author, from Z"),
    "venue": ("by venue", "by venue, from Z"),
    "starred": ("last starred first", "first starred first"),
    "read": ("last read first", "first read first"),
    "seen": ("most seen first", "least seen first"),
    "tagged": ("last tagged first", "first tagged first"),
}


def order_of(results: Results) -> str:
    """The order of the papers, in words."""
    if results.sort == "relevance" and results.explain is not None:
        return "nearest first"
    if results.sort.startswith("tag:"):
        return "in the tag's order"
    return _SAID[results.sort.removeprefix("-")][results.sort.startswith("-")]
