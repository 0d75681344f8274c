"""Whatever is typed has an answer, and what queries mean obeys the laws one expects of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist import Library
from readlist.library import Completion
from readlist.search import parse
from readlist.search.lexing import Unfinished, unfinished

LISTING = """\
Editing pictures by diffusion
Diffusion models edit pictures. Text-to-image models like GPT-4 are guided by attention.

Attention in networks for translation
A network of transformers attends to the whole text; naïve nets do not.

Reinforcement learning of robots
We train robots by reinforcement learning from human feedback, with a network.
"""

pieces = st.sampled_from(
    ["OR", "AND", "NOT", "-", "(", ")", '"', "“", "「", "*", "~", "~2", ":", "：", "is:", "tag:",
     "source:", "year>=", "year:", "added:<", "sort:", "similar:", "title:", "titel:", "author:",
     "2020..", "7d", "diff", "difusion", "networks", "text-to-image", "textto", "gpt4", "starred",
     "stared", "naïve", "nai\u0308ve", "Zoë", "rl", "rll", " ", " ", "\t", "\x00", "\ud800", "日本",
     "\u202e", "🙂", "e\u0301", "\\\"o", "…", "%", "_", "'", "\\"]
)  # fmt: skip
any_text = st.text() | st.lists(pieces, max_size=12).map("".join)

words = st.sampled_from(
    ["diffusion", "network", "networks", "edit*", "trane~", "title:attention", '"by diffusion"',
     "text-to-image", "zebra", "the", "is:starred", "tag:rl", "author:ada", "abstract:(robot OR a)",
     "is:untagged", "year:2020"]
)  # fmt: skip
queries = st.recursive(
    words,
    lambda inner: st.one_of(
        inner.map("-({})".format),
        st.tuples(inner, inner).map(lambda two: "({} OR {})".format(*two)),
        st.tuples(inner, inner).map(lambda two: "({} {})".format(*two)),
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("queries")
    with Library.open(folder / "papers.db", indexes=folder) as opened:
        opened.import_samples()
        opened.import_text(LISTING, "robots and more.txt", format="trending")
        some = list(opened.search("network").ids)
        opened.star(some[:2])
        opened.tag(some[1:3], add=["rl", "reading group"])
        opened.edit(some[0], authors="Ada Hinton; Zoë Müller", year="2020")
        opened.set_note(some[1], "compare with the *diffusion* paper")
        opened.update_index()
        yield opened


def found(library: Library, query: str) -> set[str]:
    """What satisfies a query: papers with only most of the words do not."""
    results = library.search(query)
    return set() if results.partly else set(results.ids)


# Any text


@settings(max_examples=60)
@given(any_text, st.booleans())
def test_any_text_has_an_answer(library: Library, text: str, typing: bool) -> None:
    results = library.search(text, typing=typing)
    assert len(results.ids) == results.total == len(results.scores)
    for hint in results.hints:
        assert hint == hint.strip()
        assert len(hint) < 300
    for paper in library.papers(results.ids[:3]):
        for field, line in (("title", paper.title), ("abstract", paper.abstract or "")):
            at = 0
            for start, end in results.highlighter.spans(line, field):
                assert at <= start < end <= len(line)
                at = end
    if results.suggestion is not None:
        meant = library.search(results.suggestion)
        # A name that is none is mended even if nothing is found then either.
        assert (meant.total and not meant.partly) or parse(text, typing).slips
    for option in library.complete(text):
        assert option.text != text
        library.search(option.text, typing=True)


@settings(max_examples=25)
@given(any_text.filter(lambda text: len(text) < 40))
def test_every_key_on_the_way_has_an_answer(library: Library, text: str) -> None:
    for end in range(len(text) + 1):
        results = library.search(text[:end], typing=True, wait=False, limit=50)
        assert results.total >= len(results.ids)
        library.complete(text[:end])


@given(any_text)
def test_any_text_has_an_answer_without_an_index(text: str) -> None:
    with Library.open("/nonexistent/papers.db", create=False) as empty:
        assert empty.search(text).total == 0
        assert (empty.search(text).suggestion is None) == (not parse(text).slips)
        empty.complete(text)


# Laws


@given(queries)
def test_a_query_and_its_negation_part_the_library(library: Library, query: str) -> None:
    every = set(library.search("").ids)
    those, others = found(library, query), found(library, f"-({query})")
    assert those | others == every
    assert not those & others


@given(queries, queries)
def test_the_order_of_words_does_not_matter(library: Library, one: str, other: str) -> None:
    assert found(library, f"{one} {other}") == found(library, f"{other} {one}")
    assert found(library, f"{one} OR {other}") == found(library, f"{other} OR {one}")


@given(queries, queries)
def test_more_words_find_less_and_alternatives_more(library: Library, one: str, more: str) -> None:
    both, either = found(library, f"{one} {more}"), found(library, f"{one} OR {more}")
    assert both == found(library, one) & found(library, more)
    assert either == found(library, one) | found(library, more)


# What may have been meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("difusion", "diffusion"),
        ("difusion -zebra", "diffusion -zebra"),
        ("difusion pictures", "diffusion pictures"),
        ("titel:difusion", "title:diffusion"),
        ("author:hintom", "author:hinton"),
        ("networkpictures", "network pictures"),
        ("is:stared", "is:starred"),
        ("tag:reading", "tag:reading-group"),
        ('source:"robot and mor" network', 'source:"robots and more.txt" network'),
        ("sort:yaer network", "sort:year network"),
        ('"network whole"', "network whole"),
        ('"network zebra"', None),
        ("difusion tag:reading-group is:untagged", None),
        ("diffusion", None),
        ("is:skippd", "is:skipped"),  # nothing is skipped, but is:skippd is nothing
        ("titel:difusion is:skippd", "title:diffusion is:skipped"),
        ("titel:difusion is:stared tag:reding", "title:diffusion is:starred tag:reading-group"),
        ("sort:yaer zebra", "sort:year zebra"),
        ("zebra", None),
    ],
)
def test_what_may_have_been_meant(library: Library, text: str, meant: str | None) -> None:
    assert library.search(text).suggestion == meant


def test_what_is_suggested_is_not_remarked_on_as_well(library: Library) -> None:
    assert library.search("is:stared").hints == ()
    assert library.search("is:skippd").hints == ()
    assert library.search("is:zzzz").hints


# How a query may go on


def completed(library: Library, text: str) -> list[tuple[str, str]]:
    return [(option.text, option.detail) for option in library.complete(text)]


def test_fields_values_and_names_are_completed(library: Library) -> None:
    assert ("network tag:", "has this tag") in completed(library, "network ta")
    assert completed(library, "tag:r") == [
        ("tag:reading-group", "2 papers"),
        ("tag:rl", "2 papers"),
    ]
    assert completed(library, "tag:(rl OR rea") == [("tag:(rl OR reading-group", "2 papers")]
    assert ("tag:(rl) tag:", "has this tag") in completed(library, "tag:(rl) ta")
    assert completed(library, "-(tag:g") == [("-(tag:reading-group", "2 papers")]
    assert completed(library, "source:robots") == [('source:"robots and more.txt"', "3 papers")]
    assert completed(library, 'source:"robots a') == [('source:"robots and more.txt"', "3 papers")]
    assert completed(library, "is:st") == [("is:starred", "2 papers")]
    assert completed(library, "sort:ye") == [("sort:year", "")]
    assert ("is:starred", "2 papers") in completed(library, "star")
    assert len(library.complete("is:", limit=4)) == 4


def test_frequent_words_are_completed_as_they_are_written(library: Library) -> None:
    (option, *_) = library.complete("title:reinf")
    assert (option.text, option.shown) == ("title:reinforcement", "title:reinforcement")
    offered = [option.text for option in library.complete("a text-to-im", limit=20)]
    assert "a text-to-image" in offered
    assert completed(library, "author:hin") == [("author:hinton", "1 paper")]
    assert completed(library, '"human feed')[0] == ('"human feedback', "1 paper")
    counts = [int(detail.split()[0].replace(",", "")) for _, detail in completed(library, "ne")]
    assert counts[1:] == sorted(counts[1:], reverse=True)


@pytest.mark.parametrize(
    "text",
    ["", " ", "network ", "year:20", "zzzz", '"a b"', "(", "-", "🙂", "network OR", "network NOT"],
)
def test_where_there_is_nothing_useful_nothing_is_offered(library: Library, text: str) -> None:
    assert library.complete(text) == []


def test_an_operator_is_a_word_where_a_value_stands(library: Library) -> None:
    assert completed(library, "tag:(rl OR") == []
    assert unfinished("title:OR") == Unfinished("title", "OR", 6, False)


def test_a_completion_says_all(library: Library) -> None:
    assert library.complete("network is:starr") == [
        Completion("network is:starred", "is:starred", "2 papers")
    ]
