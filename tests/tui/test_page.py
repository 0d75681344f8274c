"""A paper laid out for reading: what is known and nothing else, in a bounded measure."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from readlist.links import links_of
from readlist.paper import Paper, Sighting, Status
from readlist.search import parse
from readlist.tui.nearby import Nearby
from readlist.tui.page import Reader, lay_out_page
from readlist.tui.theme import ink

INK = ink("dark")
NOW = datetime(2025, 6, 15, tzinfo=UTC)


def page(paper: Paper, width: int = 60, query: str = "") -> list[str]:
    matches = parse(query).highlighter() if query else None
    reader = Reader(INK, matches, "o", "scholar", NOW)
    laid = lay_out_page(paper, links_of(paper), width, reader)
    return [line.content.plain for line in laid.lines]


def test_everything_known() -> None:
    paper = Paper(
        id="a",
        title="A title",
        authors=("Ada Author", "Bo Writer"),
        year=2021,
        venue="NOISE",
        arxiv_id="2101.00001",
        abstract="First paragraph.\n\nSecond one.",
        starred_at="2025-06-12T00:00:00Z",
        status=Status.READ,
        tags=("rl", "to-read"),
        note="A note.\n\n- a point",
        urls=("https://github.com/example/code",),
        sources=(
            Sighting("monday.txt", "trending", 12, 13, 1),
            Sighting("b.txt", "trending", 7, 7, 2),
        ),
    )
    assert page(paper) == [
        "A title",
        "Ada Author, Bo Writer",
        "2021 · arXiv 2101.00001 · NOISE · monday.txt 12–13 · seen ×2",
        "",
        "★ starred 3 days ago   read   #rl  #to-read",
        "",
        "First paragraph.",
        "",
        "Second one.",
        "",
        "NOTE",
        "▎ A note.",
        "▎ ",
        "▎ • a point",
        "",
        "LINKS",
        "1 paper arxiv.org/abs/2101.00001",
        "2 code  github.com/example/code",
        "",
        "SEEN",
        "b.txt 7",
        "monday.txt 12–13",
    ]


def test_lines_break_between_what_they_list() -> None:
    places = (Sighting("a-long-name.txt", "trending", 1, 2),)
    paper = Paper(
        id="a",
        title="T",
        year=2021,
        venue="Letters on Long Names",
        sources=places,
        urls=("https://arxiv.org/abs/1",),
    )
    assert page(paper, 40)[1:3] == ["2021 · Letters on Long Names", "a-long-name.txt 1–2"]


def test_what_is_not_known_takes_no_room() -> None:
    assert page(Paper(id="a", title="A title", abstract="Text.")) == [
        "A title",
        "no link · o finds it on Scholar",
        "",
        "Text.",
    ]
    assert page(Paper(id="a", title="A title"))[-1] == "No abstract in the source."


def test_a_derived_title_says_so() -> None:
    lines = page(Paper(id="a", title="First words…", title_derived=True, abstract="First words."))
    assert lines[0] == "“First words…”"
    assert "title not in the source" in " ".join(lines[1:3])


def test_whole_words_that_match_are_coloured() -> None:
    reader = Reader(INK, parse("noise").highlighter())
    paper = Paper(id="a", title="T", abstract="[MASK] noises [/] and silence")
    (line,) = [
        line.content
        for line in lay_out_page(paper, (), 60, reader).lines
        if "silence" in line.content.plain
    ]
    assert line.plain == "[MASK] noises [/] and silence"
    hits = [line.plain[s.start : s.end] for s in line.spans if s.style == INK.hit]
    assert hits == ["noises"]


def test_a_link_that_wraps_is_one_link() -> None:
    url = "https://example.org/" + "long/" * 20
    paper = Paper(id="a", title="T", urls=(url,))
    lines = lay_out_page(paper, links_of(paper), 40, Reader(INK)).lines
    linked = [line for line in lines if line.url is not None]
    assert len(linked) > 1
    assert {line.url for line in linked} == {url}


def test_what_is_near_and_what_was_done_stand_below_the_text() -> None:
    other = Paper(id="b", title="Another $n^2$ paper")
    nearby = Nearby(
        ((other, ("noise", "lantern")),), (("2025-06-14T00:00:00Z", "starred, + #rl"),), 4
    )
    paper = Paper(id="a", title="T", abstract="Text.")
    laid = lay_out_page(paper, (), 60, Reader(INK, now=NOW, nearby=nearby))
    assert [line.content.plain for line in laid.lines[laid.text_end :]] == [
        "",
        "SIMILAR",
        "= Another n² paper   noise · lantern",
        "",
        "HISTORY",
        "1d  starred, + #rl",
        "4 before · W tells all",
    ]
    assert [line.paper for line in laid.lines if line.paper] == ["b"]
    narrow = lay_out_page(paper, (), 24, Reader(INK, nearby=nearby))
    assert "= Another n² paper" in [line.content.plain for line in narrow.lines]


TEXT = st.text(alphabet="ab cé-[/]$\\{}\t\n深度👩🏽🚀", max_size=200)


@given(TEXT, TEXT, st.integers(20, 72))
def test_no_line_is_wider_than_the_measure(title: str, text: str, width: int) -> None:
    paper = Paper(id="a", title=title, abstract=text, note=text, venue=title, authors=(title,))
    assert all(cell_len(line) <= width for line in page(paper, width, "ab"))
