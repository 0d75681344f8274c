"""Where sentences end, and where they only seem to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.library.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["One thing works.", "Another does not."],
        ["We try hard cases, e.g. small ones, i.e. those of Fig. 3.", "It helps."],
        ["Dr. Sand et al. (2020) measured 3.5 m.", "By then it was late."],
        ["A. Writer and B. C. Drawer agree.", "We follow them."],
        ["Does it hold?", "Yes!", "It is so...", "Really."],
        ["It fades…", "Then it is gone."],
        ["He said “it works.”", "(It did.)", "``Well.''", "So be it."],
        ["Let $a. B$ be small.", "Then $O(n. 2)$ is."],
        ["It costs $5.", "Another costs $10."],
        ["Code: https://example.org/a.b?c=D.", "It is at \\url{https://example.org/a.B}.", "Free."],
        ["They live in the U.S.", "We do not."],
        ["The U.S. Army and GPT vs. BERT."],
        ["A model with 4.5 billion parameters (approx. 2 GB) fits.", "Good."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts
    assert split("\n".join(parts)) == parts


def test_without_spaces_and_without_stops() -> None:
    assert split("我们提出了一种方法。它很好！真的吗？") == [
        "我们提出了一种方法。",
        "它很好！",
        "真的吗？",
    ]
    assert split("First paragraph\n \nSecond one") == ["First paragraph", "Second one"]


@given(st.text(alphabet="aA. \n!?…。”)$\\{}é1", max_size=80))
def test_they_cover_the_text_in_order_and_none_is_blank(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end].strip() == text[start:end]
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize("piece", ["a. ", "$a ", "\\(", ". ", ".'", "\n \n", "www.", "A.-"])
def test_long_texts_of_anything_are_split(piece: str) -> None:
    text = piece * 20_000
    assert "".join("".join(split(text)).split()) == "".join(text.split())
