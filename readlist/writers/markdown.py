"""Papers as Markdown, to be pasted into Obsidian, GitHub or a mail.

One heading of level 2 for each paper; then what is known about it in one line, the user's note,
and the abstract as one quote. No dates, no numbers, no HTML: the same papers give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from readlist.links import find_url, links_of, paper_link
from readlist.paper import Highlight, Paper, one_line
from readlist.writers.base import Writer
from readlist.writers.escape import destination, inline, line_start
from readlist.writers.note import embedded


def write(papers: Sequence[Paper], *, title: str, abstracts: bool = True) -> str:
    """A document: its title, how many papers, and a section for each in the order given."""
    count = "1 paper" if len(papers) == 1 else f"{len(papers)} papers"
    sections = [paper_to_markdown(paper, abstracts=abstracts) for paper in papers]
    return "\n".join([f"# {inline(one_line(title))}\n", f"{count}\n", *sections])


def paper_to_markdown(paper: Paper, *, abstracts: bool = True) -> str:
    """One paper's section of the document, ending with a newline."""
    blocks = [_heading(paper), _about(paper), embedded(paper.note or "")]
    blocks.append(_quote(paper.abstract if abstracts else None, paper.highlights))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _heading(paper: Paper) -> str:
    title = inline(one_line(paper.title)) or "(no title)"
    if paper.title_derived and paper.title.strip():
        title = f"“{title}”"
    link = paper_link(paper)
    return f"## [{title}]({destination(link)})" if link else f"## {title}"


def _about(paper: Paper) -> str:
    """Authors, year, venue, tags and links in one line; empty if there is nothing to say."""
    parts = [
        "*title not in the source*" if paper.title_derived else "",
        ", ".join(
            inline(name, formulas=False).replace(",", "\\,")  # so that the export can be read back
            for author in paper.authors
            if (name := one_line(author))
        ),
        "" if paper.year is None else str(paper.year),
        inline(one_line(paper.venue or ""), formulas=False),
        " ".join(_tag(tag) for tag in paper.tags if tag.strip()),
        *_links(paper),
    ]
    return line_start(" · ".join(part for part in parts if part))


def _tag(tag: str) -> str:
    # An underscore inside a word needs no backslash, and with one Obsidian would cut the tag.
    return "#" + re.sub(r"(?<=\w)\\_(?=\w)", "_", inline("-".join(tag.split()), formulas=False))


def _links(paper: Paper) -> Iterator[str]:
    """The links that the heading does not hold, by kind; a search where no link is the paper's."""
    title_link = paper_link(paper)
    for link in links_of(paper):
        if link.url != title_link:
            yield f"[{link.kind.value}]({destination(link.url)})"
    if title_link is None:
        yield f"[find]({destination(find_url(paper.title))})"


def _quote(abstract: str | None, highlights: Sequence[Highlight]) -> str:
    """The abstract as one quote, what the user marked in bold, and then their remarks."""
    paragraphs = [one_line(part) for part in re.split(r"\n[ \t]*\n", abstract or "")]
    paragraphs = [part for part in paragraphs if part]
    marks = [(one_line(mark.quote), one_line(mark.remark or "")) for mark in highlights]
    lines = [_with_marks(part, [quote for quote, _ in marks if quote]) for part in paragraphs]
    lines = [f"**Abstract.** {line}" for line in lines[:1]] + [line_start(x) for x in lines[1:]]
    lines.extend(_remarks(paragraphs, tuple(lines), marks))
    return "\n>\n".join(f"> {line}" for line in lines)


def _remarks(
    paragraphs: Sequence[str], written: Sequence[str], marks: Sequence[tuple[str, str]]
) -> Iterator[str]:
    """The remarks in the order of the text, each below its mark where it could be another's.

    Marks that are not in the text (any more) stand here on their own.
    """
    inside = sorted(
        _Inside(*place, quote, remark)
        for quote, remark in marks
        if quote and (place := _place(paragraphs, quote))
    )
    is_plain = all(
        mark.remark and _bold(mark.quote) in written[mark.paragraph] for mark in inside
    ) and not any(before.touches(after) for before, after in pairwise(inside))
    for mark in inside:
        if mark.remark:
            if not is_plain:
                yield f"— {_bold(mark.quote)}"
            yield _remark(mark.remark)
    for quote, remark in marks:
        if not quote or _place(paragraphs, quote) is None:
            if quote:
                yield f"— {_bold(quote)}" if paragraphs else _bold(quote)
            if remark:
                yield _remark(remark)


class _Inside(NamedTuple):
    """A mark in the text: the paragraph, where the quote begins and ends there, its remark."""

    paragraph: int
    start: int
    end: int
    quote: str
    remark: str

    def touches(self, later: _Inside) -> bool:
        return self.paragraph == later.paragraph and later.start <= self.end


def _place(paragraphs: Sequence[str], quote: str) -> tuple[int, int, int] | None:
    for number, paragraph in enumerate(paragraphs):
        if quote in paragraph:
            start = paragraph.index(quote)
            return number, start, start + len(quote)
    return None


def _bold(quote: str) -> str:
    return f"**{inline(quote, link_urls=True, emphasised=True)}**"


def _remark(remark: str) -> str:
    return f"— *remark: {inline(remark, link_urls=True, emphasised=True)}*"


def _with_marks(text: str, quotes: Sequence[str]) -> str:
    """A paragraph as Markdown, with those of the quotes that are in it in bold."""
    spans: list[tuple[int, int]] = []
    for start, quote in sorted((text.find(quote), quote) for quote in quotes if quote in text):
        end = start + len(quote)
        if spans and start <= spans[-1][1]:  # two that touch are one
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return inline(text, link_urls=True, bold=spans)


MARKDOWN = Writer("markdown", ".md", write)
