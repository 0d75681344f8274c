"""The queue of the search index: what has to be indexed again, and what has not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from readlist.paper import Fields, Status
from readlist.store import Document, Store
from tests.store.build import add, star, write

ALPHA = Fields(title="alpha", abstract="text", authors=("A B",))


@pytest.fixture
def followed(store: Store) -> Store:
    """A library of two papers whose index is up to date."""
    add(store, ["alpha", "beta"], abstract="text", authors=("A B",))
    drain(store)
    return store


def drain(store: Store) -> list[int]:
    """The rows that were waiting, each once."""
    entries = store.feed.pending(10_000)
    if entries:
        store.feed.drop_pending(entries[-1][0], "one")
    assert store.feed.queue_size() == 0
    return sorted({row for _, row in entries})


def test_new_papers_wait(store: Store) -> None:
    add(store, ["alpha", "beta"])
    assert store.feed.queue_size() == 2
    assert store.feed.pending(1) == [(1, 1)]
    assert store.feed.pending(10) == [(1, 1), (2, 2)]
    store.feed.drop_pending(1, "one")
    assert store.feed.pending(10) == [(2, 2)]
    assert drain(store) == [2]


def test_the_generation_that_followed_last_is_remembered(store: Store) -> None:
    assert store.feed.generation() == ""
    version = store.data_version()
    store.feed.drop_pending(0, "one")
    store.feed.drop_pending(0, "two")
    assert store.feed.generation() == "two"
    assert store.data_version() == version


@pytest.mark.parametrize(
    ("change", "waiting"),
    [
        (lambda s: s.update_fields(1, replace(ALPHA, title="new"), False), [1]),
        (lambda s: s.update_fields(1, replace(ALPHA, abstract="new"), False), [1]),
        (lambda s: s.update_fields(1, replace(ALPHA, authors=()), False), [1]),
        (lambda s: s.update_fields(1, replace(ALPHA, venue="V"), False), [1]),
        (lambda s: s.set_note(2, "note", 0), [2]),
        (lambda s: s.remove([2]), [2]),
        # what is not in the index
        (
            lambda s: s.update_fields(1, replace(ALPHA, year=1, doi="10.1/x", urls=("u",)), False),
            [],
        ),
        (lambda s: s.set_edits(1, {"year": 1}), []),
        (lambda s: s.set_starred([1, 2], True), []),
        (lambda s: s.set_status([1, 2], Status.READ), []),
        (lambda s: s.add_tags([1, 2], ["rl"]), []),
        (lambda s: s.sources.rename(1, "new"), []),
    ],
)
def test_what_changes_the_text_waits_and_its_undo_and_redo(
    followed: Store, change: Callable[[Store], object], waiting: list[int]
) -> None:
    with followed.step("Changed"), followed.transaction():
        change(followed)
    assert drain(followed) == waiting
    followed.undo()
    assert drain(followed) == waiting
    followed.redo()
    assert drain(followed) == waiting


def test_notes_changed_and_removed_wait(followed: Store) -> None:
    write(followed, "p-alpha", "one")
    drain(followed)
    write(followed, "p-alpha", "two")
    assert drain(followed) == [1]
    write(followed, "p-alpha", "")
    assert drain(followed) == [1]


def test_an_undone_import_waits_to_be_taken_out(followed: Store) -> None:
    followed.undo()
    assert drain(followed) == [1, 2]
    assert followed.feed.documents([1, 2]) == []


def test_documents_are_the_text_of_papers_in_view(followed: Store) -> None:
    write(followed, "p-alpha", "my note")
    with followed.step("Changed"), followed.transaction():
        followed.update_fields(
            2, Fields(title="Derived…", abstract="Derived title.", venue="V"), True
        )
    assert followed.feed.documents([2, 1, 1, 99]) == [
        Document(1, "alpha", "text", ("A B",), None, "my note"),
        Document(2, None, "Derived title.", (), "V", None),
    ]
    with followed.step("Deleted"), followed.transaction():
        followed.remove([1])
    assert [document.row for document in followed.feed.documents([1, 2])] == [2]


def test_all_papers_in_view_can_be_made_to_wait(followed: Store) -> None:
    star(followed, ["p-alpha"])
    with followed.step("Deleted"), followed.transaction():
        followed.remove([1])
    drain(followed)
    followed.feed.enqueue_all()
    assert drain(followed) == [2]
    followed.undo()  # entries that come later have later numbers than all before
    assert followed.feed.pending(1)[0][0] > 4
