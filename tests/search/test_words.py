"""How text becomes words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.search.words import Token, fold, nfc, stem, tokens

any_text = st.text() | st.text(alphabet="ab1.-_ \\\"'{}~^\u0301\u00adéİß½ﬁ日", max_size=40)


def words(text: str) -> list[str]:
    return [token.text for token in tokens(nfc(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deep nets, and more!", "deep nets and more"),
        ("to be or not to be", "to be or not to be"),
        ("GPT-4 beats BLEU-4.5", "gpt 4 gpt4 beats bleu 4.5 bleu45"),
        ("version 3.14.15 of x.y", "version 3.14.15 of x y"),
        ("state-of-the-art", "state of the art stateoftheart"),
        ("encoder\N{EN DASH}decoder", "encoder decoder encoderdecoder"),
        ("a -- b - c --d", "a b c d"),
        ("O'Brien’s snake_case", "o brien s snake case"),
        ("Łódź, İstanbul, straße, Ærø, naïve", "lodz istanbul strasse aero naive"),
        ("ﬁne H₂O ½ ⑴", "fine h2o 12 1"),
        ("日本語 текст", "日本語 текст"),
        (r"$\mathcal{L}_{KL}$ in $O(n^2)$", "mathcal l kl in o n 2"),
        (r"Schr\"odinger, G\"{o}del, Erd\H{o}s, na{\"\i}ve", "schrodinger godel erdos naive"),
        ("x\u0304y z\u0308", "xy z"),
        ("שָׁלוֹם مُحَمَّد", "שלום محمد"),
        ("हिन्दी कि की।", "हिनदी कि की"),
        ("\u0301 1\ufe0f\u20e3", "1"),
        (r"\url{https://a.org/b}", "url https a org b"),
        ("DM^2S^2 [MASK]", "dm 2s 2 mask"),
    ],
)
def test_words_of_a_text(text: str, expected: str) -> None:
    assert words(text) == expected.split()


def test_accents_are_the_same_composed_decomposed_or_left_out() -> None:
    assert words("Müller") == words(unicodedata.normalize("NFD", "Müller")) == words("muller")


def test_the_joined_form_spans_the_run_and_stands_at_its_last_part() -> None:
    assert list(tokens("a text-to-image b")) == [
        Token("a", 0, 1, 0),
        Token("text", 2, 6, 1),
        Token("to", 7, 9, 2),
        Token("image", 10, 15, 3),
        Token("texttoimage", 2, 15, 3, joined=True),
        Token("b", 16, 17, 4),
    ]


def test_long_runs_are_not_joined_and_long_words_are_cut() -> None:
    assert words("-".join("abcdefghij")) == list("abcdefghij")
    assert words("x" * 1000) == ["x" * 64]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("generalization", "general"),
        ("generative", "generat"),
        ("networks", "network"),
        ("nets", "net"),
        ("attention", "attent"),
        ("gpt4", "gpt4"),
        ("4.5", "4.5"),
        ("язык", "язык"),
    ],
)
def test_stems(word: str, expected: str) -> None:
    assert stem(word) == expected


@given(any_text)
def test_tokens_stand_where_they_say_in_order(text: str) -> None:
    text = nfc(text)
    parts = [token for token in tokens(text) if not token.joined]
    assert all(token.text for token in tokens(text))
    assert [token.position for token in parts] == list(range(len(parts)))
    end = 0
    for token in parts:
        assert end <= token.start < token.end <= len(text)
        assert fold(text[token.start : token.end]) == token.text
        end = token.end
    for token in tokens(text):
        if token.joined:
            run = [p for p in parts if token.start <= p.start and p.end <= token.end]
            assert len(run) > 1
            assert (run[0].start, run[-1].end, run[-1].position) == token[1:4]


@given(any_text)
def test_folding_again_changes_nothing(text: str) -> None:
    for word in words(text):
        assert fold(word) == word
        assert stem(word)
