"""Keys for the library and the program as a whole."""

from __future__ import annotations

from readlist.tui.keys.key import SCREENS, Key, Place
from readlist.tui.keys.moving import WITHOUT_BOX

SECTION = "The library"
_MAIN: tuple[Place, ...] = ("main",)
_BOTH: tuple[Place, ...] = ("main", "triage", "triage_end")
_STEPS: tuple[Place, ...] = (*_BOTH, "review", "doubles", "kept", "history", "words")


def _main(id: str, keys: str, action: str, text: str, word: str = "", weight: int = 0) -> Key:
    return Key(id, keys, action, text, SECTION, _MAIN, word=word, weight=weight)


LIBRARY: tuple[Key, ...] = (
    _main(
        "triage",
        "T",
        "triage",
        "triage: decide one by one on this list, or what is selected",
        "triage",
        89,
    ),
    _main(
        "import",
        "i",
        "import_papers",
        "import files, a folder or a paste; there ^L looks it over first",
        "import",
        45,
    ),
    _main("add", "a", "add", "add a paper by hand: its title, authors, abstract, …"),
    Key(
        "stop_import",
        "ctrl+x",
        "stop_import",
        "stop the import: what is in of it is taken out",
        SECTION,
        ("main", "import"),
    ),
    _main(
        "export", "e", "export", "export the list as it stands, or what is selected", "export", 59
    ),
    Key("undo", "u", "undo", "undo", SECTION, _STEPS, word="undo", weight=83),
    Key("redo", "U", "redo", "redo", SECTION, tuple(at for at in _STEPS if at != "kept")),
    Key(
        "words",
        "w",
        "words",
        "my words: to look for and to watch out for in abstracts",
        SECTION,
        ("main", "triage"),
    ),
    _main("theme", "L", "theme", "light or dark"),
    _main(
        "settings",
        "comma",
        "app.settings",
        "settings: what there is, and what to write in config.toml",
    ),
    Key("palette", ":,ctrl+p", "palette", "everything there is to do, by name", SECTION, _BOTH),
    Key(
        "suspend",
        "ctrl+z",
        "app.suspend_process",
        "to the shell; there fg goes on",
        SECTION,
        WITHOUT_BOX,
    ),
    Key("help", "?,f1", "app.help", "help", SECTION, SCREENS, word="help", weight=99),
)
