"""Whoosh reads, searches, changes and merges the segments we write as if it had written them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from whoosh import query, scoring
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, create_in, open_dir

from readlist.search import raw, stamp
from readlist.search.bulk import BulkSegment
from readlist.search.schema import PaperWeighting, make_schema
from readlist.search.stamp import Stamp
from readlist.search.surface import Surface
from readlist.search.writer import Batch
from tests.benchmarks.papers import made_up
from tests.search.shelf import Page

STEMMED = ("title", "abstract", "note")
TEXT = (*STEMMED, "authors", "venue")


def texts(page: Page) -> dict[str, str]:
    """What of a page is indexed, by field."""
    found = {name: getattr(page, name) for name in (*STEMMED, "venue")}
    found["authors"] = "\n".join(page.authors)
    return {name: text for name, text in found.items() if text}


def written_by_whoosh(folder: Path, pages: Iterable[Page]) -> Any:
    folder.mkdir()
    index = create_in(str(folder), make_schema())
    writer = index.writer()
    for page in pages:
        writer.add_document(row=page.row, **texts(page))
    writer.commit()
    return index


def written_by_us(folder: Path, pages: Iterable[Page], at_a_time: int = 1_000) -> Any:
    """One segment, opened by Whoosh alone."""
    folder.mkdir()
    new = BulkSegment(make_schema(), at_a_time)
    for page in pages:
        new.add(page.row, texts(page))
    storage = FileStorage(str(folder))
    segment = W3Segment(W3Codec(), "MAIN")
    new.write(storage, segment)
    TOC(make_schema(), [segment], 1).write(storage, "MAIN")
    return open_dir(str(folder))


def contents(reader: Any) -> dict[object, object]:
    """Everything a reader knows of its documents and terms, by row where documents are named."""
    column = reader.column_reader("row")
    alive = [number for number in range(reader.doc_count_all()) if not reader.is_deleted(number)]
    row = {number: column[number] for number in alive}
    found: dict[object, object] = {"rows": sorted(row.values())}
    for name in TEXT:
        found[name] = {row[number]: reader.doc_field_length(number, name) or 0 for number in alive}
    for name, text in reader.all_terms():
        postings = {}
        matcher = reader.postings(name, text)
        while matcher.is_active():
            if name == "row":
                value: object = matcher.weight()
            else:
                value = matcher.weight(), *map(matcher.value_as, ("frequency", "positions"))
            postings[row[matcher.id()]] = value
            matcher.next()
        if postings:  # a deleted document's terms stay until a merge
            found[name, text] = postings
    return found


def facts(reader: Any) -> dict[object, object]:
    """What a reader knows that depends on deleted documents and on the order of the others."""
    found: dict[object, object] = {"fields": sorted(reader.indexed_field_names())}
    for name in TEXT:
        found[name] = reader.field_length(name)
    for name, text in reader.all_terms():
        info = reader.term_info(name, text)
        found[name, text] = (
            [*reader.postings(name, text).all_ids()],
            (info.weight(), info.doc_frequency(), info.min_length(), info.max_length()),
            (info.max_weight(), info.min_id(), info.max_id()),
        )
    return found


def trailers(reader: Any) -> int:
    """How many posting lists of a segment have raw arrays; they are what the blocks say."""
    count = 0
    file = reader._terms._postfile
    for name, text in reader.all_terms():
        offset, length = reader.term_info(name, text).extent()
        found = raw.unpack(file.get(offset, *length))  # Whoosh has the length as struct.unpack does
        if found is None:
            continue
        positions = iter(found.positions.tolist())
        matcher = reader.postings(name, text)
        for doc, freq in zip(found.docs.tolist(), found.freqs.tolist(), strict=True):
            assert (doc, freq) == (matcher.id(), matcher.weight())
            assert matcher.value_as("positions") == [next(positions) for _ in range(freq)]
            matcher.next()
        assert not matcher.is_active()
        count += 1
    return count


WORD = st.sampled_from(
    ["net", "nets", "Networks", "a", "GPT", "4.5", "naïve", r"Erd\H{o}s", "ΔΣ", "深層", "e\u0301"]
)
JOINT = st.sampled_from([" ", " ", " ", "-", "–", ", ", "\n", "\n\n", ". ", "\u00a0", "\x1c", "\\"])
WORDS = st.lists(st.tuples(WORD, JOINT), max_size=12).map(lambda pairs: "".join(sum(pairs, ())))
ANY = st.one_of(st.none(), WORDS, st.text(max_size=30))
PAGE = st.builds(
    Page,
    row=st.just(0),
    title=ANY,
    abstract=ANY,
    authors=st.lists(st.one_of(WORDS, st.text(max_size=9)), max_size=3).map(tuple),
    venue=ANY,
    note=ANY,
)


def numbered(pages: Sequence[Page], rows: Iterable[int]) -> list[Page]:
    return [
        Page(row, page.title, page.abstract, page.authors, page.venue, page.note)
        for row, page in zip(rows, pages, strict=False)
    ]


@cache
def library(count: int = 400) -> list[Page]:
    """Made-up papers, one with a note of many words and one with nothing."""
    people = ["Ada Lovelace", "Émilie du Châtelet", "Jean-Luc Net", "—", "Ada Graph"]
    pages = [
        Page(
            3 * count - 2 * number,  # not in the order of the documents
            paper.title,
            paper.abstract,
            tuple(people[number % 4 : number % 4 + number % 3]),
            "Proceedings of Nets" if number % 7 == 0 else None,
        )
        for number, paper in enumerate(made_up(count))
    ]
    many = "word " * 70_000 + "net " * 300 + " ".join(f"w{n}" for n in range(300))
    return [*pages, Page(3 * count + 1, "Large", note=many), Page(3 * count + 2)]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """The same library written by us and by Whoosh."""
    folder = tmp_path_factory.mktemp("both")
    ours = written_by_us(folder / "ours", library(), at_a_time=10_000)
    return ours, written_by_whoosh(folder / "theirs", library())


# One segment


@settings(max_examples=30)
@given(st.lists(PAGE, min_size=1, max_size=8), st.sampled_from([1, 10, 1_000]))
@example([Page(0, "a" * 70 + " a-" + "a" * 70)], 1_000)  # a word and its joined form at one place
@example([Page(0, authors=("—", "Ada", "", "B\nC"))], 1_000)
@example([Page(0)] * 3, 1)
def test_any_papers_are_written_as_whoosh_writes_them(pages: list[Page], at_a_time: int) -> None:
    pages = numbered(pages, (5, 2**40, 3, 2**32, 1, 2, 90, 7))
    with tempfile.TemporaryDirectory() as folder:
        ours = written_by_us(Path(folder, "ours"), pages, at_a_time).reader()
        theirs = written_by_whoosh(Path(folder, "theirs"), pages).reader()
        assert contents(ours) == contents(theirs)
        assert facts(ours) == facts(theirs)
        assert ours.doc_count_all() == theirs.doc_count_all() == len(pages)
        ours.close()


def test_many_papers_are_written_as_whoosh_writes_them(both: tuple[Any, Any]) -> None:
    ours, theirs = (index.reader() for index in both)
    assert contents(ours) == contents(theirs)
    assert facts(ours) == facts(theirs)
    assert max(ours.doc_frequency("abstract", term) for term in ours.lexicon("abstract")) > 300


def test_every_term_of_a_text_has_raw_arrays(both: tuple[Any, Any]) -> None:
    reader = both[0].reader()
    assert trailers(reader) == sum(1 for name, _ in reader.all_terms() if name != "row") > 10_000
    assert trailers(both[1].reader()) == 0


TERMS = [query.Term("abstract", word) for word in ("data", "the", "model", "of", "unheard")]
QUERIES = [
    *TERMS,
    query.Term("note", "word"),
    query.And(TERMS[:3]),
    query.Or([*TERMS, query.Term("title", "data", boost=3.0)]),
    query.AndNot(TERMS[1], TERMS[0]),
    query.AndMaybe(TERMS[0], TERMS[3]),
    query.Phrase("abstract", ["of", "the"]),
    query.Phrase("abstract", ["the", "data"], slop=3),
    query.Phrase("authors", ["ada", "lovelace"]),
    query.Phrase("authors", ["lovelace", "emilie"]),
    query.Prefix("title", "tr"),
    query.Every("venue"),
    query.NumericRange("row", 100, 900),
]


@pytest.mark.parametrize("weighting", [scoring.BM25F, PaperWeighting, scoring.TF_IDF])
@pytest.mark.parametrize("asked", QUERIES, ids=str)
def test_whoosh_finds_the_same_in_it(both: tuple[Any, Any], asked: Any, weighting: Any) -> None:
    results = []
    for index in both:
        with index.searcher(weighting=weighting()) as searcher:
            for limit in (10, None):  # pruned by the facts of the blocks, and not
                found = searcher.search(asked, limit=limit)
                results.append([(hit.docnum, hit.score) for hit in found])
    assert results[:2] == results[2:]


@pytest.mark.long
def test_whoosh_changes_and_merges_it(tmp_path: Path) -> None:
    pages = library()[:150]
    ours = written_by_us(tmp_path / "ours", pages)
    theirs = written_by_whoosh(tmp_path / "theirs", pages)
    for index in (ours, theirs):
        writer = index.writer()
        for page in library()[150:300]:
            writer.add_document(row=page.row, **texts(page))
        for page in pages[::3]:
            writer.update_document(row=page.row, title="Changed nets")
        for page in pages[1::3]:
            writer.delete_by_term("row", page.row)
        writer.commit(merge=False)
    assert contents(ours.reader()) == contents(theirs.reader())
    for index in (ours, theirs):
        index.optimize()
    assert len(ours._segments()) == 1
    assert contents(ours.reader()) == contents(theirs.reader())
    assert facts(ours.reader()) == facts(theirs.reader())


# Batch after batch

CHANGE = st.tuples(st.integers(1, 12), st.one_of(st.none(), PAGE))
CHANGES = st.lists(st.lists(CHANGE, min_size=1, max_size=5), min_size=1, max_size=12)


def commit(folder: Path, found: Stamp | None, pages: dict[int, Page], rows: set[int]) -> Stamp:
    """Bring the index that `found` describes up to date: `rows` have changed to what `pages` has
    of them."""
    words = Surface()
    if found is not None:
        words = Surface.load(folder / stamp.WORDS, found.files[stamp.WORDS][0])
    with Batch(folder, "here", found, words) as batch:
        batch.replace(rows, [pages[row] for row in rows if row in pages])
        crumbs = batch.crumbs()
        assert not rows & set(crumbs)
        batch.replace(crumbs, [pages[row] for row in crumbs])
        return batch.commit()


@settings(max_examples=15)
@given(CHANGES)
def test_batches_leave_what_whoosh_would_have_written_at_once(
    batches: list[list[tuple[int, Page | None]]],
) -> None:
    pages: dict[int, Page] = {}
    found = None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "ours")
        folder.mkdir()
        for changes in batches:
            for row, page in changes:
                pages.pop(row, None)
                if page is not None:
                    pages.update({row: numbered([page], [row])[0]})
            found = commit(folder, found, pages, {row for row, _ in changes})
        assert found is not None
        assert found.documents == len(pages)
        ours = open_dir(name + "/ours")
        assert ours.doc_count() == len(pages)
        if pages:
            theirs = written_by_whoosh(Path(name, "theirs"), pages.values())
            assert contents(ours.reader()) == contents(theirs.reader())


def test_small_segments_are_written_again_with_their_raw_arrays(tmp_path: Path) -> None:
    pages: dict[int, Page] = {}
    found = None
    for page in library()[:60]:
        pages[page.row] = page
        found = commit(tmp_path, found, pages, {page.row})
    index = open_dir(str(tmp_path))
    assert len(index._segments()) < 12
    for leaf, _ in index.reader().leaf_readers():
        assert trailers(leaf) == sum(1 for name, _ in leaf.all_terms() if name != "row")


def test_a_batch_that_is_given_up_leaves_no_segment(tmp_path: Path) -> None:
    pages = {page.row: page for page in library()[:5]}
    found = commit(tmp_path, None, pages, set(pages))
    before = sorted(path.name for path in tmp_path.iterdir())
    with Batch(tmp_path, "here", found, Surface()) as batch:
        batch.replace(pages, pages.values())
    assert sorted(path.name for path in tmp_path.iterdir()) == before
