"""Marking sentences from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_mark_remark_list_and_remove(readlist: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.bib"
    file.write_text("@article{a, title={Lanterns}, abstract={One is lit. Another is not.}}")
    readlist("import", str(file))
    (paper,) = readlist("list", "--ids").lines
    assert readlist("highlight", paper).code == 1
    nothing = readlist("highlight", paper, "--json")
    assert (nothing.code, nothing.json) == (1, [])
    assert "Marked a sentence" in readlist("highlight", paper, "is", "lit").err
    assert readlist("highlight", paper, "is not", "--remark", "- why?").code == 0
    assert readlist("highlight", paper).lines == ["One is lit.", "Another is not.", "╎ - why?"]
    wanted = [
        {"quote": "One is lit.", "remark": None},
        {"quote": "Another is not.", "remark": "- why?"},
    ]
    assert readlist("highlight", paper, "--json").json == wanted
    assert readlist("show", paper, "--json").json[0]["highlights"] == wanted
    assert (
        "HIGHLIGHTS\n  One is lit.\n  Another is not.\n  ╎ - why?\n" in readlist("show", paper).out
    )
    assert readlist("search", "note:why", "--ids").lines == [paper]
    assert readlist("highlight", paper, "another", "--remark", "").code == 0
    assert readlist("highlight", paper, "lit", "--remove").code == 0
    assert readlist("highlight", paper).lines == ["Another is not."]
    for wrong in (["--remove"], ["lit", "--remove", "--remark", "x"], ["spoons"]):
        assert readlist("highlight", paper, *wrong).code == 2
