"""Charts in the terminal: columns, drawn by plotext onto the cells they are given.

plotext draws on a canvas of its own of which only the cells are taken: labels and colours are the
page's, so that a chart looks like the rest of the screen. It is loaded with the first chart.
"""

from __future__ import annotations

from collections.abc import Sequence

from readlist.tui import glyphs

_FINE = 2
"""Half cells: what ▀▄▌▐ divide a cell into, each way."""


def columns(
    values: Sequence[int],
    most: int,
    size: tuple[int, int],
    *,
    height: int,
    down: bool = False,
) -> list[str]:
    """A column for each value, from 0 up to `most`; lines of text from the top.

    `size`: cells from one column to the next, and of those the column itself takes. Whatever is
    not zero is seen. `down`: they hang from the top.
    """
    import plotext

    step, bar = size
    tall, wide = height * _FINE, len(values) * step * _FINE
    _blank(len(values) * step, height)
    tops = [min(max(round(value * tall / most), 1), tall) if value > 0 else 0 for value in values]
    middles = [at * step * _FINE + (bar * _FINE - 1) / 2 for at in range(len(values))]
    plotext.bar(
        middles,
        [-top for top in tops] if down else tops,
        width=(bar * _FINE - 1) / (step * _FINE),
        marker="hd",
    )
    plotext.xlim(0, wide - 1)
    plotext.ylim(*((-tall, -1) if down else (1, tall)))
    return _drawn(height)


def _blank(width: int, height: int) -> None:
    """An empty canvas, whatever the size of the terminal; plotext keeps one for the program."""
    import plotext

    plotext.clear_figure()
    plotext.limit_size(False, False)
    plotext.plot_size(width, height + 1)  # the line more is for numbers, which are the page's
    plotext.theme("clear")
    plotext.frame(False)
    plotext.xaxes(False, False)
    plotext.yaxes(False, False)
    plotext.xticks([0], [""])
    plotext.yticks([0], [""])


def _drawn(height: int) -> list[str]:
    import plotext

    lines: list[str] = plotext.uncolorize(plotext.build()).split("\n")
    plotext.clear_figure()
    return lines[:height]


def level(value: int, most: int) -> str:
    """How much of the most something is, as one of `glyphs.LEVELS`."""
    levels = len(glyphs.LEVELS) - 1
    return glyphs.LEVELS[min(-(-value * levels // max(most, levels)), levels)]
