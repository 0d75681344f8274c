"""Papers as one item each: a Markdown list, and messages for chat programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readlist.links import find_url, paper_link
from readlist.paper import Paper, one_line
from readlist.writers.base import Writer
from readlist.writers.escape import destination, inline


def write_list(papers: Sequence[Paper], *, title: str, abstracts: bool = True) -> str:
    """A Markdown list: ``- [Title](link) — A. Author, 2025 #tag``. It never holds abstracts."""
    return "".join(f"- {_item(paper)}\n" for paper in papers) or "\n"


def _item(paper: Paper) -> str:
    name = inline(_title(paper)) or "(no title)"
    link = paper_link(paper)
    head = f"[{name}]({destination(link)})" if link else name
    about = ", ".join(
        [*(inline(one_line(author), formulas=False) for author in paper.authors), *_year(paper)]
    )
    tags = "".join(f" #{'-'.join(tag.split())}" for tag in paper.tags if tag.strip())
    return head + (f" — {about}" if about else "") + tags


def write_slack(papers: Sequence[Paper], *, title: str, abstracts: bool = True) -> str:
    """``• *title* <url|link>`` and the note below it, as Slack and its kin take it."""
    return "".join(_message(paper) for paper in papers) or "\n"


def _message(paper: Paper) -> str:
    link = paper_link(paper)
    shown = f"<{_slack(link)}|link>" if link else f"<{_slack(find_url(paper.title))}|find>"
    # An asterisk inside would end the bold type, and there is no way to escape it.
    name = _slack(_title(paper)).replace("*", "∗")
    note = "".join(f"    {_slack(line)}\n" for line in (paper.note or "").splitlines() if line)
    return f"• *{name}* {shown}\n{note}"


def _slack(text: str) -> str:
    """Text in which nothing is a link or a mention by accident."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _title(paper: Paper) -> str:
    name = one_line(paper.title)
    return f"“{name}”" if paper.title_derived and name else name


def _year(paper: Paper) -> Iterator[str]:
    if paper.year:
        yield str(paper.year)


LIST = Writer("list", ".md", write_list)
SLACK = Writer("slack", ".txt", write_slack)
