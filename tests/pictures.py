"""Draw the README's pictures from the program itself, on the sample library: `make pictures`."""

from __future__ import annotations

import asyncio
import random
import re
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from readlist import Library
from readlist.config import Config
from readlist.library import sample_files
from readlist.paper import Status
from readlist.tui.screens.review import ReviewScreen
from tests.tui.driver import Driver, driving

PLAIN = Config(theme="dark", hints=False)


def sample_library(folder: Path) -> Library:
    """The samples, with a few papers starred, read, tagged and annotated."""
    library = Library.open(folder / "library.db", indexes=folder / "index")
    library.import_samples()
    titles = ("need", "flashattention", "residual", "lora", "nerf", "bert")
    attention, flash, residual, lora, nerf, bert = (
        library.search(f"title:{title}").ids[0] for title in titles
    )
    library.star([attention, flash, lora])
    library.set_status([attention, nerf], Status.READ)
    library.set_status([flash], Status.READING)
    library.set_status([residual], Status.SKIPPED)
    library.tag([attention, bert], ["survey"])
    library.tag([flash], ["systems"])
    library.set_note(attention, "Baseline for our ablation.\n\n- rerun with six heads")
    return library


def lived_in(library: Library, weeks: int = 14) -> None:
    """Have what is in the library come in and be read over so many weeks, up to now."""
    chance = random.Random(7)
    ids = list(library.select().ids)
    chance.shuffle(ids)
    library.set_status(ids[: len(ids) // 2], Status.READ)
    library.set_status(ids[len(ids) // 2 : len(ids) * 5 // 8], Status.SKIPPED)
    library.tag(ids[::3], ["reading-group"])
    library.tag(ids[::4], ["survey"])
    now = datetime.now(UTC)
    assert library.path is not None
    with closing(sqlite3.connect(library.path)) as connection, connection:
        came: dict[int, float] = {}
        for row, source in connection.execute("SELECT row, source FROM papers").fetchall():
            came[row] = weeks * 7 / source
            moment = f"{now - timedelta(days=came[row]):%Y-%m-%dT%H:%M:%SZ}"
            connection.execute("UPDATE papers SET added_at = ? WHERE row = ?", (moment, row))
        for (row,) in connection.execute("SELECT paper FROM marks").fetchall():
            then = now - timedelta(days=came[row] * chance.random())
            moment = f"{then:%Y-%m-%dT%H:%M:%SZ}"
            connection.execute("UPDATE marks SET status_at = ? WHERE paper = ?", (moment, row))


async def draw(library: Library, folder: Path) -> None:
    """Every picture, as an SVG in `folder`."""
    async with driving(library, (120, 34), PLAIN) as app:
        await app.press("slash")
        await app.type("attention -gan")
        await app.press("enter")
        save(app, folder / "search-dark.svg")
    async with driving(library, (80, 26), PLAIN) as app:
        await app.press("j", "j")
        save(app, folder / "narrow-dark.svg")
    async with driving(library, (120, 34), Config(theme="light", hints=False)) as app:
        save(app, folder / "library-light.svg")
    files = library.read_inputs(sample_files()[1:2])
    async with driving(library, (120, 30), PLAIN) as app:
        app.app.push_screen(ReviewScreen(files))
        await app.press("j", "j")
        save(app, folder / "review-dark.svg")
    async with driving(library, (100, 32), PLAIN) as app:
        await app.press("T", "s", "r", "x", "s")
        save(app, folder / "triage-dark.svg")
    async with driving(library, (100, 30), PLAIN) as app:
        await app.press("question_mark")
        await app.type("star")
        save(app, folder / "help-dark.svg")
    lived_in(library)
    async with driving(library, (120, 38), Config(theme="light", hints=False)) as app:
        await app.press("g", "c")
        save(app, folder / "stats-light.svg")


def save(app: Driver, file: Path) -> None:
    """The screen as SVG, with a font of the reader's machine instead of one from the net."""
    svg = app.app.export_screenshot(title="readlist")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    # Some viewers drop a non-breaking space at the beginning of a text.
    svg = svg.replace("&#160;", " ").replace("<text ", '<text xml:space="preserve" ')
    # Names made anew in each run would make each drawing a change.
    for number, name in enumerate(sorted(set(re.findall(r"terminal-\d+", svg)))):
        svg = svg.replace(name, f"readlist-{number}")
    lines = (line.rstrip() for line in svg.splitlines())
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"drew {file}")


def main(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sample_library(Path(scratch)) as library:
        asyncio.run(draw(library, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
