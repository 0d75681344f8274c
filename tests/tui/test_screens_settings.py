"""Settings: what is set, by whom, and what to write; the user's file is never written into."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlist import Library
from readlist.config import SETTINGS, load_config
from readlist.tui.keys import KeyTable
from readlist.tui.settings import Entry, entries
from tests.tui.driver import driving


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EDITOR", "ed -s")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    path = tmp_path / "config.toml"
    path.write_text('# mine\nfind = "arxiv"\n\n[keys]\nskip = "Z"\ndensity = ""\n')
    return path


def test_every_setting_with_its_value_and_where_that_is_from(library: Library, file: Path) -> None:
    library.set_setting("theme", "nord")
    shown = entries(load_config(file), library, KeyTable(), "nord", ascii=False)
    assert {setting.name for setting in SETTINGS} <= {entry.name for entry in shown}

    def of(name: str) -> Entry:
        return next(entry for entry in shown if entry.name == name)

    assert (of("find").value, of("find").origin) == ("arxiv", "config.toml, line 2")
    assert (of("theme").value, of("theme").origin) == ("nord", "chosen in the app")
    assert (of("editor").value, of("editor").origin) == ("ed -s", "$EDITOR")
    assert (of("hints").value, of("hints").origin) == ("true", "as delivered")
    assert (of("keys").value, of("keys").origin) == ("2 of your own", "config.toml, line 4")
    assert of("find").line("scholar") == 'find = "scholar"'
    assert of("ascii").line("true") == "ascii = true"
    assert of("sort").written == ""


async def test_they_are_looked_at_tried_and_copied(library: Library, file: Path) -> None:
    before = file.read_text()
    async with driving(library, (80, 24), load_config(file)) as app:
        await app.press(",")
        assert "~/config.toml" in app.top
        assert 'theme = "dark"' in app.text()
        await app.press("right")
        assert 'theme = "light"' in app.text()
        assert app.app.theme == "light"  # to be seen, for the moment
        await app.press("j")
        assert app.app.theme == "dark"
        await app.press("j", "j", "left")
        assert 'find = "scholar"' in app.text()
        await app.press("enter")
        assert 'find = "scholar": ' in app.text()
        assert "it goes above the line [keys]" in app.text()
        await app.press("G", "home", "j", "j", "j", "j", "j", "enter")
        assert "YOUR OWN KEYS" in app.text()
        assert "write into  ~/config.toml" in app.text()
        await app.press("ctrl+u", *"edit_note", "enter")
        assert 'edit_note = "f": ' in app.text()
        assert "it goes below the line [keys]" in app.text()
        file.write_text("# none")  # as it is now, not as it was when the app began
        await app.press("enter")
        assert '[keys] edit_note = "f": ' in app.text()
        assert "it goes to the end of" in app.text()
        file.write_text(before)
        await app.press("escape", "q")
        assert app.app.screen is app.main
    assert file.read_text() == before
    assert library.setting("theme") is None


async def test_in_a_small_window_nothing_is_cut(library: Library) -> None:
    async with driving(library, (40, 15)) as app:
        await app.press(",", "j", "j", "j")
        assert "semanticscholar" in app.text()
        assert 'find = "scholar"' in app.text()
        assert app.bottom.endswith("? help  esc back")
