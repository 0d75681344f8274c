"""Colours on a terminal that has fewer of them: 256, sixteen, or none.

A colour is told by what it is for (the tokens of `tui.theme`), so that with sixteen colours, or
none, each meaning still has a look of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Rgb
from textual.filter import LineFilter

from readlist.tui.theme import AA, Colours, Tokens, is_dark, luminance, ratio, tokens

_PLAIN, _UNDERLINE = Style(), Style(underline=True)
_TEXTS = ("fg", "dim", "faint", "accent", "star", "hit", "note", "warn", "rule", "bg")
_GROUNDS = ("bg", "panel", "sel", "mark", "rule")


class _Palette(NamedTuple):
    """How text looks, and how grounds do, by token."""

    texts: Mapping[str, Style]
    grounds: Mapping[str, Style]
    """On `sel` and `mark` these are all there is of colour: a match is underlined there."""


def _ansi(text: int | None, ground: int | None = None, *, dim: bool | None = None) -> Style:
    return Style(
        color=None if text is None else Color.from_ansi(text),
        bgcolor=None if ground is None else Color.from_ansi(ground),
        dim=dim,
    )


# The hues that can be read (AA) with the colours of xterm and with those of a VGA console.
_SIXTEEN_DARK = _Palette(
    {
        "fg": _ansi(7),
        "dim": _ansi(7, dim=True),
        "faint": _ansi(7, dim=True),
        "accent": _ansi(6),
        "star": _ansi(11),
        "hit": _ansi(11),
        "note": _ansi(2),
        "warn": _ansi(9),
        "rule": _ansi(8),
        "bg": _ansi(0),
    },
    {
        "bg": _ansi(None, 0),
        "panel": _ansi(None, 0),
        "sel": _ansi(15, 4),
        "mark": _ansi(0, 3),
        "accent": _ansi(0, 6),
        "rule": _ansi(7, 8),
    },
)
_SIXTEEN_LIGHT = _Palette(
    {
        "fg": _ansi(0),
        "dim": _ansi(0, dim=True),
        "faint": _ansi(0, dim=True),
        "accent": _ansi(4),
        "star": _ansi(5),
        "hit": _ansi(5),
        "note": _ansi(0),
        "warn": _ansi(1),
        "rule": _ansi(7),
        "bg": _ansi(15),
    },
    {
        "bg": _ansi(None, 15),
        "panel": _ansi(None, 15),
        "sel": _ansi(0, 7),
        "mark": _ansi(0, 11),
        "accent": _ansi(15, 4),
        "rule": _ansi(0, 7),
    },
)
_NO_COLOURS = _Palette(
    {
        "dim": Style(dim=True),
        "faint": Style(dim=True),
        "rule": Style(dim=True),
        "hit": _UNDERLINE,
        "warn": Style(underline=True, italic=True),
    },
    {
        "sel": Style(reverse=True),
        "rule": Style(reverse=True),
        "faint": Style(reverse=True),
        "accent": Style(reverse=True),
        "mark": _UNDERLINE,
    },
)


class FewerColours(LineFilter):
    """Colours become those a terminal has, by what they are for."""

    def __init__(self, theme: str, colours: Colours) -> None:
        super().__init__()
        self._tokens = tokens(theme)._asdict()
        self._hues = {name: Color.parse(value).triplet for name, value in self._tokens.items()}
        self._all = colours == "256"
        if colours == "256":
            self._palette = _of_256(tokens(theme))
        elif colours == "16":
            self._palette = _SIXTEEN_DARK if is_dark(theme) else _SIXTEEN_LIGHT
        else:
            self._palette = _NO_COLOURS
        self._made: dict[Style, Style] = {}

    def apply(self, segments: list[Segment], background: Rgb) -> list[Segment]:
        return [
            segment if segment.style is None else segment._replace(style=self._style(segment.style))
            for segment in segments
        ]

    def _style(self, style: Style) -> Style:
        made = self._made.get(style)
        if made is None:
            make = self._with_256 if self._all else self._with_few
            made = self._made[style] = make(style)
        return made

    def _with_256(self, style: Style) -> Style:
        """What is no token's colour is left to Textual."""
        text, ground = self._exactly(style.color), self._exactly(style.bgcolor)
        made = style + self._palette.texts.get(text, _PLAIN)
        return made + self._palette.grounds.get(ground, _PLAIN)

    def _with_few(self, style: Style) -> Style:
        text, ground = self._token(style.color, _TEXTS), self._token(style.bgcolor, _GROUNDS)
        # What is starred and what matched may have one colour: a match is bold.
        hit = style.bold and text in ("star", "hit") and self._tokens["star"] == self._tokens["hit"]
        text = "hit" if hit else text
        made = style.without_color
        if ground not in ("sel", "mark"):
            made += self._palette.texts.get(text, _PLAIN)
        elif text == "hit":
            made += _UNDERLINE
        return made + self._palette.grounds.get(ground, _PLAIN)

    def _exactly(self, colour: Color | None) -> str:
        """The token a colour is; '' for none."""
        hue = None if colour is None else colour.triplet
        return next((name for name in self._hues if hue and self._hues[name] == hue), "")

    def _token(self, colour: Color | None, likely: tuple[str, ...]) -> str:
        """What a colour is for: the token it is, else the nearest likely one; '' for no colour."""
        exact = self._exactly(colour)
        if exact or colour is None or (hue := colour.triplet) is None:
            return exact
        seen = _opponents(hue)
        return min(likely, key=lambda name: _apart(seen, _opponents(self._hues[name] or hue)))


