"""My words: what a person looks for in papers and what they watch out for, coloured everywhere."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from readlist.errors import BadValue, UnknownWord
from readlist.library.marking import Done
from readlist.library.progress import Stop
from readlist.library.searches import Searches
from readlist.paper import MyWord, WordKind, one_line
from readlist.search.lexing import QUOTES
from readlist.search.mywords import WordMatcher, WordSpan, word_key
from readlist.store import Store

__all__ = ["LISTS", "WordMatcher", "WordSpan", "Words"]

LISTS = {WordKind.WANTED: "look for", WordKind.UNWANTED: "watch out for"}
"""What the two lists are called."""

_MOST_PARTS = 5
_LONGEST = 60


class Words:
    """The two lists of words. Any method may be called from any thread."""

    def __init__(self, store: Store, searches: Searches) -> None:
        self._store = store
        self._searches = searches
        self._lock = threading.Lock()
        self._compiled: tuple[list[MyWord], WordMatcher] | None = None

    def all(self) -> list[MyWord]:
        """In the order they were added; do not change the list."""
        return self._store.words.all()

    def matcher(self) -> WordMatcher:
        """What finds the words in texts, as they are now: the same one until they change."""
        words = self.all()
        with self._lock:
            if self._compiled is None or self._compiled[0] is not words:
                self._compiled = words, WordMatcher(words)
            return self._compiled[1]

    def spans(self, text: str) -> list[WordSpan]:
        """Where the words stand in a text: (start, end, kind), sorted, none over another."""
        return self.matcher().spans(text)

    def add(self, words: Sequence[str], kind: WordKind) -> Done:
        """Put words on a list, as one step; one that is on the other list moves over.

        Any two forms of a word are one ("model", "models"). A few that stand together are found
        only so ("world model"). Raises `BadValue` for what cannot be looked for.
        """
        wanted = {word_key(word): word for word in map(checked_word, words)}
        with self._store.step("Added words") as step, self._store.transaction():
            before = {key: self._store.words.named(key) for key in wanted}
            for key, word in wanted.items():
                self._store.words.put(MyWord(word, kind), key)
            changed = {
                key: was for key, was in before.items() if was is None or was.kind is not kind
            }
            step.label = _added([was or wanted[key] for key, was in changed.items()], kind)
        there = f"Nothing changed: {_named(list(wanted.values()))} is there already"
        return Done(len(changed), step.label if changed else there)

    def remove(self, words: Sequence[str]) -> Done:
        """Take words off their lists, as one step. Raises `UnknownWord`."""
        keys = dict.fromkeys(word_key(one_line(word)) for word in words)
        with self._store.step("Removed words") as step, self._store.transaction():
            found = {key: self._store.words.named(key) for key in keys}
            missing = [word for word in words if found[word_key(one_line(word))] is None]
            if missing:
                raise UnknownWord(
                    f"{missing[0]!r} is none of your words; `readlist words` lists them"
                )
            for key in keys:
                self._store.words.remove(key)
            step.label = f"Removed {_named([was.word for was in found.values() if was])}"
        return Done(len(keys), step.label)

    def count(self, stop: Stop | None = None) -> dict[MyWord, int]:
        """In how many papers each word stands, in the order of `all`. Raises `Stopped`."""
        words = self.all()
        counts = self._searches.count([word_query(word) for word in words], stop)
        return dict(zip(words, counts, strict=True))


def checked_word(text: str) -> str:
    """A word as it is kept: one clean line. Raises `BadValue` for what cannot be looked for."""
    word = one_line(text)
    key = word_key(word)
    if not key:
        raise BadValue(f"{text!r} has no word in it; write one such as captions, or world model")
    if len(key.split()) > _MOST_PARTS or len(word) > _LONGEST:
        raise BadValue(
            f"“{word[:30]}…” is too long to colour; a word of yours is at most {_MOST_PARTS} "
            "words that stand together"
        )
    return word


def word_query(word: MyWord) -> str:
    """The query that finds the papers in which a word stands."""
    return '"' + "".join(" " if c in QUOTES else c for c in word.word) + '"'


def _added(words: Sequence[MyWord | str], kind: WordKind) -> str:
    moved = [word.word for word in words if isinstance(word, MyWord)]
    if len(moved) == len(words):
        return f"Moved {_named(moved)} to “{LISTS[kind]}”"
    names = [word.word if isinstance(word, MyWord) else word for word in words]
    return f"Added {_named(names)} to “{LISTS[kind]}”"


def _named(words: Sequence[str]) -> str:
    return f"“{words[0]}”" if len(words) == 1 else f"{len(words)} words"
