"""`readlist import`: what goes in, what is reported, and what bad input does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_the_report_is_a_sentence_a_file_and_one_for_all(readlist: Run, listings: Path) -> None:
    files = [str(listings / name) for name in ("monday.txt", "tuesday.txt", "author.txt")]
    done = readlist("import", *files)
    assert done.code == 0
    assert done.lines == [
        f"{files[0]}: 3 papers, 3 new, 0 known",
        f"{files[1]}: 2 papers, 1 new, 1 known",
        f"{files[2]}: 2 papers, 1 new, 1 known",
        "7 papers in 3 files, 5 new, 2 known; the library holds 5 papers",
    ]


def test_importing_again_changes_nothing_and_says_so(stocked: Run, listings: Path) -> None:
    before = stocked("list", "--json").out
    again = stocked("import", str(listings / "monday.txt"))
    assert "0 new, 3 known; imported before, nothing changed" in again.out
    assert stocked("list", "--json").out == before


def test_known_papers_that_are_starred_are_counted(stocked: Run, listings: Path) -> None:
    (mask,) = stocked("search", "mask", "--ids").lines
    stocked("star", mask)
    assert "3 known (1 starred)" in stocked("import", str(listings / "monday.txt")).out


def test_json_report_has_the_promised_shape(readlist: Run, listings: Path) -> None:
    report = readlist("import", str(listings / "tuesday.txt"), "--json").json
    (file,) = report["files"]
    assert list(file) == ["name", "format", "confidence", "encoding", "lines", "records", "new",
                          "merged", "known", "suggested", "unparsed", "error", "problems", "parts",
                          "notices", "marks_left", "candidates", "joined"]  # fmt: skip
    assert list(file["lines"]) == ["title", "abstract", "field", "boilerplate", "blank", "unparsed"]
    assert sum(file["lines"].values()) == len((listings / "tuesday.txt").read_text().splitlines())
    (missing,) = readlist("import", "missing.txt", "--json").json["files"]
    assert missing["lines"] == dict.fromkeys(file["lines"], 0)
    assert (file["records"], file["new"], file["merged"], file["known"]) == (2, 2, 0, 0)
    assert (report["papers_before"], report["papers_after"]) == (0, 2)
    assert file["error"] is None


def test_a_dry_run_writes_nothing_and_forecasts(readlist: Run, listings: Path, home: Path) -> None:
    files = [str(listings / name) for name in ("monday.txt", "author.txt")]
    report = readlist("import", "--dry-run", "--json", *files).json
    assert not home.exists()
    assert [file["new"] for file in report["files"]] == [3, 1], "each file sees the earlier ones"
    assert (report["papers_before"], report["papers_after"]) == (0, 4)
    untitled = report["files"][1]["parsed"]
    assert [record["title"] for record in untitled] == [None, None]
    assert untitled[1]["urls"] == ["https://moss.example.org/map"]
    assert untitled[1]["abstract"].endswith("\\url{https://moss.example.org/map}.")
    assert (untitled[1]["first_line"], untitled[1]["last_line"]) == (2, 2)
    assert list(untitled[0]) == ["title", "abstract", "authors", "year", "venue", "doi", "arxiv_id",
                                 "urls", "first_line", "last_line"]  # fmt: skip


def test_an_untitled_abstract_takes_its_twins_title(readlist: Run, listings: Path) -> None:
    readlist("import", str(listings / "author.txt"))
    kettles = readlist("search", "kettles", "--json").json[0]
    assert kettles["title_derived"]
    assert (
        readlist("import", str(listings / "monday.txt"), "--json").json["files"][0]["merged"] == 1
    )
    after = readlist("show", kettles["id"], "--json").json[0]
    assert after["title"] == "Slow Cooking with Networks of Kettles"
    assert not after["title_derived"]
    assert len(after["sources"]) == 2


def test_stdin_names_and_tags(readlist: Run, listings: Path) -> None:
    data = (listings / "tuesday.txt").read_bytes()
    report = readlist("import", "-", "--name", "mail", "--tag", "weekly", "--json", stdin=data).json
    assert report["files"][0]["name"] == "-"
    papers = readlist("list", "source:mail", "tag:weekly", "--json").json
    assert len(papers) == 2
    assert papers[0]["sources"][0]["name"] == "mail"
    assert "Imported mail (2 new)" in readlist("history").out
    again = readlist("import", "-", "--tag", "twice", stdin=data)
    assert again.out.startswith("stdin: 2 papers, 0 new")
    assert again.code == 0
    assert len(readlist("list", "tag:twice").lines) == 2, "known papers are tagged too"


def test_a_known_source_can_be_given_another_name(stocked: Run, listings: Path) -> None:
    stocked("import", str(listings / "tuesday.txt"), "--name", "march mail")
    assert len(stocked("list", 'source:"march mail"').lines) == 2
    stocked("undo")
    assert stocked("list", 'source:"march mail"').code == 1
    two = [str(listings / "tuesday.txt"), str(listings / "monday.txt")]
    assert stocked("import", *two, "--name", "both").code == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("blank.txt", b"\n \n\t\n"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4),
        ("code.py", b"import os\n\n\ndef main():\n    print(os.getcwd())\n\n\nmain()\n" * 5),
        ("folder", "folder"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence_and_the_others_go_in(
    readlist: Run, listings: Path, name: str, data: bytes | str | None
) -> None:
    path = listings / name
    if data == "folder":
        path.mkdir()
    elif isinstance(data, bytes):
        path.write_bytes(data)
    done = readlist("import", str(path), str(listings / "monday.txt"))
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    assert name in done.err
    assert "monday.txt: 3 papers, 3 new" in done.out
    assert len(readlist("list").lines) == 3
    assert len(readlist("history").lines) == 1
    report = readlist("import", str(path), "--json")
    assert report.code == 2
    assert name in report.json["files"][0]["error"]


def test_lines_not_understood_are_listed(readlist: Run, listings: Path) -> None:
    path = listings / "author.txt"
    line = "What a day. Please bring the tea on Thursday."
    path.write_text(f"{path.read_text()}{line}\n", encoding="utf-8")
    done = readlist("import", str(path), "--format", "abstracts")
    assert "1 line was not understood: line 3" in done.out
    dry = readlist("import", str(path), "--format", "abstracts", "--dry-run", "--json").json
    assert dry["files"][0]["unparsed"] == [{"line": 3, "text": line}]


def test_a_format_that_finds_no_paper_is_an_error(readlist: Run, listings: Path) -> None:
    done = readlist("import", "--format", "abstracts", str(listings / "monday.txt"))
    assert done.code == 2
    assert "holds no paper that abstracts can read" in done.err
    assert readlist("list").code == 1


def test_an_unknown_format_lists_those_there_are(readlist: Run, listings: Path) -> None:
    wrong = readlist("import", "--format", "novel", str(listings / "monday.txt"))
    assert wrong.code == 2
    assert "trending" in wrong.err
    assert "abstracts" in wrong.err


def test_the_real_listings_give_274_papers(readlist: Run, seeds: Path) -> None:
    files = sorted(str(path) for path in seeds.glob("*.txt"))
    report = readlist("import", "--json", *files).json
    assert [file["records"] for file in report["files"]] == [10, 213, 62]
    assert all(not file["unparsed"] for file in report["files"])
    assert report["papers_after"] == 274
    again = readlist("import", "--json", *files).json
    assert [file["new"] + file["merged"] for file in again["files"]] == [0, 0, 0]
