"""Terminals with fewer colours, or none, or no marks but ASCII: everything is still told apart."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Rgb

from readlist import Library
from readlist.config import Config
from readlist.paper import Status
from readlist.tui.glyphs import ASCII, needs_ascii
from readlist.tui.terminal import Terminal, filters, no_color
from readlist.tui.theme import Colours, theme_names, tokens
from tests.tui.driver import driving
from tests.tui.test_theme import contrast

TEXTS = ("fg", "dim", "faint", "accent", "note", "warn")


def shown(terminal: Terminal, theme: str, *styles: Style) -> list[Style]:
    """How text in these styles is drawn there."""
    segments = [Segment("x", style) for style in styles]
    for each in filters(terminal, theme):
        segments = each.apply(segments, Rgb(0, 0, 0))
    return [segment.style or Style() for segment in segments]


def styles(theme: str, ground: str = "bg") -> dict[str, Style]:
    """How the screen means each kind of text on a ground."""
    colours = tokens(theme)
    made = {name: Style(color=getattr(colours, name)) for name in TEXTS}
    made["star"] = Style(color=colours.star)
    made["hit"] = Style(color=colours.hit, bold=True)
    return {name: style + Style(bgcolor=getattr(colours, ground)) for name, style in made.items()}


def colours_in(found: Iterable[Style]) -> list[Color]:
    colours = (colour for style in found for colour in (style.color, style.bgcolor))
    return [colour for colour in colours if colour is not None]


@pytest.mark.parametrize("theme", ["dark", "light", "nord"])
@pytest.mark.parametrize("colours", ["16", "none"])
def test_each_ground_and_each_kind_of_text_has_a_look_of_its_own(
    theme: str, colours: Colours
) -> None:
    terminal = Terminal(colours)
    grounds = [
        shown(terminal, theme, Style(bgcolor=getattr(tokens(theme), name)))[0]
        for name in ("bg", "sel", "mark")
    ]
    assert len(set(map(str, grounds))) == 3
    plain = dict(zip(styles(theme), shown(terminal, theme, *styles(theme).values()), strict=True))
    for name in ("dim", "hit", "warn"):
        assert str(plain[name]) != str(plain["fg"]), name
    assert str(plain["hit"]) != str(plain["warn"])
    for ground in ("sel", "mark"):
        lit = styles(theme, ground)
        bold = Style(bold=ground == "sel")  # as the title of the paper in hand is
        text, match = shown(terminal, theme, lit["fg"] + bold, lit["hit"])
        assert str(text) != str(match), ground
    found = colours_in(shown(terminal, theme, *styles(theme, "sel").values(), *grounds))
    if colours == "none":
        assert not found
    assert all(colour.type is ColorType.STANDARD for colour in found)


@pytest.mark.parametrize("theme", theme_names())
def test_256_colours_are_read_and_told_apart(theme: str) -> None:
    terminal = Terminal("256")
    drawn = dict(zip(styles(theme), shown(terminal, theme, *styles(theme).values()), strict=True))
    assert len({str(style) for style in drawn.values()}) == len(drawn)
    for ground in ("bg", "panel", "sel"):
        meant = styles(theme, ground)
        for name, style in zip(meant, shown(terminal, theme, *meant.values()), strict=True):
            assert style.color is not None
            assert style.bgcolor is not None
            assert style.color.type is style.bgcolor.type is ColorType.EIGHT_BIT
            one, other = (each.get_truecolor().hex for each in (style.color, style.bgcolor))
            if name != "faint" or ground == "bg":
                assert contrast(one, other) >= 4.5, (name, ground)
    colours = tokens(theme)
    names = ("bg", "sel", "rule", "mark")
    meant = {name: Style(color=colours.fg, bgcolor=getattr(colours, name)) for name in names}
    made = dict(zip(meant, shown(terminal, theme, *meant.values()), strict=True))
    grounds = {name: style.bgcolor.get_truecolor() for name, style in made.items() if style.bgcolor}
    assert contrast(grounds["sel"].hex, grounds["bg"].hex) >= 1.25
    assert contrast(grounds["rule"].hex, grounds["bg"].hex) >= 1.15
    red, green, blue = grounds["mark"]
    assert min(red, green) - blue >= 40  # yellow as of a marker, whatever the ground
    text = made["mark"].color
    assert text is not None
    assert contrast(text.get_truecolor().hex, grounds["mark"].hex) >= 4.5


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_all_colours_are_left_alone(theme: str) -> None:
    meant = list(styles(theme).values())
    assert shown(Terminal(), theme, *meant) == meant


def test_terminals_agree_on_the_width_of_what_is_drawn() -> None:
    """Hearts and thumbs of several parts keep the room they were given, without the parts."""
    for text in ("\u2764\ufe0f!", "\U0001f44d\U0001f3fd!", "\U0001f469\u200d\U0001f467!", "plain"):
        (only,) = filters(Terminal(), "dark")
        (drawn,) = only.apply([Segment(text)], Rgb(0, 0, 0))
        assert drawn.cell_length == Segment(text).cell_length
        assert not set("\u200d\ufe0f\U0001f3fd") & set(drawn.text)


async def test_keys_without_a_sign_in_ascii_are_called_by_their_names(library: Library) -> None:
    async with driving(library, terminal=Terminal(ascii=True)) as app:
        await app.press("i")
        assert "down next box" in app.bottom
        await app.press("escape", "question_mark")
        assert " j down " in app.text()
        assert "down down" in app.bottom
        await app.press(*"alt")
        assert "Alt-up" in app.text()


def test_ascii_marks_keep_their_width() -> None:
    *_, only = filters(Terminal(ascii=True), "dark")
    text = "".join(ASCII) + "Über 模型"
    (drawn,) = only.apply([Segment(text)], Rgb(0, 0, 0))
    assert drawn.text == "".join(ASCII.values()) + "Über 模型"
    assert all(len(mark) == len(plain) == 1 and plain.isascii() for mark, plain in ASCII.items())
    *_, only = filters(Terminal(ascii=True, encoding="latin-1"), "dark")
    (drawn,) = only.apply([Segment("★ Über 模型")], Rgb(0, 0, 0))
    assert drawn.text == "* Über ????"


def test_what_the_terminal_says_of_itself() -> None:
    assert not needs_ascii("utf-8", {"TERM": "xterm-256color"})
    assert not needs_ascii("UTF8", {"LC_ALL": "en_US.UTF-8"})
    assert needs_ascii("iso8859-1", {})
    assert needs_ascii("utf-8", {"TERM": "linux"})
    assert needs_ascii("utf-8", {"LC_ALL": "C"})
    assert no_color({"NO_COLOR": "1"})
    assert not no_color({"NO_COLOR": ""})


async def test_without_colours_the_screen_says_all_it_said(library: Library) -> None:
    first, second, third = library.select().ids[:3]
    library.star([first])
    library.set_status([second], Status.READ)
    library.set_status([third], Status.SKIPPED)
    async with driving(library, (140, 30), Config(hints=False)) as app:
        everything = app.text()
    plain = Terminal("none", ascii=True)
    async with driving(
        library, (140, 30), Config(theme="nord", hints=False), terminal=plain
    ) as app:
        strips = app.app.screen._compositor.render_strips()
        assert not colours_in(part.style for strip in strips for part in strip if part.style)
        translated = everything.translate(str.maketrans(dict(ASCII)))
        assert app.text() == translated
        row = app.main.list.region
        lit = app.app.screen._compositor.render_strips()[row.y + 1].crop(row.x, row.right)
        assert all(part.style is not None and part.style.reverse for part in lit)
        await app.press("L")
        assert app.app.theme == "light"
        assert app.library.setting("theme") == "light"
