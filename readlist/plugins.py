"""Readers and writers of other packages, found by entry point.

A package offers one in its own ``pyproject.toml``, as a class, a function or an object::

    [project.entry-points."readlist.readers"]
    diary = "papers_diary:DiaryReader"

What a class or function gives when called is the reader (or writer); an object is one itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


@dataclass(frozen=True, slots=True)
class Plugins:
    """What the installed packages offer to a group."""

    found: tuple[object, ...]
    failures: tuple[str, ...]
    """A sentence for each that could not be loaded."""


@cache  # packages do not come and go while the program runs
def plugins(group: str) -> Plugins:
    """Load everything offered to `group`, by name. Never raises."""
    from importlib.metadata import entry_points  # slow to load, and only needed for this

    found: list[object] = []
    failures: list[str] = []
    for entry in sorted(entry_points(group=group), key=lambda entry: entry.name):
        try:
            found.append(_made(entry))
        except Exception as error:  # noqa: BLE001 - a stranger's module may raise anything
            reason = str(error) or type(error).__name__
            failures.append(
                f"The plugin '{entry.name}' ({entry.value}) cannot be loaded: "
                f"{' '.join(reason.split())}; update or uninstall its package."
            )
    return Plugins(tuple(found), tuple(failures))


def _made(entry: EntryPoint) -> object:
    loaded = entry.load()
    return loaded() if callable(loaded) else loaded
