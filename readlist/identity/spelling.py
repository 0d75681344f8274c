"""What a title says, however it is written: in TeX, in HTML, with Greek letters or their names."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

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
_FUNCTIONS: Final = (
    "log ln exp sin cos tan sinh cosh tanh arg argmax argmin max min sup inf lim det dim ker deg"
    " gcd mod hom LaTeX TeX BibTeX"
)
_KEPT: Final = frozenset(_FUNCTIONS.split()) | frozenset(_GREEK.values())


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
    if name in _LATIN:
        return _LATIN[name]
    bare = name.lower().removeprefix("var")
    return bare if bare in _KEPT else name if name in _KEPT else ""
