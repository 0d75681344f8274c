"""Sentences marked and remarked on: each a step, found by searching, exported, never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlist import Library
from readlist.errors import BadValue
from readlist.library.placing import placed
from readlist.paper import Highlight, Paper

FIRST = "Lanterns need oil."
SECOND = "We measure how much they need, e.g. in winter."
THIRD = "It is little."


@pytest.fixture
def paper(library: Library) -> Paper:
    text = f"@article{{a, title={{Lanterns}}, abstract={{{FIRST} {SECOND} {THIRD}}}}}"
    library.import_read([library.read_text(text, "a.bib")])
    return library.papers(library.search("").ids)[0]


def highlights(library: Library) -> tuple[Highlight, ...]:
    (paper,) = library.papers(library.search("").ids)
    return paper.highlights


def test_each_change_is_a_step_with_a_name(library: Library, paper: Paper) -> None:
    marks = library.highlights
    assert marks.toggle(paper.id, SECOND).message == "Marked a sentence of “Lanterns”"
    assert marks.remark(paper.id, SECOND, " too\nmuch ").message.startswith(
        "Remarked on a sentence"
    )
    assert highlights(library) == (Highlight(SECOND, "too much"),)
    assert marks.remark(paper.id, SECOND, "too much").changed == 0
    assert marks.toggle(paper.id, SECOND).message.startswith("Took the mark off a sentence of")
    assert highlights(library) == ()
    library.undo()
    assert highlights(library) == (Highlight(SECOND, "too much"),)
    library.undo()
    assert highlights(library) == (Highlight(SECOND),)
    library.undo()
    assert highlights(library) == ()


def test_a_remark_marks_and_without_text_only_the_remark_goes(
    library: Library, paper: Paper
) -> None:
    library.highlights.remark(paper.id, THIRD, "surely?")
    assert highlights(library) == (Highlight(THIRD, "surely?"),)
    library.highlights.remark(paper.id, THIRD, "")
    assert highlights(library) == (Highlight(THIRD),)
    with pytest.raises(BadValue, match="write a note instead"):
        library.highlights.remark(paper.id, THIRD, "x" * 3000)


def test_a_mark_on_a_part_of_a_sentence_is_a_mark_on_it(library: Library, paper: Paper) -> None:
    library.highlights.toggle(paper.id, "measure how much")
    assert library.highlights.toggle(paper.id, SECOND).message.startswith("Took the mark off")
    assert highlights(library) == ()


def test_remarks_are_found_at_once_and_so_are_marked_papers(library: Library, paper: Paper) -> None:
    assert library.search("zeppelin").total == 0
    library.highlights.remark(paper.id, FIRST, "as in the zeppelin study")
    for query in ("zeppelin", "note:zeppelin", "is:highlighted"):
        assert library.search(query).ids == [paper.id]
    assert library.search("note:lanterns").total == 0
    library.undo()
    assert library.search("zeppelin").total == 0
    assert library.search("is:highlighted").total == 0


def test_a_sentence_that_goes_from_the_abstract_stays_marked_and_is_found(
    library: Library, paper: Paper
) -> None:
    library.highlights.toggle(paper.id, FIRST)
    library.edit(paper.id, abstract="All is new.")
    assert highlights(library) == (Highlight(FIRST),)
    assert library.search("oil").ids == [paper.id]
    library.highlights.remark(paper.id, FIRST, "why did it go?")
    assert library.highlights.toggle(paper.id, FIRST).message.startswith("Took the mark off")
    assert highlights(library) == ()


def test_by_words(library: Library, paper: Paper) -> None:
    marks = library.highlights
    assert marks.mark(paper.id, "MEASURE  how").changed == 1
    assert marks.mark(paper.id, "measure how").changed == 0
    assert marks.mark(paper.id, "winter. it is little", "so").changed == 2
    assert highlights(library) == (Highlight(SECOND, "so"), Highlight(THIRD))
    with pytest.raises(BadValue, match="several sentences"):
        marks.mark(paper.id, "need")
    with pytest.raises(BadValue, match="has no “spoons”"):
        marks.mark(paper.id, "spoons")
    assert marks.unmark(paper.id, "little").changed == 1
    with pytest.raises(BadValue, match="no marked sentence"):
        marks.unmark(paper.id, "little")


def test_out_as_markdown_and_back(library: Library, paper: Paper, tmp_path: Path) -> None:
    library.highlights.toggle(paper.id, FIRST)
    library.highlights.remark(paper.id, SECOND, "compare with *table* 2")
    text = library.export([paper.id], title="x")
    assert f"**{FIRST}** **{SECOND}** {THIRD}" in text
    assert "— *remark: compare with \\*table\\* 2*" in text
    with Library.open(tmp_path / "other.db") as other:
        other.import_read([other.read_text(text, "x.md")])
        assert set(highlights(other)) == {
            Highlight(FIRST),
            Highlight(SECOND, "compare with *table* 2"),
        }


def test_a_quote_is_placed_whatever_is_between_its_words() -> None:
    inside, lost = placed("one two\nthree. four", [Highlight("four"), Highlight("two three.")])
    assert [(each.start, each.end) for each in inside] == [(4, 14), (15, 19)]
    assert not lost
    assert placed("", [Highlight("x y")]) == ([], [Highlight("x y")])
