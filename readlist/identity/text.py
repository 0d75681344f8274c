"""What of a text tells works apart: its letters, its words, and where it was cut off."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NOT_LETTERS = re.compile(r"[\W_]+")
_NOT_WORDS = re.compile(r"[^\w\s]+|_+")
_SIGNS: Final = {code: None for code in range(128) if not chr(code).isalnum()}
_SIGNS_BUT_SPACE: Final = {code: None for code in _SIGNS if not chr(code).isspace()}


def letters(text: str) -> str:
    """The letters and digits of `text` (Unicode's L and N), without case and accents."""
    if text.isascii():
        return text.lower().translate(_SIGNS)  # the same, 20 times as fast
    return _NOT_LETTERS.sub("", _folded(text))


def _folded(text: str) -> str:
    # Casefolding can compose what was decomposed and the other way round, hence twice.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return text


_URL = re.compile(r"\\(?:url|href)\s*\{[^{}]*\}|https?://[^\s{}]+", re.IGNORECASE)
_MACRO = re.compile(r"\\[a-zA-Z]+\*?")


def prose(abstract: str | None, instead: str = "") -> str:
    """An abstract without what listings write differently: URLs and TeX macros."""
    text = abstract or ""
    if "://" in text or "\\" in text:
        text = _MACRO.sub(instead, _URL.sub(instead, text))
    return text


def abstract_letters(abstract: str | None) -> str:
    """What is compared of an abstract: no URLs, TeX macros, spacing, punctuation or case."""
    return letters(prose(abstract))


def words(text: str, most: int) -> list[str]:
    """The first `most` words of `text`, each as its `letters`; those without any left out."""
    if text.isascii():
        return text.lower().translate(_SIGNS_BUT_SPACE).split()[:most]
    return _NOT_WORDS.sub("", _folded(" ".join(text.split()))).split()[:most]


_MARK: Final = r"(?:…|\.\.\.|\[(?:…|\.\.\.)\])"
_CUT_END = re.compile(rf"\s*{_MARK}\s*$")
_CUT_START = re.compile(rf"^\s*{_MARK}\s*")


def is_cut(text: str | None) -> bool:
    """Whether `text` ends, or begins, with the mark of a listing that cut it off."""
    text = text or ""
    return bool(_CUT_END.search(text[-20:]) or _CUT_START.match(text[:20]))


def begins_cut(text: str) -> bool:
    return bool(_CUT_START.match(text[:20]))


def without_marks(text: str) -> str:
    """`text` without the marks of having been cut off."""
    end = _CUT_END.search(text[-20:])
    if end is not None:
        text = text[: len(text) - len(text[-20:]) + end.start()]
    return _CUT_START.sub("", text)
