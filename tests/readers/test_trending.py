"""Dumps of a trending-papers page, as saved and as they arrive."""

from __future__ import annotations

import random
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.readers import LineClass, Reading, read, split_lines
from readlist.readers.trending.reader import TrendingReader
from tests.readers.listings import DAMAGES, Listing, agreement, trending

ONE = "We fly kites by the sea. They stay up for 2.5 hours, which is long for kites of this size."
THREE = "Clocks that stop in the rain are few, but dear to those who own them. We mend two of them."
TWO = "Bread is old. We bake it in a new way that needs no oven, only a lamp and much patience."


def reading(text: str) -> Reading:
    return TrendingReader().read(split_lines(text))


def told(text: str) -> list[tuple[str | None, str | None]]:
    return [(record.title, record.abstract) for record in reading(text).records]


def classes(text: str) -> str:
    """The class of every line by its first letter."""
    return "".join(kind.value[0] for kind in reading(text).lines)


# ---------------------------------------------------------------- as saved


def test_a_dense_dump() -> None:
    text = (
        "Get trending papers in your email inbox once a day!\n"
        "Get trending papers in your email inbox!\n"
        f"SubscribeKites for Long Afternoons\n{ONE}\nBread without Ovens\n{TWO}"
    )
    found = reading(text)
    assert (found.format, found.confidence) == ("trending", 1.0)
    assert told(text) == [("Kites for Long Afternoons", ONE), ("Bread without Ovens", TWO)]
    assert [(r.first_line, r.last_line) for r in found.records] == [(3, 4), (5, 6)]
    assert classes(text) == "bbtata"
    assert all(r.year is r.doi is r.arxiv_id is None and not r.urls for r in found.records)


