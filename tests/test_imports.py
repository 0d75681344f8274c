"""What is loaded when: heavy libraries only for the commands that need them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("textual", "rich", "whoosh", "sqlite_utils", "numpy", "platformdirs", "hypothesis")


def loaded_after(code: str, home: Path) -> set[str]:
    """The top-level modules in sys.modules after running `code` in a fresh interpreter."""
    script = f"import sys\n{code}\nprint(' '.join({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "READLIST_HOME": str(home)},
    )
    return set(done.stdout.split())


def command(*words: str) -> str:
    return (
        f"from readlist.cli import main\nsys.argv = ['readlist', *{words!r}]\n"
        "try: main()\nexcept SystemExit: pass"
    )


def test_importing_the_package_loads_nothing_heavy(tmp_path: Path) -> None:
    loaded = loaded_after("import readlist", tmp_path)
    assert not loaded.intersection([*HEAVY, "click", "sqlite3"])


def test_version_and_help_load_only_click(tmp_path: Path) -> None:
    for words in (("--version",), ("-h",), ("search", "-h")):
        loaded = loaded_after(command(*words), tmp_path)
        assert "click" in loaded
        assert not loaded.intersection([*HEAVY, "sqlite3"]), words


@pytest.mark.parametrize("words", [("list",), ("search", "is:unread"), ("export",), ("history",)])
def test_commands_without_text_to_search_never_load_whoosh(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert not loaded_after(command(*words), tmp_path).intersection(["whoosh", "textual", "rich"])


def test_what_is_written_to_a_library_in_use_is_plain_sql(tmp_path: Path) -> None:
    listing = tmp_path / "one.txt"
    listing.write_text("Abstract:Kettles that talk to each other boil water later, and together.\n")
    assert "sqlite_utils" in loaded_after(command("import", str(listing)), tmp_path)
    code = """
from readlist import Library
with Library.open() as library:
    library.set_note(library.select("").ids[0], "mine")
    library.set_setting("theme", "dark")
    library.update_index()
"""
    assert "sqlite_utils" not in loaded_after(code, tmp_path)


def test_the_library_is_imported_lazily_and_by_name() -> None:
    import readlist
    from readlist.library import Library

    assert readlist.Library is Library
    with pytest.raises(AttributeError):
        readlist.Nothing  # noqa: B018
