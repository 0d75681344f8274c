"""Papers that may be the same: found at import, listed, settled; and what finds a paper again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import asdict, replace
from itertools import permutations
from pathlib import Path

import pytest

from readlist import Library
from readlist.library import FileReport, matching
from readlist.library.reading import ReadFile
from readlist.paper import Fields, Record
from readlist.readers import LineClass, Reading
from tests.identity.test_pairs import ABSTRACT, OTHER, REVISED, TITLE


def take(library: Library, name: str, *records: Fields) -> FileReport:
    """Import these records, as a source called `name`."""
    placed = tuple(
        Record(**asdict(fields), first_line=number, last_line=number)
        for number, fields in enumerate(records, start=1)
    )
    reading = Reading("trending", 1.0, placed, (LineClass.TITLE,) * len(placed))
    file = ReadFile(
        given=name, name=name, sha=name, text="x\n" * len(placed), encoding="utf-8", reading=reading
    )
    (report,) = library.import_read([file]).files
    return report


def paper(library: Library, number: int = 0) -> str:
    return library.select("", sort="added").ids[number]


def pairs(library: Library) -> list[tuple[str, str, str]]:
    """The possible doubles by title, and what they have in common."""
    found = library.doubles()
    assert library.counts().doubles == len(found)
    return [
        (library.paper(each.one_id).title, library.paper(each.other_id).title, each.kind)
        for each in found
    ]


TITLED, UNTITLED = Fields(title=TITLE, abstract=ABSTRACT), Fields(abstract=REVISED)
RETITLED = Fields(title="Boats, and Their End", abstract=REVISED)
NEARLY = Fields(title="Why Small Paper Boats Sink at Sea")
NEARLY_TOO = Fields(title="Why a Small Paper Boat Sinks at Sea")


@pytest.mark.parametrize("records", [(TITLED, UNTITLED), (UNTITLED, TITLED)])
@pytest.mark.parametrize("files", [1, 2])
def test_the_titled_twin_of_an_untitled_record_gives_it_its_title(
    library: Library, records: tuple[Fields, Fields], files: int
) -> None:
    if files == 1:
        report = take(library, "all.txt", *records)
    else:
        take(library, "one.txt", records[0])
        report = take(library, "two.txt", records[1])
    assert report.suggested == 0
    assert report.merged + report.known == 1
    (id,) = library.select("").ids
    assert (library.paper(id).title, library.paper(id).title_derived) == (TITLE, False)
    assert library.paper(id).abstract == records[0].abstract
    assert pairs(library) == []


def test_what_may_be_the_same_is_new_and_counted_and_listed(library: Library) -> None:
    report = take(library, "all.txt", TITLED, NEARLY, Fields(title="Bread", abstract=OTHER))
    assert (report.new, report.suggested) == (3, 0)
    report = take(library, "later.txt", RETITLED, NEARLY_TOO)
    assert (report.new, report.suggested) == (2, 2)
    assert pairs(library) == [
        (NEARLY.title, NEARLY_TOO.title, "title"),
        (TITLE, RETITLED.title, "abstract"),
    ]
    scores = [double.score for double in library.doubles()]
    assert 1 > scores[0] > scores[1] > 0.6
    assert len(library.doubles(1)) == 1


def test_what_is_settled_is_not_asked_again(library: Library) -> None:
    take(library, "all.txt", TITLED, RETITLED, NEARLY, NEARLY_TOO)
    kept, merged = library.doubles()
    library.keep_both([(kept.one_id, kept.other_id)])
    library.merge([merged.one_id, merged.other_id])
    assert pairs(library) == []
    report = take(library, "again.txt", TITLED, RETITLED, NEARLY, NEARLY_TOO)
    assert (report.new, report.suggested) == (0, 0)
    assert pairs(library) == []


def test_undo_takes_pairs_away_and_redo_brings_them_back(library: Library) -> None:
    take(library, "all.txt", NEARLY)
    take(library, "later.txt", NEARLY_TOO)
    assert len(pairs(library)) == 1
    library.undo()
    assert pairs(library) == []
    library.redo()
    assert len(pairs(library)) == 1
    assert take(library, "third.txt", Fields(title="Why Small Paper Boats Sink by Sea")).suggested
    library.delete([library.doubles()[0].one_id])
    assert len(pairs(library)) < 3


def test_a_deleted_paper_is_no_double_but_known(library: Library) -> None:
    take(library, "all.txt", TITLED)
    library.delete(library.select("").ids)
    assert take(library, "more.txt", RETITLED).suggested == 0
    assert take(library, "untitled.txt", Fields(abstract=ABSTRACT[:330])).known_removed == 1


def test_a_paper_is_found_by_a_title_that_its_user_wrote(library: Library) -> None:
    take(library, "all.txt", Fields(title="Untitled document 7", year=2020))
    library.edit(paper(library), title=NEARLY.title)
    assert take(library, "later.txt", NEARLY_TOO).suggested == 1
    library.undo()
    library.undo()  # the title as it was read is back, and nothing is like it
    assert take(library, "last.txt", NEARLY_TOO).suggested == 0


def test_a_paper_is_found_by_an_abstract_that_its_user_wrote(library: Library) -> None:
    take(library, "all.txt", Fields(title=TITLE))
    library.edit(paper(library), abstract=ABSTRACT)
    assert take(library, "later.txt", UNTITLED).known == 1
    assert library.paper(paper(library)).title == TITLE


def test_a_title_that_its_user_wrote_is_a_title_of_its_own(library: Library) -> None:
    take(library, "all.txt", Fields(abstract=ABSTRACT))
    library.edit(paper(library), title="My Boats")
    report = take(library, "later.txt", RETITLED)
    assert (report.new, report.suggested) == (1, 1)


def test_a_merged_paper_is_found_by_what_either_was(library: Library) -> None:
    take(library, "all.txt", Fields(title="Boats"), Fields(title="Ships", abstract=ABSTRACT))
    ids = library.select("").ids
    library.merge(ids)
    assert take(library, "later.txt", UNTITLED).new == 0
    assert len(library.select("").ids) == 1


def test_a_record_with_both_tells_that_a_list_of_ids_and_one_of_titles_hold_one_paper(
    library: Library,
) -> None:
    take(library, "ids.txt", Fields(arxiv_id="2101.00001"))
    take(library, "titles.txt", NEARLY)
    both = Fields(title=NEARLY.title, arxiv_id="2101.00001")
    by_title, by_id = library.select("", sort="added").ids
    library.set_note(by_title, "mine", 0)
    report = take(library, "both.txt", both)
    assert (report.merged, report.suggested, report.joined) == (1, 0, 1)
    assert list(library.select("").ids) == [by_id]
    assert library.paper(by_title).id == by_id
    assert library.note(by_id).text == "mine"
    assert pairs(library) == []
    library.undo()
    assert set(library.select("").ids) == {by_id, by_title}


def test_papers_taken_apart_or_kept_apart_are_not_joined_again(library: Library) -> None:
    take(library, "ids.txt", Fields(arxiv_id="2101.00001"))
    take(library, "titles.txt", NEARLY)
    both = Fields(title=NEARLY.title, arxiv_id="2101.00001")
    take(library, "both.txt", both)
    (joined,) = library.select("").ids
    library.split(joined)
    assert take(library, "both again.txt", both).joined == 0
    assert len(library.select("").ids) == 2


BY_TITLE = Fields(title=TITLE, authors=("Ada Boatwright",), doi="10.1000/boats", year=2020)
CHAINS = {
    "id, title, both": (Fields(arxiv_id="2101.00001"), NEARLY,
                        Fields(title=NEARLY.title, arxiv_id="2101.00001")),
    "title, abstract, both": (BY_TITLE, Fields(abstract=REVISED), TITLED),
    "two titles, both ids": (
        BY_TITLE,
        Fields(title="Boats", arxiv_id="2101.00001"),
        Fields(title=TITLE, arxiv_id="2101.00001", doi="10.1000/boats"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("chain", CHAINS)
@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("files", [1, 3])
def test_in_whatever_order_records_come_they_are_one_paper(
    library: Library, chain: str, order: tuple[int, ...], files: int
) -> None:
    records = [CHAINS[chain][place] for place in order]
    if files == 1:
        reports = [take(library, "all.txt", *records)]
        assert reports[0].new == 1
    else:
        reports = [take(library, str(place), record) for place, record in enumerate(records)]
    assert len(library.select("").ids) == 1
    assert library.doubles() == []
    assert sum(report.new - report.joined for report in reports) == 1
    assert sum(report.records for report in reports) == 3


def test_what_speaks_against_it_is_heard(library: Library) -> None:
    other = Fields(title="Boats", arxiv_id="2101.00001", authors=("Cleo Shipley",))
    take(library, "two.txt", BY_TITLE, other)
    take(library, "both.txt", Fields(title=TITLE, arxiv_id="2101.00001", doi="10.1000/boats"))
    assert len(library.select("").ids) == 2


# ---------------------------------------------------------------- sketches


def forget_sketches(path: Path) -> None:
    """Make of a library one that a program without sketches filled."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM sketches")
        connection.execute("DELETE FROM suggestions")
        connection.execute("DELETE FROM settings WHERE name = 'sketched'")


