"""Where the sentences of an abstract begin and end.

A sentence ends at ``.``, ``!``, ``?`` or ``…`` with what closes it (quotes, brackets), where white
space and the beginning of another follow; at ``。``, ``！`` and ``？``, whatever follows; and at a
blank line. It does not inside formulas and addresses, nor behind abbreviations and initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]
"""Start and end (exclusive) in characters."""

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_CLOSERS = "\"'”’»)\\]}"
_OPENERS = "\"'“‘«([{"
_BOUND = re.compile(
    # What is passed over whole: formulas of at most a few lines, addresses, and `\url{…}`.
    r"(?P<whole>(?<!\\)\$\$[^$]{1,600}\$\$|(?<![\\$])\$(?![\s$])[^$\n]{1,400}(?<![\\\s])\$(?!\d)"
    r"|\\\([^\n]{1,400}?\\\)|\\url\s?\{[^{}\s]*\}|(?:https?://|www\.)[^\s<>{}]*[\w/])"
    rf"|(?P<wide>[。！？]+[{_CLOSERS}」』】〉》）]*)"
    rf"|(?P<end>(?:\.{{3,}}|[.!?…]+)(?:''|[{_CLOSERS}])*)(?=\s)"
)

_NEVER = frozenset([
    "e.g", "i.e", "cf", "viz", "resp", "vs", "approx", "dr", "mr", "mrs", "ms", "prof", "st",
    "eds", "vol", "no", "nos", "pp", "fig", "figs", "eq", "eqs", "sec", "secs", "tab", "tabs",
    "ref", "refs", "ch", "chap", "thm", "def", "lem", "prop", "cor", "alg", "app", "w.r.t",
    "a.k.a", "i.i.d", "s.t", "w.l.o.g", "ca", "dept", "univ", "al.", "incl", "eg", "ie", "sect",
    "ex",
])  # fmt: skip
"""Abbreviations that something always follows; written with a full stop, and in any case."""
_SELDOM = frozenset([
    "al", "etc", "inc", "ltd", "co", "corp", "jr", "sr", "u.s", "u.k", "e.u", "d.c", "p.m",
    "a.m", "ph.d", "m.sc", "b.sc", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec", "est", "ed", "op", "cit",
])  # fmt: skip
"""Those that end a sentence if the next word begins as sentences do."""
_WORD = re.compile(rf"[^\s{_OPENERS}]+$")
_NEXT = re.compile(rf"\s+[{_OPENERS}`*_]*(\S)")
_STARTERS = re.compile(
    rf"\s+[{_OPENERS}`]*(?:We|Our|The|This|These|That|Those|It|Its|In|On|For|To|However|Moreover|"
    r"Furthermore|Finally|Here|Such|While|When|As|By|With|From|Unlike|Recent|Although|Despite|If|"
    r"But|And|Code|A|An|There|They|Then|Thus|Hence|Both|All|Most|Many|Some|Additionally|Instead)\b"
)


def sentences(text: str) -> list[Span]:
    """The sentences of `text`, in order and without the white space between them."""
    found: list[Span] = []
    at = 0
    for gap in _PARAGRAPH.finditer(text):
        found += _in_paragraph(text, at, gap.start())
        at = gap.end()
    return found + list(_in_paragraph(text, at, len(text)))


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    """Those of one paragraph, ``start:end`` of the text."""
    for bound in _BOUND.finditer(text, start, end):
        if bound["whole"] is None and (bound["wide"] or _ends(text, bound, start, end)):
            yield from _trimmed(text, start, bound.end())
            start = bound.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        start += len(piece) - len(piece.lstrip())
        yield start, start + len(bare)


def _ends(text: str, bound: re.Match[str], start: int, end: int) -> bool:
    """Does a sentence that began at `start` end here, at what may be the end of one?"""
    following = _NEXT.match(text, bound.end(), end)
    if following is None:
        return True  # nothing follows
    after = following[1]
    mark = bound["end"]
    if after.islower() or after in ",;:.)":
        return False
    if mark[0] in "!?":
        return True
    if mark.startswith(("...", "…")):
        return after.isupper()
    return not _abbreviated(text, bound, start, end)


def _abbreviated(text: str, bound: re.Match[str], start: int, end: int) -> bool:
    """Does the full stop belong to the word before it, and not to the sentence?"""
    # As far back as an abbreviation can be long: a text without spaces costs no more than others.
    before = _WORD.search(text, max(start, bound.start() - 12), bound.start())
    if before is None:
        return False
    word = before[0].rpartition("~")[2]
    folded = word.casefold()
    plain_stop = len(bound["end"]) == 1
    if plain_stop and folded in _NEVER:
        return True
    begins = _STARTERS.match(text, bound.end(), end) is not None
    if folded in _SELDOM:
        return plain_stop and not begins
    if len(word) == 1 and word.isupper():  # an initial, unless what follows begins a sentence
        return plain_stop and not begins
    # "A. Vaswani", "J.-B. Lee", "No. 5 U.S. Army": letters with full stops between them.
    initials = re.fullmatch(r"(?:[A-Z]\.-?)+[A-Z]", word) is not None
    return plain_stop and initials and not begins
