"""My words: two lists, undoable, and where they stand in a text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist import Library
from readlist.errors import BadValue, UnknownWord
from readlist.paper import MyWord, WordKind
from readlist.search.mywords import WordMatcher

WANTED, UNWANTED = WordKind.WANTED, WordKind.UNWANTED


def coloured(library: Library, text: str) -> list[str]:
    """What is coloured: +words looked for and -words to watch out for."""
    signs = {WANTED: "+", UNWANTED: "-"}
    return [signs[kind] + text[start:end] for start, end, kind in library.words.spans(text)]


def listed(library: Library) -> list[tuple[str, str]]:
    return [(mine.word, mine.kind.value) for mine in library.words.all()]


def test_each_change_is_one_step_that_says_what_it_did(library: Library) -> None:
    words = library.words
    assert words.add(["captions"], WANTED).message == "Added “captions” to “look for”"
    watched = words.add(["scarce", "world  model"], UNWANTED)
    assert watched.message == "Added 2 words to “watch out for”"
    assert words.add(["Caption"], WANTED).changed == 0
    assert words.add(["caption"], UNWANTED).message == "Moved “captions” to “watch out for”"
    assert words.remove(["SCARCE"]).message == "Removed “scarce”"
    assert listed(library) == [("captions", "unwanted"), ("world model", "unwanted")]
    assert len(library.history()) == 4
    for _ in range(2):
        library.undo()
    assert listed(library) == [
        ("captions", "wanted"),
        ("scarce", "unwanted"),
        ("world model", "unwanted"),
    ]
    with pytest.raises(UnknownWord, match="'dog'"):
        words.remove(["scarce", "dog"])
    assert len(words.all()) == 3


@pytest.mark.parametrize("word", ["", " \n", "?!", "one two three four five six", "x" * 61])
def test_what_cannot_be_found_is_refused(library: Library, word: str) -> None:
    with pytest.raises(BadValue):
        library.words.add(["good", word], WANTED)
    assert library.words.all() == []


def test_whole_words_are_coloured_by_their_stems(library: Library) -> None:
    library.words.add(["captions", "diffusion model", "self-attention", "Gödel"], WANTED)
    library.words.add(["scarce", "model", "diffusion"], UNWANTED)
    text = "Captioning, a caption; no captain. Scarcely scarce?"
    assert coloured(library, text) == ["+Captioning", "+caption", "-Scarcely", "-scarce"]
    assert coloured(library, "Diffusion-models model one; models of diffusion") == [
        "+Diffusion-models",  # what has more words goes first
        "-model",
        "-models",
        "-diffusion",
    ]
    library.words.add(["model zoo card"], WANTED)
    assert coloured(library, "A diffusion model zoo card") == ["-diffusion", "+model zoo card"]
    text = "Selfattention, self attentions, self-attention"
    assert len(coloured(library, text)) == 3
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, "of Gödel, or Godel")
        assert [len(word) > 5 for word in coloured(library, text)] == [True, True]


def test_what_is_coloured_follows_every_change(library: Library) -> None:
    library.words.add(["scarce"], WANTED)
    assert coloured(library, "scarce") == ["+scarce"]
    library.words.add(["scarce"], UNWANTED)
    assert coloured(library, "scarce") == ["-scarce"]
    library.undo()
    assert coloured(library, "scarce") == ["+scarce"]
    assert library.words.matcher() is library.words.matcher()


def test_papers_that_have_a_word_are_counted(library: Library) -> None:
    library.import_text(
        "@article{a, title={On Captions}, abstract={Short.}}\n"
        "@article{b, title={Other}, abstract={World models.}}\n",
        "two.bib",
    )
    library.words.add(["caption", 'a "world" model', "world model"], WANTED)
    assert list(library.words.count().values()) == [1, 0, 1]


_TEXT = st.text(alphabet="ab -\u0301é.", max_size=30)


@given(st.lists(st.tuples(_TEXT, st.sampled_from(WordKind)), max_size=5), _TEXT)
def test_spans_are_sorted_apart_and_inside(words: list[tuple[str, WordKind]], text: str) -> None:
    found = WordMatcher(MyWord(*word) for word in words).spans(text)
    edges = [edge for start, end, _ in found for edge in (start, end)]
    assert edges == sorted(edges)
    assert all(start < end for start, end, _ in found)
    assert all(0 <= edge <= len(text) for edge in edges)
