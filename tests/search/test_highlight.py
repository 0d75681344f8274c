"""What is coloured in a text for a query, and which passage is shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.search import parse
from readlist.search.words import tokens

HANGUL_APART = "\u1112\u1161\u11ab\u1100\u116e\u11a8"
TEXT = "Nets and networks: text-to-image GANs by José, on text from image to GPT-4 (the net effect)"


def marked(query: str, text: str = TEXT, field: str = "abstract", typing: bool = False) -> str:
    """The text with « » around what is coloured."""
    out, at = "", 0
    for start, end in parse(query, typing).highlighter().spans(text, field):
        out, at = f"{out}{text[at:start]}«{text[start:end]}»", end
    return out + text[at:]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("net", "«Nets» and networks of a «net»"),
        ("net*", "«Nets» and «networks» of a «net»"),
        ("networking", "Nets and «networks» of a net"),
        ("nets network", "«Nets» and «networks» of a «net»"),
        ("net -network", "«Nets» and networks of a «net»"),
        ("NOT net", "Nets and networks of a net"),
        ("and OR of", "Nets «and» networks «of» a net"),
        ("net AND x", "«Nets» and networks of a «net»"),
        ('"networks of"', "Nets and «networks» «of» a net"),
        ('"of networks"', "Nets and networks of a net"),
        ("title:net", "Nets and networks of a net"),
        ("abstract:net", "«Nets» and networks of a «net»"),
        ("is:starred", "Nets and networks of a net"),
        ("tag:net source:nets", "Nets and networks of a net"),
        ('tag:"networks of"', "Nets and networks of a net"),
        ("a OR -net", "Nets and networks of «a» net"),
        ("-(of OR net*)", "Nets and networks of a net"),
        ("work", "Nets and networks of a net"),
        ("netwroks~", "Nets and «networks» of a net"),
        ("netwroking~", "Nets and «networks» of a net"),  # by "networking"
        ("nte~", "«Nets» and networks of a «net»"),
        ("-nte~", "Nets and networks of a net"),
        ("", "Nets and networks of a net"),
    ],
)
def test_whole_words_that_matched(query: str, expected: str) -> None:
    assert marked(query, "Nets and networks of a net") == expected


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("text-to-image", "text to image, text-to-image", "«text» «to» «image», «text-to-image»"),
        ("texttoimage", "text to image, text-to-image", "text to image, «text-to-image»"),
        ("text-to-imgae~", "text to image, text-to-image", "«text» «to» «image», «text-to-image»"),
        ("netwroks~", "a network in a netwerk", "a «network» in a netwerk"),
        ("netwrok~2", "a networks netting", "a «networks» netting"),
        ("gpt4", "GPT-4 and GPT4, not gpt", "«GPT-4» and «GPT4», not gpt"),
        ("GPT-4", "GPT-4 and GPT4, not gpt", "«GPT-4» and «GPT4», not gpt"),
        ("jose", "José and JOSE", "«José» and «JOSE»"),
        ("josé", "Jose", "«Jose»"),
        ("josé net", "Jose\u0301 nets", "«Jose\u0301» «nets»"),
        ("한국", f"x {HANGUL_APART} y", f"x «{HANGUL_APART}» y"),
        ("xy", "a x\u0304y, x\u0304 y", "a «x\u0304y», x\u0304 y"),
        ("日本 net", "日本、net 🙂 nets", "«日本»、«net» 🙂 «nets»"),
        (r"Erd\H{o}s", "Erdős and Erdos", "«Erdős» and «Erdos»"),
        ("Erdős", r"by Erd\H{o}s", r"by «Erd\H{o}s»"),
        ("text-to-image", "texttoimage", "«texttoimage»"),
        ('"gpt4 model"', "a GPT-4 model", "a «GPT-4» «model»"),
        ('"text-to-image model"', "texttoimage models", "«texttoimage» «models»"),
        ("godel", r"by G\"odel himself", r"by «G\"odel» himself"),
        ("image", "imagenet and images", "imagenet and «images»"),
        ('"a a"', "a a a b a", "«a» «a» «a» b a"),
    ],
)  # fmt: skip
def test_forms_of_a_word(query: str, text: str, expected: str) -> None:
    assert marked(query, text) == expected


def test_while_typing_the_beginning_colours_whole_words() -> None:
    assert marked("segmentati", "Segmentation, segments", typing=True) == "«Segmentation», segments"
    assert marked("text-to-im", "text to image of images", typing=True) == (
        "«text» «to» «image» of images"
    )


def test_names_are_not_stemmed_and_fields_are_told_apart() -> None:
    assert marked("bates", "Bates, Bate", "authors") == "«Bates», Bate"
    assert marked("author:bates", "Bates", "authors") == "«Bates»"
    assert marked("author:bates", "Bates", "title") == "Bates"
    assert marked("title:net", "net", "title") == "«net»"


def test_snippet_is_the_passage_with_most_of_the_words() -> None:
    text = "alpha " * 30 + "the net of one and the gan of another " + "beta " * 30
    snippet, spans = parse("net gan beta").highlighter().snippet(text, 40)
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert len(snippet) <= 40
    assert [snippet[a:b] for a, b in spans][:2] == ["net", "gan"]


def test_a_snippet_that_is_cut_behind_a_sentence_ends_in_one_sign() -> None:
    highlighter = parse("net").highlighter()
    assert highlighter.snippet("One net is enough. The others follow it.", 20)[0] == (
        "One net is enough…"
    )


def test_snippet_without_a_match_is_the_beginning() -> None:
    assert parse("zebra").highlighter().snippet("one two three four", 10) == ("one two…", [])
    assert parse("four").highlighter().snippet("one\n\ntwo", 10) == ("one two", [])


queries = st.lists(
    st.sampled_from(
        ["net", "net*", "-gan", '"text to image"', "text-to-image", "gpt4", "GPT-4", "é", "i",
         "4.5", "title:net", "is:read", "a-b-c", "日本"]
    ),
    max_size=4,
).map(" ".join)  # fmt: skip
prose = st.text() | st.lists(
    st.sampled_from(
        ["net", "Nets", "networks", "text", "to", "image", "text-to-image", "GPT-4", "GPT4", "é",
         "i", "4.5b", "a-b-c", "日本", "—", "\n", "…", "x̄y"]
    )
).map(" ".join)  # fmt: skip


@given(queries, prose, st.booleans())
def test_decomposed_text_is_coloured_at_the_same_words(query: str, text: str, typing: bool) -> None:
    apart = unicodedata.normalize("NFD", text)
    highlighter = parse(query, typing).highlighter()
    composed = unicodedata.normalize("NFC", text)
    assert [
        unicodedata.normalize("NFC", apart[start:end]) for start, end in highlighter.spans(apart)
    ] == [composed[start:end] for start, end in highlighter.spans(composed)]


@given(queries, prose, st.booleans())
def test_spans_are_whole_words_in_order(query: str, text: str, typing: bool) -> None:
    text = unicodedata.normalize("NFC", text)
    starts = {token.start for token in tokens(text)}
    ends = {token.end for token in tokens(text)}
    at = 0
    for start, end in parse(query, typing).highlighter().spans(text):
        assert at <= start < end <= len(text)
        assert start in starts
        assert end in ends
        at = end


@given(queries, prose, st.integers(0, 60))
def test_a_snippet_fits_on_a_line_and_is_of_the_text(query: str, text: str, width: int) -> None:
    highlighter = parse(query).highlighter()
    snippet, spans = highlighter.snippet(text, width)
    line = " ".join(text.split())
    assert len(snippet) <= width
    assert snippet == " ".join(snippet.split())
    inner = snippet
    if not line.startswith(snippet):
        inner = inner.removeprefix("…").removesuffix("…").strip()
    assert inner in line
    if len(line) <= width:
        assert snippet == line
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(snippet)
        at = end
    if width >= 40 and highlighter.spans(line):
        assert spans
