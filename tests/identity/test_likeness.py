"""Sketches: texts that are alike have part of theirs in common."""

from __future__ import annotations

import random

import pytest
from hypothesis import given

from readlist.identity import containment, sketch
from readlist.paper import Fields
from tests.benchmarks.papers import made_up
from tests.identity.records import LONG, records


@pytest.fixture(scope="module")
def abstracts() -> list[str]:
    return [paper.abstract for paper in made_up(300)]


def shared(one: Fields, other: Fields) -> int:
    return len(set(sketch(one)) & set(sketch(other)))


@pytest.mark.parametrize("kept", [0.95, 0.85, 0.75])
def test_most_abstracts_that_are_alike_share_part_of_their_sketches(
    abstracts: list[str], kept: float
) -> None:
    dice = random.Random(kept)
    alike = found = 0
    for abstract in abstracts:
        words = abstract.split()
        at = dice.randrange(round(len(words) * kept))
        lost = words[:at] + words[at + round(len(words) * (1 - kept)) :]
        changed = " ".join(lost).replace(" the ", " a ", 2)
        if containment(abstract, changed) >= 0.6:
            alike += 1
            found += shared(Fields(abstract=abstract), Fields(abstract=changed)) > 0
    assert alike > 200
    assert found >= 0.99 * alike


def test_the_beginning_of_an_abstract_is_always_found(abstracts: list[str]) -> None:
    for abstract in abstracts:
        cut = Fields(abstract=" ".join(abstract.split()[:40]) + " …")
        assert shared(cut, Fields(abstract=abstract)) > 0


def test_different_abstracts_share_nothing(abstracts: list[str]) -> None:
    sketches = [set(sketch(Fields(abstract=abstract))) for abstract in abstracts]
    assert sum(map(len, sketches)) == len(set().union(*sketches))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Folding Boats That Never Sink", "DryFold: Folding Boats That Never Sink"),
        ("How Small Boats Drift in the Wind", "How Small Boats Drift on Wind"),
        ("Sinking Paper Boats, Considered", "Sinking Paper Boats, Consiedred"),
        ("Why the Smallest Paper Boats Si…", "Why the Smallest Paper Boats Sink"),
    ],
)
def test_nearly_equal_titles_share_part_of_their_sketches(one: str, other: str) -> None:
    assert shared(Fields(title=one), Fields(title=other)) > 0


def test_a_title_is_no_abstract() -> None:
    assert shared(Fields(title=LONG + "!"), Fields(abstract=LONG)) == 0


@given(records)
def test_sketches_are_few_numbers_that_never_change(record: Fields) -> None:
    found = sketch(record)
    assert found == sketch(record)
    assert len(found) < 40
    assert all(0 <= value < 2**34 for value in found)


def test_sketches_are_what_they_were_when_they_were_stored() -> None:
    # From `printf 'folding boat sink' | gzip -c | tail -c8 | od -An -tu4`: a CRC-32; the others
    # are those of ` fol boa sin` and ` foldingboatsink`.
    expected = (1592247659, 287397327, 502914617)
    found = tuple(sorted(crc + 2 * 2**32 for crc in expected))
    assert sketch(Fields(title="The Folding of Boats Sinks")) == found
