"""Markdown drawn as lines: everything that was typed is there, and nothing is followed."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from readlist.tui.markdown import Preview
from readlist.tui.theme import ink

INK = ink("dark")


def drawn(text: str, width: int = 40) -> list[str]:
    return [line.plain.rstrip() for line in Preview().draw(text, width, INK).lines]


def test_blocks() -> None:
    text = "# A [b]\ntext\nnext\n\n- one\n  - two\n- [x] done\n- [ ] open\n\n3. c\n4. d\n\n> said"
    text += "\n\n---"
    assert drawn(text) == [
        "A [b]", "", "text", "next", "", "• one", "  • two", "☑ done", "☐ open", "",
        "3. c", "4. d", "", "▎ said", "", "─" * 24,
    ]  # fmt: skip


def test_code_stays_as_it_is_and_html_is_text() -> None:
    assert drawn("```py\nx = [1]  # **no**\n\n- y\n```\n<b>so</b> &amp; `a*b*`") == [
        "  x = [1]  # **no**", "", "  - y", "", "<b>so</b> & a*b*",
    ]  # fmt: skip


def test_links_say_where_they_lead() -> None:
    assert drawn("[text](http://a.b) <http://c.d> http://e.f, [r]\n\n[r]: http://g.h", 80) == [
        "text (http://a.b) http://c.d http://e.f, r (http://g.h)"
    ]


def test_styles_are_drawn() -> None:
    (line,) = Preview().draw("a **bold** _em_ ~~no~~", 40, INK).lines
    assert line.plain == "a bold em no"
    drawn_as = {part.text: part.style for part in line.render_segments() if part.style}
    assert drawn_as["bold"].bold
    assert drawn_as["em"].italic
    assert drawn_as["no"].strike


def test_where_a_line_of_the_text_is_drawn() -> None:
    result = Preview().draw("# A\n\n- b\n- c\n\nd", 40, INK)
    assert [result.lines[at].plain for at in result.starts] == ["A", "A", "• b", "• c", "• c", "d"]


words = st.text(alphabet="ab *_`[]()<>#-+>~\\|!\n\t01.é好&;:/", max_size=60)


@given(text=words, more=words)
def test_drawing_again_is_drawing_anew_and_nothing_is_too_wide(text: str, more: str) -> None:
    preview = Preview()
    preview.draw(text, 30, INK)
    again = preview.draw(text + more, 30, INK)
    anew = Preview().draw(text + more, 30, INK)
    assert [line.plain for line in again.lines] == [line.plain for line in anew.lines]
    assert again.starts == anew.starts
    assert len(again.starts) == (text + more).count("\n") + 1
    assert all(line.cell_length <= 60 for line in again.lines)


@given(
    text=st.lists(st.sampled_from(["word", "**bold**", "- item", "", "> q", "1. n"]), max_size=8)
)
def test_no_word_is_lost(text: list[str]) -> None:
    wanted = re.findall(r"[a-z]+", " ".join(text))
    shown = re.findall(r"[a-z]+", " ".join(drawn("\n".join(text))))
    assert sorted(shown) == sorted(wanted)
