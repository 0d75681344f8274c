"""The made-up papers of the benchmarks are what the benchmarks take them for."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

from readlist import Library, readers
from tests.benchmarks.papers import content_words, listing, made_up, write_listing


def test_the_same_seed_gives_the_same_papers() -> None:
    assert list(made_up(50)) == list(made_up(50)) == list(islice(made_up(90), 50))
    assert list(made_up(50, seed=2)) != list(made_up(50))


def test_a_listing_is_read_as_the_papers_it_was_made_of() -> None:
    papers = list(made_up(500))
    reading = readers.read(listing(papers))
    assert reading.format == "trending"
    assert reading.confidence > 0.95
    assert [(record.title, record.abstract) for record in reading.records] == [
        (paper.title, paper.abstract) for paper in papers
    ]


def test_some_papers_have_no_title_and_no_two_the_same() -> None:
    titles = Counter(paper.title for paper in made_up(2000))
    assert 20 <= titles.pop(None) <= 60
    assert set(titles.values()) == {1}


def test_abstracts_are_about_as_long_as_real_ones_and_words_have_a_long_tail() -> None:
    papers = list(made_up(300))
    words = [word.strip(".,").lower() for paper in papers for word in paper.abstract.split()]
    assert 120 <= len(words) / len(papers) <= 180
    counts = Counter(words)
    once = sum(count == 1 for count in counts.values())
    assert counts["the"] > len(words) / 50
    assert once > len(counts) / 3
    assert len(set(content_words())) == len(content_words()) > 50_000


def test_the_library_takes_every_paper_in(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        report = library.import_files([write_listing(tmp_path / "made-up.txt", 120)])
        assert (report.files[0].new, report.papers_after) == (120, 120)
        assert report.files[0].unparsed == ()
