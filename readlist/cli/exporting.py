"""The export command: papers out, as Markdown, BibTeX, JSON, or lines for a chat."""

from __future__ import annotations

from pathlib import Path

import click

from readlist.cli.base import DONE, NOT_ALL, Session, TextCommand, complain, pass_session, say


@click.command(cls=TextCommand)
@click.argument("query", nargs=-1)
@click.option("--starred", is_flag=True, help="Only starred papers (the default without a QUERY).")
@click.option("--format", metavar="NAME", help="markdown, list, checklist (ticked: what is read), "
              "slack, bibtex, json; default: by the name of FILE, else markdown.")  # fmt: skip
@click.option("--no-abstracts", is_flag=True, help="Leave the abstracts out; of BibTeX, your notes "
              "and marked sentences, too.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", type=Path, help="A file; default: stdout.")
@pass_session
def export(
    session: Session,
    query: tuple[str, ...],
    starred: bool,
    format: str | None,
    no_abstracts: bool,
    output: Path | None,
) -> int:
    """The starred papers, or those that match QUERY, as text to keep or send.

    \b
      readlist export -o starred.md
      readlist export tag:rl -o rl.bib
    """
    from readlist.library.exporting import format_of, has_strange_suffix, suffix, write_papers

    usual = format_of(output) if output is not None else None
    strange = format is None and output is not None and has_strange_suffix(output)
    format = format or usual or "markdown"
    another = usual is not None and suffix(format) != suffix(usual)
    text = " ".join(query)
    starred = starred or not text.strip()
    with session.library() as library:
        results = library.select(text, starred=starred)
        for hint in results.hints:
            complain(hint)
        title = " ".join(filter(None, ["starred" if starred else "", text.strip()]))
        exported = library.export(results.ids, format, title=title, abstracts=not no_abstracts)
    if not results.ids:
        if output is None and format == "json":
            click.echo(exported, nl=False)
        why = "no paper is starred yet" if not text.strip() else f"no paper matches {title!r}"
        complain(f"nothing to export: {why}")
        return NOT_ALL
    if output is None or str(output) == "-":
        click.echo(exported, nl=False)
        return DONE
    told = write_papers(output, exported, len(results.ids))
    if another:
        told += f", as {format}, though the name is that of {usual}"
    elif strange:
        told += f", as {format}: there is no format for {output.suffix}"
    say(told)
    return DONE
