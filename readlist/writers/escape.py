"""Text written as Markdown so that it renders as it is, in CommonMark, on GitHub, in Obsidian.

All of this is about one line: `inline` for text inside a line, `line_start` for what begins one,
`destination` for the target of a link. Pairs of ``$…$`` are mathematics and stay, as long as a
reader that knows no mathematics shows them unchanged too.
"""

from __future__ import annotations

import re

_ENTITY = r"&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]*);"

# `==` and `%%` are Obsidian's highlight and comment.
_SPECIAL = re.compile(rf"[\\^~*_\[\]<>#`$]|(?={_ENTITY})&|={{2,}}|%{{2,}}")

# Pandoc's rule: no space inside next to a dollar, no digit after the second one ("$5 or $10").
_MATH = r"(?<![\\$])\$(?![\s$])[^$]*(?<![\s\\])\$(?![\d$])"
_URL = r"https?://[^\s<>]+"
_MATH_ONLY = re.compile(_MATH)
_MATH_OR_URL = re.compile(rf"{_MATH}|{_URL}", re.IGNORECASE)

# What CommonMark would take out of a formula: backslashes before punctuation, code, links,
# entities, and a `<` that may begin a tag or an autolink.
_EATEN_IN_MATH = re.compile(rf"\\[!-/:-@\[-`{{-~]|[`\[\]]|{_ENTITY}|<(?:[!?]|[^$]*[>\"'=:@])")
_EATEN_IN_URL = re.compile(rf"[\\*~`\[\]^$]|={{2,}}|%{{2,}}|{_ENTITY}|_(?![^\W_])|(?<![^\W_])_")
_RUN = re.compile(r"\*+|_+|~+")

_BLOCK_START = re.compile(r"([0-9]{1,9})[.)](?=\s|$)|[-+]")


def inline(text: str, *, link_urls: bool = False, emphasised: bool = False) -> str:
    """One line of text as Markdown that renders as exactly this text.

    `link_urls`: keep URLs whole, in angle brackets where they need it, so that readers link them
    (not for the text of a link, where no link may be). `emphasised`: the result will stand between
    asterisks.
    """
    pattern = _MATH_OR_URL if link_urls else _MATH_ONLY
    formulas = _Formulas(emphasised)
    out: list[str] = []
    position = 0
    for found in pattern.finditer(text):
        kept, end = found[0], found.end()
        if kept.startswith("$"):
            written = kept if formulas.accepts(kept) else _escaped(kept)
        else:
            kept = _trimmed(kept)
            end = found.start() + len(kept)
            written = _url(kept, text[end:], bare=not emphasised)
        out += [_escaped(text[position : found.start()]), written]
        position = end
    return "".join(out) + _escaped(text[position:])


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


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: "".join(f"\\{each}" for each in found[0]), text)


class _Formulas:
    """Which of a line's formulas can stay as written.

    Between formulas everything is escaped, so only their own ``*``, ``_`` and ``~`` can pair up.
    """

    def __init__(self, emphasised: bool) -> None:
        self._emphasised = emphasised
        self._opened: set[str] = set()

    def accepts(self, formula: str) -> bool:
        if _EATEN_IN_MATH.search(formula) or (self._emphasised and "*" in formula):
            return False
        opened = set(self._opened)
        for run in _RUN.finditer(formula):
            opens, closes = _flanks(run[0][0], formula[run.start() - 1], formula[run.end()])
            if closes and run[0][0] in opened:
                return False
            if opens:
                opened.add(run[0][0])
        self._opened = opened
        return True


def _flanks(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether such a run can open, and can close, emphasis (CommonMark 0.31, section 6.2)."""
    left = not after.isspace() and (after.isalnum() or not before.isalnum())
    right = not before.isspace() and (before.isalnum() or not after.isalnum())
    if mark == "_":
        return left and (not right or not before.isalnum()), right and (
            not left or not after.isalnum()
        )
    return left, right


def _trimmed(url: str) -> str:
    """A URL without the punctuation of the sentence around it."""
    while url[-1] in ".,;:!?'\"’”]}" or (url[-1] == ")" and url.count(")") > url.count("(")):
        url = url[:-1]
    return url


def _url(url: str, rest: str, *, bare: bool) -> str:
    """A URL inside text: bare where GitHub finds its end by itself, else in angle brackets."""
    ends_clearly = re.match(r"\)?[.,;:!?]*(?:\s|$)", rest) and not re.search("[()]", url)
    if bare and ends_clearly and not _EATEN_IN_URL.search(url):
        return url
    return _escaped(url) if re.search(_ENTITY, url) else f"<{url}>"
