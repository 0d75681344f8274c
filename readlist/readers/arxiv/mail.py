r"""arXiv's daily mailing: a mail's header, a preamble, and papers in blocks of plain text and TeX.

    ------------------------------------------------------------------------------
    \\
    arXiv:2101.00001 (*cross-listing*)
    Date: Fri, 5 Mar 2021 18:00:00 GMT   (123kb,D)

    Title: Kites That Repair Bridges, and What Becomes of the Bridges in the Years
      After
    Authors: Jane Doe, John R\"oe
    Categories: cs.RO cs.LG
    Comments: 12 pages
    \\
      Paragraphs are indented by two spaces, and
    their other lines are not.
    \\ ( https://arxiv.org/abs/2101.00001 ,  123kb)

Replacements say `replaced with revised version` and have no abstract. Any of these lines may be
lost, and so may the indentation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from readlist.links import parse_arxiv_id
from readlist.paper import Record
from readlist.readers.arxiv.record import arxiv_record
from readlist.readers.arxiv.words import ID
from readlist.readers.base import SNIFFED, LineClass, Problem, Reading
from readlist.readers.blocks import Block, Sheet, numbered
from readlist.readers.tex import accents

_RULE = re.compile(r"[-=_%#]{8,}")
_CLOSE = re.compile(
    rf"\\{{1,4}}\s{{0,9}}\(\s{{0,9}}(?:https?://\S{{0,60}}?/)?(?P<id>{ID})(?![\w/]).*",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"(?:arXiv:\s{{0,3}}|Paper(?: \(\*cross-listing\*\))?:\s{{0,3}}(?:arXiv:)?)(?P<id>{ID})"
    r"\s{0,9}(?:\(.{0,60}\))?",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:Date(?: ?\((?:v\d+|revised.{0,12}|original.{0,40})\))?:\s*\w{3},? ?\d{1,2} \w{3}"
    r"|(?:replaced with (?:revised version|paper)|withdrawn|(?:figures?|parts?) added)\b).*",
    re.IGNORECASE,
)
_LABELS: Final = {
    "title": "title",
    "authors": "authors?",
    "comments": "comments?",
    "journal": "journal-ref",
    "doi": "doi",
    "other": "categories|report-no|acm-class|msc-class|license|proxy|from|subj-class|date",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{name}>{words})\s?:\s*" for name, words in _LABELS.items()), re.IGNORECASE
)
_QUOTED = re.compile(r"(?:\s?>)+ ?")
_INDENTED = (" ", "\t", "\u00a0")

_MAIL_HEADER = re.compile(r"[A-Za-z][\w-]{1,40}:.*")
# Between the mails of an mbox.
_ENVELOPE = re.compile(r"From \S{1,200} .{0,6}\w{3} \w{3} +\d{1,2} \d\d:\d\d.{0,40}")
_PREAMBLE = re.compile(
    r"send any comments regarding submissions.*|archives? at https?://.*|to unsubscribe, .*"
    r"|\(?continued\)?|(?:for|see|use|subscribe|if you)\b.{0,200}(?:arxiv|e-mail|subject|browser).*"
    r"|for (?:subscribe options|general information|help|details|information)\b.{0,100}"
    r"|.{0,80}\b(?:e-mail to|subject): .{0,80}|submissions to:.*|received from\b.*"
    r"|[-\s]{0,12}(?:begin )?forwarded message:?[-\s]{0,12}|(?:no )?new submissions.{0,40}"
    r"|https?://(?:www\.)?arxiv\.org/\S{0,60}|\d+ ?kb(?:,\w)?\)",
    re.IGNORECASE,
)
_SUBMISSIONS_TO = re.compile(r"submissions to:?", re.IGNORECASE)
_RECEIVED = re.compile(r"received from\b.*", re.IGNORECASE)


@dataclass(slots=True)
class _Mail:
    """One block of the mailing."""

    arxiv_id: str | None = None
    is_marked: bool = False
    """It has a line that only the mailing's blocks have."""
    name: str = ""
    """The field being read: one of `_LABELS`, "abstract" once that is reached, or empty."""
    block: Block = field(default_factory=Block)

    @property
    def is_known(self) -> bool:
        return bool(self.arxiv_id or "title" in self.rows)

    @property
    def rows(self) -> dict[str, list[str]]:
        return self.block.rows


