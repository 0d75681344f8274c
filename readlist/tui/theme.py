"""The themes: what each colour is for, and the same tokens as styles for drawn text.

Two are our own, dark and light; Textual's stand beside them. Each colour has one meaning. `accent`:
where you are and what you can press. `star`, `hit`: what you starred, what your search matched.
`note`: what you wrote. `warn`: words to watch out for. Everything else is three strengths of one
grey: `fg` to read, `dim` to glance at, `faint` to ignore (`faint` only on the ground, never on a
panel or under the cursor; on a marked sentence there is only `fg`). In `.tcss` each token is a
variable of the same name (`$dim`, `$rule`, `$sel`, …).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal, NamedTuple

from textual.app import App
from textual.color import Color
from textual.style import Style
from textual.theme import BUILTIN_THEMES, Theme


class Tokens(NamedTuple):
    """The colours of a theme as ``#rrggbb``."""

    bg: str
    panel: str
    fg: str
    dim: str
    faint: str
    rule: str
    accent: str
    star: str
    hit: str
    note: str
    sel: str
    mark: str
    warn: str


DARK = Tokens(
    bg="#14161b",
    panel="#181b21",
    fg="#d6d9df",
    dim="#969dab",
    faint="#7a8190",
    rule="#262a33",
    accent="#8ab4f8",
    star="#e8b45a",
    hit="#e8b45a",
    note="#8fc99a",
    sel="#232a38",
    mark="#3d3520",
    warn="#e58e7d",
)
LIGHT = Tokens(
    bg="#fbf9f4",
    panel="#f5f2ea",
    fg="#26282c",
    dim="#5d6269",
    faint="#6f746f",
    rule="#e2ded3",
    accent="#1f5fae",
    star="#8a5a00",
    hit="#8a4b00",
    note="#2c6e3c",
    sel="#e6ebf5",
    mark="#fbeab8",
    warn="#a6402c",
)
OURS = {"dark": DARK, "light": LIGHT}

Colours = Literal["all", "256", "16", "none"]
"""How many of them a terminal has."""

AA = 4.5
"""The contrast WCAG 2.2 asks of text (success criterion 1.4.3)."""


def theme_names() -> list[str]:
    """Every theme there is to choose, ours first.

    Without those that leave colours to the terminal: what is not known cannot be seen to be
    readable.
    """
    return [*OURS, *(name for name in BUILTIN_THEMES if not name.startswith("ansi"))]


def is_theme(name: str | None) -> bool:
    """Is there such a theme?"""
    return name in theme_names()


@lru_cache
def tokens(name: str) -> Tokens:
    """The colours of a theme; those of the dark one for a theme there is not."""
    if name in OURS or not is_theme(name):
        return OURS.get(name, DARK)
    theme = BUILTIN_THEMES[name]
    colours = {key: Color.parse(value) for key, value in _generated(theme).items()}
    ground, text = colours["background"], colours["foreground"]
    panel = ground.blend(text, 0.03)
    sel, mark = _tinted(ground, colours["primary"]), _tinted(ground, colours["warning"])
    grounds = (ground, panel, sel, mark)
    fg = _readable(text, grounds, 7)

    def said(colour: Color) -> str:
        return _readable(colour, grounds, AA).hex6.lower()

    return Tokens(
        bg=ground.hex6.lower(),
        panel=panel.hex6.lower(),
        fg=fg.hex6.lower(),
        dim=said(fg.blend(ground, 0.35)),
        faint=_readable(fg.blend(ground, 0.5), (ground,), AA).hex6.lower(),
        rule=ground.blend(text, 0.12).hex6.lower(),
        accent=said(colours["primary"]),
        star=said(colours["warning"]),
        hit=said(colours["warning"]),
        note=said(colours["success"]),
        sel=sel.hex6.lower(),
        mark=mark.hex6.lower(),
        warn=said(colours["error"]),
    )


def _generated(theme: Theme) -> dict[str, str]:
    variables = theme.to_color_system().generate()
    names = ("background", "foreground", "primary", "warning", "success", "error")
    return {name: variables[name] for name in names}


def _tinted(ground: Color, colour: Color) -> Color:
    """`ground` with a little of a colour in it: enough to be told from the ground."""
    shares = (ground.blend(colour, share / 100) for share in range(12, 40, 2))
    # Where only the hue tells them apart (yellow on white), not how light they are.
    by_hue = ground.blend(colour, 0.3)
    return next((tint for tint in shares if contrast(tint, ground) >= 1.2), by_hue)


