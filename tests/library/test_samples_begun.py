"""What has been begun on the sample papers, for the demo and the pictures."""

from __future__ import annotations

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
