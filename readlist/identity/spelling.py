"""What a title says, however it is written: in TeX, in HTML, with Greek letters or their names; and
the signs in it that are no letters, and yet make other names and words."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

from readlist.identity.text import letters

_LONGEST: Final = 1000  # characters of a title
_PLAIN = re.compile(r"[^\\&<]*")
_TAG = re.compile(r"</?(?:sub|sup|inf|i|b|u|em|it|italic|bold|strong|scp|sc|tt|span)\b[^<>]{0,80}>")
_FORMULA = re.compile(r"\$([^$]*)\$")
_NOT_SAID = re.compile(r"[_^{}\s]")
_MACRO = re.compile(r"\\([A-Za-z]+)\*?")
_LETTERS: Final = "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω"
_LETTER_NAMES: Final = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma"
    " tau upsilon phi chi psi omega"
)
_GREEK_NAMES: Final = frozenset(_LETTER_NAMES.split())
_GREEK: Final = dict(zip(_LETTERS.split(), _LETTER_NAMES.split(), strict=True))
_SPOKEN: Final = str.maketrans(
    _GREEK
    | {letter.upper(): name for letter, name in _GREEK.items()}
    | {
        "ς": "sigma", "∞": "infinity", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
        "ı": "i", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "∗": "*", "⁎": "*", "⋆": "*",
    }
)  # fmt: skip
_LATIN: Final = {
    "ell": "l", "infty": "infinity", "ast": "*", "star": "*", "o": "o", "O": "O", "l": "l",
    "L": "L", "i": "i", "j": "j", "ss": "ss", "ae": "ae", "AE": "AE", "oe": "oe", "OE": "OE",
    "aa": "a", "AA": "A",
}  # fmt: skip
_DRESS: Final = (
    "emph text textbf textit textsc textsf textsl texttt textrm textup textnormal mathcal mathrm"
    " mathbf mathbb mathit mathsf mathtt mathfrak mathscr boldsymbol bm pmb operatorname mbox hbox"
    " ensuremath displaystyle em it bf sc tt rm sf sl left right big Big bigl bigr tilde widetilde"
    " hat widehat bar overline underline vec dot sqrt times cdot ldots dots cdots quad uppercase"
    " textsuperscript textsubscript xspace lowercase enquote"
)
_UNSAID: Final = frozenset(_DRESS.split())
"""Commands that only dress up what they are given, or stand for signs, which titles go without."""


def spoken(title: str) -> str:
    r"""A title without tags and TeX commands, its Greek letters by name: `$\beta$`, `β` and `beta`
    are one, `\emph{do}` is `{do}`, `&amp;` is `and`.
    """
    title = title[:_LONGEST]
    if title.isascii() and _PLAIN.fullmatch(title):
        return title
    if "&" in title:
        title = html.unescape(title.replace("\\&", "&")).replace("&", " and ")
    title = _MACRO.sub(_say, _TAG.sub("", title))
    title = _FORMULA.sub(lambda formula: _NOT_SAID.sub("", formula[1]), title)
    if title.isascii():
        return title
    # Greek letters without their accents; those of other letters are put on again.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", title).translate(_SPOKEN))


def _say(macro: re.Match[str]) -> str:
    name = macro[1]
    if name in _UNSAID:
        return ""
    greek = name.lower().removeprefix("var")
    return _LATIN.get(name) or (greek if greek in _GREEK_NAMES else name)


_SIGNED = re.compile(
    r"[^\W\d_]+(?:\+\+?(?![^\W_])|#(?!\w))|(?<!\w)[A-Z]\*(?!\S)|(?<!\w)[A-Z]{2,9}\*(?=\s)"
)
_NOT_SIGNS = re.compile(r"[\\{}()^$]")


def signed(title: str) -> set[str]:
    """Names that only a sign tells apart: `C++`, `C#`, `Na+`, `A*`; a footnote's star is none."""
    if not any(sign in title for sign in "+#*∗⁎⋆\\"):
        return set()
    return {name.casefold() for name in _SIGNED.findall(_NOT_SIGNS.sub("", spoken(title)))}


_VOWEL_SIGN = re.compile("[\u0900-\u109f\u1780-\u17ff\u3099\u309a]")


def _vowels(title: str) -> list[str]:
    """Vowels that Indian, Thai and such scripts write as signs on letters, and kana's sound marks:
    other than accents, they make other words."""
    if title.isascii():
        return []
    text = unicodedata.normalize("NFKD", title)
    return [sign for sign in _VOWEL_SIGN.findall(text) if unicodedata.category(sign)[0] == "M"]


def same(one: str, other: str) -> bool:
    """Whether two titles are equal but for how they are written, and signs tell no names apart."""
    if signed(one) != signed(other) or _vowels(one) != _vowels(other):
        return False
    return letters(one) == letters(other) or letters(spoken(one)) == letters(spoken(other))
