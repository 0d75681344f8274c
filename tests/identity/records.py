"""Records that the tests of identity are made of, and ways to ask about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

from hypothesis import strategies as st

from readlist.identity import Candidate, keys_of, match, sketch, suggest
from readlist.paper import Fields

LONG = (
    "Kites drift when the string is long. We tie knots at even distances and measure how far a"
    " kite wanders over an hour, on forty beaches and in every month of the year. The knots help"
    " in weak wind only; in strong wind it is the tail that decides, and a longer one is better."
)

words = st.lists(
    st.sampled_from(["a", "be", "kite", "Über", "ΣΑΣ", "ﬁsh", "x²", "日本", "ё"]), max_size=4
)
titles = st.one_of(st.none(), st.text(max_size=40), words.map(" ".join))
years = st.one_of(st.none(), st.integers(1990, 2030))
records = st.builds(
    Fields,
    title=titles,
    abstract=st.one_of(st.none(), st.text(max_size=200), st.just(LONG), words.map(". ".join)),
    authors=st.lists(st.sampled_from(["Ada Lovelace", "A. Turing", "Turing, Alan"])).map(tuple),
    year=years,
    venue=st.one_of(st.none(), st.just("Kite Letters")),
    doi=st.one_of(
        st.none(), st.sampled_from(["10.1000/a", "10.1000/b", "10.48550/arxiv.2101.00001"])
    ),
    arxiv_id=st.one_of(st.none(), st.sampled_from(["2101.00001", "math/0109999"])),
    urls=st.lists(st.sampled_from(["https://a.org", "https://b.org"])).map(tuple),
)


def is_known(record: Fields, *others: Fields) -> bool:
    return match(record, [Candidate(7, other) for other in others]) == 7


def partition(listing: Sequence[Fields]) -> list[int]:
    """The number of the paper that each record is, as records arrive one by one.

    Candidates are all records of the papers that share a key or part of a sketch with the new
    one, as a library would look them up.
    """
    papers: list[list[Candidate]] = []
    found_by: dict[object, set[int]] = {}
    rows: list[int] = []
    for record in listing:
        places = [*filter(all, enumerate(astuple(keys_of(record)), start=1)), *sketch(record)]
        like = sorted({row for place in places for row in found_by.get(place, ())})
        row = match(record, [candidate for row in like for candidate in papers[row]])
        if row is None:
            row = len(papers)
            papers.append([])
        papers[row].append(Candidate(row, record))
        rows.append(row)
        for place in places:
            found_by.setdefault(place, set()).add(row)
    return rows


def suggested(record: Fields, *others: Fields) -> str | None:
    """What speaks for `record` being the paper of all `others`, if that is to be asked."""
    found = suggest(record, [Candidate(7, other) for other in others])
    return found[0].kind if found else None
