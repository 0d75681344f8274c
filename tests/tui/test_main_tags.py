"""Tags on the main screen: at the side, in the order of their list, again with a dot; my words."""

from __future__ import annotations

from readlist import Library
from readlist.paper import Status, WordKind
from tests.tui.driver import Driver, driving


def side(app: Driver, heading: str) -> list[str]:
    """The sidebar's lines below a heading: what is shown of each list."""
    lines = [line.split("│")[0].rstrip() for line in app.lines()]
    first = lines.index(f"  {heading}") + 1
    end = lines.index("", first) if "" in lines[first:] else len(lines)
    return [line[2:].split()[0] for line in lines[first:end]]


def order(app: Driver) -> str:
    ids = list(app.library.select().ids)
    return "".join(str(ids.index(id)) for id in app.main.source.ids)


async def test_tags_are_moved_renamed_merged_and_deleted_at_the_side(library: Library) -> None:
    ids = library.select().ids
    library.tag(ids[:2], ["alpha"])
    library.tag(ids[1:4], ["beta", "gamma"])
    async with driving(library, (140, 40)) as app:
        before = side(app, "TAGS").index("#gamma")
        await app.press("h", "G")
        while app.main.sidebar.tag != "gamma":
            await app.press("k")
        assert "E rename" in app.bottom
        await app.press("alt+up", "alt+up")
        assert side(app, "TAGS").index("#gamma") == before - 2
        assert app.main.sidebar.tag == "gamma"
        await app.press("enter", "h", "E")
        assert "RENAME THIS TAG" in app.text()
        await app.type("policy search")
        await app.press("enter")
        assert "Renamed tag #gamma to #policy-search" in app.bottom
        assert app.main.box.value == "tag:policy-search"  # the list that is open goes on
        assert app.main.sidebar.tag == "policy-search"
        await app.press("E")
        await app.type("BETA")
        assert "the two become one" in app.text()
        await app.press("enter")
        assert "Merged tag #policy-search into #beta" in app.bottom
        assert app.main.sidebar.tag == "beta"
        await app.press("D")
        assert "Deleted tag #beta from 3 papers" in app.bottom
        assert "#beta" not in side(app, "TAGS")
        await app.press("u", "u", "u")
        assert dict(library.tags.all())["gamma"] == 3
        assert "#gamma" in side(app, "TAGS")


async def test_papers_are_moved_in_the_list_of_one_tag(library: Library) -> None:
    ids = library.select().ids
    library.tag([ids[3], ids[1], ids[2]], ["group"])
    async with driving(library, (140, 40)) as app:
        await app.press("alt+down")
        assert "in the list of one tag" in app.bottom
        await app.press("slash")
        await app.type("tag:group")
        await app.press("enter")
        assert order(app) == "312"
        await app.press("alt+down")
        assert "in #group to place 2" in app.bottom
        await app.press("alt+down")
        assert order(app) == "123"
        assert app.main.list.cursor == 2
        await app.press("alt+down")
        assert "the last in #group" in app.bottom
        await app.press("u")
        assert order(app) == "312"
        await app.press("alt+j")  # as a terminal sends esc, j typed at once: that is no moving
        assert app.main.box.value == ""


async def test_a_dot_repeats_tags_and_statuses_also_the_next_day(library: Library) -> None:
    ids = list(library.select().ids)
    library.tag(ids[:1], ["reading-group"])
    library.set_status(ids[-2:], Status.UNREAD)
    async with driving(library, (140, 40)) as app:
        await app.press("j", "t", "r", "enter")
        assert app.main.paper is not None
        assert app.main.paper.tags[-1] == "reading-group"
        await app.press("j", "full_stop", "j", "full_stop")
        assert dict(library.tags.all())["reading-group"] == 4
    async with driving(library, (140, 40)) as app:
        await app.press("G", "full_stop")
        assert dict(library.tags.all())["reading-group"] == 5
        await app.press("r", "k", "full_stop")
        assert [paper.status for paper in library.papers(ids[-2:])] == [Status.READ] * 2


async def test_my_words_are_edited_and_coloured_at_once(library: Library) -> None:
    paper = library.papers(library.select().ids[:1])[0]
    first, second = paper.title.split()[:2]
    async with driving(library, (140, 40)) as app:
        await app.press("w")
        assert app.text().count("a adds a word here") == 2  # it opens on the lists, never in a box
        await app.press("a", *first, "enter")
        await app.press("a", "?", "enter")
        assert "'?' has no word in it" in app.text()
        assert "ADD TO “LOOK FOR”" in app.text()
        await app.press("ctrl+u", "down", *"wombat", "enter")
        await app.press("a", "tab")
        await app.type(f"zebra, {second}")
        await app.press("enter")
        assert [(mine.word, mine.kind.value) for mine in library.words.all()] == [
            *((first, "wanted"), ("wombat", "unwanted"), ("zebra", "wanted"), (second, "wanted"))
        ]
        await app.press("alt+down")
        assert library.words.all()[3].kind is WordKind.UNWANTED
        assert f"Moved “{second}” to “watch out for”" in app.text()
        await app.press("tab", "j", "D", "u", "escape")
        assert len(library.words.all()) == 4
        colours = {
            part.text.strip(): part.style.color.name
            for line in app.app.screen._compositor.render_strips()
            for part in line
            if part.style is not None and part.style.color is not None
        }
        ink = app.main.list.ink
        assert ink.wanted.foreground is not None
        assert ink.unwanted.foreground is not None
        assert colours[first] == ink.wanted.foreground.hex.lower()
        assert colours[second] == ink.unwanted.foreground.hex.lower()
        await app.press("w", "enter")
        assert app.main.box.value == f'"{first}"'
