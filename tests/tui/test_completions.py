"""The list of completions that hangs from the search box."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen

from readlist.library import Completion
from readlist.tui.widgets.completions import CompletionList
from tests.tui.host import Host

_ROWS = [Completion(word, word, "1 paper") for word in ("shape", "shapely", "shaper")]


class _Page(Screen[None]):
    LAYERS = ("default", "above")

    def compose(self) -> ComposeResult:
        yield CompletionList()


async def test_a_list_that_has_just_shrunk_can_still_be_drawn() -> None:
    page = _Page()
    async with Host(page).run_test() as pilot:
        await pilot.pause()
        drop = page.query_one(CompletionList)
        drop.show(_ROWS, None, 5)
        await pilot.pause()
        assert [drop.render_line(y).text.split()[0] for y in range(drop.size.height)] == [
            row.shown for row in _ROWS
        ]
        drop.show(_ROWS[:1], None, 5)  # not laid out yet: it is as tall as before
        assert drop.render_line(2).text.strip() == ""
        drop.show((), None, 5)
        assert drop.render_line(0).text.strip() == ""
