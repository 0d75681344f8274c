"""A row of the list: whole titles, marks that can be read without colour, why it matched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.style import Style

from readlist.paper import Paper, Status
from readlist.search import parse
from readlist.tui.rows import row_lines
from readlist.tui.theme import ink

INK = ink("dark")


def plain(
    paper: Paper, width: int = 60, query: str = "", year: bool = False, why: tuple[str, ...] = ()
) -> list[str]:
    matches = parse(query).highlighter() if query else None
    rows = row_lines(paper, width, INK, matches=matches, why=why, year=year)
    return [row.plain.rstrip() for row in rows]


def test_marks_have_their_columns() -> None:
    paper = Paper(id="a", title="T", starred_at="2025-01-01T00:00:00Z", note="n", year=2021)
    assert plain(paper, 20) == [" ★ • T            ✎"]
    assert plain(paper, 24, year=True) == [" ★ • T           ✎ 2021"]


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


@given(TEXT, st.integers(20, 90), st.booleans())
def test_no_row_is_wider_than_the_list(title: str, width: int, year: bool) -> None:
    paper = Paper(id="a", title=title, abstract=title, year=1999)
    rows = row_lines(paper, width, INK, matches=parse("ab").highlighter(), year=year)
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
