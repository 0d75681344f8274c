"""What readlist's search is compared with, each over the same papers and set up as one would.

Each is built once in the library's folder, and opened as often as wanted.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Final

from whoosh import fields, query
from whoosh.index import create_in, open_dir

from readlist.search.schema import STEMMED, TEXT, WEIGHTS, PaperWeighting, fingerprint, make_schema
from readlist.search.words import stem
from tests.benchmarks.papers import MadeUp, made_up
from tests.benchmarks.queries import BEGINNING, EITHER, FIELD, LETTER, PHRASE, STATE, WITHOUT, Asked
from tests.benchmarks.shelf import STARRED, Shelf

LIMIT: Final = 50
Search = Callable[[Asked], int]
"""Asks for the best `LIMIT` papers; how many there are in all, or -1 if it does not say."""


class Rival(ABC):
    """Another way to search."""

    name: ClassVar[str]
    files: ClassVar[str]
    """The folder of its index."""
    version: ClassVar[str] = "1"
    """What is built is built anew when this changes."""

    def prepare(self, shelf: Shelf) -> Path:
        """The folder of its index of the library's papers, built if it is not there."""
        folder = shelf.home / "rivals" / self.files
        done = folder / "built.json"
        if not done.exists() or json.loads(done.read_text())["version"] != self.version:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            start = time.perf_counter()
            self._build(folder, enumerate(made_up(shelf.papers), 1))
            taken = time.perf_counter() - start
            done.write_text(json.dumps({"version": self.version, "seconds": taken}))
        return folder

    @abstractmethod
    def _build(self, folder: Path, papers: Iterator[tuple[int, MadeUp]]) -> None: ...

    @abstractmethod
    def open(self, folder: Path) -> Any:
        """A context manager that gives a `Search`."""