@pytest.mark.parametrize("date", ["Mar 12", "Nov 3, 2024", "Today", "12 March 2025", "Sept 1"])
def test_a_spaced_dump_with_its_header_block(date: str) -> None:
    text = (
        "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\n"
        f"byAda and the research community\n\n{date}\n\n"
        f"Kites for Long Afternoons\n\n{ONE}\n\nBread without Ovens\n\n{TWO}\n\n"
    )
    assert told(text) == [("Kites for Long Afternoons", ONE), ("Bread without Ovens", TWO)]
    assert classes(text) == " ".join("bbbbbtata").replace(" ", "b") + "b"
    found = reading(text)
    assert found.lines.count(LineClass.BLANK) == 9
    assert found.lines.count(LineClass.BOILERPLATE) == 5
    assert [(r.first_line, r.last_line) for r in found.records] == [(11, 13), (15, 17)]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("SubscribepLoaf: Bread by Post", "pLoaf: Bread by Post"),
        ("Subscribe3D Bread", "3D Bread"),
        ("Subscriber Loyalty of Bread Clubs", "Subscriber Loyalty of Bread Clubs"),
        ("Subscribers and Their Bread", "Subscribers and Their Bread"),
        ("Subscribe to Bread: A Study", "Subscribe to Bread: A Study"),
        ("Get trending papers in your email inbox!SubscribeBread by Post", "Bread by Post"),
        ("byAda and the research communitySubscribeBread by Post", "Bread by Post"),
    ],
)
def test_words_of_the_page_are_taken_off_a_title(line: str, title: str) -> None:
    assert told(f"{line}\n{ONE}") == [(title, ONE)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(end: str) -> None:
    text = f"Subscribe{end}Kites at Sea{end}{ONE}{end}{end}Bread by Post{end}{TWO}"
    for last in ("", end):
        assert told(text + last) == [("Kites at Sea", ONE), ("Bread by Post", TWO)]
        assert classes(text + last) == "btabta"


def test_odd_characters_stay_in_their_line() -> None:
    text = f"\ufeffKites\fat Sea\n{ONE}\u2028And so on.\nBre\x1b[1mad by Pos\u0301t\n{TWO}\n\f\n"
    assert told(text) == [
        ("Kites at Sea", f"{ONE}\u2028And so on."),
        ("Bre[1mad by Pośt", TWO),
    ]
    assert classes(text) == "tatab"


def test_text_is_kept_word_for_word() -> None:
    abstract = (
        r"We bound $\|x\|_{2}^2$ by 5\% -- see  \url{https://a.org/x\_y}, or ``Doe~et al.''"
        r" (teh end)."
    )
    text = f"DM^2S^2 with [MASK] and *stars*_\n{abstract}"
    (record,) = reading(text).records
    assert record.title == "DM^2S^2 with [MASK] and *stars*_"
    assert record.abstract == abstract
    assert record.urls == ("https://a.org/x_y",)


# ---------------------------------------------------------------- as it arrives


def test_titles_and_abstracts_without_each_other_are_records() -> None:
    two, three = f"{TWO} {ONE}", f"{THREE} {ONE}"
    text = f"Kites at Sea\nBread by Post\n{two}\n{three}\nClocks in Rain"
    assert told(text) == [
        ("Kites at Sea", None),
        ("Bread by Post", two),
        (None, three),
        ("Clocks in Rain", None),
    ]


def test_a_doubled_line_is_read_once() -> None:
    text = f"Kites at Sea\nKites at Sea\n{ONE}\n\n{ONE}\nBread by Post\n{TWO}"
    assert told(text) == [("Kites at Sea", ONE), ("Bread by Post", TWO)]
    assert classes(text) == "ttabata"
    assert reading(text).records[0].last_line == 5


def test_wrapped_lines_are_joined_and_hyphens_judged() -> None:
    text = (
        "Kites at Sea\n"
        "We fly multi-\n"
        "string kites in a cross-\n"
        "wind, with state-of-the-\n"
        "art tails, Wright-\n"
        "style frames and a fore-\n"
        "cast --\n"
        "in any cross-wind at all.\n"
        f"Bread by Post\n{TWO}"
    )
    assert told(text)[0] == (
        "Kites at Sea",
        "We fly multistring kites in a cross-wind, with state-of-the-art tails, Wright-style frames"
        " and a forecast -- in any cross-wind at all.",
    )


def test_paragraphs_are_kept_apart() -> None:
    long = f"{ONE} {TWO} {ONE}"
    text = f"Kites at Sea\n\n{long}\n\nOur code is at https://a.org/x.\n\nBread by Post\n\n{TWO}"
    assert told(text)[0] == ("Kites at Sea", f"{long}\n\nOur code is at https://a.org/x.")
    assert told(text.replace("\n\n", "\n")) == told(text)


@pytest.mark.parametrize(
    "line",
    ["Upvote 12", "Upvote", "12", "1,204", "1.2k", "-", "·", "…", "Submitted by ada", "Today",
     "Submitted byada", "· 5 authors", "1 comment", "Mar 12", "2 days ago", "new", "Load more",
     "github", "Previous"],
)  # fmt: skip
def test_words_of_the_page_may_stand_anywhere(line: str) -> None:
    lines = ["Kites at Sea", ONE, "Bread by Post", TWO]
    for place in range(5):
        text = "\n".join([*lines[:place], line, *lines[place:]])
        assert told(text) == [("Kites at Sea", ONE), ("Bread by Post", TWO)]
        assert classes(text)[place] == "b"


def test_a_name_under_submitted_by_belongs_to_it() -> None:
    text = f"Kites at Sea\nSubmitted by\nada_l\n{ONE}"
    assert told(text) == [("Kites at Sea", ONE)]
    assert classes(text) == "tbba"


@pytest.mark.parametrize("line", ["%%%% 17 %%%%", "======", "@#!", "Xyzzy", "akbar2"])
def test_what_fits_nothing_is_told(line: str) -> None:
    text = f"Kites at Sea\n{line}\n{ONE}\nBread by Post\n{TWO}"
    assert told(text) == [("Kites at Sea", ONE), ("Bread by Post", TWO)]
    assert classes(text) == "tuata"


def test_two_dumps_pasted_together() -> None:
    head = "Get trending papers in your email inbox!\nSubscribe"
    text = f"{head}Kites at Sea\n{ONE}\n{head}Bread by Post\n{TWO}\nPrevious\n1\n2\nNext"
    assert told(text) == [("Kites at Sea", ONE), ("Bread by Post", TWO)]
    assert classes(text) == "btabtabbbb"


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("https://arxiv.org/abs/2101.00001v2", "arxiv_id", "2101.00001"),
        ("arXiv:2101.00001", "arxiv_id", "2101.00001"),
        ("https://doi.org/10.1000/X", "doi", "10.1000/x"),
        ("DOI: 10.1000/x", "doi", "10.1000/x"),
        ("Code: https://github.com/a/b", "urls", ("https://github.com/a/b",)),
    ],
)
def test_an_id_or_link_on_its_own_line_is_the_records(line: str, field: str, value: object) -> None:
    for text in (
        f"Kites at Sea\n{ONE}\n{line}\nBread by Post\n{TWO}",
        f"Kites at Sea\n{line}\n{ONE}",
    ):
        (record, *_) = reading(text).records
        assert getattr(record, field) == value
        assert record.abstract == ONE
        assert classes(text).count("f") == 1
        assert (record.first_line, record.last_line) == (1, 3)
        assert record.year == (2021 if field == "arxiv_id" else None)


def test_an_id_that_an_abstract_mentions_is_not_the_records() -> None:
    abstract = f"{ONE} This extends arXiv:1901.00001 and https://doi.org/10.1000/x, at last."
    (record,) = reading(f"Kites at Sea\n{abstract}").records
    assert record.arxiv_id is record.doi is record.year is None
    assert record.urls == ("https://doi.org/10.1000/x",)


