"""Keys that move: inside a pane, from paper to paper, from pane to pane."""

from __future__ import annotations

from readlist.tui.keys.key import Key, Place

SECTION = "Moving"
_PANES: tuple[Place, ...] = ("list", "pane", "sidebar")


def _move(id: str, keys: str, text: str) -> Key:
    """Moves inside whichever pane has the focus."""
    return Key(id, keys, id, text, SECTION, where=_PANES, own=True, palette=False)


def _step(id: str, keys: str, text: str, word: str = "", weight: int = 0) -> Key:
    """Goes from paper to paper."""
    return Key(id, keys, id, text, SECTION, word=word, weight=weight, palette=False)


def _walk(id: str, keys: str, text: str) -> Key:
    """Goes from pane to pane."""
    return Key(id, keys, id, text, SECTION, where=("main",), palette=False)


MOVING: tuple[Key, ...] = (
    _move("down", "j,down", "next row, or line of the text"),
    _move("up", "k,up", "previous row or line"),
    _move("half_down", "ctrl+d", "half a page down"),
    _move("half_up", "ctrl+u", "half a page up"),
    _move("page_down", "pagedown", "a page down"),
    _move("page_up", "pageup", "a page up"),
    _move("top", "home", "to the top"),
    _move("bottom", "G,end", "to the bottom"),
    Key(
        "open_list",
        "enter",
        "open_list",
        "open the list",
        SECTION,
        ("sidebar",),
        True,
        word="open",
        weight=95,
        palette=False,
    ),
    _step("open_page", "enter", "the paper on the whole page", "page", 40),
    _step("read_on", "space", "page the abstract; at its end the next paper"),
    _step("read_back", "b", "page back; at the top the previous paper"),
    _step("next_paper", "J", "next paper", "next", 20),
    _step("previous_paper", "K", "previous paper"),
    _step("next_unread", "]", "next unread paper"),
    _step("previous_unread", "[", "previous unread paper"),
    _walk("pane_left", "h,left", "pane on the left"),
    _walk("pane_right", "l,right", "pane on the right"),
    _walk("next_pane", "tab", "next pane"),
    _walk("previous_pane", "shift+tab", "previous pane"),
    Key(
        "back",
        "escape",
        "back",
        "one step back; never quits",
        SECTION,
        ("main", "triage", "triage_end"),
        palette=False,
    ),
)
