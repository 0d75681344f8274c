"""Where the papers of a file of labelled fields begin, told from the order of their labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from readlist.readers.labelled.words import Labelled
from readlist.readers.prose import title_likeness

SEPARATOR = re.compile(
    r"[-=*_~#+—–]{3,}|(?:#{1,6} )?(?:paper|entry|record|article|result)? ?[#\[(]?\d{1,5}[\])]?"
    r"(?: ?(?:of|/) ?\d{1,5})?[.:)]?",
    re.IGNORECASE,
)
"""Between papers: a rule, or the number of the next one."""


HEADING: Final = "heading"
"""The name of the label that a title without label is taken to have."""
_HEADED = re.compile(
    r"(?:#{1,6} |\d{1,4}[.)] )?(?P<dress>\*\*|__)?(?P<title>\S.*?)(?(dress)(?P=dress))"
)
_LONGEST_TITLE: Final = 300
_FEWEST: Final = 2


def with_titles(
    content: Sequence[tuple[int, str, bool]], labels: Sequence[Labelled | None]
) -> Sequence[Labelled | None]:
    """The labels, and one for each heading that stands over the authors' label.

    Only in files that label no titles; a title stands first in its block of lines.
    """
    if any(label and label.kind == "title" for label in labels):
        return labels
    kinds = {label.kind for label in labels if label}
    found: dict[int, Labelled] = {}
    for place, (label, after) in enumerate(pairwise(labels)):
        _, text, gap = content[place]
        if label or not after or after.kind != "authors" or len(text) > _LONGEST_TITLE:
            continue
        title = _HEADED.fullmatch(text)
        if title and (gap or place == 0) and title_likeness(title["title"]) > 0:
            found[place] = Labelled("title", HEADING, title["title"])
    if len(found) < _FEWEST or not kinds & {"abstract", "summary"}:
        return labels
    return [found.get(place, label) for place, label in enumerate(labels)]


def lead_of(content: Sequence[tuple[int, str, bool]], labels: Sequence[Labelled | None]) -> str:
    """The kind of the label that papers of a file begin with.

    It stands first in the file, and behind the label the file ends with, and behind gaps; no one
    of these is certain in a file that lost lines.
    """
    kinds: list[tuple[str, bool]] = []
    for place, label in enumerate(labels):
        if label:
            parted = place > 0 and SEPARATOR.fullmatch(content[place - 1][1][:41]) is not None
            kinds.append((label.kind, content[place][2] or parted or place == 0))
    if not kinds:
        return "title"
    counts = Counter(kind for kind, _ in kinds)
    parted_counts = Counter(kind for kind, parted in kinds if parted)
    last = kinds[-1][0]
    successors = Counter(after for (kind, _), (after, _) in pairwise(kinds) if kind == last)
    usual = max(counts["title"], 1)
    scores = {
        kind: 2 * parted_counts[kind] / count * min(1.0, count / usual)
        + 1.5 * (kind == kinds[0][0])
        + (successors[kind] * 2 > sum(successors.values()))
        + (kind == "title")
        for kind, count in counts.items()
    }
    return max(scores, key=lambda kind: scores[kind])


def before_titles(
    content: Sequence[tuple[int, str, bool]], labels: Sequence[Labelled | None]
) -> set[int]:
    """The places where a blank line is followed by labels, and then by the label of a title."""
    found: set[int] = set()
    first = -1
    for place, (_, _, gap) in enumerate(content):
        label = labels[place]
        if gap:
            first = place if label else -1
        if label and label.kind == "title" and first >= 0:
            found.add(first)
            first = -1
    return found
