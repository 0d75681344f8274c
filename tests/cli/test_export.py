"""`readlist export`: Markdown and JSON, to stdout or whole into a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.cli.conftest import Run


@pytest.fixture
def starred(stocked: Run) -> Run:
    for query in ("mask", "birds"):
        stocked("star", *stocked("search", query, "--ids").lines)
    return stocked


def headings(markdown: str, level: str = "h2") -> list[str]:
    tokens = MarkdownIt("commonmark").parse(markdown)
    return [
        "".join(child.content for child in tokens[i + 1].children or [])
        for i, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == level
    ]


def test_starred_papers_are_the_default(starred: Run) -> None:
    markdown = starred("export").out
    assert headings(markdown, "h1") == ["starred"]
    assert headings(markdown) == [
        "Counting Birds by Their Songs at Dawn",
        "A [MASK] Is Worth *Two* Words",
    ]
    assert "> **Abstract.** Microphones in a wood" in markdown


def test_the_same_library_gives_the_same_bytes(starred: Run) -> None:
    assert starred("export").out == starred("export").out
    assert starred("export", "the").out == starred("export", "the").out


def test_a_query_exports_what_it_finds(starred: Run) -> None:
    assert headings(starred("export", "kettles").out) == ["Slow Cooking with Networks of Kettles"]
    assert starred("export", "kettles", "--starred").code == 1


def test_abstracts_can_be_left_out(starred: Run) -> None:
    markdown = starred("export", "--no-abstracts").out
    assert len(headings(markdown)) == 2
    assert "Abstract" not in markdown


def test_a_file_is_written_whole_and_named(starred: Run, tmp_path: Path) -> None:
    target = tmp_path / "starred.md"
    target.write_text("what was there")
    done = starred("export", "-o", str(target))
    assert (done.code, done.out) == (0, "")
    assert done.err == f"Wrote 2 papers, replacing {target}\n"
    assert target.read_text(encoding="utf-8") == starred("export").out
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["starred.md"]


def test_the_format_is_that_of_the_files_name_unless_one_is_asked_for(
    starred: Run, tmp_path: Path
) -> None:
    for name, format in (("o.bib", "bibtex"), ("O.JSON", "json"), ("o.md", "markdown")):
        done = starred("export", "-o", str(tmp_path / name))
        assert done.err == f"Wrote 2 papers to {tmp_path / name}\n"
        assert (tmp_path / name).read_text() == starred("export", "--format", format).out
    target = tmp_path / "o.bib"
    done = starred("export", "--format", "json", "-o", str(target))
    assert done.err == (
        f"Wrote 2 papers, replacing {target}, as json, though the name is that of bibtex\n"
    )
    assert len(json.loads(target.read_text())) == 2
    done = starred("export", "--format", "list", "-o", str(tmp_path / "list.md"))
    assert done.err == f"Wrote 2 papers to {tmp_path / 'list.md'}\n"
    pdf = tmp_path / "o.pdf"
    done = starred("export", "-o", str(pdf))
    assert done.err == f"Wrote 2 papers to {pdf}, as markdown: there is no format for .pdf\n"
    assert starred("export", "-o", str(tmp_path / "o.txt")).err.endswith("o.txt\n")


def test_a_link_is_followed_and_permissions_stay(starred: Run, tmp_path: Path) -> None:
    target = tmp_path / "real.md"
    target.write_text("")
    target.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(target)
    starred("export", "-o", str(link))
    assert link.is_symlink()
    assert target.read_text().startswith("# starred")
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("where", ["", "no/such/folder/x.md"])
def test_a_place_that_cannot_be_written_is_one_sentence(
    starred: Run, tmp_path: Path, where: str
) -> None:
    wrong = starred("export", "-o", str(tmp_path / where))
    assert wrong.code == 2
    assert len(wrong.err.splitlines()) == 1


def test_an_export_of_nothing_writes_no_file(stocked: Run, tmp_path: Path) -> None:
    target = tmp_path / "starred.md"
    nothing = stocked("export", "-o", str(target))
    assert nothing.code == 1
    assert not target.exists()
    assert "no paper is starred yet" in nothing.err
    assert json.loads(stocked("export", "--format", "json").out) == []


def test_json_is_the_list_of_papers(starred: Run) -> None:
    assert starred("export", "--format", "json").json == starred("list", "--starred", "--json").json


def test_an_unknown_format_is_wrong_use(starred: Run) -> None:
    assert starred("export", "--format", "docx").code == 2
