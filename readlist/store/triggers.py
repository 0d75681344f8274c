"""The triggers that keep the undo log and feed the search index, generated from the schema.

No write path can forget them. The undo triggers write only while `undo_state.writing` names a
step; the index triggers always do, undo and redo included.
"""

from __future__ import annotations

import sqlite3

from readlist.store.schema import INDEXED, Logged, logged_tables

# A tag's name alone is no decision of the user's: were its first use logged, that use could not
# be undone before every later one. Renaming and deleting a tag are logged.
_UNLOGGED_INSERTS = {"tags"}

# A new change to a row drops the redo that would overwrite it.
_DROP_REDO = """
CREATE TRIGGER undo_drops_redo AFTER INSERT ON undo_log
WHEN EXISTS (SELECT 1 FROM undo_steps WHERE state = 'undone')
BEGIN
    UPDATE undo_steps SET state = 'dropping' WHERE state = 'undone' AND number IN (
        SELECT s.leader FROM undo_log l JOIN undo_steps s ON s.number = l.step
        WHERE l.tbl = NEW.tbl AND l.key = NEW.key);
END
"""


def all_triggers(tables: tuple[Logged, ...]) -> list[str]:
    """The CREATE TRIGGER statements for these tables."""
    found = [_DROP_REDO.strip()]
    for table in tables:
        found += _undo_triggers(table)
    return found + _index_triggers()


def _undo_triggers(table: Logged) -> list[str]:
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in table.columns)
    moved = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in table.key)
    made = _log(table, "NEW", "NULL")
    before = _log(table, "OLD", table.image_of("OLD"))
    found = [
        _undo_trigger(
            table, "UPDATE", f" AND ({changed})", before, _log(table, "NEW", "NULL", moved)
        ),
        _undo_trigger(table, "DELETE", "", before),
    ]
    if table.name not in _UNLOGGED_INSERTS:
        found.append(_undo_trigger(table, "INSERT", "", made))
    return found


def _undo_trigger(table: Logged, event: str, when: str, *statements: str) -> str:
    body = "".join(f"    {statement};\n" for statement in statements)
    return (
        f"CREATE TRIGGER undo_{table.name}_{event.lower()} AFTER {event} ON {table.name}\n"
        f"WHEN (SELECT writing FROM undo_state) IS NOT NULL{when}\nBEGIN\n{body}END"
    )


def _log(table: Logged, row: str, image: str, when: str = "") -> str:
    """SQL to keep `image` unless this step has an older one of the row.

    NOT EXISTS and no OR IGNORE: the conflict clause of the statement that fired the trigger
    would override it.
    """
    key = table.key_of(row)
    only = f" AND ({when})" if when else ""
    return (
        "INSERT INTO undo_log (step, tbl, key, image)"
        f" SELECT writing, '{table.name}', {key}, {image} FROM undo_state"
        " WHERE NOT EXISTS (SELECT 1 FROM undo_log"
        f" WHERE step = writing AND tbl = '{table.name}' AND key = {key}){only}"
    )


def _index_triggers() -> list[str]:
    found = []
    for table, columns in INDEXED.items():
        changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
        paper = "row" if table == "papers" else "paper"
        # What goes from one paper to another is new to both.
        both = f"NEW.{paper}), (OLD.{paper}" if paper in columns else f"NEW.{paper}"
        for event, rows, when in (
            ("INSERT", f"NEW.{paper}", ""),
            ("DELETE", f"OLD.{paper}", ""),
            (f"UPDATE OF {', '.join(columns)}", both, f"WHEN {changed}\n"),
        ):
            found.append(
                f"CREATE TRIGGER index_{table}_{event[:6].lower()} AFTER {event} ON {table}\n"
                f"{when}BEGIN\n    INSERT INTO index_queue (row) VALUES ({rows});\nEND"
            )
    return found


def are_current(connection: sqlite3.Connection) -> bool:
    """Whether the database has exactly the triggers of this program."""
    found = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    return {sql for (sql,) in found} == set(all_triggers(logged_tables(connection)))


def remake(connection: sqlite3.Connection) -> None:
    """Drop all triggers and make ours anew, inside the caller's transaction."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f'DROP TRIGGER "{name}"')
    for statement in all_triggers(logged_tables(connection)):
        connection.execute(statement)
