"""Sources forgotten: what goes, what stays, and what is said of it."""

from __future__ import annotations

import pytest

from readlist import Library
from readlist.errors import AmbiguousSource, UndoBlocked, UnknownSource
from readlist.paper import Status

TEXTS = {
    "Networks of Kettles": "Kettles that talk to each other boil water later but together.",
    "Birds at Dawn": "Microphones in a wood hear forty kinds of bird, and we count each of them.",
    "Moss on Stones": "Moss grows on the north side of stones in some woods only; wind matters.",
    "Tides in Teacups": "A spoon makes tides in a teacup, and we predict them from its handle.",
}
KETTLES, BIRDS, MOSS, TIDES = TEXTS


def bring(library: Library, source: str, *titles: str, tags: tuple[str, ...] = ()) -> None:
    text = "".join(f"{title}\n{TEXTS[title]}\n" for title in titles)
    library.import_text(text, source, format="trending", tags=tags)


def titles(library: Library, query: str = "") -> list[str]:
    return [paper.title for paper in library.papers(library.select(query).ids)]


def id_of(library: Library, title: str) -> str:
    return next(p.id for p in library.papers(library.select("").ids) if p.title == title)


def test_what_only_it_brought_goes_and_what_you_touched_stays(library: Library) -> None:
    bring(library, "monday.txt", KETTLES, BIRDS, MOSS)
    bring(library, "tuesday.txt", MOSS, TIDES)
    birds = id_of(library, BIRDS)
    library.set_note(birds, "listen")
    done = library.forget_source("monday.txt")
    assert done.message == (
        "Forgot monday.txt: 1 paper gone, 1 known from elsewhere stays, 1 of yours kept"
    )
    assert (done.gone, done.known, done.kept) == (1, 1, (birds,))
    assert titles(library) == [MOSS, TIDES, BIRDS]
    assert library.search("listen").ids == [birds]
    assert library.search("kettles").ids == []
    assert [source.name for source in library.sources()] == ["tuesday.txt"]
    assert library.paper(birds).sources == ()
    assert library.select("source:monday").ids == []


def test_it_is_one_step_that_can_be_undone(library: Library) -> None:
    bring(library, "monday.txt", KETTLES, BIRDS, MOSS)
    bring(library, "tuesday.txt", MOSS, TIDES)
    library.star([id_of(library, BIRDS)])
    before = library.papers(library.select("").ids), library.counts()
    library.forget_source("monday.txt")
    step = library.undo()
    assert step.label.startswith("Forgot monday.txt: 1 paper gone")
    assert (library.papers(library.select("").ids), library.counts()) == before
    assert library.search("kettles").total == 1
    library.redo()
    assert titles(library) == [MOSS, TIDES, BIRDS]


def test_what_other_sources_say_is_shown_from_then_on(library: Library) -> None:
    cut = TEXTS[MOSS][:40] + "…"
    library.import_text(f"{MOSS}\n{cut}\n", "short.txt", format="trending")
    library.import_text(f"{MOSS.lower()}\n{TEXTS[MOSS]}\n", "long.txt", format="trending")
    moss = id_of(library, MOSS)
    assert library.paper(moss).abstract == TEXTS[MOSS]
    library.forget_source("long")
    assert (library.paper(moss).title, library.paper(moss).abstract) == (MOSS, cut)
    library.undo()
    library.forget_source("short")
    assert library.paper(moss).title == MOSS.lower()


def test_the_same_file_brings_its_papers_back_as_new(library: Library) -> None:
    bring(library, "monday.txt", KETTLES, BIRDS)
    ids = library.select("").ids
    library.star(ids[1:])
    library.forget_source("monday.txt")
    report = library.import_text(
        "".join(f"{title}\n{TEXTS[title]}\n" for title in (KETTLES, BIRDS)),
        "monday.txt",
        format="trending",
    )
    assert (report.total("new"), report.total("known"), report.files[0].again) == (1, 1, False)
    assert sorted(library.select("").ids) == sorted(ids)
    assert [source.count for source in library.sources()] == [2]
    with pytest.raises(UndoBlocked, match="Imported monday"):
        library.undo(next(s.number for s in library.history() if s.label.startswith("Forgot")))


def test_a_source_that_was_imported_twice_is_forgotten_once(library: Library) -> None:
    bring(library, "monday.txt", KETTLES)
    bring(library, "monday.txt", KETTLES)
    assert library.forget_source("monday.txt").gone == 1
    assert library.counts().papers == 0
    with pytest.raises(UnknownSource):
        library.forget_source("monday.txt")


def test_what_was_hidden_when_it_was_forgotten_goes_without_a_word(library: Library) -> None:
    bring(library, "monday.txt", KETTLES, BIRDS)
    library.star([id_of(library, BIRDS)])
    library.forget_source("monday.txt")
    bring(library, "tuesday.txt", BIRDS)
    library.star([id_of(library, BIRDS)], on=False)
    library.forget_source("tuesday.txt")  # with it goes the last paper of monday
    details = library.log.details(library.history(1)[0].number)
    assert [str(change) for change in details.changes] == ["− tuesday.txt"]


