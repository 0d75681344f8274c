"""Two papers made one, one made two, and pairs that are not the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from readlist.errors import AmbiguousPaper, UndoBlocked
from readlist.paper import Highlight, Sighting, Status
from readlist.store import Store
from tests.store.build import add, keys_of, query, record, star, write


@pytest.fixture
def pair(store: Store) -> tuple[int, int]:
    """The rows of the papers p-one and p-two, of two sources."""
    ids = add(store, ["one"], "monday.txt") + add(store, ["two"], "tuesday.txt")
    one, two = store.rows_of(ids)
    return one, two


def merge(store: Store, kept: int, *merged: int) -> None:
    with store.step("Merged"), store.transaction():
        for row in merged:
            store.merging.merge(kept, row)


def run(store: Store, sql: str, *values: object) -> None:
    """Write past the store's verbs, as a step."""
    with store.step("By hand"), store.transaction():
        store._connections.get().execute(sql, values)


def test_the_kept_paper_has_the_sightings_of_both(store: Store, pair: tuple[int, int]) -> None:
    merge(store, *pair)
    (paper,) = store.papers(["p-one", "p-two"])
    assert paper.id == "p-one"
    assert paper.sources == (
        Sighting("monday.txt", "trending", 1, 2),
        Sighting("tuesday.txt", "trending", 1, 2),
    )
    assert [fields.title for fields in store.records_of(pair[0])] == ["one", "two"]


def test_what_was_merged_in_is_folded_last_however_old_it_is(
    store: Store, pair: tuple[int, int]
) -> None:
    one, two = pair
    merge(store, two, one)
    assert [fields.title for fields in store.records_of(two)] == ["two", "one"]


def test_an_old_id_means_the_kept_paper(store: Store, pair: tuple[int, int]) -> None:
    merge(store, *pair)
    assert store.resolve("p-two") == store.resolve("P-TWO") == "p-one"
    assert store.id_taken("p-two")


def test_a_prefix_of_an_old_id_is_one_too(store: Store) -> None:
    with store.step("Imported"), store.transaction():
        rows = [
            store.insert_paper(id, record(id), title_derived=False, source=None, position=0)
            for id in ("abcdefgh", "abcxyz22", "k2k2k2k2")
        ]
    with pytest.raises(AmbiguousPaper):
        store.resolve("abc")
    merge(store, rows[2], rows[1])
    assert store.resolve("abcx") == "k2k2k2k2"
    with pytest.raises(AmbiguousPaper):
        store.resolve("abc")
    merge(store, rows[2], rows[0])
    assert store.resolve("abc") == store.resolve("abcd") == "k2k2k2k2"
    store.undo()
    assert store.resolve("abcd") == "abcdefgh"


def test_aliases_of_the_merged_paper_go_on_to_the_kept_one(
    store: Store, pair: tuple[int, int]
) -> None:
    (three,) = store.rows_of(add(store, ["three"], "friday.txt"))
    merge(store, *pair)
    merge(store, three, pair[0])
    assert {store.resolve(old) for old in ("p-one", "p-two", "p-three")} == {"p-three"}
    assert [each.origin for each in store.merging.seen(three)] == [None, "p-one", "p-two"]


@pytest.mark.parametrize(
    ("kept", "merged", "status"),
    [
        (Status.UNREAD, Status.READ, Status.READ),
        (Status.READING, Status.READ, Status.READING),
        (Status.SKIPPED, Status.UNREAD, Status.SKIPPED),
        (Status.UNREAD, Status.UNREAD, Status.UNREAD),
    ],
)
def test_the_kept_status_wins_unless_it_is_unread(
    store: Store, pair: tuple[int, int], kept: Status, merged: Status, status: Status
) -> None:
    for row, each in zip(pair, (kept, merged), strict=True):
        with store.step("Marked"), store.transaction():
            store.set_status([row], each)
    merge(store, *pair)
    assert store.papers(["p-one"])[0].status is status


