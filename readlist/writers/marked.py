"""The sentences a person marked, as lines of plain text."""

from __future__ import annotations

from readlist.paper import Paper, one_line


def marked(paper: Paper) -> list[str]:
    """``“A sentence.” — what was remarked on it``, in the order of the abstract; those that it has
    no more come last."""
    abstract = one_line(paper.abstract or "")
    said: list[tuple[int, str]] = []
    for each in paper.highlights:
        quote, remark = one_line(each.quote), one_line(each.remark or "")
        at = abstract.find(quote)
        line = " — ".join(filter(None, (f"“{quote}”" if quote else "", remark)))
        if line:
            said.append((at if at >= 0 else len(abstract), line))
    return [line for _, line in sorted(said, key=lambda each: each[0])]
