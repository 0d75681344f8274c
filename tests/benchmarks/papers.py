"""Made-up papers, as many as wanted: the same seed gives the same papers on any machine.

Words are drawn by rank as in natural text (Zipf–Mandelbrot): grammar first, then a few hundred
words of the trade, then a long tail of words made of syllables, so that an index of these papers
has few frequent terms and very many rare ones, as one of real papers does.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Final

_GRAMMAR = (
    "the of and to in a for with that on is by from as we are this which it can at be an our than "
    "into these but not or more their when each between over both while only through has one all "
    "its such where many without most other also across under two have first then they how new "
    "them after does what same if no before some using against within per against few every until"
)
_TRADE = (
    "model data learning training method results network task performance image language text "
    "problem information approach methods models representation graph features attention policy "
    "reward agent agents environment reasoning memory video audio speech vision scene object "
    "objects token tokens context sequence prompt prompts query answer question retrieval document "
    "documents benchmark dataset datasets evaluation metric accuracy loss gradient optimization "
    "convergence bound bounds theory proof estimator variance bias noise signal distribution prior "
    "posterior likelihood sampling diffusion flow latent encoder decoder transformer convolution "
    "kernel layer layers weight weights parameter parameters compression quantization pruning "
    "distillation adaptation transfer alignment preference feedback safety robustness attack "
    "defense privacy fairness uncertainty calibration interpretation explanation causal structure "
    "cluster clusters regression classification detection segmentation tracking matching ranking "
    "recommendation search planning control robot robots navigation motion trajectory simulation "
    "game games market auction protocol server client cache storage compiler program programs code "
    "verification logic symbol symbols grammar translation summary dialogue speaker emotion user "
    "users human humans teacher student label labels annotation crowd survey experiment "
    "hypothesis sample samples batch budget cost latency throughput bandwidth energy hardware chip "
    "sensor sensors camera depth point cloud mesh surface shape texture light color face body hand "
    "gesture map street traffic vehicle weather climate ocean soil crop protein molecule gene cell "
    "tissue patient clinical diagnosis drug trial brain rhythm music score melody style art "
    "editing generation synthesis reconstruction completion prediction forecasting series "
    "event events time space frequency phase spectrum wavelet matrix tensor vector rank sparse "
    "dense deep wide shallow large small fast slow efficient scalable adaptive dynamic static "
    "local global hierarchical modular recurrent generative discriminative contrastive supervised "
    "unsupervised federated distributed parallel sequential online offline zero-shot few-shot "
    "multi-task open-ended long-range low-rank pre-trained end-to-end self-supervised cross-modal "
    "improve reduce measure compare learn train predict explain recover encode decode align select "
    "combine replace extend scale transfer adapt rank search plan act observe remember forget"
)
_ONSETS = "b br c ch cl d dr f fl g gl gr h j k kl l m n p pl qu r s sh sk st t th tr v w z"
_VOWELS = "a e i o u ai ea ee io ou"
_CODAS = ["", "", "", "l", "m", "n", "nd", "r", "rt", "s", "sk", "st", "t", "x"]

_TAIL = 100_000
"""How many words are made of syllables."""
_SHIFT, _EXPONENT = 2.7, 1.15
"""Zipf–Mandelbrot: the word of rank r is drawn in proportion to 1 / (r + _SHIFT) ** _EXPONENT."""
_UNTITLED = 0.02
_LINKED = 0.15

HEADER: Final = "Get trending papers in your email inbox!"


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A paper as a listing has it; `title` None: the listing lost it."""

    title: str | None
    abstract: str


@cache
def _grammar() -> tuple[str, ...]:
    return tuple(dict.fromkeys(_GRAMMAR.split()))


@cache
def content_words() -> tuple[str, ...]:
    """All words but those of grammar, the most frequent first."""
    trade = list(dict.fromkeys(_TRADE.split()))
    dice = random.Random("syllables")
    onsets, vowels = _ONSETS.split(), _VOWELS.split()
    known = {*trade, *_grammar()}
    tail: list[str] = []
    while len(tail) < _TAIL:
        syllables = dice.choices((1, 2, 3, 4), (1, 8, 8, 3))[0]
        word = "".join(
            dice.choice(onsets) + dice.choice(vowels) + dice.choice(_CODAS)
            for _ in range(syllables)
        )
        if 3 <= len(word) <= 14 and word not in known:
            known.add(word)
            tail.append(word)
    # A field has its own jargon: some made-up words are as frequent as those of the trade.
    mixed = trade + tail[: len(trade) // 2]
    dice.shuffle(mixed)
    return (*mixed, *tail[len(trade) // 2 :])


def _weight(rank: int) -> float:
    return float((rank + _SHIFT) ** -_EXPONENT)


class _Words:
    """Words drawn by rank."""

    def __init__(self, dice: random.Random, words: Sequence[str]) -> None:
        self._dice = dice
        self._words = words
        self._weights = list(accumulate(_weight(rank) for rank in range(1, len(words) + 1)))

    def draw(self, count: int) -> list[str]:
        return self._dice.choices(self._words, cum_weights=self._weights, k=count)


def made_up(count: int, seed: int = 1) -> Iterator[MadeUp]:
    """`count` papers; those of a smaller count are the first ones of a larger."""
    dice = random.Random(seed)
    prose = _Words(dice, [*_grammar(), *content_words()])
    terms = _Words(dice, content_words())
    titles: set[str] = set()
    for number in range(count):
        title = _title(dice, terms)
        while (key := _letters(title)) in titles:
            title = _title(dice, terms)
        titles.add(key)
        abstract = _abstract(dice, prose, terms)
        if dice.random() < _LINKED:
            abstract += f" Code is at https://example.org/{seed}/{number}."
        # A listing may not begin with one that lost its title: its header would be glued to it.
        lost = number > 0 and dice.random() < _UNTITLED
        yield MadeUp(None if lost else title, abstract)


def _letters(title: str) -> str:
    """What of a title tells papers apart."""
    return "".join(filter(str.isalnum, title.lower()))


def _title(dice: random.Random, terms: _Words) -> str:
    words = [word.title() for word in terms.draw(dice.randint(4, 10))]
    words.insert(dice.randint(1, len(words) - 2), dice.choice(["for", "with", "of", "by", "and"]))
    if dice.random() < 0.4:
        words[0] += ":"
    return " ".join(words)


def _abstract(dice: random.Random, prose: _Words, terms: _Words) -> str:
    """Some 150 words in sentences; the first begins as an abstract does, not as what follows."""
    opening = [*terms.draw(2), "is", "a", *prose.draw(dice.randint(8, 16))]
    sentences = [opening]
    for _ in range(dice.randint(5, 8)):
        start = dice.choice(["We show", "Our", "However,", "Experiments on", "This", "To"])
        sentences.append([start, *prose.draw(dice.randint(12, 24))])
    return " ".join(_sentence(words) for words in sentences)


def _sentence(words: Sequence[str]) -> str:
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."


def listing(papers: Sequence[MadeUp] | Iterator[MadeUp]) -> str:
    """The papers as a dump of a trending-papers page, one line a title, one an abstract."""
    lines = [HEADER]
    for paper in papers:
        lines += [paper.title, paper.abstract] if paper.title else [paper.abstract]
    return "\n".join(lines) + "\n"


def write_listing(file: Path, count: int, seed: int = 1) -> Path:
    """Write a listing of `count` papers that `readlist import` reads; returns the file."""
    file.write_text(listing(made_up(count, seed)), encoding="utf-8")
    return file
