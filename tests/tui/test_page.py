"""A paper laid out for reading: what is known and nothing else, in a bounded measure."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from readlist.links import links_of
from readlist.paper import Paper, Sighting, Status
from readlist.search import parse
from readlist.tui.page import Reader, page_lines
from readlist.tui.theme import ink

INK = ink("dark")
NOW = datetime(2025, 6, 15, tzinfo=UTC)


def page(paper: Paper, width: int = 60, query: str = "") -> list[str]:
    matches = parse(query).highlighter() if query else None
    reader = Reader(INK, matches, "o", "scholar", NOW)
    lines = page_lines(paper, links_of(paper), width, reader)
    return [line.content.plain for line in lines]


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
        sources=(Sighting("monday.txt", "trending", 12, 13), Sighting("b.txt", "trending", 7, 7)),
    )
    assert page(paper) == [
        "A title",
        "Ada Author, Bo Writer",
        "2021 · arXiv 2101.00001 · NOISE · monday.txt 12–13 · b.txt 7",
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
        "▎ - a point",
        "",
        "LINKS",
        "1 paper arxiv.org/abs/2101.00001",
        "2 code  github.com/example/code",
    ]


def test_lines_break_between_what_they_list() -> None:
    places = tuple(Sighting(f"a-long-name-{n}.txt", "trending", 1, 2) for n in range(3))
    paper = Paper(id="a", title="T", year=2021, sources=places, urls=("https://arxiv.org/abs/1",))
    assert page(paper, 40)[1:4] == [
        "2021 · a-long-name-0.txt 1–2 ·",
        "a-long-name-1.txt 1–2 ·",
        "a-long-name-2.txt 1–2",
    ]


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
        for line in page_lines(paper, (), 60, reader)
        if "silence" in line.content.plain
    ]
    assert line.plain == "[MASK] noises [/] and silence"
    hits = [line.plain[s.start : s.end] for s in line.spans if s.style == INK.hit]
    assert hits == ["noises"]


def test_a_link_that_wraps_is_one_link() -> None:
    url = "https://example.org/" + "long/" * 20
    lines = page_lines(
        Paper(id="a", title="T", urls=(url,)),
        links_of(Paper(id="a", title="T", urls=(url,))),
        40,
        Reader(INK),
    )
    linked = [line for line in lines if line.url is not None]
    assert len(linked) > 1
    assert {line.url for line in linked} == {url}


TEXT = st.text(alphabet="ab cé-[/]\t\n深度👩🏽🚀", max_size=200)


@given(TEXT, TEXT, st.integers(20, 72))
def test_no_line_is_wider_than_the_measure(title: str, text: str, width: int) -> None:
    paper = Paper(id="a", title=title, abstract=text, note=text, venue=title, authors=(title,))
    assert all(cell_len(line) <= width for line in page(paper, width, "ab"))
