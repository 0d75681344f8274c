"""What has been begun on the sample papers, for the demo and the pictures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from readlist import Library
from readlist.library import samples as begun
from readlist.paper import Status


def test_there_is_something_of_each_kind(samples: Library) -> None:
    begun.begin(samples)
    counts = samples.counts()
    assert min(counts.starred, counts.noted, counts.reading, counts.skipped) > 0
    assert samples.search("is:unread similar:starred").total > 0
    assert samples.search("is:highlighted").total == 2
    assert all(count > 0 for _, count in samples.tags.all())
    assert all(count > 0 for count in samples.words.count().values())
    searches = samples.searches.all()
    assert all(samples.searches.count([each.query for each in searches]))
    (skipped, *_) = samples.search("is:skipped").ids
    assert samples.paper(skipped).status is Status.SKIPPED
    labels = [step.label for step in samples.history()]
    assert "Starred 6 papers" in labels


def test_it_was_begun_some_days_ago(library: Library) -> None:
    now = datetime.now(UTC)
    begun.come_in(library)
    begun.begin(library)
    steps = [datetime.fromisoformat(step.at) for step in library.history()]
    assert steps == sorted(steps, reverse=True)
    assert timedelta(days=11) < now - steps[-1] < timedelta(days=13)
    report = library.activity.report(4)
    assert (report.read, len(report.days)) == (3, 3)
    library.set_status(library.select("is:unread").ids[:1], Status.READ)
    assert datetime.fromisoformat(library.history()[0].at) >= now - timedelta(seconds=1)