class FTS5(Rival):
    """SQLite's full-text search: external content, Porter stems without accents, our weights."""

    name = "FTS5"
    files = "fts5"

    def _build(self, folder: Path, papers: Iterator[tuple[int, MadeUp]]) -> None:
        database = sqlite3.connect(folder / "fts.db")
        columns = ", ".join(TEXT)
        weights = ", ".join(str(WEIGHTS[name]) for name in TEXT)
        database.execute(f"CREATE TABLE papers (id INTEGER PRIMARY KEY, {columns}, starred)")
        database.executemany(
            "INSERT INTO papers (id, title, abstract, starred) VALUES (?, ?, ?, ?)",
            ((row, paper.title, paper.abstract, _starred(row)) for row, paper in papers),
        )
        database.execute("CREATE INDEX starred ON papers (id) WHERE starred")
        database.execute(
            f"CREATE VIRTUAL TABLE fts USING fts5({columns}, content='papers', content_rowid='id', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )
        database.execute("INSERT INTO fts(fts) VALUES ('rebuild')")
        database.execute(f"INSERT INTO fts(fts, rank) VALUES ('rank', 'bm25({weights})')")
        database.commit()
        database.close()

    @contextmanager
    def open(self, folder: Path) -> Iterator[Search]:
        database = sqlite3.connect(folder / "fts.db")

        def search(asked: Asked) -> int:
            join, text = "", asked.text
            if asked.kind == STATE:
                # The plus sign: look at the words first, which here is 20 times as fast.
                join, text = "AND +rowid IN (SELECT id FROM papers WHERE starred)", asked.words[0]
            elif asked.kind == WITHOUT:
                text = " NOT ".join(asked.words)
            sql = f"SELECT rowid FROM fts WHERE fts MATCH ? {join} ORDER BY rank LIMIT {LIMIT}"
            rows = database.execute(sql, [text]).fetchall()
            return len(rows) if len(rows) < LIMIT else -1

        try:
            yield search
        finally:
            database.close()


class Whoosh(Rival):
    """Whoosh as it comes, with our fields, analysis, weights and scoring; its best `LIMIT` only,
    which lets it leave out what cannot be among them."""

    name = "Whoosh, `limit=50`"
    files = "whoosh"
    version = fingerprint()
    limit: ClassVar[int | None] = LIMIT

    def _build(self, folder: Path, papers: Iterator[tuple[int, MadeUp]]) -> None:
        schema = make_schema()
        schema.add("starred", fields.ID())
        writer = create_in(str(folder), schema).writer()
        for row, paper in papers:
            texts = {"title": paper.title, "abstract": paper.abstract}
            star = {"starred": "1"} if _starred(row) else {}
            writer.add_document(row=row, **star, **{k: v for k, v in texts.items() if v})
        writer.commit()

    @contextmanager
    def open(self, folder: Path) -> Iterator[Search]:
        with open_dir(str(folder)).searcher(weighting=PaperWeighting()) as searcher:

            def search(asked: Asked) -> int:
                star = query.Term("starred", "1") if asked.kind == STATE else None
                found = searcher.search(_whoosh_query(asked), limit=self.limit, filter=star)
                return len(found.top_n) if self.limit is None else -1

            yield search


class ExhaustiveWhoosh(Whoosh):
    """The same, looking at every match: the answers that readlist gives."""

    name = "Whoosh, exhaustive"
    limit = None


def _whoosh_query(asked: Asked) -> Any:
    first = asked.words[0]
    if asked.kind == PHRASE:
        words = [stem(word.lower()) for word in asked.words]
        return _anywhere(lambda name: query.Phrase(name, words, boost=WEIGHTS[name]))
    if asked.kind in (BEGINNING, LETTER):
        return _anywhere(lambda name: query.Prefix(name, first, boost=WEIGHTS[name]))
    if asked.kind == FIELD:
        return query.Term("title", stem(first), boost=WEIGHTS["title"])
    words = [_word(word) for word in asked.words]
    if asked.kind == EITHER:
        return query.Or(words)
    return query.AndNot(*words) if asked.kind == WITHOUT else query.And(words)


def _word(word: str) -> Any:
    return _anywhere(
        lambda name: query.Term(name, stem(word) if name in STEMMED else word, boost=WEIGHTS[name])
    )


def _anywhere(make: Callable[[str], Any]) -> Any:
    return query.Or([make(name) for name in TEXT])


class Tantivy(Rival):
    """tantivy with its English stems and our weights; a beginning is one of stems, unranked."""

    name = "tantivy"
    files = "tantivy"

    def _build(self, folder: Path, papers: Iterator[tuple[int, MadeUp]]) -> None:
        import tantivy

        schema = tantivy.SchemaBuilder()
        for name in TEXT:
            schema.add_text_field(name, tokenizer_name="en_stem")
        schema.add_integer_field("row", fast=True)
        schema.add_boolean_field("starred", indexed=True)
        index = tantivy.Index(schema.build(), path=str(folder))
        writer = index.writer(num_threads=1)
        for row, paper in papers:
            texts = {"title": paper.title or "", "abstract": paper.abstract}
            writer.add_document(tantivy.Document(row=row, starred=_starred(row), **texts))
        writer.commit()
        writer.wait_merging_threads()

    @contextmanager
    def open(self, folder: Path) -> Iterator[Search]:
        import tantivy

        index = tantivy.Index.open(str(folder))
        searcher = index.searcher()

        def search(asked: Asked) -> int:
            found = searcher.search(_tantivy_query(index, asked), limit=LIMIT)
            addresses = [address for _, address in found.hits]
            searcher.fast_field_values("row", addresses)
            return int(found.count)

        yield search


def _tantivy_query(index: Any, asked: Asked) -> Any:
    import tantivy

    if asked.kind in (BEGINNING, LETTER):
        begun = [
            tantivy.Query.regex_query(index.schema, name, f"{asked.words[0]}.*") for name in TEXT
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in begun])
    text = asked.text
    if asked.kind == STATE:
        text = f"{asked.words[0]} starred:true"
    return index.parse_query(
        text, list(TEXT), field_boosts=WEIGHTS, conjunction_by_default=asked.kind != EITHER
    )


def _starred(row: int) -> bool:
    return row % STARRED == 0


def rivals() -> list[Rival]:
    """All that can be had here."""
    found: list[Rival] = [FTS5(), Whoosh(), ExhaustiveWhoosh()]
    try:
        import tantivy  # noqa: F401
    except ImportError:
        return found
    return [*found, Tantivy()]
