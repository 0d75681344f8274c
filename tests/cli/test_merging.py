"""`readlist merge` and `split`, `sources` and `forget`."""

from __future__ import annotations

from tests.cli.conftest import Run, on_terminal


def ids(run: Run) -> list[str]:
    return run("list", "--ids").lines


def test_papers_are_merged_and_split_again(stocked: Run) -> None:
    first, second, *_ = ids(stocked)
    merged = stocked("merge", first, second[:4])
    assert (merged.code, merged.out) == (0, "")
    assert merged.err.startswith("Merged “")
    assert stocked("show", second, "--json").json[0]["id"] == first
    split = stocked("split", second)
    assert split.code == 0
    assert [line.split("\t")[0] for line in split.lines] == [first, second]
    assert "Split" in stocked("undo").err
    assert stocked("undo").err.startswith("Undone: Merged")
    assert second in ids(stocked)


def test_merging_reads_ids_from_a_pipe(stocked: Run) -> None:
    lines = stocked("list", "--limit", "3").out
    assert stocked("merge", "-", stdin=lines).err.startswith("Merged 2 papers into “")
    assert len(ids(stocked)) == 3


def test_merging_needs_two_papers_that_are_there(stocked: Run) -> None:
    first, second, *_ = ids(stocked)
    once = stocked("merge", first, first)
    assert (once.code, once.err) == (
        1,
        "Nothing changed: to merge takes two papers, and this is one\n",
    )
    assert stocked("merge").code == 2
    wrong = stocked("merge", first, "zzzz", second)
    assert (wrong.code, wrong.err.splitlines()[-1]) == (1, "readlist: nothing was merged")
    stocked("delete", second)
    gone = stocked("merge", first, second)
    assert gone.code == 1
    assert "was deleted" in gone.err


def test_a_paper_seen_once_is_not_split(stocked: Run) -> None:
    alone = next(each for each in ids(stocked) if len(stocked("show", each).out) > 0)
    outcomes = [stocked("split", each) for each in ids(stocked)]
    assert alone
    assert {outcome.code for outcome in outcomes} <= {0, 1}
    nothing = next(outcome for outcome in outcomes if outcome.code == 1)
    assert nothing.err.startswith("Nothing to split: ")
    assert nothing.out == ""
    assert stocked("split", "zzzz").code == 1


def test_sources_are_listed(stocked: Run) -> None:
    found = stocked("sources")
    assert found.code == 0
    numbers = [line.split("\t")[0] for line in found.lines]
    assert numbers == ["3", "2", "1"]
    listed = stocked("sources", "--json").json
    assert [set(each) for each in listed] == [
        {"number", "name", "format", "imported_at", "papers"}
    ] * 3
    assert {each["name"] for each in listed} == {"monday.txt", "tuesday.txt", "author.txt"}
    assert on_terminal("sources")[1].count("\n") == 3


def test_a_source_is_forgotten_and_what_is_kept_is_listed(stocked: Run) -> None:
    monday = stocked("list", "source:monday.txt", "--ids").lines
    stocked("note", monday[0], "mine")
    before = stocked("list").out
    done = stocked("forget", "monday")
    assert done.code == 0
    assert done.err.startswith("Forgot monday.txt: ")
    assert done.err.endswith("1 of yours kept\n")
    assert [line.split("\t")[0] for line in done.lines] == [monday[0]]
    assert len(stocked("sources").lines) == 2
    assert stocked("undo").err.startswith("Undone: Forgot monday.txt")
    assert stocked("list").out == before
    told = stocked("forget", "--json", "1").json
    assert told["kept"] == [monday[0]]
    assert set(told) == {"gone", "known", "kept"}


def test_forgetting_needs_one_source(stocked: Run) -> None:
    assert stocked("forget").code == 2
    unknown = stocked("forget", "friday")
    assert (unknown.code, unknown.err) == (
        1,
        "readlist: There is no source 'friday'; `readlist sources` lists them\n",
    )
    several = stocked("forget", ".txt")
    assert (several.code, several.err.count("\n")) == (2, 1)
    assert len(stocked("sources").lines) == 3


def test_without_a_library_there_are_no_sources(readlist: Run) -> None:
    assert readlist("sources").code == 1
    assert readlist("forget", "x").code == 1
