"""What becomes of what was read: resuming, two windows at once, very large files, own exports."""

from __future__ import annotations

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from readlist import Library
from readlist.errors import NothingToUndo, UndoBlocked
from readlist.library import Progress, importing, inputs, reading
from readlist.library.inputs import Input, text_input
from readlist.library.reading import ReadFile, read_input
from readlist.library.review import Review
from readlist.paper import Highlight, Marks, Record, Status
from readlist.readers import LineClass, Part, Problem, Reading
from tests.library.listings import abstract, abstracts, snapshot


def test_a_file_whose_format_is_in_doubt_can_be_read_by_hand(library: Library) -> None:
    text = "milk\n\nbread and butter\n"
    (file,) = [library.read_text(text, "list.txt")]
    assert file.undecided
    assert file.error is not None
    assert "--format" not in file.error, "which the app does not have"
    by_hand = library.read_by_hand(file)
    assert by_hand.error is None
    assert by_hand.reading.lines == (LineClass.UNPARSED, LineClass.BLANK, LineClass.UNPARSED)
    reading = Review(by_hand.lines, by_hand.reading).make(1, 3).reading
    report = library.import_read([replace(by_hand, reading=reading)])
    assert report.files[0].sentence().startswith("list.txt: 1 paper, 1 new, 0 known")
    assert "sure" not in report.files[0].sentence()


def test_files_are_read_each_as_its_own_format(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text("A Title\nAnd a text.\n", "utf-8")
    (folder / "two.bib").write_text("@misc{a, title = {Kettles}}\n", "utf-8")
    name = str(folder / "one.txt")
    assert library.import_files([folder], dry_run=True).total("records") == 1
    report = library.import_files([folder], format={name: "trending"}, dry_run=True)
    assert [file.format for file in report.files] == ["trending", "bibtex"]
    assert [file.chosen for file in report.files] == [True, False]


class Stop:
    stopped = False


def file_of(records: list[Record], name: str = "mine.md") -> ReadFile:
    """A file as a reader would give it: a line a record."""
    text = "".join(f"{name} {record}\n" for record in records)
    given = replace(read_input(text_input(text, name), "abstracts"), error=None, chosen=False)
    lines = (LineClass.TITLE,) * len(records)
    return replace(given, reading=Reading("markdown", 1.0, tuple(records), lines))


def one(number: int, **values: object) -> Record:
    record = Record(title=f"Way {number}", abstract=abstract(number), first_line=1, last_line=1)
    return replace(record, **{"first_line": number, "last_line": number, **values})  # type: ignore[arg-type]


# ---------------------------------------------------------------- again, and at once


def test_what_has_nothing_to_be_known_by_is_known_by_its_lines(library: Library) -> None:
    """Neither going on with an interrupted import nor another window doubles it."""
    bare = [Record(venue=f"Hall {n}", first_line=n, last_line=n) for n in range(1, 601)]
    file, stop = file_of(bare), Stop()

    def told(_: Progress) -> None:
        stop.stopped = True

    begun = library.import_read([file], progress=told, stop=stop)
    assert begun.stopped
    assert 0 < begun.files[0].new < 600
    assert library.import_read([file]).files[0].new == 600 - begun.files[0].new
    assert library.counts().papers == 600
    again = library.import_read([file]).files[0]
    assert (again.again, again.known) == (True, 600)


def test_two_windows_may_import_the_same_file_at_once(library: Library) -> None:
    bare = [Record(venue=f"Hall {n}", first_line=n, last_line=n) for n in range(1, 101)]
    both = file_of([*bare, *(one(n) for n in range(101, 800))])
    assert library.path is not None
    with Library.open(library.path) as other, ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(lambda window: window.import_read([both]), [library, other]))
        assert sum(report.total("new") for report in reports) == 799
        assert [report.total("records") for report in reports] == [799, 799]
        assert library.counts().papers == other.counts().all == 799
    assert library.import_read([both]).files[0].again


def test_a_reading_put_right_is_stored_beside_the_first(library: Library) -> None:
    first = file_of([one(1), one(2)])
    library.import_read([first])
    report = library.import_read([replace(first, reading=replace(first.reading, records=(one(1),
        one(2, last_line=1, part=1))))]).files[0]  # fmt: skip
    assert (report.known, report.again) == (2, False)
    assert library.counts().papers == 2


# ---------------------------------------------------------------- while it goes on


class WhileReading:
    """Stops what it is asked by as soon as a reader is at work."""

    @property
    def stopped(self) -> bool:
        return any(thread.name == "reader" for thread in threading.enumerate())


