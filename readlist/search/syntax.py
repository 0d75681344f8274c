"""What can be typed into the search box: the one table that describes the query language.

The help screen, the README and the completion of fields are made from it.
"""

from __future__ import annotations

from typing import NamedTuple

from readlist.paper import SORTS
from readlist.search.states import IS_VALUES


class Syntax(NamedTuple):
    """One thing that can be typed: its general form, an example, and what it means."""

    form: str
    example: str
    meaning: str


SYNTAX: tuple[Syntax, ...] = (
    Syntax("word word", "diffusion editing", "every word, in any field; best match first"),
    Syntax('"words"', '"text to image"', "these words next to each other, in this order"),
    Syntax("a OR b", "image OR video", "either"),
    Syntax("-word", "-gan", "without this word; NOT gan is the same"),
    Syntax("( )", "(image OR video) editing", "what belongs together"),
    Syntax("word*", "diff*", "words that begin so"),
    Syntax("word~", "transfromer~  segmention~2", "also words that are one typo away, or two"),
    *(
        Syntax(f"{name}:", example, f"only in the {where}; also with quotes or a group")
        for name, example, where in (
            ("title", "title:attention", "title"),
            ("abstract", 'abstract:"ablation study"', "abstract"),
            ("author", "author:hinton", "authors' names"),
            ("venue", "venue:icml", "venue"),
            ("note", "note:(idea OR todo)", "notes you wrote"),
        )
    ),
    Syntax("is:", "is:starred", f"is one of: {', '.join(IS_VALUES)}"),
    Syntax("tag:", 'tag:rl  tag:"two words"', "has this tag; tag:r* one that begins so"),
    Syntax("source:", "source:monday.txt", "came from a file with this name"),
    Syntax("year:", "year:2021  year:2020..2023", "from this year, or between two"),
    Syntax("year>=", "year>=2020  year:..2019", "from a year on, or up to one"),
    Syntax("added:", "added:<7d", "came in the last 7 days (h, d, w, m, y; > for longer ago)"),
    Syntax("id:", "id:k3v9q2ma  id:2401.00001", "this paper, by its id, arXiv id or DOI"),
    Syntax("step:", "step:12", "was touched by this step of the history"),
    Syntax(
        "similar:", "similar:k3v9q2ma  similar:starred", "near a paper, or near the starred ones"
    ),
    Syntax("sort:", "sort:year  sort:-year", f"by {', '.join(SORTS)}; with - the other way round"),
)

FIELDS: tuple[str, ...] = tuple(form[:-1] for form, _, _ in SYNTAX if form.endswith(":"))
"""The names that may stand before a colon."""
