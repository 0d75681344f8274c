"""What lists and the sidebar ask for: orders, counts, the sets of state terms, figures."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from readlist.errors import BadValue
from readlist.paper import Filled, Status
from readlist.store import Store
from tests.store.build import add, keys_of, query, record, star, write


@pytest.fixture
def filled(store: Store) -> Store:
    """Three papers of Monday's file, two of Tuesday's; one of Monday's is in both."""
    add(store, ["Zebra", "“apple” pie", "Émile"], "Monday.txt", year=2020)
    add(store, ["beta", "alpha"], "tuesday.txt")
    rows = store.rows_of(["p-Zebra", "p-beta"])
    with store.step("More"), store.transaction():
        again = record("Zebra", 90)
        store.add_sighting(rows[0], 2, again, keys_of(again))
        store.add_tags(rows, ["rl"])
        store.add_tags(rows[:1], ["gan"])
        store.set_status(rows[:1], Status.READING)
    return store


def ids(store: Store, rows: list[int]) -> set[str]:
    return {name.removeprefix("p-") for name in store.ids_of(rows).values()}


BY_ADDED = ["beta", "alpha", "Zebra", "“apple” pie", "Émile"]


@pytest.fixture
def marked(filled: Store) -> Store:
    """The same with authors, venues and marks, each on some of the papers only."""
    with filled.step("More"), filled.transaction():
        rows = {name.removeprefix("p-"): row for row, name in filled.ordered()}
        for title, authors, venue in (
            ("beta", ("Zoe de Young",), "NOISE"),
            ("alpha", ("Åberg, Bo", "Ann Aa"), None),
            ("Zebra", ("Bergman CD", "Al Aa"), "(A) quiet place"),
        ):
            fields = replace(record(title), authors=authors, venue=venue)
            filled.update_fields(rows[title], fields, title_derived=False)
        for title, day, status in (
            ("alpha", "03", Status.READ),
            ("Zebra", "01", Status.UNREAD),
            ("beta", "02", Status.SKIPPED),
        ):
            filled.set_starred([rows[title]], True)
            filled.set_status([rows[title]], status)
            filled._connections.get().execute(
                "UPDATE marks SET starred_at = ?1, status_at = ?1 WHERE paper = ?2",
                (f"2025-01-{day}T00:00:00Z", rows[title]),
            )
            filled._connections.get().execute(
                "UPDATE paper_tags SET changed_at = ? WHERE paper = ?", (day, rows[title])
            )
    return filled


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        ("title", ["alpha", "“apple” pie", "beta", "Émile", "Zebra"]),
        ("author", ["alpha", "Zebra", "beta"]),
        ("venue", ["Zebra", "beta"]),
        ("year", ["“apple” pie", "Émile"]),
        ("-year", ["“apple” pie", "Émile"]),
        ("starred", ["alpha", "beta", "Zebra"]),
        ("read", ["alpha", "beta"]),
        ("tagged", ["beta", "Zebra"]),
        ("seen", ["Zebra", "beta", "alpha", "“apple” pie", "Émile"]),
        ("-seen", ["beta", "alpha", "“apple” pie", "Émile", "Zebra"]),
    ],
)
@pytest.mark.parametrize("piece", [2, 5_000])
def test_orders(
    marked: Store, sort: str, wanted: list[str], piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ways; papers without a value come last either way, as added."""
    monkeypatch.setattr("readlist.store.orders._PIECE", piece)
    rest = [name for name in BY_ADDED if name not in wanted]
    assert titles(marked, sort) == wanted + rest
    if sort.removeprefix("-") not in ("year", "seen"):  # of which some are the same
        assert titles(marked, f"-{sort}") == wanted[::-1] + rest


def test_the_order_of_adding_and_its_reverse(filled: Store) -> None:
    assert titles(filled, "added") == BY_ADDED
    assert titles(filled, "-added") == ["Zebra", "“apple” pie", "Émile", "beta", "alpha"]
    assert all(pair in filled.ordered() for pair in filled.ordered("-added"))


def titles(store: Store, sort: str) -> list[str]:
    return [name.removeprefix("p-") for _, name in store.ordered(sort)]


def test_an_order_that_there_is_not(store: Store) -> None:
    for sort in ("colour", "-colour", "--title", ""):
        with pytest.raises(BadValue, match="added, title, author"):
            store.ordered(sort)


def test_papers_without_a_source_come_first(filled: Store) -> None:
    with filled.step("By hand"), filled.transaction():
        filled.insert_paper("hand", record("hand"), title_derived=False, source=None, position=0)
    assert filled.ordered()[0][1] == "hand"


def test_counts(filled: Store) -> None:
    star(filled, ["p-Zebra", "p-alpha"])
    write(filled, "p-alpha", "note")
    counts = filled.counts()
    assert (counts.all, counts.unread, counts.reading, counts.starred) == (5, 4, 1, 2)
    assert (counts.noted, counts.untagged, counts.next, counts.skipped) == (1, 3, 2, 0)
    assert counts.tags == (("gan", 1), ("rl", 2))
    assert [(source.name, source.format, source.count) for source in counts.sources] == [
        ("tuesday.txt", "trending", 3),
        ("Monday.txt", "trending", 3),
    ]
    assert [source.row for source in counts.sources] == [2, 1]


def test_what_was_skipped_is_not_counted_among_all(filled: Store) -> None:
    star(filled, ["p-Zebra", "p-alpha"])
    with filled.step("Marked"), filled.transaction():
        filled.set_status(filled.rows_of(["p-beta", "p-“apple” pie"]), Status.SKIPPED)
        filled.set_status(filled.rows_of(["p-alpha"]), Status.READ)
    counts = filled.counts()
    assert (counts.papers, counts.all, counts.skipped, counts.next) == (5, 3, 2, 1)


def test_counts_leave_removed_papers_out(filled: Store) -> None:
    star(filled, ["p-Zebra"])
    write(filled, "p-Zebra", "note")
    with filled.step("Deleted"), filled.transaction():
        filled.remove(filled.rows_of(["p-Zebra"]))
    counts = filled.counts()
    assert (counts.all, counts.unread, counts.reading, counts.starred) == (4, 4, 0, 0)
    assert (counts.noted, counts.untagged, counts.tags) == (0, 3, (("rl", 1),))
    assert [source.count for source in counts.sources] == [2, 2]


def test_answers_follow_changes_of_every_kind(filled: Store) -> None:
    """They are kept between changes; none may be kept too long."""
    for change, field in (
        (lambda: star(filled, ["p-beta"]), "starred"),
        (lambda: write(filled, "p-beta", "note"), "noted"),
        (lambda: add(filled, ["new"], "wednesday.txt"), "all"),
    ):
        before, order = filled.counts(), filled.ordered()
        assert filled.counts() == before
        assert filled.ordered() is order
        change()
        assert getattr(filled.counts(), field) == getattr(before, field) + 1
        filled.undo()
        assert filled.counts() == before
        assert filled.ordered() == order
        filled.redo()
        assert getattr(filled.counts(), field) == getattr(before, field) + 1


def test_answers_follow_changes_of_other_windows(filled: Store, path: Path) -> None:
    before = filled.counts()
    with closing(Store.open(path)) as other:
        star(other, ["p-alpha"])
    assert filled.counts().starred == before.starred + 1
    assert ids(filled, filled.matching("is", "starred")) == {"alpha"}


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        ("is", "starred", {"Zebra"}),
        ("is", "unread", {"Émile", "beta", "alpha"}),
        ("is", "reading", {"Zebra"}),
        ("is", "read", set()),
        ("is", "skipped", {"“apple” pie"}),
        ("is", "noted", {"beta"}),
        ("is", "highlighted", set()),
        ("is", "untagged", {"“apple” pie", "Émile", "alpha"}),
        ("is", "untitled", set()),
        ("is", "removed", set()),
        ("tag", "rl", {"Zebra", "beta"}),
        ("tag", "#RL", {"Zebra", "beta"}),
        ("tag", "none", set()),
        ("tag", "R*", {"Zebra", "beta"}),
        ("tag", "l*", set()),
        ("source", "monday.TXT", {"Zebra", "“apple” pie", "Émile"}),
        ("source", "tues", {"beta", "alpha", "Zebra"}),
        ("source", ".txt", {"Zebra", "“apple” pie", "Émile", "beta", "alpha"}),
        ("source", "none", set()),
        ("year", "2020", {"Zebra", "“apple” pie", "Émile"}),
        ("year", "2021", set()),
        ("year", "2019..2020", {"Zebra", "“apple” pie", "Émile"}),
        ("year", "2020..", {"Zebra", "“apple” pie", "Émile"}),
        ("year", "..2019", set()),
        ("added", "<7d", {"Zebra", "“apple” pie", "Émile", "beta", "alpha"}),
        ("added", ">7d", set()),
        ("added", "<1h", {"Zebra", "“apple” pie", "Émile", "beta", "alpha"}),
        ("added", ">1h", set()),
        ("id", "P-Beta", {"beta"}),
        ("id", "p-b", {"beta"}),
        ("id", "2401.00001v3", {"alpha"}),
        ("id", "https://doi.org/10.1000/ALPHA", {"alpha"}),
        ("id", "none", set()),
    ],
)
def test_state_terms(filled: Store, field: str, value: str, wanted: set[str]) -> None:
    star(filled, ["p-Zebra"])
    write(filled, "p-beta", "note")
    with filled.step("Edited"), filled.transaction():
        (row,) = filled.rows_of(["p-alpha"])
        fields = record("alpha", arxiv_id="2401.00001", doi="10.1000/alpha")
        filled.update_fields(row, fields, title_derived=False)
    with filled.step("Skipped"), filled.transaction():
        filled.set_status(filled.rows_of(["p-“apple” pie"]), Status.SKIPPED)
    rows = filled.matching(field, value)
    assert ids(filled, rows) == wanted
    assert len(rows) == len(wanted)


def test_untitled_and_highlighted(filled: Store) -> None:
    (row,) = filled.rows_of(["p-beta"])
    with filled.step("More"), filled.transaction():
        filled.update_fields(row, record("derived"), True)
        filled._connections.get().execute(
            "INSERT INTO highlights (paper, quote, changed_at) VALUES (?, 'q', '')", (row,)
        )
    assert (
        filled.matching("is", "untitled").tolist()
        == filled.matching("is", "highlighted").tolist()
        == [row]
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("is", "blue"),
        ("is", ""),
        ("year", "soon"),
        ("year", ".."),
        ("year", ""),
        ("added", "7d"),
        ("added", "<sevenD"),
        ("colour", "blue"),
        ("id", "p-"),
    ],
)
def test_state_terms_that_there_are_not(store: Store, field: str, value: str) -> None:
    with pytest.raises(BadValue):
        store.matching(field, value)


def test_every_age_is_a_date(store: Store) -> None:
    add(store, ["alpha"])
    assert store.matching("added", "<99999d").tolist() == [1]
    assert store.matching("added", ">99999d").tolist() == []


def test_texts_are_looked_through_without_the_index(filled: Store) -> None:
    write(filled, "p-alpha", "a note on Éclairs")
    assert ids(filled, filled.containing(lambda text: "Éclairs" in text)) == {"alpha"}
    assert ids(filled, filled.containing(lambda text: "Éclairs" in text, "note")) == {"alpha"}
    assert filled.containing(lambda text: "Éclairs" in text, "title") == []
    assert ids(filled, filled.containing(lambda text: text == "Zebra", "title")) == {"Zebra"}
    assert filled.containing(lambda text: "nowhere" in text) == []


def test_what_there_is_to_show(marked: Store) -> None:
    every = [public_id for _, public_id in marked.ordered()]
    assert marked.filled(every) == Filled(
        papers=5, years=2, authors=3, venues=2, tagged=2, again=1, days=1, sources=2
    )
    assert marked.filled(["p-alpha"]) == Filled(papers=1, authors=1, days=1, sources=1)
    assert marked.filled([]) == Filled()


def test_stats(filled: Store) -> None:
    star(filled, ["p-Zebra"])
    stats = filled.stats()
    assert stats["papers"] == 5
    assert stats["starred"] == 1
    assert stats["statuses"] == {"unread": 4, "reading": 1}
    assert stats["years"] == {"2020": 3}
    assert stats["tags"] == {"gan": 1, "rl": 2}
    assert (stats["sources"], stats["sightings"], stats["steps"]) == (2, 6, 4)


def test_settings_are_remembered(store: Store, path: Path) -> None:
    assert store.setting("theme") is None
    store.set_setting("theme", "dark")
    store.set_setting("theme", "light")
    assert store.setting("theme") == "light"
    with closing(Store.open(path)) as other:
        assert other.setting("theme") == "light"
    assert store.history() == []
    assert query(path, "SELECT count(*) FROM undo_log") == [(0,)]