def test_a_file_that_is_being_read_is_let_go_at_once(library: Library) -> None:
    text = abstracts(100) + "and so on and on and on\n" * 60_000
    report = library.import_text(text, "long.txt", stop=WhileReading())
    assert (report.stopped, report.files, report.step) == (True, (), None)
    for thread in threading.enumerate():
        if thread.name == "reader":
            thread.join(10)
            assert not thread.is_alive(), "it does not go on for nothing"


def test_undoing_beside_an_import_undoes_no_half_of_it(library: Library) -> None:
    library.import_text(abstracts(3, start=900), "first.txt")
    first = library.select("").ids[0]

    def beside() -> None:
        library.star([first])
        assert library.log.newest_own() == 3
        assert library.undo().label.startswith("Starred")
        with pytest.raises(UndoBlocked, match="is still going on"):
            library.undo(2)
        assert library.undo().label.startswith("Imported first.txt")
        with pytest.raises(NothingToUndo):
            library.undo()

    with ThreadPoolExecutor(1) as pool:
        report = library.import_read(
            [file_of([one(n) for n in range(1, 301)])],
            progress=lambda told: pool.submit(beside).result() if told.done == 250 else None,
        )
    assert report.step == 2
    assert library.counts().papers == 300
    assert library.undo().number == 2
    assert library.counts().papers == 0


# ---------------------------------------------------------------- very large files