class ArxivMailReader:
    """Reads arXiv's daily mailings."""

    name: Final = "arxiv-mail"
    label: Final = "a daily e-mail of arXiv"

    def sniff(self, lines: Sequence[str]) -> float:
        lines = lines[:SNIFFED]
        if not any(map(_CLOSE.match, map(_unquoted, lines))) and not _has_heads(lines):
            return 0.0
        return self.read(lines).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        quoted = [line.lstrip().startswith(">") for line in lines if line.strip()]
        if sum(quoted) * 2 > len(quoted):
            lines = [_unquoted(line) for line in lines]
        sheet = Sheet(lines)
        mails = _Scan(lines, sheet).mails
        known = [mail for mail in mails if mail.is_known]
        problems = [_given_up(mail, sheet) for mail in mails if not mail.is_known]
        sheet.settle_repeats(mail.block for mail in known)
        indented = any(line.startswith(_INDENTED) for line in lines)
        return Reading(
            self.name,
            sheet.share(mail.block for mail in known if mail.arxiv_id and mail.is_marked),
            numbered(_record(mail, sheet, indented) for mail in known),
            tuple(sheet.classes),
            tuple(problems),
        )


def _unquoted(line: str) -> str:
    """`line` without the marks that mail programs put before what they quote."""
    quoted = _QUOTED.match(line)
    return line[quoted.end() :] if quoted else line


def _has_heads(lines: Sequence[str]) -> bool:
    """Whether a line with an id stands over one with the date the paper came in at."""
    texts = [_unquoted(line).strip() for line in lines]
    texts = [text for text in texts if text]
    return any(_STAMP.fullmatch(after) and _HEAD.fullmatch(text) for text, after in pairwise(texts))


class _Scan:
    """Goes through the lines of a mailing; `mails` are its blocks."""

    def __init__(self, lines: Sequence[str], sheet: Sheet) -> None:
        self.mails: list[_Mail] = []
        self._lines, self._sheet = lines, sheet
        self._indented = any(line.startswith(_INDENTED) and line.strip() for line in lines)
        self._open: _Mail | None = None
        self._in_header = True
        self._in_subjects = False
        content = [(number, text) for number, text, _ in sheet.content()]
        for place, (number, text) in enumerate(content):
            before = content[place - 1][1] if place else "\\\\"
            after = content[place + 1][1] if place + 1 < len(content) else ""
            self._line(number, text, before, after)

    def _line(self, number: int, text: str, before: str, after: str) -> None:
        if _RULE.fullmatch(text):
            self._sheet.classes[number] = LineClass.BOILERPLATE
            self._open, self._in_header = None, False
        elif closed := _CLOSE.fullmatch(text):
            self._close(number, closed["id"])
        elif not text.strip("\\"):
            self._sheet.classes[number] = LineClass.BOILERPLATE
            self._turn(after)
        elif (head := _HEAD.fullmatch(text)) and _stands_at_a_head(before, after):
            self._begin(number, parse_arxiv_id(head["id"]))
        elif self._open is None and not _begins_headless(text, after):
            self._outside(number, text)
        elif self._begins_another(text, after):
            self._begin(number, None)
            self._field(number, text, after)
        elif self._open and self._open.name == "abstract":
            self._abstract(number, text)
        else:
            self._field(number, text, after)

    def _begin(self, number: int, arxiv_id: str | None) -> None:
        self._open = _Mail(arxiv_id)
        self._in_header = self._in_subjects = False
        self.mails.append(self._open)
        if arxiv_id:
            self._sheet.give(self._open.block, number, LineClass.FIELD)

    def _turn(self, after: str) -> None:
        """A line of two backslashes: a block begins, or its abstract does."""
        self._in_header = False
        if self._open is None or _HEAD.fullmatch(after) or self._open.name == "abstract":
            self._open = None
        else:
            self._open.is_marked = True
            self._open.name = "abstract"

    def _close(self, number: int, written: str) -> None:
        arxiv_id = parse_arxiv_id(written)
        mail = self._open or (self.mails[-1] if self.mails else None)
        if mail is None or mail.arxiv_id not in (None, arxiv_id):
            mail = _Mail()  # all but the end of it is lost
            self.mails.append(mail)
        mail.arxiv_id, mail.is_marked = arxiv_id, True
        self._sheet.give(mail.block, number, LineClass.FIELD)
        self._open = None

    def _begins_another(self, text: str, after: str) -> bool:
        """Whether a line begins a block whose id line is lost."""
        if self._open is None:
            return True
        begun = self._open.name == "abstract" or "title" in self._open.rows
        return begun and _begins_headless(text, after)

    def _outside(self, number: int, text: str) -> None:
        if _SUBMISSIONS_TO.fullmatch(text):
            self._in_subjects = True
        if envelope := _ENVELOPE.fullmatch(text):
            self._in_header = True
        known = (
            self._in_subjects
            or envelope is not None
            or _PREAMBLE.fullmatch(text) is not None
            or (self._in_header and self._is_mail_header(number, text))
        )
        if _RECEIVED.fullmatch(text):
            self._in_subjects = False
        if known:
            self._sheet.classes[number] = LineClass.BOILERPLATE

    def _is_mail_header(self, number: int, text: str) -> bool:
        indented = self._lines[number].startswith(_INDENTED)
        begun = number and self._sheet.classes[number - 1] is LineClass.BOILERPLATE
        return bool(_MAIL_HEADER.fullmatch(text) or (indented and begun))

    def _field(self, number: int, text: str, after: str) -> None:
        mail = self._open
        assert mail is not None  # lines outside of blocks never come here
        if _STAMP.match(text):
            mail.is_marked = True
            mail.name = "other"
            self._sheet.give(mail.block, number, LineClass.FIELD)
            return
        if label := _LABEL.match(text):
            mail.name = label.lastgroup or ""
            text = text[label.end() :]
        elif not mail.name:
            return
        elif self._is_abstract(number, after):
            self._reach_abstract(mail)
            self._abstract(number, text)
            return
        kind = LineClass.TITLE if mail.name == "title" else LineClass.FIELD
        mail.block.add(mail.name, text)
        self._sheet.give(mail.block, number, kind)

    def _is_abstract(self, number: int, after: str) -> bool:
        """Whether a line without label is of the abstract, the mark before that being lost.

        Fields go on in indented lines; abstracts begin with one and go on in others.
        """
        if not self._indented or self._lines[number].startswith(_INDENTED):
            return False
        return not _LABEL.match(after) and after != "\\\\"

    def _reach_abstract(self, mail: _Mail) -> None:
        """Go over to the abstract, and take along its first line, which looked like a field's."""
        last = mail.block.numbers[-1]
        rows = mail.rows.get(mail.name, [])
        indented = self._lines[last].startswith(_INDENTED)
        mail.name = "abstract"
        if indented and len(rows) > 1:
            mail.block.add("abstract", rows.pop())
            self._sheet.classes[last] = LineClass.ABSTRACT

    def _abstract(self, number: int, text: str) -> None:
        mail = self._open
        assert mail is not None
        gap = self._lines[number].startswith(_INDENTED)
        if not self._indented and number:
            gap = self._sheet.classes[number - 1] is LineClass.BLANK
        mail.block.add("abstract", text, gap=gap)
        self._sheet.give(mail.block, number, LineClass.ABSTRACT)


