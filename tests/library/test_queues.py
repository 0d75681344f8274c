"""Going through papers one by one: begun, decided, undone, left and taken up again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from readlist import Library
from readlist.errors import BadValue, DecidedElsewhere, NothingToUndo, UndoBlocked, UnknownQueue
from readlist.library.queue_names import name_of
from readlist.library.triage import Decision, Triage
from readlist.paper import Status

LISTING = "".join(
    f"Abstract: The {name} paper of this file speaks of {name} things and of nothing else at all.\n"
    for name in ("first", "second", "third", "fourth", "fifth", "sixth")
)


def _seen_again(listing: str) -> str:
    """The same papers in another file, the last one first."""
    return "".join(reversed(listing.splitlines(keepends=True)))


@pytest.fixture
def six(library: Library) -> Library:
    """A library of six papers of one file."""
    library.import_text(LISTING, "six.txt", format="abstracts")
    return library


def decide(library: Library, triage: Triage, decision: Decision, seconds: int | None = 4) -> str:
    """As the screen does: at once in memory, then on the disk. Returns what the history says."""
    paper_id = triage.paper
    assert paper_id is not None
    triage.decide(decision, seconds)
    queues = library.queues
    return queues.decide(triage.number, paper_id, decision, triage.place, seconds).message


def state(triage: Triage) -> tuple[object, ...]:
    """All that shows of a triage."""
    return (
        triage.paper,
        triage.at,
        triage.total,
        triage.left,
        triage.place,
        triage.figures(),
        [triage.decision(each) for each in triage.ids],
        triage.ahead(4),
    )


def test_from_the_first_paper_to_the_last_and_again_through_those_put_off(six: Library) -> None:
    triage = six.queues.start("source:six.txt")
    ids = triage.ids
    assert (triage.name, triage.total, triage.at) == ("six.txt", 6, 1)
    assert decide(six, triage, Decision.READ).startswith("Read “")
    assert decide(six, triage, Decision.LATER).startswith("Put off “")
    assert decide(six, triage, Decision.SKIPPED).startswith("Skipped “")
    assert (triage.at, triage.left, triage.seconds_left) == (4, 3, 12)
    six.star([ids[3]])
    triage.set_starred(ids[3], True)
    decide(six, triage, Decision.KEPT)
    decide(six, triage, Decision.LATER)
    decide(six, triage, Decision.READ)
    assert triage.at_end
    assert not triage.place.finished
    figures = triage.figures()
    assert (figures.read, figures.skipped, figures.later, figures.starred) == (2, 1, 2, 1)
    assert [paper.status for paper in six.papers(ids)] == [
        *(Status.READ, Status.UNREAD, Status.SKIPPED),
        *(Status.UNREAD, Status.UNREAD, Status.READ),
    ]
    again = six.queues.resume(triage.number)
    assert (again.paper, again.at, again.total) == (ids[1], 1, 2)
    decide(six, again, Decision.LATER)
    decide(six, again, Decision.READ)
    assert again.at_end
    last = six.queues.resume(triage.number)
    assert (last.paper, last.total) == (ids[1], 1)
    decide(six, last, Decision.SKIPPED)
    assert last.place.finished
    assert six.queues.unfinished() == []
    six.undo()
    assert [queue.at for queue in six.queues.unfinished()] == [1]


def test_undo_leads_back_and_redo_on(six: Library) -> None:
    triage = six.queues.start("source:six.txt")
    ids = triage.ids
    for decision in (Decision.READ, Decision.LATER, Decision.SKIPPED):
        decide(six, triage, decision)
    assert six.undo().label.startswith("Skipped “")
    assert six.undo().label.startswith("Put off “")
    here = six.queues.open(triage.number)
    assert (here.paper, here.left) == (ids[1], 5)
    assert six.redo().label.startswith("Put off “")
    assert six.queues.open(triage.number).paper == ids[2]
    first = next(step for step in six.history() if step.label.startswith("Read “"))
    six.undo(first.number)
    here = six.queues.open(triage.number)
    assert (here.paper, here.decision(ids[1])) == (ids[0], Decision.LATER)
    decide(six, here, Decision.SKIPPED)
    assert here.paper == ids[2]


def test_back_and_forth_changes_nothing(six: Library) -> None:
    triage = six.queues.start("source:six.txt")
    ids = triage.ids
    assert not triage.back()
    for decision in (Decision.READ, Decision.LATER):
        decide(six, triage, decision)
    assert triage.back()
    assert triage.back()
    assert (triage.paper, triage.decision(ids[0])) == (ids[0], Decision.READ)
    triage.forward()
    assert triage.paper == ids[1]
    six.queues.keep_place(triage.number, triage.place)
    assert six.queues.open(triage.number).paper == ids[1]
    decide(six, triage, Decision.SKIPPED)  # thought better of it
    assert triage.paper == ids[2]


def test_what_happens_to_papers_meanwhile(six: Library) -> None:
    triage = six.queues.start("source:six.txt")
    ids = triage.ids
    decide(six, triage, Decision.READ)
    six.delete([ids[1]])
    six.set_status([ids[2]], Status.SKIPPED)
    six.merge([ids[5], ids[3]])
    here = six.queues.open(triage.number)
    assert (here.paper, here.ids) == (ids[5], [ids[0], ids[2], ids[5], ids[4]])
    six.delete(here.ids)
    with pytest.raises(UnknownQueue, match="all gone"):
        six.queues.open(triage.number)


def test_what_was_decided_elsewhere_is_not_overwritten_unseen(six: Library) -> None:
    triage = six.queues.start("source:six.txt")
    paper, place = triage.ids[0], triage.place

    def settle(decision: Decision, seen: Status) -> None:
        six.queues.decide(triage.number, paper, decision, place, 4, seen)

    settle(Decision.READ, Status.UNREAD)
    before = six.history()
    for other in (Decision.SKIPPED, Decision.LATER, Decision.KEPT):
        with pytest.raises(DecidedElsewhere, match=r"“.*” became read elsewhere meanwhile"):
            settle(other, Status.UNREAD)
    assert six.history() == before
    settle(Decision.READ, Status.UNREAD)
    settle(Decision.SKIPPED, Status.READ)
    assert six.paper(paper).status is Status.SKIPPED


def test_which_papers_in_which_order(six: Library) -> None:
    six.import_text(LISTING.replace("paper of", "essay of"), "more.txt", format="abstracts")
    newest = six.select("source:more.txt").ids[:]
    oldest = six.select("source:six.txt").ids[:]
    queues = six.queues
    assert queues.start("", order="newest").ids == [*newest, *oldest]
    assert queues.start("", order="file").ids == [*oldest, *newest]
    assert sorted(queues.start("", order="random").ids) == sorted([*oldest, *newest])
    six.star([newest[2]])
    six.set_status([newest[0]], Status.READ)
    liked = queues.start("", order="for-you")
    assert set(liked.ids[:4]) == {*newest} - {newest[0], newest[2]}  # read; starred itself
    assert len(liked.ids) == 11
    assert queues.start("is:read").ids == [newest[0]]
    picked = queues.start(ids=[newest[0], oldest[1]], name="2 papers")
    assert (picked.ids, picked.query) == ([newest[0], oldest[1]], "")
    report = six.import_text(_seen_again(LISTING), "later.txt", format="abstracts")
    of_it = queues.of_import(report)  # each as it stands in that file, whichever had it first
    assert (of_it.name, of_it.sort) == ("later.txt", "file")
    assert [paper.abstract for paper in six.papers(of_it.ids)] == [
        paper.abstract for paper in six.papers(oldest[::-1])
    ]
    assert queues.reorder(queues.reorder(of_it, "newest"), "file").ids == of_it.ids
    with pytest.raises(BadValue, match="there is no order"):
        queues.start("", order="size")
    with pytest.raises(UnknownQueue, match="nothing to go through"):
        queues.start("tag:none")


def test_what_is_left_can_be_put_in_another_order(six: Library) -> None:
    triage = six.queues.start("source:six.txt")
    ids = triage.ids
    decide(six, triage, Decision.READ)
    decide(six, triage, Decision.LATER)
    six.delete([ids[2]])
    six.star([ids[4]])
    liked = six.queues.reorder(six.queues.open(triage.number), "for-you")
    assert (liked.at, liked.left, liked.sort) == (3, 3, "for-you")
    assert sorted(liked.ids[2:]) == sorted(ids[3:])
    assert state(six.queues.open(triage.number)) == state(liked)
    assert liked.orders[-1] == "list"
    assert six.queues.reorder(liked, "list").ids == [*ids[:2], *ids[3:]]
    six.undo()
    six.undo()  # the paper that was deleted is there again
    assert ids[2] in six.queues.open(triage.number).ids


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "all papers"),
        ("source:monday.txt", "monday.txt"),
        ('source:"my list.txt"', "my list.txt"),
        ("source:monday.txt OR source:tuesday.txt", "monday.txt and tuesday.txt"),
        ("is:unread (source:a.txt OR source:b.txt)", "unread of a.txt and b.txt"),
        ("(source:a.txt OR source:b.txt OR source:c.txt)", "a.txt and 2 more"),
        ("source:a.txt is:unread", "unread of a.txt"),
        ("is:unread source:a.txt OR source:b.txt", "is:unread source:a.txt OR source:b.txt"),
        ("source:a.txt tag:x", "source:a.txt tag:x"),
        ("-source:a.txt", "-source:a.txt"),
    ],
)
def test_what_a_queue_is_called(query: str, name: str) -> None:
    assert name_of(query) == name


def test_queues_are_found_again_and_can_be_deleted(six: Library) -> None:
    first = six.queues.start("source:six.txt")
    second = six.queues.start("is:unread")
    decide(six, first, Decision.READ)
    decide(six, second, Decision.LATER)
    assert {(q.name, q.at, q.total) for q in six.queues.unfinished()} == {
        ("six.txt", 2, 6),
        ("unread", 2, 6),
    }
    found = six.queues.unfinished_of(" source:six.txt ")
    assert found is not None
    assert found.number == first.number
    picked = six.queues.start(ids=first.ids, name="6 selected papers")
    again = six.queues.start("source:six.txt", order="newest")
    assert again.name == "six.txt (2)"
    for each in (picked, again):
        assert len(six.queues.unfinished()) == 2  # nothing is decided there yet
        decide(six, each, Decision.LATER)
        six.undo()
        six.queues.leave(each.number)
        six.redo()
        six.queues.discard(each.number)
    assert six.queues.unfinished_of("") is None
    six.queues.leave(six.queues.start("is:starred OR is:unread").number)
    assert six.queues.discard(first.number).message == "Deleted the triage of six.txt"
    assert six.queues.unfinished_of("source:six.txt") is None
    with pytest.raises(UnknownQueue, match="no triage"):
        six.queues.open(first.number)
    assert six.papers([first.ids[0]])[0].status is Status.READ
    six.undo()
    assert six.queues.open(first.number).paper == first.paper


def test_nothing_but_decisions_is_in_the_history(six: Library) -> None:
    before = len(six.history())
    triage = six.queues.start("source:six.txt")
    triage.forward()
    six.queues.keep_place(triage.number, triage.place)
    six.queues.reorder(triage, "random")
    assert len(six.history()) == before


class Sitting(RuleBasedStateMachine):
    """Whatever one does, what is in memory is what a new start of the program would read."""

    stocked: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.stocked, self.folder / "library.db")
        self.library = Library.open(self.folder / "library.db", indexes=self.folder)
        self.triage = self.library.queues.start("source:six.txt")

    def teardown(self) -> None:
        self.library.close()
        shutil.rmtree(self.folder)

    @precondition(lambda self: not self.triage.at_end)
    @rule(decision=st.sampled_from(Decision), seconds=st.none() | st.integers(1, 9))
    def decide(self, decision: Decision, seconds: int | None) -> None:
        waits = self.triage.decision(self.triage.paper or "") is None
        if not waits and decision in (Decision.LATER, Decision.KEPT):
            return  # which are for papers that wait
        left, paper = self.triage.left, self.triage.paper
        decide(self.library, self.triage, decision, seconds)
        assert self.triage.left == left - waits
        assert self.triage.paper != paper or self.triage.at_end

    @precondition(lambda self: not self.triage.at_end)
    @rule()
    def star(self) -> None:
        paper = self.triage.paper or ""
        on = not self.library.papers([paper])[0].starred
        self.library.star([paper], on)
        self.triage.set_starred(paper, on)

    @rule(back=st.booleans())
    def walk(self, back: bool) -> None:
        if back:
            self.triage.back()
        elif not self.triage.at_end:
            self.triage.forward()
        self.library.queues.keep_place(self.triage.number, self.triage.place)

    @rule(again=st.booleans())
    def undo(self, again: bool) -> None:
        try:
            step = self.library.redo() if again else self.library.undo()
        except (NothingToUndo, UndoBlocked):
            return
        if "Imported" in step.label:
            self.library.redo()
        self.triage = self.library.queues.open(self.triage.number)
        if not again and step.label.endswith("in triage") and self.triage.round == 1:
            assert self.triage.paper is not None

    @precondition(lambda self: self.triage.at_end and self.triage.later)
    @rule()
    def again(self) -> None:
        waiting = self.triage.later
        self.triage.next_round()
        assert (self.triage.total, self.triage.left) == (waiting, waiting)
        self.library.queues.keep_place(self.triage.number, self.triage.place)

    @invariant()
    def a_new_start_finds_the_same(self) -> None:
        assert state(self.library.queues.open(self.triage.number)) == state(self.triage)


def test_a_paper_that_is_named_twice_comes_once(samples: Library) -> None:
    ids = samples.select("").ids[:2]
    triage = samples.queues.start(ids=[*ids, *ids])
    assert (triage.ids, triage.total) == (list(ids), 2)


@pytest.fixture(scope="module", autouse=True)
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    path = tmp_path_factory.mktemp("stocked") / "library.db"
    with Library.open(path, indexes=path.parent) as library:
        library.import_text(LISTING, "six.txt", format="abstracts")
    Sitting.stocked = path
    yield
    del Sitting.stocked


TestSitting = Sitting.TestCase
TestSitting.settings = settings(max_examples=12, stateful_step_count=20)
