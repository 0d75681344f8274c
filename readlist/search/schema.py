"""The Whoosh side of the index: fields, analyzer, weights. Imported only when the index is used."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from math import log
from typing import Any

import whoosh
from whoosh import fields, scoring
from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer

from readlist.search import words

STEMMED = ("title", "abstract", "note")
PLAIN = ("authors", "venue")
TEXT = (*STEMMED, *PLAIN)

WEIGHTS = {"title": 3.0, "authors": 2.0, "note": 1.5, "abstract": 1.0, "venue": 0.5}
"""What a word counts for in each field, times its BM25 there.

BM25 saturates at K1 + 1 = 2.2 times a word's idf however often it occurs, and a word in a title of
ordinary length scores about 1 times it; so with 3 a word in the title outranks any number of
mentions in an abstract. Names are searched for to find their papers; a word somebody took down
themselves says more than one of the abstract; a venue tells little.
"""

# How much a field's length counts against it. A long title is hardly less about its words. Where
# most papers have nothing in a field (notes, venues, often authors) the average length is near
# zero and says nothing, so those are not normalised at all.
_LENGTH = {"title_B": 0.3, "abstract_B": 0.75, "authors_B": 0.0, "note_B": 0.0, "venue_B": 0.0}

EXPANSION = 0.01
"""What a word found only by its beginning scores, times the field's weight: below any BM25 of a
word that is there as typed (at least about 0.3), so those come first."""

FURTHER = 1 / 20
"""What a word scores that is one slip of the keys further from the one typed, of what nearer ones
do: less in all fields together than a nearer word in a venue."""


class PaperAnalyzer(Analyzer):
    """`words.tokens` for Whoosh; stemmed or not.

    `apart`: lines are things of their own (people's names), and no phrase runs from one into the
    next. `seen`, where given, collects the surface words that went by, for the list of words
    beside the index (see `surface`); it is never kept with the schema.
    """

    def __init__(self, stemmed: bool, apart: bool = False, seen: set[str] | None = None) -> None:
        self.stemmed = stemmed
        self.apart = apart
        self.seen = seen

    def __getstate__(self) -> dict[str, Any]:
        return {"stemmed": self.stemmed, "apart": self.apart, "seen": None}

    def __call__(self, value: str, **kwargs: Any) -> Iterator[Token]:
        token = Token(**kwargs)
        token.boost = 1.0
        for token.text, token.pos in self.terms(value):
            yield token

    def terms(self, value: str) -> Iterator[tuple[str, int]]:
        """The terms of a text with their positions."""
        form = words.stem if self.stemmed else str
        seen = self.seen
        text = words.nfc(value)
        last = -2
        for line in text.split("\n") if self.apart else (text,):
            gap = last + 2
            for found in words.tokens(line):
                if seen is not None:
                    seen.add(found.text)
                last = found.position + gap
                yield form(found.text), last


class PaperWeighting(scoring.BM25F):
    """BM25F whose idf is that of the word, not of the word in one field.

    Whoosh counts papers field by field, so a common word in the one note of a library would seem
    precious. Here a word is as common as in the field where it is most common (true BM25F counts
    papers with the word anywhere; this differs little and needs no merging of postings).
    """

    def __init__(self) -> None:
        super().__init__(**_LENGTH)

    def idf(self, searcher: Any, fieldname: str, text: Any) -> float:
        parent = searcher.get_parent()
        if isinstance(text, bytes):
            text = text.decode("utf-8")
        stemmed = text if fieldname in STEMMED else words.stem(text)
        papers = max(
            max(parent.doc_frequency(name, stemmed) for name in STEMMED),
            parent.doc_frequency(fieldname, text),
        )
        return log(parent.doc_count_all() / (papers + 1)) + 1


def make_schema(seen: set[str] | None = None) -> fields.Schema:
    """The fields of a paper, and its row in the store. Nothing is stored: the store has it."""

    def text(stemmed: bool, apart: bool = False) -> fields.TEXT:
        analyzer = PaperAnalyzer(stemmed, apart, seen)
        return fields.TEXT(analyzer=analyzer, phrase=True, stored=False)

    return fields.Schema(
        # One term per row (no steps for ranges); the column maps document numbers to rows.
        row=fields.NUMERIC(int, 64, signed=False, unique=True, shift_step=0, sortable=True),
        **{name: text(True) for name in STEMMED},
        authors=text(False, apart=True),
        venue=text(False),
    )


WHOOSH = ".".join(str(part) for part in whoosh.__version__)

# Any text that meets every rule of the analysis.
_PROBE = (
    "Łódź naïve GPT-4.5 state-of-the-art İstanbul generalization generative O'Brien ﬁne ½ ⑴ x_1\n"
    "x\u0304 हिन्दी מָ "
    "Erd\\H{o}s $\\mathcal{L}_{KL}$ 3.14.15 straße diffusion\N{EN DASH}based networks"
)


@cache
def fingerprint() -> str:
    """A hash of how text is indexed: it changes when the fields or the analysis do."""
    made = []
    for name, kind in make_schema().items():
        made.append(f"{name} {type(kind).__name__} {type(kind.format).__name__}")
        if name in TEXT:
            analyzer: Any = kind.analyzer
            made += [f"{token.text} {token.pos}" for token in analyzer(_PROBE)]
    return hashlib.sha256("\n".join(made).encode()).hexdigest()[:16]
