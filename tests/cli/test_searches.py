"""`readlist searches` and `readlist search --recent`."""

from __future__ import annotations

from tests.cli.conftest import Run, on_terminal


def test_searches_are_saved_listed_moved_renamed_and_deleted(stocked: Run) -> None:
    assert stocked("searches").code == 1
    saved = stocked("searches", "save", "to read", "is:unread", "-kettles")
    assert (saved.code, saved.out, saved.err) == (0, "", "Saved the search “to read”\n")
    assert stocked("searches", "save", "birds", 'title:"counting birds"').code == 0
    assert stocked("searches").lines == [
        "to read\tis:unread -kettles\t4",
        'birds\ttitle:"counting birds"\t1',
    ]
    assert stocked("searches", "move", "BIRDS", "1").code == 0
    assert stocked("searches", "rename", "birds", "Vögel").code == 0
    assert stocked("searches", "--json").json == [
        {"name": "Vögel", "query": 'title:"counting birds"', "count": 1},
        {"name": "to read", "query": "is:unread -kettles", "count": 4},
    ]
    assert stocked("searches", "delete", "to read").code == 0
    assert [line.split("\t")[0] for line in stocked("searches", "list").lines] == ["Vögel"]
    assert stocked("undo").err == "Undone: Deleted the search “to read”\n"
    assert len(stocked("searches").lines) == 2


def test_a_saved_search_can_be_run_from_a_pipe(stocked: Run) -> None:
    stocked("searches", "save", "birds", "birds")
    name, query, count = stocked("searches").lines[0].split("\t")
    assert (name, count) == ("birds", "1")
    assert len(stocked("list", query).lines) == 1


def test_wrong_names_are_one_sentence(stocked: Run) -> None:
    stocked("searches", "save", "a", "x")
    taken = stocked("searches", "save", "A", "y")
    assert (taken.code, taken.err.count("\n")) == (2, 1)
    missing = stocked("searches", "delete", "b")
    assert (missing.code, missing.err.count("\n")) == (1, 1)
    assert stocked("searches", "move", "a", "0").code == 2
    assert "searches -h" in stocked("searches", "frobnicate").err


def test_the_library_option_works_with_searches(stocked: Run, tmp_path: object) -> None:
    other = f"{tmp_path}/other.db"
    assert "no library" in stocked("searches", "--library", other).err
    stocked("searches", "save", "a", "x")
    assert stocked("searches", "list", "--library", other).code == 1


def test_queries_asked_on_a_terminal_are_remembered(stocked: Run) -> None:
    assert stocked("search", "--recent").code == 1
    on_terminal("search", "kettles", "-gan")
    on_terminal("search", "birds")
    on_terminal("search", "nothing-like-this")
    on_terminal("search", "kettles -gan")
    assert stocked("search", "--recent").lines == ["kettles -gan", "nothing-like-this", "birds"]
    assert stocked("search", "--recent", "--limit", "1").lines == ["kettles -gan"]
    assert stocked("search", "--recent", "--json").json[-1] == "birds"
    assert stocked("search").code == stocked("search", "--recent", "x").code == 2


def test_what_scripts_ask_is_not_remembered(stocked: Run) -> None:
    assert stocked("search", "kettles").lines
    assert on_terminal("search", "kettles", "--ids")[0] == 0
    assert on_terminal("search", "birds", "--json")[0] == 0
    assert stocked("search", "--recent").lines == []
