"""What can go wrong, each as one sentence a person can act on.

Every error that reaches a user is a `ReadlistError`; its text says what is wrong, where, and what
to do. The command line prints it on stderr and exits with `exit_code`; the app shows it in its
footer. Anything else that escapes is a bug.
"""

from __future__ import annotations


class ReadlistError(Exception):
    """The base of all errors meant for the user; `str(error)` is the sentence to show."""

    exit_code = 2


class UnreadableFile(ReadlistError):
    """A file to import is missing, a folder, empty, binary, or may not be read."""


class UnrecognisedFormat(ReadlistError):
    """No reader explains enough of a file, or several explain it about equally well.

    `candidates`: the formats it may be all the same, by name, surest first. How to say which one
    it is differs between the command line and the app, so the message leaves it to them.
    """

    def __init__(self, message: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.candidates = candidates


class LibraryUnusable(ReadlistError):
    """The library's path is a folder, not a readlist database, or newer than this program."""


class LibraryReadOnly(ReadlistError):
    """Something was to be written, and the library (or its disk) may only be read."""


class LibraryBusy(ReadlistError):
    """Another readlist held the library's write lock for longer than we wait."""


class UnknownPaper(ReadlistError):
    """A reference (id, prefix, arXiv id, DOI) names no paper."""

    exit_code = 1


class AmbiguousPaper(ReadlistError):
    """An id prefix fits several papers."""


class UnknownSearch(ReadlistError):
    """A name is that of no saved search."""

    exit_code = 1


class UnknownSource(ReadlistError):
    """A reference (name, part of one, number) names no source."""

    exit_code = 1


class AmbiguousSource(ReadlistError):
    """A name, or a part of one, fits several sources."""


class UnknownTag(ReadlistError):
    """A name is that of no tag."""

    exit_code = 1


class UnknownWord(ReadlistError):
    """A word is on neither of the two lists of a person's words."""

    exit_code = 1


class UnknownQueue(ReadlistError):
    """A triage that there is not, or of which no paper is left."""

    exit_code = 1


class NoteChanged(ReadlistError):
    """A note was changed elsewhere since it was read; nothing was overwritten."""


class DecidedElsewhere(ReadlistError):
    """A paper was read or skipped elsewhere since it was shown; nothing was overwritten."""


class NothingToUndo(ReadlistError):
    """There is no step to undo (or to redo)."""

    exit_code = 1


class UndoBlocked(ReadlistError):
    """Later steps touched the same rows; they are named and have to be undone first."""

    exit_code = 1


class BadConfig(ReadlistError):
    """The user's config.toml cannot be used as it is."""


class BadValue(ReadlistError):
    """A value given for a field, a status or an option is not one."""


class EditorFailed(ReadlistError):
    """There is no text editor, or it failed; what was being edited is kept in a named file."""


class IndexUnavailable(ReadlistError):
    """The search index cannot be read or written; searching goes on without it."""
