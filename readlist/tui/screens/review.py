"""Looking over what an import found, and putting it right, before it is taken in."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from readlist.errors import BadValue
from readlist.library.reading import ReadFile
from readlist.library.review import Review
from readlist.paper import Paper, Record, counted
from readlist.tui.keys import bindings
from readlist.tui.review_rows import Detail, Entry, detail, entries, row
from readlist.tui.screens.edit import EditScreen
from readlist.tui.screens.frame import Key, KeyLine, Page, TopLine
from readlist.tui.sitting import Sitting
from readlist.tui.widgets.boxes import Said
from readlist.tui.widgets.line_list import LineList, Rows

_WIDTHS = [(0, "-narrow"), (100, "-beside")]
"""Columns from which the list and the record stand side by side."""


class ReviewScreen(Page[list[ReadFile] | None]):
    """Look over the records of some files. The result is the files as they are to be imported, or
    None for not now. `wrong`: why they could not be imported, where that was tried.
    """

    DEFAULT_CSS = """
    ReviewScreen #both { padding: 1 0 0 0; }
    ReviewScreen #records { width: 2fr; height: 1fr; }
    ReviewScreen #record { width: 3fr; max-width: 92; height: 1fr; border-left: solid $rule; }
    ReviewScreen.-narrow #both { layout: vertical; }
    ReviewScreen.-narrow #records { width: 1fr; height: 2fr; }
    ReviewScreen.-narrow #record {
        width: 1fr; max-width: 100%; height: 3fr; border-left: none; border-top: solid $rule;
    }
    ReviewScreen.-short #both { padding: 0; }
    ReviewScreen Said { padding: 0 2; max-width: 100%; }
    ReviewScreen #both { height: 1fr; }
    """
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    AUTO_FOCUS = "#records"
    BINDINGS = bindings("review")

    def __init__(self, sitting: Sitting, wrong: str = "") -> None:
        super().__init__()
        self._sitting = sitting
        kept = "your corrections are kept, i tries again"
        self._wrong = f"{wrong.rstrip('.')}; {kept}" if wrong else ""
        self._entries: list[Entry] = []
        self._detail = Detail([], [], {})
        self._asked = False

    def compose(self) -> ComposeResult:
        names = [file.name for file in self._sitting.files]
        yield TopLine(f"review · {names[0]}" if len(names) == 1 else f"review · {len(names)} files")
        with Horizontal(id="both"):
            yield LineList(id="records")
            yield LineList(id="record", quiet=True)
        yield Said()
        yield KeyLine()

    @property
    def _list(self) -> LineList:
        return self.query_one("#records", LineList)

    @property
    def _lines(self) -> LineList:
        return self.query_one("#record", LineList)

    @property
    def _entry(self) -> Entry | None:
        at = self._list.cursor
        return self._entries[at] if at < len(self._entries) else None

    # Drawing

    def on_mount(self) -> None:
        self._entries = entries(self._sitting.reviews, self._sitting.hidden)
        self._draw(self._sitting.cursor)

    def on_resize(self) -> None:
        self.call_after_refresh(lambda: self._draw(self._list.cursor))

    def _draw(self, cursor: int) -> None:
        records = self._list
        digits = len(str(max((entry.first for entry in self._entries), default=0)))
        width = max(records.content_size.width - 1, 20)
        shown, reviews = self._entries, self._sitting.reviews

        def draw(at: int) -> Content:
            entry = shown[at]
            return row(entry, reviews[entry.file], records.ink, width, digits)

        nothing = Content.styled("  nothing is left of it", records.ink.dim)
        rows = Rows(len(shown), draw) if shown else [nothing]
        records.show(rows, range(len(shown)), cursor)
        self._draw_detail()

    @on(LineList.Moved, "#records")
    def _draw_detail(self) -> None:
        entry, pane = self._entry, self._lines
        self._say(self._wrong, "warn")
        if entry is None:
            pane.show([], [], 0)
        else:
            name = self._sitting.files[entry.file].name
            width = max(pane.content_size.width - 1, 20)
            self._detail = detail(entry, self._sitting.reviews[entry.file], name, pane.ink, width)
            pane.show(self._detail.lines, self._detail.stops, 0)
            pane.top = 0
        self._draw_state()

    def _draw_state(self) -> None:
        left = sum(entry.place is None for entry in self._entries)
        papers = len(self._entries) - left
        said = counted(papers, "paper")
        if left:
            said = f"{len(self._entries):,} · {said} · {left:,} not understood"
        at = f"{self._list.cursor + 1:,} of " if self._entries else ""
        self.query_one(TopLine).state = at + said
        self._draw_keys()

    def on_descendant_focus(self) -> None:
        self._draw_keys()

    @on(LineList.Clicked, "#record")
    def _draw_keys(self) -> None:
        entry = self._entry
        in_lines = self.focused is self._lines
        keys = [Key("i", "import", "import")]
        if entry is not None and entry.place is None:
            begin = Key("enter", "a paper begins here" if in_lines else "its lines", "choose")
            keys.insert(0, begin)
            if not self._sitting.only_left and self._list.cursor > 0:
                keys.append(Key("a", "add to the one above", "give"))
        elif in_lines:
            keys.insert(0, Key("enter", "another paper begins here", "choose"))
        else:
            keys += [
                Key("E", "edit", "edit"),
                Key("D", "leave out", "drop"),
                Key("enter", "split", "choose"),
            ]
            if not self._sitting.only_left:
                keys.insert(-1, Key("M", "join with next", "join"))
        if self._sitting.corrections:
            keys.insert(1, Key("u", "undo", "undo"))
        if any(each.doubt for each in self._entries):
            keys.append(Key("]", "next doubtful", "doubt(1)"))
        back = Key("esc", "list", "back") if in_lines else Key("esc", "back", "back")
        self.query_one(KeyLine).keys = (*keys, back)

    # Moving

    def action_lines(self) -> None:
        self._lines.focus()

    def action_list(self) -> None:
        self._list.focus()

    def action_other_pane(self) -> None:
        (self._list if self.focused is self._lines else self._lines).focus()

    def action_next(self, step: int) -> None:
        self._list.cursor += step

    def action_doubt(self, step: int) -> None:
        """To the next (or previous) row that a person should look at."""
        here = self._list.cursor
        at = range(here + 1, len(self._entries)) if step > 0 else range(here - 1, -1, -1)
        found = next((n for n in at if self._entries[n].doubt), None)
        if found is None:
            self._say("nothing more to look at that way" if here else "nothing to look at")
        else:
            self._list.cursor = found

    # Corrections

    def _correct(self, change: Callable[[Review], Review], said: str) -> None:
        entry = self._entry
        if entry is None:
            return
        try:
            changed = change(self._sitting.reviews[entry.file])
        except BadValue as error:
            self._say(str(error), "warn")
            return
        self._sitting.correct(entry.file, changed)
        self._wrong = ""
        self._show_change()
        self._say(said)

    def _show_change(self) -> None:
        """Show the reviews as they are now; the cursor stays on the line of the file it was on."""
        here, self._asked = self._entry, False
        self._entries = entries(self._sitting.reviews, self._sitting.hidden)
        place = (here.file, here.first) if here is not None else (0, 0)
        at = [n for n, entry in enumerate(self._entries) if (entry.file, entry.first) <= place]
        self._draw(at[-1] if at else 0)

    def _say(self, text: str, tone: str = "dim") -> None:
        self.query_one(Said).say(text, tone)

    def action_choose(self) -> None:
        """In the list: to the lines. On a line: a paper begins there."""
        entry = self._entry
        if entry is None or self.focused is not self._lines:
            self.action_lines()
            return
        line = self._detail.numbers.get(self._lines.cursor)
        if line is None:
            return
        if entry.place is None:
            self._correct(lambda review: review.make(line, entry.last), "made a paper of them")
        else:
            place = entry.place
            self._correct(lambda review: review.split(place, line), f"split at line {line}")
        self._list.focus()

    def action_give(self) -> None:
        entry = self._entry
        if entry is None or entry.place is not None:
            self._say("only lines that are in no paper can be added to the one above")
            return
        if self._sitting.only_left:
            self._say("the paper above is in the library already; E edits it there")
            return
        self._correct(
            lambda review: review.give(entry.first, entry.last), "added to the paper above"
        )

    def action_drop(self) -> None:
        place = self._place("leave out")
        if place is not None:
            self._correct(lambda review: review.drop(place), "left out")

    def action_join(self) -> None:
        place = self._place("join")
        if self._sitting.only_left:
            self._say("the other papers of the file are in the library already; M joins them there")
        elif place is not None:
            self._correct(lambda review: review.join(place), "joined with the next")

    def action_edit(self) -> None:
        place, entry = self._place("edit"), self._entry
        if place is None or entry is None:
            return

        def edited(values: dict[str, object] | None) -> None:
            if values:
                self._correct(lambda review: review.edit(place, values), "edited")

        record = self._sitting.reviews[entry.file].records[place]
        self.app.push_screen(EditScreen(_as_paper(record)), edited)

    def _place(self, verb: str) -> int | None:
        """The place of the record under the cursor; says so if there is none."""
        entry = self._entry
        if entry is None or entry.place is None:
            self._say(f"there is no paper here to {verb}; enter makes one of a line")
            return None
        return entry.place

    def action_undo(self) -> None:
        if self._sitting.undo():
            self._show_change()
            self._say("undone")
        else:
            self._say("nothing to undo here")

    def action_redo(self) -> None:
        if self._sitting.redo():
            self._show_change()
            self._say("done again")
        else:
            self._say("nothing to redo here")

    # Out

    def action_import(self) -> None:
        if not any(entry.place is not None for entry in self._entries):
            self._say("there is no paper to import; enter makes one of a line", "warn")
            return
        self._sitting.cursor = self._list.cursor
        self.dismiss(self._sitting.corrected())

    def action_back(self) -> None:
        if self.focused is self._lines:
            self._list.focus()
        elif self._sitting.corrections and not self._asked:
            self._asked = True
            number = self._sitting.corrections
            corrections = f"{number} correction{'' if number == 1 else 's'}"
            self._say(f"{corrections}: i imports with them, esc again lets them go", "star")
        else:
            self.dismiss(None)


def _as_paper(record: Record) -> Paper:
    """A record as the edit screen takes it."""
    return Paper(
        id="",
        title=record.title or "",
        title_derived=not record.title,
        abstract=record.abstract,
        authors=record.authors,
        year=record.year,
        venue=record.venue,
        doi=record.doi,
        arxiv_id=record.arxiv_id,
        urls=record.urls,
    )
