"""`readlist add`."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_a_paper_is_added_and_its_id_printed(readlist: Run) -> None:
    added = readlist(
        *("add", "--title", "- Slow Bridges", "--authors", "Ann Lee; Bo Ray", "--year", "2020"),
        *("--url", "https://example.org/bridges", "--abstract", "-"),
        stdin="They follow the water.\n",
    )
    assert (added.code, added.err) == (0, "Added “- Slow Bridges”\n")
    (id,) = added.lines
    (paper,) = readlist("show", id, "--json").json
    assert (paper["authors"], paper["year"]) == (["Ann Lee", "Bo Ray"], 2020)
    assert paper["abstract"] == "They follow the water."
    assert paper["sources"][0]["name"] == "by hand"
    again = readlist("add", "--title", "- slow bridges")
    assert (again.code, again.lines, again.err[:7]) == (0, [id], "Nothing")
    assert (
        readlist("add").code
        == readlist("add", "--title", "").code
        == readlist("add", "--year", "x").code
        == 2
    )
    assert readlist("undo").code == 0
    assert readlist("list").code == 1
