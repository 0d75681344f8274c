"""A row of the list: whole titles, marks that can be read without colour, why it matched."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.style import Style

from readlist.paper import SORTS, Filled, Paper, Sighting, Status, WordKind
from readlist.search import parse
from readlist.tui.remembered import Density
from readlist.tui.rows import Look, row_lines
from readlist.tui.text import age
from readlist.tui.theme import ink

INK = ink("dark")


def plain(
    paper: Paper, width: int = 60, query: str = "", year: bool = False, why: tuple[str, ...] = ()
) -> list[str]:
    matches = parse(query).highlighter() if query else None
    look = Look(matches, filled=Filled(papers=1, years=int(year)))
    return [row.plain.rstrip() for row in row_lines(paper, width, INK, look, why=why)]


def test_marks_have_their_columns() -> None:
    paper = Paper(id="a", title="T", starred_at="2025-01-01T00:00:00Z", note="n", year=2021)
    assert plain(paper, 20) == [" ★ • T            ✎"]
    assert plain(paper, 44, year=True) == [f" ★ • T{'✎':>32} 2021"]


@pytest.mark.parametrize(
    ("status", "glyph"),
    [(Status.UNREAD, "•"), (Status.READING, "◐"), (Status.READ, " "), (Status.SKIPPED, "–")],
)
def test_a_status_is_a_glyph(status: Status, glyph: str) -> None:
    assert plain(Paper(id="a", title="T", status=status))[0][:6] == f"   {glyph} T"


def test_a_long_title_goes_on_below_itself() -> None:
    paper = Paper(id="a", title="one two three four five six seven eight nine ten")
    assert plain(paper, 34) == [
        "   • one two three four five",
        "       six seven eight nine ten",
    ]


def test_the_words_that_brought_it_up_stand_below_it_as_many_as_fit() -> None:
    paper = Paper(id="a", title="A title", abstract="Editing [/] by diffusion.")
    why = ("diffusion", "[/]", "editing")
    assert plain(paper, 60, "editing", why=why)[1:] == ["       diffusion · [/] · editing"]
    assert plain(paper, 32, "editing", why=why)[1:] == ["       diffusion · [/]"]
    assert plain(paper, 18, why=why)[1:] == ["       diffusi…"]


def test_only_a_title_of_many_lines_is_cut() -> None:
    rows = plain(Paper(id="a", title="word " * 60), 40)
    assert len(rows) == 4
    assert rows[-1].endswith("…")


def test_a_derived_title_stands_in_quotes_and_italics() -> None:
    (row,) = row_lines(Paper(id="a", title="First words…", title_derived=True), 60, INK)
    assert "“First words…”" in row.plain
    assert any(span.style.italic for span in row.spans if not isinstance(span.style, str))


def test_a_match_outside_the_title_is_shown_below_it() -> None:
    paper = Paper(id="a", title="A title", abstract="It is about robots. " * 9, note="see robots")
    assert len(plain(paper, query="title")) == 1
    assert "robots" in plain(paper, query="robots")[1]
    noted = Paper(id="a", title="A title", abstract="Nothing.", note="robots here")
    assert plain(noted, query="robots")[1] == "     ✎ robots here"


TEXT = st.text(alphabet="ab cé-[/]深度é️‍👩🏽🚀", max_size=120)


FILLED = st.builds(
    Filled,
    papers=st.just(4),
    **dict.fromkeys(
        ("years", "authors", "venues", "tagged", "again", "days", "sources"), st.integers(0, 4)
    ),
)


@given(TEXT, st.integers(20, 200), FILLED, st.sampled_from(Density), st.sampled_from(SORTS))
def test_no_row_is_wider_than_the_list(
    title: str, width: int, filled: Filled, density: Density, sort: str
) -> None:
    paper = Paper(
        id="a",
        title=title,
        abstract=title,
        authors=(title, "Bo"),
        venue=title,
        tags=("rl", title),
        year=1999,
        added_at="2025-01-01T00:00:00Z",
        sources=tuple(Sighting(title, "csv", 1, 1, number) for number in range(12)),
    )
    look = Look(parse("ab").highlighter(), filled=filled, density=density, sort=sort)
    rows = row_lines(paper, width, INK, look)
    assert all(cell_len(row.plain) <= width for row in rows)
    assert cell_len(rows[0].plain) == width


@pytest.mark.parametrize(
    ("status", "cursor", "ink", "bold"),
    [
        (Status.UNREAD, False, INK.fg, False),
        (Status.READ, False, INK.dim, False),
        (Status.SKIPPED, False, INK.faint, False),
        (Status.UNREAD, True, INK.fg, True),
        (Status.READ, True, INK.fg, True),
        (Status.SKIPPED, True, INK.dim, True),  # faint is for the ground only
    ],
)
def test_read_papers_step_back_and_the_one_in_hand_stands_out(
    status: Status, cursor: bool, ink: Style, bold: bool
) -> None:
    (row,) = row_lines(Paper(id="a", title="Title", status=status), 30, INK, cursor=cursor)
    at = row.plain.index("Title")
    style = row.get_style_at_offset(at)
    assert style.foreground == ink.foreground
    assert bool(style.bold) is bold


SHELF = Filled(papers=8, years=8, authors=8, venues=8, tagged=1, again=1, days=2, sources=2)
PAPER = Paper(
    id="a",
    title="A title of some length",
    authors=("Ada van Loon", "Writer, Bo", "Cy Doe"),
    venue="NOISE",
    year=2021,
    note="n",
    tags=("rl", "to-read"),
    starred_at="2025-01-01T00:00:00Z",
    sources=(Sighting("monday.txt", "csv", 1, 2, 1), Sighting("monday.txt", "csv", 1, 2, 2)),
)


@pytest.mark.parametrize(
    ("width", "sort", "wanted"),
    [
        (40, "added", "note"),
        (40, "-year", "note year"),
        (60, "added", "times note year"),
        (72, "added", "times note year when"),
        (60, "author", "author note year"),
        (100, "added", "author times note year when"),
        (124, "added", "author tags times note year when"),
        (150, "added", "author tags venue times note year when"),
        (170, "added", "author tags source venue times note year when"),
        (110, "-venue", "venue times note year when"),
    ],
)
def test_columns_come_with_the_width(width: int, sort: str, wanted: str) -> None:
    columns = Look(filled=SHELF, sort=sort).columns(width)
    assert " ".join(column.name for column in columns.shown) == wanted


def test_columns_that_tell_no_papers_apart_are_left_out() -> None:
    alike = Filled(papers=8, years=1, authors=1, venues=1, days=1, sources=1)
    assert [column.name for column in Look(filled=alike).columns(200).shown] == ["note"]


def test_what_columns_say() -> None:
    (row,) = row_lines(PAPER, 170, INK, Look(filled=SHELF, sort="starred"), selected=True)
    said = row.plain.split()
    assert said[:8] == ["✓★", "•", "A", "title", "of", "some", "length", "Loon"]
    assert said[8:-1] == ["et", "al.", "#rl", "#to-read", "monday.txt", "NOISE", "×2", "✎", "2021"]
    assert said[-1].endswith("y")


def test_compact_rows_are_one_line_and_roomy_ones_say_more() -> None:
    compact = Look(parse("robots").highlighter(), filled=SHELF, density=Density.COMPACT)
    paper = replace(PAPER, title="word " * 30, abstract="It is about robots.")
    (row,) = row_lines(paper, 60, INK, compact, why=("because",))
    assert "…" in row.plain
    _, about = row_lines(PAPER, 80, INK, Look(filled=SHELF, density=Density.ROOMY))
    assert about.plain.strip() == "Loon et al. · NOISE · #rl #to-read · monday.txt"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "now"),
        (0.5, "12h"),
        (3, "3d"),
        (13, "13d"),
        (15, "2w"),
        (59, "8w"),
        (60, "2mo"),
        (364, "11mo"),
        (800, "2y"),
    ],
)
def test_ages(days: float, said: str) -> None:
    now = datetime(2025, 6, 1, tzinfo=UTC)
    assert age((now - timedelta(days=days)).isoformat(), now) == said


def test_my_words_are_bold_only_where_no_match_is() -> None:
    class Mine:
        def spans(self, text: str) -> list[tuple[int, int, WordKind]]:
            return [(0, 5, WordKind.WANTED)] if text.startswith("Tides") else []

    def weights(query: str) -> dict[str, bool | None]:
        look = Look(parse(query).highlighter() if query else None, Mine())
        (row,) = row_lines(Paper(id="a", title="Tides and moons"), 60, INK, look)
        return {
            row.plain[span.start : span.end]: span.style.bold
            for span in row.spans
            if isinstance(span.style, Style) and span.style.foreground == INK.hit.foreground
        }

    assert weights("")["Tides"] is True
    assert weights("moons")["Tides"] is False
    assert weights("moons")["moons"] is True