@pytest.mark.parametrize("which", [["p-one"], ["p-two"], ["p-one", "p-two"]])
def test_a_star_on_either_is_a_star(store: Store, pair: tuple[int, int], which: list[str]) -> None:
    star(store, which)
    merge(store, *pair)
    assert store.papers(["p-one"])[0].starred


def test_notes_are_joined_with_a_blank_line_between(store: Store, pair: tuple[int, int]) -> None:
    version = write(store, "p-one", "first\n")
    write(store, "p-two", "second")
    merge(store, *pair)
    note = store.note(pair[0])
    assert note.text == "first\n\nsecond"
    assert note.version > version


def test_the_only_note_and_equal_notes_stay_as_they_are(
    store: Store, pair: tuple[int, int]
) -> None:
    write(store, "p-two", "  mine\n")
    merge(store, *pair)
    assert store.note(pair[0]).text == "  mine\n"
    store.undo()
    before = write(store, "p-one", "  mine\n")
    merge(store, *pair)
    assert store.note(pair[0]).text == "  mine\n"
    assert store.note(pair[0]).version == before


def test_a_note_that_is_open_elsewhere_is_not_overwritten(
    store: Store, pair: tuple[int, int], window: Callable[[], Store]
) -> None:
    from readlist.errors import NoteChanged

    other, (one, _) = window(), pair
    write(store, "p-one", "first")
    opened = other.note(one)
    write(store, "p-two", "second")
    merge(store, *pair)
    with pytest.raises(NoteChanged), other.step("Wrote"), other.transaction():
        other.set_note(one, "typed meanwhile", opened.version)
    assert store.note(one).text == "first\n\nsecond"


def test_tags_are_united(store: Store, pair: tuple[int, int]) -> None:
    for row, names in zip(pair, (["rl", "both"], ["gan", "both"]), strict=True):
        with store.step("Tagged"), store.transaction():
            store.add_tags([row], names)
    merge(store, *pair)
    assert store.papers(["p-one"])[0].tags == ("both", "gan", "rl")
    assert store.counts().tags == (("both", 1), ("gan", 1), ("rl", 1))


def test_highlights_are_united_and_no_remark_is_lost(store: Store, pair: tuple[int, int]) -> None:
    for row, quote, remark in [
        (pair[0], "same", None),
        (pair[0], "remarked", "mine"),
        (pair[0], "bare", None),
        (pair[1], "same", None),
        (pair[1], "remarked", "another"),
        (pair[1], "bare", "why"),
        (pair[1], "other", None),
    ]:
        run(
            store,
            "INSERT INTO highlights (paper, quote, remark, changed_at) VALUES (?, ?, ?, '')",
            row,
            quote,
            remark,
        )
    merge(store, *pair)
    assert store.papers(["p-one"])[0].highlights == (
        Highlight("same"),
        Highlight("remarked", "mine"),
        Highlight("bare", "why"),
        Highlight("remarked", "another"),
        Highlight("other"),
    )


def test_decisions_go_to_the_kept_paper(store: Store, pair: tuple[int, int], path: Path) -> None:
    ids = store.ids_of(pair)
    queues = [store.queues.start("q", "", "list", list(ids.values())) for _ in range(3)]
    with store.step("Decided"), store.transaction():
        store.queues.decide(queues[0], pair[0], "later", 1, 3)
        store.queues.decide(queues[0], pair[1], "read", 1, 3)
        store.queues.decide(queues[1], pair[1], "later", 1, None)
        store.queues.decide(queues[2], pair[0], "skipped", 1, None)
        store.queues.decide(queues[2], pair[1], "read", 2, None)
    merge(store, *pair)
    assert query(path, "SELECT queue, paper, decision FROM queue_items ORDER BY queue") == [
        (queues[0], pair[0], "read"),
        (queues[1], pair[0], "later"),
        (queues[2], pair[0], "skipped"),
    ]


