"""Looking a library over: its file, its search index, where they lie, what they run on.

Nothing is mended here: each check says how a thing is and, where it is wrong, what to do.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from readlist import __version__
from readlist.errors import IndexUnavailable, ReadlistError
from readlist.paper import counted
from readlist.search import Index
from readlist.store import SQLITE, Store

_ROOM = 64 << 20
"""Bytes that should be free on a disk that is written to; the index also needs room for itself
twice over while it is made anew."""
_USED = {
    "whoosh3": "Whoosh",
    "numpy": "NumPy",
    "textual": "Textual",
    "sqlite-utils": "sqlite-utils",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    about: str
    """library, index, folder, disk, versions, …"""
    text: str
    """How it is."""
    remedy: str = ""
    """What to do about it; empty where all is well."""

    @property
    def well(self) -> bool:
        return not self.remedy


@dataclass(frozen=True, slots=True)
class Checkup:
    """All that was looked at."""

    checks: tuple[Check, ...]

    @property
    def well(self) -> bool:
        return all(check.well for check in self.checks)


def examine(store: Store, index: Index | None) -> Checkup:
    """Look over a library and its index. Reads both through: seconds, for a large one."""
    return Checkup(
        (
            *_file(store),
            *(_index(index) if index is not None else ()),
            *_disks(store.path, index),
            versions(),
        )
    )


def _file(store: Store) -> Iterator[Check]:
    where = str(store.path or "in memory")
    try:
        health = store.health()
    except ReadlistError as error:
        yield Check("library", str(error), "check the disk, or go back to a backup")
        return
    if health.damage:
        yield Check(
            "library",
            f"{where} is damaged: {health.damage}",
            "copy the file away, then go back to a backup or save what can be read with "
            "`sqlite3 FILE .recover`",
        )
        return
    papers = counted(health.papers, "paper")
    about = f"{where}: {papers}, {size(health.bytes)}, schema {health.schema}"
    if health.orphans:
        yield Check(
            "library",
            f"{about}; {health.orphans:,} rows refer to rows that are missing",
            "go back to a backup, or report this",
        )
    else:
        yield Check("library", f"{about}; every page is sound")
    if store.read_only:
        yield Check(
            "writing",
            "the library may only be read, so nothing can be changed",
            "make the file and its folder writable",
        )
    for name in health.unfinished:
        yield Check("import", f"importing {name} was interrupted", "import the same file again")


def _index(index: Index) -> Iterator[Check]:
    state = index.state()
    obstacle = index.obstacle() if state.problem is not None else None
    if obstacle is not None:
        yield Check(
            "index",
            f"cannot be made, for {obstacle}; till it is, searches take words as they are typed",
            "move that away, or allow writing there, and run `readlist reindex`",
        )
        if os.path.lexists(index.folder):
            yield _folder(index)
        return
    if not index.folder.exists():
        yield Check("index", "there is none yet; the first search makes it")
        return
    damage = index.verify() if state.problem is None else None
    if state.problem is not None:
        yield Check(
            "index",
            f"cannot be used, for {state.problem}; papers and notes are not affected",
            "search for anything, or run `readlist reindex`: it is made anew from the library",
        )
    elif damage is not None:
        yield Check(
            "index",
            f"is damaged: {damage}; papers and notes are not affected",
            "run `readlist reindex`, which makes it anew from the library",
        )
    else:
        waiting = f"; {state.waiting:,} not yet searchable: the next search sees to it"
        yield Check(
            "index",
            f"{state.documents:,} papers, {size(state.bytes)} in "
            f"{counted(state.segments, 'segment')}; every file is as it was written"
            + (waiting if state.waiting else ""),
        )
        yield from _speed(index)
    yield _folder(index)


def _speed(index: Index) -> Iterator[Check]:
    try:
        slow = index.slow()
    except IndexUnavailable as error:
        yield Check("index", str(error), "run `readlist reindex`")
        return
    if slow:
        yield Check(
            "speed",
            f"searches are right but slow, for {slow}",
            "run `readlist reindex`; if that does not help, install readlist again",
        )


def _folder(index: Index) -> Check:
    if why := index.exposed():
        return Check(
            "folder",
            f"{index.folder} is not used, for {why}",
            "move it away, or close it to others, and run `readlist reindex`",
        )
    return Check("folder", f"{index.folder} is closed to others")


def _disks(library: Path | None, index: Index | None) -> Iterator[Check]:
    """Room on the disks of the library and of its index, once if they share one."""
    needs: dict[int, tuple[Path, int]] = {}
    if index is not None:
        folder = _existing(index.folder)
        needs[folder.stat().st_dev] = (folder, _ROOM + 2 * index.state().bytes)
    if library is not None:
        folder = _existing(library.parent)
        needs.setdefault(folder.stat().st_dev, (folder, _ROOM))
    for folder, need in needs.values():
        free = shutil.disk_usage(folder).free
        text = f"{size(free)} free where {folder} is"
        yield Check("disk", text, f"make room for {size(need)}" if free < need else "")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    while not os.path.exists(folder):  # noqa: PTH110 (the other raises where it may not look)
        folder = folder.parent
    return folder


def versions() -> Check:
    """What the program runs on."""
    found = [f"readlist {__version__}", f"Python {platform.python_version()}"]
    found.append(f"SQLite {SQLITE}")
    wrong = []
    for package, name in _USED.items():
        try:
            version = metadata.version(package)
        except metadata.PackageNotFoundError:
            wrong.append(f"{name} is missing")
            continue
        found.append(f"{name} {version}")
        wanted = _pinned(package)
        if wanted and version != wanted:
            wrong.append(f"{name} should be {wanted}")
    text = ", ".join(found) + "".join(f"; {problem}" for problem in wrong)
    return Check("versions", text, "install readlist again" if wrong else "")


def _pinned(package: str) -> str | None:
    """The one version of a package that readlist goes with, if it asks for exactly one."""
    try:
        wanted = metadata.requires("readlist") or []
    except metadata.PackageNotFoundError:  # run from its source, not installed
        return None
    for line in wanted:
        if found := re.fullmatch(rf"{re.escape(package)}==([\w.]+)", line):
            return found[1]
    return None


def size(count: int) -> str:
    """Bytes for people: 1.2 MB."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= factor:
            return f"{count / factor:.1f} {unit}"
    return f"{count} bytes"
