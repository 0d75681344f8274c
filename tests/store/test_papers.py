"""Papers in and out, where they were seen, and what people call them."""

from __future__ import annotations

import pytest

from readlist.errors import AmbiguousPaper, UnknownPaper
from readlist.paper import Fields, Note, Record, Sighting, Status
from readlist.store import Store
from tests.store.build import Keys, add, keys_of, record, star, write

FULL = Record(
    title="A title: with “everything”, ünïcödé and 💡",
    abstract="First sentence.\n\nSecond paragraph with $x^2$ and 'quotes'.",
    authors=("Ada Lovelace", "Emmy Noether"),
    year=2021,
    venue="Journal of Tests",
    doi="10.1000/xyz",
    arxiv_id="2101.00001",
    urls=("https://example.org/a", "https://example.org/b_c"),
    first_line=3,
    last_line=5,
)


def test_a_paper_comes_back_as_it_was_put_in(store: Store) -> None:
    with store.step("Imported"), store.transaction():
        source = store.sources.begin("monday.txt", "sha", "trending", "utf-8", [])
        row = store.insert_paper("abcdefgh", FULL, title_derived=True, source=source, position=3)
        assert store.add_sighting(row, source, FULL, keys_of(FULL))
        store.set_starred([row], True)
        store.set_status([row], Status.READING)
        store.add_tags([row], ["rl", "Editing"])
        store.set_note(row, "my *note*", 0)
    (paper,) = store.papers(["abcdefgh"])
    for name in ("title", "abstract", "authors", "year", "venue", "doi", "arxiv_id", "urls"):
        assert getattr(paper, name) == getattr(FULL, name)
    assert paper.id == "abcdefgh"
    assert paper.title_derived
    assert paper.starred
    assert paper.status is Status.READING
    assert paper.tags == ("Editing", "rl")
    assert paper.note == "my *note*"
    assert paper.sources == (Sighting("monday.txt", "trending", 3, 5),)
    assert paper.added_at.endswith("Z")
    assert paper.removed_at is None


def test_a_paper_with_nothing_but_a_title(store: Store) -> None:
    (public_id,) = add(store, ["alpha"])
    (paper,) = store.papers([public_id])
    assert (paper.abstract, paper.authors, paper.year, paper.urls) == (None, (), None, ())
    assert (paper.starred_at, paper.status, paper.note) == (None, Status.UNREAD, None)
    assert paper.tags == paper.highlights == ()


def test_papers_come_in_the_order_asked_for(store: Store) -> None:
    ids = add(store, [f"paper {number}" for number in range(1200)])
    asked = [ids[1100], "unknown", ids[3], ids[700], ids[3]]
    assert [paper.id for paper in store.papers(asked)] == [ids[1100], ids[3], ids[700], ids[3]]
    assert len(store.papers(ids)) == 1200
    assert store.papers([]) == []


def test_text_that_sqlite_cannot_keep_is_made_fit(store: Store) -> None:
    read = record("lone \ud800 surrogate", abstract="a\x00nul")
    with store.step("Imported"), store.transaction():
        row = store.insert_paper("abc", read, title_derived=False, source=None, position=0)
        store.set_note(row, "note \x00\udfff", 0)
    (paper,) = store.papers(["abc"])
    assert paper.title == "lone \N{REPLACEMENT CHARACTER} surrogate"
    assert paper.abstract == "anul"
    assert paper.note == "note \N{REPLACEMENT CHARACTER}"


def test_fields_and_edits_change(store: Store) -> None:
    (public_id,) = add(store, ["alpha"])
    (row,) = store.rows_of([public_id])
    assert store.edits(row) == {}
    with store.step("Edited"), store.transaction():
        store.set_edits(row, {"title": "better", "authors": ["A B"]})
        store.update_fields(row, Fields(title="better", authors=("A B",)), False)
    assert store.edits(row) == {"title": "better", "authors": ["A B"]}
    assert store.papers([public_id])[0].title == "better"
    store.undo()
    assert store.edits(row) == {}
    assert store.papers([public_id])[0].title == "alpha"


def test_the_same_lines_of_a_source_are_one_sighting(store: Store) -> None:
    (public_id,) = add(store, ["alpha"])
    (row,) = store.rows_of([public_id])
    read = record("alpha again", 1)
    with store.step("Imported"), store.transaction():
        assert not store.add_sighting(row, 1, read, keys_of(read))
        assert store.add_sighting(row, 1, record("alpha again", 7), keys_of(read))
    assert [fields.title for fields in store.records_of(row)] == ["alpha", "alpha again"]


def test_removed_papers_are_hidden_but_known(store: Store) -> None:
    ids = add(store, ["alpha", "beta"])
    star(store, ids)
    rows = store.rows_of(ids)
    with store.step("Deleted"), store.transaction():
        assert store.remove(rows[:1]) == 1
        assert store.remove(rows[:1]) == 0
    assert [public_id for _, public_id in store.ordered()] == ["p-beta"]
    assert store.matching("is", "removed").tolist() == rows[:1]
    assert store.matching("is", "starred").tolist() == rows[1:]
    assert (store.counts().all, store.counts().starred) == (1, 1)
    assert store.id_taken("p-alpha")
    assert [known.removed for known in store.candidates(None, None, "alpha", None)] == [True, True]
    assert store.papers(["p-alpha"])[0].removed_at is not None
    store.undo()
    assert store.counts().all == 2


# Who a record may be