@pytest.fixture
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is too large to be held."""
    monkeypatch.setattr(reading, "LARGE", 1000)
    monkeypatch.setattr(inputs, "PIECE", 500)


@pytest.fixture
def lines_file(tmp_path: Path, small_is_large: None) -> Path:
    """700 records, a blank line, a broken one, and one without an abstract."""
    file = tmp_path / "big.jsonl"
    bare = '{"id": "2102.00001", "title": "Without An Abstract", "authors": "Bo Wu"}\n'
    file.write_text(f'{snapshot(300)}\n{{"id": "2101.9\n{bare}{snapshot(399, 300)}')
    return file


def test_a_very_large_file_is_imported_as_it_comes(library: Library, lines_file: Path) -> None:
    told: list[Progress] = []
    report = library.import_files([lines_file], progress=told.append)
    file = report.files[0]
    assert (file.format, file.records, file.new, file.encoding) == ("jsonl", 700, 700, "utf-8")
    assert (file.lines["title"], file.lines["blank"], file.lines["unparsed"]) == (700, 1, 1)
    assert [problem.line for problem in file.problems] == [302]
    assert [line.line for line in file.unparsed] == [302]
    assert file.no_abstract == (303,)
    assert file.parsed == ()
    assert {each.unit for each in told} == {"bytes"}
    assert told[-1].done == told[-1].total == lines_file.stat().st_size
    assert library.counts().papers == 700
    assert library.paper("2101.00698").sources[0].first_line == 702
    again = library.import_files([lines_file]).files[0]
    assert (again.again, again.known, again.lines) == (True, 700, file.lines)


def test_packed_or_from_a_pipe_it_is_the_same(
    library: Library, lines_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = lines_file.with_name("big.gz")
    packed.write_bytes(gzip.compress(lines_file.read_bytes()))
    assert library.import_files([packed]).files[0].new == 700
    assert library.import_files([lines_file]).files[0].again
    with packed.open() as file:
        monkeypatch.setattr("sys.stdin", file)
        assert library.import_files(["-"]).files[0].again


def test_a_dry_run_of_it_tells_every_record(library: Library, lines_file: Path) -> None:
    report = library.import_files([lines_file], dry_run=True)
    assert len(report.files[0].parsed) == report.files[0].new == 700
    assert library.counts().papers == 0


def test_it_is_stopped_between_batches_and_finished_later(
    library: Library, lines_file: Path
) -> None:
    stop = Stop()

    def told(_: Progress) -> None:
        stop.stopped = True

    begun = library.import_files([lines_file], progress=told, stop=stop)
    assert begun.stopped
    assert begun.files[0].new == importing.BATCH
    rest = library.import_files([lines_file]).files[0]
    assert (rest.new, rest.known) == (450, 250)


def test_what_is_changed_while_it_comes_is_said_to_be_half_in(
    library: Library, lines_file: Path
) -> None:
    changed = threading.Event()

    def told(_: Progress) -> None:
        if not changed.is_set():
            changed.set()
            with lines_file.open("a") as file:
                file.write(snapshot(1, 5000))

    report = library.import_files([lines_file], progress=told)
    error = str(report.files[0].error)
    assert "was changed while it was being read; import it again" in error
    assert f"{report.files[0].new:,} new papers of it are in, which undo takes out" in error
    assert report.files[0].new == library.counts().papers > 0
    assert library.import_files([lines_file]).files[0].error is None
    assert library.counts().papers == 701


def test_a_review_of_it_shows_its_beginning_and_stores_it_all(
    library: Library, lines_file: Path
) -> None:
    (file,) = library.read_inputs([lines_file])
    assert file.large is not None
    assert 0 < len(file.records) < 700
    assert len(file.lines) == len(file.reading.lines)
    assert library.import_read([file]).files[0].new == 700


def test_what_is_large_and_no_stream_is_read_in_one_piece_up_to_a_size(
    library: Library, tmp_path: Path, small_is_large: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "big.txt"
    file.write_text(abstracts(30))
    assert library.import_files([file]).files[0].new == 30
    monkeypatch.setattr(reading, "MOST", 2000)
    file.write_text(abstracts(30, start=30))
    assert "and not one record a line; split it" in str(library.import_files([file]).files[0].error)


def test_what_can_be_read_once_only_is_kept_to_be_read_again(small_is_large: None) -> None:
    data = snapshot(40).encode()
    pipe = iter([data[at : at + 500] for at in range(0, len(data), 500)])
    found = read_input(Input("-", "stdin", lambda _: pipe, again=False)).large
    assert found is not None
    assert [b"".join(found.pieces(None)) for _ in range(2)] == [data, data]


# ---------------------------------------------------------------- marks of own exports

MARKS = Marks(
    starred=True,
    status=Status.READ,
    tags=("rl", "to-read"),
    note="Compare with *way 7*.",
    highlights=(Highlight("We study graphs", "do they?"), Highlight("cups of tea")),
)


def marks(library: Library, number: int) -> Marks:
    (paper,) = library.papers(library.search(f'title:"Way {number}"').ids[:1])
    return Marks(
        starred=paper.starred,
        status=paper.status,
        tags=paper.tags,
        note=paper.note,
        highlights=paper.highlights,
    )


def test_a_new_paper_takes_all_marks_over_and_undo_takes_them_back(library: Library) -> None:
    report = library.import_read([file_of([one(1, marks=MARKS), one(2)])])
    assert marks(library, 1) == MARKS
    assert marks(library, 2) == Marks()
    assert report.files[0].marks_left == {}
    library.undo()
    library.redo()
    assert marks(library, 1) == MARKS


def test_a_known_paper_takes_over_what_it_has_nothing_of(library: Library) -> None:
    library.import_read([file_of([one(1), one(2), one(3)])])
    ids = {paper.title: paper.id for paper in library.papers(library.select().ids)}
    library.set_note(ids["Way 1"], "mine")
    library.tag([ids["Way 1"]], add=["RL", "own"])
    library.set_status([ids["Way 2"]], Status.SKIPPED)
    library.delete([ids["Way 3"]])
    given = [one(n, marks=MARKS) for n in (1, 2, 3)]
    file = library.import_read([file_of(given, "export.md")]).files[0]
    assert file.marks_left == {"note": 1, "tag": 1, "status": 1}
    assert "1 note, 1 tag, 1 status in it left out, the papers have their own" in file.sentence()
    assert marks(library, 1) == replace(MARKS, note="mine", tags=("own", "RL"))
    assert marks(library, 2) == replace(MARKS, status=Status.SKIPPED, tags=("RL", "to-read"))
    assert library.counts().papers == 2
    assert library.import_read([file_of(given, "export.md")]).files[0].marks_left == {}, "again"


# ---------------------------------------------------------------- what is said


def test_problems_parts_and_notices_are_told(library: Library) -> None:
    file = file_of([one(1), one(2)])
    parts = (Part("bibtex", 1, 1), Part("trending", 2, 2))
    told = replace(
        file.reading,
        format="bibtex+trending",
        confidence=0.7,
        problems=(Problem(1, "the entry is not closed"),),
        parts=parts,
        notices=("It is of two shapes.",),
    )
    report = library.import_read([replace(file, reading=told)]).files[0]
    assert report.parts == parts
    assert report.sentence() == (
        "mine.md: 2 papers, 2 new, 0 known; read as bibtex+trending, 70% sure;"
        " 1 entry is broken: line 1 (the entry is not closed); It is of two shapes"
    )


def test_a_file_of_no_certain_format_names_those_it_may_be(library: Library) -> None:
    files = library.read_inputs(["pyproject.toml"])
    assert files[0].error is not None
    named = library.read_as(files[0], "abstracts")
    assert named.error is not None
    assert named.candidates == ("abstracts",)
