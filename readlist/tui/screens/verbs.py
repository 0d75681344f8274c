"""What is done to the papers in hand, each verb one short method.

The screen shows a change at once; the change itself is written by the writer thread, which then
says what it did. Everything can be undone, so nothing asks first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from readlist.paper import Paper, Status
from readlist.tui.again import Again, again_of
from readlist.tui.screens.keyed import KeyedScreen
from readlist.tui.text import utc_now
from readlist.tui.widgets.bottom_line import Offer

if TYPE_CHECKING:
    from readlist.library import Done
    from readlist.tui.tagging import TagChange

Ids = Sequence[str]
_AGAIN = "again"
_UNDO = "screen.undo"


class VerbScreen(KeyedScreen):
    """The verbs."""

    again: Again | None = None
    """What `.` repeats; kept by the first of these screens for those on top of it."""

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

    _offered_last: int | None = None
    """The step that an offer to undo was made for last."""

    def undo_offer(self, number: int | None = None) -> Offer:
        """What to press if that was not meant: the step of this number, or the newest of ours."""
        self._offered_last = self.library.log.newest_own() if number is None else number
        return Offer(self.keys.shown("undo"), "undoes", _UNDO)

    @property
    def offered_step(self) -> int | None:
        """The step that the bottom line offers to undo, unless something newer is being written."""
        shown = self.bottom.offered(self.keys.shown("undo")) == _UNDO
        writing = any(each.group == "write" and not each.is_finished for each in self.workers)
        return self._offered_last if shown and not writing else None

    def drop_stale_offer(self) -> None:
        """Offer no step to be undone that is undone already, by whomever."""
        number = self.offered_step
        if number is not None and not self.library.log.stands(number):
            self.bottom.hush()

    async def _all_are(self, query: str, ids: Ids) -> bool:
        """Does the query find all of these papers, as they are once all is written?"""
        await self.jobs.written()
        found = await self.jobs.search(
            lambda stop: self.library.search(query, wait=False, stop=stop)
        )
        return set(found.ids).issuperset(ids)

    async def action_star(self) -> None:
        ids, paper = self.hand, self.paper
        if len(ids) > 1:
            on = not await self._all_are("is:starred", ids)
        elif paper is not None:
            on = not paper.starred
        else:
            return
        moment = utc_now() if on else None
        self.change(
            lambda: self.library.star(ids, on), ids, lambda was: replace(was, starred_at=moment)
        )

    async def action_mark(self, status: str) -> None:
        """Give the papers a status; one that they all have already is taken off."""
        ids, paper, wanted = self.hand, self.paper, Status(status)
        if len(ids) > 1:
            has = await self._all_are(f"is:{status}", ids)
        elif paper is not None:
            has = paper.status is wanted
        else:
            return
        self.set_status(ids, Status.UNREAD if has else wanted)
        self.keep_again(Again(wanted))

    def set_status(self, ids: Ids, status: Status) -> None:
        self.change(
            lambda: self.library.set_status(ids, status),
            ids,
            lambda was: replace(was, status=status),
        )

    async def action_tag(self) -> None:
        from readlist.tui.screens.tag import TagScreen
        from readlist.tui.tagging import Tagged

        ids = self.hand
        if not ids:
            return
        await self.jobs.written()  # a tag given just before is one that they have

        def tag(change: TagChange | None) -> None:
            if change is not None:
                self._tag(ids, *change)
                self.keep_again(Again(None, *change))
                self.is_moment("tagged")

        held, used_last = self.library.tags.held(ids), self.library.tags.used_last()
        tagged = Tagged(held, len(ids), self.known_tags, used_last)
        self.app.push_screen(TagScreen(tagged), tag)

    def _tag(self, ids: Ids, add: tuple[str, ...], remove: tuple[str, ...]) -> None:
        self.change(
            lambda: self.library.tag(ids, add, remove),
            ids,
            lambda was: replace(was, tags=_retagged(was.tags, add, remove)),
        )

    # Once more

    def action_repeat(self) -> None:
        ids, again = self.hand, self._first_screen.again or again_of(self.library.setting(_AGAIN))
        if not ids:
            return
        if again is None:
            self.say("Nothing to repeat yet: tag a paper or give it a status first", "dim")
        elif again.status is not None:
            self.set_status(ids, again.status)
        else:
            self._tag(ids, again.add, again.remove)

    def keep_again(self, again: Again) -> None:
        """Let `.` repeat this, on whatever screen, also after a restart."""
        if self._first_screen.again != again:
            self._first_screen.again = again
            self.work(self._write_again(again), group="write")

    async def _write_again(self, again: Again) -> None:
        if not self.library.read_only:
            await self.jobs.write(lambda: self.library.set_setting(_AGAIN, again.kept()))

    @property
    def _first_screen(self) -> VerbScreen:
        """The first screen of the app on which something is done to papers."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, VerbScreen))

    # My words

    def action_words(self) -> None:
        from readlist.tui.screens.words import WordsScreen

        async def left(query: str | None) -> None:
            self.look_again()
            if query is not None and self.can("go"):
                await self.run_action(f"go({query!r})")

        self.app.push_screen(WordsScreen(self.library, self.jobs), left)

    def action_delete(self) -> None:
        ids = self.hand
        if ids:
            self.take_out(ids)
            self.change(lambda: self.library.delete(ids), ids)

    async def action_edit(self) -> None:
        from readlist.tui.screens.edit import EditScreen

        await self.jobs.written()  # what was corrected just before stands in its box
        paper = self.paper
        if paper is None:
            return

        def edit(fields: dict[str, object] | None) -> None:
            if fields:
                self.change(lambda: self.library.edit(paper.id, **fields), [paper.id])

        self.app.push_screen(EditScreen(paper, self.left_out), edit)


def _retagged(tags: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> tuple[str, ...]:
    """The tags of a paper after a change, by name."""
    kept = {tag.casefold(): tag for tag in (*add, *tags)}
    for name in remove:
        kept.pop(name.casefold(), None)
    return tuple(tag for _, tag in sorted(kept.items()))
