"""Draw the README's pictures from the program itself, on the sample library: `make pictures`."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from readlist import Library
from readlist.config import Config
from readlist.library import sample_files
from readlist.paper import Status
from readlist.tui.screens.review import ReviewScreen
from tests.tui.driver import Driver, driving


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


async def draw(library: Library, folder: Path) -> None:
    """Every picture, as an SVG in `folder`."""
    async with driving(library, (120, 34)) as app:
        await app.press("slash")
        await app.type("attention -gan")
        await app.press("enter")
        save(app, folder / "search-dark.svg")
    async with driving(library, (80, 26)) as app:
        await app.press("j", "j")
        save(app, folder / "narrow-dark.svg")
    async with driving(library, (120, 34), Config(theme="light", hints=False)) as app:
        save(app, folder / "library-light.svg")
    files = library.read_inputs(sample_files()[1:2])
    async with driving(library, (120, 30)) as app:
        app.app.push_screen(ReviewScreen(files))
        await app.press("j", "j")
        save(app, folder / "review-dark.svg")


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
