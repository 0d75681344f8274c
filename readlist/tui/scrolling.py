"""The scroll bars of Textual's own widgets, drawn as ours: a thin mark at the right edge."""

from __future__ import annotations

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

from readlist.tui import glyphs
from readlist.tui.widgets.line_view import is_thumb

_BLACK, _WHITE = Color.from_rgb(0, 0, 0), Color.from_rgb(255, 255, 255)


class ThinBar(ScrollBarRender):
    """A scroll bar that is nothing but its thumb."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = _BLACK,
        bar_color: Color = _WHITE,
    ) -> Segments:
        """See Textual's: `size` cells for `virtual_size` lines, of which `window_size` are seen."""
        thumb = Style(color=bar_color, bgcolor=back_color, meta={"@mouse.down": "grab"})
        ground = Style(bgcolor=back_color)
        before = ground + Style(meta={"@mouse.down": "scroll_up"})
        behind = ground + Style(meta={"@mouse.down": "scroll_down"})
        mark = glyphs.THUMB.rjust(thickness) if vertical else glyphs.RULE
        blank = " " * len(mark)
        first, shown, total = map(round, (position, window_size, virtual_size))
        cells: list[Segment] = []
        seen = False
        for at in range(size):
            here = is_thumb(at, size, first, shown, total)
            seen = seen or here
            cells.append(
                Segment(mark, thumb) if here else Segment(blank, behind if seen else before)
            )
        if vertical:
            return Segments(cells, new_lines=True)
        return Segments([*cells, Segment.line()] * thickness)
