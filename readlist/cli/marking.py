"""Commands that change papers: star, unstar, status, tag, note, edit, delete."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from readlist.cli.base import (
    DONE,
    Session,
    TextCommand,
    fail,
    paper_named,
    papers_named,
    pass_session,
    say,
)
from readlist.errors import ReadlistError
from readlist.paper import Status

if TYPE_CHECKING:
    from pathlib import Path

    from readlist.library import Done, Library, NoteVisit

ids_argument = click.argument("ids", metavar="ID...", nargs=-1, required=True)


def _change(
    session: Session, names: Sequence[str], verb: Callable[[Library, list[str]], Done]
) -> int:
    """Do `verb` to the papers named and say what it did; the exit code tells if all were found."""
    with session.library() as library:
        ids, code = papers_named(library, names)
        if ids:
            say(verb(library, ids).message)
        return code


@click.command(cls=TextCommand)
@ids_argument
@pass_session
def star(session: Session, ids: tuple[str, ...]) -> int:
    """Star papers. `-` reads ids from stdin, the first word of each line."""
    return _change(session, ids, lambda library, found: library.star(found))


@click.command(cls=TextCommand)
@ids_argument
@pass_session
def unstar(session: Session, ids: tuple[str, ...]) -> int:
    """Take the star off papers."""
    return _change(session, ids, lambda library, found: library.star(found, on=False))


@click.command(cls=TextCommand)
@click.argument("status", metavar="STATUS", type=click.Choice([status.value for status in Status]))
@ids_argument
@pass_session
def status(session: Session, status: str, ids: tuple[str, ...]) -> int:
    """Mark papers as unread, reading, read or skipped."""
    return _change(session, ids, lambda library, found: library.set_status(found, Status(status)))


@click.command(cls=TextCommand)
@click.argument("words", metavar="+TAG|-TAG... ID...", nargs=-1, required=True)
@pass_session
def tag(session: Session, words: tuple[str, ...]) -> int:
    """Add (+TAG) and take off (-TAG) tags. A comma parts two; a space becomes a hyphen.

    \b
      readlist tag +rl +to-read k3v9q2ma
      readlist search diffusion | readlist tag +images -

    `readlist tags` lists, renames, merges and deletes tags.
    """
    add = [word[1:] for word in words if word.startswith("+")]
    remove = [word[1:] for word in words if word.startswith("-") and word != "-"]
    ids = [word for word in words if word == "-" or not word.startswith(("+", "-"))]
    if not add and not remove:
        raise click.UsageError("No tag to add or take off; write it as +rl or -rl")
    if not ids:
        raise click.UsageError("No paper to tag; name its id")
    return _change(session, ids, lambda library, found: library.tag(found, add, remove))


@click.command(cls=TextCommand)
@click.argument("id_", metavar="ID")
@click.argument("text", nargs=-1)
@click.option("--edit", is_flag=True, help="Write it in $EDITOR.")
@click.option("--set", "replacement", metavar="TEXT", help="Replace the note; '' removes it.")
@pass_session
def note(
    session: Session, id_: str, text: tuple[str, ...], edit: bool, replacement: str | None
) -> int:
    """Print the note on a paper, or add TEXT to it as a paragraph (`-`: from stdin)."""
    if (bool(text) + edit + (replacement is not None)) > 1:
        raise click.UsageError("Give a text to add, --set or --edit, not several of them")
    with session.library() as library:
        paper_id = paper_named(library, id_).id
        current = library.note(paper_id)
        if replacement is not None:
            library.set_note(paper_id, replacement)
            say("Note saved" if replacement.strip() else "Note removed")
        elif edit:
            from readlist.desktop import edit_text

            visit = library.visit_note(paper_id)
            whole = edit_text(visit.recovered() or visit.text, ".md", session.config.editor)
            try:
                written = visit.save(whole)
            except ReadlistError as error:
                kept = _kept(visit, whole)
                fail(f"{str(error).rstrip('.')}; your text is in {kept}", error.exit_code)
            say("Note saved" if written.strip() else "No note")
            if visit.joined:
                say("It was changed elsewhere meanwhile; it holds both texts now")
        elif text:
            addition = sys.stdin.read() if text == ("-",) else " ".join(text)
            if not addition.strip():
                fail("nothing to add: the text is empty", 2)
            library.append_note(paper_id, addition)
            say("Added to the note")
        elif current.text:
            click.echo(current.text)
        else:
            say("No note yet")
    return DONE


def _kept(visit: NoteVisit, text: str) -> Path:
    """Where a text that could not be saved is: for the next visit, if that can be written."""
    try:
        return visit.keep(text)
    except OSError:
        from readlist.desktop import keep_text

        return keep_text(text)


_FIELDS = (
    click.option("--title"),
    click.option("--authors", help="Separated by semicolons, each as First Last."),
    click.option("--year"),
    click.option("--venue"),
    click.option("--url", "urls", multiple=True, help="May be given several times."),
    click.option("--arxiv", "arxiv_id", metavar="ID"),
    click.option("--doi"),
)


def field_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command an option for every field of a paper that one line can hold."""
    for option in reversed(_FIELDS):
        command = option(command)
    return command


@click.command(cls=TextCommand)
@click.argument("id_", metavar="ID")
@field_options
@pass_session
def edit(session: Session, /, id_: str, **fields: object) -> int:
    """Correct a paper's fields; an empty value ('') clears one."""
    changes = {name: value for name, value in fields.items() if value not in (None, ())}
    if changes.get("urls") == ("",):
        changes["urls"] = ()
    if not changes:
        raise click.UsageError("Nothing to change; name a field such as --title or --year")
    with session.library() as library:
        say(library.edit(paper_named(library, id_).id, **changes).message)
    return DONE


@click.command(cls=TextCommand)
@ids_argument
@pass_session
def delete(session: Session, ids: tuple[str, ...]) -> int:
    """Delete papers. `readlist undo` brings them back."""
    return _change(session, ids, lambda library, found: library.delete(found))
