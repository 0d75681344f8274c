"""`readlist stats`: the figures of the statistics as text and as JSON."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_stats(stocked: Run) -> None:
    ids = [line.split("\t")[0] for line in stocked("list").lines]
    stocked("status", "read", *ids[:2])
    stocked("tag", "+sky", *ids[:3])
    told = stocked("stats", "--json").json
    assert told["papers"] == 5
    activity = told["activity"]
    assert len(activity["weeks"]) == 12
    assert activity["weeks"][-1] | {"start": ""} == {
        "start": "",
        "came": 5,
        "read": 2,
        "skipped": 0,
        "deleted": 0,
        "left": 3,
    }
    assert sum(activity["days"].values()) == 2
    assert activity["tags"][0] == {"name": "sky", "papers": 3, "read": 2, "lately": 2, "open": 1}
    assert len(stocked("stats", "--json", "--weeks", "all").json["activity"]["weeks"]) == 1
    text = stocked("stats").out
    assert "week of     came in    read  skipped  deleted      left" in text
    assert "longest run of days: 1 day" in text
    assert "\nfirst seen in  " in text
    for weeks in ("0", "-1", "many", "9999"):
        wrong = stocked("stats", "--weeks", weeks)
        assert wrong.code == 2
        assert f"--weeks takes a number from 1 to 5,200, or all, not '{weeks}'" in wrong.err


def test_stats_of_nothing(readlist: Run) -> None:
    told = readlist("stats", "--json").json
    assert told["papers"] == 0
    assert told["activity"]["began"] is None
    assert "week of" not in readlist("stats").out
