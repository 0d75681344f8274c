"""Opening the library's file, one connection per thread, and SQLite's errors as sentences."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import uniform
from typing import TYPE_CHECKING

from readlist.errors import LibraryBusy, LibraryReadOnly, LibraryUnusable, ReadlistError

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x72646C73
"""'rdls' in the header of the file: this database is a readlist library."""

_SMALLEST = 512  # bytes of a database; of one byte SQLite would say that it is empty
OLDEST_SQLITE = (3, 38, 0)
BUSY_SECONDS = 5.0

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NOT_OURS = {sqlite3.SQLITE_NOTADB}
_NO_SHARED_MEMORY = {
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMMAP,
}
"""The file beside the library by which connections agree cannot be made: the disk is full."""
_UNWRITABLE = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
}
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}


@dataclass(slots=True)
class _Own:
    """A thread's connection. Python crashes if one is closed while it is busy."""

    connection: sqlite3.Connection
    thread: weakref.ref[threading.Thread]
    reading: threading.RLock = field(default_factory=threading.RLock)

    def close(self) -> None:
        """From any thread; what its own is reading is broken off."""
        until = time.monotonic() + BUSY_SECONDS
        while not self.reading.acquire(timeout=0.01):
            if time.monotonic() > until:
                return  # it goes with its thread
            self.connection.interrupt()
        self.connection.close()
        self.reading.release()


class Connections:
    """One SQLite connection per thread to one file, or one shared by all to memory.

    `lock` lets one thread of this process write at a time (and one do anything at all, with a
    library in memory). A thread that has ended has its connection closed when the next opens.
    """

    def __init__(
        self, path: Path | None, *, read_only: bool = False, full: bool = False, uri: str = ""
    ) -> None:
        """`full`: it may only be read because its disk is full."""
        self.path = path
        self.read_only = read_only
        self._full = full
        self.lock = threading.RLock()
        self._uri = uri
        self._opened: tuple[int, int] | None = None
        self._local = threading.local()
        self._guard = threading.Lock()
        self._open: list[_Own] = []
        self._closed = False
        self._shared = None if path is not None else _connect(":memory:", uri=False)

    def get(self) -> sqlite3.Connection:
        """This thread's connection."""
        if self._closed:
            raise RuntimeError("this library is closed")
        if self._shared is not None:
            return self._shared
        return self._own().connection

    def _own(self) -> _Own:
        found: _Own | None = getattr(self._local, "own", None)
        if found is None:
            found = self._local.own = self._new()
        return found

    def _new(self) -> _Own:
        with self._guard:
            if self._closed:
                raise RuntimeError("this library is closed")
            kept = []
            for each in self._open:
                thread = each.thread()
                if thread is not None and thread.is_alive():
                    kept.append(each)
                else:
                    each.connection.close()
            own = _Own(_connect(self._uri, uri=True), weakref.ref(threading.current_thread()))
            self._open = [*kept, own]
            return own

    def expect(self) -> None:
        """From now on it is this file: should it go, no other is made, or written to."""
        assert self.path is not None
        self._uri = self._uri.replace("?mode=rwc", "?mode=rw")
        self._opened = _identity(self.path)

    def _check_there(self) -> None:
        """What is written to a file that was deleted or replaced would be lost without a word."""
        if self.path is not None and self._opened is not None:
            now = _identity(self.path)
            if now != self._opened:
                what = "is not there any more" if now is None else "is another file by now"
                raise LibraryUnusable(
                    f"{self.path} {what}, so nothing was changed; leave, and open it again."
                )

    def close(self) -> None:
        """Close every thread's connection, once no transaction is being written. Twice is fine.

        What is being read elsewhere is broken off, which raises `RuntimeError` there.
        """
        with self.lock, self._guard:
            self._closed = True
            for own in self._open:
                own.close()
            self._open = []
            if self._shared is not None:
                self._shared.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection, for queries that see one state of the library."""
        with self.translating():
            connection = self.get()
            if self._shared is not None:
                with self.lock:
                    yield connection
            elif connection.in_transaction:
                yield connection
            else:
                with self._own().reading:
                    self.get()  # it may have been closed before we had the lock
                    connection.execute("BEGIN")
                    try:
                        yield connection
                    finally:
                        if connection.in_transaction:
                            connection.execute("COMMIT")

    @contextmanager
    def translating(self) -> Iterator[None]:
        """Turn SQLite's errors about the file into ours; errors of ours in SQL stay bugs."""
        try:
            yield
        except sqlite3.Error as error:
            if self._closed and _code(error) == sqlite3.SQLITE_INTERRUPT:
                raise RuntimeError("this library is closed") from error
            raised = explain(error, self.path)
            if raised is None:
                raise
            raise raised from error

    def begin(self) -> None:
        """BEGIN IMMEDIATE on this thread's connection.

        Raises `LibraryReadOnly`, and `LibraryUnusable` if the file was taken away meanwhile.
        """
        if self._full:
            raise _disk_full(self.path)
        if self.read_only:
            raise LibraryReadOnly(
                f"{self.path} may only be read, so nothing can be changed; "
                "make it writable, or work on a copy."
            )
        self._check_there()
        self.execute_patiently("BEGIN IMMEDIATE")

    def execute_patiently(self, statement: str) -> None:
        """Execute what needs a lock, waiting up to BUSY_SECONDS for other processes.

        SQLite's own busy handler soon polls every 100 ms only, and would starve beside a long
        import that lets go of the lock for a few ms at a time; and some statements do not ask it.
        """
        connection = self.get()
        deadline = time.monotonic() + BUSY_SECONDS
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    connection.execute(statement)
                    return
                except sqlite3.OperationalError as error:
                    if _code(error) not in _BUSY or time.monotonic() > deadline:
                        raise
                    time.sleep(uniform(0.0005, 0.003))
        finally:
            connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another that has its name later; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 for an error of Python's own."""
    return _extended_code(error) & 0xFF


