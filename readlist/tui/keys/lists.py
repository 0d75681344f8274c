"""Keys for lists: to go to one, to sort, select, save and keep them in order."""

from __future__ import annotations

from readlist.tui.keys.key import Key, Place

FOR_YOU = "is:unread similar:starred"
"""The list For you: unread papers near to what is starred."""
NEXT = "is:starred -is:read"
"""The list Next: starred and not read yet."""

FINDING, SORTING, SELECTING = "Lists and searching", "Sorting and layout", "Selecting"
_MAIN: tuple[Place, ...] = ("main",)


def _main(
    id: str, keys: str, action: str, text: str, section: str, word: str = "", weight: int = 0
) -> Key:
    """Works on every pane of the main screen."""
    return Key(id, keys, action, text, section, where=_MAIN, word=word, weight=weight)


def _first(id: str, keys: str, text: str, section: str, word: str = "", weight: int = 0) -> Key:
    """Begins a sequence of two keys."""
    action = f"begin({id!r})"
    return Key(id, keys, action, text, section, _MAIN, word=word, weight=weight, palette=False)


def _go(id: str, keys: str, query: str, text: str, word: str) -> Key:
    """Goes to a list, which is a query."""
    return Key(f"go_{id}", keys, f"go({query!r})", text, FINDING, _MAIN, after="go", word=word)


def _go_by(id: str, keys: str, action: str, text: str, word: str, palette: bool = True) -> Key:
    """Goes to what is no list."""
    return Key(
        f"go_{id}", keys, action, text, FINDING, _MAIN, after="go", word=word, palette=palette
    )


def _sort(column: str, keys: str, text: str, word: str) -> Key:
    id, action = f"sort_{column}", f"sort_by({column!r})"
    return Key(id, keys, action, text, SORTING, _MAIN, after="sort", word=word)


def _select(id: str, keys: str, action: str, text: str, word: str = "", weight: int = 0) -> Key:
    return Key(id, keys, action, text, SELECTING, ("list",), word=word, weight=weight)


def _saved(number: int) -> Key:
    id, action = f"saved_{number}", f"open_saved({number})"
    text = "open a saved search, by its number at the side"
    return Key(id, str(number), action, text, FINDING, where=_MAIN, palette=False)


def _side(id: str, keys: str, text: str, word: str, weight: int) -> Key:
    """Does something to the saved search or tag under the sidebar's cursor."""
    return Key(id, keys, id, text, FINDING, where=("sidebar",), word=word, weight=weight)


LISTS: tuple[Key, ...] = (
    _main("search", "/", "search", "search", FINDING, "search", 54),
    _first("go", "g", "go to a list; a second key says which", FINDING),
    _go_by("top", "g", "go_top", "to the top", "top", palette=False),
    _go("all", "a", "", "go to all papers", "all"),
    _go("unread", "u", "is:unread", "go to the unread", "unread"),
    _go("next", "n", NEXT, "go to Next: what is starred and not read yet", "next"),
    _go("starred", "s", "is:starred", "go to the starred", "starred"),
    _go("for_you", "p", FOR_YOU, "go to For you: unread papers like the starred", "for you"),
    _go("reading", "r", "is:reading", "go to those you are reading", "reading"),
    _go("skipped", "x", "is:skipped", "go to the skipped", "skipped"),
    _go("noted", "N", "is:noted", "go to those with a note", "noted"),
    _go("untagged", "t", "is:untagged", "go to the untagged", "untagged"),
    _go_by(
        "doubles",
        "d",
        "doubles",
        "go to possible doubles: papers that may be the same, to merge or keep",
        "doubles",
    ),
    _go_by("history", "h", "history", "go to the history: every step, to be undone", "history"),
    _go_by("id", "i", "go_to_id", "go to a paper by its id, arXiv id or DOI", "an id"),
    _go_by("stats", "c", "stats", "go to the statistics: what came in, what you read", "stats"),
    _main(
        "save_search",
        "+",
        "save_search",
        "save this search: under a name, at the side",
        FINDING,
        "save",
        56,
    ),
    *(_saved(number) for number in range(1, 10)),
    _side("rename_listed", "E", "rename the search, tag or source; at the side", "rename", 91),
    _side(
        "delete_listed",
        "D",
        "delete the search or tag, forget the source; at the side, undo brings it back",
        "delete",
        90,
    ),
    _side("raise_listed", "alt+up", "move the search or tag up; at the side", "up", 61),
    _side("lower_listed", "alt+down", "move the search or tag down; at the side", "down", 60),
    _main("recent", "ctrl+r", "recent", "search again for what was searched before", FINDING),
    # Sorting and layout
    _first("sort", "S", "sort by a column; a second key says which", SORTING, "sort", 28),
    _sort("added", "a", "sort as added: the newest import first; a tag in its own order", "added"),
    _sort("title", "t", "sort by title", "title"),
    _sort("year", "y", "sort by year", "year"),
    _sort("author", "u", "sort by author", "author"),
    _sort("venue", "v", "sort by venue", "venue"),
    _sort("starred", "s", "sort by when you starred it", "starred"),
    _sort("read", "r", "sort by when you read or skipped it", "read"),
    _sort("seen", "n", "sort by how often it was seen", "seen"),
    _sort("tagged", "g", "sort by when you tagged it", "tagged"),
    _sort("relevance", "l", "sort by relevance: as the search ranks it", "relevance"),
    Key(
        "sort_reverse",
        "S",
        "sort_reverse",
        "the other way round",
        SORTING,
        _MAIN,
        after="sort",
        word="reverse",
    ),
    Key(
        "raise_paper",
        "alt+up",
        "raise_paper",
        "move the paper up in the order of its tag",
        SORTING,
        ("list",),
    ),
    Key(
        "lower_paper",
        "alt+down",
        "lower_paper",
        "move the paper down in the order of its tag",
        SORTING,
        ("list",),
    ),
    Key(
        "density",
        "z",
        "density",
        "rows as long as the titles, of one line, or with a line about each paper",
        SORTING,
        ("list",),
    ),
    Key("zoom", "z", "zoom", "the pane on the whole page, and back", SORTING, ("pane",)),
    _main("sidebar", "\\", "sidebar", "show or hide the lists at the side", SORTING, "lists", 30),
    _main("narrower", "<", "narrower", "the pane narrower", SORTING),
    _main("wider", ">", "wider", "the pane wider", SORTING),
    # Selecting
    _select("select", "v", "select", "select; again takes it out, Esc lets all go", "select", 35),
    _select("select_range", "V", "select_range", "select as far as here, from the last one"),
    _select("select_all", "A", "select_all", "select all of the list", "select all", 57),
    _select("select_invert", "I", "select_invert", "select the others instead"),
)
