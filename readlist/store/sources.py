"""Sources: the files, pastes and pipes that papers came from, and their text."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from readlist.store import forgetting
from readlist.store.connection import Connections, database
from readlist.store.forgetting import ForgottenBatch
from readlist.store.steps import Steps
from readlist.store.values import now, safe, to_json

_LEVEL = 4  # of zlib: 3 times as fast as its default, for 5% more bytes
LARGE = 32_000_000
"""Characters of a text beyond which only the lines that records came from are kept."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """`completed`: False while its import is running, or if it was interrupted."""

    row: int
    name: str
    completed: bool


class Sources:
    """The sources of a library."""

    def __init__(self, connections: Connections, steps: Steps) -> None:
        self._connections = connections
        self._steps = steps

    def by_hash(self, sha: str) -> SourceRow | None:
        """The source of these bytes, complete or not."""
        with self._connections.reading() as connection:
            return _by_hash(connection, sha)

    def begin(
        self, name: str, sha: str, format: str, encoding: str, ledger: Sequence[tuple[str, int]]
    ) -> int:
        """The row of a new source, or of the one with these bytes whose import was interrupted.

        `ledger`: the class of each of the file's lines, as runs:
        ``[("title", 1), ("abstract", 3)]``.
        """
        moment = now()
        values = {
            "name": safe(name),
            "format": format,
            "encoding": encoding,
            "lines": _runs(ledger),
            "changed_at": moment,
        }
        with self._steps.transaction() as connection:
            table = database(connection).table("sources")
            known = _by_hash(connection, sha)
            if known is not None:
                table.update(known.row, values)
                return known.row
            return cast("int", table.insert({**values, "sha": sha, "imported_at": moment}).last_pk)

    def finish(
        self,
        row: int,
        encoding: str | None = None,
        ledger: Sequence[tuple[str, int]] | None = None,
    ) -> None:
        """All of the source is in the library: from now on its bytes are known.

        `encoding`, `ledger`: where they were not known when it began.
        """
        with self._steps.transaction() as connection:
            connection.execute(
                """UPDATE sources SET completed_at = ?1, changed_at = ?1,
                     encoding = coalesce(?2, encoding), lines = coalesce(?3, lines)
                   WHERE row = ?4""",
                (now(), encoding, None if ledger is None else _runs(ledger), row),
            )

    def rename(self, row: int, name: str) -> int:
        """Give a source another name; the number changed."""
        with self._steps.transaction() as connection:
            return connection.execute(
                "UPDATE sources SET name = ?1, changed_at = ?2 WHERE row = ?3 AND name <> ?1",
                (safe(name), now(), row),
            ).rowcount

    def keep_text(self, sha: str, text: str, used: Sequence[tuple[int, int]] = ()) -> None:
        """Keep the decoded text of a source, compressed. Not logged.

        Of a text of more than `LARGE` characters only the `used` lines are kept (first and last,
        1-based, inclusive) and the others are emptied, so that line numbers still hold.
        """
        if len(text) > LARGE and used:
            text = _only_lines(text, used)
        row = {"sha": sha, "text": zlib.compress(safe(text).encode(), _LEVEL), "kept_at": now()}
        with self._steps.unlogged() as connection:
            database(connection).table("source_text").insert(row, ignore=True)

    def text(self, sha: str) -> str | None:
        """The decoded text of the source with this hash, if it was kept."""
        with self._connections.reading() as connection:
            return source_text(connection, sha)

    # Letting one go

    def import_tags(self, source: int) -> list[int]:
        """The tags (their rows) that all papers of a source got when it was imported."""
        with self._connections.reading() as connection:
            return forgetting.import_tags(connection, source)

    def forget_some(
        self, source: int, *, after: int, most: int, import_tags: Sequence[int]
    ) -> ForgottenBatch | None:
        """Forget up to `most` papers of a source with rows beyond `after`; None: no more."""
        with self._steps.transaction() as connection:
            return forgetting.forget_some(connection, source, after, most, import_tags)

    def finish_forgetting(self, source: int) -> None:
        """All papers of the source are forgotten, or kept: it is in no list any more."""
        with self._steps.transaction() as connection:
            forgetting.finish_forgetting(connection, source)


def _runs(ledger: Sequence[tuple[str, int]]) -> str:
    return to_json([list(run) for run in ledger])


def _by_hash(connection: sqlite3.Connection, sha: str) -> SourceRow | None:
    found = connection.execute(
        "SELECT row, name, completed_at IS NOT NULL FROM sources WHERE sha = ?", (sha,)
    ).fetchone()
    return SourceRow(found[0], found[1], bool(found[2])) if found is not None else None


def source_text(connection: sqlite3.Connection, sha: str) -> str | None:
    """The decoded text of the source with this hash, if it was kept."""
    found = connection.execute("SELECT text FROM source_text WHERE sha = ?", (sha,)).fetchone()
    return zlib.decompress(found[0]).decode() if found is not None else None


def lines_of(text: str) -> list[str]:
    """The lines of a source's text, as they are numbered.

    Without a regular expression it takes a third of the time, of 100 MB 0.2 s.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _only_lines(text: str, used: Sequence[tuple[int, int]]) -> str:
    wanted = {number for first, last in used for number in range(first, last + 1)}
    lines = enumerate(lines_of(text), 1)
    return "\n".join(line if number in wanted else "" for number, line in lines)
