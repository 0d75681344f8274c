"""Adding one paper by hand."""

from __future__ import annotations

from textual import on
from textual.widgets import Input, TextArea

from readlist.paper import FIELD_NAMES, Fields, Paper
from readlist.tui.screens.edit import EditScreen, TitleBox, as_typed
from readlist.tui.widgets.boxes import Said

_NOTHING = Paper(id="", title="")


class AddScreen(EditScreen):
    """Type a paper, or go on with one of which some is known. The result is what `Library.add`
    takes, or None. `wrong`: why it could not be stored, where that was tried.

    BibTeX, a link, or a title with its abstract pasted into the empty page fills it.
    """

    HEADING = "add a paper"
    CHANGED = "filled"
    LEAVES = "adds nothing"

    def __init__(self, known: Fields | None = None, wrong: str = "") -> None:
        super().__init__(_NOTHING)
        self._known = known
        self._wrong = wrong

    def on_mount(self) -> None:
        if self._known is not None:
            self._fill_in(self._known)
        if self._wrong:
            self.call_after_refresh(self._ask, self._wrong, "warn")

    def _fill_in(self, known: Fields) -> None:
        for name in FIELD_NAMES:
            box, text = self.query_one(f"#{name}"), as_typed(known, name)
            if isinstance(box, TextArea):
                box.text = text
            elif isinstance(box, Input):
                box.value = text

    def _ask(self, text: str, tone: str) -> None:
        self.query_one("#asks", Said).say(text, tone)

    @on(TitleBox.Pasted)
    def _pasted(self, event: TitleBox.Pasted) -> None:
        from readlist.library.pasting import understand

        pasted = understand(event.text)
        known = pasted.reference.fields if pasted.reference is not None else pasted.paper
        others = [name for name in self._changed() if name != "title"]
        if known is not None and not others:
            self._fill_in(known)

    def action_save(self) -> None:
        if self._changed():
            super().action_save()
        else:
            self._ask("type a title, an abstract, an id or a link; esc adds nothing", "warn")
