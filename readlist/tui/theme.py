"""The two themes: what each colour is for, and the same tokens as styles for drawn text.

Each colour has one meaning. `accent`: where you are and what you can press. `star`, `hit`: what
you starred, what your search matched. `note`: what you wrote. `warn`: words to watch out for.
Everything else is three strengths of one grey: `fg` to read, `dim` to glance at, `faint` to ignore
(`faint` only on the ground, never on a panel or under the cursor). In `.tcss` each token is a
variable of the same name (`$dim`, `$rule`, `$sel`, …).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from textual.color import Color
from textual.style import Style
from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Tokens:
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
TOKENS = {"dark": DARK, "light": LIGHT}


@dataclass(frozen=True, slots=True)
class Ink:
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
        wanted=colour(tokens.hit),
        unwanted=colour(tokens.warn),
        key=colour(tokens.accent, bold=True),
        strong=colour(tokens.fg, bold=True),
        sel=Style(background=Color.parse(tokens.sel)),
    )


INKS = {name: _ink(tokens) for name, tokens in TOKENS.items()}


def ink(theme: str) -> Ink:
    """The ink of a theme by name; the dark one for a theme that is not ours."""
    return INKS.get(theme, INKS["dark"])


def themes() -> list[Theme]:
    """Both themes, as Textual wants them."""
    return [_theme(name, tokens) for name, tokens in TOKENS.items()]


def _theme(name: str, tokens: Tokens) -> Theme:
    variables = {
        **asdict(tokens),
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
        "scrollbar": tokens.rule,
        "scrollbar-hover": tokens.faint,
        "scrollbar-active": tokens.faint,
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
        dark=name == "dark",
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
