"""What the help says: the keys by what they are for, narrowed by words, and how to have others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from readlist.tui.keys import SCREENS, Key, KeyTable, boxes, library, moving
from readlist.tui.named import nearness

OWN_KEYS = "Your own keys"
_ABOUT_OWN_KEYS = (
    *("config.toml", "rebinding", "rebound", "remapping", "remap", "changing", "keys", "bindings"),
    *("keybindings", "keymap", "shortcuts", "customizing", "customising", "own", "configuring"),
)
"""What somebody may type who wants other keys."""
_PLAIN = (moving.SECTION, boxes.BOX)
_PAGES = frozenset(SCREENS) - {"main"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the help: keys as people write them, what they do, their name in config.toml."""

    keys: str
    text: str
    name: str = ""
    more: str = ""
    """What else it is found by."""


@dataclass(frozen=True, slots=True)
class Section:
    """A group of rows."""

    title: str
    rows: Sequence[Row]


def key_sections(table: KeyTable, here: Sequence[str]) -> list[Section]:
    """The keys by what they are for: first those whose ids are in `here`, then all others.

    The section of the first in `here` that is for this page alone begins, else of the first that
    is not the same everywhere.
    """
    working = [key for key in table if key.id in here or key.after in here]
    others = [key for key in table if key not in working]
    sections = list(_by(table, working))
    common = (*_PLAIN, library.SECTION)
    own = [table[id] for id in here if table[id].section not in common]
    here_alone = [key for key in own if _PAGES.issuperset(key.where)]
    first = next((key.section for key in (*here_alone, *own)), None)
    # What has the focus, how to move, and all else in the order of the table.
    sections.sort(key=lambda each: (each.title != first, each.title not in _PLAIN))
    elsewhere = (replace(each, title=f"elsewhere · {each.title}") for each in _by(table, others))
    return [*sections, *(elsewhere if working else _by(table, others))]


def _by(table: KeyTable, keys: Sequence[Key]) -> Iterator[Section]:
    sections: dict[str, list[Key]] = {}
    for key in keys:
        sections.setdefault(key.section, []).append(key)
    for title, entries in sections.items():
        yield Section(title, list(_rows(table, entries)))


def _rows(table: KeyTable, keys: Sequence[Key]) -> Iterator[Row]:
    """A row for each key; neighbours that do the same have one together: ``1 … 9``."""
    for text, same in groupby(keys, lambda key: key.text):
        first, *others = same
        shown, name = table.shown_all(first.id), first.id
        if others:
            shown += f" … {table.shown_all(others[-1].id)}"
            name += f" … {others[-1].id}"
        yield Row(shown, text, name, first.keys)


def own_keys(config: str, name: str = "star") -> Section:
    """How to have other keys: what to write, and where; `name`: of which key."""
    return Section(
        OWN_KEYS,
        [
            Row("write into", config),
            Row("", "[keys]"),
            Row("", f'{name} = "f"'),
            Row("two keys", f'{name} = ["f", "ctrl+f"]'),
            Row("no key", f'{name} = ""'),
            Row("its name", "type what a key does, or the key: its name stands behind it"),
        ],
    )


def asks_for_own_keys(typed: str) -> bool:
    """Has somebody typed a word that means they want other keys?"""
    words = typed.casefold().split()
    return any(
        len(word) > 2 and any(about.startswith(word) for about in _ABOUT_OWN_KEYS) for word in words
    )


def narrowed(sections: Sequence[Section], typed: str) -> list[Section]:
    """The rows that hold every word typed; a section's title counts for all of its rows.

    What is called so comes first, then what has it in its name, then what does it. What is typed
    may be a key: what that does comes before all.
    """
    typed = typed.strip()
    exact = {
        each.title: [row for row in each.rows if typed and typed in row.keys.split()]
        for each in sections
    }
    first = [Section(f"{typed} · {title}", rows) for title, rows in exact.items() if rows]
    ranked = [
        (each, [(_nearness(typed, row, each), row) for row in each.rows]) for each in sections
    ]
    if typed:
        ranked.sort(key=lambda each: -max((rank for rank, _ in each[1]), default=0))
        for _, rows in ranked:
            rows.sort(key=lambda each: -each[0])
    rest = [
        Section(each.title, [row for rank, row in rows if rank and row not in exact[each.title]])
        for each, rows in ranked
    ]
    return [*first, *(each for each in rest if each.rows)]


def _nearness(typed: str, row: Row, section: Section) -> int:
    """How well a row answers what is typed; 0: not at all."""
    does = f"{row.keys} {row.text} {row.more} {section.title}"
    return nearness(typed, [row.name], does)
