"""Writes a text with TeX in it as `tui.tex` has it shown."""

from __future__ import annotations

import re
import unicodedata

from readlist.tex import ACCENTS, CHARACTERS
from readlist.tui.formula import formula
from readlist.tui.symbols import SUB, SUPER
from readlist.tui.tex import Change, Shown, Stress, Weight
from readlist.tui.text import INVISIBLE

_UNDRAWABLE = re.compile(f"[{INVISIBLE}\t]")
_LONGEST = 600
"""Characters of a formula, or between the braces of a command: longer ones are none."""
_DEEPEST = 4
"""Commands inside of commands that are shown without their braces."""

_LETTERS = "|".join(
    sorted((name for name in CHARACTERS if CHARACTERS[name].isalpha()), key=len, reverse=True)
)
_NAMES = "|".join(sorted(CHARACTERS, key=len, reverse=True))
_PLAIN = (
    *("text", "textrm", "textnormal", "textup", "textsc", "textsf", "texttt"),
    *("underline", "mbox", "path"),
)
_DRESS: dict[str, Weight | None] = {
    **dict.fromkeys(("emph", "textit", "textsl"), "italic"),
    "textbf": "bold",
    **dict.fromkeys(_PLAIN),
}
_SWITCH: dict[str, Weight | None] = {
    **dict.fromkeys(("em", "it", "sl", "itshape"), "italic"),
    **dict.fromkeys(("bf", "bfseries"), "bold"),
    **dict.fromkeys(("tt", "sc", "sf", "rm", "ttfamily", "scshape")),
}


def _accent(which: int) -> str:
    """An accent with its letter; the names of its groups have to be told apart."""
    letter = (
        rf"(?:\{{(?P<braced{which}>\\[ij]|[^\W\d_])\}}"
        rf"| ?(?:(?P<dotless{which}>\\[ij])(?![A-Za-z])(?:\{{\}})?|(?P<single{which}>[^\W\d_])))"
    )
    name = rf"(?P<name{which}>[uvHcdkrbh])(?=[\s{{\\]|[^\x00-\x7f])"
    return rf"\\(?:(?P<mark{which}>[`'^~=.\"])|{name}){letter}"


# Each way to write something is a group of its own, which is the last to be closed.
_PIECE = re.compile(
    rf"(?P<kept>\\\\)|(?P<formula>(?<!\\)\$\$(?P<display>[^$]{{1,{_LONGEST}}})\$\$"
    rf"|(?<![\\$])\$(?P<inline>(?![\s$])[^$]{{1,{_LONGEST}}})(?<![\\\s])\$(?!\$)"
    rf"|\\\((?P<round>(?:[^\\]|\\[^()]){{1,{_LONGEST}}})\\\))"
    r"|(?P<link>\\url\s?\{(?P<address>[^{}\s]*)\})"
    r"|(?P<bare>(?:https?://|www\.)(?:[^\s{}\\$]|\\[%#_&~-])+)"
    rf"|(?P<accented>\{{{_accent(1)}\}}|{_accent(2)})"
    rf"|(?P<character>\{{\\(?P<alone>{_LETTERS})\}}"
    rf"|\\(?P<named>{_NAMES})(?![A-Za-z])(?:\{{\}}|(?P<gap>[ \t]))?)"
    r"|(?P<escaped>\\[%&_#${} ])|(?P<nothing>\\[-/])|(?P<thin>\\[,;:])"
    r"|(?P<script>\\text(?P<which>super|sub)script\{(?P<scripted>[^{}\\$]{1,40})\})"
    rf"|(?P<dress>\\(?P<dressed>{'|'.join(_DRESS)})(?![A-Za-z])\s?\{{)"
    rf"|(?P<switch>\{{\\(?P<switched>{'|'.join(_SWITCH)})(?![A-Za-z])\s?)"
    rf"|(?P<dash>(?<!-)---?(?!-))|(?P<open>``)|(?P<close>\'\')|(?P<spanish>[?!]`)|(?P<tie>~)"
)
_WORD = re.compile(r"[A-Za-zµ]{2,}\b|[$\\(]")


