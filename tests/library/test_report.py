"""What an import says it did."""

from __future__ import annotations

import pytest

from readlist.library import FileReport, ImportReport, UnparsedLine
from readlist.library.report import line_list


def test_a_file_is_one_sentence() -> None:
    report = FileReport(
        name="monday.txt",
        records=213,
        new=180,
        known=30,
        merged=3,
        known_starred=6,
        no_abstract=(40, 77),
        unparsed=(UnparsedLine(3, "?"),),
    )
    assert report.sentence() == (
        "monday.txt: 213 papers, 180 new, 33 known (6 starred, 3 filled in);"
        " 2 have no abstract: lines 40, 77; 1 line was not understood: line 3"
    )


def test_one_is_not_many() -> None:
    report = FileReport(name="a", records=1, new=1, no_abstract=(7,))
    assert report.sentence() == "a: 1 paper, 1 new, 0 known; 1 has no abstract: line 7"


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([4], "line 4"),
        ([4, 5], "lines 4-5"),
        ([9, 1, 2, 3], "lines 1-3, 9"),
        (list(range(1, 41, 2)), "lines 1, 3, 5, 7, 9, 11, 13, 15 and 12 more"),
    ],
)
def test_lines_are_told_as_runs(numbers: list[int], said: str) -> None:
    assert line_list(numbers) == said


def test_all_files_are_one_more_sentence() -> None:
    files = (
        FileReport(name="a", records=3, new=2, known=1),
        FileReport(name="b", error="b: no such file; check the name"),
        FileReport(name="c", records=2, new=1, merged=1),
    )
    report = ImportReport(files=files, papers_before=10, papers_after=13)
    assert report.failed
    assert report.sentences()[-1] == (
        "5 papers in 2 files, 3 new, 2 known; the library holds 13 papers"
    )
    assert len(report.sentences()) == 3
    assert ImportReport(files=files[1:2], papers_before=1, papers_after=1).sentences() == []
