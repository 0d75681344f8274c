"""What is done to the lists at the side, each after its kind: searches, tags, and sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from readlist.paper import Source, counted, one_line
from readlist.tui.screens.similar import SimilarScreen
from readlist.tui.side_lists import query_of

if TYPE_CHECKING:
    from readlist.library import Done

_OWN = "tag:"
"""What the name of a tag's own order begins with."""


class ListedScreen(SimilarScreen):
    """Rename, delete and move the list under the sidebar's cursor, and the papers of a tag."""

    def action_rename_listed(self) -> None:
        tag, source = self._tag_in_hand, self._source
        if tag is not None:
            self._rename_tag(tag)
        elif source is not None:
            self._rename_source(source)
        else:
            self.action_rename_search()

    async def action_delete_listed(self) -> None:
        """Delete the saved search or the tag, or forget the source."""
        tag, source = self._tag_in_hand, self.sidebar.source
        if tag is not None:
            self._change_lists(lambda: self.library.tags.delete([tag]))
        elif source is not None:
            await self.answered(self.work(partial(self._forget, source), group="write"))
        else:
            self.action_delete_search()

    def action_raise_listed(self) -> None:
        self._move_listed(-1)

    def action_lower_listed(self) -> None:
        self._move_listed(1)

    def _move_listed(self, step: int) -> None:
        tag = self._tag_in_hand
        if tag is None:
            self.move_search(step)
            return

        def move() -> Done:
            # Where it stands is asked now: the keys may be ahead of what is shown.
            names = [name for name, _ in self.library.tags.all()]
            at = names.index(tag) if tag in names else 0
            return self.library.tags.move(tag, max(at + step, 0))

        self._change_lists(move)

    def _change_lists(self, job: Callable[[], Done], was: str = "", now: str = "") -> None:
        """Change tags or sources; the list of the query `was` is then that of the query `now`."""
        self.work(partial(self._write_lists, job, was, now), group="write")

    async def _write_lists(self, job: Callable[[], Done], was: str, now: str) -> None:
        done = await self.jobs.write(job)
        if self.found is not None:
            self.found = self.found._replace(counts=self.library.counts())
            self.sidebar.show(self.found.counts, self.found.searches, follow=now or None)
        self.say(done.message, "fg", *([self.undo_offer()] if done.changed else []))
        if was and self.box.value.strip() == was:
            at = self.paper.id if self.paper is not None else None
            await self.open_query(now, keep=at)
        self.all_changed()

    # Tags

    @property
    def _tag_in_hand(self) -> str | None:
        """The tag to do something to: under the sidebar's cursor, else the one in the box."""
        if self.focused is self.sidebar:
            return self.sidebar.tag
        query = self.box.value.strip()
        return next((name for name, _ in self.known_tags if query_of("tag", name) == query), None)

    def _rename_tag(self, tag: str) -> None:
        from readlist.library.marking import tag_name
        from readlist.tui.screens.name_search import NameScreen

        counts = dict(self.known_tags)
        count = counts.pop(tag, 0)
        about = f"#{tag} · {counted(count, 'paper')}"

        def named(new: str | None) -> None:
            if new is None:
                return
            there = (name for name in counts if name.casefold() == tag_name(new).casefold())
            now = query_of("tag", next(there, tag_name(new)))
            self._change_lists(
                lambda: self.library.tags.rename(tag, new), query_of("tag", tag), now
            )

        screen = NameScreen("rename this tag", about, tag, counts, check=tag_name, joins=True)
        self.app.push_screen(screen, named)

    # Sources

    @property
    def _source(self) -> Source | None:
        """The source under the sidebar's cursor."""
        sources = self.found.counts.sources if self.found is not None else ()
        return next((each for each in sources if each.row == self.sidebar.source), None)

    def _rename_source(self, source: Source) -> None:
        from readlist.tui.screens.name_search import NameScreen

        papers = counted(source.count, "paper")
        about = f"{source.name} · {papers} · imported {source.imported_at[:10]}"

        def named(new: str | None) -> None:
            if new is not None:
                was, now = query_of("source", source.name), query_of("source", new)
                self._change_lists(lambda: self.library.rename_source(source.row, new), was, now)

        screen = NameScreen("rename this source", about, one_line(source.name), ())
        self.app.push_screen(screen, named)

    async def _forget(self, source: int) -> None:
        self.bottom.work("forgetting…")
        try:
            done = await self.jobs.write(lambda: self.library.forget_source(source))
        finally:
            self.bottom.work("")
        self.all_changed()
        self.say(done.message, "fg", self.undo_offer())
        if done.kept:
            await self._show_kept(done.message, done.kept)

    async def _show_kept(self, message: str, ids: Sequence[str]) -> None:
        from readlist.tui.screens.kept import MOST, KeptScreen

        papers = await self.jobs.help(lambda: self.library.papers(ids[:MOST]))

        def left(undo: bool | None) -> None:
            if undo:
                self.action_undo()

        self.app.push_screen(KeptScreen(message, papers, len(ids)), left)

    # The papers of a tag

    def action_raise_paper(self) -> None:
        self._move_papers(down=False)

    def action_lower_paper(self) -> None:
        self._move_papers(down=True)

    def _move_papers(self, *, down: bool) -> None:
        """Move the papers in hand one place in the order of the tag whose list this is."""
        order = self.found.results.sort if self.found is not None else ""
        ids = self.hand
        if not order.startswith(_OWN):
            first = f"; {self.keys.shown('sort_added')} sorts this list so"
            said = "Papers are moved in the list of one tag, in the tag's own order"
            self.say(said + (first if self._tag_in_hand is not None else ""), "dim")
        elif ids:
            tag = order.removeprefix(_OWN)
            self.work(partial(self._write_order, tag, list(ids), down), group="write")

    async def _write_order(self, tag: str, ids: list[str], down: bool) -> None:
        done = await self.jobs.write(lambda: self.library.tags.move_papers(tag, ids, down=down))
        self.say(done.message, "fg", *([self.undo_offer()] if done.changed else []))
        if done.changed:
            at = self.paper.id if self.paper is not None else None
            await self.answered(self.look_for(self.box.value, keep=at))
