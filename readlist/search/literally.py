"""Looking for words without an index: in a text as it is, one paper after another."""

from __future__ import annotations

import re
from collections.abc import Callable

from readlist.search.answer import StopToken, check
from readlist.search.tree import Leaf, Word
from readlist.search.words import plain, stem

# A word begins here: there is no letter before it.
_BEGINNING = r"(?<![^\W_])"
_REST_AND_GAP = r"[^\W_]*[\W_]+"


def holds(leaf: Leaf, stop: StopToken | None = None) -> Callable[[str], bool]:
    """Whether a text has what a leaf asks for, nearly as the index would say. That raises Stopped.

    Words match from their beginning up to where their forms part ("generat" for "generates"), those
    of a phrase one after another; typos are not forgiven.
    """
    ways = []
    for row in leaf.phrases():
        begun = isinstance(leaf, Word) and leaf.prefix
        words = [_common(word) for word in row[:-1]]
        words.append(row[-1] if begun else _common(row[-1]))
        ways.append((words, re.compile(_BEGINNING + _REST_AND_GAP.join(map(re.escape, words)))))

    def held(text: str) -> bool:
        check(stop)
        text = plain(text)
        # Most texts do not have the letters, which is seen ten times as fast.
        return any(all(word in text for word in words) and way.search(text) for words, way in ways)

    return held


def _common(word: str) -> str:
    """What the forms of a word have in common, where they begin alike."""
    pairs = enumerate(zip(word, stem(word), strict=False))
    return word[: next((at for at, (a, b) in pairs if a != b), len(stem(word)))] or word
