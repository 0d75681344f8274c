"""Highlights: sentences of an abstract that a person marks, and what they remark on them.

A highlight is kept as the sentence itself. Where the abstract changes and has it no more, the
highlight stays: it is shown below the abstract.
"""

from __future__ import annotations

import re

from readlist.errors import BadValue, UnknownPaper
from readlist.library.marking import Done, name_papers
from readlist.library.placing import marks_on
from readlist.paper import Highlight, Paper, clean, one_line
from readlist.store import Store

LONGEST_REMARK = 2_000
"""Characters. A remark is a line or two; what is longer is a note."""


class Highlights:
    """`Library.highlights`. Each change is one step of the history."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def toggle(self, paper_id: str, quote: str) -> Done:
        """Mark a sentence; take the mark off if there is one on any part of it, remark and all."""
        with self._store.step("Marked a sentence") as step, self._store.transaction():
            paper, row = self._paper(paper_id)
            there = marks_on(paper, quote)
            if there:
                self._store.highlights.remove(row, [each.quote for each in there])
            else:
                self._store.highlights.add(row, [Highlight(quote)])
            done = "Took the mark off" if there else "Marked"
            step.label = f"{done} a sentence of {name_papers(self._store, [paper_id])}"
        return Done(1, step.label)

    def remark(self, paper_id: str, quote: str, text: str) -> Done:
        """Say something on a sentence, which marks it; no text: nothing any more, the mark stays.

        Raises `BadValue` for a remark that is too long.
        """
        remark = _checked(text)
        with self._store.step("Remarked on a sentence") as step, self._store.transaction():
            paper, row = self._paper(paper_id)
            there = marks_on(paper, quote)
            title = name_papers(self._store, [paper_id])
            changed = 1
            if there:
                changed = self._store.highlights.set_remark(row, there[0].quote, remark)
                done = "Remarked on" if remark else "Removed the remark on"
            else:
                self._store.highlights.add(row, [Highlight(quote, remark)])
                done = "Remarked on" if remark else "Marked"
            step.label = f"{done} a sentence of {title}"
        return Done(changed, step.label if changed else "Nothing changed: it says so already")

    def mark(self, paper_id: str, words: str, remark: str | None = None) -> Done:
        """Mark the sentence of the abstract that has these words (in any case), or all those that
        they reach over. `remark`: what to say on the first of them; '': nothing any more.

        Raises `BadValue` if the abstract has not the words, or has them in several places.
        """
        said = _checked(remark or "")
        with self._store.step("Marked a sentence") as step, self._store.transaction():
            paper, row = self._paper(paper_id)
            quotes = _sentences_with(paper, words)
            new = [quote for quote in quotes if not marks_on(paper, quote)]
            self._store.highlights.add(row, [Highlight(quote) for quote in new])
            changed = len(new)
            if remark is not None:
                first = next(iter(marks_on(paper, quotes[0])), Highlight(quotes[0]))
                changed += self._store.highlights.set_remark(row, first.quote, said)
            what = "a sentence" if len(quotes) == 1 else f"{len(quotes)} sentences"
            done = "Marked" if new else "Remarked on" if said else "Removed the remark on"
            step.label = f"{done} {what} of {name_papers(self._store, [paper_id])}"
        return Done(changed, step.label if changed else "Nothing changed: it is so already")

    def unmark(self, paper_id: str, words: str) -> Done:
        """Take the marks off all sentences that have these words. Raises `BadValue`: none has."""
        wanted = _plain(words)
        with self._store.step("Unmarked") as step, self._store.transaction():
            paper, row = self._paper(paper_id)
            there = [each for each in paper.highlights if wanted in _plain(each.quote)]
            if not there or not wanted:
                raise BadValue(f"no marked sentence of {paper.id} has “{one_line(words)}”")
            self._store.highlights.remove(row, [each.quote for each in there])
            what = "a sentence" if len(there) == 1 else f"{len(there)} sentences"
            step.label = f"Took the mark off {what} of {name_papers(self._store, [paper_id])}"
        return Done(len(there), step.label)

    def _paper(self, paper_id: str) -> tuple[Paper, int]:
        papers = self._store.papers([paper_id])
        if not papers:
            raise UnknownPaper(f"there is no paper {paper_id!r}")
        (row,) = self._store.rows_of([paper_id])
        return papers[0], row


def _sentences_with(paper: Paper, words: str) -> list[str]:
    from readlist.library.sentences import sentences  # which the app need not open with

    abstract = paper.abstract or ""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = list(re.finditer(pattern, abstract, re.IGNORECASE)) if pattern else []
    if not found:
        raise BadValue(f"the abstract of {paper.id} has no “{one_line(words)}”")
    marked = [
        [abstract[a:b] for a, b in sentences(abstract) if a < each.end() and each.start() < b]
        for each in found
    ]
    if any(some != marked[0] for some in marked):
        raise BadValue(
            f"several sentences of {paper.id} have “{one_line(words)}”; "
            "give more words of the one you mean"
        )
    return marked[0]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _checked(text: str) -> str | None:
    """A remark as it is kept: one line. Raises `BadValue`."""
    remark = one_line(clean(text))
    if len(remark) > LONGEST_REMARK:
        raise BadValue(
            f"the remark has {len(remark):,} characters, of at most {LONGEST_REMARK:,}; "
            "write a note instead"
        )
    return remark or None
