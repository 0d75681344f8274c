"""On the main screen: two papers made one, one made two, and possible doubles."""

from __future__ import annotations

from textual.reactive import var

from readlist.paper import Paper
from readlist.tui.rows import shown_title
from readlist.tui.screens.listed import ListedScreen

MOST_MERGED = 20
"""So many selected papers are made one at once at most: more were hardly meant."""


class MergingScreen(ListedScreen):
    """What is done to the identity of papers."""

    merging: var[Paper | None] = var(None)
    """The paper that the next one is merged into."""

    # Merging two papers: the first M says which one stays, the second which one goes into it

    def action_merge(self) -> None:
        paper, into = self.paper, self.merging
        if paper is None:
            return
        if len(self.selected) > 1 and len(self.hand) > 1:
            self._merge_selected(paper)
        elif into is None:
            self.merging = paper
        elif into.id == paper.id:
            self.stop_merging()
        else:
            self.merging = None
            self.take_out([paper.id])
            self._back_to(into)
            self.change(lambda: self.library.merge([into.id, paper.id]), [into.id])

    def _merge_selected(self, paper: Paper) -> None:
        """Make one paper of those selected; the one under the cursor stays."""
        ids = [paper.id, *(id for id in self.hand if id != paper.id)]
        if paper.id not in self.selected:
            self.say("Put the cursor on the one of those selected that is to stay", "dim")
        elif len(ids) > MOST_MERGED:
            self.say(f"{len(ids):,} papers are selected; at most {MOST_MERGED} become one", "dim")
        else:
            self.take_out(ids[1:])
            self.select(())
            self._back_to(paper)
            self.change(lambda: self.library.merge(ids), [paper.id])

    def _back_to(self, paper: Paper) -> None:
        row = self.source.row_of(paper.id)
        if row is not None:
            self.list.cursor = row

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

        await self.jobs.written()
        doubles = await self.jobs.search(lambda _: self.library.doubles())

        def left(changed: bool | None) -> None:
            if changed:
                self.look_again()

        self.app.push_screen(DoublesScreen(self.library, self.jobs, doubles), left)
