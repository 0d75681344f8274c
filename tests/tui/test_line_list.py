"""Lines of which some can be gone to."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen

from readlist.tui.widgets.line_list import LineList
from tests.tui.host import Host


class _Page(Screen[None]):
    def compose(self) -> ComposeResult:
        yield LineList()

    def on_mount(self) -> None:
        self.query_one(LineList).show([Content(str(n)) for n in range(50)], range(50), 3)


async def test_what_is_above_the_first_cursor_is_in_view_as_well() -> None:
    page = _Page()
    async with Host(page).run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        lines = page.query_one(LineList)
        assert (lines.top, lines.cursor) == (0, 3)
        await pilot.press("G")
        assert lines.top == 50 - lines.page
        await pilot.resize_terminal(40, 5)
        await pilot.pause()
        assert lines.cursor < lines.top + lines.page
