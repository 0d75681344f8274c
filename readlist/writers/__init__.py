"""Formats papers are handed on in, by name.

A writer turns papers into one text. Adding a format is a module here and a line in `WRITERS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from readlist.writers.base import Writer
from readlist.writers.json import JSON, paper_to_json
from readlist.writers.markdown import MARKDOWN, paper_to_markdown

WRITERS: Mapping[str, Writer] = MappingProxyType(
    {writer.name: writer for writer in (MARKDOWN, JSON)}
)

__all__ = ["WRITERS", "Writer", "paper_to_json", "paper_to_markdown"]
