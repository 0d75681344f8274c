"""The list asks for windows only, and rows worked on keep their places."""

from __future__ import annotations

from collections.abc import Sequence

from readlist.paper import Paper
from readlist.tui.source import PaperSource, keeping, unmoved


class Shelf:
    """Knows every paper but one, and counts what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[Sequence[str]] = []

    def papers(self, ids: Sequence[str]) -> list[Paper]:
        self.asked.append(ids)
        return [Paper(id=id, title=f"Paper {id}") for id in ids if id != "gone"]


def test_papers_are_looked_up_once() -> None:
    shelf = Shelf()
    source = PaperSource(shelf, [str(n) for n in range(1000)])
    assert [paper.id for paper in source.window(10, 13)] == ["10", "11", "12"]
    source.window(11, 14)
    assert shelf.asked == [["10", "11", "12"], ["13"]]
    source.forget(["11"])
    source.window(10, 13)
    assert shelf.asked[-1] == ["11"]


def test_a_paper_that_is_gone_leaves_a_row_that_says_so() -> None:
    titles = [paper.title for paper in PaperSource(Shelf(), ["a", "gone", "b"]).window(0, 3)]
    assert titles == ["Paper a", "(no longer in the library)", "Paper b"]


def test_what_is_chosen_from_stays_as_it_is() -> None:
    assert unmoved("abcde", "exday", "b", "b") == list("abcde")
    assert unmoved("abcde", "exday", "bx", "x") == list("acdex")


def test_rows_worked_on_stay_behind_what_they_stood_behind() -> None:
    assert keeping("abcde", "ace", "bd") == list("abcde")
    assert keeping("abcde", "ce", "a") == list("ace")
    assert keeping("abcde", "xae", "bc") == list("xabce")
    assert list(keeping("abcde", "ace", "z")) == list("ace")
    many = "abcdefghijklm"
    assert keeping(many, "mxa", "bcdefghijkl") == list("mxabcdefghijkl")
