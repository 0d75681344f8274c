"""What people type, by kind, in the languages of readlist and of what it is compared with."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from tests.benchmarks.papers import content_words, made_up

EACH: Final = 10
"""Queries of a kind."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One query. `words`: what it is about, without operators; a beginning has no star."""

    kind: str
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """As it is typed into readlist. SQLite's FTS5 reads the same, but for NOT and state."""
        return KINDS[self.kind](self.words)

    @property
    def exact(self) -> bool:
        """Do all engines mean the same by it? Of a beginning they expand words or stems."""
        return self.kind not in (BEGINNING, LETTER)


BEGINNING, LETTER, PHRASE = "a beginning: `diff*`", "one letter: `d*`", 'a phrase: `"a b"`'
EITHER, WITHOUT, FIELD, STATE = "`a OR b`", "`a -b`", "`title:a`", "`a is:starred`"

KINDS: Final[dict[str, Callable[[Sequence[str]], str]]] = {
    "a common word": " ".join,
    "a middling word": " ".join,
    "a rare word": " ".join,
    "two words": " ".join,
    "three words": " ".join,
    PHRASE: lambda words: f'"{" ".join(words)}"',
    BEGINNING: lambda words: f"{words[0]}*",
    LETTER: lambda words: f"{words[0]}*",
    EITHER: " OR ".join,
    WITHOUT: lambda words: f"{words[0]} -{words[1]}",
    FIELD: lambda words: f"title:{words[0]}",
    STATE: lambda words: f"{words[0]} is:starred",
}
"""For each kind, how its words are put."""


def sample(seed: int = 7) -> list[Asked]:
    """`EACH` queries of every kind, the same on any machine."""
    dice = random.Random(seed)
    words = [word for word in content_words() if word.isalpha() and len(word) > 3]
    common, middling, rare = words[:100], words[100:2000], words[2000:20_000]

    def one_each(*choices: Sequence[str]) -> list[tuple[str, ...]]:
        return [tuple(dice.choice(some) for some in choices) for _ in range(EACH)]

    drawn: dict[str, Sequence[tuple[str, ...]]] = {
        "a common word": [(word,) for word in dice.sample(common, EACH)],
        "a middling word": [(word,) for word in dice.sample(middling, EACH)],
        "a rare word": [(word,) for word in dice.sample(rare, EACH)],
        "two words": one_each(common, common)[: EACH // 2]
        + one_each(common, middling)[EACH // 2 :],
        "three words": [tuple(dice.sample(common, 3)) for _ in range(EACH)],
        PHRASE: _phrases(),
        BEGINNING: [(word[:4],) for word in dice.sample(middling, EACH)],
        LETTER: [(letter,) for letter in dice.sample("abcdefghijklmnoprstv", EACH)],
        EITHER: one_each(common, middling),
        WITHOUT: one_each(common, middling),
        FIELD: one_each(middling),
        STATE: one_each(common),
    }
    return [Asked(kind, words) for kind in KINDS for words in drawn[kind]]


def _phrases() -> list[tuple[str, ...]]:
    """Two words that stand side by side in some abstract."""
    found = []
    for paper in made_up(5 * EACH):
        words = tuple(paper.abstract.split()[5:7])
        if all(word.isalpha() for word in words) and len(found) < EACH:
            found.append(words)
    return found
