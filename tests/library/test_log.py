"""What the history says of its steps, and of one paper."""

from __future__ import annotations

import pytest

from readlist import Library
from readlist.errors import NothingToUndo, UndoBlocked
from readlist.paper import Status


def newest(library: Library) -> int:
    return library.history(1)[0].number


def words(library: Library, number: int, id: str) -> list[tuple[str, str]]:
    (touched,) = library.log.touched(number, [id])
    return [(change.what, str(change)) for change in touched.changes]


def every_verb(library: Library, ids: list[str]) -> dict[str, int]:
    """Do one thing after the other to the first paper; the step of each."""
    steps = {}
    for name, verb in {
        "star": lambda: library.star(ids[:3]),
        "status": lambda: library.set_status(ids[:2], Status.READ),
        "tag": lambda: library.tag(ids[:2], ["rl", "survey"]),
        "note": lambda: library.set_note(ids[0], "one\ntwo\nthree"),
        "rewrite": lambda: library.set_note(ids[0], "one\n2\nthree\nfour"),
        "edit": lambda: library.edit(ids[0], title="Another title", year="2019"),
        "untag": lambda: library.tag(ids[:1], [], ["rl"]),
        "unstar": lambda: library.star(ids[:1], on=False),
        "delete": lambda: library.delete(ids[:1]),
    }.items():
        verb()
        steps[name] = newest(library)
    return steps


def test_every_step_says_what_it_did_to_a_paper(samples: Library) -> None:
    ids = list(samples.search("").ids)
    title = samples.paper(ids[0]).title
    steps = every_verb(samples, ids)
    said = {name: words(samples, number, ids[0]) for name, number in steps.items()}
    expected = {
        "star": [("star", "+ starred")],
        "status": [("status", "unread → read")],
        "tag": [("tag", "+ #rl"), ("tag", "+ #survey")],
        "note": [("note", "+ one"), ("note", "+ two"), ("note", "+ three")],
        "rewrite": [("note", "two → 2"), ("note", "+ four")],
        "edit": [("title", f"{title} → Another title"), ("year", "+ 2019")],
        "untag": [("tag", "− #rl")],
        "unstar": [("star", "− starred")],
        "delete": [("paper", "deleted")],
    }
    assert {name: sorted(each) for name, each in said.items()} == {
        name: sorted(each) for name, each in expected.items()
    }
    # Undone, all of them at once: what each did is still told.
    samples.log.undo_chain(steps["star"])
    for name in ("star", "status", "delete"):
        assert words(samples, steps[name], ids[0]) == expected[name]
    for name in steps:
        samples.log.redo_chain(steps[name]) if is_undone(samples, steps[name]) else None
    assert {name: words(samples, number, ids[0]) for name, number in steps.items()} == said


def is_undone(library: Library, number: int) -> bool:
    return library.log.details(number).step.undone


def test_details_name_the_papers_also_those_that_are_gone(library: Library) -> None:
    library.import_samples()
    ids = list(library.search("").ids)
    (imported,) = [step.number for step in library.history()]
    details = library.log.details(imported)
    assert set(details.papers) == set(ids)
    assert details.here
    assert not details.redoable
    assert details.changes[0].what == "source"
    titles = {paper.id: paper.title for paper in library.papers(ids)}
    library.undo()
    details = library.log.details(imported)
    assert set(details.papers) == set(ids)
    assert details.redoable
    touched = library.log.touched(imported, ids[:5])
    assert [(each.title, each.there) for each in touched] == [(titles[id], False) for id in ids[:5]]
    with pytest.raises(NothingToUndo, match="no step 99"):
        library.log.details(99)


def test_steps_that_belong_to_no_paper(samples: Library) -> None:
    samples.searches.save("gan", "gan is:unread")
    assert [str(each) for each in samples.log.details(newest(samples)).changes] == ["+ gan"]
    samples.searches.rename("gan", "nets")
    details = samples.log.details(newest(samples))
    assert (details.papers, [str(each) for each in details.changes]) == ((), ["gan → nets"])


def test_a_merge_says_who_went_into_whom(samples: Library) -> None:
    ids = list(samples.search("").ids)
    one, other = samples.papers(ids[:2])
    samples.star([other.id])
    samples.merge([one.id, other.id])
    merge = newest(samples)
    assert ("paper", f"merged with “{other.title}”") in words(samples, merge, one.id)
    assert words(samples, merge, other.id) == [("paper", "gone")]
    samples.undo()
    assert ("paper", f"merged with “{other.title}”") in words(samples, merge, one.id)
    samples.redo()
    samples.split(one.id)
    split = newest(samples)
    assert ("paper", f"split from “{other.title}”") in words(samples, split, one.id)
    told = [text for what, text in words(samples, split, other.id) if what == "paper"]
    assert told[0] == "came in"
    assert told[1].endswith(f"went from “{one.title}” to “{other.title}”")


