"""Keys that move: inside a pane, from paper to paper, from pane to pane, and back."""

from __future__ import annotations

from readlist.tui.keys.key import PAGES, SCREENS, Key, Place

SECTION = "Moving"
_PANES: tuple[Place, ...] = ("list", "pane", "sidebar")
_LINES: tuple[Place, ...] = ("choices", "lines", "view")
WITHOUT_BOX: tuple[Place, ...] = (
    "main",
    "triage",
    "triage_end",
    *("history", "stats", "words", "where", "links", "import", "formats", "review", "doubles"),
    *("batch", "kept", "settings"),
)


def _move(id: str, keys: str, text: str) -> Key:
    """Moves inside whatever has the focus."""
    return Key(id, keys, id, text, SECTION, where=_PANES + _LINES, own=True, palette=False)


def _line(id: str, keys: str, action: str, text: str) -> Key:
    """Moves where there is no paper that the key would be for."""
    return Key(id, keys, action, text, SECTION, where=_LINES, own=True, palette=False)


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
    _line("read_down", "space", "page_down", "a page down"),
    _line("read_up", "b", "page_up", "a page up"),
    _move("top", "home", "to the top"),
    _move("bottom", "G,end", "to the bottom"),
    _line("lines_top", "g", "top", "to the top"),
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
        SCREENS,
        palette=False,
        first=PAGES,
    ),
    Key(
        "quit",
        "q",
        "leave",
        "back; from the list, quit",
        SECTION,
        WITHOUT_BOX,
        palette=False,
    ),
)
