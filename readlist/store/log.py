"""What the steps of the history did: the papers they touched, and rows before and after.

The log keeps of each row a step touched what it was before (of an undone step: what it made of
it). What the row became is what the next step found, or what it is now; so nothing more is kept.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from readlist.paper import Step
from readlist.store import names, taking_back, undo
from readlist.store.connection import Connections
from readlist.store.flip import parts_of
from readlist.store.obstacles import find_chain, find_obstacles
from readlist.store.rowchange import Row, RowChange
from readlist.store.schema import Logged, logged_tables
from readlist.store.steps import Steps
from readlist.store.values import chunks, marks_for


@dataclass(frozen=True, slots=True)
class InTheWay:
    """`steps` (newest first) have to be undone, or redone, before a step; `hopeless`: something is
    in its way that is not in the history any more."""

    steps: tuple[Step, ...]
    hopeless: bool

    def __bool__(self) -> bool:
        return bool(self.steps) or self.hopeless


class Log:
    """The history to look into. Steps go by their numbers; papers by their rows."""

    def __init__(self, connections: Connections, steps: Steps, window: str) -> None:
        self._connections = connections
        self._steps = steps
        self._window = window

    def step(self, number: int) -> Step:
        """Raises `NothingToUndo` for a number that is none."""
        with self._connections.reading() as connection:
            (step,) = undo.with_taken_back(connection, [undo.numbered(connection, number)])
            return step

    def newest_own(self) -> int | None:
        """The newest step that this window did, to its end, and that is not undone."""
        with self._connections.reading() as connection:
            return undo.newest_of(connection, self._window, self._steps.under_way())

    def is_own(self, number: int) -> bool:
        """Whether this window did the step."""
        with self._connections.reading() as connection:
            found = connection.execute(
                "SELECT window FROM undo_steps WHERE number = ?", (number,)
            ).fetchone()
            return found is not None and found[0] == self._window

    def can_redo(self, number: int) -> bool:
        """Whether an undone step is still there to be redone."""
        with self._connections.reading() as connection:
            found = connection.execute(
                "SELECT 1 FROM undo_steps WHERE number = ? AND state = 'undone'", (number,)
            ).fetchone()
            return found is not None

    def in_the_way(self, number: int) -> InTheWay:
        """What has to be undone before this step (redone, if it is undone)."""
        with self._connections.reading() as connection:
            step = undo.numbered(connection, number)
            found = find_obstacles(connection, number, undoing=not step.undone)
            steps = tuple(undo.numbered(connection, other) for other in found.steps)
            return InTheWay(steps, found.rows)

    def chain(self, number: int) -> list[Step]:
        """The step and all that have to be undone before it (redone, if it is undone), in the
        order in which that can be done."""
        with self._connections.reading() as connection:
            step = undo.numbered(connection, number)
            found = find_chain(connection, number, undoing=not step.undone)
            ordered = connection.execute(
                f"""SELECT number FROM undo_steps WHERE number IN ({", ".join(map(str, found))})
                    ORDER BY last {"ASC" if step.undone else "DESC"}"""
            )
            return [undo.numbered(connection, other) for (other,) in ordered.fetchall()]

    def size(self, number: int) -> int:
        """How many rows a step touched."""
        with self._connections.reading() as connection:
            (rows,) = connection.execute(
                """SELECT count(*) FROM undo_log
                   WHERE step IN (SELECT number FROM undo_steps WHERE leader = ?)""",
                (number,),
            ).fetchone()
            return int(rows)

    def can_take_back(self, number: int) -> bool:
        """Whether the step only touched what `take_back` knows how to put back."""
        with self._connections.reading() as connection:
            parts = ", ".join(map(str, parts_of(connection, number)))
            found = connection.execute(
                f"SELECT DISTINCT tbl FROM undo_log WHERE step IN ({parts})"
            ).fetchall()
            return {table for (table,) in found} <= taking_back.TABLES

    def take_back(self, changes: Sequence[RowChange]) -> int:
        """As part of the open step, put back what another one changed, as far as nothing has
        changed it since; the number of papers."""
        with self._steps.transaction() as connection:
            return taking_back.take_back(connection, changes)

    def papers_of(self, number: int) -> list[int]:
        """The rows of the papers that a step touched, also of those that are gone."""
        with self._connections.reading() as connection:
            parts = ", ".join(map(str, parts_of(connection, number)))
            found = connection.execute(
                f"SELECT paper FROM ({touched_in(parts)}) WHERE paper IS NOT NULL ORDER BY paper"
            )
            return [paper for (paper,) in found]

    def rows(self, ids: Sequence[str]) -> dict[str, int]:
        """The row of each of these ids, also of papers that are gone; unknown ones left out."""
        found: dict[str, int] = {}
        with self._connections.reading() as connection:
            for some in chunks(ids):
                found.update(
                    connection.execute(
                        f"SELECT id, row FROM papers WHERE id IN ({marks_for(some)})", some
                    )
                )
            for some in chunks([id for id in ids if id not in found]):
                gone = connection.execute(
                    f"""SELECT image ->> 'id', key FROM undo_log
                        WHERE tbl = 'papers' AND image ->> 'id' IN ({marks_for(some)})
                        ORDER BY step""",
                    some,
                )
                found.update(gone)
        return {id: found[id] for id in ids if id in found}

    def ids(self, rows: Sequence[int]) -> list[str]:
        """The ids of these papers, in their order, also of those that are gone."""
        with self._connections.reading() as connection:
            found = names.ids_of(connection, rows)
        missing = self.names([row for row in rows if row not in found])
        found.update((row, id) for row, (id, _) in missing.items())
        return [found[row] for row in rows if row in found]

    def names(self, rows: Sequence[int]) -> dict[int, tuple[str, str]]:
        """The id and the title of each of these papers, also of those that are gone."""
        found: dict[int, tuple[str, str]] = {}
        with self._connections.reading() as connection:
            for some in chunks(rows):
                values, given = _values(some)
                named = connection.execute(
                    f"""WITH p(row) AS ({values})
                        SELECT p.row, coalesce(t.id, l.image ->> 'id'),
                          coalesce(t.title, l.image ->> 'title')
                        FROM p LEFT JOIN papers t ON t.row = p.row
                        LEFT JOIN undo_log l ON t.row IS NULL AND l.tbl = 'papers'
                          AND l.key = p.row AND l.image IS NOT NULL
                        ORDER BY l.step""",
                    given,
                )
                found.update((row, (id, title)) for row, id, title in named if id is not None)
        return found

    def changes(self, number: int, papers: Sequence[int]) -> list[RowChange]:
        """What a step did to these papers; without any, to what belongs to no paper."""
        with self._connections.reading() as connection:
            parts = ", ".join(map(str, parts_of(connection, number)))
            if not papers:
                tables = ", ".join(f"'{name}'" for name in _OF_NO_PAPER)
                own = f"""SELECT step, tbl, key, NULL AS paper FROM undo_log
                          WHERE step IN ({parts}) AND tbl IN ({tables})"""
                return _changes(connection, own, ())
            found: list[RowChange] = []
            for some in chunks(papers, 100):
                own, given = _touching(some)
                found += _changes(
                    connection, f"SELECT * FROM ({own}) WHERE step IN ({parts})", given
                )
            return found

    def of_paper(self, paper: int, limit: int | None) -> list[tuple[Step, list[RowChange]]]:
        """The newest steps that touched a paper, newest first, and what each did to it."""
        with self._connections.reading() as connection:
            own, given = _touching([paper])
            found = connection.execute(
                f"""SELECT DISTINCT first.number FROM ({own}) o
                    JOIN undo_steps s ON s.number = o.step
                    JOIN undo_steps first ON first.number = s.leader
                    ORDER BY first.last DESC LIMIT ?""",
                (*given, -1 if limit is None else limit),
            )
            steps = undo.with_taken_back(
                connection, [undo.numbered(connection, number) for (number,) in found.fetchall()]
            )
            parts = ", ".join(str(part) for s in steps for part in parts_of(connection, s.number))
            changes = _changes(connection, f"SELECT * FROM ({own}) WHERE step IN ({parts})", given)
        by_step: dict[int, list[RowChange]] = {step.number: [] for step in steps}
        for change in changes:
            by_step[change.step].append(change)
        return [(step, by_step[step.number]) for step in steps]

    def names_in(self, table: Literal["tags", "sources"], rows: Iterable[int]) -> dict[int, str]:
        """The names of tags or sources, also of those that are gone."""
        called: dict[int, str] = {}
        with self._connections.reading() as connection:
            for row in set(rows):
                found = connection.execute(
                    f"""SELECT name FROM {table} WHERE row = ?1
                        UNION ALL SELECT * FROM (SELECT image ->> 'name' FROM undo_log
                          WHERE tbl = '{table}' AND key = ?1 AND image IS NOT NULL
                          ORDER BY step DESC)""",
                    (row,),
                ).fetchone()
                if found is not None:
                    called[row] = found[0]
        return called


def _column(table: str) -> str:
    """SQL for the paper of a log row `l` of a table with a column `paper` outside its key: as it
    was, else as it is, else as a later step found it."""
    key = "alias" if table == "aliases" else "row"
    return f"""coalesce(l.image ->> 'paper',
        (SELECT paper FROM {table} WHERE {key} = l.key),
        (SELECT n.image ->> 'paper' FROM undo_log n WHERE n.tbl = '{table}' AND n.key = l.key
         AND n.step > l.step AND n.image IS NOT NULL LIMIT 1))"""


_FIRST = "CAST(substr(l.key, 1, instr(l.key, ':') - 1) AS INTEGER)"
_SECOND = "CAST(substr(l.key, instr(l.key, ':') + 1) AS INTEGER)"

_PAPERS: Mapping[str, tuple[str, ...]] = {
    "papers": ("l.key",),
    "sightings": (_column("sightings"),),
    "aliases": (_column("aliases"),),
    "marks": ("l.key",),
    "paper_tags": (_FIRST,),
    "notes": ("l.key",),
    "highlights": (_column("highlights"),),
    "queue_items": (_SECOND,),
    "apart": (_FIRST, _SECOND),
}
"""SQL for the papers that a row `l` of the log belongs to, by table."""

STEP_TABLES = tuple(_PAPERS)
"""Those in which steps touch papers."""

_OF_NO_PAPER = ("sources", "tags", "queues", "saved_searches", "words")


def touched_in(parts: str) -> str:
    """SQL for the papers (`paper`, NULL for rows of none that is known) of these parts."""
    return " UNION ".join(
        f"SELECT {paper} AS paper FROM undo_log l WHERE l.step IN ({parts}) AND l.tbl = '{table}'"
        for table, papers in _PAPERS.items()
        for paper in papers
    )


def _values(rows: Sequence[int]) -> tuple[str, tuple[int, ...]]:
    return "VALUES " + ", ".join("(?)" for _ in rows), tuple(rows)


def _touching(papers: Sequence[int]) -> tuple[str, tuple[int, ...]]:
    """SQL for (step, tbl, key, paper) of the log rows of these papers, by way of the indexes (+
    takes a column's affinity away, without which undo_log.key cannot be looked up; CROSS JOIN
    keeps the order of the tables)."""
    values, given = _values(papers)
    by_key = "SELECT l.step, l.tbl, l.key, p.row AS paper FROM p CROSS JOIN undo_log l ON l.tbl = "
    ways = [f"{by_key}'{table}' AND l.key = p.row" for table in ("papers", "marks", "notes")]
    for table in ("paper_tags", "apart"):
        ways.append(f"{by_key}'{table}' AND l.key > p.row || ':' AND l.key < p.row || ';'")
    ways += [
        """SELECT l.step, l.tbl, l.key, p.row FROM p CROSS JOIN apart t ON t.other = p.row
            CROSS JOIN undo_log l ON l.tbl = 'apart' AND l.key = t.one || ':' || t.other""",
        """SELECT l.step, l.tbl, l.key, p.row FROM p CROSS JOIN queue_items t ON t.paper = p.row
            CROSS JOIN undo_log l ON l.tbl = 'queue_items' AND l.key = t.queue || ':' || t.paper""",
        """SELECT l.step, l.tbl, l.key, p.row FROM p CROSS JOIN sightings t ON t.paper = p.row
           CROSS JOIN undo_log l ON l.tbl = 'sightings' AND l.key = +t.row""",
    ]
    for table, key in (("highlights", "row"), ("aliases", "alias")):
        # Few enough to look through those that are gone, too.
        ways.append(
            f"""SELECT l.step, l.tbl, l.key, h.paper FROM (
                  SELECT {key} AS key, paper FROM {table} WHERE paper IN (SELECT row FROM p)
                  UNION SELECT key, image ->> 'paper' FROM undo_log
                  WHERE tbl = '{table}' AND image ->> 'paper' IN (SELECT row FROM p)
                ) h CROSS JOIN undo_log l ON l.tbl = '{table}' AND l.key = +h.key"""
        )
    return f"WITH p(row) AS ({values}) {' UNION '.join(ways)}", given


def _changes(connection: sqlite3.Connection, own: str, given: Sequence[int]) -> list[RowChange]:
    """What became of the log rows that the SQL `own` names: each row once for each step."""
    papers: dict[tuple[int, str, object], set[int]] = {}
    parts: dict[tuple[int, str, object], list[int]] = {}
    found = connection.execute(
        f"""SELECT s.leader, o.step, o.tbl, o.key, o.paper FROM ({own}) o
            JOIN undo_steps s ON s.number = o.step ORDER BY o.step""",
        given,
    )
    for leader, part, table, key, paper in found.fetchall():
        row = (leader, table, key)
        papers.setdefault(row, set()).update(() if paper is None else (paper,))
        parts.setdefault(row, []).append(part)
    tables = {table.name: table for table in logged_tables(connection)}
    changes = []
    for (leader, table, key), numbers in parts.items():
        before, _ = _images(connection, tables[table], numbers[0], key)
        _, after = _images(connection, tables[table], numbers[-1], key)
        if before != after:
            whose = frozenset(papers[leader, table, key])
            changes.append(RowChange(leader, table, whose, before, after))
    return changes


def _images(
    connection: sqlite3.Connection, table: Logged, part: int, key: object
) -> tuple[Row | None, Row | None]:
    """A row before and after a part of a step."""
    image, flipped = connection.execute(
        "SELECT image, flipped FROM undo_log WHERE step = ? AND tbl = ? AND key = ?",
        (part, table.name, key),
    ).fetchone()
    order, than = ("DESC", "<") if flipped else ("ASC", ">")
    next_to = connection.execute(
        f"""SELECT image FROM undo_log WHERE tbl = ? AND key = ? AND step {than} ?
            AND flipped = ? ORDER BY step {order} LIMIT 1""",
        (table.name, key, part, flipped),
    ).fetchone()
    if next_to is None:
        next_to = connection.execute(
            f"SELECT {table.image_of('t')} FROM {table.name} t WHERE {table.is_row('t', '?1')}",
            (key,),
        ).fetchone() or (None,)
    one, other = _row(image), _row(next_to[0])
    return (other, one) if flipped else (one, other)


def _row(image: str | None) -> Row | None:
    return None if image is None else cast(Row, json.loads(image))
