"""The order of the tags, and of the papers in each: positions with gaps between them, so that
moving one changes the row of no other."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from readlist.store.values import chunks, marks_for, now

GAP = 1 << 32
"""Between the positions of two neighbours."""
# Few papers are removed, so a look at the index of those is cheaper than one at every paper.
IN_VIEW = "paper NOT IN (SELECT row FROM papers WHERE removed_at IS NOT NULL)"
IN_ORDER = "tags.position IS NULL, tags.position, folded"
"""The order of the tags: those that were moved, then the others by name."""


def move(connection: sqlite3.Connection, tag: int, to: int) -> int:
    """Put a tag at place `to` among those that papers in view have; the number moved."""
    places = connection.execute(
        f"""SELECT row, position FROM tags
            WHERE EXISTS (SELECT 1 FROM paper_tags WHERE tag = tags.row AND {IN_VIEW})
            ORDER BY {IN_ORDER}"""
    ).fetchall()
    at = next(place for place, (row, _) in enumerate(places) if row == tag)
    to = max(0, min(to, len(places) - 1))
    if to == at:
        return 0
    places.insert(to, places.pop(at))
    # Those behind it that stand by name go on doing so.
    moved = [place for place, (_, position) in enumerate(places) if position is not None]
    for place, (row, position) in enumerate(places[: max([to, *moved]) + 1], 1):
        if position != place * GAP:
            put(connection, row, place * GAP)
    return 1


def put(connection: sqlite3.Connection, tag: int, position: int) -> None:
    """Give a tag its position among the tags."""
    connection.execute(
        "UPDATE tags SET position = ?, changed_at = ? WHERE row = ?", (position, now(), tag)
    )


def move_papers(connection: sqlite3.Connection, tag: int, rows: Sequence[int], down: bool) -> int:
    """Move papers past their neighbour in the order of a tag, but not past each other; the number
    moved."""
    if _unplaced(connection, tag):
        _place_all(connection, tag)
    together = set(rows)
    positions = {
        paper: position
        for some in chunks(rows)
        for paper, position in connection.execute(
            f"""SELECT paper, position FROM paper_tags
                WHERE tag = ? AND paper IN ({marks_for(some)})""",
            (tag, *some),
        )
    }
    in_order = sorted(positions, key=lambda row: (positions[row], row), reverse=down)
    return sum(_step(connection, tag, row, together, down) for row in in_order)


def _step(
    connection: sqlite3.Connection, tag: int, row: int, together: set[int], down: bool
) -> bool:
    """Move one paper past its neighbour, unless that is one of those that move `together`."""
    ahead = _ahead(connection, tag, row, down)
    if not ahead or ahead[0][0] in together:
        return False
    position = _beyond([position for _, position in ahead], down)
    if position is None:
        _place_all(connection, tag)
        ahead = _ahead(connection, tag, row, down)
        position = _beyond([position for _, position in ahead], down)
    connection.execute(
        "UPDATE paper_tags SET position = ? WHERE tag = ? AND paper = ?", (position, tag, row)
    )
    return True


def _ahead(connection: sqlite3.Connection, tag: int, row: int, down: bool) -> list[tuple[int, int]]:
    """The next two papers in view, in the direction, with their positions."""
    sign, order = (">", "ASC") if down else ("<", "DESC")
    return connection.execute(
        f"""SELECT paper, position FROM paper_tags
            WHERE tag = ?1 AND {IN_VIEW} AND (position, paper) {sign}
              (SELECT position, paper FROM paper_tags WHERE tag = ?1 AND paper = ?2)
            ORDER BY position {order}, paper {order} LIMIT 2""",
        (tag, row),
    ).fetchall()


def _beyond(ahead: Sequence[int], down: bool) -> int | None:
    """A position beyond the first of these, and before the second; None: there is no room."""
    if len(ahead) == 1:
        return ahead[0] + (GAP if down else -GAP)
    middle = (ahead[0] + ahead[1]) // 2
    return middle if min(ahead) < middle < max(ahead) else None


def _unplaced(connection: sqlite3.Connection, tag: int) -> bool:
    found = connection.execute(
        "SELECT 1 FROM paper_tags WHERE tag = ? AND position IS NULL LIMIT 1", (tag,)
    ).fetchone()
    return found is not None


def _place_all(connection: sqlite3.Connection, tag: int) -> None:
    """Number a tag's papers anew, in the order they have, with room between any two."""
    connection.execute(
        """UPDATE paper_tags SET position = place * ?2
           FROM (SELECT paper AS of, row_number() OVER (ORDER BY position, paper) AS place
                 FROM paper_tags WHERE tag = ?1)
           WHERE tag = ?1 AND paper = of""",
        (tag, GAP),
    )
