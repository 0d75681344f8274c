"""The import that goes on, whatever page one is on, and what came of it."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from typing import TYPE_CHECKING

from readlist.errors import ReadlistError, UndoBlocked
from readlist.tui.jobs import Jobs, StopToken

if TYPE_CHECKING:
    from readlist.library import ImportReport, Library, Progress
    from readlist.tui.given import Importable

WATCHED = 0.1
"""Seconds between looks at how far an import is."""


class Import:
    """One import. Its thread writes here what the screen looks at now and then."""

    def __init__(self, library: Library, jobs: Jobs, given: Importable) -> None:
        """Begins at once."""
        self.given = given
        self.progress: Progress | None = None
        self.report: ImportReport | None = None
        self.error = ""
        """Why nothing came of it, or not all."""
        self.taken_out = False
        """It was stopped, and what had been stored by then is not in the library any more."""
        self._library = library
        self._jobs = jobs
        self._out: float | None = None
        """The share of what had been stored that is out again."""
        self._stop = StopToken()
        self._end: Future[None] = jobs.bring_in(self._run, self._stop)

    def _run(self) -> None:
        try:
            report = self.given.store(self._library, self._stop, self._tell)
            if report.stopped and report.step is not None and not self._jobs.closing:
                self._take_out(report.step)
            self.report = report
        except ReadlistError as error:
            self.error = str(error)

    def _tell(self, progress: Progress) -> None:
        self.progress = progress

    def _take_out(self, step: int) -> None:
        """Half an import is nothing one wants; but where something was done with it, it stays."""

        def tell(done: int, total: int) -> None:
            self._out = done / total

        try:
            self._library.undo(step, tell)
            self.taken_out = True
        except UndoBlocked:
            return

    def stop(self) -> None:
        """End it at the next safe place, and take out what it has stored."""
        self._stop.stopped = True

    @property
    def going_on(self) -> bool:
        return not self._end.done()

    @property
    def stopping(self) -> bool:
        return self._stop.stopped

    async def ended(self) -> None:
        """Wait for its end. Raises what should not have gone wrong."""
        await asyncio.shield(asyncio.wrap_future(self._end))

    @property
    def came(self) -> bool:
        """Did it bring in, or find here already, at least one file?"""
        report = self.report
        if report is None or self.taken_out or (report.stopped and not report.total("records")):
            return False
        return any(not file.error for file in report.files)

    @property
    def share(self) -> float:
        """How far it is, from 0 to 1."""
        if self._out is not None:
            return 1 - self._out
        return self.progress.done / max(self.progress.total, 1) if self.progress else 0.0

    def words(self, named: bool = True) -> str:
        """How far it is, in words; `named`: with the file's name."""
        progress = self.progress
        if self._out is not None:
            return f"taking out what was in: {self._out:.0%}"
        if self._stop.stopped:
            return "stopping…"
        if progress is None:
            return "reading…"
        if progress.done >= progress.total > 0:
            return "making them searchable…"
        return f"{progress.name}: {progress.numbers()}" if named else progress.numbers()


class Incoming:
    """Begins imports, one at a time."""

    def __init__(self, library: Library, jobs: Jobs) -> None:
        self._library = library
        self._jobs = jobs
        self.current: Import | None = None
        """The import that goes on, or that nobody has seen the end of."""

    def begin(self, given: Importable) -> Import:
        self.current = Import(self._library, self._jobs, given)
        return self.current

    def seen(self) -> None:
        """Somebody has been told what came of it."""
        self.current = None

    @property
    def going_on(self) -> bool:
        return self.current is not None and self.current.going_on

    def farewell(self) -> str:
        """What to say of an import that nobody has seen the end of, when the app has ended."""
        current = self.current
        if current is None:
            return ""
        if current.error or current.report is None:
            return current.error
        report = current.report
        if not report.stopped:
            return "; ".join(report.sentences()[:1])
        if current.taken_out or report.step is None:
            return "The import was stopped; nothing of it is in the library"
        return (
            f"The import was stopped: {report.total('records'):,} papers of it are in. Import it "
            "again for the rest, or readlist undo takes them out"
        )
