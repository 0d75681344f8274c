"""What is pasted on a paper to fill it in: links, ids, and one BibTeX entry."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readlist.library.pasting import understand
from readlist.paper import Fields
from readlist.readers import Reference, parse_reference
from readlist.readers.bibtex.fields import Entry
from readlist.readers.bibtex.reader import entries
from readlist.readers.tex import plain

ENTRY = r"""
@InProceedings{doe2021,
  title        = {A {Synthetic} Title with $O(n^{2})$ Steps},
  author       = {Doe, Jane and G{\"o}del, Kurt and {Institute of Examples and Tests} and others},
  booktitle    = "Proceedings of the {Example} Conference, 2021",
  year         = 2021,
  month        = jun # "~1",
  doi          = {https://doi.org/10.1000/ABC\_d--1},
  url          = {https://a.org/my{\_}page},
  eprint       = {2101.00001v2},
  archivePrefix = {arXiv},
  abstract     = {First -- of all.

    A second paragraph, 50\% of it.},
}
"""


def bibtex(fields: str) -> Fields | None:
    reference = parse_reference(f"@article{{key,\n{fields}\n}}")
    assert reference is None or reference.kind == "bibtex"
    return reference.fields if reference else None


# ---------------------------------------------------------------- links and ids


@pytest.mark.parametrize(
    ("text", "kind", "fields"),
    [
        ("arXiv:2101.00001v2", "arxiv", Fields(arxiv_id="2101.00001", year=2021)),
        (" 2101.00001\n", "arxiv", Fields(arxiv_id="2101.00001", year=2021)),
        ("math/0109999", "arxiv", Fields(arxiv_id="math/0109999", year=2001)),
        (
            "https://arxiv.org/abs/2101.00001",
            "link",
            Fields(arxiv_id="2101.00001", year=2021),
        ),
        (
            "https://arxiv.org/pdf/2101.00001v3.pdf",
            "link",
            Fields(arxiv_id="2101.00001", year=2021),
        ),
        (
            "https://arxiv.org/html/2101.00001v1",
            "link",
            Fields(arxiv_id="2101.00001", year=2021),
        ),
        ("10.1000/XYZ", "doi", Fields(doi="10.1000/xyz")),
        ("doi: 10.1000/xyz", "doi", Fields(doi="10.1000/xyz")),
        ("https://doi.org/10.1000/xyz", "link", Fields(doi="10.1000/xyz")),
        (
            "https://dl.acm.org/doi/10.1000/xyz",
            "link",
            Fields(doi="10.1000/xyz", urls=("https://dl.acm.org/doi/10.1000/xyz",)),
        ),
        ("https://a.org/x", "link", Fields(urls=("https://a.org/x",))),
        ("<https://a.org/x>", "link", Fields(urls=("https://a.org/x",))),
    ],
)
def test_a_link_or_an_id(text: str, kind: str, fields: Fields) -> None:
    reference = parse_reference(text)
    assert reference is not None
    assert (reference.kind, reference.fields) == (kind, fields)


@pytest.mark.parametrize(
    "text",
    ["", " ", "words", "see https://a.org", "https://a.org https://b.org", "www.a.org",
     "2101.00001 2101.00002", "@", "@article", "https://a.org/" + "x" * 3000],
)  # fmt: skip
def test_what_is_no_reference(text: str) -> None:
    assert parse_reference(text) is None


# ---------------------------------------------------------------- one BibTeX entry


def test_an_entry_gives_all_it_says() -> None:
    assert parse_reference(ENTRY) == Reference(
        "bibtex",
        Fields(
            title="A Synthetic Title with $O(n^{2})$ Steps",
            authors=("Jane Doe", "Kurt Gödel", "Institute of Examples and Tests"),
            venue="Proceedings of the Example Conference",
            year=2021,
            doi="10.1000/abc_d--1",
            urls=("https://a.org/my_page",),
            arxiv_id="2101.00001",
            abstract="First – of all.\n\nA second paragraph, 50% of it.",
        ),
    )


def test_a_pasted_entry_is_understood_as_a_reference() -> None:
    pasted = understand(ENTRY)
    assert pasted.listing is None
    assert not pasted.paths
    assert pasted.reference == parse_reference(ENTRY)


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("Jane Doe", ("Jane Doe",)),
        ("Doe, Jane", ("Jane Doe",)),
        ("Doe, Jr., John", ("John Doe Jr.",)),
        ("van der Doe, J. R.", ("J. R. van der Doe",)),
        ("Doe,Jane AND\n  Roe,Richard", ("Jane Doe", "Richard Roe")),
        ("{Doe, Roe and Sons, Inc.} and Jane Doe", ("Doe, Roe and Sons, Inc.", "Jane Doe")),
        ("{van Doe}, {\\'E}mile", ("Émile van Doe",)),
        ("Anders Sand and Alexandra Andersen", ("Anders Sand", "Alexandra Andersen")),
        ("Jane Doe and others", ("Jane Doe",)),
        ("others", ()),
        ("", ()),
        ("Doe, and , Jane", ("Doe", "Jane")),
    ],
)
def test_authors_are_first_name_first(author: str, authors: tuple[str, ...]) -> None:
    fields = bibtex(f"title = {{T}}, author = {{{author}}}")
    assert fields is not None
    assert fields.authors == authors


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ('title = "A {"}quoted{"} title"', Fields(title='A "quoted" title')),
        ('title = "One " # {two} # "  three"', Fields(title="One two three")),
        ("title={{All Braced}}", Fields(title="All Braced")),
        ("title={First},\n title={Second}", Fields(title="First")),
        ("TITLE={T},, Year={2020}", Fields(title="T", year=2020)),
        ("title={T} year=2020", Fields(title="T", year=2020)),
        ("title={a \\} b}", Fields(title="a } b")),
        ("title={T}, date={2019-05-01}", Fields(title="T", year=2019)),
        ("title={T}, year={to appear}, date={2019}", Fields(title="T", year=2019)),
        ("title={T}, journal={Journal of Tests}", Fields(title="T", venue="Journal of Tests")),
        ("title={T}, booktitle={Tests (2020)}", Fields(title="T", venue="Tests")),
        ("title={T}, booktitle={2020 Test Days}", Fields(title="T", venue="2020 Test Days")),
        ("title={T}, journal={J}, booktitle={B}", Fields(title="T", venue="J")),
        ("title={T}, journal={2020}", Fields(title="T", venue="2020")),
        ("doi={10.1000/X}", Fields(doi="10.1000/x")),
        ("doi={10.1000/a\\_b--c}", Fields(doi="10.1000/a_b--c")),
        ("url={http://dx.doi.org/10.1000/X}", Fields(doi="10.1000/x")),
        ("doi={10.48550/arXiv.2101.00001}", Fields(arxiv_id="2101.00001", year=2021)),
        ("eprint={arXiv:2101.00001}", Fields(arxiv_id="2101.00001", year=2021)),
        ("eprint={2101.00001}, year=2023", Fields(arxiv_id="2101.00001", year=2023)),
        ("title={T}, eprint={2101.00001}, eprinttype={pubmed}", Fields(title="T")),
        ("url={https://arxiv.org/abs/2101.00001}", Fields(arxiv_id="2101.00001", year=2021)),
        ("journal={arXiv preprint arXiv:2101.00001}", Fields(arxiv_id="2101.00001", year=2021)),
        ("journal={CoRR}, volume={abs/2101.00001}", Fields(arxiv_id="2101.00001", year=2021)),
        (
            "journal={Corrosion Tests}, eprint={2101.00001}",
            Fields(venue="Corrosion Tests", arxiv_id="2101.00001", year=2021),
        ),
        (
            r"url={https://a.org/~x--y, \url{https://b.org/a\_b}.}, "
            r"howpublished={\url{https://c.org}}",
            Fields(urls=("https://a.org/~x--y", "https://b.org/a_b", "https://c.org")),
        ),
    ],
)
def test_the_fields_of_an_entry(written: str, fields: Fields) -> None:
    assert bibtex(written) == fields


def test_what_bibtex_passes_over_may_stand_around_the_entry() -> None:
    around = (
        '@string{ tests = "Journal of {Tests}" }\n@preamble{"\\relax"}\n'
        "@article(doe(1), title = {T}, journal = tests)\n@comment{x {y} z}\n"
    )
    assert parse_reference(around) == Reference(
        "bibtex", Fields(title="T", venue="Journal of Tests")
    )


@pytest.mark.parametrize(
    "text",
    [
        "@article{a, title={T}} @article{b, title={U}}",
        "@article{a, title={T}}\n@article{b, title={U}}",
        "@article{a, title={T}} more",
        "more @article{a, title={T}}",
        "@string{a = {T}} more @article{a, title={T}}",
        "@article{a, title={T}",
        "@article{a, title={T}\n@article{b, title={U}}",
        "@article{a, title={T}}}",
        '@article{a, title="T}',
        '@article{a, title="T}"}',
        "@article{a, title={T)",
        "@article{a, title=}",
        "@article{a, title={T} #}",
        "@article{a}",
        "@article{a, note={only this}}",
        "@string{a = {T}}",
        "@comment{a, title={T}}",
    ],
)
def test_two_entries_or_a_broken_one_are_no_reference(text: str) -> None:
    assert parse_reference(text) is None


def test_entries_are_found_with_their_lines_whatever_stands_between() -> None:
    text = (
        "Some words, me@a.org\r\n@Article{a,\r\n title={T}\r\n}\r\n@comment{c}\r\n"
        "@misc{broken, title={T\n\n@book{b, title={U}} words @misc{c,title={V}}\n"
    )
    assert list(entries(text)) == [
        Entry("article", "a", {"title": "T"}, 2, 4),
        Entry("book", "b", {"title": "U"}, 8, 8),
        Entry("misc", "c", {"title": "V"}, 8, 8),
    ]


# ---------------------------------------------------------------- TeX


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\"o {\"o} \"{o} {\"{O}} \" o", "ö ö ö Ö ö"),
        (r"\'e \`a \^{\i} \'{\i} \'\i \~n \=a \.z", "é à î í í ñ ā ż"),
        (r"{\'{\^e}} \'\^e \d{\^o} {\^{\d o}} \h{a} \`{\uhorn}", "ế ế ộ ộ ả ừ"),
        (r"Mart\'\i nez", "Martínez"),
        (r"\c{c} \c c \v{S} \v S \H{o} \u{g} \r{a} \k{a} \d{s}", "ç ç Š Š ő ğ å ą ṣ"),
        (r"Stra\ss e, \o re {\O} \l\L{} \aa{} \AA ng, \ae{}on", "Straße, øre Ø łŁ å Ång, æon"),
        (r"a \& b \% c \_ d \# e \$ f \{ g \}", "a & b % c _ d # e $ f { g }"),
        (r"a~b \~{} \textasciitilde{} c", "a b ~ ~ c"),
        ("a -- b---c ``d'' e-f", "a – b—c “d” e-f"),
        (r"{BERT} and \emph{more} {\bf words}", "BERT and more words"),
        (r"on $x_{1}--y~z$ and \({a}\) and $${b}$$", r"on $x_{1}--y~z$ and \({a}\) and $${b}$$"),
        (r"\$5 and {B}", "$5 and B"),
        (r"at \url{https://a.org/~x--y\_z} or https://b.org/~", "at https://a.org/~x--y_z or https://b.org/~"),
        ("\\c{\n  c }\\'\n  e", "çé"),
        ("two\n  lines\t here", "two lines here"),
        (r"\unknown{x} \url", r"\unknownx \url"),
    ],
)  # fmt: skip
def test_tex_as_text(tex: str, text: str) -> None:
    assert plain(tex) == text


# ---------------------------------------------------------------- any text at all

_pieces = r"""
@article{ @misc( @string{ @comment{ key title = author year eprint url { } ( ) " # , \ $ $$ \( \)
\" \' \c \o \~ \- -- ~ and others jun 2020 2101.00001 10.1000/x https://a.org \url{ %
"""
_spaces = [" ", "\n", "\r\n", "\x00", "\ud800", "é", "\u0301"]
mixed = st.lists(st.sampled_from([*_pieces.split(), *_spaces]), max_size=30).map("".join)


@given(st.one_of(st.text(), mixed, mixed.map(lambda text: f"@article{{k, title={{T}}, {text}}}")))
@example("@article{k, title={T}, year={\u0662\u0660\u0662\u0660}}")
def test_any_text_is_read_without_an_error(text: str) -> None:
    reference = parse_reference(text)
    assert reference is None or reference.fields != Fields()
    lines = 1 + text.replace("\r\n", "\n").count("\n") + text.count("\r")
    last = 0
    for entry in entries(text):
        assert last <= entry.first_line <= entry.last_line <= lines
        assert entry.fields
        last = entry.last_line
    assert "\n" not in plain(text)


@given(st.lists(st.text(alphabet="abc {}$-~'\"\\\n", max_size=20), min_size=1, max_size=4))
def test_a_value_comes_out_of_the_scanner_as_it_went_in(parts: list[str]) -> None:
    values = [part.replace("\\", "").replace("{", "{}").replace("}", "{}") for part in parts]
    values = [value.replace("{{}", "{}") for value in values]
    written = "".join(f"f{number} = {{{value}}},\n" for number, value in enumerate(values))
    (entry,) = entries(f"@misc{{k,\n{written}}}")
    assert list(entry.fields.values()) == values


MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    "piece",
    ["{", "}", "{}", "\\", "\\{", "{\\", "@a{", "@a{x={", "@a{x,y=", '@a{x="', "@a(x,", "\n@a{x={",
     "@comment{", "@string{a={b}}", "a # ", "$", "$\\$", "\\(", " ", ", ", "\\'", "\\' ", "\\c{ ",
     " and ", "{a} and ", "\\url{", "https://", "\\o ", "(2020", "\n \n", "-", "a,"],
)  # fmt: skip
def test_a_megabyte_of_anything_is_read_in_linear_time(piece: str) -> None:
    """Anything quadratic would take this test from seconds to hours."""
    run = piece * (MEGABYTE // len(piece) // 40)
    for name in ("title", "author", "journal", "year", "doi", "abstract"):
        parse_reference(f"@article{{k, {name}={{{run}")
        parse_reference(f"@article{{k, {name}={{{run}}}}}")
    parse_reference(f"@{run}")
    parse_reference(f"@article{{k, title={run}}}")
    parse_reference(piece * (MEGABYTE // len(piece)))
