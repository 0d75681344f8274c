"""How papers look on stdout: lines for people, lines for pipes, JSON."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from readlist.paper import Highlight, LinkKind, Paper, Status, one_line

if TYPE_CHECKING:
    from readlist.library import Library

GLYPHS = {Status.UNREAD: "•", Status.READING: "◐", Status.READ: " ", Status.SKIPPED: "–"}
REMARK = "╎"
"""Before what a person remarked on a sentence."""
MEASURE = 80
"""The widest line of running text."""


def papers(
    library: Library, ids: Sequence[str], why: Callable[[str], Sequence[str]] = lambda _: ()
) -> None:
    """One line a paper: for reading on a terminal, ``ID<TAB>status<TAB>title`` in a pipe.

    `why`: the words that brought a paper up, which a terminal shows below it.
    """
    to_read = sys.stdout.isatty()
    line = _terminal_line if to_read else _pipe_line
    # A thousand at a time: the first line comes at once and 100,000 papers need no memory.
    for start in range(0, len(ids), 1000):
        for paper in library.papers(ids[start : start + 1000]):
            click.echo(line(paper))
            words = why(paper.id) if to_read else ()
            if words:
                click.secho(f"{'':13}{' · '.join(words)}", dim=True)


def _pipe_line(paper: Paper) -> str:
    return f"{paper.id}\t{paper.status.value}\t{title_of(paper)}"


def _terminal_line(paper: Paper) -> str:
    star = click.style("★", fg="yellow") if paper.starred else " "
    glyph = GLYPHS[paper.status]
    room = max(20, get_terminal_size().columns - 14)
    title = title_of(paper)
    title = title if len(title) <= room else title[: room - 1].rstrip() + "…"
    faded = paper.status in (Status.READ, Status.SKIPPED)
    return f"{click.style(paper.id, dim=True)} {star} {glyph} {click.style(title, dim=faded)}"


def title_of(paper: Paper) -> str:
    title = one_line(paper.title)
    return f"“{title}”" if paper.title_derived else title


def highlight_lines(
    mark: Highlight, line: Callable[[str, str], str] = lambda text, before: before + one_line(text)
) -> list[str]:
    """A marked sentence, and below it what is said on it; `line` makes a line of each."""
    return [line(mark.quote, ""), *([line(mark.remark, f"{REMARK} ")] if mark.remark else [])]


def page(paper: Paper, links: Sequence[tuple[str, LinkKind]], find: str) -> str:
    """One paper for reading, wrapped to the terminal but never wider than `MEASURE`."""
    width = min(MEASURE, max(20, get_terminal_size().columns))

    def wrap(text: str, indent: str = "") -> str:
        lines = textwrap.wrap(
            one_line(text),
            width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return "\n".join(lines)

    parts = [click.style(wrap(title_of(paper)), bold=True)]
    if paper.authors:
        parts.append(wrap(", ".join(paper.authors)))
    facts = [str(paper.year) if paper.year else "", paper.venue or ""]
    facts += [f"arXiv {paper.arxiv_id}" if paper.arxiv_id else ""]
    facts += [f"doi {paper.doi}" if paper.doi else ""]
    if any(facts):
        parts.append(wrap(" · ".join(filter(None, facts))))
    marks = ["deleted" if paper.removed_at else "", "★ starred" if paper.starred else ""]
    marks += [paper.status.value]
    marks += [f"#{tag}" for tag in paper.tags]
    parts.append(wrap(" · ".join(filter(None, [paper.id, *marks]))))
    for paragraph in (paper.abstract or "").split("\n\n"):
        if paragraph.strip():
            parts += ["", wrap(paragraph)]
    if paper.highlights:
        parts += ["", "HIGHLIGHTS"]
        for mark in paper.highlights:
            parts += highlight_lines(mark, lambda text, before: wrap(text, f"  {before}"))
    if paper.note:
        parts += ["", "NOTE", textwrap.indent(paper.note, "  ")]
    parts += ["", "LINKS", *(f"  {url}  ({kind.value})" for url, kind in links)]
    if not any(kind is LinkKind.PAPER for _, kind in links):
        parts.append(f"  {find}  (find it)")
    parts += ["", "SOURCES"]
    parts += [f"  {seen.name} {seen.first_line}-{seen.last_line}" for seen in paper.sources]
    return "\n".join(parts)
