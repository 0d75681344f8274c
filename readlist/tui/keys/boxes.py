"""Keys of the search box: whatever types a character types it."""

from __future__ import annotations

from readlist.tui.keys.key import Key

SECTION = "In the search box"


def _box(
    id: str, keys: str, action: str, text: str, word: str = "", weight: int = 0, own: bool = False
) -> Key:
    """Works while the search box has the focus."""
    return Key(
        id, keys, action, text, SECTION, ("search",), own, word=word, weight=weight, palette=False
    )


BOXES: tuple[Key, ...] = (
    _box("box.done", "enter", "to_list", "to the list", "to the list", 95),
    _box("box.leave", "escape", "leave_box", "leave; Esc again clears it", "leave", 94),
    _box("box.down", "down", "below(1)", "down in the list below", "next", 70),
    _box("box.up", "up", "below(-1)", "up in the list below"),
    _box("box.accept", "right", "accept", "at the end: take what is offered", "take", 90),
    _box("box.complete", "tab", "complete", "take what is offered"),
    _box("box.choose", "ctrl+n", "choose(1)", "choose a completion", "choose", 85),
    _box("box.choose_back", "ctrl+p", "choose(-1)", "choose the one before"),
    _box("box.recent", "ctrl+r", "recent", "recent searches", "recent", 65),
    _box(
        "box.clear",
        "ctrl+u",
        "delete_left_all",
        "clear; ^A ^E ^W ^K as in a shell",
        "clear",
        60,
        own=True,
    ),
)