def _extended_code(error: sqlite3.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code


def explain(error: sqlite3.Error, path: Path | None) -> ReadlistError | None:
    """The sentence for an error that comes from the file or the disk, not from our SQL."""
    where = str(path) if path is not None else "The library in memory"
    code = _code(error)
    if code in _BUSY:
        return LibraryBusy(
            f"Another readlist was writing to {where} for more than {BUSY_SECONDS:.0f} seconds; "
            "try again when it has finished."
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return LibraryReadOnly(
            f"{where} may only be read, so nothing was changed; make it and its folder writable."
        )
    if code == sqlite3.SQLITE_FULL or _lacks_shared_memory(error):
        return _disk_full(where)
    if _extended_code(error) in _UNWRITABLE:
        return LibraryReadOnly(
            f"{where} cannot be written ({error}), so nothing was changed; check its disk, and "
            "what room you have there."
        )
    if code in _NOT_OURS:
        return _not_ours(where)
    if code == sqlite3.SQLITE_CANTOPEN and path is not None and not path.exists():
        return LibraryUnusable(f"{where} is not there any more; leave, and open it again.")
    if code in _BROKEN:
        return LibraryUnusable(
            f"{where} cannot be read ({error}); check the disk, or go back to a backup."
        )
    return None


def _lacks_shared_memory(error: sqlite3.Error) -> bool:
    return _extended_code(error) in _NO_SHARED_MEMORY


def _disk_full(where: Path | str | None) -> LibraryReadOnly:
    return LibraryReadOnly(
        f"The disk is full, so nothing was changed in {where}; free some space and try again."
    )


def _not_ours(path: Path | str) -> LibraryUnusable:
    return LibraryUnusable(
        f"{path} is not a readlist library; name another file, or move this one away."
    )


def _connect(name: str, *, uri: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(
        name,
        uri=uri,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # we say BEGIN ourselves
        check_same_thread=False,  # so that close() may come from any thread
        cached_statements=256,
    )
    connection.create_function("casefold", 1, str.casefold, deterministic=True)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def database(connection: sqlite3.Connection) -> Database:
    """`connection` as sqlite-utils sees it. Imported late: reading a library needs none of it."""
    from sqlite_utils import Database

    return Database(connection, execute_plugins=False)


def open_file(path: Path) -> Connections:
    """The connections to the library at `path`, its folder created if need be.

    Nothing is written to a database that is not ours. Raises `LibraryUnusable`,
    `LibraryReadOnly`.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise LibraryUnusable(
            f"This Python comes with SQLite {sqlite3.sqlite_version}, and a library needs "
            f"{'.'.join(map(str, OLDEST_SQLITE[:2]))} or newer; use a newer Python."
        )
    try:
        exists = _check_file(path)
        if not exists:
            path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LibraryUnusable(
            f"There can be no library at {path} ({reason}); name another file."
        ) from error
    writable = os.access(path.parent, os.W_OK) and (not exists or os.access(path, os.W_OK))
    if not writable and not exists:
        raise LibraryReadOnly(
            f"A library cannot be created at {path}, for its folder may only be read; "
            "name a file in another folder."
        )
    uri = path.absolute().as_uri() + ("?mode=rwc" if writable else "?mode=ro")
    connections = Connections(path, read_only=not writable, uri=uri)
    try:
        with connections.translating():
            try:
                check_owner(connections.get(), path)
                connections.expect()
            except sqlite3.OperationalError as error:
                full = _lacks_shared_memory(error)
                if writable and not full:
                    raise
                return _open_immutable(path, uri, connections, full=full)
    except BaseException:
        connections.close()
        raise
    return connections


def _check_file(path: Path) -> bool:
    """Whether there is a file at `path`; raises if it can be no library."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(found.st_mode):
        raise LibraryUnusable(
            f"{path} is a folder; name the library's file, such as {path / 'library.db'}."
        )
    if not stat.S_ISREG(found.st_mode):
        raise LibraryUnusable(f"{path} is not a file; name another one for the library.")
    if not os.access(path, os.R_OK):
        raise LibraryUnusable(f"{path} may not be read; check who may read it.")
    # Never opened here: closing it would let go of all locks that this process has on it, and the
    # next other process to close the library would take the changes away from under this one.
    if 0 < found.st_size < _SMALLEST:
        raise _not_ours(path)
    return True


def _open_immutable(path: Path, uri: str, plain: Connections, *, full: bool) -> Connections:
    """A library in write-ahead mode on a disk where SQLite cannot put its shared memory.

    Nobody else has the library open then, or that would be there.
    """
    plain.close()
    waiting = path.with_name(path.name + "-wal")
    if waiting.exists() and waiting.stat().st_size:
        if full:
            raise _disk_full(path)
        raise LibraryUnusable(
            f"{path} may only be read, and its last changes are still in {waiting.name}; "
            "copy both files to a folder you may write to and open the copy."
        )
    uri = uri.replace("?mode=rwc", "?mode=ro") + "&immutable=1"
    connections = Connections(path, read_only=True, full=full, uri=uri)
    with connections.translating():
        check_owner(connections.get(), path)
    return connections


def check_owner(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `LibraryUnusable` unless the database is a library of ours or still empty."""
    (found,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if found != APPLICATION_ID and (found or tables):
        raise LibraryUnusable(
            f"{path} is a database of another program; name another file for the library."
        )
