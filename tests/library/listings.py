"""Listings to import, written for these tests."""

from __future__ import annotations

import json

TOPICS = ("graphs", "speech", "proteins", "markets", "robots", "weather", "poems")


def abstract(number: int) -> str:
    """No two are alike."""
    return (
        f"We study {TOPICS[number % 7]} in {number} ways and find that way number {number} is the"
        f" best of all, which nobody had looked at before for {TOPICS[number % 5]} and the number"
        f" {number * number}. Run {number} took {number % 29} days, {number % 13} more than run"
        f" {number // 2}, and cost {number * 3} cups of tea."
    )


def abstracts(count: int, start: int = 0) -> str:
    """As an author's page lists them."""
    return "".join(f"Abstract:{abstract(n)}\n" for n in range(start, start + count))


def snapshot(count: int, start: int = 0) -> str:
    """As arXiv's metadata comes in bulk: a JSON object a line."""
    return "".join(
        json.dumps(
            {
                "id": f"2101.{number:05d}",
                "authors": "Ada Stone, Bo Wu",
                "title": f"On Way Number {number}",
                "abstract": f"  {abstract(number)}\n",
                "update_date": "2021-02-03",
            }
        )
        + "\n"
        for number in range(start, start + count)
    )