_Seen = tuple[float, float, float]
_LEVELS = (0, 95, 135, 175, 215, 255)


def _apart(one: _Seen, other: _Seen) -> float:
    """How different two colours are; another hue is more so than another lightness."""
    return (one[0] - other[0]) ** 2 + _hues_apart(one, other)


def _hues_apart(one: _Seen, other: _Seen) -> float:
    """As far as it is not one of lightness."""
    (_, red, blue), (_, red2, blue2) = one, other
    return 2 * (red - red2) ** 2 + (blue - blue2) ** 2


def _opponents(colour: ColorTriplet) -> _Seen:
    """A colour as eyes tell it: how light, how red rather than green, how blue than yellow."""
    red, green, blue = colour
    return 0.3 * red + 0.59 * green + 0.11 * blue, red - green, blue - (red + green) / 2


_SEEN = 1.25
"""The contrast with the ground below from which a row in hand is seen at once."""
_TINTED = 4000
"""How far in hue a marked sentence is from the ground below: another grey is not seen as a mark."""


@lru_cache
def _of_256(wanted: Tokens) -> _Palette:
    """For each token the nearest of 256 colours with which text can still be read.

    No two tokens get the same one, except for what is starred and what matched.
    """
    palette = {number: _opponents(_xterm(number)) for number in range(16, 256)}
    light = {number: luminance(Rgb(*_xterm(number))) for number in palette}
    hues = {
        name: _opponents(ColorTriplet(*Rgb.parse(value).rgb))
        for name, value in wanted._asdict().items()
    }

    def nearest(name: str, among: Iterable[int]) -> int:
        return min(sorted(among), key=lambda n: _apart(palette[n], hues[name]))

    grounds: dict[str, int] = {}
    for name in ("bg", "panel", "rule"):
        grounds[name] = nearest(name, palette.keys() - grounds.values())
    bg = grounds["bg"]
    free = palette.keys() - grounds.values()
    grounds["sel"] = nearest("sel", (n for n in free if ratio(light[n], light[bg]) >= _SEEN))
    read = {
        ground: {n for n in palette if ratio(light[n], light[grounds[ground]]) >= AA}
        for ground in ("bg", "panel", "sel")
    }
    everywhere = read["bg"] & read["panel"] & read["sel"]
    texts = {"rule": grounds["rule"], "bg": bg}
    for name in ("fg", "dim", "faint", "accent", "star", "note", "warn"):
        among = read["bg"] if name == "faint" else everywhere
        texts[name] = nearest(name, among - set(texts.values()))
    texts["hit"] = texts["star"]
    grounds["mark"] = nearest("mark", (n for n in palette if _is_tinted(palette[n], palette[bg])))
    marked = light[grounds["mark"]]
    on_mark = nearest("fg", (n for n in palette if ratio(light[n], marked) >= AA))
    return _Palette(
        {name: _ansi(number) for name, number in texts.items()},
        {name: _ansi(None, number) for name, number in grounds.items()}
        | {"mark": _ansi(on_mark, grounds["mark"])},
    )


def _is_tinted(colour: _Seen, ground: _Seen) -> bool:
    """Is a colour the ground with a marker's yellow over it: warmer, and no darker where it is
    dark?"""
    warmer = colour[2] < ground[2] and _hues_apart(colour, ground) >= _TINTED
    return warmer and (colour[0] > ground[0] + 20 or ground[0] > 128)


def _xterm(number: int) -> ColorTriplet:
    """A colour of xterm's 256, behind the 16 that everybody chooses for themselves."""
    if number >= 232:
        return ColorTriplet(*[8 + 10 * (number - 232)] * 3)
    red, rest = divmod(number - 16, 36)
    return ColorTriplet(_LEVELS[red], _LEVELS[rest // 6], _LEVELS[rest % 6])
