"""The contract of the command line: words with dashes, pipes, exit codes, JSON shapes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

from readlist.cli import cli
from tests.cli.conftest import Run

PAPER_KEYS = ["id", "title", "title_derived", "abstract", "authors", "year", "venue", "doi",
              "arxiv_id", "urls", "links", "starred", "status", "tags", "note", "highlights",
              "added_at", "sources"]  # fmt: skip


def one_id(run: Run, query: str) -> str:
    (found,) = run("search", query, "--ids").lines
    return found


def test_every_command_explains_itself(readlist: Run) -> None:
    for name in cli.list_commands(click.Context(cli)):
        for flag in ("-h", "--help"):
            shown = readlist(name, flag)
            assert shown.code == 0
            assert f"readlist {name}" in shown.out


def test_version_is_printed(readlist: Run) -> None:
    assert re.fullmatch(r"readlist \d+\.\d+\.\d+\n", readlist("--version").out)


def test_papers_as_json_have_the_promised_keys(stocked: Run) -> None:
    papers = stocked("list", "--json").json
    assert len(papers) == 5
    for paper in papers:
        assert list(paper) == PAPER_KEYS
        assert re.fullmatch(r"[a-z2-7]{8}", paper["id"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", paper["added_at"])
        assert paper["status"] == "unread"
        assert paper["note"] is None
    masked = next(paper for paper in papers if "MASK" in paper["title"])
    assert [(s["name"], s["first_line"], s["last_line"]) for s in masked["sources"]] == [
        ("monday.txt", 5, 6),
        ("tuesday.txt", 11, 13),
    ]


def test_search_results_carry_scores_and_lists_do_not(stocked: Run) -> None:
    (found,) = stocked("search", "kettles", "--json").json
    assert found["score"] > 0
    assert stocked("search", "is:unread", "--json").json[0]["score"] is None
    assert "score" not in stocked("list", "kettles", "--json").json[0]


def test_off_a_terminal_a_paper_is_a_line_of_id_status_title(stocked: Run) -> None:
    lines = stocked("list").lines
    assert len(lines) == 5
    for line in lines:
        assert re.fullmatch(r"[a-z2-7]{8}\tunread\t[^\t]+", line)
    assert "\x1b" not in "".join(lines)


def test_a_pipe_of_lines_stars_papers(stocked: Run) -> None:
    found = stocked("search", "mask")
    assert stocked("star", "-", stdin=found.out).code == 0
    (starred,) = stocked("list", "--starred").lines
    assert "[MASK]" in starred


def test_a_word_with_a_dash_is_text(stocked: Run) -> None:
    assert len(stocked("search", "the", "-kettles", "--ids", "--limit", "0").lines) == 3
    birds = one_id(stocked, "birds")
    assert stocked("tag", "+rl", "+hci", birds).code == 0
    assert stocked("tag", "-rl", birds).code == 0
    assert stocked("show", birds, "--json").json[0]["tags"] == ["hci"]
    assert stocked("note", birds, "- idea").code == 0
    assert stocked("note", birds).out == "- idea\n"
    assert stocked("search", "-graph").code == 0, "not the -h option with a value"
    assert stocked("search", "--", "--ids").code == 1


def test_who_finds_nothing_is_told_what_may_have_been_meant(stocked: Run) -> None:
    done = stocked("search", "cuonting")
    assert (done.code, done.out, done.err) == (
        1,
        "",
        "readlist: no paper matches; did you mean counting?\n",
    )


@pytest.mark.parametrize("command", ["search", "list"])
def test_who_finds_nothing_is_told_so(stocked: Run, command: str) -> None:
    for option, out in (("", ""), ("--ids", ""), ("--json", "[]\n")):
        done = stocked(command, "xylophonist", *filter(None, [option]))
        assert (done.code, done.out, done.err) == (1, out, "readlist: no paper matches\n")
    dated = stocked(command, "year:2021")
    assert dated.err == "readlist: no paper here has a year\nreadlist: no paper matches\n"
    assert stocked(command, "birds").err == ""


def test_a_library_without_papers_is_said(stocked: Run) -> None:
    stocked("delete", *stocked("list", "--ids").lines)
    nothing = stocked("list")
    assert (nothing.code, nothing.out, nothing.err.count("\n")) == (1, "", 1)
    assert "readlist import" in nothing.err


def test_that_there_is_more_is_said_beside_the_output(stocked: Run) -> None:
    for options in ([], ["--ids"], ["--json"]):
        some = stocked("search", "is:unread", "--limit", "2", *options)
        assert (some.code, some.err) == (0, "2 of 5 shown; --limit 0 shows all\n")
        assert "shown" not in some.out
        assert stocked("search", "is:unread", *options).err == ""
        assert stocked("search", "is:unread", "--limit", "0", *options).err == ""


@pytest.mark.parametrize("limit", ["abc", "-1", "1.5", "٣٣x", "9" * 30])
def test_a_limit_is_a_number(stocked: Run, limit: str) -> None:
    for command in ("search", "list"):
        wrong = stocked(command, "the", "--limit", limit)
        assert wrong.code == 2
        assert f"--limit takes a number from 0 on, not '{limit}'" in wrong.err


def test_a_step_is_a_number(stocked: Run) -> None:
    assert "STEP takes a number from 1 on, not 'k3v9q2ma'" in stocked("history", "k3v9q2ma").err


def test_a_tag_is_not_both_added_and_taken_off(stocked: Run) -> None:
    birds = one_id(stocked, "birds")
    wrong = stocked("tag", "+rl", "-RL", birds)
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err == "readlist: #rl is to be added and to be taken off; say one of them\n"
    assert stocked("show", birds, "--json").json[0]["tags"] == []


def test_a_title_that_is_none_cannot_be_taken_away(readlist: Run) -> None:
    readlist(
        "import", "-", "--format", "abstracts", stdin=f"Abstract: {'Birds sing at dawn. ' * 9}"
    )
    (paper,) = readlist("list", "--json").json
    assert paper["title_derived"]
    done = readlist("edit", paper["id"], "--title", "")
    assert "has no title of its own; its text begins like that" in done.err


def test_unknown_long_options_stay_errors(stocked: Run) -> None:
    wrong = stocked("search", "gan", "--idz")
    assert wrong.code == 2
    assert "--ids" in wrong.err
    assert len(wrong.err.splitlines()) == 1


def test_options_may_stand_anywhere(stocked: Run) -> None:
    assert stocked("search", "--ids", "kettles").out == stocked("search", "kettles", "--ids").out


def test_words_are_joined_with_one_space(stocked: Run) -> None:
    birds = one_id(stocked, "birds")
    stocked("note", birds, "one", "two")
    assert stocked("note", birds).out == "one two\n"


@pytest.mark.parametrize("command", [["search", "zebra"], ["list", "zebra"]])
def test_nothing_found_exits_1(stocked: Run, command: list[str]) -> None:
    assert stocked(*command).code == 1
    nothing = stocked(*command, "--json")
    assert (nothing.code, nothing.json) == (1, [])


def test_limit_keeps_the_first(stocked: Run) -> None:
    everything = stocked("search", "the OR of", "--ids", "--limit", "0").lines
    assert stocked("search", "the OR of", "--ids", "--limit", "2").lines == everything[:2]
    assert stocked("list", "--ids", "--limit", "2").lines == stocked("list", "--ids").lines[:2]


def test_the_list_is_newest_import_first_then_as_in_the_file(stocked: Run) -> None:
    titles = [paper["title"] for paper in stocked("list", "--json").json]
    assert titles[0].startswith("Moss grows")  # the last file imported
    assert titles[1].startswith("Counting Birds")
    assert [title[:4] for title in titles[2:]] == ["Gard", "A [M", "Slow"]


def test_ids_are_taken_as_unique_prefixes(stocked: Run) -> None:
    birds = one_id(stocked, "birds")
    assert stocked("show", birds[:5], "--json").json[0]["id"] == birds
    short = stocked("show", birds[:2])
    assert short.code == 1
    assert len(short.err.splitlines()) == 1


def test_a_paper_is_found_by_its_arxiv_id_and_doi(stocked: Run) -> None:
    birds = one_id(stocked, "birds")
    edited = stocked("edit", birds, "--arxiv", "arXiv:2101.00001v2", "--doi", "10.1000/BIRDS")
    assert edited.code == 0
    for name in ("2101.00001", "arXiv:2101.00001v3", "10.1000/birds"):
        assert stocked("show", name, "--json").json[0]["id"] == birds


def test_what_cannot_be_done_is_said_and_the_rest_is_done(stocked: Run) -> None:
    birds = one_id(stocked, "birds")
    done = stocked("star", "nosuchid", birds)
    assert done.code == 1
    assert "nosuchid" in done.err
    assert stocked("list", "--starred", "--ids").lines == [birds]


def test_status_marks_and_rejects(stocked: Run) -> None:
    birds = one_id(stocked, "birds")
    assert stocked("status", "read", birds).code == 0
    assert stocked("list", "is:read", "--ids").lines == [birds]
    assert stocked("status", "finished", birds).code == 2


def test_edit_corrects_and_clears(stocked: Run) -> None:
    birds = one_id(stocked, "birds")
    stocked("edit", birds, "--title", "Birds, Counted", "--authors", "Ann Lark; Bo Wren",
            "--year", "2021", "--url", "https://birds.example.org")  # fmt: skip
    (paper,) = stocked("show", birds, "--json").json
    assert (paper["title"], paper["authors"], paper["year"]) == (
        "Birds, Counted",
        ["Ann Lark", "Bo Wren"],
        2021,
    )
    stocked("edit", birds, "--title", "", "--year", "")
    (paper,) = stocked("show", birds, "--json").json
    assert paper["title"] == "Counting Birds by Their Songs at Dawn"
    assert paper["year"] is None
    for wrong in (["--year", "soon"], ["--doi", "x"], ["--url", "birds"], ["--arxiv", "?"], []):
        assert stocked("edit", birds, *wrong).code == 2


def test_undo_and_redo_name_the_step(stocked: Run) -> None:
    birds = one_id(stocked, "birds")
    stocked("star", birds)
    assert "Starred “Counting Birds" in stocked("undo").err
    assert stocked("list", "--starred").code == 1
    assert "Starred “Counting Birds" in stocked("redo").err
    assert stocked("list", "--starred", "--ids").lines == [birds]
    steps = [line.split("\t") for line in stocked("history").lines]
    assert [step[2:] for step in steps[:1]] == [["done", steps[0][3]]]


def test_redo_brings_back_nothing_that_was_undone_long_ago(stocked: Run) -> None:
    birds, other = one_id(stocked, "birds"), stocked("list", "-birds", "--ids").lines[0]
    for words in (("delete", birds), ("star", other)):
        stocked(*words)
        stocked("undo")
    stocked("status", "read", other)
    refused = stocked("redo")
    assert refused.code == 1
    assert "something else was done since; the history can redo step 2, “Deleted" in refused.err
    assert one_id(stocked, "birds") == birds
    assert stocked("redo", "2").code == 0
    assert stocked("search", "birds").code == 1


def test_a_mistaken_import_is_one_undo(stocked: Run, listings: Path) -> None:
    assert stocked("undo").code == 0
    assert stocked("list").code == 1
    assert stocked("undo").code == 1, "nothing is left to undo"
    assert stocked("redo").code == 0
    assert len(stocked("list").lines) == 5


@pytest.mark.parametrize("query", ["tag:", 'author:""', "is:read id: ", "-source:", "year:()"])
def test_a_condition_without_a_value_is_not_every_paper(stocked: Run, query: str) -> None:
    """As of a script whose variable is empty: what it lists may go to `delete -`."""
    asked = (["list"], ["search"], ["export"], ["searches", "save", "all"])
    for done in [stocked(*words, "--", query) for words in asked]:
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert "Nothing stands after " in done.err
    assert stocked("searches").code == 1, "nothing was saved"


def test_delete_hides_until_undone(stocked: Run, listings: Path) -> None:
    birds = one_id(stocked, "birds")
    assert stocked("delete", birds).code == 0
    assert stocked("search", "birds").code == 1
    assert "deleted earlier" in stocked("import", str(listings / "tuesday.txt")).out
    assert stocked("list", "is:removed", "--ids").lines == [birds]
    stocked("undo")
    assert one_id(stocked, "birds") == birds


def test_a_deleted_paper_is_not_changed_unknowingly(stocked: Run) -> None:
    birds = one_id(stocked, "birds")
    stocked("delete", birds)
    for words in (["star", birds], ["tag", "+rl", birds], ["status", "read", birds]):
        refused = stocked(*words)
        assert refused.code == 1
        assert "deleted" in refused.err
    assert stocked("note", birds, "text").code == 1
    assert stocked("edit", birds, "--year", "2021").code == 1
    assert "deleted" in stocked("show", birds).out


def test_what_changes_nothing_is_no_step(stocked: Run) -> None:
    birds = one_id(stocked, "birds")
    before = stocked("history").lines
    for words in (["unstar", birds], ["edit", birds, "--year", ""], ["tag", "-rl", birds],
                  ["status", "unread", birds]):  # fmt: skip
        assert "Nothing changed" in stocked(*words).err
    assert stocked("history").lines == before


def test_marks_count_what_they_changed(stocked: Run) -> None:
    ids = stocked("list", "--ids").lines
    stocked("star", ids[0])
    assert stocked("star", *ids).err == "Starred 4 papers\n"
    assert stocked("tag", "+A", "+a", ids[0]).err.endswith("” +A\n")


def test_a_library_that_is_not_there_is_said(readlist: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    for path in (empty, tmp_path / "missing.db"):
        nothing = readlist("--library", str(path), "list")
        assert nothing.code == 1
        assert f"there is no library at {path}" in nothing.err
        assert nothing.err.count("\n") == 1
    assert empty.read_bytes() == b""


def test_open_prints_the_link_or_where_to_find_it(stocked: Run) -> None:
    birds = one_id(stocked, "birds")
    assert stocked("open", birds, "--print").out.startswith(
        "https://scholar.google.com/scholar?q=%22Counting+Birds"
    )
    stocked("edit", birds, "--arxiv", "2101.00001")
    assert stocked("open", birds, "--print").out == "https://arxiv.org/abs/2101.00001\n"


def test_show_is_for_reading(stocked: Run) -> None:
    shown = stocked("show", one_id(stocked, "footpaths")).out
    assert "Gardens of Paths" in shown
    assert "https://github.com/example/garden-paths  (code)" in shown
    assert "monday.txt 3-4" in shown


def test_paths_and_stats_and_reindex(stocked: Run, home: Path) -> None:
    assert f"library\t{home / 'library.db'}" in stocked("paths").lines
    assert stocked("stats", "--json").json["papers"] == 5
    assert "5 papers" in stocked("reindex").err
    assert one_id(stocked, "birds")


def test_reading_creates_nothing(readlist: Run, home: Path) -> None:
    for words in (["list"], ["search", "x"], ["stats"], ["history"], ["export"], ["paths"]):
        readlist(*words)
    assert not home.exists()


def test_the_library_option_works_before_and_after_the_command(
    readlist: Run, listings: Path, tmp_path: Path
) -> None:
    other = str(tmp_path / "other.db")
    assert readlist("--library", other, "import", str(listings / "tuesday.txt")).code == 0
    assert len(readlist("list", "--library", other).lines) == 2
    assert readlist("list").code == 1


@pytest.mark.parametrize("kind", ["folder", "text", "foreign"])
def test_a_library_that_is_none_is_one_sentence(readlist: Run, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "thing"
    if kind == "folder":
        path.mkdir()
    elif kind == "text":
        path.write_text("not a database at all, just a long enough text to look like a file\n" * 20)
    else:
        import sqlite3

        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE theirs (x)")
        connection.commit()
        connection.close()
    before = path.read_bytes() if path.is_file() else b""
    wrong = readlist("--library", str(path), "list")
    assert wrong.code == 2
    assert len(wrong.err.splitlines()) == 1
    assert str(path) in wrong.err
    assert not path.is_file() or path.read_bytes() == before


def test_without_a_terminal_the_app_says_so(readlist: Run) -> None:
    wrong = readlist()
    assert wrong.code == 2
    assert wrong.out == ""
    assert "\x1b" not in wrong.err
    assert len(wrong.err.splitlines()) == 1


def test_a_command_that_is_none_suggests_the_nearest(readlist: Run) -> None:
    wrong = readlist("serach", "x")
    assert wrong.code == 2
    assert "did you mean search?" in wrong.err


def test_the_demo_does_the_main_job_as_text(readlist: Run, home: Path) -> None:
    shown = readlist("demo")
    assert shown.code == 0
    assert "# starred\n\n2 papers\n" in shown.out
    assert not home.exists()


def test_json_is_readable_text(stocked: Run) -> None:
    assert json.loads(stocked("export", "list", "--format", "json").out or "[]") == []


def test_a_search_is_saved_also_where_there_is_no_library_yet(readlist: Run) -> None:
    assert readlist("searches", "save", "mine", "is:unread").code == 0
    assert readlist("searches").lines == ["mine\tis:unread\t0"]


def test_an_empty_word_is_no_bug(stocked: Run) -> None:
    assert stocked("tag", "+rl", "").err == (
        "readlist: There is no paper “”; give an id as `readlist list` shows it, an arXiv id or a"
        " DOI\n"
    )
    assert "Give some words" in stocked("highlight", stocked("list", "--ids").lines[0], "").err


def test_wrong_words_are_told_by_the_command_they_belong_to(stocked: Run) -> None:
    assert stocked("tags", "renam").err == (
        "readlist tags: There is no command 'renam'; did you mean rename? "
        "(readlist tags -h says more)\n"
    )
    assert "'STATUS': 'done' is not one of" in stocked("status", "done", "abc").err
    alone = stocked("doubles", "--merge", stocked("list", "--ids").lines[0])
    assert alone.err.splitlines()[-1] == "Nothing changed: no pair is named"
