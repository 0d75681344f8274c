"""Any query on any papers gives the rows that a plain reading of the papers gives."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.search import ALL, And, Index, Not, Or, Phrase, Query, State, Word
from readlist.search.edits import distance
from readlist.search.tree import TEXT_FIELDS, Leaf, Node, leaves
from readlist.search.words import stem, tokens
from tests.search.shelf import Page, Shelf, in_order

# Few words, so that they meet: with forms of one stem, beginnings of one another, and hyphens.
WORDS = ["net", "nets", "network", "to", "image", "images", "im", "text-to-image", "GPT-4", "gpt4"]
FIELDS = [None, *TEXT_FIELDS]
STATES = [State("is", "starred"), State("tag", "rl")]

texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
pages = st.lists(
    st.builds(
        Page,
        row=st.integers(1, 12),
        title=texts,
        abstract=texts,
        authors=st.lists(texts, max_size=2).map(tuple),
        venue=texts,
        note=texts,
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda page: page.row,
)
leaf_nodes = st.one_of(
    st.builds(Word, st.sampled_from(WORDS), st.sampled_from(FIELDS), st.booleans()),
    st.builds(Word, st.sampled_from(WORDS), st.sampled_from(FIELDS), fuzzy=st.integers(1, 2)),
    st.builds(
        Phrase,
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
        st.sampled_from(FIELDS),
    ),
    st.sampled_from(STATES),
)
trees = st.recursive(
    leaf_nodes,
    lambda node: st.one_of(
        st.builds(Not, node),
        st.builds(And, st.lists(node, min_size=1, max_size=3).map(tuple)),
        st.builds(Or, st.lists(node, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


def words_of(page: Page) -> set[str]:
    lines = [page.title, page.abstract, *page.authors, page.venue, page.note]
    return {token.text for line in lines for token in tokens(line or "")}


def has(page: Page, leaf: Leaf, words: set[str]) -> bool:
    """Read the page for the words, with no index."""
    fields = {
        "title": [page.title or ""],
        "abstract": [page.abstract or ""],
        "author": list(page.authors),
        "venue": [page.venue or ""],
        "note": [page.note or ""],
    }
    names = TEXT_FIELDS if leaf.field is None else (leaf.field,)
    return any(
        row_in(fields[name], row, leaf, name in ("author", "venue"), words)
        for name in names
        for row in leaf.phrases()
    )


def row_in(
    lines: list[str], row: tuple[str, ...], leaf: Leaf, unstemmed: bool, words: set[str]
) -> bool:
    """Are the words next to each other in a line? Where the last is not taken as typed: are those
    before it, and is any word of the library that it may stand for?"""
    *before, last = row
    exact = any(stands_in(line, row, unstemmed) for line in lines)
    if isinstance(leaf, Phrase) or not (leaf.prefix or leaf.fuzzy):
        return exact
    if exact and (leaf.fuzzy or not before):
        return True
    if leaf.fuzzy:
        meant = {word for word in words if distance(last, word, leaf.fuzzy) in (1, 2)}
    else:
        meant = {word for word in words if word.startswith(last)}
    said = {token.text for line in lines for token in tokens(line)}
    if not unstemmed:
        meant, said = set(map(stem, meant)), set(map(stem, said))
    rest = any(stands_in(line, tuple(before), unstemmed) for line in lines)
    return bool(meant & said) and (rest or not before)


def stands_in(line: str, row: tuple[str, ...], unstemmed: bool) -> bool:
    places: dict[int, set[str]] = {}
    for token in tokens(line):
        places.setdefault(token.position, set()).add(token.text if unstemmed else stem(token.text))
    words = row if unstemmed else [stem(word) for word in row]
    return any(
        all(word in places.get(position + step, ()) for step, word in enumerate(words))
        for position in places
    )


def holds(page: Page, node: Node, states: dict[State, set[int]], words: set[str]) -> bool:
    match node:
        case State():
            return page.row in states[node]
        case Not(part):
            return not holds(page, part, states, words)
        case And(parts):
            return all(holds(page, part, states, words) for part in parts)
        case Or(parts):
            return any(holds(page, part, states, words) for part in parts)
        case _:
            return has(page, node, words)


@settings(max_examples=40)
@given(
    first=pages,
    second=pages,
    removed=st.sets(st.integers(1, 12)),
    waiting=st.sets(st.integers(13, 15)),
    tree=st.lists(trees, min_size=1, max_size=8),
    starred=st.sets(st.integers(1, 15)),
    tagged=st.sets(st.integers(1, 12)),
)
def test_search_finds_exactly_what_is_there(
    first: list[Page],
    second: list[Page],
    removed: set[int],
    waiting: set[int],
    tree: list[Node],
    starred: set[int],
    tagged: set[int],
) -> None:
    with TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder) / "shelf.db")
        index = Index(Path(folder) / "index", "here", shelf)
        shelf.put(*first)
        index.update()  # one segment; the next update makes a second and deletes from the first
        shelf.put(*second)
        shelf.remove(*removed)
        assert index.update() == 0
        papers = {page.row: page for page in [*first, *second] if page.row not in removed}
        papers |= {row: Page(row) for row in waiting}  # in view, and not indexed yet
        states = {ALL: set(papers), STATES[0]: starred & {*papers}, STATES[1]: tagged & {*papers}}
        # The list of words keeps those of papers that are gone.
        words = set().union(*map(words_of, (*first, *second)))
        for node in tree:
            hits = in_order(index.search(Query("", node), states.__getitem__))
            expected = {row for row, page in papers.items() if holds(page, node, states, words)}
            if not expected and hits.hints:
                continue  # it found papers with most of the words instead
            assert set(hits.rows) == expected, node
            assert len(hits.rows) == len(set(hits.rows)) == len(hits.scores)
            texts = any(isinstance(leaf, Word | Phrase) for leaf, _ in leaves(node))
            ranking = [
                (-(score or 0), row) for row, score in zip(hits.rows, hits.scores, strict=True)
            ]
            assert ranking == sorted(ranking)
            assert texts or set(hits.scores) <= {None}
