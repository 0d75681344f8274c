"""Pages of the NeurIPS proceedings."""

from __future__ import annotations

from readlist.readers.proceedings.neurips import NeuripsReader
from tests.readers.pages import read, recall, shorts, unparsed

NEURIPS = NeuripsReader()
HEAD = """\
NeurIPS Proceedings
Search
Advances in Neural Information Processing Systems 34 (NeurIPS 2021)
Edited by: A. Editor and B. Editor and C.D. Editor and E. Wortman Editor

"""
TRACKS = f"""{HEAD}Kites That Learn to Fly Themselves
Jane Doe, John Q. Smith, Wei Zhang
Main Conference Track
Deep Kites
Solo Author
Datasets and Benchmarks Track
Bread, Butter, and Batch Norm
Ann van Lee, Bo Li
Main Conference Track
"""
TWO_LINES = TRACKS.replace("Main Conference Track\n", "").replace(
    "Datasets and Benchmarks Track\n", ""
)
ONE_LINE = f"""{HEAD}- Kites That Learn to Fly Themselves Jane Doe, John Q. Smith, Wei Zhang
- Deep Kites Solo Author
- Bread, Butter, and Batch Norm Ann van Lee, Bo Li
"""
ITALICS = f"""{HEAD}* Kites That Learn to Fly Themselves *Jane Doe, John Q. Smith, Wei Zhang*
* Deep Kites *Solo Author*
* Bread, Butter, and Batch Norm *Ann van Lee, Bo Li*
"""
WHOLE = [
    ("Kites That Learn to Fly Themselves", ("Jane Doe", "John Q. Smith", "Wei Zhang"), 2021),
    ("Deep Kites", ("Solo Author",), 2021),
    ("Bread, Butter, and Batch Norm", ("Ann van Lee", "Bo Li"), 2021),
]
PAPER = """\
Kites at Sea
Part of Advances in Neural Information Processing Systems 34 (NeurIPS 2021)
Bibtex Paper Reviews And Public Comment » Supplemental
Authors
Jane Doe, Wei Zhang
Abstract
We fly kites at sea. They
fly well.
Name Change Policy
"""
SAMPLES = {
    "neurips tracks": TRACKS,
    "neurips two lines": TWO_LINES,
    "neurips one line": ONE_LINE,
    "neurips italics": ITALICS,
    "neurips paper": PAPER,
}


def test_every_layout_of_a_list() -> None:
    for text in (TRACKS, TWO_LINES, ONE_LINE, ITALICS):
        assert shorts(NEURIPS, text) == WHOLE
        assert unparsed(NEURIPS, text) == []
        reading = read(NEURIPS, text)
        assert reading.confidence == 1.0
        assert {record.venue for record in reading.records} == {
            "Advances in Neural Information Processing Systems 34"
        }


def test_a_papers_own_page() -> None:
    (record,) = read(NEURIPS, PAPER).records
    assert (record.title, record.authors) == ("Kites at Sea", ("Jane Doe", "Wei Zhang"))
    assert record.abstract == "We fly kites at sea. They fly well."
    assert record.year == 2021


def test_a_title_whose_authors_are_lost_is_a_record() -> None:
    text = TWO_LINES.replace("Solo Author\n", "")
    assert shorts(NEURIPS, text) == [WHOLE[0], ("Deep Kites", (), 2021), WHOLE[2]]


def test_without_heading_and_tracks_it_is_no_such_page() -> None:
    assert read(NEURIPS, TWO_LINES.removeprefix(HEAD)).confidence == 0.0


def test_damage_costs_what_it_touches() -> None:
    assert recall(NEURIPS, TRACKS * 8, range(6), 0.05) > 0.85


def test_lines_that_look_like_names_from_afar_are_titles_with_their_authors() -> None:
    text = f"""{HEAD}Neural Kites Jane Doe, Wei Zhang
Sea Bread Bo Li, Ann Lee, Carl Oven
Kites in Deep Nets, Revisited Jane Doe, Bo Li
When Is It Time for Tea? Carl Oven
"""
    assert [record[:2] for record in shorts(NEURIPS, text)] == [
        ("Neural Kites", ("Jane Doe", "Wei Zhang")),
        ("Sea Bread", ("Bo Li", "Ann Lee", "Carl Oven")),
        ("Kites in Deep Nets, Revisited", ("Jane Doe", "Bo Li")),
        ("When Is It Time for Tea?", ("Carl Oven",)),
    ]
