"""What became of the lines of a file: the class of each, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, Self

from readlist.library.report import UnparsedLine
from readlist.paper import Record
from readlist.readers import LineClass, Problem, Reading

MOST_TOLD: Final = 1000
"""Of a file that comes as a stream, how many lines of a kind are told one by one."""


@dataclass(slots=True)
class Ledger:
    """Made of a `Reading`, or line by line."""

    runs: list[tuple[str, int]] = field(default_factory=list)
    """The class of every line, as runs: ``[("title", 1), ("abstract", 3), …]``."""
    unparsed: list[UnparsedLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    no_abstract: list[int] = field(default_factory=list)
    """The first lines of records that have none."""
    problem_count: int = 0
    no_abstract_count: int = 0

    @classmethod
    def of(cls, reading: Reading, lines: Iterable[str]) -> Self:
        bare = [record.first_line for record in reading.records if not record.abstract]
        return cls(
            runs=[(kind.value, sum(1 for _ in run)) for kind, run in groupby(reading.lines)],
            unparsed=[
                UnparsedLine(number, text)
                for number, (kind, text) in enumerate(zip(reading.lines, lines, strict=True), 1)
                if kind is LineClass.UNPARSED
            ],
            problems=list(reading.problems),
            no_abstract=bare,
            problem_count=len(reading.problems),
            no_abstract_count=len(bare),
        )

    def add(self, number: int, kind: LineClass, text: str) -> None:
        """The next line of a stream."""
        name = kind.value
        if self.runs and self.runs[-1][0] == name:
            self.runs[-1] = (name, self.runs[-1][1] + 1)
        else:
            self.runs.append((name, 1))
        if kind is LineClass.UNPARSED and len(self.unparsed) < MOST_TOLD:
            self.unparsed.append(UnparsedLine(number, text[:MOST_TOLD]))

    def note(self, record: Record) -> None:
        """A record of the line added last."""
        if not record.abstract:
            self.no_abstract_count += 1
            if len(self.no_abstract) < MOST_TOLD:
                self.no_abstract.append(record.first_line)

    def trouble(self, problem: Problem) -> None:
        """What is wrong with the line added last."""
        self.problem_count += 1
        if len(self.problems) < MOST_TOLD:
            self.problems.append(problem)

    def counts(self) -> dict[str, int]:
        """How many lines there are of each class; they add up to the file."""
        counts = dict.fromkeys((kind.value for kind in LineClass), 0)
        for name, length in self.runs:
            counts[name] += length
        return counts
