"""On the main screen: two papers made one, one made two, and possible doubles."""

from __future__ import annotations

from textual.reactive import var

from readlist.paper import Paper
from readlist.tui.rows import shown_title
from readlist.tui.screens.listed import ListedScreen


class MergingScreen(ListedScreen):
    """What is done to the identity of papers."""

    merging: var[Paper | None] = var(None)
    """The paper that the next one is merged into."""

    # Merging two papers: the first M says which one stays, the second which one goes into it

    def action_merge(self) -> None:
        paper, into = self.paper, self.merging
        if paper is None:
            return
        if into is None:
            self.merging = paper
        elif into.id == paper.id:
            self.stop_merging()
        else:
            self.merging = None
            self.take_out([paper.id])
            row = self.source.row_of(into.id)
            if row is not None:
                self.list.cursor = row
            self.change(lambda: self.library.merge([into.id, paper.id]), [into.id])

    def stop_merging(self) -> None:
        """No paper is to be merged into any more."""
        self.merging = None
        self.say("Nothing merged", "dim")

    def watch_merging(self, _: Paper | None, paper: Paper | None) -> None:
        key = self.keys.shown("merge")
        self.hint.ask(
            f"{key} on another paper merges it into {shown_title(paper)}; esc leaves it"
            if paper is not None
            else ""
        )
        self.bottom.hush()

    def action_split(self) -> None:
        paper = self.paper
        if paper is not None:
            self.change(lambda: self.library.split(paper.id), [paper.id])

    # Possible doubles

    async def action_doubles(self) -> None:
        from readlist.tui.screens.doubles import DoublesScreen

        doubles = await self.jobs.search(lambda _: self.library.doubles())

        def left(changed: bool | None) -> None:
            if changed:
                self.all_changed()

        self.app.push_screen(DoublesScreen(self.library, self.jobs, doubles), left)
