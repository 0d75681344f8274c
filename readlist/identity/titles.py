"""What titles say beyond being equal: too little, something that tells works apart, or nearly
the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from readlist.identity.spelling import signed, spoken
from readlist.identity.text import is_cut, letters, words


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MOST_WORDS: Final = 60  # of a title that are looked at
_LONGEST: Final = 1000  # characters of one

# ---------------------------------------------------------------- titles that say too little

_GENERIC: Final = _words(
    "introduction introductory editorial preface foreword afterword prologue epilogue discussion"
    " discussions comment comments commentary reply response rejoinder erratum errata corrigendum"
    " corrigenda correction corrections addendum retraction note notes abstract abstracts contents"
    " index conclusion conclusions summary overview review reviews letter letters memoriam obituary"
    " news announcement announcements proceedings matter cover acknowledgment acknowledgments"
    " acknowledgement acknowledgements references bibliography glossary appendix appendices"
    " untitled titlepage title program programme committee committees welcome message keynote"
    " keynotes talk talks tutorial tutorials workshop workshops poster posters panel sponsors"
    " copyright supplement paper article board"
)
_BESIDE: Final = _words(
    "a an the of to on in for and from by this with no editors editor guest retracted notice"
    " content table author authors subject keyword book books reviewer reviewers front back"
    " organizing organization messages chair chairs general session sessions speech invited special"
    " issue section page pages supplementary material information list volume vol number year"
)


def says_nothing(title: str) -> bool:
    """Whether many works are called so: "Editorial", "Introduction to the Special Issue" …"""
    found = words(title, _MOST_WORDS)
    return any(word in _GENERIC for word in found) and all(
        word in _GENERIC or word in _BESIDE or word.isdigit() for word in found
    )


# ---------------------------------------------------------------- what tells works apart

_TOKEN = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+(?:\+\+|#)?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_CARDINALS: Final = "zero one two three four five six seven eight nine ten"
_NUMBERS: Final = {name: str(number) for number, name in enumerate(_CARDINALS.split())} | {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "few": "few", "single": "1",
}  # fmt: skip
_ROMANS: Final = "i ii iii iv v vi vii viii ix x xi xii"
_ROMAN: Final = {name: str(number) for number, name in enumerate(_ROMANS.split(), start=1)}
_UNMISTAKABLE: Final = frozenset(_ROMAN) - {"i", "v", "x"}
_COUNTED: Final = _words("part parts volume vol chapter book section phase class study experiment")
_TELLING: Final = _words(
    "comment reply erratum supplement addendum retraction review discussion preface appendix"
    " revisited continued without not no non publisher concern"
)
_COMPANIONS: Final = {name: name for name in _TELLING} | {
    "comments": "comment", "commentary": "comment", "replies": "reply", "response": "reply",
    "rejoinder": "reply", "rebuttal": "reply", "errata": "erratum", "corrigendum": "erratum",
    "corrigenda": "erratum", "correction": "erratum", "corrections": "erratum",
    "supplementary": "supplement", "supplemental": "supplement", "supplements": "supplement",
    "addenda": "addendum", "retracted": "retraction", "withdrawn": "retraction",
    "reviews": "review",
}  # fmt: skip
"""Words that make of a title that of another work on the same subject, or of its opposite."""


def numbers(title: str) -> list[str]:
    """The numbers of a title in its order, however they are written: `Part II`, `two`, `3D`, `v2`.

    Names of languages that only a sign tells apart count too: `C++`, `C#`.
    """
    title = title[:_LONGEST]
    tokens = _TOKEN.findall(_THOUSANDS.sub("", title.casefold()))
    found: list[str] = []
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else ""
        if token[0].isdigit() or token[-1] in "+#":
            found.append(token)
        elif token in _NUMBERS:
            found.append(_NUMBERS[token])
        elif token in _UNMISTAKABLE or (
            token in _ROMAN and (before in _COUNTED or _ends_capital(title, token, place, tokens))
        ):
            found.append(_ROMAN[token])
        elif len(token) == 1 and before in _COUNTED:
            found.append(token)
    return found


def _ends_capital(title: str, token: str, place: int, tokens: Sequence[str]) -> bool:
    """Whether a roman `I` is at the end of the title, or before its colon, as a number is."""
    if place == 0:
        return False
    mark = re.escape(token.upper())
    return place == len(tokens) - 1 or re.search(rf"\b{mark}\s*[:.,–—-]", title) is not None


def tell_apart(one: str, other: str) -> bool:
    """Whether a number, or a word such as *reply* or *erratum*, says these are two works.

    Of titles that were cut off only what is left is compared.
    """
    ours, theirs = numbers(one), numbers(other)
    if is_cut(one) or is_cut(other):
        fewest = min(len(ours), len(theirs))
        return ours[:fewest] != theirs[:fewest]
    if Counter(ours) != Counter(theirs) or signed(one) != signed(other):
        return True
    return are_companions(one, other)


def are_counted_apart(one: str, other: str) -> bool:
    """Whether both titles have numbers, and not the same ones."""
    ours, theirs = numbers(one), numbers(other)
    return bool(ours and theirs) and Counter(ours) != Counter(theirs)


def are_of_a_series(one: str, other: str) -> bool:
    """Whether it is in such a number or word that two otherwise similar titles differ."""
    if not tell_apart(one, other):
        return False
    ours, theirs = (
        {word for word in content(title) if not word.isdigit()} for title in (one, other)
    )
    return 2 * len(ours & theirs) >= len(ours | theirs)


def are_companions(one: str, other: str) -> bool:
    """Whether one is a reply, an erratum, a supplement … and the other is not."""
    ours, theirs = (
        {_COMPANIONS[token] for token in _TOKEN.findall(title.casefold()) if token in _COMPANIONS}
        for title in (one, other)
    )
    return ours != theirs


# ---------------------------------------------------------------- nearly the same

_FUNCTION_WORDS: Final = _words(
    "a an the of in on at for and or to from by with via using through as is are be can how do"
    " does its their this that it"
)
_EDITION: Final = _words(
    "extended abstract version full long short student technical report preprint invited paper"
    " talk poster demo oral revised draft"
)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]\s*$")
_SUBTITLE = re.compile(r":\s|\s[-–—]+\s|[?!.]\s")
_FEWEST_LETTERS: Final = 16
_FEWEST_WORDS: Final = 3
_TELLING_PART: Final = 4
"""Words a title has, at least, that another one may have besides a name or a subtitle."""


def near(one: str, other: str) -> float:
    """How nearly equal two titles are, 0 to 1; 0 for any difference that can be one of substance.

    Forgiven are small words, plurals, hyphens, a slip or two within long words, "(Extended
    Abstract)", a missing subtitle or name, and the rest of a title that was cut off.
    """
    one, other = _without_edition(one), _without_edition(other)
    ours, theirs = content(one), content(other)
    fewest = min(len(ours), len(theirs))
    longest = max(len(letters(one)), len(letters(other)))
    if fewest < _FEWEST_WORDS or longest < _FEWEST_LETTERS or tell_apart(one, other):
        return 0.0
    if "".join(ours) == "".join(theirs):
        return 1.0 if letters(one) == letters(other) else 0.97
    if is_cut(one) != is_cut(other):
        cut, whole = (one, other) if is_cut(one) else (other, one)
        return 0.9 if fewest >= _TELLING_PART and _starts(cut, whole) else 0.0
    slips = _slips(ours, theirs)
    if slips is not None and slips <= (1 if fewest < 8 else 2):
        return 0.95 - 0.02 * slips
    return 0.8 if _part_is_missing(one, other) or _part_is_missing(other, one) else 0.0


def _without_edition(title: str) -> str:
    found = _BRACKET.search(title[-80:])
    if found is not None and set(words(found[1], 10)) <= _EDITION:
        return title[: len(title) - len(found[0])]
    return title


def content(title: str) -> list[str]:
    """The words of a title that carry its meaning, hyphens as spaces, plurals as singulars, British
    spelling as American."""
    spaced = re.sub(r"[^\w\s'’]|_", " ", spoken(title))
    found = [word for word in words(spaced, _MOST_WORDS) if word not in _FUNCTION_WORDS]
    found = [word[:-1] if len(word) > 3 and word[-1] == "s" != word[-2] else word for word in found]
    return [_american(word) if len(word) > 5 else word for word in found]


def _american(word: str) -> str:
    """`colour` as `color`, `generalise` as `generalize`; of other words it makes no two equal."""
    return word.replace("our", "or").replace("is", "iz").replace("ys", "yz")


def _starts(cut: str, whole: str) -> bool:
    start = letters(cut)
    return len(start) >= _FEWEST_LETTERS and letters(whole).startswith(start)


def _slips(ours: Sequence[str], theirs: Sequence[str]) -> int | None:
    """In how many places one or two words are spelled differently; None: they are other words."""
    count = 0
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        one, other = "".join(ours[a:b]), "".join(theirs[c:d])
        if one == other:
            continue
        if tag != "replace" or b - a != 1 or d - c != 1 or not _misspelled(one, other):
            return None
        count += 1
    return count


_PREFIX = re.compile(r"hyper|hypo|inter|intra|intro|super|supra|sub|pre|pro|per|endo|ecto")
_DOUBLED = re.compile(r"([^\W\d_])\1")


def _misspelled(one: str, other: str) -> bool:
    """One slip in a word of 6 letters, two in one of 10; never in its first two letters. In one of
    5 a letter that should be doubled, or should not."""
    shorter = min(len(one), len(other))
    if shorter == 5 and _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other):
        return True
    if shorter < 6 or one[:2] != other[:2] or any(map(str.isdigit, one + other)):
        return False
    ours, theirs = _PREFIX.match(one), _PREFIX.match(other)
    if ours and theirs and ours[0] != theirs[0]:
        return False
    return _edits(one, other) <= (1 if shorter < 10 else 2)


def _edits(one: str, other: str) -> int:
    """How many letters to add, drop, change or swap with the next (3: three or more)."""
    if abs(len(one) - len(other)) > 2:
        return 3
    one, other = one[:40], other[:40]
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, yours in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (mine != yours))
            if i > 1 and j > 1 and mine == other[j - 2] and one[i - 2] == yours:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return min(row[-1], 3)


def _part_is_missing(short: str, long: str) -> bool:
    """Whether `short` is `long` without its subtitle, or without the name before its colon."""
    wanted = content(short)
    if len(wanted) < _TELLING_PART:
        return False
    return any(content(part) == wanted for part in parts_of(long))


def parts_of(title: str) -> tuple[str, ...]:
    """The title before its subtitle, and the subtitle; () if it has none."""
    found = _SUBTITLE.search(title, 1)
    return (title[: found.start()], title[found.end() :]) if found else ()
