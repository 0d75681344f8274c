"""Links: found in text as people and TeX write them, told apart, and made from ids."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readlist.errors import BadValue
from readlist.links import (
    arxiv_year,
    find_url,
    kind_of,
    links_of,
    paper_link,
    parse_arxiv_id,
    parse_doi,
    urls_in,
)
from readlist.paper import Fields, Link, LinkKind
from readlist.readers import decode, read

A = "https://a.org/x"

# Texts made of what URLs, TeX and sentences are made of, so that odd neighbours meet often.
_pieces = r"""
http:// https:// HTTP:// ht tp a.org b.org/x /y ?q= # 's 'S . , ; : ! ( ) [ ] { } < > " ' ` * _
~ $ $_$ $\_$ $\sim$ \_ \- \% \# \& \~{} {\_} {~} \url{ \href{ } \textunderscore \ | ^ “ ” … — 。
\textasciitilde{} é 日本 10.1000/ 2101.00001 arXiv: doi: math/0109999 v2 [:: %20 %28 = & @ -
"""
_spaces = " \n\t\u200b\u00a0\x00\ufeff\ud800"
_mixed = st.lists(st.sampled_from([*_pieces.split(), *_spaces]), max_size=14).map("".join)
texts = st.one_of(st.text(), _mixed)


# ---------------------------------------------------------------- found in text


@pytest.mark.parametrize(
    "text",
    [
        A,
        f"Code is at {A}.",
        f"Code is at{A} and more",
        f"Code is at:{A}",
        f"({A}).",
        f"({A}),",
        f"[{A}]",
        f"<{A}>",
        f"{{{A}}}",
        f"“{A}”",
        f"‘{A}’.",
        f"«{A}»",
        f'"{A}".',
        f"'{A}',",
        f"`{A}`",
        f"**{A}**",
        f"[the code]({A}).",
        f"{A}; the data",
        f"{A}!?",
        f"{A}…",
        f"{A}...",
        f"{A}: it",
        f"{A}'s page",
        f"{A}。次",
        f"{A}，次",
        f"{A}\u200b.",
        f"{A} {A}",
        f"$\\href{{{A}}}$",
        f"\\url{{{A}}}.",
        f"at\\url{{{A}}}.",
        f"\\href{{{A}}}{{the code}}.",
        f"\\footnote{{\\url{{{A}}}}}",
        f"https://{A}",
        f"http://{A}",
        "https://a.\\-org/\\-x",
    ],
)
def test_a_url_comes_without_what_it_is_glued_to(text: str) -> None:
    assert urls_in(text) == (A,)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://en.example.org/wiki/Foo_(bar)", "https://en.example.org/wiki/Foo_(bar)"),
        ("(https://en.example.org/Foo_(bar)).", "https://en.example.org/Foo_(bar)"),
        ("(see https://en.example.org/Foo_(bar))", "https://en.example.org/Foo_(bar)"),
        ("https://a.org/x[1]", "https://a.org/x[1]"),
        ("https://a.org/(x", "https://a.org/(x"),
        ("https://a.org/x(", "https://a.org/x"),
        ("https://a.org/x)y", "https://a.org/x"),
        ("https://a.org/x(]", "https://a.org/x"),
        ("https://a.org/x,y;z", "https://a.org/x,y;z"),
        ("https://a.org/", "https://a.org/"),
        ("https://a.org/.", "https://a.org/"),
        ("https://a.org/x_", "https://a.org/x_"),
        ("https://a.org/x-", "https://a.org/x-"),
        ("https://a.org/x?q=1&r=a,b#part", "https://a.org/x?q=1&r=a,b#part"),
        ("https://[::1]:80/x", "https://[::1]:80/x"),
        ("HTTP://A.org/X", "HTTP://A.org/X"),
        ("http://a.org/é/日本", "http://a.org/é/日本"),
        (
            "https://archive.example.org/web/2020/https://a.org/x",
            "https://archive.example.org/web/2020/https://a.org/x",
        ),
    ],
)
def test_what_belongs_to_a_url_stays(text: str, url: str) -> None:
    assert urls_in(text) == (url,)


@pytest.mark.parametrize(
    ("tex", "url"),
    [
        (r"https://a.org/my\_code", "https://a.org/my_code"),
        (r"\url{https://a.org/my\_code}.", "https://a.org/my_code"),
        (r"https://a.org/my{\_}code", "https://a.org/my_code"),
        (r"https://a.org/my$\_$code", "https://a.org/my_code"),
        (r"https://a.org/my\textunderscore{}code", "https://a.org/my_code"),
        (r"https://a.org/a\%20b\#c\&d", "https://a.org/a%20b#c&d"),
        (r"https://a.org/\~{}me", "https://a.org/~me"),
        (r"https://a.org/\~me", "https://a.org/~me"),
        (r"https://a.org/{~}me", "https://a.org/~me"),
        (r"https://a.org/$\sim$me", "https://a.org/~me"),
        (r"https://a.org/\textasciitilde{}me", "https://a.org/~me"),
        (r"https://a.org/\textasciitilde me", "https://a.org/~me"),
        (r"https://a.org/very\-long", "https://a.org/verylong"),
        (r"https://a.org/x\$y", "https://a.org/x$y"),
        (r"https://a.org/x$.", "https://a.org/x"),
        (r"https://a.org/x\newline y", "https://a.org/x"),
    ],
)
def test_tex_escapes_are_undone(tex: str, url: str) -> None:
    assert urls_in(tex) == (url,)


@pytest.mark.parametrize(
    "text",
    [
        "https://a.org/x,https://b.org",
        "https://a.org/xhttps://b.org",
        "https://a.org/x;https://b.org.",
        "https://a.org/x and https://b.org, https://a.org/x again",
        "https://a.org/x\nhttps://b.org",
        r"\url{https://a.org/x}\url{https://b.org}",
        r"https://a.org/xh\-ttps://b.org",
    ],
)
def test_several_urls_are_told_apart_each_once_in_order(text: str) -> None:
    assert urls_in(text) == (A, "https://b.org")


@pytest.mark.parametrize(
    "text",
    ["", "www.a.org", "a.org/x", "ftp://a.org", "https://", "https://.", "http:// a.org",
     "https:/a.org", "https://[", "10.1000/xyz", "arXiv:2101.00001", "mailto:me@a.org", "http", "https://\\_"],
)  # fmt: skip
def test_what_is_no_http_url_is_left_alone(text: str) -> None:
    assert urls_in(text) == ()


@given(texts)
@example(r"https://a.org/\$_$x")
@example(r"https://a.org/xht\-tp://b.org")
def test_found_urls_are_clean_and_read_again_as_themselves(text: str) -> None:
    urls = urls_in(text)
    assert len(set(urls)) == len(urls)
    for url in urls:
        assert re.match(r"https?://[\w\[]", url, re.IGNORECASE)
        assert not any(character.isspace() for character in url)
        assert not url.endswith(tuple(".,;:!?'*"))
        assert urls_in(url) == (url,)


def test_the_real_listings_hold_77_urls(seeds: Path) -> None:
    texts = [decode(path.read_bytes()).text for path in sorted(seeds.glob("*.txt"))]
    found = [url for text in texts for line in text.split("\n") for url in urls_in(line)]
    assert len(found) == 77
    assert not [url for url in found if not re.search(r"[\w/)]$", url)]
    read_in = [url for text in texts for record in read(text).records for url in record.urls]
    assert sorted(read_in) == sorted(found)


# ---------------------------------------------------------------- ids


@pytest.mark.parametrize(
    "text",
    [
        "2101.00001",
        " 2101.00001v12 ",
        "arXiv:2101.00001v2",
        "ARXIV: 2101.00001",
        "arxiv.org/abs/2101.00001",
        "http://arxiv.org/abs/2101.00001v3",
        "https://arxiv.org/pdf/2101.00001",
        "https://arxiv.org/pdf/2101.00001v3.pdf",
        "https://www.arxiv.org/html/2101.00001v1",
        "https://export.arxiv.org/abs/2101.00001?context=cs#x",
        "https://ar5iv.org/abs/2101.00001",
        "https://huggingface.co/papers/2101.00001",
        "10.48550/arXiv.2101.00001",
        "https://doi.org/10.48550/arXiv.2101.00001",
    ],
)
def test_an_arxiv_id_in_all_its_spellings(text: str) -> None:
    assert parse_arxiv_id(text) == "2101.00001"


@pytest.mark.parametrize(
    ("text", "arxiv_id"),
    [
        ("math/0109999", "math/0109999"),
        ("math.GT/0109999v2", "math/0109999"),
        ("https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
        ("0704.0001", "0704.0001"),
    ],
)
def test_old_arxiv_ids_keep_their_archive_only(text: str, arxiv_id: str) -> None:
    assert parse_arxiv_id(text) == arxiv_id


@pytest.mark.parametrize(
    "text",
    ["", "see 2101.00001", "2101.00001 2", "2113.00001", "2100.00001", "2101.001", "12101.00001",
     "https://arxiv.org/list/cs.CL/recent", "https://github.com/a/2101.00001", "٢١01.00001",
     "arXiv:2101.00001 [cs.CL]", "math/01099"],
)  # fmt: skip
def test_what_is_no_arxiv_id(text: str) -> None:
    assert parse_arxiv_id(text) is None


@pytest.mark.parametrize(
    ("arxiv_id", "year"),
    [("2101.00001", 2021), ("0704.0001", 2007), ("math/9911001", 1999), ("cs/0109999", 2001)],
)
def test_an_arxiv_id_tells_its_year(arxiv_id: str, year: int) -> None:
    assert arxiv_year(arxiv_id) == year


@pytest.mark.parametrize(
    "text",
    [
        "10.1000/XYZ.1",
        " 10.1000/xyz.1. ",
        "doi:10.1000/xyz.1",
        "DOI: 10.1000/xyz.1",
        "doi.org/10.1000/xyz.1",
        "https://doi.org/10.1000/XYZ.1",
        "http://dx.doi.org/10.1000/xyz.1?from=x#y",
        "https://dx.doi.org/10.1000/xyz.1#y",
        "https://doi.org/10.1000%2Fxyz.1",
        "doi:https://doi.org/10.1000/xyz.1",
        "https://dl.acm.org/doi/10.1000/xyz.1",
        "https://dl.acm.org/doi/pdf/10.1000/xyz.1",
        "https://onlinelibrary.wiley.com/doi/full/10.1000/xyz.1",
        "https://link.springer.com/article/10.1000/xyz.1",
        "https://link.springer.com/content/pdf/10.1000/xyz.1.pdf",
    ],
)
def test_a_doi_in_all_its_spellings(text: str) -> None:
    assert parse_doi(text) == "10.1000/xyz.1"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/a(b)c", "10.1000/a(b)c"),
        ("https://doi.org/10.1000/x%28y%29", "10.1000/x(y)"),
        ("10.1000.10/x", "10.1000.10/x"),
        ("10.1000/a'S", "10.1000/a"),
    ],
)
def test_dois_keep_what_is_theirs(text: str, doi: str) -> None:
    assert parse_doi(text) == doi


@pytest.mark.parametrize(
    "text",
    ["", "10.1000", "10.1000/", "11.1000/x", "10.10/x", "10.1000/a b", "see 10.1000/x", "10.١٠٠٠/x",
     "https://a.org/x", "2101.00001", "10.1000/.", "https://doi.org/"],
)  # fmt: skip
def test_what_is_no_doi(text: str) -> None:
    assert parse_doi(text) is None


@given(texts)
def test_ids_are_read_again_as_themselves(text: str) -> None:
    arxiv_id, doi = parse_arxiv_id(text), parse_doi(text)
    if arxiv_id is not None:
        assert arxiv_id.isascii()
        assert parse_arxiv_id(arxiv_id) == arxiv_id
        assert 1991 <= arxiv_year(arxiv_id) <= 2090
    if doi is not None:
        assert doi == doi.lower()
        assert parse_doi(doi) == doi
    assert kind_of(text) in LinkKind


# ---------------------------------------------------------------- kinds and links


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://arxiv.org/abs/2101.00001", LinkKind.PAPER),
        ("https://arxiv.org/list/cs.CL/recent", LinkKind.PAPER),
        ("https://doi.org/10.1000/xyz", LinkKind.PAPER),
        ("https://dl.acm.org/doi/10.1000/xyz", LinkKind.PAPER),
        ("https://ieeexplore.ieee.org/document/1", LinkKind.PAPER),
        ("https://link.springer.com/chapter/10.1000/xyz", LinkKind.PAPER),
        ("https://openreview.net/forum?id=x", LinkKind.PAPER),
        ("https://aclanthology.org/2020.acl-main.1/", LinkKind.PAPER),
        ("https://www.nature.com/articles/s1", LinkKind.PAPER),
        ("https://papers.nips.cc/paper/1", LinkKind.PAPER),
        ("https://proceedings.neurips.cc/paper/1", LinkKind.PAPER),
        ("https://openaccess.thecvf.com/x.html", LinkKind.PAPER),
        ("https://huggingface.co/papers/2101.00001", LinkKind.PAPER),
        ("https://github.com/a/b", LinkKind.CODE),
        ("https://www.github.com/a/b", LinkKind.CODE),
        ("HTTPS://GitHub.com/a/b", LinkKind.CODE),
        ("https://gitlab.com/a/b", LinkKind.CODE),
        ("https://gitlab.inria.fr/a/b", LinkKind.CODE),
        ("https://bitbucket.org/a/b", LinkKind.CODE),
        ("https://codeberg.org/a/b", LinkKind.CODE),
        ("https://huggingface.co/a/model", LinkKind.CODE),
        ("https://huggingface.co/datasets/a/b", LinkKind.CODE),
        ("https://huggingface.co/blog/x", LinkKind.PAGE),
        ("https://huggingface.co/a", LinkKind.PAGE),
        ("https://a.github.io/b", LinkKind.PAGE),
        ("https://notgithub.com/a", LinkKind.PAGE),
        ("https://github.com.evil.example/a", LinkKind.PAGE),
        ("https://a.org/github.com/b", LinkKind.PAGE),
        ("https://[broken/x", LinkKind.PAGE),
    ],
)
def test_links_have_kinds(url: str, kind: LinkKind) -> None:
    assert kind_of(url) is kind


def test_links_made_from_ids_come_first_and_no_target_twice() -> None:
    fields = Fields(
        arxiv_id="2101.00001",
        doi="10.1000/x<y>",
        urls=(
            "https://github.com/a/b",
            "https://arxiv.org/pdf/2101.00001v2",
            "https://dx.doi.org/10.1000/X%3Cy%3E",
            "https://a.org",
            "https://openreview.net/forum?id=x",
        ),
    )
    assert links_of(fields) == (
        Link("https://arxiv.org/abs/2101.00001", LinkKind.PAPER),
        Link("https://doi.org/10.1000/x%3Cy%3E", LinkKind.PAPER),
        Link("https://github.com/a/b", LinkKind.CODE),
        Link("https://a.org", LinkKind.PAGE),
        Link("https://openreview.net/forum?id=x", LinkKind.PAPER),
    )
    assert paper_link(fields) == "https://arxiv.org/abs/2101.00001"


def test_a_doi_that_arxiv_gave_makes_no_second_link() -> None:
    fields = Fields(arxiv_id="2101.00001", doi="10.48550/arxiv.2101.00001")
    assert [link.url for link in links_of(fields)] == ["https://arxiv.org/abs/2101.00001"]


def test_code_and_pages_are_no_link_to_the_paper() -> None:
    elsewhere = Fields(urls=("https://github.com/a/b", "https://a.org"))
    assert paper_link(elsewhere) is None
    listed = Fields(urls=(*elsewhere.urls, "https://openreview.net/forum?id=x"))
    assert paper_link(listed) == "https://openreview.net/forum?id=x"
    assert links_of(Fields()) == ()


# ---------------------------------------------------------------- where to find a title


def test_a_title_is_searched_for_in_quotes() -> None:
    title = 'Synth^2: a "quoted" title & more'
    assert find_url(title) == (
        "https://scholar.google.com/scholar?q=%22Synth%5E2%3A+a+quoted+title+%26+more%22"
    )
    for engine, host, parameter in (
        ("arxiv", "arxiv.org", "query"),
        ("semanticscholar", "www.semanticscholar.org", "q"),
    ):
        url = urlsplit(find_url(title, engine))
        assert url.hostname == host
        assert '"Synth^2: a quoted title & more"' in parse_qs(url.query)[parameter]


def test_a_cut_off_title_is_searched_for_without_its_ellipsis() -> None:
    assert find_url("First words of…") == find_url("First  words of")


def test_an_unknown_search_engine_is_named() -> None:
    with pytest.raises(BadValue, match=r"altavista.*scholar, arxiv, semanticscholar"):
        find_url("x", "altavista")


@given(texts)
def test_any_title_makes_one_url(title: str) -> None:
    url = find_url(title)
    assert url.isascii()
    assert urls_in(url) == (url,)
