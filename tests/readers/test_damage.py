"""Damage costs only the records it touches, in every format; figures are in docs/benchmarks.md."""

from __future__ import annotations

import random

import pytest

from tests.readers.damage import FILES, RECORDS, damaged, keys_in, score
from tests.readers.shapes import SHAPES, works

WORKS = works(random.Random(2), 12)


@pytest.mark.parametrize("name", SHAPES)
def test_a_damaged_record_costs_only_itself(name: str) -> None:
    shape = SHAPES[name].shape(WORKS)
    clean = keys_in(shape.text)
    right = wanted = 0
    for seed, how in enumerate(RECORDS):
        hurt = damaged(random.Random(seed), shape, how)
        found = score(clean, keys_in(hurt.text), hurt.hit)
        right, wanted = right + found.right, wanted + found.wanted
        assert found.precision >= 0.8, how
    assert right >= 0.97 * wanted


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("how", ["spaces at line ends", "CRLF", "quoted", "no-break spaces"])
def test_what_happens_to_all_lines_costs_nothing(name: str, how: str) -> None:
    shape = SHAPES[name].shape(WORKS[:4])
    assert keys_in(damaged(random.Random(0), shape, how).text) == keys_in(shape.text)


@pytest.mark.long
@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("how", [*RECORDS, *FILES])
def test_damage_of_every_kind(name: str, how: str) -> None:
    shape = SHAPES[name].shape(works(random.Random(3), 40))
    clean = keys_in(shape.text)
    right = wanted = 0
    for seed in range(1 if how in FILES else 5):
        hurt = damaged(random.Random(seed), shape, how)
        found = score(clean, keys_in(hurt.text), hurt.hit)
        right, wanted = right + found.right, wanted + found.wanted
    assert right >= 0.9 * wanted
