"""What an import would do, is doing, and did: as a line, a bar, and a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from readlist.library import ImportReport, UnparsedLine
from readlist.library.report import SURE, FileReport, line_list, shown
from readlist.paper import counted, one_line
from readlist.tui.keys import bindings
from readlist.tui.text import cut_middle, drawable, wrap
from readlist.tui.widgets.boxes import Caption

if TYPE_CHECKING:
    from textual.geometry import Size

    from readlist.readers import Problem
    from readlist.tui.incoming import Import

_MOST_LINES = 300
"""Lines of a kind, shown of one file; of a file with more, nobody reads them all."""
_COUNTED = ("papers", "new", "known")
_GAP = 3
"""Columns between the counts of a file."""


def forecast(report: ImportReport) -> str:
    """A dry run in a line: ``62 papers: 51 new, 11 known; 2 lines not understood: 12, 40``."""
    known = report.total("known") + report.total("merged")
    text = f"{counted(report.total('records'), 'paper')}: {report.total('new')} new, {known} known"
    if len(report.files) > 1:
        text = f"{len(report.files)} files, {text}"
    unparsed = [entry.line for file in report.files for entry in file.unparsed]
    if unparsed:
        text += f"; {counted(len(unparsed), 'line')} not understood"
        if len(report.files) == 1:
            text += f": {line_list(unparsed).partition(' ')[2]}"
    broken = sum(max(len(file.problems), file.problem_count) for file in report.files)
    if broken:
        text += f"; {broken:,} {'entry is' if broken == 1 else 'entries are'} broken"
    if all(file.again for file in report.files):
        text += "; imported before"
    if len(report.files) == 1:
        text += _read_as(report.files[0])
    return text


def _read_as(file: FileReport) -> str:
    """What a file is taken for, where a person has said so or may know better."""
    if file.chosen:
        return f"; read as {file.format}, as you said"
    unsure = file.confidence is not None and file.confidence < SURE
    return f"; read as {file.format}, {file.confidence:.0%} sure" if unsure else ""


def problems(report: ImportReport) -> list[str]:
    """What is wrong with the files that cannot be imported, a sentence each."""
    wrong = [_sentence(file) for file in report.files if file.error is not None]
    return report.sentences() if report.failed and not report.files else wrong


def _sentence(file: FileReport) -> str:
    said = one_line(file.error or "")
    if not file.undecided:
        return said
    by_hand = "" if file.candidates else ", ^L lets you make papers of its lines"
    return f"{said}; ^T shows what it could be{by_hand}"


def doubtful(report: ImportReport) -> list[str]:
    """The files that were not imported because a person has to say what they are."""
    return [file.name for file in report.files if file.undecided]


class Bar(Widget):
    """How far an import is: a thin line that fills, and the numbers below it."""

    DEFAULT_CSS = """
    Bar { height: 3; max-width: 76; margin: 1 2; display: none; }
    """

    share: reactive[float] = reactive(0.0)
    words: reactive[str] = reactive("")

    def show(self, going_on: Import) -> None:
        self.share, self.words = going_on.share, one_line(going_on.words())

    def render(self) -> Content:
        width = self.size.width
        done = int(width * self.share)
        line = Content.assemble(("━" * done, "$accent"), ("━" * (width - done), "$rule"))
        leaving = Content.styled("it goes on if you leave this page", "$faint")
        return Content("\n").join([line, Content.styled(self.words, "$dim"), leaving])


class FileTable(Widget):
    """A row for each file, its counts in columns; below it what else is to be said of it."""

    DEFAULT_CSS = """
    FileTable { height: auto; }
    """

    def __init__(self, files: Sequence[FileReport]) -> None:
        super().__init__()
        self._files = files

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        counts = [(file.records, file.new, file.known + file.merged) for file in self._files]
        texts = [_COUNTED, *([f"{count:,}" for count in row] for row in counts)]
        wide = [max(map(len, column)) + _GAP for column in zip(*texts, strict=True)]
        names = [drawable(shown(file.source or file.name)) for file in self._files]
        room = max(min(width - sum(wide), max(map(cell_len, names))), 1)
        head, *cells = (
            "".join(f"{text:>{cell}}" for text, cell in zip(row, wide, strict=True))
            for row in texts
        )
        lines = [Content(" " * room + head).stylize("$faint")]
        for file, name, row in zip(self._files, names, cells, strict=True):
            name = cut_middle(name, room)
            lines.append(Content(name + " " * (room - cell_len(name)) + row).stylize("$fg"))
            lines += self._said(file, width)
        return lines

    def _said(self, file: FileReport, width: int) -> list[Content]:
        """What the counts do not tell."""
        known = ", ".join(file.of_the_known())
        said = "; ".join([*([f"known: {known}"] if known else []), *file.remarks()])
        lines = wrap(drawable(said), max(width - 2, 1)) if said else ()
        return [Content(f"  {said[start:end]}").stylize("$dim") for start, end in lines]


class ReportView(VerticalScroll):
    """What an import did, with every line that was not understood."""

    DEFAULT_CSS = """
    ReportView { padding: 1 2; scrollbar-size-vertical: 1; display: none; }
    ReportView Static, ReportView FileTable { max-width: 76; margin-bottom: 1; }
    ReportView Caption, ReportView .file { margin-bottom: 0; }
    """
    BINDINGS = bindings("view")

    def action_down(self) -> None:
        self.scroll_relative(y=1, animate=False)

    def action_up(self) -> None:
        self.scroll_relative(y=-1, animate=False)

    def action_half_down(self) -> None:
        self.scroll_relative(y=max(self.size.height // 2, 1), animate=False)

    def action_half_up(self) -> None:
        self.scroll_relative(y=-max(self.size.height // 2, 1), animate=False)

    def action_top(self) -> None:
        self.scroll_home(animate=False)

    def action_bottom(self) -> None:
        self.scroll_end(animate=False)

    async def show(self, report: ImportReport) -> None:
        await self.remove_children()
        self.scroll_home(animate=False)
        self.mount(Static(Content(report.in_all()).stylize("bold")))
        for problem in problems(report):
            self.mount(Static(Content.styled(problem, "$warn")))
        self.mount(FileTable([file for file in report.files if file.error is None]))
        if report.skipped:
            self.mount(Static(Content.styled(report.of_the_skipped(), "$dim")))
        self._list("broken", {f.name: f.problems for f in report.files if f.problems})
        self._list("not understood", {f.name: f.unparsed for f in report.files if f.unparsed})

    def _list(self, what: str, files: Mapping[str, Sequence[Problem | UnparsedLine]]) -> None:
        if files:
            self.mount(Caption(what))
        for name, entries in files.items():
            if len(files) > 1:
                self.mount(Static(Content(one_line(name)), classes="file"))
            self.mount(Static(_lines(entries)))


def _lines(entries: Sequence[Problem | UnparsedLine]) -> Content:
    """Lines of a file with their numbers, or what is wrong with them."""
    shown = entries[:_MOST_LINES]
    wide = len(str(shown[-1].line))
    rows = [
        Content.assemble((f"{entry.line:>{wide}}  ", "$faint"), (one_line(entry.text), "$dim"))
        for entry in shown
    ]
    if len(entries) > len(shown):
        rows.append(Content.styled(f"and {len(entries) - len(shown):,} more", "$faint"))
    return Content("\n").join(rows)
