"""What papers are about, in weighted words."""

from __future__ import annotations

from collections import Counter
from math import isclose, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.search import Highlighter, Text, likeness, parse
from readlist.search.likeness import Profile, profile
from readlist.search.tree import Like
from readlist.search.words import stem, tokens

PAPERS = 1_000
COMMON = {"model": 900, "learn": 700, "imag": 500, "data": 400}


def frequency(root: str) -> int:
    """As in a library where most words are in ten papers of a thousand."""
    return COMMON.get(root, 1 if root.startswith("only") else 10)


def about(*liked: Text, away_from: tuple[Text, ...] = ()) -> Profile:
    return profile(liked, away_from, frequency, PAPERS)


KETTLES = Text(
    1,
    "Slow-cooking Kettles",
    "We learn a model of kettles. Kettles that talk boil water, and the onlyhere water is tea. "
    "See https://example.org/teapots and 2023.",
)


def test_a_paper_is_about_what_it_says_often_and_others_seldom() -> None:
    found = about(KETTLES)
    telling = found.telling()
    assert telling[0] == "kettl"
    assert {"slowcook", "boil", "water", "tea"} < set(telling)
    assert telling.index("water") < telling.index("boil")
    assert telling.index("slowcook") < telling.index("cook")
    assert found.weights["model"] < found.weights["boil"] / 10
    assert found.rows == (1,)


def test_what_tells_nothing_is_left_out() -> None:
    weights = about(KETTLES).weights
    for word in ("we", "that", "onlyher", "teapot", "exampl", "http", "2023", "a"):
        assert word not in weights


def test_a_long_abstract_counts_no_more_than_a_short_one() -> None:
    birds = Text(2, None, "Birds sing at dawn.")
    chatty = Text(2, None, "Birds sing at dawn. " * 50)
    short, long = about(KETTLES, birds).weights, about(KETTLES, chatty).weights
    assert short.keys() == long.keys()
    assert all(isclose(short[root], long[root]) for root in short)


def test_what_the_skipped_have_counts_against() -> None:
    tea = Text(3, "Tea", "Tea and water.")
    plain, warned = about(KETTLES), about(KETTLES, away_from=(tea,))
    assert warned.weights["tea"] < 0 < plain.weights["tea"]
    assert warned.weights["water"] < plain.weights["water"]
    assert warned.weights["kettl"] == plain.weights["kettl"]
    assert warned.rows == (1,)
    assert "tea" not in warned.telling()


word = st.text("bcd", min_size=2, max_size=3)
text = st.lists(word, max_size=40).map(" ".join)
some = st.lists(st.builds(Text, st.integers(1, 99), st.none(), text), max_size=4)


@given(liked=some, disliked=some, counts=st.dictionaries(word, st.integers(0, 50)))
def test_only_the_largest_weights_are_kept_and_none_of_them_is_missed(
    liked: list[Text], disliked: list[Text], counts: dict[str, int]
) -> None:
    """Against the definition, worked out for every word."""
    mass: Counter[str] = Counter()
    for texts, share in ((liked, 1.0), (disliked, -0.5)):
        for each in texts:
            often = Counter(stem(t.text) for t in tokens(each.abstract or ""))
            length = sqrt(sum(n * n for n in often.values()))
            for root, n in often.items():
                mass[root] += share * n / length / len(texts)
    every = {
        root: part * max(log(50 / counts.get(root, 7)), 0) if counts.get(root, 7) > 1 else 0.0
        for root, part in mass.items()
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likeness, "TERMS", 4)
        patch.setattr(likeness, "AGAINST", 3)
        found = profile(liked, disliked, lambda root: counts.get(root, 7), 50).weights
    speaking_for = sorted((weight for weight in every.values() if weight > 1e-12), reverse=True)
    against = sorted(weight for weight in every.values() if weight < -1e-12)
    kept = [weight for weight in found.values() if abs(weight) > 1e-12]
    expected = [*speaking_for[:4], *against[:3]]
    assert len(kept) == len(expected)
    assert all(isclose(a, b) for a, b in zip(kept, expected, strict=True))


def test_nothing_liked_is_about_nothing() -> None:
    for found in (about(), about(Text(1, None, None)), about(Text(1, "", "the of and"))):
        assert found.telling() == ()
    assert profile([KETTLES], [], lambda _: 0, 0).telling() == ()


@given(st.text(), st.text())
def test_any_text_is_about_something_or_nothing(title: str, abstract: str) -> None:
    found = about(Text(1, title, abstract))
    shown = found.why(title, abstract)
    assert len(shown) <= 4
    assert bool(shown) == bool(found.telling())


# ---------------------------------------------------------------- why


def test_why_is_said_in_words_as_they_are_written() -> None:
    found = about(KETTLES)
    assert found.why("On slow-cooking", "A Kettle, two kettles: kettles boil tea.") == (
        "kettles",
        "slow-cooking",
        "boil",
        "tea",
    )
    assert found.why("Kettles", None) == ("Kettles",)
    assert found.why("Kettles", "kettles") == ("kettles",)
    assert found.why(None, "Birds sing.") == ()
    assert found.why(None, "https://kettles.example/water") == ()


def test_a_word_is_not_said_twice() -> None:
    found = about(Text(1, "Zero-shot and zero-shots", None))
    assert found.why("Zero-shot", "zero shot") == ("Zero-shot",)
    assert sorted(found.why(None, "A shot at zero")) == ["shot", "zero"]


def test_what_speaks_for_a_paper_is_coloured() -> None:
    query = parse("similar:abc -water").with_likes(lambda like: Like(like.of, about(KETTLES)))
    coloured = query.highlighter()
    assert coloured
    assert coloured.spans("Boiling kettles", "title") == [(0, 7), (8, 15)]
    assert coloured.spans("Boiling kettles", "note") == []
    assert not parse("similar:abc").highlighter()
    away = parse("-similar:abc").with_likes(lambda like: Like(like.of, about(KETTLES)))
    assert not away.highlighter()
    assert isinstance(coloured, Highlighter)


@pytest.mark.parametrize("text", ["similar:x gan", "-similar:x", "a OR (similar:x -b)"])
def test_likes_are_put_in_wherever_they_stand(text: str) -> None:
    query = parse(text)
    known = query.with_likes(lambda like: parse("gan").tree or like)
    assert known.tree == parse(text.replace("similar:x", "gan")).tree or known.likes() == ()