def _stands_at_a_head(before: str, after: str) -> bool:
    """Whether a line with an id begins a block; a wrapped abstract may have one as well."""
    if before == "\\\\" or _RULE.fullmatch(before) or _CLOSE.fullmatch(before):
        return True
    label = _LABEL.match(after)
    return _STAMP.match(after) is not None or (label is not None and label.lastgroup == "title")


def _begins_headless(text: str, after: str) -> bool:
    label, next_label = _LABEL.match(text), _LABEL.match(after)
    if _STAMP.match(text):
        return text[:4].lower() == "repl" or (
            next_label is not None and next_label.lastgroup == "title"
        )
    return label is not None and label.lastgroup == "title"


def _given_up(mail: _Mail, sheet: Sheet) -> Problem:
    for number in mail.block.numbers:
        sheet.classes[number] = LineClass.UNPARSED
    return Problem(min(mail.block.numbers) + 1, "the entry has neither an id nor a title")


def _record(mail: _Mail, sheet: Sheet, indented: bool) -> Record:
    abstract = accents("\n\n".join(_paragraphs(mail.block, sheet, indented)))
    return arxiv_record(mail.block, sheet.wrapping, mail.arxiv_id, abstract, accents)


def _paragraphs(block: Block, sheet: Sheet, indented: bool) -> list[str]:
    if not indented:
        return block.paragraphs("abstract", sheet.wrapping)
    parts: list[list[str]] = [[]]
    for row in block.rows.get("abstract", ()):
        if row:
            parts[-1].append(row)
        else:
            parts.append([])
    return [sheet.wrapping.join(part) for part in parts if part]