def test_candidates_by_every_key(store: Store) -> None:
    keys = Keys("2101.00001", "10.1/x", "alpha", "b" * 200)
    with store.step("Imported"), store.transaction():
        source = store.sources.begin("a.txt", "sha", "trending", "utf-8", [])
        row = store.insert_paper(
            "abc", Fields(title="alpha"), title_derived=False, source=source, position=0
        )
        store.add_sighting(row, source, record("alpha"), keys)
    for found in (
        store.candidates("2101.00001", None, None, None),
        store.candidates(None, "10.1/x", None, None),
        store.candidates(None, None, "alpha", None),
        store.candidates(None, None, None, "b" * 200),
    ):
        assert [known.row for known in found] == [row, row]
    assert store.candidates(None, None, None, None) == []
    assert store.candidates("", "", "", "") == []
    assert store.candidates("2101.00002", "10.1/y", "beta", "c") == []


def test_candidates_are_papers_as_shown_and_as_seen(store: Store) -> None:
    add(store, ["alpha"])
    (row,) = store.rows_of(["p-alpha"])
    shown = Fields(title="new name", doi="10.5/new")
    with store.step("Edited"), store.transaction():
        store.update_fields(row, shown, False, Keys(title_key="newname"))
    for found in (
        store.candidates(None, None, "newname", None),
        store.candidates(None, "10.5/new", None, None),
        store.candidates(None, None, "alpha", None),
    ):
        assert [known.fields for known in found] == [shown, Fields(title="alpha")]


def test_a_derived_title_is_none_to_candidates(store: Store) -> None:
    read = Record(abstract="Words.", first_line=1, last_line=1)
    with store.step("Imported"), store.transaction():
        source = store.sources.begin("a.txt", "sha", "abstracts", "utf-8", [])
        row = store.insert_paper(
            "abc",
            Fields(title="Words.", abstract="Words."),
            title_derived=True,
            source=source,
            position=0,
        )
        store.add_sighting(row, source, read, Keys(abstract_key="words"))
    shown, seen = store.candidates(None, None, None, "words")
    assert shown.fields == seen.fields == Fields(abstract="Words.")


def test_candidates_come_oldest_paper_first(store: Store) -> None:
    add(store, ["alpha", "beta"], doi="10.1/same")
    add(store, ["gamma"], "b.txt", doi="10.1/same")
    found = store.candidates(None, "10.1/same", "gamma", None)
    assert [known.row for known in found] == [1, 1, 2, 2, 3, 3]


# What people call a paper


@pytest.fixture
def named(store: Store) -> Store:
    with store.step("Imported"), store.transaction():
        for public_id, arxiv, doi in (
            ("abcdefgh", "2101.00001", "10.1000/xyz"),
            ("abczzzzz", "math/0109999", None),
            ("q2345671", None, "10.1000/same"),
            ("r2345672", None, "10.1000/same"),
            ("gone2345", "2101.99999", None),
        ):
            fields = Fields(title=public_id, arxiv_id=arxiv, doi=doi)
            store.insert_paper(public_id, fields, title_derived=False, source=None, position=0)
        store.remove(store.rows_of(["gone2345"]))
        store._connections.get().execute(
            "INSERT INTO aliases (alias, paper, changed_at) VALUES ('oldname2', 1, '')"
        )
    return store


@pytest.mark.parametrize(
    ("reference", "public_id"),
    [
        ("abcdefgh", "abcdefgh"),
        (" ABCDEFGH ", "abcdefgh"),
        ("abcd", "abcdefgh"),
        ("abcz", "abczzzzz"),
        ("q23", "q2345671"),
        ("oldname2", "abcdefgh"),
        ("oldn", "abcdefgh"),
        ("2101.00001", "abcdefgh"),
        ("arXiv:2101.00001v3", "abcdefgh"),
        ("https://arxiv.org/abs/2101.00001v2", "abcdefgh"),
        ("math/0109999", "abczzzzz"),
        ("10.1000/XYZ", "abcdefgh"),
        ("https://doi.org/10.1000/xyz", "abcdefgh"),
        ("gone2345", "gone2345"),
    ],
)
def test_a_paper_has_many_names(named: Store, reference: str, public_id: str) -> None:
    assert named.resolve(reference) == public_id


@pytest.mark.parametrize(
    "reference",
    ["", "ab", "zzz", "gon", "2101.99999", "2101.5", "10.1/none", "what is this", "\ud800"],
)
def test_a_name_of_no_paper(named: Store, reference: str) -> None:
    with pytest.raises(UnknownPaper) as error:
        named.resolve(reference)
    assert str(error.value).endswith((".", "DOI."))


@pytest.mark.parametrize("reference", ["abc", "10.1000/same"])
def test_a_name_of_several_papers(named: Store, reference: str) -> None:
    with pytest.raises(AmbiguousPaper) as error:
        named.resolve(reference)
    assert reference in str(error.value)


def test_rows_and_ids(named: Store) -> None:
    assert named.rows_of(["q2345671", "abcdefgh", "q2345671"]) == [3, 1, 3]
    assert named.ids_of([3, 1, 99]) == {3: "q2345671", 1: "abcdefgh"}
    with pytest.raises(UnknownPaper, match="nobody"):
        named.rows_of(["abcdefgh", "nobody"])
    assert named.id_taken("oldname2")
    assert named.id_taken("gone2345")
    assert not named.id_taken("abc")


def test_a_note_is_read_with_its_paper(store: Store) -> None:
    (public_id,) = add(store, ["alpha"])
    version = write(store, public_id, "text")
    assert store.note(1) == Note("text", version)
    assert store.papers([public_id])[0].note == "text"
