"""Formats papers are handed on in, by name.

A writer turns papers into one text. Adding a format is a module here and a line in `WRITERS`; other
packages add theirs under the entry point `readlist.writers`, as a `Writer` or what returns one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from readlist.plugins import plugins
from readlist.writers.base import Writer
from readlist.writers.bibtex import BIBTEX
from readlist.writers.json import JSON, paper_to_json
from readlist.writers.lines import CHECKLIST, LIST, SLACK
from readlist.writers.markdown import MARKDOWN, paper_to_markdown

WRITERS: Mapping[str, Writer] = MappingProxyType(
    {writer.name: writer for writer in (MARKDOWN, LIST, CHECKLIST, SLACK, BIBTEX, JSON)}
)

__all__ = ["WRITERS", "Writer", "all_writers", "paper_to_json", "paper_to_markdown", "unloaded"]


@cache  # as the plugins are
def all_writers() -> Mapping[str, Writer]:
    """Every writer by its name: readlist's own, then those of plugins."""
    found = dict(WRITERS)
    for each in plugins("readlist.writers").found:
        if isinstance(each, Writer):
            found.setdefault(each.name, each)
    return MappingProxyType(found)


def unloaded() -> tuple[str, ...]:
    """A sentence for each plugin that could not be loaded."""
    return plugins("readlist.writers").failures
