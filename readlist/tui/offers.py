"""What the bottom line offers: the keys that do something here and now, the weightiest first."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from readlist.tui.keynames import types
from readlist.tui.keys import ABSTRACT, BOXES, COPYING, PAPER, Key, KeyTable, Place, Screen
from readlist.tui.widgets.bottom_line import LAST, Offer

_WHEN_EMPTY = {"import", "help"}
_OF_SELECTED = {"export": 95, "tag": 93}
"""What these weigh when papers are selected."""
_OF_PAPERS = {"triage", "export", "open_page", "next_paper", "select", "select_all"}
_OF_ORDERED = {"raise_listed", "lower_listed"}


class Situation(NamedTuple):
    """Where the user is."""

    place: Place
    """What has the focus."""
    screen: Screen = "main"
    """The screen it is on."""
    empty: bool = False
    """Nothing is in the library."""
    bare: bool = False
    """There is no paper in hand: nothing is listed."""
    alone: bool = False
    """One paper has the whole window."""
    away: bool = False
    """There is something to go back from."""
    selected: bool = False
    """Going back lets go of what is selected."""
    linked: bool = True
    """A link leads to the paper in hand; else it has to be found."""
    sentence: bool = False
    """A sentence is in hand."""
    savable: bool = False
    """The box holds a search that is no list at the side yet."""
    on_saved: bool = False
    """The sidebar's cursor is on a saved search."""
    on_tag: bool = False
    """It is on a tag."""
    on_source: bool = False
    """It is on a source."""
    on_queue: bool = False
    """It is on a triage that waits."""
    offered: bool = False
    """A key takes what the search box offers."""
    choices: int = 0
    """How many other completions there are."""
    listed: bool = False
    """They are listed."""


def offers_now(
    keys: KeyTable, situation: Situation, can: Callable[[str], bool] = lambda _: True
) -> list[Offer]:
    """What the keys do in a situation, on a screen that can do only some of it."""
    offers = []
    for key in keys.at(situation.place, situation.screen):
        if not (key.word and key.names and _does_something(key, situation)):
            continue
        if key.own or can(key.action):
            word = _word(key, situation)
            weight = _weight(key, situation)
            offers.append(Offer(keys.shown(key.id), word, _full(key), weight))
    if situation.place in BOXES and can("app.help"):
        offers += _help_in_a_box(keys)
    if situation.away:
        word = "let go" if situation.selected else "back"
        offers.append(Offer(keys.shown("back"), word, "screen.back", LAST))
    return offers


def _help_in_a_box(keys: KeyTable) -> list[Offer]:
    """The help by the first of its keys that types nothing."""
    key = keys["help"]
    names = [name for name in key.names if not types(name)]
    return [Offer(keys.spell(names[0]), key.word, key.action, key.weight)] if names else []


def _full(key: Key) -> str:
    """The action with where it is looked for, for a click on the bottom line."""
    action = key.action_at("list")
    return f"focused.{action}" if key.own else action


def _does_something(key: Key, situation: Situation) -> bool:
    if situation.empty and key.id not in _WHEN_EMPTY:
        return False
    if situation.bare and situation.place in ("list", "pane") and _needs_paper(key):
        return False
    if key.id in _OF_ORDERED:
        return situation.on_saved or situation.on_tag
    return {
        "open_page": not situation.alone,
        "save_search": situation.savable and not (situation.alone or situation.selected),
        "select_all": not situation.selected,
        "note": not situation.selected,  # it is for one paper
        "rename_listed": situation.on_saved or situation.on_tag or situation.on_source,
        "delete_listed": situation.on_saved
        or situation.on_tag
        or situation.on_source
        or situation.on_queue,
        "box_accept": situation.offered,
        "box_choose": situation.choices > 0,
    }.get(key.id, True)


def _needs_paper(key: Key) -> bool:
    return key.id in _OF_PAPERS or key.section in (PAPER, ABSTRACT, COPYING)


def _weight(key: Key, situation: Situation) -> int:
    """What is selected is soon marked, tagged or handed on; in the list, sentences are for
    who has one in hand."""
    if key.section == ABSTRACT and situation.place == "list":
        return key.weight + 20 if situation.sentence else 0
    return _OF_SELECTED.get(key.id, key.weight) if situation.selected else key.weight


def _word(key: Key, situation: Situation) -> str:
    if key.id == "open" and not situation.linked:
        return "find"
    if key.id == "delete_listed" and situation.on_source:
        return "forget"
    if key.id == "box_leave" and situation.listed:
        return "close"
    return key.word


def offers_after(
    keys: KeyTable, first: str, can: Callable[[str], bool] = lambda _: True
) -> list[Offer]:
    """What the second key can be, after the first of a sequence."""
    return [
        *(_second(keys, key) for key in keys.after(first) if key.names and can(key.action)),
        Offer("esc", "cancel", "screen.end_sequence", LAST),
    ]


def _second(keys: KeyTable, key: Key) -> Offer:
    return Offer(keys.spell(key.names[0]), key.word, f"screen.second({key.id!r})", 1)
