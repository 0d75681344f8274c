"""Papers as one item each: a Markdown list, and messages for chat programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from readlist.links import find_url, paper_link
from readlist.paper import Paper, Status, one_line
from readlist.writers.base import Writer
from readlist.writers.escape import destination, inline
from readlist.writers.marked import marked

if TYPE_CHECKING:
    from markdown_it.token import Token


def write_list(papers: Sequence[Paper], *, title: str, abstracts: bool = True) -> str:
    """A Markdown list: ``- [Title](link) — A. Author, 2025 #tag``. Each paper is one line, without
    its abstract and what was written on it."""
    return "".join(f"- {_item(paper)}\n" for paper in papers) or "\n"


def write_checklist(papers: Sequence[Paper], *, title: str, abstracts: bool = True) -> str:
    """The same list with boxes to tick, ticked where a paper is read:
    ``- [x] [Title](link) — A. Author, 2025 #tag``. What is being read or was skipped says so."""
    return (
        "".join(
            f"- [{'x' if paper.status is Status.READ else ' '}] {_item(paper)}{_status(paper)}\n"
            for paper in papers
        )
        or "\n"
    )


def _status(paper: Paper) -> str:
    told = paper.status in (Status.READING, Status.SKIPPED)
    return f" *{paper.status.value}*" if told else ""


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
    """``• *title* <url|link>``, below it the note and the marked sentences, as Slack and its kin
    take it."""
    return "".join(_message(paper) for paper in papers) or "\n"


def _message(paper: Paper) -> str:
    link = paper_link(paper)
    shown = f"<{_slack(link)}|link>" if link else f"<{_slack(find_url(paper.title))}|find>"
    # An asterisk inside would end the bold type, and there is no way to escape it.
    name = _slack(_title(paper)).replace("*", "∗")
    below = [*_note(paper.note or ""), *map(_slack, marked(paper))]
    return f"• *{name}* {shown}\n" + "".join(f"    {line}\n" for line in below)


def _note(text: str) -> Iterator[str]:
    """The lines of a note, their Markdown as Slack writes it; what is code stays as it is."""
    if not text.strip():
        return
    from markdown_it import MarkdownIt  # which few exports need

    parser = MarkdownIt("js-default").disable(["linkify", "html_inline"], ignoreInvalid=True)
    code = False
    for line in filter(None, map(str.rstrip, text.splitlines())):
        fence = line.lstrip().startswith(("```", "~~~"))
        if code or fence:
            code ^= fence
            yield "```" if fence else _slack(line)
            continue
        found = _BEGIN.match(line)
        begin = found[0] if found else ""
        (block,) = parser.parseInline(line[len(begin) :])
        said = "".join(_signs(block.children or []))
        if begin.strip().startswith("#"):
            yield f"*{said.replace('*', '')}*"
        else:
            yield f"{_ITEM.sub('•', _slack(begin))}{said}"


_BEGIN = re.compile(r"\s*(?:#{1,6}\s+|[-+*]\s+|>\s*)?")
_ITEM = re.compile(r"[-+*](?=\s)")
_SIGNS = {"strong_open": "*", "strong_close": "*", "em_open": "_", "em_close": "_",
          "s_open": "~", "s_close": "~"}  # fmt: skip


def _signs(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        match token.type:
            case "link_open":
                yield f"<{_slack(str(token.attrs['href']))}|"
            case "link_close":
                yield ">"
            case "code_inline":
                yield f"`{_slack(token.content)}`"
            case "image":
                yield f"<{_slack(str(token.attrs['src']))}|{_slack(token.content) or 'image'}>"
            case kind:
                yield _SIGNS.get(kind, _slack(token.content))


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
CHECKLIST = Writer("checklist", ".md", write_checklist)
SLACK = Writer("slack", ".txt", write_slack)