def contrast(one: Color, other: Color) -> float:
    """How well one colour is read on another: 1 (not at all) to 21, as WCAG 2.2 defines it."""
    return ratio(luminance(one), luminance(other))


def ratio(one: float, other: float) -> float:
    """The contrast of two relative luminances."""
    dark, light = sorted((one, other))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    """Relative luminance: 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _readable(colour: Color, grounds: tuple[Color, ...], wanted: float) -> Color:
    """`colour`, as much nearer to white or black as it takes to be read on all of these grounds."""
    end = Color(255, 255, 255) if luminance(grounds[0]) < 0.18 else Color(0, 0, 0)
    for step in range(21):
        nearer = colour.blend(end, step / 20)
        if all(contrast(nearer, ground) >= wanted for ground in grounds):
            return nearer
    return end


class Ink(NamedTuple):
    """A theme's tokens as styles, for widgets that draw their own lines."""

    fg: Style
    dim: Style
    faint: Style
    rule: Style
    accent: Style
    star: Style
    hit: Style
    note: Style
    warn: Style
    wanted: Style
    """A word of one's own that is looked for."""
    unwanted: Style
    """A word to watch out for."""
    key: Style
    """A key to press: accent and bold."""
    strong: Style
    """The title of the paper in hand."""
    sel: Style
    """Only the ground of the row under the cursor."""
    mark: Style
    """A sentence the user marked: all of it is to be read, whatever else it says."""


def _ink(tokens: Tokens) -> Ink:
    def colour(value: str, *, bold: bool | None = None) -> Style:
        return Style(foreground=Color.parse(value), bold=bold)

    return Ink(
        fg=colour(tokens.fg),
        dim=colour(tokens.dim),
        faint=colour(tokens.faint),
        rule=colour(tokens.rule),
        accent=colour(tokens.accent),
        star=colour(tokens.star),
        hit=colour(tokens.hit, bold=True),
        note=colour(tokens.note),
        warn=colour(tokens.warn),
        wanted=colour(tokens.hit, bold=True),
        unwanted=colour(tokens.warn, bold=True),
        key=colour(tokens.accent, bold=True),
        strong=colour(tokens.fg, bold=True),
        sel=Style(background=Color.parse(tokens.sel)),
        mark=Style(foreground=Color.parse(tokens.fg), background=Color.parse(tokens.mark)),
    )


@lru_cache
def ink(theme: str) -> Ink:
    """The ink of a theme by name; the dark one for a theme there is not."""
    return _ink(tokens(theme))


def is_dark(theme: str) -> bool:
    """Is it a theme with light text on a dark ground?"""
    return luminance(Color.parse(tokens(theme).bg)) < 0.18


def wear(app: App[Any], theme: str) -> None:
    """Put on a theme of `theme_names`. A Textual one is made ours when it is wanted."""
    app.register_theme(textual_theme(theme))
    app.theme = theme


def textual_theme(name: str) -> Theme:
    """A theme as Textual wants it: with our variables, and colours one can read."""
    return _theme(name, tokens(name))


def _theme(name: str, tokens: Tokens) -> Theme:
    variables = {
        **tokens._asdict(),
        "border": tokens.rule,
        "border-blurred": tokens.rule,
        "block-cursor-foreground": tokens.fg,
        "block-cursor-background": tokens.sel,
        "block-cursor-blurred-foreground": tokens.fg,
        "block-cursor-blurred-background": tokens.sel,
        "block-hover-background": tokens.sel,
        "input-cursor-background": tokens.accent,
        "input-cursor-foreground": tokens.bg,
        "input-selection-background": tokens.sel,
        "screen-selection-background": tokens.mark,
        "scrollbar": tokens.faint,
        "scrollbar-hover": tokens.dim,
        "scrollbar-active": tokens.dim,
        "scrollbar-background": tokens.bg,
        "scrollbar-background-hover": tokens.bg,
        "scrollbar-background-active": tokens.bg,
        "scrollbar-corner-color": tokens.bg,
        "link-color": tokens.accent,
        "link-background-hover": tokens.sel,
        "link-color-hover": tokens.accent,
    }
    return Theme(
        name=name,
        dark=is_dark(name),
        primary=tokens.accent,
        secondary=tokens.dim,
        accent=tokens.accent,
        warning=tokens.star,
        error=tokens.warn,
        success=tokens.note,
        foreground=tokens.fg,
        background=tokens.bg,
        surface=tokens.bg,
        panel=tokens.panel,
        boost=tokens.sel,
        variables=variables,
    )
