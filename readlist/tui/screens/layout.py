"""How the panes of the main screen are laid out, how wide they are, and which has the focus."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.geometry import Size
from textual.widget import Widget

from readlist.tui.screens.triaging import TriagingScreen
from readlist.tui.widgets.paper_list import PaperList
from readlist.tui.widgets.reading_pane import ReadingPane
from readlist.tui.widgets.search_line import SearchBox
from readlist.tui.widgets.sidebar import Sidebar

WIDE, STACKED = 110, 80
"""From how many columns there are three panes, and from how many the list above the abstract."""
LOW = 14
"""With fewer lines than this there is only room for one pane."""
_STEP, _STEP_LINES = 4, 2
"""Columns, and lines, by which a pane is made narrower or wider."""
_NARROWEST, _LOWEST = 28, 5
"""Columns, and lines, that every pane keeps."""
_SIDEBAR, _SIDEBAR_LIMITS = (25, 32), (18, 48)
"""The fewest and most columns of the lists at the side: as they are, and as they can be made."""
_LINES_AROUND = 3
"""Lines above and below the panes."""


class LayoutScreen(TriagingScreen):
    """The panes."""

    def on_resize(self, event: events.Resize) -> None:
        self.fit(event.size)

    def fit(self, size: Size) -> None:
        """Lay the panes out for a window of that size."""
        self.arrange_for(size)
        self._size_panes(*size)
        self._keep_focus_in_view()
        self.show_state()
        self.show_keys()

    def arrange_for(self, size: Size) -> None:
        """Which panes there are, and where, in a window of that size: what the style sheet asks."""
        wide = size.width >= WIDE
        mid = not wide and size.width >= STACKED and size.height >= LOW
        self.set_class(wide, "wide")
        self.set_class(mid, "mid")
        self.set_class(not wide and not mid, "slim")
        self.set_class(not self.remembered.sidebar, "bare")
        if wide:
            self.remove_class("lists")

    @property
    def alone(self) -> bool:
        """Does one paper have the whole window?"""
        return self.has_class("page")

    def is_shown(self, widget: Widget) -> bool:
        """Is a pane on the screen (whether or not it has been drawn yet)?"""
        return widget.display and widget.styles.display != "none"

    def _keep_focus_in_view(self) -> None:
        focused = self.focused
        hidden = focused is not None and not self.is_shown(focused)
        if hidden and not isinstance(focused, SearchBox):
            self._focus(self.pane if self.alone else self.list)

    def _focus(self, widget: Widget) -> None:
        self.set_focus(widget, scroll_visible=False)

    # How wide they are

    def _size_panes(self, width: int, height: int) -> None:
        """Give the panes the sizes chosen, as far as the window has room for them."""
        chosen, side, pane = self.remembered, self.sidebar.styles, self.pane.styles
        side.width = side.min_width = side.max_width = None
        pane.width = pane.max_width = pane.height = None
        if self.alone:
            return
        if self.has_class("wide"):
            if chosen.sidebar_width is not None:
                side.width = side.min_width = side.max_width = chosen.sidebar_width
            if chosen.beside is not None:
                room = width - self._beside_lists(width)
                pane.width = pane.max_width = _part(chosen.beside, room, _NARROWEST)
        elif self.has_class("mid") and chosen.below is not None:
            pane.height = _part(chosen.below, height - _LINES_AROUND, _LOWEST)

    def _beside_lists(self, width: int) -> int:
        """How many columns the lists at the side take of a window with three panes."""
        if not self.remembered.sidebar:
            return 0
        usual = max(_SIDEBAR[0], min(width // 5, _SIDEBAR[1]))  # as the style sheet has it
        return self.remembered.sidebar_width or usual

    def action_wider(self) -> None:
        self._widen(1)

    def action_narrower(self) -> None:
        self._widen(-1)

    def _widen(self, way: int) -> None:
        """Give the pane that has the focus more room, or less."""
        chosen, (width, height) = self.remembered, self.size
        if self.alone or self.has_class("slim"):
            self.say("There is only one pane here", "dim")
            return
        of_pane = way if self.focused is self.pane else -way
        if self.focused is self.sidebar:
            now = self.sidebar.outer_size.width + way * _STEP
            chosen.sidebar_width = max(_SIDEBAR_LIMITS[0], min(now, _SIDEBAR_LIMITS[1]))
        elif self.has_class("wide"):
            room = width - self._beside_lists(width)
            now = self.pane.outer_size.width + of_pane * _STEP
            chosen.beside = _share(now, room, _NARROWEST)
        else:
            room = height - _LINES_AROUND
            now = self.pane.outer_size.height + of_pane * _STEP_LINES
            chosen.below = _share(now, room, _LOWEST)
        self._size_panes(width, height)
        self.remember()

    # Which has the focus

    def action_next_pane(self, step: int = 1) -> None:
        panes = [pane for pane in (self.sidebar, self.list, self.pane) if self.is_shown(pane)]
        if self.focused in panes and len(panes) > 1:
            self._focus(panes[(panes.index(self.focused) + step) % len(panes)])

    def action_previous_pane(self) -> None:
        self.action_next_pane(-1)

    def action_pane_left(self) -> None:
        if self.focused is self.pane:
            self.to_list()
        elif self.focused is self.list:
            if not self.is_shown(self.sidebar):
                self.action_sidebar()
            if self.is_shown(self.sidebar):
                self._focus(self.sidebar)

    def action_pane_right(self) -> None:
        if self.focused is self.sidebar:
            self.to_list()
        elif self.focused is self.list:
            if self.is_shown(self.pane) and len(self.source):
                self._focus(self.pane)
            else:
                self.action_open_page()

    def action_sidebar(self) -> None:
        """Three panes: with or without the lists. Fewer: the lists over the rest."""
        if self.has_class("empty"):
            self.say("There are no lists yet: the library is empty", "dim")
        elif self.has_class("wide"):
            self.toggle_class("bare")
            self.remembered.sidebar = not self.has_class("bare")
            self._size_panes(*self.size)
            self._keep_focus_in_view()
            self.remember()
        elif self.has_class("lists"):
            self.to_list()
        else:
            self._whole_page(False)
            self.add_class("lists")
            self._focus(self.sidebar)

    def to_list(self) -> None:
        """The focus to the list, and nothing in front of it."""
        self._whole_page(False)
        self.remove_class("lists")
        self._focus(self.list)

    def action_open_page(self) -> None:
        if self.paper is not None:
            self.remove_class("lists")
            self._whole_page(True)
            self._focus(self.pane)
        elif not len(self.source):
            self.call_next(self.action_take_meant)

    def action_next_sentence(self) -> None:
        self._in_text(super().action_next_sentence)

    def action_previous_sentence(self) -> None:
        self._in_text(super().action_previous_sentence)

    def action_mark_sentence(self) -> None:
        self._in_text(super().action_mark_sentence)

    def action_remark(self) -> None:
        self._in_text(super().action_remark)

    def _in_text(self, act: Callable[[], None]) -> None:
        """Do something in the text of the paper in hand, which is to be seen for that."""

        def opened() -> None:
            self.show_paper()  # it has its size now, and not yet the text for that
            act()

        if self.is_shown(self.pane) or self.paper is None:
            act()
        else:
            self.action_open_page()
            self.call_after_refresh(opened)

    def action_zoom(self) -> None:
        """The pane on the whole page, and back to where it was."""
        if not self.alone:
            self.action_open_page()
        elif self.has_class("slim"):
            self.to_list()
        else:
            self._whole_page(False)
            self.show_keys()

    def _whole_page(self, alone: bool) -> None:
        self.set_class(alone, "page")
        self._size_panes(*self.size)
        self.show_state()

    def action_go_top(self) -> None:
        if isinstance(self.focused, PaperList | ReadingPane | Sidebar):
            self.focused.action_top()


def _share(size: int, room: int, least: int) -> int:
    """A size in thousandths of the room for it and others, which keep what is least for them."""
    return round(1000 * max(least, min(size, room - least)) / room)


def _part(share: int, room: int, least: int) -> int:
    """The size of which that is the share."""
    return max(least, min(round(share * room / 1000), room - least))
