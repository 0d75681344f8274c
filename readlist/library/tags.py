"""Tags as a person keeps them: what they are called, which are one, and their order."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager

from readlist.errors import BadValue
from readlist.library.marking import Done, name_papers, tag_names
from readlist.paper import counted
from readlist.store import OpenStep, Store


class Tags:
    """What is done to tags, each verb one step. Any method may be called from any thread.

    Raises `UnknownTag` for a name that is that of no tag.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._run: tuple[object, ...] = ()
        """What was moved last, and the library as that left it."""
        self._runs = 0

    def all(self) -> tuple[tuple[str, int], ...]:
        """Each tag and how many papers have it: those that were moved, then the others by name."""
        return self._store.counts().tags

    def used_last(self) -> list[str]:
        """All tags, the one that was given last first."""
        return self._store.tags.used_last()

    def held(self, ids: Sequence[str]) -> dict[str, int]:
        """The tags of some papers, and how many of those have each."""
        return self._store.tags.held(self._store.rows_of(ids))

    def rename(self, old: str, new: str) -> Done:
        """Call a tag something else. If there is a tag of that name, the two become one."""
        new = one_name(new)
        with self._store.step("Renamed a tag") as step, self._store.transaction():
            old = self._store.tags.name(old)
            papers, before = self._store.tags.rename(old, new)
            step.label = f"Renamed tag #{old} to #{new}"
            if before:
                new = self._store.tags.name(new)
                step.label = f"Merged tag #{old} into #{new}"
        if not papers:
            return Done(0, "Nothing changed: it is called so already")
        return Done(papers, step.label)

    def merge(self, names: Sequence[str], into: str) -> Done:
        """Make one tag of several: all their papers have `into` then, and none of the others."""
        with self._store.step("Merged tags") as step, self._store.transaction():
            into = self._store.tags.name(into)
            others = [self._store.tags.name(name) for name in names]
            others = [name for name in dict.fromkeys(others) if name != into]
            papers = sum(self._store.tags.rename(name, into).papers for name in others)
            tags = " ".join(f"#{name}" for name in others)
            step.label = f"Merged tag{'s' * (len(others) > 1)} {tags} into #{into}"
        return Done(papers, step.label if papers else "Nothing changed: it is one tag already")

    def delete(self, names: Sequence[str]) -> Done:
        """Take tags off all the papers that have them."""
        with self._store.step("Deleted tags") as step, self._store.transaction():
            found = dict.fromkeys(self._store.tags.name(name) for name in names)
            papers = sum(self._store.tags.delete(name) for name in found)
            tags = " ".join(f"#{name}" for name in found)
            step.label = (
                f"Deleted tag{'s' * (len(found) > 1)} {tags} from {counted(papers, 'paper')}"
            )
        return Done(papers, step.label)

    def move(self, name: str, to: int) -> Done:
        """Put a tag at place `to` among the tags: 0 the first, beyond the end the last.

        Moving the same tag again goes on with the same step.
        """
        name = self._store.tags.name(name)
        with self._moving("tag", name) as step, self._store.transaction():
            step.label = f"Moved tag #{name}"
            changed = self._store.tags.move(name, to)
        self._moved("tag", name)
        return Done(changed, step.label if changed else "Nothing changed: it is there already")

    def move_papers(self, name: str, ids: Sequence[str], *, down: bool) -> Done:
        """Move papers one place in a tag's own order, which its list and its export have.

        Moving the same papers again goes on with the same step.
        """
        name = self._store.tags.name(name)
        what = (name, *ids)
        rows = self._store.rows_of(ids)
        with self._moving(*what) as step, self._store.transaction():
            changed = self._store.tags.move_papers(name, rows, down)
            step.label = f"Moved {name_papers(self._store, ids)} in #{name}"
            if len(rows) == 1 and changed:
                step.label += f" to place {self._store.tags.place(name, rows[0])}"
        self._moved(*what)
        end = "last" if down else "first"
        nothing = f"Nothing changed: it is the {end} in #{name} already"
        return Done(changed, step.label if changed else nothing)

    def _moving(self, *what: str) -> AbstractContextManager[OpenStep]:
        if self._run != (what, self._store.data_version()):
            self._runs += 1
        return self._store.step("Moved", join=f"moved:{self._runs}:{' '.join(what)}")

    def _moved(self, *what: str) -> None:
        self._run = (what, self._store.data_version())


def one_name(text: str) -> str:
    """The one tag that was typed, as it is kept. Raises `BadValue`."""
    names = tag_names([text])
    if len(names) > 1:
        raise BadValue(f"{text!r} is several tags; the new name is one, without a comma")
    return names[0]
