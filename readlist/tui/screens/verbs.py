"""What is done to the papers in hand, each verb one short method.

The screen shows a change at once; the change itself is written by the writer thread, which then
says what it did. Everything can be undone, so nothing asks first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from readlist.library import Done
from readlist.paper import Paper, Status
from readlist.tui.screens.keyed import KeyedScreen
from readlist.tui.widgets.bottom_line import Offer

if TYPE_CHECKING:
    from readlist.tui.screens.tag import TagChange

Ids = Sequence[str]


class VerbScreen(KeyedScreen):
    """The verbs."""

    _again: Callable[[Ids], None] | None = None
    """What `.` repeats."""

    # Changing: at once on the screen, in order on the disk

    def change(
        self,
        job: Callable[[], Done],
        ids: Ids,
        will_be: Callable[[Paper], Paper] | None = None,
    ) -> None:
        """Have a change of these papers written; `will_be`: how to show them meanwhile."""
        if will_be is not None:
            self.show_as(ids, will_be)
        self.writing += 1
        self.work(self._write(job, ids), group="write")

    async def _write(self, job: Callable[[], Done], ids: Ids) -> None:
        try:
            done = await self.jobs.write(job)
            self.say(done.message, "fg", *([self.undo_offer()] if done.changed else []))
        finally:
            self.writing -= 1
            self.changed(*ids)

    def undo_offer(self) -> Offer:
        """What to press if that was not meant."""
        return Offer(self.keys.shown("undo"), "undoes", "screen.undo")

    def _all_are(self, query: str, ids: Ids) -> bool:
        """Does the query find all of these papers?"""
        return set(self.library.search(query, wait=False).ids).issuperset(ids)

    def action_star(self) -> None:
        ids, paper = self.hand, self.paper
        if len(ids) > 1:
            on = not self._all_are("is:starred", ids)
        elif paper is not None:
            on = not paper.starred
        else:
            return
        moment = _now() if on else None
        self.change(
            lambda: self.library.star(ids, on), ids, lambda was: replace(was, starred_at=moment)
        )

    def action_mark(self, status: str) -> None:
        """Give the papers a status; one that they all have already is taken off."""
        ids, paper, wanted = self.hand, self.paper, Status(status)
        if len(ids) > 1:
            has = self._all_are(f"is:{status}", ids)
        elif paper is not None:
            has = paper.status is wanted
        else:
            return
        self._set_status(ids, Status.UNREAD if has else wanted)
        self._again = lambda others: self._set_status(others, wanted)

    def _set_status(self, ids: Ids, status: Status) -> None:
        self.change(
            lambda: self.library.set_status(ids, status),
            ids,
            lambda was: replace(was, status=status),
        )

    def action_tag(self) -> None:
        from readlist.tui.screens.tag import TagScreen

        ids, paper = self.hand, self.paper
        if paper is None:
            return

        def tag(change: TagChange | None) -> None:
            if change is not None:
                self._tag(ids, *change)
                self._again = lambda others: self._tag(others, *change)

        current = paper.tags if len(ids) == 1 else ()
        self.app.push_screen(TagScreen(current, self.known_tags), tag)

    def _tag(self, ids: Ids, add: tuple[str, ...], remove: tuple[str, ...]) -> None:
        self.change(lambda: self.library.tag(ids, add, remove), ids)

    def action_repeat(self) -> None:
        if not self.hand:
            return
        if self._again is None:
            self.say("Nothing to repeat yet: tag a paper or give it a status first", "dim")
        else:
            self._again(self.hand)

    def action_delete(self) -> None:
        ids = self.hand
        if ids:
            self.take_out(ids)
            self.change(lambda: self.library.delete(ids), ids)

    def action_edit(self) -> None:
        from readlist.tui.screens.edit import EditScreen

        paper = self.paper
        if paper is None:
            return

        def edit(fields: dict[str, object] | None) -> None:
            if fields:
                self.change(lambda: self.library.edit(paper.id, **fields), [paper.id])

        self.app.push_screen(EditScreen(paper), edit)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
