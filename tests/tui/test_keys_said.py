"""docs/keys.md is the key table, and what the pages say on settings is true."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from readlist.config import SETTINGS, load_config
from readlist.tui.keys import KeyTable
from readlist.tui.manual import key_sections

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs" / "keys.md"


def written() -> Iterator[str]:
    """The table as Markdown."""
    yield "# Keys"
    yield ""
    yield "Every key as delivered, what it does, and its name in"
    yield "[config.toml](config.md#your-own-keys). In the app `?` shows those that work where you"
    yield "are, and with your own keys. `^D` is Control and d, `⇧` Shift; `gs` is g and then s."
    for section in key_sections(KeyTable(), []):
        yield ""
        yield f"## {section.title}"
        yield ""
        yield "| key | does | name |"
        yield "|---|---|---|"
        for row in section.rows:
            keys = " ".join(f"`{_code(key)}`" if key != "…" else key for key in row.keys.split())
            yield f"| {keys} | {row.text} | `{row.name.replace(' … ', '` … `')}` |"


def _code(key: str) -> str:
    """A key in a cell between backquotes."""
    return key.replace("|", "\\|")


def test_the_page_of_keys_is_the_key_table() -> None:
    text = "\n".join(written()) + "\n"
    if os.environ.get("READLIST_GOLDENS") == "write":
        FILE.write_text(text, "utf-8")
    how = "READLIST_GOLDENS=write pytest tests/tui/test_keys_said.py writes it anew"
    assert FILE.read_text("utf-8") == text, how


def test_every_example_of_settings_is_right(tmp_path: Path) -> None:
    examples = [
        part.split("```")[0]
        for name in ("README.md", "docs/config.md")
        for part in (ROOT / name).read_text("utf-8").split("```toml\n")[1:]
    ]
    assert len(examples) > 2
    file = tmp_path / "config.toml"
    given: set[str] = set()
    for example in examples:
        file.write_text(example, "utf-8")
        config = load_config(file, KeyTable().problems)
        given |= config.given
    assert given == {setting.name for setting in SETTINGS} | {"keys"}


def test_the_page_of_settings_lists_every_choice() -> None:
    page = (ROOT / "docs" / "config.md").read_text("utf-8")
    for setting in SETTINGS:
        assert f"`{setting.name}`" in page
        assert all(f"`{choice}`" in page for choice in setting.choices), setting.name
