"""Text written as Markdown so that it renders as it is, in CommonMark, on GitHub, in Obsidian.

All of this is about one line: `inline` for text inside a line, `line_start` for what begins one,
`destination` for the target of a link. Pairs of ``$…$`` are mathematics and stay, as long as a
reader that knows no mathematics shows them unchanged too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_ENTITY = r"&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]*);"

# `==` and `%%` are Obsidian's highlight and comment. GitHub makes links of `://` and `www.`, and
# takes backslashes after them for a part of the address, so these are broken up as well.
_SPECIAL = re.compile(
    rf"[\\^~*_\[\]<>#`$]|(?={_ENTITY})&|=(?==)|(?<==)=|%(?=%)|(?<=%)%|:(?=//)|(?<=www)\.",
    re.IGNORECASE,
)

# Pandoc's rule: no space inside next to a dollar, no digit after the second one ("$5 or $10").
_MATH = r"(?<![\\$])\$(?![\s$])(?:(?!://)[^$])*(?<![\s\\])\$(?![\d$])"
_URL = r"https?://[^\s<>]+"
_MATH_OR_URL = re.compile(rf"{_MATH}|{_URL}", re.IGNORECASE)

# What CommonMark or GitHub would take out of a formula: backslashes before punctuation, code,
# links, entities, and a `<` that may begin a tag or an autolink.
_EATEN_IN_MATH = re.compile(
    rf"\\[!-/:-@\[-`{{-~]|[`\[\]]|{_ENTITY}|www\.|<(?:[!?]|[^$]*[>\"'=:@])", re.IGNORECASE
)
_EATEN_IN_URL = re.compile(r"[\\*~`\[\]^$]|==|%%|_(?![^\W_])|(?<![^\W_])_")
_RUN = re.compile(r"\*+|_+|~+")

_BLOCK_START = re.compile(r"([0-9]{1,9})[.)](?=\s|$)|[-+]")


class _Change(NamedTuple):
    """Characters ``start:end`` of a text, and what is written for them."""

    start: int
    end: int
    written: str


def inline(
    text: str,
    *,
    formulas: bool = True,
    link_urls: bool = False,
    emphasised: bool = False,
    bold: Sequence[tuple[int, int]] = (),
) -> str:
    """One line of text as Markdown that renders as exactly this text.

    `formulas`: keep ``$…$``; only for one such text in a line, because two could interfere.
    `link_urls`: keep URLs whole, in angle brackets where they need it, so that readers link them;
    not for the text of a link, where no link may be.
    `emphasised`: the result will stand between asterisks.
    `bold`: spans (start, end) to set in bold, in order, neither touching nor overlapping.
    """
    changes = _changes(text, formulas, link_urls, emphasised or bool(bold))
    for start, end in bold:
        start, end = _where_bold_works(text, changes, start, end)
        if start < end:
            changes += [_Change(start, start, "**"), _Change(end, end, "**")]
    out: list[str] = []
    position = 0
    for change in sorted(changes):
        out += [text[position : change.start], change.written]
        position = change.end
    return "".join(out) + text[position:]


def line_start(line: str) -> str:
    """A line of Markdown (made by `inline`) whose first characters begin no list or rule."""
    found = _BLOCK_START.match(line)
    if found is None:
        return line
    number = found[1] or ""
    return f"{number}\\{line[len(number) :]}"


def destination(url: str) -> str:
    """A URL for the round brackets of a link, unchanged but for what would end it early."""
    url = re.sub(r"[\s<>\\]", lambda bad: "".join(f"%{byte:02X}" for byte in bad[0].encode()), url)
    url = re.sub(rf"(?={_ENTITY})&", "&amp;", url)
    return f"<{url}>" if re.search(r"[()]", url) or not url else url


def _changes(text: str, formulas: bool, link_urls: bool, emphasised: bool) -> list[_Change]:
    """What is written differently: URLs and formulas as a whole, and characters with a backslash.

    A formula that stays is a change to itself, so that nothing is put inside it.
    """
    changes = list(_wholes(text, formulas, link_urls, emphasised))
    kept = {place for change in changes for place in range(change.start, change.end)}
    for found in _SPECIAL.finditer(text):
        if found.start() not in kept:
            changes.append(_Change(found.start(), found.end(), f"\\{found[0]}"))
    return changes


def _wholes(text: str, formulas: bool, link_urls: bool, emphasised: bool) -> Iterator[_Change]:
    opened: frozenset[str] = frozenset()
    for found in _MATH_OR_URL.finditer(text):
        start, end = found.span()
        if text[start] == "$":
            now_opened = _opened_after(found[0], opened) if formulas else None
            if now_opened is not None and not (emphasised and "*" in found[0]):
                opened = now_opened
                yield _Change(start, end, found[0])
        elif link_urls:
            url = _trimmed(found[0])
            written = _url(url, text[start + len(url) :], bare=not emphasised)
            if written is not None:
                yield _Change(start, start + len(url), written)


def _opened_after(formula: str, opened: frozenset[str]) -> frozenset[str] | None:
    """The marks of emphasis left open after a formula written as it is; None if it cannot be.

    Between formulas everything is escaped, so only their own ``*``, ``_`` and ``~`` can pair up.
    """
    if _EATEN_IN_MATH.search(formula):
        return None
    for run in _RUN.finditer(formula):
        mark = run[0][0]
        before, after = formula[run.start() - 1], formula[run.end()]
        if not all(each.isascii() or each.isalnum() for each in (before, after)):
            return None  # parsers differ on whether such signs count as punctuation
        opens, closes = _flanks(mark, before, after)
        if closes and mark in opened:
            return None
        if opens:
            opened |= {mark}
    return opened


def _flanks(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether such a run can open, and can close, emphasis (CommonMark 0.31, section 6.2)."""
    left = not after.isspace() and (after.isalnum() or not before.isalnum())
    right = not before.isspace() and (before.isalnum() or not after.isalnum())
    if mark != "_":
        return left, right
    return left and not (right and before.isalnum()), right and not (left and after.isalnum())


