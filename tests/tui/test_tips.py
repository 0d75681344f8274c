"""Hints for beginners: at their moment, a few times, and never again once they are not needed."""

from __future__ import annotations

from readlist import Library
from readlist.config import Config
from readlist.paper import Status
from readlist.tui.keys import KeyTable
from readlist.tui.tips import SHOWN, TIPS, Tips
from tests.tui.driver import driving


def tips(library: Library, **keys: str) -> Tips:
    return Tips(library, Config(), KeyTable().with_keys(keys))


def text(tips: Tips, moment: str) -> str:
    tip = tips.at(moment, lambda _: True)
    return "" if tip is None else "".join(part for part, _ in tips.said(tip))


def test_the_keys_in_them_are_keys() -> None:
    assert all(name in KeyTable().ids for tip in TIPS for name in tip.keys)
    assert len({tip.moment for tip in TIPS}) == len(TIPS)


def test_a_hint_is_shown_a_few_times_and_remembered(empty: Library) -> None:
    for _ in range(SHOWN):
        some = tips(empty)
        assert text(some, "list").startswith("space reads on, s stars")
        some.keep()
    assert text(tips(empty), "list") == ""
    assert text(tips(empty), "search")


def test_who_has_used_one_of_its_keys_needs_no_hint(empty: Library) -> None:
    some = tips(empty)
    assert not some.used("read")
    assert text(some, "list")
    assert some.used("star")
    assert some.shown is None
    some.keep()
    assert text(tips(empty), "list") == ""


def test_hints_tell_the_users_own_keys_and_none_that_are_bound_to_nothing(empty: Library) -> None:
    assert "f stars" in text(tips(empty, star="f"), "list")
    assert text(tips(empty, star=""), "list") == ""
    assert tips(empty).at("list", lambda name: name != "star") is None


def test_what_was_remembered_and_cannot_be_understood_is_nothing(empty: Library) -> None:
    for kept in ("[1]", "{", '{"list": "x", "other": 9}'):
        empty.set_setting("tips", kept)
        assert text(tips(empty), "list")


async def test_on_the_screen_and_never_in_the_way(library: Library) -> None:
    async with driving(library, config=Config()) as app:
        rows = app.lines()[2:]
        assert app.lines()[1].split() == [
            "space",
            "reads",
            "on,",
            "s",
            "stars,",
            "?",
            "all",
            "keys",
        ]
        await app.press("s")
        assert app.lines()[1].split() == [
            "gs",
            "goes",
            "to",
            "the",
            "starred,",
            "e",
            "exports",
            "the",
            "list",
        ]
        assert app.lines()[3].split("★")[-1] == rows[1].split("★")[-1]
        await app.press("g", "s")
        assert app.lines()[1].strip() == ""
    async with driving(library, config=Config()) as app:
        assert app.lines()[1].strip() == ""


async def test_a_hint_on_what_was_done_waits_until_it_is_done(library: Library) -> None:
    async with driving(library, config=Config()) as app:
        await app.press("j", "t", "escape")
        assert "on the next paper" not in app.lines()[1]
        await app.press("t", "x", "enter")
        assert app.lines()[1].split()[:2] == [".", "puts"]


async def test_in_few_columns_a_hint_says_less_but_says_it_whole(library: Library) -> None:
    async with driving(library, (40, 15), config=Config()) as app:
        await app.press("s")
        assert app.lines()[1].strip() == "gs goes to the starred"
        await app.press("slash")
        assert app.lines()[1].strip() == "enter leads to the papers"
        await app.press("escape")
        app.main.is_moment("imported")
        await app.settle()
        assert app.lines()[1].strip() == "T goes through them one by one"
        library.set_status(list(library.search("is:skipped").ids), Status.UNREAD)
        await app.press("g", "x")  # where nothing is to be gone through
        assert app.main.paper is None
        assert app.lines()[1].strip() == ""
        await app.press("escape")
        app.main.is_moment("imported")
        await app.settle()
        await app.press("T", "escape")  # which was done now
        assert app.lines()[1].strip() == ""


async def test_a_setting_turns_them_off(library: Library) -> None:
    async with driving(library, config=Config(hints=False)) as app:
        assert app.lines()[1].strip() == ""
    assert library.setting("tips") is None
