"""Text can be read in both themes."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from readlist.tui.theme import TOKENS

READ = ("fg", "dim", "accent", "star", "hit", "note", "warn")


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", TOKENS)
@pytest.mark.parametrize(
    ("text", "ground"),
    [(text, ground) for text in READ for ground in ("bg", "panel", "sel")] + [("faint", "bg")],
)
def test_contrast(theme: str, text: str, ground: str) -> None:
    colours = asdict(TOKENS[theme])
    dark, light = sorted(luminance(colours[name]) for name in (text, ground))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
