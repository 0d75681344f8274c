from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from readlist.paper import Highlight, Paper
from readlist.readers import read
from readlist.readers.bibtex.reader import BibtexReader
from readlist.writers import WRITERS
from tests.writers.papers import hostile_lines, hostile_paragraphs, paper


def bibtex(*papers: Paper, abstracts: bool = True) -> str:
    return WRITERS["bibtex"].write(papers, title="", abstracts=abstracts)


def test_what_is_known_stands_in_an_entry_of_its_own() -> None:
    full = paper(
        "Slow growth of BERT_base in $O(n^2)$ & less",
        authors=("Ana Lima", "Smith and Sons, Ltd."),
        year=2021,
        venue="Journal of Slow Things",
        doi="10.1000/x_y",
        arxiv_id="2101.00001",
        urls=("https://example.org/a_b",),
        tags=("rl", "to_read"),
        abstract="Half of it, 50%.",
        note="# Mine\n\n*half* & half\n",
        highlights=(Highlight("Half of it, 50%.", "which?"),),
    )
    assert bibtex(full) == (
        "@article{lima2021slow,\n"
        "  title         = {Slow growth of {BERT}\\_base in $O(n^2)$ \\& less},\n"
        "  author        = {Ana Lima and {Smith and Sons, Ltd.}},\n"
        "  year          = {2021},\n"
        "  journal       = {Journal of Slow Things},\n"
        "  doi           = {10.1000/x_y},\n"
        "  eprint        = {2101.00001},\n"
        "  archiveprefix = {arXiv},\n"
        "  url           = {https://arxiv.org/abs/2101.00001},\n"
        "  keywords      = {rl, to\\_read},\n"
        "  abstract      = {Half of it, 50\\%.},\n"
        "  annote        = {\\# Mine\n\n*half* \\& half\n\n“Half of it, 50\\%.” — which?},\n"
        "}\n"
    )
    lean = bibtex(full, abstracts=False)
    assert lean.endswith("keywords      = {rl, to\\_read},\n}\n")


def test_a_meeting_has_a_booktitle_and_a_preprint_neither() -> None:
    assert "@inproceedings{" in bibtex(paper(venue="NeurIPS"))
    assert "booktitle     = {Workshop on Tides}" in bibtex(paper(venue="Workshop on Tides"))
    assert "@article{" in bibtex(paper(venue="SIAM Journal on Tides"))
    assert bibtex(paper("“…”", title_derived=True)).startswith("@misc{")
    untitled = bibtex(paper("Tides come & go", title_derived=True))
    assert "note          = {title not in the source; begins “Tides come \\& go”}" in untitled
    assert " title " not in untitled


def test_keys_are_unique_and_the_same_each_time() -> None:
    same = [paper("Tides", authors=("A. Lima",), year=2020) for _ in range(30)]
    keys = re.findall(r"@misc\{([^,]+),", bibtex(*same))
    assert keys[:3] == ["lima2020tides", "lima2020tides-b", "lima2020tides-c"]
    assert len(set(keys)) == 30
    assert bibtex(*same) == bibtex(*same)


def test_a_key_is_no_longer_than_one_types() -> None:
    long = [paper("Tide" * 75, authors=("A. " + "Lima" * 75,), year=2020) for _ in range(2)]
    first, second = re.findall(r"@misc\{([^,]+),", bibtex(*long))
    assert first == "lima" * 8 + "2020" + "tide" * 8
    assert second == f"{first}-b"


def test_a_lone_brace_stays_and_ends_nothing() -> None:
    (record,) = read(bibtex(paper("Tides } and {sets"))).records
    assert record.title == "Tides } and {sets"


def test_a_link_in_a_note_is_none_of_the_paper() -> None:
    written = bibtex(paper("Tides", year=2021, note="see https://a.example/b"))
    assert "annote        = {see https://a.example/b}" in written
    assert read(written).records[0].urls == ()


def test_a_tilde_that_ties_nothing_stays_one() -> None:
    text = bibtex(paper("Tides", abstract="It takes ~5% of Fig.~3."))
    assert "takes \\textasciitilde{}5\\% of Fig.~3" in text
    assert (read(text).records[0].abstract or "").startswith("It takes ~5%")


@given(st.lists(st.tuples(hostile_lines, hostile_paragraphs), min_size=1, max_size=4))
def test_any_text_stays_inside_its_entry(texts: list[tuple[str, str]]) -> None:
    papers = [
        paper(f"Tides {title}", abstract=abstract, year=2000 + number, note=abstract)
        for number, (title, abstract) in enumerate(texts)
    ]
    reading = BibtexReader().read(bibtex(*papers).split("\n"))
    assert not reading.problems
    assert [record.year for record in reading.records] == [each.year for each in papers]


@given(st.lists(st.from_regex(r"[A-Za-zé]{1,9}[%&#_]?", fullmatch=True), min_size=1, max_size=6))
def test_plain_words_are_read_back_as_they_were(words: list[str]) -> None:
    title = " ".join(["Tides", *words])
    (record,) = read(bibtex(paper(title, authors=("Ana Lima",), year=2021))).records
    assert (record.title, record.authors, record.year) == (title, ("Ana Lima",), 2021)
