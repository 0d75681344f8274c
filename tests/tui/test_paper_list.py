"""The list: any number of rows, few of them looked at, two repainted for a cursor key."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot

from readlist.paper import Paper
from readlist.tui.theme import OURS, textual_theme
from readlist.tui.widgets.paper_list import PaperList


class Many:
    """So many papers, and a count of those looked at."""

    def __init__(self, count: int, title: str = "Paper {}") -> None:
        self.count = count
        self.title = title
        self.looked_at = 0

    def __len__(self) -> int:
        return self.count

    def window(self, first: int, last: int) -> Sequence[Paper]:
        self.looked_at += last - first
        return [Paper(id=str(n), title=self.title.format(n)) for n in range(first, last)]


class WatchedList(PaperList):
    """Notes which lines are repainted."""

    repainted: list[Region]

    def refresh(self, *regions: Region, **options: bool) -> WatchedList:
        if hasattr(self, "repainted"):
            self.repainted.extend(regions or [Region(0, 0, 1, self.size.height)])
        super().refresh(*regions, **options)
        return self


class ListApp(App[None]):
    def __init__(self, source: Many) -> None:
        super().__init__()
        for name in OURS:
            self.register_theme(textual_theme(name))
        self.theme = "dark"
        self.list = WatchedList()
        self.source = source
        self.opened: list[int] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def on_mount(self) -> None:
        self.list.show(self.source)
        self.list.focus()

    def on_paper_list_opened(self, event: PaperList.Opened) -> None:
        self.opened.append(event.row)

    def rows(self) -> list[str]:
        """The titles in view, by the first word of each row."""
        strips = self.screen._compositor.render_strips()
        lines = ["".join(part.text for part in line).rstrip("▕ ") for line in strips]
        return [line[5:] for line in lines if "•" in line[:4]]


async def test_a_hundred_thousand_rows_cost_no_more_than_a_screenful() -> None:
    app = ListApp(Many(100_000))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.rows() == [f"Paper {n}" for n in range(20)]
        await pilot.press("end")
        assert app.rows()[-1] == "Paper 99999"
        await pilot.press("home")
        assert app.rows()[0] == "Paper 0"
        assert app.source.looked_at < 400


async def test_a_cursor_key_repaints_two_rows() -> None:
    app = ListApp(Many(100_000))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("j")
        app.list.repainted = []
        await pilot.press("j")
        assert sorted({region.y for region in app.list.repainted}) == [1, 2]
        assert all(region.height == 1 for region in app.list.repainted)


async def test_the_cursor_stays_in_view_and_in_the_list() -> None:
    app = ListApp(Many(50, "Paper {} has a title that is longer than one line of a narrow list"))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("k")
        assert app.list.cursor == 0
        for key in ("j", "pagedown", "ctrl+d", "j", "G", "j", "k", "ctrl+u", "pageup", "home"):
            for _ in range(3):
                await pilot.press(key)
                assert any(row.startswith(f"Paper {app.list.cursor} ") for row in app.rows())
        await pilot.press("end")
        assert app.list.cursor == 49


async def test_pages_overlap_by_a_row() -> None:
    app = ListApp(Many(100))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("pagedown")
        assert app.rows()[0] == "Paper 9"
        await pilot.press("pageup")
        assert app.rows()[0] == "Paper 0"


async def test_the_wheel_moves_the_view_and_not_past_the_end() -> None:
    app = ListApp(Many(30))
    async with app.run_test(size=(60, 10)) as pilot:
        for _ in range(20):
            await wheel(pilot, app.list, down=True)
        assert app.rows()[-1] == "Paper 29"
        assert len(app.rows()) == 10
        assert app.list.cursor == 0
        for _ in range(20):
            await wheel(pilot, app.list, down=False)
        assert app.rows()[0] == "Paper 0"


async def wheel(pilot: Pilot[None], widget: PaperList, down: bool) -> None:
    from textual import events

    kind = events.MouseScrollDown if down else events.MouseScrollUp
    widget.post_message(
        kind(
            widget=widget,
            x=5,
            y=5,
            delta_x=0,
            delta_y=1,
            button=0,
            shift=False,
            meta=False,
            ctrl=False,
        )
    )
    await pilot.pause()


@pytest.mark.parametrize("times", [1, 2])
async def test_a_click_is_the_cursor_and_two_open(times: int) -> None:
    app = ListApp(Many(30))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.click(PaperList, offset=(10, 4), times=times)
        await pilot.pause()
        assert app.list.cursor == 4
        assert app.opened == ([4] if times == 2 else [])


async def test_a_shorter_list_takes_the_cursor_along() -> None:
    app = ListApp(Many(30))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("end")
        app.list.show(Many(3))
        await pilot.pause()
        assert app.rows() == ["Paper 0", "Paper 1", "Paper 2"]
        app.list.show(Many(0))
        await pilot.pause()
        assert app.rows() == []
        assert app.list.paper is None
        await pilot.press("j", "k", "pagedown", "end", "home")
