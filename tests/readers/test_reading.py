"""Which reader a file gets, and what happens to a file that none knows."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.errors import BadValue, UnrecognisedFormat
from readlist.readers import READERS, LineClass, all_readers, candidates, decode, read, split_lines
from tests.readers.listings import abstracts, trending
from tests.readers.strangers import STRANGERS

ONE = "We fly kites by the sea. They stay up for 2.5 hours, which is long for kites of this size."


def test_readers_are_told_apart_by_name() -> None:
    names = [reader.name for reader in READERS]
    assert len(set(names)) == len(names) > 1
    assert all(reader.label for reader in READERS)
    assert all_readers() == READERS


@pytest.mark.parametrize("seed", range(3))
def test_the_surest_reader_is_used(seed: int) -> None:
    page, listing = trending(random.Random(seed)), abstracts(random.Random(seed))
    titled = abstracts(random.Random(seed), titles=True)
    assert read(page.text).format == "trending"
    assert read(listing.text).format == "abstracts"
    assert read(titled.text).format == "abstracts"


def test_a_page_that_lost_its_header_is_known_by_its_looks() -> None:
    made = trending(random.Random(1))
    lines = [line for line in made.lines if "trending papers" not in line]
    found = read("\n".join(lines).replace("Subscribe", ""))
    assert found.format == "trending"
    assert 0.9 < found.confidence <= 1.0


@pytest.mark.parametrize("stranger", STRANGERS)
def test_strangers_are_refused_in_one_sentence(stranger: str) -> None:
    with pytest.raises(UnrecognisedFormat) as refusal:
        read(STRANGERS[stranger])
    message = str(refusal.value)
    assert message.startswith(("this looks like no format", "this could be several formats"))
    assert "\n" not in message
    assert not message.endswith("."), "what to do about it is said after it"


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_named_format_is_always_read(stranger: str) -> None:
    text = STRANGERS[stranger]
    for name in (reader.name for reader in READERS):
        found = read(text, name)
        assert found.format == name
        assert len(found.lines) == len(split_lines(text))
    assert all(candidate.confidence < 0.6 for candidate in candidates(split_lines(text)))


def test_what_a_named_format_does_not_explain_is_told() -> None:
    found = read(STRANGERS["log"], "abstracts")
    assert not found.records
    assert set(found.lines) == {LineClass.UNPARSED}


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(BadValue, match=r"'bread'.*trending, "):
        read("x", "bread")


def test_one_title_and_abstract_without_a_header_could_be_anything() -> None:
    text = f"Kites at Sea and on Land\n{ONE * 3}\n"
    with pytest.raises(UnrecognisedFormat):
        read(text)
    assert len(read(f"Get trending papers in your email inbox!\n{text}").records) == 1


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read(text)
    except UnrecognisedFormat:
        return
    assert found.confidence >= 0.6
    assert found.records


def test_reading_twice_is_reading_once() -> None:
    made = trending(random.Random(3), damages=("wrapped", "no title"), share=0.3)
    assert read(made.text) == read(made.text)
    assert read("\ufeff" + made.text) == read(made.text)


# ---------------------------------------------------------------- the real listings


def test_the_real_listings(seeds: Path) -> None:
    found = {}
    for path in sorted(seeds.glob("*.txt")):
        text = decode(path.read_bytes()).text
        reading = read(text)
        assert reading.confidence == 1.0
        counts = Counter(kind.value for kind in reading.lines)
        found[len(reading.records)] = (reading.format, counts)
        for record in reading.records:
            assert record.abstract is not None
            assert record.abstract in text
            assert (record.title is None) == (reading.format == "abstracts")
            assert record.title is None or record.title in text
            assert record.year is record.doi is record.arxiv_id is None
            lines = split_lines(text)[record.first_line - 1 : record.last_line]
            assert lines[0].endswith(record.title or record.abstract)
            assert lines[-1].endswith(record.abstract)
    assert found == {
        10: ("abstracts", {"abstract": 10}),
        213: ("trending", {"title": 213, "abstract": 213, "boilerplate": 2}),
        62: ("trending", {"title": 62, "abstract": 62, "boilerplate": 5, "blank": 128}),
    }


@pytest.mark.parametrize("end", ["\r\n", pytest.param("\r", marks=pytest.mark.long)])
def test_the_real_listings_read_the_same_with_other_line_ends(seeds: Path, end: str) -> None:
    for path in sorted(seeds.glob("*.txt")):
        text = decode(path.read_bytes()).text
        other = decode(text.replace("\n", end).encode("utf-8-sig")).text
        assert read(other) == read(text)


@pytest.mark.parametrize("share", [0.05, pytest.param(0.1, marks=pytest.mark.long)])
def test_real_records_survive_damage(seeds: Path, share: float) -> None:
    """Titles and abstracts lost and lines doubled: the records of all others stay right."""
    (path,) = [
        p for p in seeds.glob("*.txt") if len(read(decode(p.read_bytes()).text).records) == 213
    ]
    text = decode(path.read_bytes()).text
    whole = [(record.title, record.abstract) for record in read(text).records]
    right = wanted = 0
    for seed in range(4):
        rng = random.Random(seed)
        lines = split_lines(text)[:2]
        truth: Counter[tuple[str | None, str | None]] = Counter()
        for title, abstract in whole:
            damage = rng.choice(["title", "abstract", "double"]) if rng.random() < share else None
            left = (
                None if damage == "title" else title,
                None if damage == "abstract" else abstract,
            )
            truth[left] += 1
            kept = [part for part in left if part]
            lines += kept[:1] * 2 + kept[1:] if damage == "double" else kept
        found = Counter((r.title, r.abstract) for r in read("\n".join(lines), "trending").records)
        right += (found & truth).total()
        wanted += truth.total()
    assert right >= 0.98 * wanted
