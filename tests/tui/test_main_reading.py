"""Reading closely: sentence by sentence, marks and remarks, and what is near to a paper."""

from __future__ import annotations

from readlist import Library
from readlist.library.sentences import sentences
from readlist.paper import Paper
from tests.tui.driver import Driver, driving
from tests.tui.test_main_verbs import first


def quotes(paper: Paper) -> list[str]:
    abstract = paper.abstract or ""
    return [abstract[start:end] for start, end in sentences(abstract)]


def in_hand(app: Driver) -> str:
    here = app.main.pane.sentence
    return here.quote if here is not None else ""


async def test_marking_and_remarking_sentence_by_sentence(library: Library) -> None:
    one, two, *_ = quotes(first(library))
    async with driving(library, (120, 30)) as app:
        await app.press("m")  # from the list as well
        assert [each.quote for each in first(library).highlights] == [one]
        assert "m mark" in app.bottom or "Marked" in app.bottom
        await app.press("m", "escape", "l", ")")
        assert in_hand(app) == one
        beside = [line for line in app.lines() if "▌" in line]
        await app.press(")", "m")
        assert in_hand(app) == two
        assert beside != [line for line in app.lines() if "▌" in line]
        assert "Marked a sentence of" in app.bottom
        assert [each.quote for each in first(library).highlights] == [two]
        await app.press("c")
        await app.type("as in [ours]")
        await app.press("enter")
        assert "╎ as in [ours]" in app.text()
        await app.press("(", "m", "m")
        assert [each.quote for each in first(library).highlights] == [two]
        await app.press("escape")
        assert in_hand(app) == ""
        assert app.main.focused is app.main.pane
        await app.press("slash")
        await app.type("ours")
        assert app.title == first(library).title
        assert "╎ as in [ours]" in "\n".join(line[:60] for line in app.lines()[:6])
        await app.press("escape", "escape", *"uuuuuu")
        assert not first(library).highlights


async def test_without_a_sentence_in_hand_the_first_in_view_is_marked(library: Library) -> None:
    async with driving(library, (44, 9)) as app:
        await app.press(")")  # the page, with its first sentence in hand
        assert in_hand(app) == quotes(first(library))[0]
        await app.press("escape", "escape")
        assert app.main.focused is app.main.list
        await app.press("enter", *"jjjjjjj", "m")
        marked = first(library).highlights[0].quote
        assert marked == in_hand(app) != quotes(first(library))[0]
        await app.press("home", ")", ")", ")", ")", ")", ")", "(")
        pane = app.main.pane
        stop = pane.sentence
        assert stop is not None
        assert pane.top <= stop.first <= stop.last < pane.top + pane.page


async def test_what_is_near_comes_when_the_cursor_rests(empty: Library) -> None:
    empty.import_samples()
    paper = first(empty)
    empty.star([paper.id])
    async with driving(empty, (140, 60), rest=0.01) as app:
        while "SIMILAR" not in app.text():
            await app.pilot.pause(0.05)
            await app.settle()
        lines = app.lines()
        assert "  starred" in app.text()
        at = next(y for y, line in enumerate(lines) if "SIMILAR" in line) + 1
        x = lines[at].rindex("= ")
        title = lines[at][x + 2 :].split("   ")[0].strip(" …")
        await app.pilot.click(offset=(x + 4, at))
        await app.settle()
        assert app.main.box.value == f"similar:{paper.id}"
        assert app.title.startswith(title)
        await app.press("escape")
        assert app.title == paper.title