def _trimmed(url: str) -> str:
    """A URL without the punctuation of the sentence around it."""
    while url[-1] in ".,;:!?'\"’”]}" or (url[-1] == ")" and url.count(")") > url.count("(")):
        url = url[:-1]
    return url


def _url(url: str, rest: str, *, bare: bool) -> str | None:
    """A URL followed by `rest`: bare where GitHub finds its end by itself, else in angle brackets.

    None where it has to be escaped like other text, because it seems to hold an entity.
    """
    if re.search(_ENTITY, url + rest[:1]):
        return None
    ends_clearly = re.match(r"\)?[.,;:!?]*(?:\s|$)", rest) and not re.search("[()]", url)
    if bare and ends_clearly and not _EATEN_IN_URL.search(url):
        return url
    return f"<{url}>"


def _separates(character: str) -> bool:
    """Whether every parser takes it for space or punctuation (the older ones do not count `≤`)."""
    if character.isascii():
        return not character.isalnum()
    return character.isspace() or unicodedata.category(character).startswith("P")


def _where_bold_works(
    text: str, changes: Sequence[_Change], start: int, end: int
) -> tuple[int, int]:
    """The span without what would keep ``**`` from working as bold.

    Between a letter and a sign, ``**`` works only on the letter's side, so signs (and spaces) move
    out of the bold; so does a URL or a formula that is only partly in it.
    """
    first = {change.start: change.written[0] for change in changes}
    last = {change.end: change.written[-1] for change in changes}
    inside = {place for change in changes for place in range(change.start + 1, change.end)}

    def blocked(place: int, outward: str, inward: str) -> bool:
        at_work = inward.isalnum() or (_separates(outward) and not inward.isspace())
        return place in inside or not at_work

    def left(place: int) -> str:
        return last.get(place, text[place - 1 : place] if place else "")

    def right(place: int) -> str:
        return first.get(place, text[place : place + 1])

    while start < end and blocked(start, left(start), right(start)):
        start += 1
    while start < end and blocked(end, right(end), left(end)):
        end -= 1
    return start, end
