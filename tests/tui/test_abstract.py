"""An abstract on the page: its sentences, what is marked, and the remarks in their place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from readlist.library.sentences import sentences
from readlist.paper import Highlight
from readlist.tui.abstract import Abstract, lay_out
from readlist.tui.text import drawable
from readlist.tui.theme import ink

INK = ink("dark")
TEXT = "One is lit. Two are not, of $n^2$ in all. Three went out."


def laid(highlights: list[Highlight], width: int = 30, at: int | None = None) -> Abstract:
    return lay_out(TEXT, highlights, width, INK, Content, at)


def drawn_in(abstract: Abstract, ground: object) -> str:
    """What of the text stands on the ground of a style."""
    return " ".join(
        line.plain[span.start : span.end]
        for line in abstract.lines
        for span in line.spans
        if getattr(span.style, "background", None) == ground
    )


def plain(abstract: Abstract) -> list[str]:
    return [line.plain for line in abstract.lines]


def test_marked_and_in_hand_without_anything_moving() -> None:
    before = plain(laid([]))
    assert before == ["One is lit. Two are not, of n²", "in all. Three went out."]
    second = TEXT[12:41]
    marked = laid([Highlight(second)])
    assert plain(marked) == before
    assert drawn_in(marked, INK.mark.background) == "Two are not, of n² in all."
    in_hand = laid([], at=2)
    assert plain(in_hand) == before
    assert drawn_in(in_hand, INK.sel.background) == "Three went out."
    assert [(stop.first, stop.last) for stop in in_hand.stops] == [(0, 0), (0, 1), (1, 1)]
    assert in_hand.stops[1].quote == second


def test_a_remark_stands_below_its_sentence() -> None:
    abstract = laid([Highlight("are not", "really? one would think so"), Highlight("gone.", "x")])
    assert plain(abstract) == [
        "One is lit. Two are not, of n²",
        "in all.",
        "╎ really? one would think so",
        "Three went out.",
    ]
    assert [(stop.first, stop.last) for stop in abstract.stops] == [(0, 0), (0, 2), (3, 3)]
    assert abstract.lost == [Highlight("gone.", "x")]


def test_paragraphs_stay_apart_behind_a_remark() -> None:
    text = "One.\n\nTwo. Three."
    abstract = lay_out(text, [Highlight("One.", "so"), Highlight("Two.", "no")], 30, INK, Content)
    assert plain(abstract) == ["One.", "╎ so", "", "Two.", "╎ no", "Three."]


PIECES = st.lists(
    st.sampled_from(
        ["One. ", "$n^2$ ", "a\\'e ", "\n\n", "深度学习。", "--- ", "Two! ", "long" * 9]
    ),
    max_size=12,
).map("".join)


@given(PIECES, st.data(), st.integers(12, 40))
def test_no_word_is_lost_whatever_is_marked(text: str, data: st.DataObject, width: int) -> None:
    spans = sentences(text)
    chosen = data.draw(st.lists(st.sampled_from(spans), unique=True)) if spans else []
    marks = [Highlight(text[a:b], data.draw(st.sampled_from([None, "so ~~"]))) for a, b in chosen]
    at = data.draw(st.none() | st.integers(0, 20))
    abstract = lay_out(text, marks, width, INK, Content, at)
    whole = lay_out(text, [], 10_000, INK, Content)
    said = "".join(line.plain for line in abstract.lines if "╎" not in line.plain)
    assert "".join(said.split()) == "".join("".join(plain(whole)).split())
    assert all(cell_len(line.plain) <= width for line in abstract.lines)
    assert len(abstract.stops) == len(spans)
    assert not abstract.lost
    assert drawable(said) == said
