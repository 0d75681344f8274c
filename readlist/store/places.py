"""Where papers were seen: in which sources, on which lines, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass

from readlist.store import sources
from readlist.store.connection import Connections


@dataclass(frozen=True, slots=True)
class StoredPlace:
    """A source and lines of it, 1-based and inclusive. `lines`: what stands there, verbatim; none
    if the source's text was not kept."""

    name: str
    format: str
    imported_at: str
    first_line: int
    last_line: int
    lines: tuple[str, ...]


class Places:
    """The sightings of papers, with their text."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, paper: int) -> list[StoredPlace]:
        """Where a paper was seen, the newest source first. Sources that were forgotten do not
        count. Reads the whole text of each source."""
        with self._connections.reading() as connection:
            found = connection.execute(
                """SELECT s.name, s.format, s.imported_at, l.first_line, l.last_line, s.sha
                   FROM sightings l JOIN sources s ON s.row = l.source
                   WHERE l.paper = ? AND s.forgotten_at IS NULL
                   ORDER BY s.row DESC, l.first_line""",
                (paper,),
            ).fetchall()
            texts = {sha: sources.source_text(connection, sha) for *_, sha in found}
        lines = {sha: sources.lines_of(text) for sha, text in texts.items() if text is not None}
        return [
            StoredPlace(name, form, at, first, last, tuple(lines.get(sha, [])[first - 1 : last]))
            for name, form, at, first, last, sha in found
        ]
