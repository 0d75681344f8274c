"""Papers selected in the list: one by one, in a row, all of them; verbs are for all of these."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textual import on

from readlist.tui.answers import Found
from readlist.tui.screens.finding import FindingScreen
from readlist.tui.screens.listing import NARROW
from readlist.tui.widgets.paper_list import PaperList

MOST_OPENED = 5
"""So many papers are opened in the browser at once at most."""


class SelectingScreen(FindingScreen):
    """The selection. It ends with the query; a paper that leaves the list leaves it too."""

    selected: frozenset[str] = frozenset()
    """The ids of the papers that are selected."""
    _last: str | None = None
    """The paper that was selected last: where a range begins."""

    @property
    def selection(self) -> Sequence[str]:
        """What is selected, in the order of the list."""
        return [id for id in self.source.ids if id in self.selected] if self.selected else []

    @property
    def hand(self) -> Sequence[str]:
        """What is selected; while one paper has the whole window, that one."""
        return super().hand if not self.selected or self.has_class("page") else self.selection

    def select(self, ids: Collection[str]) -> None:
        """Select these papers and no others."""
        self.selected = frozenset(ids)
        if not ids:
            self._last = None
        self.list.select(self.selected)
        self.show_state()
        self.show_keys()

    def _choose(self, ids: Collection[str]) -> None:
        """Select them by a key: what was said before gives way to what can be done to them now."""
        self.bottom.hush()
        self.select(ids)

    # What the keys do

    def action_select(self) -> None:
        """Select the paper under the cursor, or take it out; the next one is next."""
        paper = self.paper
        if paper is not None:
            self._last = paper.id
            self._choose(self.selected ^ {paper.id})
            self.list.cursor += 1

    def action_select_range(self) -> None:
        """Select from the paper selected last to the one under the cursor."""
        if self.paper is not None:
            self._select_to(self.list.cursor)

    def _select_to(self, row: int) -> None:
        start = self.source.row_of(self._last) if self._last is not None else None
        first, last = sorted((row if start is None else start, row))
        self._last = self.source.ids[row]
        self._choose(self.selected.union(self.source.ids[first : last + 1]))

    async def action_select_all(self) -> None:
        """Select all of the list; if that is so already, none."""
        await self.whole.wait()  # of a large library the first papers are there before the others
        everything = frozenset(self.source.ids)
        self._choose(frozenset() if self.selected == everything else everything)

    async def action_select_invert(self) -> None:
        await self.whole.wait()
        self._choose(frozenset(self.source.ids) - self.selected)

    @on(PaperList.Picked)
    def _picked(self, event: PaperList.Picked) -> None:
        if event.far:
            self._select_to(event.row)
        else:
            self._last = self.source.ids[event.row]
            self._choose(self.selected ^ {self._last})
        self.list.cursor = event.row

    # Keeping up

    def _show(self, found: Found, cursor: int, top: int) -> None:
        if self.selected:
            same = found.text.strip() == (self.found.text.strip() if self.found else "")
            self._only(self.source.ids if same else ())
        super()._show(found, cursor, top)

    def take_out(self, ids: Collection[str]) -> None:
        super().take_out(ids)
        if self.selected:
            self.select(self.selected.difference(ids))

    def _only(self, ids: Sequence[str]) -> None:
        """Of what is selected only these stay so."""
        self.selected = self.selected.intersection(ids)
        self.list.selected = self.selected

    @property
    def shown_count(self) -> str:
        count = super().shown_count
        if not self.selected:
            return count
        chosen = f"{len(self.selected):,} selected"
        return f"{chosen} · {count}" if self.size.width >= NARROW else chosen

    # Verbs that are not for any number of papers

    def action_open_link(self) -> None:
        if len(self.hand) < 2:
            super().action_open_link()
        elif len(self.hand) > MOST_OPENED:
            self.say(
                f"{len(self.hand):,} papers are selected; at most {MOST_OPENED} open at once", "dim"
            )
        else:
            for paper in self.library.papers(self.hand):
                self.open_url(self.library.link_to(paper, self.config.find))
