"""Papers on their way out: as text in a format, and into a file without half-written ones."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.errors import BadValue, UnreadableFile
from readlist.paper import Paper, counted

if TYPE_CHECKING:
    from readlist.writers import Writer

# The writers are imported where they are used: most runs write nothing out.


def formats() -> tuple[str, ...]:
    from readlist.writers import all_writers

    return tuple(all_writers())


def suffix(format: str) -> str:
    """The usual file suffix of a format, with its dot."""
    return _writer(format).suffix


def format_of(path: Path) -> str | None:
    """The format that files with this suffix are usually in; None: no format's, or any one's."""
    from readlist.writers import all_writers

    ending = path.suffix.lower()
    found = (name for name, each in all_writers().items() if each.suffix == ending)
    return None if ending == ".txt" else next(found, None)


def has_strange_suffix(path: Path) -> bool:
    """Does the name of a file promise what no format is?"""
    return path.suffix.lower() not in ("", ".txt") and format_of(path) is None


def export(papers: Sequence[Paper], format: str, *, title: str, abstracts: bool) -> str:
    """`papers` as text. Same papers, same text. Raises `BadValue` for an unknown format."""
    return _writer(format).write(papers, title=title, abstracts=abstracts)


def _writer(format: str) -> Writer:
    from readlist.writers import all_writers, unloaded

    writers = all_writers()
    if format not in writers:
        why = "".join(f". {sentence.rstrip('.')}" for sentence in unloaded())
        raise BadValue(f"no format {format!r} to export; there are {', '.join(writers)}{why}")
    return writers[format]


def as_markdown(paper: Paper) -> str:
    from readlist.writers.markdown import paper_to_markdown

    return paper_to_markdown(paper)


def as_json(
    papers: Sequence[Paper],
    scores: Sequence[float | None] | None = None,
    why: Sequence[Sequence[str]] | None = None,
) -> str:
    """`papers` as a JSON list; with `scores` and `why`, each also carries its own."""
    from readlist.writers import paper_to_json

    extras: list[dict[str, object]] = [{} for _ in papers]
    for name, values in (("score", scores), ("why", why)):
        for extra, value in zip(extras, values or (), strict=values is not None):
            extra[name] = value
    rows = [paper_to_json(paper, **extra) for paper, extra in zip(papers, extras, strict=True)]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def write_file(path: Path, text: str) -> None:
    """Put `text` at `path` whole or not at all: written beside it, synced, then renamed.

    A link is followed, so that what it points to is replaced, and a file's permissions stay.
    Raises `UnreadableFile` where it cannot be written; the old file is then as it was.
    """
    target = Path(os.path.realpath(path.expanduser()))
    if target.is_dir():
        raise UnreadableFile(f"{path}: is a folder; name a file in it")
    try:
        if target.exists() and not target.is_file():  # a terminal, a pipe: no renaming onto it
            target.write_text(text, encoding="utf-8")
        else:
            _replace(target, text)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableFile(f"{path}: cannot be written ({reason}); try another place") from None


def write_papers(path: Path, text: str, number: int) -> str:
    """Put the text of a `number` of papers at `path` as `write_file` does; says what was done."""
    there = path.expanduser().is_file()
    write_file(path, text)
    papers = counted(number, "paper")
    return f"Wrote {papers}, replacing {path}" if there else f"Wrote {papers} to {path}"


def _replace(target: Path, text: str) -> None:
    # Not tempfile: its files are private, and a new export should have the usual permissions.
    draft = target.with_name(f".{target.name[:80]}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o777)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
