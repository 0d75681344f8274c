"""Text is wrapped and cut by cells, and nothing of it is lost."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from readlist.tui.text import ago, cut, cut_at_word, cut_middle, cut_title, wrap

NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)
WORDS = st.text(alphabet="abc déf-XYZ 深度学习、。 \n", max_size=80)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def test_words_move_to_the_next_line() -> None:
    assert lines("a title of several words", 10) == ["a title of", "several", "words"]


def test_newlines_and_blank_lines_stay() -> None:
    assert lines("one two\n\nthree", 20) == ["one two", "", "three"]


def test_a_word_wider_than_the_line_is_broken() -> None:
    assert lines("see https://example.org/abc", 10) == ["see", "https://ex", "ample.org/", "abc"]


def test_scripts_without_spaces_break_anywhere_but_before_closing_marks() -> None:
    assert lines("深度学习、方法", 8) == ["深度学", "习、方法"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 10) == [(0, 0)]


@given(WORDS, st.integers(2, 30))
def test_wrapping_loses_nothing_and_never_overflows(text: str, width: int) -> None:
    wrapped = lines(text, width)
    assert "".join("".join(wrapped).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in wrapped)
    assert all(line == line.strip() for line in wrapped)


@given(WORDS, st.integers(0, 30))
def test_cut_text_fits_and_says_that_it_is_cut(text: str, width: int) -> None:
    for short in (each(text, width) for each in (cut, cut_middle, cut_at_word, cut_title)):
        assert cell_len(short) <= width
        assert short == text or short.endswith("…") or "…" in short or width == 0


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("whole words only", 12, "whole words…"),
        ("whole words only", 10, "whole…"),
        ("see https://example.org/abc", 20, "see https://example…"),
        ("深度学习的方法", 9, "深度学习…"),
    ],
)
def test_a_sentence_is_cut_behind_a_word_if_it_can(text: str, width: int, short: str) -> None:
    assert cut_at_word(text, width) == short


def test_a_file_name_keeps_both_ends() -> None:
    assert cut_middle("a-very-long-listing-name.txt", 15) == "a-very-…ame.txt"


@pytest.mark.parametrize(
    ("width", "short"),
    [
        (40, "Marked “Quiet Gradients for…” as skipped"),
        (28, "Marked “Quiet G…” as skipped"),
        (20, "Marked “Quiet Gradi…"),
    ],
)
def test_of_what_was_done_the_title_is_cut(width: int, short: str) -> None:
    assert cut_title("Marked “Quiet Gradients for Loud Netwo…” as skipped", width) == short


def test_between_two_titles_nothing_is_left_out() -> None:
    said = "Step 7, “Starred “Moss””, cannot be undone: undo step 9, “Read “Moss””, first."
    assert cut_title(said, 40) == "Step 7, “Starred “Moss””, cannot be und…"


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("2025-06-15T11:59:30Z", "just now"),
        ("2025-06-15T11:58:00Z", "2 minutes ago"),
        ("2025-06-15T11:00:00Z", "1 hour ago"),
        ("2025-06-14T11:00:00Z", "yesterday"),
        ("2025-06-12T11:00:00Z", "3 days ago"),
        ("2024-05-04T11:00:00Z", "on 4 May 2024"),
        ("once", "once"),
    ],
)
def test_times_are_said_as_people_say_them(then: str, said: str) -> None:
    assert ago(then, NOW) == said
