"""`readlist tags`, `readlist words`, and renaming a source."""

from __future__ import annotations

from tests.cli.conftest import Run, on_terminal


def test_tags_are_listed_renamed_merged_moved_and_deleted(stocked: Run) -> None:
    assert stocked("tags").code == 1
    ids = stocked("list", "--ids").lines
    assert stocked("tag", "+reading group,rl", "+policy", ids[2], ids[0]).code == 0
    stocked("tag", "+policy", ids[1])
    assert stocked("tags").lines == ["policy\t3", "reading-group\t2", "rl\t2"]
    assert stocked("tags", "rename", "RL", "ml").err == "Renamed tag #rl to #ml\n"
    assert stocked("tags", "merge", "ml", "#policy").err == "Merged tag #ml into #policy\n"
    assert stocked("tags", "move", "reading-group", "1").code == 0
    assert stocked("tags", "--json").json == [
        {"name": "reading-group", "count": 2},
        {"name": "policy", "count": 3},
    ]
    assert stocked("list", "tag:reading-group", "--ids").lines == [ids[2], ids[0]]
    exported = stocked("export", "tag:reading-group", "--format", "json").json
    assert [paper["id"] for paper in exported] == [ids[2], ids[0]]
    assert stocked("tags", "delete", "policy", "reading-group").err == (
        "Deleted tags #policy #reading-group from 5 papers\n"
    )
    assert stocked("tags").code == 1
    assert stocked("undo").code == 0
    assert len(stocked("tags").lines) == 2
    wrong = stocked("tags", "rename", "nope", "x")
    assert (wrong.code, wrong.err.count("\n")) == (1, 1)


def test_my_words_are_kept_counted_and_removed(stocked: Run) -> None:
    assert stocked("words").code == 1
    assert stocked("words", "add", "bird", "kettles").err == "Added 2 words to “look for”\n"
    moved = stocked("words", "add", "--watch", "kettle")
    assert moved.err == "Moved “kettles” to “watch out for”\n"
    listed = stocked("words").lines
    assert [line.split("\t")[:2] for line in listed] == [
        ["bird", "wanted"],
        ["kettles", "unwanted"],
    ]
    (bird, _) = stocked("words", "--json").json
    assert bird["count"] == len(stocked("list", "title:birds OR abstract:birds").lines) > 0
    assert stocked("words", "remove", "birds").err == "Removed “bird”\n"
    assert stocked("words", "remove", "birds").code == 1
    assert stocked("words", "add", "?").code == 2


def test_a_source_is_renamed(stocked: Run) -> None:
    number, name, *_ = stocked("sources").lines[0].split("\t")
    assert stocked("sources", "rename", name, "week 1").code == 0
    assert stocked("sources").lines[0].startswith(f"{number}\tweek 1\t")
    assert stocked("undo").err == f"Undone: Renamed source {name} to week 1\n"
    assert stocked("sources", "rename", number, " ").code == 2


def test_on_a_terminal_tags_end_with_the_untagged(stocked: Run) -> None:
    (first, *others) = stocked("list", "--ids").lines
    stocked("tag", "+rl", first)
    shown = on_terminal("tags")[1]
    assert "1  #rl" in shown
    assert f"{len(others)}  untagged" in shown
