"""Notes: written, added to, and kept whole when two windows write on one at a time."""

from __future__ import annotations

import secrets
from pathlib import Path

from readlist.errors import NoteChanged
from readlist.library.marking import name_papers
from readlist.paper import Note, clean
from readlist.store import Store


def set_note(store: Store, paper_id: str, text: str, version: int | None) -> Note:
    """Replace a note, as one step. `version`: the one it was read at; `NoteChanged` if it moved on
    since."""
    text = clean(text).strip("\n")
    with store.step("Wrote a note") as step, store.transaction():
        (row,) = store.rows_of([paper_id])
        current = store.note(row)
        step.label = _label(store, paper_id, current.text, text)
        return store.set_note(row, text, current.version if version is None else version)


def append_note(store: Store, paper_id: str, text: str) -> Note:
    """Add a paragraph to a note, as one step that no other window can come between."""
    addition = clean(text).strip("\n")
    label = f"Added to the note on {name_papers(store, [paper_id])}"
    with store.step(label), store.transaction():
        (row,) = store.rows_of([paper_id])
        current = store.note(row)
        whole = f"{current.text}\n\n{addition}" if current.text and addition else addition
        return store.set_note(row, whole or current.text, current.version)


def _label(store: Store, paper_id: str, before: str, after: str) -> str:
    verb = "Changed the note on" if before else "Wrote a note on"
    return f"{verb if after else 'Removed the note on'} {name_papers(store, [paper_id])}"


class NoteVisit:
    """One visit to a note, from opening it to leaving it: however often it is saved, one step.

    Where somebody else changes the note meanwhile, both changes are kept, and what is written
    from then on is another step. `unsaved`: the folder for texts that could not be saved.
    """

    def __init__(self, store: Store, paper_id: str, unsaved: Path) -> None:
        """Raises `UnknownPaper`."""
        self._store = store
        self._id = paper_id
        (self._row,) = store.rows_of([paper_id])
        self._file = unsaved / f"{paper_id}.md"
        note = store.note(self._row)
        self.text = note.text
        """The note as the library has it, as far as this visit knows."""
        self.joined = False
        """Somebody else changed it meanwhile."""
        self._begin(note)

    def _begin(self, note: Note) -> None:
        self._version = note.version
        self._before = note.text
        self._join = f"note:{self._id}:{secrets.token_hex(8)}"

    def recovered(self) -> str | None:
        """What an earlier visit could not save, if that is not what the note says now."""
        try:
            text = self._file.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        return text if text.strip("\n") != self.text else None

    def save(self, text: str) -> str:
        """Save the whole text; returns it as it is kept: with what somebody else wrote, if so.

        Raises `LibraryBusy`, `LibraryReadOnly`, `UnknownPaper` for a paper that is gone.
        """
        text = clean(text)
        while True:
            try:
                self._write(text)
                break
            except NoteChanged:
                note = self._store.note(self._row)
                text = join_texts(self.text, text, note.text)
                self.joined = True
                self._begin(note)
        self.text = text.strip("\n")
        self._file.unlink(missing_ok=True)
        return text

    def _write(self, text: str) -> None:
        kept = text.strip("\n")
        label = _label(self._store, self._id, self._before, kept)
        with self._store.step(label, join=self._join), self._store.transaction():
            # One that was merged or forgotten has no notes; split off again, it has another row.
            (self._row,) = self._store.rows_of([self._id])
            note = self._store.set_note(self._row, kept, self._version)
        self._version = note.version  # only now is it written

    def keep(self, text: str) -> Path:
        """Keep a text that cannot be saved in a file, which the next visit finds; says where.

        Only its owner may read it. Raises `OSError`.
        """
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = self._file.with_suffix(".new")
        new.touch(mode=0o600)
        new.write_text(clean(text), "utf-8")
        new.replace(self._file)
        return self._file


def join_texts(base: str, mine: str, theirs: str) -> str:
    """Two changes of one text in one; lines that both changed are there twice, theirs first."""
    if not base.strip():
        return "\n\n".join(part for part in (theirs.strip("\n"), mine) if part.strip())
    old, one, other = (text.split("\n") for text in (base, mine, theirs))
    joined: list[str] = []
    at = at_one = at_other = 0
    for start, end, start_one, start_other in [
        *_in_all(old, one, other),
        (len(old), len(old), len(one), len(other)),
    ]:
        was, ours = old[at:start], one[at_one:start_one]
        others = other[at_other:start_other]
        if ours in (was, others):
            joined += others
        elif others == was:
            joined += ours
        else:
            joined += others + ours
        joined += old[start:end]
        at, at_one, at_other = end, start_one + end - start, start_other + end - start
    return "\n".join(joined)


def _in_all(old: list[str], one: list[str], other: list[str]) -> list[tuple[int, int, int, int]]:
    """The runs of lines that both changes left as they were: where in `old` (start, end), and
    where they start in the one and in the other."""
    from difflib import SequenceMatcher

    runs = []
    ones = SequenceMatcher(None, old, one, False).get_matching_blocks()
    others = SequenceMatcher(None, old, other, False).get_matching_blocks()
    a = b = 0
    while a < len(ones) and b < len(others):
        mine, theirs = ones[a], others[b]
        start = max(mine.a, theirs.a)
        end = min(mine.a + mine.size, theirs.a + theirs.size)
        if start < end:
            runs.append((start, end, mine.b + start - mine.a, theirs.b + start - theirs.a))
        if mine.a + mine.size < theirs.a + theirs.size:
            a += 1
        else:
            b += 1
    return runs
