"""What a paper, or what is starred, is about, as weighted words: for finding papers like it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappush, heapreplace
from math import log, sqrt
from typing import NamedTuple

from readlist.search.words import Token, nfc, stem, tokens

FIELDS = ("title", "abstract")
"""Where likeness is looked for. Notes say what their writer thinks, names and venues little."""
TERMS = 40
"""At most so many words speak for a paper: others would add work and hardly change the order."""
AGAINST = 20
"""At most so many speak against one."""

_SKIPPED = 0.5  # what the skipped papers count for, all together, where the starred count for 1
_TITLE = 3.0  # a word in the title counts like so many in the abstract, as in searching
_PART = 0.5  # a part of a hyphened word: the whole says more, but some write it apart
_SHOWN = 4  # words that say why a paper was found

# Words that hold sentences and papers together. In a large library their idf says so by itself; in
# a small one of short abstracts "how" may be as rare as "retrieval".
_NOTHING_SAID = (
    "a about above after again against all along already also although always among an and "
    "another any are as at be became because become becomes been before being below between both "
    "but by came can cannot come comes could did do does done down during each either else enough "
    "even ever every few first for from full further gave get gets give given gives had has have "
    "having he her here him his how however i if in into is it its itself just keep kept least "
    "less let lets like made make makes many may me might more most much must my near need needs "
    "neither never new no none nor not nothing now of off often on once one ones only onto or "
    "other others our out over own per perhaps put quite rather run said same say says second see "
    "seen several shall she should since so some something still such take taken takes than that "
    "the their them themselves then there therefore these they thing things third this those "
    "though three through thus to together too toward towards turn turns two under until up upon "
    "us use used uses using very via was way ways we well went were what when where whether which "
    "while who whom whose why will with within without would yet you your approach approaches "
    "best better demonstrate demonstrated demonstrates existing experiments extensive good "
    "introduce introduced method methods novel outperform outperforms paper papers present "
    "presented presents previous propose proposed proposes recent recently result results show "
    "showed shown shows significant significantly stateoftheart work works "
)
_SAYING_NOTHING = frozenset(_NOTHING_SAID.split())
_URL = re.compile(r"(?:https?://|www\.)\S+|\\(?:url|href)\{[^}]*\}")


class Text(NamedTuple):
    """What a paper is judged by."""

    row: int
    title: str | None
    abstract: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What papers that are looked for have in common."""

    rows: tuple[int, ...]
    """The papers it was made from; they are not looked for."""
    weights: Mapping[str, float]
    """What a stem counts, most first; below zero it speaks against a paper."""

    def telling(self) -> tuple[str, ...]:
        """The stems that speak for a paper, most telling first."""
        return tuple(root for root, weight in self.weights.items() if weight > 0)

    def why(self, title: str | None, abstract: str | None) -> tuple[str, ...]:
        """The words of a paper that bring it near: the most telling, as they are written in it."""
        spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        often: defaultdict[str, float] = defaultdict(float)
        for text, times in ((nfc(title or ""), _TITLE), (nfc(abstract or ""), 1.0)):
            for token, share in _words(text):
                root = stem(token.text)
                if self.weights.get(root, 0.0) > 0:
                    often[root] += times * share
                    spellings[root][text[token.start : token.end]] += 1
        # As in BM25, how often a word is there soon stops to matter.
        worth = {root: self.weights[root] * n / (n + 1) for root, n in often.items()}
        found: list[str] = []
        said: set[str] = set()
        for root in sorted(worth, key=lambda root: (-worth[root], root)):
            written = _usual(spellings[root])
            parts = {stem(token.text) for token in tokens(written)}
            if not parts & said:  # "zero-shot" says "zero" as well
                found.append(written)
                said |= parts
        return tuple(found[:_SHOWN])


