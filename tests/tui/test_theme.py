"""Text can be read in every theme."""

from __future__ import annotations

import pytest

from readlist.config import THEMES
from readlist.tui.theme import OURS, ink, is_dark, theme_names, tokens

TEXT = ("fg", "accent", "star", "hit", "note", "warn")
GROUNDS = ("bg", "panel", "sel", "mark")
# `faint` is for labels on the ground only; on a marked sentence there is no `dim`.
PAIRS = [
    *((text, ground) for text in TEXT for ground in GROUNDS),
    *(("dim", ground) for ground in ("bg", "panel", "sel")),
    ("faint", "bg"),
]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", theme_names())
def test_contrast(theme: str) -> None:
    colours = tokens(theme)._asdict()
    poor = {
        (text, ground): round(contrast(colours[text], colours[ground]), 2)
        for text, ground in PAIRS
        if contrast(colours[text], colours[ground]) < 4.5
    }
    assert not poor


@pytest.mark.parametrize("theme", theme_names())
def test_greys_are_three_and_the_row_in_hand_is_seen(theme: str) -> None:
    colours = tokens(theme)
    strengths = [contrast(text, colours.bg) for text in (colours.fg, colours.dim, colours.faint)]
    assert strengths == sorted(strengths, reverse=True)
    assert strengths[0] > strengths[1] * 1.3
    assert len({colours.bg, colours.panel, colours.sel, colours.mark, colours.rule}) == 5
    assert is_dark(theme) == (luminance(colours.bg) < luminance(colours.fg))


def test_the_themes_one_can_set_are_those_there_are() -> None:
    assert list(THEMES) == theme_names()
    assert list(OURS) == theme_names()[:2]
    assert ink("nord") is not ink("dark")
    assert ink("no such theme") == ink("dark")
