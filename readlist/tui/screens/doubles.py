"""Possible doubles: one pair after the other, side by side, to be merged or kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from readlist.errors import ReadlistError
from readlist.library import Done, Double, Library
from readlist.library.log import step_undone
from readlist.tui.jobs import Jobs
from readlist.tui.keys import bindings
from readlist.tui.pairs import Caption, pair_lines, what_differs
from readlist.tui.screens.acting import ActingPage
from readlist.tui.screens.frame import Key, KeyLine, Sheet, TopLine
from readlist.tui.steps import steps_redone
from readlist.tui.text import wrap
from readlist.tui.widgets.boxes import Caption as Heading
from readlist.tui.widgets.boxes import Choices
from readlist.tui.widgets.line_view import LineView

Pair = tuple[str, str]
_NONE = "No papers look like doubles."
_ABOUT = (
    "Papers that may be the same are listed here when they come in, to be merged or kept apart."
)
_MEASURE = 60


class DoublesScreen(ActingPage[bool]):
    """Look through `doubles`, the pairs of papers that may be the same, most alike first.

    The result: was anything changed?
    """

    DEFAULT_CSS = """
    DoublesScreen LineView { height: 1fr; padding: 1 0 0 0; }
    DoublesScreen.-short LineView { padding: 0; }
    DoublesScreen Said { padding: 0 2; max-width: 100%; }
    """
    AUTO_FOCUS = "LineView"
    BINDINGS = bindings("doubles")

    def __init__(self, library: Library, jobs: Jobs, doubles: Sequence[Double]) -> None:
        super().__init__(library, jobs)
        self._doubles = doubles
        """Those that are left to decide."""
        self._at = 0
        self._swapped: set[frozenset[str]] = set()
        """The pairs of which the second is the one to stay."""
        self._changed = False
        self._writing = 0
        """Decisions not written yet."""
        self._top_line = TopLine("possible doubles")
        self._view = LineView()
        self._key_line = KeyLine()

    def compose(self) -> ComposeResult:
        yield self._top_line
        yield self._view
        yield self.said
        yield self._key_line

    @property
    def _double(self) -> Double | None:
        return self._doubles[self._at] if self._doubles else None

    def _ids(self, double: Double) -> Pair:
        """Its papers, the one that stays first."""
        one, other = double.one_id, double.other_id
        return (other, one) if frozenset((one, other)) in self._swapped else (one, other)

    # Showing

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self, top: int | None = None) -> None:
        double, view = self._double, self._view
        width = view.content_size.width
        if double is None:
            lines = [Content(f"  {_NONE}").stylize(view.ink.fg), Content("")]
            lines += [
                Content(f"  {_ABOUT[start:end]}").stylize(view.ink.dim)
                for start, end in wrap(_ABOUT, min(width - 3, _MEASURE))
            ]
            view.set_lines(lines, 0)
        else:
            view.set_lines(self._lines(double, width), top)
        total = len(self._doubles)
        self._top_line.state = f"{self._at + 1} of {total:,}" if total else ""
        self._draw_keys(total)

    def _lines(self, double: Double, width: int) -> list[Content]:
        papers = {each.id: each for each in self._library.papers(list(self._ids(double)))}
        one, other = (papers.get(each) for each in self._ids(double))
        ink = self._view.ink
        if one is None or other is None:
            return [Content("  One of these is gone by now.").stylize(ink.fg)]
        alike = f"  Their {double.kind}s are {_percent(double)} alike"
        differs = [name for name in what_differs(one, other) if name != double.kind]
        if differs:
            alike += f"; different: {', '.join(differs)}"
        caption = Caption("stays", "goes into it")
        lines = pair_lines(one, other, caption, width, ink)
        return [Content(alike).stylize(ink.dim), Content(""), *lines]

    def _draw_keys(self, total: int) -> None:
        keys = []
        if total:
            keys = [Key("M", "merge", "merge"), Key("x", "keep both", "keep")]
            keys.append(Key("tab", "the other stays", "swap"))
        if self._changed:
            keys.append(Key("u", "undo", "undo"))
        if total > 1:
            keys += [Key("J", "next", "next(1)"), Key("A", "several at once", "all")]
        self._key_line.keys = (*keys, Key("esc", "back", "back"))

    def action_next(self, step: int) -> None:
        if self._doubles:
            self._at = max(0, min(self._at + step, len(self._doubles) - 1))
            self._say("")
            self._draw(0)

    def action_swap(self) -> None:
        if self._double is not None:
            self._swapped ^= {frozenset((self._double.one_id, self._double.other_id))}
            self._draw()

    # Deciding

    def action_merge(self) -> None:
        if self._double is not None:
            self._settle(self._library.merge_pairs, [self._double])

    def action_keep(self) -> None:
        if self._double is not None:
            self._settle(self._library.keep_both, [self._double])

    def action_all(self) -> None:
        double = self._double
        if double is None:
            return

        def chosen(choice: Batch | None) -> None:
            if choice is not None:
                verb = self._library.merge_pairs if choice.merge else self._library.keep_both
                self._settle(verb, choice.doubles)

        self.app.push_screen(BatchScreen(batches(self._doubles, double)), chosen)

    def _settle(self, verb: Callable[[Sequence[Pair]], Done], doubles: Sequence[Double]) -> None:
        """Settle pairs: they go at once, so that the next key is for the next one."""
        pairs = [self._ids(each) for each in doubles]
        settled = set(doubles)
        self._show([each for each in self._doubles if each not in settled])
        self._work(lambda: verb(pairs).message)

    def action_undo(self) -> None:
        self._work(lambda: step_undone(self._library.undo()))

    def action_redo(self) -> None:
        self._work(lambda: steps_redone([self._library.redo()]))

    def _work(self, job: Callable[[], str]) -> None:
        """Do something, in its turn, and look up what is left to decide."""
        self._changed = True
        self._writing += 1
        self.work(self._write(job), group="write")

    async def _write(self, job: Callable[[], str]) -> None:
        try:
            self._say(await self._jobs.write(job))
        except ReadlistError as error:
            self.warn(error)  # the pair is open still
        finally:
            self._writing -= 1
        doubles = await self._jobs.search(lambda _: self._library.doubles())
        if not (self.left or self._writing):  # else the screen is ahead of the library
            self._show(doubles)

    def _show(self, doubles: Sequence[Double]) -> None:
        before = self._double
        self._doubles = doubles
        self._at = max(0, min(self._at, len(doubles) - 1))
        self._draw(None if self._double == before else 0)

    def action_back(self) -> None:
        self.dismiss(self._changed)


@dataclass(frozen=True, slots=True)
class Batch:
    """One answer for several pairs: merge them, or keep both of each."""

    merge: bool
    doubles: tuple[Double, ...]
    text: str


def batches(doubles: Sequence[Double], here: Double) -> list[Batch]:
    """What can be said of several pairs at once, from the one in hand."""
    kind = [each for each in doubles if each.kind == here.kind]
    groups = (
        (True, [each for each in kind if each.score >= here.score], _above(here)),
        (True, kind, f"whose {here.kind}s are alike"),
        (True, list(doubles), "there are"),
        (False, [each for each in kind if each.score <= here.score], _below(here)),
        (False, kind, f"whose {here.kind}s are alike"),
        (False, list(doubles), "there are"),
    )
    found: dict[tuple[bool, int], Batch] = {}
    for merge, some, which in groups:
        verb = "merge" if merge else "keep both of"
        count = "the one pair" if len(some) == 1 else f"all {len(some):,} pairs"
        # As many of one list are the same, and best called by the widest name.
        found[merge, len(some)] = Batch(merge, tuple(some), f"{verb} {count} {which}")
    return list(found.values())


def _above(double: Double) -> str:
    return f"whose {double.kind}s are at least {_percent(double)} alike"


def _below(double: Double) -> str:
    return f"whose {double.kind}s are at most {_percent(double)} alike"


def _percent(double: Double) -> str:
    return f"{round(100 * double.score)} %"


class BatchScreen(Sheet[Batch | None]):
    """Choose one answer for several pairs."""

    DEFAULT_CSS = """
    BatchScreen Choices { margin-top: 1; }
    """
    AUTO_FOCUS = "Choices"
    BINDINGS = bindings("batch")

    def __init__(self, choices: Sequence[Batch]) -> None:
        super().__init__()
        self._batches = choices

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            with Vertical(classes="body"):
                yield Heading("several at once")
                yield Static(Content.styled("One step: u undoes all of it.", "$dim"))
                yield Choices(*(Content(each.text) for each in self._batches))
            yield KeyLine(Key("enter", "do it", "take"), Key("esc", "back", "back"))

    def action_take(self) -> None:
        self.query_one(Choices).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._batches[event.option_index])
