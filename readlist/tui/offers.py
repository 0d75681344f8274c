"""What the bottom line offers: the keys that do something here and now, the weightiest first."""

from __future__ import annotations

from dataclasses import dataclass

from readlist.tui.keynames import shown
from readlist.tui.keys import Key, KeyTable, Place
from readlist.tui.widgets.bottom_line import LAST, Offer

_WHEN_EMPTY = {"import", "help"}
_OF_SAVED = {"rename_search", "raise_search", "lower_search"}


@dataclass(frozen=True, slots=True)
class Situation:
    """Where the user is."""

    place: Place
    """What has the focus."""
    empty: bool = False
    """Nothing is in the library."""
    alone: bool = False
    """One paper has the whole window."""
    away: bool = False
    """There is something to go back from."""
    linked: bool = True
    """A link leads to the paper in hand; else it has to be found."""
    savable: bool = False
    """The box holds a search that is no list at the side yet."""
    on_saved: bool = False
    """The sidebar's cursor is on a saved search."""
    on_source: bool = False
    """It is on a source."""
    offered: bool = False
    """A key takes what the search box offers."""
    choices: int = 0
    """How many other completions there are."""
    listed: bool = False
    """They are listed."""


def offers_now(keys: KeyTable, situation: Situation) -> list[Offer]:
    """What the keys do in a situation."""
    offers = []
    for key in keys.at(situation.place):
        if key.word and _does_something(key, situation):
            word = _word(key, situation)
            namespace = "focused" if key.own else "screen"
            offers.append(Offer(keys.shown(key.id), word, f"{namespace}.{key.action}", key.weight))
    if situation.away:
        offers.append(Offer(keys.shown("back"), "back", "screen.back", LAST))
    return offers


def _does_something(key: Key, situation: Situation) -> bool:
    if situation.empty and key.id not in _WHEN_EMPTY:
        return False
    if key.id in _OF_SAVED:
        return situation.on_saved
    return {
        "open_page": not situation.alone,
        "save_search": situation.savable,
        "delete_search": situation.on_saved or situation.on_source,
        "box.accept": situation.offered,
        "box.choose": situation.choices > 0,
    }.get(key.id, True)


def _word(key: Key, situation: Situation) -> str:
    if key.id == "open" and not situation.linked:
        return "find"
    if key.id == "delete_search" and situation.on_source:
        return "forget"
    if key.id == "box.leave" and situation.listed:
        return "close"
    return key.word


def offers_after(keys: KeyTable, first: str) -> list[Offer]:
    """What the second key can be, after the first of a sequence."""
    return [
        *(_second(key) for key in keys.after(first)),
        Offer("esc", "cancel", "screen.end_sequence", LAST),
    ]


def _second(key: Key) -> Offer:
    return Offer(shown(key.names[0]), key.word, f"screen.second({key.id!r})", 1)
