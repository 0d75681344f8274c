"""A library too large to be read before something is shown: its first papers come first."""

from __future__ import annotations

import pytest

from readlist import Library
from readlist.tui.answers import opening
from readlist.tui.remembered import Remembered, keep
from tests.tui.driver import driving

SIZE = (140, 10)


@pytest.mark.parametrize("sort", [None, "title"])
async def test_it_opens_where_it_was_left_and_keys_wait_for_the_whole_list(
    library: Library, sort: str | None
) -> None:
    ids = list(library.search("", view=Remembered(sort).view).ids)
    titles = [paper.title for paper in library.papers(ids)]
    left = Remembered(paper=ids[3], above=1, sort=sort)
    first = opening(library, left, most=4)
    assert list(first.beginning.ids) == ([] if sort else ids[1:5])
    assert first.counts is None
    keep(library, left)

    async with driving(library, SIZE, most=4) as app:
        assert list(app.main.source.ids) == ids
        assert (app.title, app.main.list.top) == (titles[3], 2)
        assert f"{len(ids)} papers" in app.top
        assert "Unread" in app.text()
    async with driving(library, SIZE, most=4, ahead="G") as app:
        assert app.title == titles[-1]