class Writer:
    """Writes what is shown, and notes what is not as it stands in the source."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._out: list[str] = []
        self._length = 0
        self._changes: list[Change] = []
        self._stresses: list[Stress] = []
        self._quotes = 0

    def whole(self) -> Shown:
        self._write(0, len(self._text), 0)
        return Shown("".join(self._out), tuple(self._changes), tuple(self._stresses))

    def _write(self, start: int, end: int, depth: int) -> None:
        while (found := _PIECE.search(self._text, start, end)) is not None:
            self._copy(start, found.start())
            if found["dress"] or found["switch"]:
                start = self._group(found, end, depth)
                continue
            new = self._instead(found)
            if new is None:
                self._copy(*found.span())
            else:
                self._put(*found.span(), new)
            start = found.end()
        self._copy(start, end)

    def _copy(self, start: int, end: int) -> None:
        """As it stands, but for what no two terminals draw alike."""
        for found in _UNDRAWABLE.finditer(self._text, start, end):
            self._add(self._text[start : found.start()])
            self._put(*found.span(), "    " if found[0] == "\t" else "")
            start = found.end()
        self._add(self._text[start:end])

    def _put(self, start: int, end: int, text: str) -> None:
        self._changes.append(Change(start, end, self._length, self._length + len(text)))
        self._add(text)

    def _add(self, text: str) -> None:
        self._out.append(text)
        self._length += len(text)

    def _group(self, found: re.Match[str], end: int, depth: int) -> int:
        """What stands in the braces of a command, without command and braces, if they close."""
        inner = found.end()
        close = _closing(self._text, inner, end)
        if close is None or depth == _DEEPEST:
            self._copy(*found.span())
            return inner
        weight = _DRESS[found["dressed"]] if found["dress"] else _SWITCH[found["switched"]]
        self._put(*found.span(), "")
        first = self._length
        self._write(inner, close, depth + 1)
        if weight is not None and self._length > first:
            self._stresses.append(Stress(first, self._length, weight))
        self._put(close, close + 1, "")
        return close + 1

    def _instead(self, found: re.Match[str]) -> str | None:
        """What is shown for one piece; None: what stands there."""
        kind, text = found.lastgroup, found[0]
        if kind == "formula":
            return self._formula(found)
        if kind == "link":
            return re.sub(r"\\([%#_&~-])", r"\1", found["address"]) or None
        if kind == "accented":
            return _accented(found, 1 if text[0] == "{" else 2)
        if kind == "character":
            return CHARACTERS[found["alone"] or found["named"]] + self._gap(found)
        if kind == "escaped":
            return text[1]
        if kind == "script":
            table = SUPER if found["which"] == "super" else SUB
            letters = [table.get(each, "") for each in found["scripted"]]
            return "".join(letters) if all(letters) else None
        if kind in ("open", "close"):
            return self._quote(kind)
        if kind == "dash":
            return _dash(self._text, *found.span())
        if kind == "spanish":
            return {"?`": "¿", "!`": "¡"}[text] if self._before_letter(found) else None
        if kind == "tie":
            return " " if _is_tie(self._text, found.start()) else None
        return {"nothing": "", "thin": " "}.get(str(kind))

    def _formula(self, found: re.Match[str]) -> str | None:
        inline = found["inline"]
        after = self._text[found.end() : found.end() + 1]
        if inline and after.isdigit() and not re.search(r"[\\^_]", inline):
            return None  # the second dollar is one of money
        return formula(found["display"] or inline or found["round"])

    def _gap(self, found: re.Match[str]) -> str:
        """TeX drops the space behind a command; behind a sign that is no letter it was meant."""
        named = found["named"]
        return (found["gap"] or "") if named and not CHARACTERS[named].isalpha() else ""

    def _quote(self, kind: str) -> str | None:
        if kind == "open":
            self._quotes += 1
            return "“"
        if not self._quotes:  # two primes, or the end of what began elsewhere
            return None
        self._quotes -= 1
        return "”"

    def _before_letter(self, found: re.Match[str]) -> bool:
        return self._text[found.end() : found.end() + 1].isalpha()


def _closing(text: str, start: int, end: int) -> int | None:
    """Where the brace is that closes one before `start`."""
    open_ = 1
    for found in re.finditer(r"\\.|[{}]", text[start : min(end, start + _LONGEST)], re.DOTALL):
        if found[0] in "{}":
            open_ += 1 if found[0] == "{" else -1
            if not open_:
                return start + found.start()
    return None


def _accented(found: re.Match[str], which: int) -> str | None:
    mark = found[f"mark{which}"] or found[f"name{which}"]
    letter = found[f"braced{which}"] or found[f"dotless{which}"] or found[f"single{which}"]
    letter = letter.removeprefix("\\")
    whole = unicodedata.normalize("NFC", letter + ACCENTS[mark])
    return whole if len(whole) == 1 else None


def _dash(text: str, start: int, end: int) -> str | None:
    """A dash, unless it begins an option such as ``--help``."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if end - start == 2 and after.isalpha() and not (before.isalnum() or before in {*")}\"”'"}):
        return None
    return "—" if end - start == 3 else "–"


def _is_tie(text: str, at: int) -> bool:
    """Does a tilde stand for a space that does not break, and not for "about" or a range?"""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before.isdigit() or before in "%$":
        return _WORD.match(text, at + 1) is not None
    if before.isalpha() and after.isalpha() and not text[max(at - 2, 0)].isalpha():
        return text[at + 2 : at + 3].isalpha()  # one letter to another is a range
    return (
        (before.isalpha() or before in ".,:;)}”")
        and before != ""
        and after != ""
        and (after.isalnum() or after in "$\\({[")
    )
