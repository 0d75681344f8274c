"""Where entries of any format may begin: the blocks that a file of several shapes is told by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_MOST_BLOCKS: Final = 2000

_STARTS = re.compile(
    r"\s{0,8}(?:@\w{1,30}\s*[{(]|TY {1,2}- |PMID ?- |%0 |\[\d{1,5}\]|\\\\\s*$|arXiv:\d"
    r"|#{1,6} |get trending papers|<entry|[-*+] +(?:\[|http)|[{\[]\s*$)",
    re.IGNORECASE,
)

_MAILED = re.compile(r"(?:paper: |arxiv:)\S{5,30}(?:\s|$)", re.IGNORECASE)
_RULE = re.compile(r"\\\\\s*|-{3,}\s*")
_MAIL_ENDS = re.compile(r"\\\\ \(|[-%]{20}")
_LONGEST_MAILED: Final = 200
"""Lines."""


def blocks(lines: Sequence[str]) -> list[tuple[int, int]]:
    """The lines in blocks, which end at blank lines and where an entry of any format may begin."""
    least = len(lines) // _MOST_BLOCKS
    found: list[tuple[int, int]] = []
    start, mailed = 0, False
    for number, line in enumerate(lines):
        begins = number > 0 and (not lines[number - 1].strip() or _STARTS.match(line))
        if begins and not mailed and line.strip() and number - start > least:
            found.append((start, number))
            start = number
        # Inside of an entry of arXiv's mail are blank lines, and lines as those before one.
        if number and _MAILED.match(line) and _RULE.fullmatch(lines[number - 1][:20]):
            mailed = True
        elif mailed and (_MAIL_ENDS.match(line) or number - start > _LONGEST_MAILED):
            mailed = False
    return [*found, (start, len(lines))]
