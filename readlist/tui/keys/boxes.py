"""Keys of the boxes for text: whatever types a character types it."""

from __future__ import annotations

from readlist.tui.keys.key import Key, Place

SEARCH, BOX = "In the search box", "In any box for text"
_LINES: tuple[Place, ...] = ("search", "word", "line")
_FORMS: tuple[Place, ...] = ("path", "pick", "edit")


def _search(id: str, keys: str, action: str, text: str, word: str = "", weight: int = 0) -> Key:
    """Works while the search box has the focus."""
    return Key(id, keys, action, text, SEARCH, ("search",), word=word, weight=weight, palette=False)


def _edit(id: str, keys: str, action: str, text: str) -> Key:
    """Edits the line as a shell does."""
    return Key(id, keys, action, text, BOX, _LINES, own=True, palette=False)


def _box(
    id: str, keys: str, action: str, text: str, where: tuple[Place, ...], own: bool = False
) -> Key:
    return Key(id, keys, action, text, BOX, where, own=own, palette=False)


BOXES: tuple[Key, ...] = (
    _search("box_done", "enter", "to_list", "to the papers", "papers", 95),
    _search("box_leave", "escape", "leave_box", "leave; Esc again clears it", "leave", 94),
    _search("box_down", "down", "below(1)", "down in the list below", "next", 70),
    _search("box_up", "up", "below(-1)", "up in the list below"),
    _search("box_accept", "right", "accept", "at the end: take what is offered", "take", 90),
    _search("box_complete", "tab", "complete", "take what is offered"),
    _search("box_choose", "ctrl+n", "choose(1)", "choose a completion", "choose", 85),
    _search("box_choose_back", "ctrl+p", "choose(-1)", "choose the one before"),
    _search("box_recent", "ctrl+r", "recent", "recent searches", "recent", 65),
    Key(
        "box_clear",
        "ctrl+u",
        "delete_left_all",
        "clear what is before the cursor",
        BOX,
        _LINES,
        own=True,
        word="clear",
        weight=60,
        palette=False,
    ),
    _edit("box_clear_right", "ctrl+k", "delete_right_all", "clear what is behind it"),
    _edit("box_home", "ctrl+a,home", "home", "to its beginning"),
    _edit("box_end", "ctrl+e,end", "end", "to its end"),
    _edit("box_left", "ctrl+b", "cursor_left", "a character back"),
    _edit("box_right", "ctrl+f", "cursor_right", "a character on"),
    _edit("box_word_left", "alt+b", "cursor_left_word", "a word back"),
    _edit("box_word_right", "alt+f", "cursor_right_word", "a word on"),
    _edit(
        "box_delete_left",
        "ctrl+w,ctrl+backspace,alt+backspace",
        "delete_left_word",
        "delete the word before the cursor",
    ),
    _edit("box_delete_right", "alt+d", "delete_right_word", "delete the word behind it"),
    _box("boxes_up", "up", "app.focus_previous", "the box above", _FORMS),
    _box("boxes_down", "down", "app.focus_next", "the box below", _FORMS),
    _box("path_complete", "tab", "complete", "complete the file's name", ("path",), own=True),
    _box("paste_line", "ctrl+j", "new_line", "a new line in the paste", ("paste",), own=True),
    _box("pick_next", "right,space", "step(1)", "choose the next word", ("pick",), own=True),
    _box("pick_before", "left", "step(-1)", "choose the word before", ("pick",), own=True),
)