def test_the_history_of_one_paper(samples: Library) -> None:
    ids = list(samples.search("").ids)
    steps = every_verb(samples, ids)
    samples.undo()  # the deletion
    found = samples.log.of_paper(ids[0])
    assert [step.number for step, _ in found[:-1]] == list(reversed(steps.values()))
    assert [step.undone for step, _ in found] == [True] + [False] * 9
    assert next(str(change) for change in found[-1][1]) == "came in"
    assert [step.number for step, _ in samples.log.of_paper(ids[0], 2)] == [
        steps["delete"],
        steps["unstar"],
    ]
    assert [step.number for step, _ in samples.log.of_paper(ids[5])] == [found[-1][0].number]


def test_what_is_in_the_way_and_the_whole_chain(samples: Library) -> None:
    ids = list(samples.search("").ids)
    steps = every_verb(samples, ids)
    way = samples.log.in_the_way(steps["note"])
    assert [step.number for step in way.steps] == [steps["rewrite"]]
    assert not way.hopeless
    undone = samples.log.undo_chain(steps["note"])
    assert [step.number for step in undone] == [steps["rewrite"], steps["note"]]
    assert samples.note(ids[0]).text == ""
    assert samples.paper(ids[1]).starred, "the others stay"
    waiting = samples.log.in_the_way(steps["rewrite"])
    assert [step.number for step in waiting.steps] == [steps["note"]]
    samples.log.redo_chain(steps["rewrite"])
    assert samples.note(ids[0]).text == "one\n2\nthree\nfour"
    with pytest.raises(NothingToUndo, match="not undone"):
        samples.log.redo_chain(steps["rewrite"])
    samples.log.undo_chain(steps["rewrite"])
    with pytest.raises(NothingToUndo, match="undone already"):
        samples.log.undo_chain(steps["rewrite"])


def test_one_step_alone_although_later_ones_share_its_rows(samples: Library) -> None:
    ids = list(samples.search("").ids)
    steps = every_verb(samples, ids)
    samples.undo()  # the deletion
    with pytest.raises(UndoBlocked, match="Unstarred"):
        samples.undo(steps["star"])
    taken = samples.log.undo_only(steps["star"])
    assert taken.label == "Took back: Starred 3 papers"
    assert [paper.starred for paper in samples.papers(ids[:3])] == [False] * 3
    assert samples.paper(ids[1]).status is Status.READ, "later steps stay"
    assert samples.log.details(steps["star"]).step.taken_back_by == taken.number
    (found,) = (step for step in samples.history() if step.number == steps["star"])
    assert (found.undone, found.taken_back_by, found.stands) == (False, taken.number, False)
    with pytest.raises(NothingToUndo, match=f"already: undo step {taken.number}"):
        samples.log.undo_only(steps["star"])
    samples.undo()
    assert samples.log.stands(steps["star"])
    assert [paper.starred for paper in samples.papers(ids[:3])] == [False, True, True]
    samples.log.undo_only(steps["tag"])  # with #rl gone from the first by a later step
    assert [paper.tags for paper in samples.papers(ids[:2])] == [(), ()]
    with pytest.raises(UndoBlocked):
        samples.log.undo_only(steps["note"])  # a text is not put back in part


def test_a_status_that_was_changed_again_is_not_taken_back(samples: Library) -> None:
    ids = list(samples.search("").ids)
    samples.set_status(ids[:2], Status.READ)
    wrong = newest(samples)
    samples.set_status(ids[1:2], Status.SKIPPED)
    samples.log.undo_only(wrong)
    assert [paper.status for paper in samples.papers(ids[:2])] == [Status.UNREAD, Status.SKIPPED]


def test_a_chain_tells_how_far_it_is(samples: Library) -> None:
    ids = list(samples.search("").ids)
    every_verb(samples, ids)
    told: list[tuple[int, int]] = []
    chain = samples.log.undo_chain(1, lambda *each: told.append(each))
    assert len(told) >= len(chain) == 10
    assert told == sorted(told)
    assert told[0] == (0, told[-1][1])
    assert samples.counts().all == 0
