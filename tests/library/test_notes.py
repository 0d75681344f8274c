"""Visits to notes: one step each, and whole when two windows write on one note."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist import Library
from readlist.errors import ReadlistError, UnknownPaper
from readlist.library import join_texts


@pytest.fixture
def paper(samples: Library) -> str:
    return samples.search("").ids[0]


@pytest.fixture
def other(samples: Library) -> Iterator[Library]:
    """Another window on the same library."""
    with Library.open(samples.path) as opened:
        yield opened


def labels(library: Library) -> list[str]:
    return [step.label.partition("“")[0] for step in library.history(3)][:-1]


def test_a_visit_is_one_step_that_says_what_became_of_the_note(
    samples: Library, paper: str
) -> None:
    visit = samples.visit_note(paper)
    for text in ("o", "one", "one\ntwo\n"):
        assert visit.save(text) == text
    assert samples.note(paper).text == "one\ntwo"
    assert labels(samples) == ["Wrote a note on "]
    visit = samples.visit_note(paper)
    visit.save("one\n2")
    assert labels(samples) == ["Changed the note on ", "Wrote a note on "]
    visit.save("")
    assert labels(samples) == ["Removed the note on ", "Wrote a note on "]
    samples.undo()
    assert samples.note(paper).text == "one\ntwo"
    samples.undo()
    assert samples.note(paper).text == ""


def test_two_windows_write_at_once(samples: Library, other: Library, paper: str) -> None:
    samples.set_note(paper, "- one\n- two\n- three")
    here, there = samples.visit_note(paper), other.visit_note(paper)
    here.save("- one\n- two\n- three\n- mine")
    text = there.save("- zero\n- one\n- two\n- three")
    assert text == "- zero\n- one\n- two\n- three\n- mine"
    assert (here.joined, there.joined) == (False, True)
    for number in range(4):  # on and on, and nothing is doubled
        mine = here.save(here.text + f"\n- mine {number}")
        theirs = there.save(f"- theirs {number}\n" + there.text)
    assert sorted(theirs.split("\n")) == sorted(
        ["- zero", "- one", "- two", "- three", "- mine"]
        + [f"- {whose} {number}" for whose in ("mine", "theirs") for number in range(4)]
    )
    assert samples.note(paper).text == theirs
    assert "- mine 3" in mine
    # Each visit's steps can be undone: nothing is for ever in each other's way.
    while samples.note(paper).text:
        samples.undo()


def test_a_paper_that_was_merged_and_split_off_again_meanwhile(
    samples: Library, other: Library, paper: str
) -> None:
    samples.set_note(paper, "first")
    visit = samples.visit_note(paper)
    kept = next(each for each in other.select("").ids if each != paper)
    other.merge([kept, paper])
    with pytest.raises(UnknownPaper):
        visit.save("first\nsecond")
    other.split(kept)
    assert visit.save("first\nsecond") == "first\nsecond"
    assert samples.note(paper).text == "first\nsecond"
    assert samples.note(kept).text == ""


def test_what_cannot_be_saved_is_there_on_the_next_visit(samples: Library, paper: str) -> None:
    visit = samples.visit_note(paper)
    visit.save("kept")
    assert visit.recovered() is None
    file = visit.keep("kept, and more")
    assert file.is_relative_to(os.environ["READLIST_HOME"])
    assert file.stat().st_mode & 0o077 == 0
    again = samples.visit_note(paper)
    assert again.text == "kept"
    assert again.recovered() == "kept, and more"
    again.save("kept, and more")
    assert not file.exists()
    assert samples.visit_note(paper).recovered() is None


lines = st.lists(st.sampled_from(["a", "b", "", "- c"]), max_size=6).map("\n".join)


@given(base=lines, one=lines, other=lines)
def test_joining_loses_no_line(base: str, one: str, other: str) -> None:
    joined = join_texts(base, one, other).split("\n")
    for mine, theirs in ((one, other), (other, one)):
        new = set(mine.split("\n")) - set(base.split("\n")) - {""}
        assert new <= set(joined), (mine, theirs)


@given(base=lines, changed=lines)
def test_joining_with_no_change_is_the_change(base: str, changed: str) -> None:
    for joined in (join_texts(base, changed, base), join_texts(base, base, changed)):
        if base.strip():
            assert joined == changed
        else:
            assert joined.strip("\n") in (changed.strip("\n"), base.strip("\n"))


def test_a_line_both_changed_is_there_twice() -> None:
    assert join_texts("a\nb\nc", "a\nb mine\nc", "a\nb theirs\nc") == "a\nb theirs\nb mine\nc"
    assert join_texts("", "mine", "theirs") == "theirs\n\nmine"


def test_a_file_that_cannot_be_written_says_so(
    samples: Library, paper: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("no folder")
    monkeypatch.setenv("READLIST_HOME", str(tmp_path / "taken"))
    with pytest.raises(OSError, match="taken"):
        samples.visit_note(paper).keep("text")


def test_what_failed_to_be_saved_is_not_taken_for_another_hand(
    samples: Library, paper: str
) -> None:
    resource = pytest.importorskip("resource")
    visit = samples.visit_note(paper)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))  # as if the disk were full
        with pytest.raises(ReadlistError):
            visit.save("mine")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        signal.signal(signal.SIGXFSZ, before)
    assert visit.save("mine") == "mine"
    assert not visit.joined
