"""TeX as plain text: accents, letters, escapes and quotes, as sources written in TeX have them.

Formulas (`$…$`) stay as they are, and so does every command that is not known here. All
functions take any text, never raise, and take time linear in its length.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from readlist.tex import ACCENTS, CHARACTERS

# Commands that only dress up what they are given.
_DRESS = (
    "emph|text|textbf|textit|textsc|textsf|textsl|texttt|textrm|textnormal|textup|mbox|hbox"
    "|path|underline|uppercase|lowercase|enquote|bibinfo|em|it|bf|sc|tt|rm|sf|sl|bfseries"
    "|itshape|scshape|ttfamily|relax|protect|noopsort|textsuperscript|textsubscript|ensuremath"
)

# Formulas and addresses, in which `~`, `--` and braces mean something else or nothing.
_VERBATIM = re.compile(
    r"(?P<formula>(?<!\\)\$\$[^$]+\$\$|(?<!\\)\$[^$]*(?<!\\)\$|\\\((?:[^\\]|\\[^()])*\\\))"
    r"|\\url\s?\{(?P<link>[^{}]*)\}|(?P<bare>https?://(?:[^\s{}\\$]|\\[%#_&~-])+)"
)
_MOST_ACCENTS: Final = 2
"""On one letter: `\\'{\\^e}` is read from within."""
# White space is single by the time these are tried.
_LETTER = (
    r"(?:\{ ?(?P<braced>\\[ij]|[^\W\d_])? ?\}"
    r"| ?(?:(?P<dotless>\\[ij])(?![A-Za-z])(?: (?=[a-z])|\{\})?|(?P<bare>[^\W\d_])))"
)
_ACCENTED = re.compile(
    rf"\\(?:(?P<mark>[`'^~=.\"])|(?P<name>[uvHcdkrbh])(?=[\s{{\\]|[^\x00-\x7f])){_LETTER}"
)
_ACCENTED_ALONE = re.compile(rf"\{{{_ACCENTED.pattern}\}}")
_SPECIAL = re.compile(r"[\\${}~]|--|``|''|[?!]`")
_ADDRESS = re.compile(r"\\(?:url|path)\s?(?=\{)")
_LONE_MARK = re.compile(r"\\([~^])")
_NAMES = "|".join(sorted(CHARACTERS, key=len, reverse=True))
_CHARACTER = re.compile(rf"\\(?P<name>{_NAMES})(?![A-Za-z])(?:\{{\}}|\s+)?")
_LETTERS = "|".join(name for name in CHARACTERS if CHARACTERS[name].isalpha() and len(name) < 3)
_LETTER_ALONE = re.compile(
    rf"\{{\\(?P<braced>{_LETTERS})\}}|\\(?P<name>{_LETTERS})(?![A-Za-z])(?:\{{\}}|\s+)?"
)
_ESCAPE = re.compile(r"\\([&%#_])")
_DRESSED = re.compile(rf"\\(?:{_DRESS})(?![A-Za-z])\s*")
_ESCAPED = re.compile(r"\\([&%$#_{} ])")
_HYPHENATION = re.compile(r"\\[-/,;:!@]")
_DASHES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("?`", "¿"), ("!`", "¡"))

# Escaped braces, dollars and tildes must outlive the bare ones.
_HELD: Final = {"{": "\ue000", "}": "\ue001", "$": "\ue002", "~": "\ue003"}


def plain(tex: str) -> str:
    """`tex` as text in NFC, on one line, without the braces that only protect capitals."""
    tex = " ".join(tex.split())
    if _SPECIAL.search(tex) is None:
        return unicodedata.normalize("NFC", tex)
    parts: list[str] = []
    at = 0
    for found in _VERBATIM.finditer(tex):
        parts.append(_plain_text(tex[at : found.start()]))
        parts.append(found["formula"] or literal(found["link"] or found["bare"] or ""))
        at = found.end()
    parts.append(_plain_text(tex[at:]))
    return unicodedata.normalize("NFC", " ".join("".join(parts).split()))


def literal(tex: str) -> str:
    """An address or id as it is meant: escapes undone and braces gone, all else as written."""
    text = _LONE_MARK.sub(r"\1", _ESCAPED.sub(r"\1", _ADDRESS.sub("", tex)))
    return text.replace("{", "").replace("}", "").strip()


def accents(tex: str) -> str:
    """`tex` as arXiv's own pages show it: accents, letters and escapes decoded, all else kept.

    Formulas, addresses, `~`, dashes, quotes, braces and line ends stay as written.
    """
    if "\\" not in tex:
        return tex
    parts: list[str] = []
    at = 0
    for found in _VERBATIM.finditer(tex):
        parts += [_with_accents(tex[at : found.start()]), found.group()]
        at = found.end()
    parts.append(_with_accents(tex[at:]))
    return unicodedata.normalize("NFC", "".join(parts))


def _with_accents(tex: str) -> str:
    text = tex
    for _ in range(_MOST_ACCENTS):
        text = _ACCENTED_ALONE.sub(_accented, text)
        text = _ACCENTED.sub(_accented, text)
    text = _LETTER_ALONE.sub(_character, text)
    return _ESCAPE.sub(r"\1", text)


def _plain_text(tex: str) -> str:
    text = tex
    for _ in range(_MOST_ACCENTS):
        text = _ACCENTED.sub(_accented, text)
    text = _ACCENTED.sub(_accented, _CHARACTER.sub(_character, text))
    text = _DRESSED.sub("", text)
    text = _ESCAPED.sub(lambda found: _HELD.get(found[1], found[1]), text)
    text = _HYPHENATION.sub("", text)
    for written, meant in _DASHES:
        text = text.replace(written, meant)
    text = text.replace("~", " ").replace("{", "").replace("}", "")
    for meant, held in _HELD.items():
        text = text.replace(held, meant)
    return text


def _character(found: re.Match[str]) -> str:
    character = CHARACTERS[found["name"] or found["braced"]]
    return _HELD.get(character, character)


def _accented(found: re.Match[str]) -> str:
    mark = found["mark"] or found["name"]
    letter = (found["braced"] or found["dotless"] or found["bare"] or "").removeprefix("\\")
    if not letter:  # an accent over nothing is the character itself: `\~{}`
        return _HELD.get(mark, mark) if mark in "~^" else ""
    return unicodedata.normalize("NFC", letter + ACCENTS[mark])
