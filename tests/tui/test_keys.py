"""One key, one meaning; every key does something; the user's own keys are checked."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from itertools import pairwise

import pytest
from textual.binding import Binding

import readlist.tui
from readlist import Library
from readlist.config import Config
from readlist.errors import BadConfig
from readlist.tui.app import ReadlistApp
from readlist.tui.keynames import is_key, shown, spelled
from readlist.tui.keys import CONTEXTS, TABLE, KeyTable
from readlist.tui.palette import Palette
from readlist.tui.screens.doubles import BatchScreen, DoublesScreen
from readlist.tui.screens.edit import EditScreen
from readlist.tui.screens.export import ExportScreen
from readlist.tui.screens.formats import FormatScreen
from readlist.tui.screens.help import HelpScreen
from readlist.tui.screens.history import HistoryScreen
from readlist.tui.screens.import_form import PasteBox
from readlist.tui.screens.import_papers import ImportScreen
from readlist.tui.screens.kept import KeptScreen
from readlist.tui.screens.links import LinkScreen
from readlist.tui.screens.main import MainScreen
from readlist.tui.screens.name_search import NameScreen
from readlist.tui.screens.note import NoteScreen
from readlist.tui.screens.pathbox import PathBox
from readlist.tui.screens.recent import RecentScreen
from readlist.tui.screens.remark import RemarkScreen
from readlist.tui.screens.review import ReviewScreen
from readlist.tui.screens.settings import SettingsScreen
from readlist.tui.screens.stats import StatsScreen
from readlist.tui.screens.tag import TagScreen
from readlist.tui.screens.triage import TriageScreen
from readlist.tui.screens.where import WhereScreen
from readlist.tui.screens.words import WordBox, WordsScreen
from readlist.tui.widgets.boxes import Choices, LineBox, Pick
from readlist.tui.widgets.line_list import LineList
from readlist.tui.widgets.line_view import LineView
from readlist.tui.widgets.paper_list import PaperList
from readlist.tui.widgets.reading_pane import ReadingPane
from readlist.tui.widgets.search_line import SearchBox
from readlist.tui.widgets.sidebar import Sidebar
from tests.tui.driver import driving

WIDGET = {
    "list": PaperList,
    "pane": ReadingPane,
    "sidebar": Sidebar,
    "search": SearchBox,
    "line": LineBox,
    "word": WordBox,
    "path": PathBox,
    "paste": PasteBox,
    "pick": Pick,
    "choices": Choices,
    "lines": LineList,
    "view": LineView,
}
SCREEN = {
    "main": MainScreen,
    "triage": TriageScreen,
    "triage_end": TriageScreen,
    "note": NoteScreen,
    "history": HistoryScreen,
    "stats": StatsScreen,
    "remark": RemarkScreen,
    "where": WhereScreen,
    "words": WordsScreen,
    "tag": TagScreen,
    "edit": EditScreen,
    "links": LinkScreen,
    "import": ImportScreen,
    "formats": FormatScreen,
    "review": ReviewScreen,
    "doubles": DoublesScreen,
    "batch": BatchScreen,
    "export": ExportScreen,
    "kept": KeptScreen,
    "name": NameScreen,
    "recent": RecentScreen,
    "palette": Palette,
    "settings": SettingsScreen,
    "help": HelpScreen,
}


def test_no_key_means_two_things_in_one_place() -> None:
    assert list(KeyTable().clashes()) == []


def test_every_key_is_one_and_every_name_is_used_once() -> None:
    assert all(is_key(name) for key in TABLE for name in key.keys.split(","))
    assert len({key.id for key in TABLE}) == len(TABLE)
    assert all(re.fullmatch("[a-z0-9_]+", key.id) for key in TABLE)  # bare in TOML


def test_every_place_a_key_works_in_is_looked_at_for_clashes() -> None:
    looked_at = {place for context in CONTEXTS for place in context}
    assert {place for key in TABLE for place in key.where} <= looked_at


@pytest.mark.parametrize("place", sorted({place for context in CONTEXTS for place in context}))
def test_every_key_does_something_wherever_it_works(place: str) -> None:
    screens = [SCREEN[screen] for at, screen in CONTEXTS if at == place]
    missing = []
    for key in TABLE:
        if place not in key.where:
            continue
        name = f"action_{key.action.split('(')[0].split('.')[-1]}"
        if key.action.startswith("app."):
            there = [hasattr(ReadlistApp, name)]
        elif key.own or place in SCREEN:
            there = [hasattr(WIDGET.get(place) or SCREEN[place], name)]
        else:
            there = [hasattr(screen, name) for screen in screens]
        if not any(there):
            missing.append(key.id)
    assert missing == []


def test_no_key_is_bound_beside_the_table() -> None:
    ids = KeyTable().ids
    package = readlist.tui
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(found.name)
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if kind.__module__ == module.__name__:
                bound = list(vars(kind).get("BINDINGS", ()))
                assert all(isinstance(each, Binding) and each.id in ids for each in bound), name


def test_the_footer_keeps_what_matters_most() -> None:
    """What there is room for is decided by weight, and no two words are of one weight."""
    for place, screen in CONTEXTS:
        weights = sorted(key.weight for key in KeyTable().at(place, screen) if key.word)
        assert all(a != b for a, b in pairwise(weights)), place
        assert not weights or min(weights) > 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ctrl+d", "^D"),
        ("shift+tab", "⇧tab"),
        ("slash", "/"),
        ("right_square_bracket", "]"),
        ("escape", "esc"),
        ("alt+x", "Alt-x"),
        ("comma", ","),
        ("f5", "f5"),
    ],
)
def test_keys_are_shown_as_people_write_them(name: str, said: str) -> None:
    assert shown(name) == said


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("^D", "ctrl+d"),
        ("Ctrl-F", "ctrl+f"),
        ("⇧tab", "shift+tab"),
        ("Alt-x", "alt+x"),
        ("esc", "escape"),
        ("pgdn", "pagedown"),
        ("shift+a", "A"),
        ("F1", "f1"),
        (",", "comma"),
        ("^", "circumflex_accent"),
    ],
)
def test_keys_may_be_written_as_they_are_shown(key: str, name: str) -> None:
    assert spelled(key) == name
    assert is_key(name)


def test_what_is_shown_of_every_key_can_be_written() -> None:
    assert all(spelled(shown(name)) == name for key in TABLE for name in key.names)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"sparkle": "s"}, "no key is called sparkle"),
        ({"stra": "s"}, "did you mean star?"),
        ({"star": "banana"}, "banana is no key"),
        ({"star": "f,"}, "nothing is no key"),
        ({"star": "ctrl+"}, "ctrl+ is no key"),
        ({"star": "pagedwn"}, "did you mean pagedown?"),
        ({"star": "r"}, "both star and read"),
        ({"help": "s"}, "both"),
        ({"go_all": "u"}, "both go_all and go_unread"),
        ({"down": "s"}, "both star and down"),
        ({"box_leave": "x"}, "x is typed where this key works"),
        ({"back": "z"}, "z is typed where this key works"),
        ({"triage_later": "x"}, "both skip and triage_later"),
        ({"review_join": "E"}, "both review_edit and review_join"),
        ({"skip": "ctrl+m"}, 'cannot tell ctrl+m from enter; write "enter", or take another'),
        ({"skip": "^I"}, 'write "tab"'),
        ({"skip": "ctrl+["}, 'write "escape"'),
        ({"skip": "ctrl+h"}, 'write "backspace"'),
        ({"skip": "ctrl+shift+g"}, 'write "ctrl+g"'),
        ({"skip": "ctrl+c"}, "ctrl+c copies what is selected, everywhere"),
        ({"skip": "f, ctrl+q"}, "ctrl+q quits, everywhere"),
    ],
)
def test_keys_that_make_no_sense_are_refused(keys: dict[str, str], said: str) -> None:
    with pytest.raises(BadConfig) as wrong:
        KeyTable().with_keys(keys)
    assert said in str(wrong.value)
    assert "\n" not in str(wrong.value)


def test_all_that_makes_no_sense_is_told_at_once() -> None:
    wanted = {"stra": "f", "star": "banana", "read": "x"}
    assert [id for id, _ in KeyTable().problems(wanted)] == ["stra", "star", "read"]


@pytest.mark.parametrize("line", [{"read": "banana"}, {"reads": "e"}])
def test_no_clash_is_told_with_a_key_whose_own_line_is_wrong(line: dict[str, str]) -> None:
    (told,) = KeyTable().problems({"star": "r", **line})
    assert told[0] in line


def test_two_that_change_places_and_one_that_goes_are_no_clash() -> None:
    table = KeyTable().with_keys({"star": "r,ctrl+s", "read": "s", "note": "", "tag": "n"})
    assert table.shown_all("star") == "r ^S"
    assert table.shown_all("note") == ""
    assert table.shown("tag") == "n"


async def test_a_users_own_keys_are_bound_and_shown(library: Library) -> None:
    keys = {"star": "f", "read": "s", "go_starred": "f", "help": "f1", "export": "", "tag": "^T"}
    async with driving(library, config=Config(keys=keys, hints=False)) as app:
        assert "f star   s read" in app.bottom
        assert "f1 help" in app.bottom
        first = app.main.paper
        assert first is not None
        assert first.starred
        await app.press("f")
        assert not library.paper(first.id).starred
        await app.press("ctrl+z")  # the terminal of a test is none to come back to
        assert "There is no shell behind this" in app.bottom
        await app.press("s")
        assert library.paper(first.id).status.value == "read"
        await app.press("e")
        assert app.app.screen is app.main
        assert "export" not in app.bottom
        await app.press("ctrl+t")
        assert isinstance(app.app.screen, TagScreen)
        await app.press("escape", "g")
        assert "f starred" in app.text()
        await app.press("f")
        assert app.main.box.value == "is:starred"
