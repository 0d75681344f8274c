"""Saved searches on the main screen: save, open, rename, delete, put in another order, count."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from readlist.paper import SavedSearch, counted
from readlist.tui.answers import Found
from readlist.tui.keys import FOR_YOU, Verb
from readlist.tui.screens.in_and_out import InOutScreen
from readlist.tui.side_lists import query_of

if TYPE_CHECKING:
    from readlist.library import Done


class SavedScreen(InOutScreen):
    """What is done with saved searches."""

    count_pause = 0.15
    """Seconds in which nothing else is asked for before the lists that are searches are counted."""

    @property
    def searches(self) -> tuple[SavedSearch, ...]:
        return self.found.searches if self.found is not None else ()

    @property
    def saved_here(self) -> SavedSearch | None:
        """The saved search whose query is in the box."""
        text = self.box.value.strip()
        return next((search for search in self.searches if search.query == text), None)

    @property
    def savable(self) -> bool:
        """Does the box hold a search that is no list at the side yet?"""
        query = self.box.value.strip()
        return bool(query) and not self.sidebar.lists(query)

    def verbs(self) -> list[Verb]:
        """What can be done; to it belong the lists at the side that have no key of their own."""
        saved = [
            Verb(f"go({search.query!r})", key, f"Open “{search.name}”", search.query)
            for search, key in zip(self.searches, self._numbers(), strict=True)
        ]
        counts = self.found.counts if self.found is not None else None
        tags = counts.tags if counts is not None else ()
        sources = counts.sources if counts is not None else ()
        return [
            *super().verbs(),
            *saved,
            *(_list_verb("tag", name, f"#{name}", count) for name, count in tags),
            *(_list_verb("source", each.name, each.name, each.count) for each in sources),
        ]

    def _numbers(self) -> list[str]:
        """The key of each saved search; '' for those beyond the last that has one."""
        keys = self.keys.numbers()
        return [keys[at] if at < len(keys) else "" for at in range(len(self.searches))]

    async def action_open_saved(self, number: int) -> None:
        if number <= len(self.searches):
            await self.run_action(f"go({self.searches[number - 1].query!r})")
        else:
            save = self.keys.shown("save_search")
            self.say(f"No search has that number yet; {save} saves the one in the box", "dim")

    # Saving

    async def action_save_search(self) -> None:
        from readlist.tui.screens.name_search import NameScreen, free_name, proposed_name

        await self.settle()  # what was only begun is searched for, and saved, as it is now
        query, saved, taken = self.box.value.strip(), self.saved_here, self._names()
        if not query:
            self.say(f"There is no search to save; {self.keys.shown('search')} begins one", "dim")
        elif saved is not None:
            self.say(f"That search is saved already, as “{saved.name}”", "dim")
        else:
            name = free_name(proposed_name(query), taken)

            def named(name: str | None) -> None:
                if name is not None:
                    self._change_searches(lambda: self.library.searches.save(name, query), name)

            self.app.push_screen(NameScreen("save this search", query, name, taken), named)

    def _names(self) -> list[str]:
        return [search.name for search in self.searches]

    # Keeping them in order

    def _in_hand(self) -> SavedSearch | None:
        """The one to do something to: under the sidebar's cursor, else the one in the box."""
        if self.focused is not self.sidebar and self.saved_here is not None:
            return self.saved_here
        if self.sidebar.saved is None:
            self.say("Only a saved search, a tag or a source can be renamed or deleted", "dim")
        return self.sidebar.saved

    def action_rename_search(self) -> None:
        from readlist.tui.screens.name_search import NameScreen

        search = self._in_hand()
        if search is None:
            return
        old, taken = search.name, [name for name in self._names() if name != search.name]

        def named(new: str | None) -> None:
            if new is not None:
                self._change_searches(lambda: self.library.searches.rename(old, new))

        self.app.push_screen(NameScreen("rename this search", search.query, old, taken), named)

    def action_delete_search(self) -> None:
        search = self._in_hand()
        if search is not None:
            self._change_searches(lambda: self.library.searches.delete(search.name))

    def move_search(self, step: int) -> None:
        """Move the saved search in hand so many places down."""
        search = self._in_hand()
        if search is None:
            return
        name = search.name

        def move() -> Done:
            # Where it stands is asked now: the keys may be ahead of what is shown.
            names = [saved.name for saved in self.library.searches.all()]
            at = names.index(name) if name in names else 0
            return self.library.searches.move(name, max(at + step, 0))

        self._change_searches(move, name)

    def _change_searches(self, job: Callable[[], Done], name: str = "") -> None:
        """Change them; `name`: the one whose number is worth saying."""
        self.work(self._write_searches(job, name), group="write")

    async def _write_searches(self, job: Callable[[], Done], name: str) -> None:
        done = await self.jobs.write(job)
        if self.found is not None:
            searches = tuple(self.library.searches.all())
            self.found = self.found._replace(searches=searches)
            self.sidebar.show(self.found.counts, searches)
        names = self._names()
        number = self._numbers()[names.index(name)] if name in names else ""
        opens = f"; {number} opens it" if number and done.changed else ""
        offers = [self.undo_offer()] if done.changed else []
        self.say(done.message + opens, "fg", *offers)
        self.catch_up()

    # Counting: only once the list is up to date, and never in the way of a search. For you is
    # counted as well: that takes 5 ms with 300 papers, 0.1 s with 100,000 after another star.

    def _show(self, found: Found, cursor: int, top: int) -> None:
        super()._show(found, cursor, top)
        self._count()

    async def _ask(self, text: str, typing: bool) -> Found:
        self.workers.cancel_group(self, "counts")
        self.workers.cancel_group(self, "nearby")
        return await super()._ask(text, typing)

    async def _index(self) -> None:
        await super()._index()
        self._count()

    def _count(self) -> None:
        queries = [search.query for search in self.searches]
        if self.found is not None and self.found.counts.starred:
            queries.append(FOR_YOU)
        if queries:
            self.work(partial(self._count_matches, queries), group="counts", exclusive=True)

    async def _count_matches(self, queries: list[str]) -> None:
        await asyncio.sleep(self.count_pause)
        counts = await self.jobs.search(lambda stop: self.library.searches.count(queries, stop))
        self.sidebar.show_found(dict(zip(queries, counts, strict=True)))


def _list_verb(field: str, name: str, title: str, count: int) -> Verb:
    return Verb(f"go({query_of(field, name)!r})", "", f"Go to {title}", counted(count, "paper"))
