"""undo, redo and history from the shell."""

from __future__ import annotations

from tests.cli.conftest import Run, on_terminal


def test_what_one_step_did_and_undoing_just_that_one(stocked: Run) -> None:
    one, other = (line.split("\t")[0] for line in stocked("list").lines[:2])
    assert stocked("star", one, other).code == 0
    assert stocked("status", "read", one).code == 0
    assert stocked("note", one, "a thought").code == 0
    number = next(line.split("\t")[0] for line in stocked("history").lines if "Starred 2" in line)
    shown = stocked("history", number)
    assert shown.lines[0] == "Starred 2 papers"
    assert "2 PAPERS" in shown.out
    assert "star: + starred" in shown.out
    assert "IN THE WAY" in shown.out
    assert f"Marked “{stocked('show', one, '--json').json[0]['title'][:20]}" in shown.out
    told = stocked("history", number, "--json").json
    assert {paper["id"] for paper in told["papers"]} == {one, other}
    assert told["papers"][0]["changes"] == [{"what": "star", "before": "", "after": "starred"}]
    assert [step["undone"] for step in told["in_the_way"]] == [False]

    undone = stocked("undo", number)
    assert undone.code == 0
    assert "Took back: Starred 2 papers" in undone.err
    assert stocked("list", "is:starred").lines == []
    assert [line.split("\t")[2] for line in stocked("history").lines if "Starred 2" in line] == [
        *("done", "taken back")
    ]
    again = stocked("undo", number)
    assert again.code == 1
    assert "is taken back already: undo step" in again.err
    assert stocked("list", "--ids", "is:read").lines == [one]
    assert stocked("undo").code == 0
    assert len(stocked("list", "--ids", "is:starred").lines) == 2


def test_the_history_of_one_paper(stocked: Run) -> None:
    one, other = (line.split("\t")[0] for line in stocked("list").lines[:2])
    stocked("tag", "+rl", one)
    stocked("star", other)
    steps = [line.split("\t") for line in stocked("history", "--paper", one).lines]
    assert [step[4] for step in steps] == ["tag: + #rl", "paper: came in"]
    assert [step["label"] for step in stocked("history", "--paper", one, "--json").json] == [
        step[3] for step in steps
    ]
    assert stocked("history", "--paper", "nosuchone").code == 1
    assert stocked("history", "1", "--paper", one).code == 2
    assert stocked("history", "99").code == 1
    number = steps[0][0]
    assert stocked("undo", number).code == 0
    assert stocked("undo", number).code == 1, "undone already"
    assert stocked("redo", number).code == 0
    assert stocked("redo", number).code == 1


def test_on_a_terminal_the_history_stands_by_days(stocked: Run) -> None:
    code, shown = on_terminal("history")
    assert code == 0
    assert "Today" in shown
    assert "Imported" in shown