def test_edits_of_the_kept_paper_win_and_those_of_the_other_are_remembered(
    store: Store, pair: tuple[int, int]
) -> None:
    with store.step("Edited"), store.transaction():
        store.set_edits(pair[0], {"year": 1999})
        store.set_edits(pair[1], {"year": 2001, "venue": "B"})
    merge(store, *pair)
    assert store.edits(pair[0]) == {"year": 1999, "venue": "B"}
    (merged,) = store.merging.merges(pair[0])
    assert (merged.alias, merged.into) == ("p-two", "p-one")
    assert merged.before.edits == {"year": 1999}
    assert merged.theirs.edits == {"year": 2001, "venue": "B"}
    assert merged.after.edits == {"year": 1999, "venue": "B"}


def test_who_is_not_the_one_is_not_the_other(
    store: Store, pair: tuple[int, int], path: Path
) -> None:
    (three,) = store.rows_of(add(store, ["three"], "friday.txt"))
    one, two = pair
    with store.step("Kept"), store.transaction():
        assert store.doubles.keep_apart([(three, two), (two, one), (one, two)]) == 2
    merge(store, one, two)
    assert query(path, "SELECT one, other FROM apart") == [(one, three)]


def test_the_index_follows(store: Store, pair: tuple[int, int]) -> None:
    write(store, "p-two", "words of two")
    store.feed.drop_pending(store.feed.pending(100)[-1][0], "")
    merge(store, *pair)
    assert {row for _, row in store.feed.pending(100)} == set(pair)
    (document,) = store.feed.documents(pair)
    assert (document.row, document.note) == (pair[0], "words of two")


def test_split_off_gives_a_paper_its_place_and_time_back(
    store: Store, pair: tuple[int, int], path: Path
) -> None:
    before = query(path, "SELECT id, source, added_at FROM papers ORDER BY id")
    merge(store, *pair)
    run(store, "UPDATE sources SET imported_at = '2020-01-01T00:00:00Z' WHERE row = 2")
    (sighting,) = (each for each in store.merging.seen(pair[0]) if each.origin)
    with store.step("Split"), store.transaction():
        new = store.merging.split_off(
            [sighting.row], "p-two", sighting.fields, title_derived=False, keys=keys_of(record("t"))
        )
    assert new not in pair
    assert query(path, "SELECT id, source, added_at FROM papers ORDER BY id") == before
    assert store.resolve("p-two") == "p-two"
    assert [each.origin for each in store.merging.seen(new)] == [None]


def test_a_paper_that_never_was_one_is_as_old_as_its_first_sighting(
    store: Store, pair: tuple[int, int], path: Path
) -> None:
    merge(store, *pair)
    run(store, "UPDATE sources SET imported_at = '2020-01-01T00:00:00Z' WHERE row = 2")
    with store.step("Split"), store.transaction():
        store.merging.split_off(
            [store.merging.seen(pair[0])[1].row], "other", record("two"), title_derived=False
        )
    assert query(path, "SELECT source, position, added_at FROM papers WHERE id = 'other'") == [
        (2, 1, "2020-01-01T00:00:00Z")
    ]
    assert store.resolve("p-two") == "p-one"


def test_a_merge_under_later_changes_is_not_undone(store: Store, pair: tuple[int, int]) -> None:
    merge(store, *pair)
    star(store, ["p-one"])
    number = next(step.number for step in store.history() if step.label == "Merged")
    store.undo(number)  # a star of its own is not in the way
    assert len(store.papers(["p-one", "p-two"])) == 2
    store.redo()
    write(store, "p-one", "on both")
    with store.step("Split"), store.transaction():
        store.merging.split_off(
            [store.merging.seen(pair[0])[1].row], "p-two", record("two"), title_derived=False
        )
    with pytest.raises(UndoBlocked, match="Split"):
        store.undo(number)
