"""What a query that is being typed may go on with: fields, values, names, and frequent words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from readlist.errors import IndexUnavailable
from readlist.paper import BACKWARDS, SORTS, clean, counted
from readlist.search import SYNTAX, Document, Index, Or, Query, State, Word
from readlist.search.lexing import QUOTES, Unfinished, unfinished
from readlist.search.spelling import in_quotes
from readlist.search.states import IS_VALUES, NAMED, STARRED
from readlist.search.syntax import FIELDS
from readlist.search.tree import TEXT_FIELDS
from readlist.search.vocabulary import Common
from readlist.search.words import FILLERS, Token, nfc, tokens
from readlist.store import Store

if TYPE_CHECKING:
    from readlist.search.engine.arrays import Numbers

_SHORTEST = 2  # letters of a word to go on with
_SHORTEST_VALUE = 3  # letters of a value or tag that is typed without its field
_SAVES = 2  # keys: a word that saves fewer is not worth a line
_ASKED = 3  # papers to a word, for the form in which it is written
_REMEMBERED = 5_000  # words


@dataclass(frozen=True, slots=True)
class Completion:
    """A way to go on. `text`: the whole query then, the cursor at its end; `shown`: what its last
    term is then; `detail`: a word about that."""

    text: str
    shown: str
    detail: str


class Completer:
    """Completions for one library. Any method may be called from any thread."""

    def __init__(self, store: Store, index: Index | None, rows: Callable[[State], Numbers]) -> None:
        """`rows`: the papers of a state."""
        self._store = store
        self._index = index
        self._rows = rows
        self._forms: dict[tuple[str, ...], str] = {}
        """Of words with one stem, the one that papers have most."""

    def complete(self, text: str, limit: int) -> list[Completion]:
        """Ways to go on with the last term of a query, most likely first; [] where it has ended."""
        text = clean(text)
        term = unfinished(text)
        if term is None:
            return []
        found = {option.text: option for option in self._options(text, term, limit)}
        return [option for option in found.values() if option.text != text][:limit]

    def _options(self, text: str, term: Unfinished, limit: int) -> Iterable[Completion]:
        head, field = text[: term.start], term.field
        if field in NAMED:
            return self._named(head, field, term)
        if field in ("is", "sort", "similar"):
            return self._values(head, field, term.text)
        if field is not None and field not in TEXT_FIELDS:
            return ()
        others: list[Completion] = []
        if field is None and not term.quoted:
            others = [*_fields(head, term.text), *islice(self._bare(head, term.text), limit // 2)]
        words = self._words(text, term, max(limit - len(others), 1))
        return [*others[:1], *words, *others[1:]] if others else words

    # Values

    def _values(self, head: str, field: str, begun: str) -> Iterator[Completion]:
        values = {"is": IS_VALUES, "sort": SORTS + BACKWARDS}.get(field, (STARRED,))
        for value in values:
            if value.startswith(begun.lower()):
                rows = self._rows(State("is", value)) if field == "is" else None
                detail = counted(len(rows), "paper") if rows is not None else ""
                yield Completion(head + value, f"{field}:{value}", detail)

    def _named(self, head: str, field: str, term: Unfinished) -> Iterator[Completion]:
        begun = term.text.casefold()
        found = [
            (not name.casefold().startswith(begun), -papers, name)
            for name, papers in names(self._store)[field].items()
            if begun in name.casefold() and not QUOTES.intersection(name)
        ]
        for _, papers, name in sorted(found):
            value = f'{name}"' if term.quoted else in_quotes(name)
            yield Completion(head + value, f"{field}:{name}", counted(-papers, "paper"))

    def _bare(self, head: str, begun: str) -> Iterator[Completion]:
        """Values and tags that begin so, typed without their field."""
        if len(begun) < _SHORTEST_VALUE:
            return
        typed = Unfinished("tag", begun, 0, False)
        tags = (tag for tag in self._named("", "tag", typed) if tag.shown[4:].startswith(begun))
        values = (
            value for value in self._values("", "is", begun) if value.detail != counted(0, "paper")
        )
        for option in (*values, *islice(tags, 2)):
            field = option.shown.partition(":")[0]
            yield Completion(f"{head}{field}:{option.text}", option.shown, option.detail)

    # Words

    def _words(self, text: str, term: Unfinished, limit: int) -> list[Completion]:
        last = _last_token(text, term.start)
        if last is None or self._index is None or len(last.text) < _SHORTEST:
            return []
        try:
            frequent = self._index.frequent(last.text, term.field, 2 * limit)
            words = islice(self._written(self._index, frequent, last.text), limit)
            found = [(word, papers) for word, papers in words]
        except IndexUnavailable:
            return []
        field = f"{term.field}:" if term.field else ""
        before = "" if term.quoted else text[term.start : last.start]
        return [
            Completion(
                text[: last.start] + word, f"{field}{before}{word}", counted(papers, "paper")
            )
            for word, papers in found
        ]

    def _written(
        self, index: Index, frequent: Iterable[Common], begun: str
    ) -> Iterator[tuple[str, int]]:
        """Those that are worth a line, as papers write them."""
        for words, papers in frequent:
            longer = tuple(
                word for word in words if len(word) >= len(begun) + _SAVES and word not in FILLERS
            )
            if longer:
                form = self._form(index, longer)
                yield form if form.startswith(begun) else longer[0], papers

    def _form(self, index: Index, words: tuple[str, ...]) -> str:
        """The word of those that papers have most, by what a few of them say; with its hyphens."""
        if words not in self._forms:
            hits = index.search(Query("", Or(tuple(map(Word, words)))), self._rows)
            said: Counter[str] = Counter()
            for paper in self._store.feed.documents(hits.best(_ASKED)):
                said.update(_forms(paper, words))
            if len(self._forms) >= _REMEMBERED:
                self._forms.clear()
            self._forms[words] = max(said, key=said.__getitem__, default=words[0])
        return self._forms[words]


def _forms(paper: Document, words: Collection[str]) -> Iterator[str]:
    """How a paper writes any of some folded words, each time it does."""
    parts = (paper.title, paper.abstract, paper.note, *paper.authors, paper.venue)
    line = nfc("\n".join(part for part in parts if part))
    for token in tokens(line):
        if token.text in words:
            inside = [part.text for part in tokens(line[token.start : token.end])]
            yield "-".join(inside[:-1]) if token.joined else token.text


def names(store: Store) -> dict[str, dict[str, int]]:
    """The names of all tags and sources, and how many papers each has."""
    counts = store.counts()
    sources: Counter[str] = Counter()
    for source in counts.sources:
        sources[source.name] += source.count
    return {"tag": dict(counts.tags), "source": sources}


def _fields(head: str, begun: str) -> Iterator[Completion]:
    meanings = {form: meaning.partition(";")[0] for form, _, meaning in SYNTAX}
    for name in FIELDS:
        if begun and name.startswith(begun.lower()):
            yield Completion(f"{head}{name}:", f"{name}:", meanings[f"{name}:"])


def _last_token(text: str, start: int) -> Token | None:
    """The word a text ends with, from `start` on; its place counts from the text's beginning."""
    last = None
    for token in tokens(text[start:]):
        last = last if token.joined else token
    if last is None or start + last.end != len(text):
        return None
    return last._replace(start=start + last.start, end=len(text))