@pytest.mark.parametrize(
    "verb", ["star", "status", "tag", "note", "edit", "highlight", "unstarred", "unread"]
)
def test_each_thing_you_can_do_to_a_paper_keeps_it(library: Library, verb: str) -> None:
    bring(library, "monday.txt", KETTLES, BIRDS)
    paper = id_of(library, BIRDS)
    match verb:
        case "star":
            library.star([paper])
        case "status":
            library.set_status([paper], Status.SKIPPED)
        case "tag":
            library.tag([paper], add=["rl"])
        case "note":
            library.set_note(paper, "x")
        case "edit":
            library.edit(paper, year="2020")
        case "unstarred":
            library.star([paper])
            library.star([paper], on=False)
        case "unread":
            library.set_status([paper], Status.READ)
            library.set_status([paper], Status.UNREAD)
        case "highlight":
            with library._store.step("Marked"), library._store.transaction():
                library._store._connections.get().execute(
                    "INSERT INTO highlights (paper, quote, changed_at)"
                    " SELECT row, 'q', '' FROM papers WHERE id = ?",
                    (paper,),
                )
    undecided = verb in ("unstarred", "unread")
    before = library.papers([paper])
    assert library.forget_source("1").kept == (() if undecided else (paper,))
    if not undecided:
        (after,) = library.papers([paper])
        assert (after.title, after.abstract, after.tags, after.note) == (
            before[0].title,
            before[0].abstract,
            before[0].tags,
            before[0].note,
        )
        assert library.edit(paper, venue="Still folds").changed == 1
        assert library.paper(paper).abstract == TEXTS[BIRDS]


def test_tags_given_to_the_whole_file_keep_nothing(library: Library) -> None:
    bring(library, "monday.txt", KETTLES, BIRDS, MOSS, tags=("digest",))
    birds = id_of(library, BIRDS)
    library.tag([birds], add=["mine"])
    assert library.forget_source("monday").kept == (birds,)


def test_a_merged_paper_stays_while_one_of_its_sources_does(library: Library) -> None:
    bring(library, "monday.txt", KETTLES)
    bring(library, "tuesday.txt", BIRDS)
    kept, merged = id_of(library, KETTLES), id_of(library, BIRDS)
    library.merge([kept, merged])
    assert library.forget_source("monday.txt").known == 1
    paper = library.paper(merged)
    assert (paper.id, paper.title) == (kept, BIRDS)
    assert library.split(kept).message.startswith("Nothing to split")
    assert library.forget_source("tuesday.txt").gone == 1
    assert library.counts().papers == 0


def test_a_deleted_paper_is_not_listed_and_not_brought_back(library: Library) -> None:
    bring(library, "monday.txt", KETTLES, BIRDS)
    library.delete([id_of(library, BIRDS)])
    done = library.forget_source("monday.txt")
    assert (done.gone, done.kept) == (1, ())
    bring(library, "monday.txt", KETTLES, BIRDS)
    assert titles(library) == [KETTLES]


def test_a_source_that_brought_nothing_new_is_forgotten(library: Library) -> None:
    bring(library, "monday.txt", KETTLES, BIRDS)
    bring(library, "tuesday.txt", KETTLES)
    done = library.forget_source("tuesday.txt")
    assert (done.changed, done.gone, done.known) == (1, 0, 1)
    assert len(library.sources()) == 1


# Which source is meant


@pytest.fixture
def shelf(library: Library) -> Library:
    bring(library, "monday.txt", KETTLES)
    bring(library, "Monday.TXT", BIRDS)
    bring(library, "mon", MOSS)
    bring(library, "1", TIDES)
    return library


@pytest.mark.parametrize(
    ("reference", "row"),
    [
        ("monday.txt", 1),
        ("Monday.TXT", 2),
        ("mon", 3),
        ("MON", 3),
        (" mon ", 3),
        ("1", 4),
        ("2", 2),
    ],
)
def test_a_source_is_meant_by_name_or_number(shelf: Library, reference: str, row: int) -> None:
    name = next(source.name for source in shelf.sources() if source.row == row)
    assert shelf.forget_source(reference).message.startswith(f"Forgot {name}: ")


@pytest.mark.parametrize("reference", ["MONDAY.txt", "day", ".txt"])
def test_a_name_that_fits_several_names_them(shelf: Library, reference: str) -> None:
    with pytest.raises(AmbiguousSource, match=r"2 Monday.TXT, 1 monday.txt"):
        shelf.forget_source(reference)


@pytest.mark.parametrize("reference", ["friday", "", "  ", "99", "99999999999999999999"])
def test_a_name_that_fits_none_says_so(shelf: Library, reference: str) -> None:
    with pytest.raises(UnknownSource, match="There is no source"):
        shelf.forget_source(reference)
