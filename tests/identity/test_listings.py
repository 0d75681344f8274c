"""The real listings."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from readlist.identity import first_key, keys_of, public_id
from readlist.paper import Fields
from readlist.readers import decode, read
from tests.identity.records import partition


@pytest.fixture(scope="module")
def listing(seeds: Path) -> list[Fields]:
    files = sorted(seeds.glob("*.txt"))
    return [record for file in files for record in read(decode(file.read_bytes()).text).records]


def test_the_real_listings_hold_274_papers(listing: list[Fields]) -> None:
    papers = partition(listing)
    assert len(papers) == 285
    assert len(set(papers)) == 274
    assert len({public_id(first_key(record, keys_of(record))) for record in listing}) >= 274


def test_the_order_of_records_makes_no_difference(listing: list[Fields]) -> None:
    numbers = dict(zip(map(id, listing), partition(listing), strict=True))
    for seed in range(3):
        shuffled = random.Random(seed).sample(listing, len(listing))
        pairs = {
            (numbers[id(r)], paper) for r, paper in zip(shuffled, partition(shuffled), strict=True)
        }
        assert len(pairs) == 274