def test_a_library_without_sketches_is_caught_up_with_at_the_next_import(library: Library) -> None:
    take(library, "all.txt", NEARLY, NEARLY_TOO, TITLED)
    assert library.path is not None
    forget_sketches(library.path)
    assert take(library, "later.txt", UNTITLED).new == 0
    assert pairs(library) == [(NEARLY.title, NEARLY_TOO.title, "title")]


def test_catching_up_goes_on_where_it_was_stopped(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "_MOST_SKETCHED", 10)
    take(library, "all.txt", *(Fields(title=f"Boats of kind {n} on the sea") for n in range(7)))
    assert library.path is not None
    forget_sketches(library.path)
    told: list[tuple[int, int]] = []

    class Stop:
        @property
        def stopped(self) -> bool:
            return len(told) == 2

    store = library._store
    matching.catch_up(store, Stop(), lambda done, total: told.append((done, total)))
    assert told == [(2, 7), (4, 7)]
    assert store.doubles.count_unsketched() == 3
    matching.catch_up(store)
    assert store.doubles.count_unsketched() == 0


def test_sketches_are_written_in_pieces_and_found_before(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "_MOST_SKETCHED", 3)
    monkeypatch.setattr(matching, "_WRITTEN", 7)
    boats = [Fields(title=f"Boats of kind {n}", abstract=f"{n} {OTHER}") for n in range(4)]
    report = take(library, "all.txt", TITLED, *boats, UNTITLED)
    assert report.new == 5
    assert library._store.doubles.count_unsketched() == 0
    assert take(library, "later.txt", Fields(title="B", abstract=ABSTRACT + " Yes.")).suggested == 1


def test_a_text_that_very_many_papers_have_finds_none_of_them(library: Library) -> None:
    form = "Paper number {} of the yearbook of boats on the sea and ponds"
    report = take(library, "all.txt", *(Fields(title=form.format(n)) for n in range(80)))
    assert (report.new, report.suggested) == (80, 0)
    same = [Fields(title=f"Boat {n}", abstract="No abstract available.") for n in range(80)]
    assert take(library, "same.txt", *same).new == 80


@pytest.mark.parametrize(
    "edit", [{"year": 1999}, {"authors": ["Cleo Shipley"]}, {"doi": "10.1000/ships"}]
)
def test_a_corrected_field_keeps_no_record_out(library: Library, edit: dict[str, object]) -> None:
    take(library, "one.txt", BY_TITLE)
    (mine,) = library.select("").ids
    library.edit(mine, **edit)
    before = replace(BY_TITLE, urls=("https://boats.org",))
    after = replace(before, **{"doi": None, **{name: edit[name] for name in edit}})  # type: ignore[arg-type]
    other = replace(before, doi=None, year=1980)
    assert [take(library, str(record), record).new for record in (before, after)] == [0, 0]
    assert take(library, "other.txt", other).new == 1