def test_a_link_that_ends_a_wrapped_sentence_is_part_of_it() -> None:
    first = "We fly kites by the sea. All our code is available at"
    for link in ("https://a.org/x.", "https://a.org/x"):
        text = f"Kites at Sea\n{first}\n{link}\nBread by Post\n{TWO}"
        assert told(text)[0][1] == f"{first} {link}"


# ---------------------------------------------------------------- made up and damaged


@pytest.mark.parametrize("layout", ["dense", "spaced", "by record"])
def test_whole_listings_are_read_exactly(layout: str) -> None:
    for seed in range(5):
        made = trending(random.Random(seed), layout=layout, footer=True)
        assert agreement(read(made.text), made) == (1.0, 1.0)
        assert read(made.text).confidence == 1.0


def scores(seeds: range, **how: Any) -> tuple[float, float]:
    """Mean precision and recall over listings made up so, the format being found out."""
    found = []
    for seed in seeds:
        made = trending(random.Random(seed), footer=True, **how)
        result = read(made.text)
        assert result.format == "trending"
        found.append(agreement(result, made))
    return sum(p for p, _ in found) / len(found), sum(r for _, r in found) / len(found)


# What a damage may do to precision and recall where a fifth of all records have it. A title that is
# missing between two short abstracts cannot always be told from a paragraph.
HARD = {"no title": (0.95, 0.92), "two paragraphs": (0.96, 0.97), "no abstract": (0.97, 0.96)}


LAYOUTS = [
    "dense",
    *(pytest.param(name, marks=pytest.mark.long) for name in ("spaced", "by record")),
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_record_costs_hardly_more_than_itself(damage: str, layout: str) -> None:
    precision, recall = scores(range(4), damages=(damage,), share=0.2, layout=layout)
    least_precision, least_recall = HARD.get(damage, (0.99, 0.99))
    assert precision >= least_precision
    assert recall >= least_recall


@pytest.mark.parametrize("layout", ["dense", "spaced", "by record"])
def test_all_damages_at_once(layout: str) -> None:
    precision, recall = scores(range(4), damages=DAMAGES, share=0.05, layout=layout)
    assert precision >= 0.97
    assert recall >= 0.96


@pytest.mark.parametrize("width", [60, 79])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_files_wrapped_throughout(layout: str, width: int) -> None:
    precision, recall = scores(range(4), layout=layout, width=width)
    assert min(precision, recall) >= (0.9 if layout == "dense" else 0.97)


@pytest.mark.long
@pytest.mark.parametrize("layout", ["dense", "spaced", "by record"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_heavy_damage(damage: str, layout: str) -> None:
    precision, recall = scores(range(40), damages=(damage,), share=0.5, layout=layout)
    assert precision >= 0.8
    assert recall >= 0.7


PARTS = (
    *("Kites at Sea", ONE, TWO, "Subscribe", "SubscribeBread", "new", "Mar 12", "12", "-", "", " "),
    *("\f", "a", "…", "https://a.org", "arXiv:2101.00001", "Submitted by", "ada", "string tails"),
    *("We fly kites with multi-", "Get trending papers in your email inbox!", "%%", "A study of,"),
    *("Abstract: We fly.", "\u2028", ONE * 20),
)


@given(st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=30))).map("\n".join))
def test_every_line_is_accounted_for(text: str) -> None:
    lines = split_lines(text)
    found = TrendingReader().read(lines)
    check_ledger(lines, found)


def check_ledger(lines: list[str], found: Reading, *, markup: bool = False) -> None:
    """One class a line, spans in order, and no word of a title or abstract line lost.

    `markup`: the lines hold links and headings besides.
    """
    assert len(found.lines) == len(lines)
    assert 0.0 <= found.confidence <= 1.0
    last = 0
    for record in found.records:
        assert last < record.first_line <= record.last_line <= len(lines)
        last = record.last_line
        assert record.title or record.abstract
        assert record.title is None or record.title.strip()
    kept = letters("".join(f"{record.title}{record.abstract}" for record in found.records))
    for line, kind in zip(lines, found.lines, strict=True):
        if kind in (LineClass.TITLE, LineClass.ABSTRACT) and not markup:
            assert letters(line.replace("Subscribe", "")) in kept
        if not line.strip():
            assert kind is LineClass.BLANK


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text)))


def test_a_hostile_line_is_read_in_linear_time() -> None:
    count = 50_000
    for piece in (
        "a",
        " ",
        ". ",
        "http://a,",
        "http://x/(",
        "Subscribe",
        "submitted by a",
        "a-",
        "by ",
        "A.  ",
    ):
        lines = [piece * count, "Kites at Sea", ONE]
        check_ledger(lines, TrendingReader().read(lines))


def test_a_long_file_is_read_in_linear_time() -> None:
    made: Listing = trending(random.Random(0), count=40)
    lines = list(made.lines) * 30
    assert len(TrendingReader().read(lines).records) == 1200
