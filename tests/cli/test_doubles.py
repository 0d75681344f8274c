"""`readlist doubles`: pairs that may be the same, listed and settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlist import Library
from tests.cli.conftest import Run, on_terminal

PAPERS = ["Networks of Kettles", "Kettle Networks", "Birds at Dawn", "Dawn Birds", "Moss on Stones"]


@pytest.fixture
def alike(readlist: Run, tmp_path: Path) -> Run:
    """A library with three pairs of possible doubles."""
    listing = tmp_path / "tea.txt"
    listing.write_text("".join(f"{title}\nAll there is to say on {title}.\n" for title in PAPERS))
    assert readlist("import", str(listing), "--format", "trending").code == 0
    with Library.open() as library:
        store = library._store
        rows = store.rows_of(ids_of(readlist))
        with store._steps.unlogged() as connection:
            connection.execute("DELETE FROM suggestions")  # what the import found by itself
        store.doubles.suggest(rows[0], [(rows[1], "title", 0.9), (rows[4], "abstract", 0.7)])
        store.doubles.suggest(rows[2], [(rows[3], "abstract", 0.95)])
    return readlist


def ids_of(run: Run) -> list[str]:
    return run("list", "--ids").lines


def test_pairs_are_listed_most_alike_first(alike: Run) -> None:
    ids = ids_of(alike)
    found = alike("doubles")
    assert found.code == 0
    assert found.lines == [
        f"{ids[2]}\t{ids[3]}\tabstract\t0.950\tBirds at Dawn\tDawn Birds",
        f"{ids[0]}\t{ids[1]}\ttitle\t0.900\tNetworks of Kettles\tKettle Networks",
        f"{ids[0]}\t{ids[4]}\tabstract\t0.700\tNetworks of Kettles\tMoss on Stones",
    ]
    assert alike("doubles", "--json").json[0] == {
        "ids": [ids[2], ids[3]],
        "titles": ["Birds at Dawn", "Dawn Birds"],
        "kind": "abstract",
        "score": 0.95,
    }
    assert len(alike("doubles", "--limit", "2").lines) == 2
    assert len(alike("doubles", "--kind", "abstract").lines) == 2
    assert len(alike("doubles", "--kind", "abstract", "--at-least", "90").lines) == 1
    code, shown = on_terminal("doubles", "--limit", "1")
    assert code == 0
    assert "95 % of the abstract alike" in shown


def test_those_that_are_two_are_not_listed_again(alike: Run) -> None:
    ids = ids_of(alike)
    kept = alike("doubles", "--keep-both", ids[3][:5], ids[2])
    assert (kept.code, kept.err) == (0, "Kept both: “Dawn Birds” and “Birds at Dawn”\n")
    assert len(alike("doubles").lines) == 2
    assert alike("doubles", "--keep-both", ids[2], ids[3]).code == 1
    alike("undo")
    assert len(alike("doubles").lines) == 3


def test_all_that_are_listed_are_settled_at_once(alike: Run) -> None:
    merged = alike("doubles", "--merge", "--at-least", "90")
    assert (merged.code, merged.err) == (0, "Merged 2 pairs\n")
    assert len(ids_of(alike)) == 3
    alike("undo")
    assert len(ids_of(alike)) == 5
    assert alike("doubles", "--keep-both").err == "Kept 3 pairs apart\n"
    none = alike("doubles")
    assert (none.code, none.out, none.err) == (1, "", "No possible doubles\n")
    assert alike("doubles", "--json").json == []
    assert alike("doubles", "--merge").code == 1


def test_pairs_come_from_a_pipe(alike: Run) -> None:
    lines = "\n".join(alike("doubles").lines[:2])
    assert alike("doubles", "--merge", "-", stdin=lines).err == "Merged 2 pairs\n"
    assert len(ids_of(alike)) == 3


def test_what_is_wrong_with_the_ids_is_said(alike: Run) -> None:
    ids = ids_of(alike)
    odd = alike("doubles", "--merge", *ids[:3])
    assert odd.code == 1
    assert f"{ids[2]} stands alone; ids are given in pairs" in odd.err
    assert "Merged" in odd.err
    assert alike("doubles", *ids[:2]).code == 2
    assert alike("doubles", "--merge", "--keep-both").code == 2
    assert alike("doubles", "--merge", "zzzz", ids[3]).code == 1
    assert alike("doubles", "--kind", "colour").code == 2
