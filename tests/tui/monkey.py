"""A monkey at the keyboard: what it does, the odd library it is given, and what must always hold.

All it does is written down beforehand (`plan`), so that a run that fails can be played again and
made shorter.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from textual import events
from textual.geometry import Region
from textual.widget import Widget

from readlist import Library
from readlist.errors import ReadlistError
from readlist.paper import Status, WordKind
from readlist.store.schema import LOGGED
from readlist.tui.keys import TABLE
from tests.tui.driver import Driver

Row = tuple[object, ...]
Act = tuple[Any, ...]
"""``("keys", key, ...)``, ``("type", text)``, ``("paste", text)``, ``("size", columns, rows)``,
``("click", x, y)`` and ``("drag", x, y, to_x, to_y)`` and ``("wheel", x, y, down)`` in thousandths
of the screen, ``("other", what, seed)`` for what another window does."""

DOORS: tuple[tuple[str, ...], ...] = (
    *((key,) for key in "TTnnw,?:/ttEWOM=eic+m)X"),
    *(("g", key) for key in "aunsprxNtdhicg"),
    *(("S", key) for key in "atyuvsrnglS"),
    *(("y", key) for key in "yltbi"),
    *(("escape",), ("enter",), ("tab",), ("tab", "tab"), ("ctrl+r",), ("\\",), ("z",), ("u",)),
    *(("U",), ("v", "j", "V"), ("A",), ("G",), ("tab", ")", "m"), ("tab", ")", "c"), ("g", "h")),
    *(("tab", "tab", "j", "j", "T"), ("tab", "tab", "D"), ("tab", "tab", "E"), ("s", ".", ".")),
    *(("escape", "escape", "escape"), ("escape", "escape", "T"), ("r", "x", "u", "U")),
)
"""What leads to another place, or to something that many keys follow on."""

KEYS: tuple[str, ...] = tuple(sorted({name for key in TABLE for name in key.names} - {"ctrl+q"}))
"""Every key there is, but the one that quits."""

TEXTS: tuple[str, ...] = (
    "diffusion", "is:starred", "tag:odd", "#rl", "rl, survey", "-", '"', "(", "title:", "OR NOT",
    "[/]", "[bold red]x[/", "[@click=app.exit()]x", "\\", "{}", "%s", "$x^2$ \\frac{1}{2}", "~~~",
    "深度学习的安静梯度", "العربية من اليمين", "e\u0301\u0301\u0301", "👩‍👩‍👧‍👦🇩🇪", "\u200b\ufe0f",
    "x" * 300, "a b " * 200, "year:2001..", "step:3", "similar:", "0", "-1", "9" * 21,
    "# Head\n\n- one\n- two\n\n```\ncode", "[link](http://example.org/a_(b)) **bold *it**",
)  # fmt: skip
PASTES: tuple[str, ...] = (
    *TEXTS,
    "\x00\x01\x02\x07\x1b[31mred\x1b[0m\x7f\x9b", "a\rb\r\nc\n\n\n", "\ud800 alone", "\n", " ", "",
    "/nowhere/at/all.txt", "'/tmp/x y.txt' ~", "file:///nowhere", "https://arxiv.org/abs/2401.00001",
    "2401.00001", "10.1000/182", "@article{x, title={A {B} \\'e}, author={A and B}, year=20001}",
    "\n".join(f"Title {n}\nAbstract: words {n}" for n in range(40)), "\t".join("abcdef"),
    "word " * 20_000, "\u202eevil\u202c \u2066x",
    '{"title": "One more", "abstract": "From a paste."}', "title,year\nA row of a table,2020\n",
)  # fmt: skip

SIZES = ((40, 12), (40, 15), (60, 20), (80, 24), (100, 30), (120, 40), (250, 60), (41, 60))


def plan(seed: int, acts: int) -> list[Act]:
    """So many acts at random."""
    chance = random.Random(seed)
    return [_act(chance) for _ in range(acts)]


def _act(chance: random.Random) -> Act:
    kind = chance.choices(
        ("door", "keys", "type", "paste", "size", "click", "drag", "wheel", "other"),
        (30, 40, 10, 5, 3, 6, 1, 3, 4),
    )[0]
    place = (chance.randrange(1000), chance.randrange(1000))
    match kind:
        case "door":
            return ("keys", *chance.choice(DOORS))
        case "keys":
            return ("keys", *chance.choices(KEYS, k=chance.randint(1, 6)))
        case "type":
            return ("type", chance.choice(TEXTS)[:40])
        case "paste":
            return ("paste", chance.choice(PASTES))
        case "size":
            return ("size", *chance.choice(SIZES))
        case "drag":
            return ("drag", *place, chance.randrange(1000), chance.randrange(1000))
        case "wheel":
            return ("wheel", *place, chance.random() < 0.6)
        case "other":
            return ("other", chance.choice(OTHERS), chance.randrange(1000))
        case _:
            return ("click", *place)


# The library


def fill(library: Library) -> None:
    """Some forty papers, as odd as they come, already worked with."""
    odd: list[dict[str, object]] = [
        {"title": "An Empty Abstract", "abstract": ""},
        {"title": "T" * 3000, "abstract": "One long word for a title."},
        {"title": "words in a title " * 180, "abstract": "Many words for a title."},
        {"title": "深度学习中的安静梯度" * 9, "abstract": "我们研究梯度。" * 60},
        {"title": "مرحبا بالعالم: דוגמה", "abstract": "العربية من اليمين إلى اليسار. " * 20},
        {"title": r"On $O(n^2)$ and $\frac{a}{b", "abstract": r"Let $x_{ij}\in\mathbb{R}$ \emph{"},
        {"title": "[/] [bold]Tags[/bold] [@click=app.exit()]", "abstract": "[/] [red] ] [ \\["},
        {"title": "e\u0301" * 80, "abstract": "👩‍👩‍👧‍👦 and 🇩🇪 are one. ﬁne \u200b\u200d zero."},
        {"title": "A Paper with Many Authors", "authors": [f"Ann {n} Writer" for n in range(300)],
         "abstract": "See https://example.org/" + "a" * 400 + " and 10.1000/182."},
        {"title": "Spaced   out", "abstract": "\n\n\n".join(["A line."] * 200), "year": 2021},
        {"title": "One Word", "abstract": "w" * 5000},
    ]  # fmt: skip
    odd += [
        {
            "title": f"Ordinary Paper {n} on Diffusion and Noise",
            "abstract": f"We study noise number {n}. It is loud. Results follow, and so on. " * 6,
            "year": 1990 + n,
            "venue": f"Letters {n % 4}",
            "authors": [f"Author {n % 5}", "Bo Writer"],
            "arxiv_id": f"24{n % 12 + 1:02}.{n:05}",
        }
        for n in range(24)
    ]
    lines = "\n".join(json.dumps(each) for each in odd)
    library.import_text(lines, "odd.jsonl", format="jsonl")
    untitled = "\n".join(f"Abstract: Untitled {n}, which says {'much ' * n}." for n in range(5))
    library.import_text(untitled, "abstracts.txt", format="abstracts")
    ids = library.search("").ids
    library.tag(ids[3:4], [f"tag-{n}" for n in range(200)])
    library.tag(ids[:9], ["odd", "深度", "a tag of words"])
    library.set_note(ids[4], "# A huge note\n\n" + "- a line with **words** in it\n" * 4000)
    library.set_note(ids[5], "[/] [bold] `code` $x$\n\n| a | b |\n|--|--|\n| 1 |")
    library.star(ids[5:15])
    library.set_status(ids[10:13], Status.READ)
    library.set_status(ids[12:14], Status.SKIPPED)
    library.delete(ids[30:32])
    library.merge(ids[33:35])
    library.words.add(["noise", "深度"], WordKind.WANTED)
    library.words.add(["loud"], WordKind.UNWANTED)
    library.searches.save("Odd [ones]", "tag:odd")
    library.highlights.mark(ids[20], "It is loud")


OTHERS = (
    "star", "status", "tag", "untag", "note", "delete", "import", "undo", "redo", "rename",
    "merge", "drop tag", "word", "search", "forget", "edit", "much",
)  # fmt: skip


def elsewhere(library: Library, what: str, seed: int) -> None:
    """What another window does meanwhile."""
    chance = random.Random(seed)
    ids = list(library.search("").ids)
    some = chance.sample(ids, min(len(ids), 4))
    tags = [name for name, _ in library.tags.all()]
    with suppress(ReadlistError, IndexError):
        match what:
            case "star":
                library.star(some, on=chance.random() < 0.5)
            case "status":
                library.set_status(some, chance.choice(list(Status)))
            case "tag":
                library.tag(some, ["odd", f"new {seed}"])
            case "untag":
                library.tag(some, [], tags[:2])
            case "note":
                library.set_note(some[0], chance.choice(["", "Other words.", "x\n" * 50]))
            case "delete":
                library.delete(some[:2])
            case "import":
                library.import_text(f"Abstract: Paper {seed} came in.\n", f"{seed}.txt")
            case "undo":
                library.undo()
            case "redo":
                library.redo()
            case "rename":
                library.tags.rename(chance.choice(tags), f"renamed {seed}")
            case "merge":
                library.merge(some[:2])
            case "drop tag":
                library.tags.delete([chance.choice(tags)])
            case "word":
                library.words.add([f"word{seed}"], WordKind.WANTED)
            case "search":
                library.searches.save(f"Search {seed}", "noise")
            case "forget":
                library.forget_source(chance.choice(library.sources()).row)
            case "edit":
                library.edit(some[0], title=chance.choice(TEXTS))
            case "much":
                library.delete(ids[1:])


def state(path: Path) -> dict[str, list[Row]]:
    """All that can be undone, as it is on disk.

    Beginning a triage is nothing to undo, nor is a name for a tag that no paper has.
    """
    of = dict.fromkeys(LOGGED, "") | {"tags": "WHERE row IN (SELECT tag FROM paper_tags)"}
    del of["queues"]
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: connection.execute(f"SELECT * FROM {name} {which}").fetchall()
            for name, which in of.items()
        }


def differences(before: dict[str, list[Row]], after: dict[str, list[Row]]) -> list[str]:
    """The rows that are in only one of two states."""
    return [
        f"{sign}{name}: {row!r:.300}"
        for name in before
        for sign, one, other in (("-", before, after), ("+", after, before))
        for row in one[name]
        if row not in other[name]
    ]


def undo_all(library: Library) -> int:
    """Undo every step, newest first, as far as nothing is left; how many that were."""
    steps = [step.number for step in library.history() if not step.undone]
    for number in steps:
        library.undo(number)
    return len(steps)


# What it does


async def do(app: Driver, other: Library, act: Act) -> None:
    """One act, and all it sets off."""
    width, height = app.app.size
    match act:
        case ("keys", *keys):
            await app.press(*_safe(app, keys))
        case ("type", text):
            await app.press(*_safe(app, ["enter" if key == "\n" else key for key in text]))
        case ("paste", text):
            await app.paste(text)
        case ("size", columns, rows):
            await app.resize(columns, rows)
        case ("wheel", x, y, down):
            kind = events.MouseScrollDown if down else events.MouseScrollUp
            _mouse(app, kind, x * width // 1000, y * height // 1000)
        case ("click", x, y):
            at = (x * width // 1000, y * height // 1000)
            _mouse(app, events.MouseDown, *at)
            _mouse(app, events.MouseUp, *at)
        case ("drag", x, y, to_x, to_y):
            _mouse(app, events.MouseDown, x * width // 1000, y * height // 1000)
            for kind in (events.MouseMove, events.MouseUp):
                _mouse(app, kind, to_x * width // 1000, to_y * height // 1000)
        case ("other", what, seed):
            elsewhere(other, what, seed)
    await app.settle()


def _safe(app: Driver, keys: list[str]) -> Iterator[str]:
    """Without what would name the files of this machine."""
    return (key for key in keys if key not in ("/", "~") or app.app.screen is app.main)


def _mouse(app: Driver, kind: type[events.MouseEvent], x: int, y: int) -> None:
    button = int(kind in (events.MouseDown, events.MouseUp))
    app.app.post_message(kind(None, x, y, 0, 0, button, False, False, False))


# What must hold


def check(app: Driver) -> None:
    """What holds after whatever was done."""
    faults = [fault for screen in app.app.screen_stack for fault in getattr(screen, "faults", ())]
    assert not [*app.app.faults, *faults], [*app.app.faults, *faults]
    width, height = app.app.size
    lines = app.app.screen._compositor.render_strips()
    assert len(lines) == height
    assert {line.cell_length for line in lines} == {width}
    assert app.app.is_running
    focused = app.app.screen.focused
    if focused is not None and not (focused is app.main.list and app.main.empty):
        seen = focused.region.intersection(Region(0, 0, width, height))
        scrolled = any(each.max_scroll_y for each in focused.ancestors if isinstance(each, Widget))
        assert seen or scrolled, f"{focused!r} has the focus and cannot be seen"


async def leave(app: Driver) -> None:
    """However deep in, Esc leads back to the list of the main screen."""
    for _ in range(15):
        await app.press("escape")
        check(app)
    assert app.app.screen is app.main
    assert app.main.focused is app.main.list or app.main.empty, app.main.focused
