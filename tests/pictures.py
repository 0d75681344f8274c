"""Draw the README's pictures from the program itself, on the sample library: `make pictures`.

The same on every day: the clock is put back to some weeks of using the samples.
"""

from __future__ import annotations

import asyncio
import random
import re
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from time_machine import travel

from readlist import Library
from readlist.config import Config
from readlist.library import sample_files
from readlist.library.samples import begin
from readlist.library.triage import Decision
from readlist.paper import Status
from readlist.tui.screens.review import ReviewScreen
from readlist.tui.sitting import Sitting
from tests.tui.driver import Driver, driving

NOW = datetime(2025, 6, 12, 17, 45, tzinfo=ZoneInfo("Europe/London"))
"""When the pictures are taken."""
WEEKS = 12
BEGUN = 11
"""Days for which only what the demo begins with is done."""
MONDAY = "source:trending-monday.txt"
DARK, LIGHT = Config(theme="dark", hints=False), Config(theme="light", hints=False)


def use(library: Library) -> None:
    """Have the samples come in and be read over some weeks, and then the marks of the demo."""
    chance = random.Random(7)
    begun = NOW - timedelta(weeks=WEEKS)
    for number, file in enumerate(sample_files()):
        came = begun + timedelta(weeks=4 * number)
        with travel(came, tick=False):
            library.import_files([file])
        for day in range(26):
            moment = came + timedelta(days=day, hours=chance.randrange(4))
            if NOW - moment > timedelta(days=BEGUN):
                with travel(moment, tick=False):
                    go_on(library, chance)
    with travel(NOW, tick=False):
        begin(library)
    with travel(NOW - timedelta(hours=2), tick=False):
        triage(library)


def go_on(library: Library, chance: random.Random) -> None:
    """Read some on most days, tag and skip some."""
    unread = library.select("is:unread").ids
    some = chance.sample(unread, min(chance.choice((0, 0, 0, 0, 1, 1, 2)), len(unread)))
    if some:
        library.set_status(some, chance.choice((Status.READ, Status.READ, Status.SKIPPED)))
        library.tag(some, [chance.choice(("reading-group", "survey", "systems"))])


def triage(library: Library) -> None:
    """Decide on some papers of the last file, one every half a minute."""
    queue = library.queues.start(MONDAY)
    for decision in (Decision.READ, Decision.SKIPPED, Decision.LATER, Decision.READ):
        paper_id = queue.paper
        assert paper_id is not None
        queue.decide(decision, 30)
        library.queues.decide(queue.number, paper_id, decision, queue.place, 30)


async def draw(library: Library, folder: Path) -> None:
    """Every picture, as an SVG in `folder`."""
    async with driving(library, (120, 35), DARK) as app:
        await search(app, "attention OR learned")
        save(app, folder / "search-dark.svg")
        await app.press("n")
        save(app, folder / "note-dark.svg")
    async with driving(library, (80, 26), DARK) as app:
        await search(app, "attention OR learned")
        await app.press("j", "tab", ")", ")")
        save(app, folder / "narrow-dark.svg")
    async with driving(library, (120, 34), LIGHT) as app:
        await app.press("g", "s", "v", "j", "j", "V")
        save(app, folder / "library-light.svg")
    async with driving(library, (100, 30), DARK) as app:
        await app.press("question_mark")
        await app.type("star")
        save(app, folder / "help-dark.svg")
    async with driving(library, (120, 34), LIGHT) as app:
        await app.press("g", "c")
        save(app, folder / "stats-light.svg")
    async with driving(library, (100, 32), DARK) as app:
        await search(app, MONDAY)
        await app.press("T", "s")
        save(app, folder / "triage-dark.svg")
    async with driving(library, (110, 26), DARK) as app:
        await app.press("g", "h", "slash")
        await app.type("tagged")
        await app.press("enter", "j", "j")
        save(app, folder / "history-dark.svg")
    files = library.read_inputs(sample_files()[1:2])
    async with driving(library, (120, 30), DARK) as app:
        app.app.push_screen(ReviewScreen(Sitting(files)))
        await app.press("j", "j")
        save(app, folder / "review-dark.svg")


async def search(app: Driver, query: str) -> None:
    await app.press("slash")
    await app.type(query)
    await app.press("enter")


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
    with tempfile.TemporaryDirectory() as scratch:
        file, index = Path(scratch, "library.db"), Path(scratch, "index")
        with Library.open(file, indexes=index) as library:
            use(library)
        with travel(NOW), Library.open(file, indexes=index) as library:
            asyncio.run(draw(library, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