def profile(
    liked: Sequence[Text],
    disliked: Sequence[Text],
    frequency: Callable[[str], int],
    papers: int,
) -> Profile:
    """What `liked` papers have in common and `disliked` ones have not.

    `frequency`: how many of all `papers` have a stem, from the index.

    How papers are ranked by nearness, to one paper or to the starred ones:

    1. Each paper is a vector of how often each stem occurs in its title (three times as much) and
       abstract, divided by its length, so that a long abstract counts no more than a short one.
    2. The vectors of the starred papers are averaged, and half the average of the skipped ones is
       taken away: relevance feedback after J. J. Rocchio (in G. Salton, The SMART Retrieval System,
       1971), whose usual weights are 1, 0.75 and 0.15 to 0.25. To one paper there is nothing to
       take away.
    3. Each stem's part is multiplied by its idf, log(papers / papers with it): what is common in
       this library tells nothing, and what only one paper has finds no other. The 40 stems with
       the largest weights are searched for, and the 20 that speak most against.
    4. A paper is worth the sum of weight · BM25 over those stems in its title and abstract, as in
       any search, so long papers have no advantage here either (S. Robertson and H. Zaragoza, The
       Probabilistic Relevance Framework: BM25 and Beyond, 2009). It has to reach a part of what the
       papers looked for reach themselves, and to stand out from the others: see `engine.nearness`.

    The idea of ranking unread papers by what one kept is that of A. Karpathy's arxiv-sanity, which
    trains a classifier on tf-idf vectors on a server. Rocchio needs no training, is useful from the
    first star, says in words why a paper came up, and all of it stays on this computer.
    """
    mass: defaultdict[str, float] = defaultdict(float)
    for texts, share in ((liked, 1.0), (disliked, -_SKIPPED)):
        for text in texts:
            for root, part in _vector(text.title or "", text.abstract or "").items():
                mass[root] += share * part / len(texts)

    def idf(root: str) -> float:
        count = frequency(root)
        return max(log(papers / count), 0.0) if count > 1 else 0.0

    most = log(max(papers, 2) / 2)
    weights = dict(_largest(mass.items(), TERMS, idf, most))
    against = _largest(((root, -part) for root, part in mass.items()), AGAINST, idf, most)
    weights |= {root: -weight for root, weight in against}
    return Profile(tuple(text.row for text in liked), weights)


def _largest(
    parts: Iterable[tuple[str, float]], number: int, idf: Callable[[str], float], most: float
) -> list[tuple[str, float]]:
    """The stems with the largest part · idf above zero, largest first.

    Only those are asked for their idf that can be among them, as none has more than `most`.
    """
    found: list[tuple[float, str]] = []
    for root, part in sorted(parts, key=lambda item: (-item[1], item[0])):
        if part <= 0 or (len(found) == number and part * most <= found[0][0]):
            break
        weight = part * idf(root)
        if weight <= 0:
            continue
        if len(found) < number:
            heappush(found, (weight, root))
        elif weight > found[0][0]:
            heapreplace(found, (weight, root))
    return [(root, weight) for weight, root in sorted(found, key=lambda item: (-item[0], item[1]))]


@lru_cache(maxsize=512)
def _vector(title: str, abstract: str) -> Mapping[str, float]:
    """How often each stem occurs, divided so that the squares add up to 1."""
    counted = _counted(title, abstract)
    length = sqrt(sum(count * count for count in counted.values()))
    return {root: count / length for root, count in counted.items()}


def _counted(title: str, abstract: str) -> Mapping[str, float]:
    """How often each stem occurs, words of the title and parts of words weighed."""
    counted: defaultdict[str, float] = defaultdict(float)
    for text, times in ((title, _TITLE), (abstract, 1.0)):
        for token, share in _words(text):
            counted[stem(token.text)] += times * share
    return counted


def _words(text: str) -> Iterator[tuple[Token, float]]:
    """The words that may tell what a text is about, and how much of a word each counts."""
    # Links go, their room stays: tokens stand where they stand in the text.
    found = list(tokens(_URL.sub(lambda link: " " * len(link[0]), nfc(text))))
    parts: set[int] = set()
    for at, token in enumerate(found):
        if token.joined:  # it comes right after its parts
            parts.update(i for i in range(max(at - 8, 0), at) if found[i].start >= token.start)
    for at, token in enumerate(found):
        telling = len(token.text) > 1 and not token.text[0].isdigit()
        if telling and token.text not in _SAYING_NOTHING:
            yield token, _PART if at in parts else 1.0


def _usual(spellings: Counter[str]) -> str:
    """The spelling that occurs most; of equals the one without capitals."""
    return max(spellings, key=lambda word: (spellings[word], word.islower(), word))
