"""Lists of authors as pages and files print them, as "First Last" in the order given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_SEMICOLON = re.compile(r"\s*[;；]\s*(?:(?:and|&)\s+)?")
_SEPARATOR = re.compile(r"\s*(?:[,，、]\s*(?:and|&)\s|[,，、|•·∙]|\s(?:and|&)\s)\s*", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)

# What stands for people instead of naming them.
_NO_ONE = re.compile(
    r"\W*\bet al\b.*|(?:and|&)?\s*(?:many\s+)?others|\W*\+ ?\d+\b.*"
    r"|(?:and\s+)?\(?\d[\d,]* (?:more|additional|others?|authors?)\b.*"
    r"|author list is unavailable|anonymous authors?|view email"
    r"|(?:ph\.? ?d|m\.? ?d|m\.? ?sc|b\.? ?sc|dr|prof|ieee|fellow|(?:senior )?member)\.?"
    r"|[\W\d_]*",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*(?:\bet(?:\.\s?|\s)al\b\.?.*|…|\.\.\.)\s*$", re.IGNORECASE)
_NOT_SHOWN = re.compile(
    r"[,\s]{0,3}(?:\bet al\.?\s*)?\(\d[\d,]* (?:more|additional|other)[^()]{0,40}\)", re.IGNORECASE
)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_COLLABORATION = re.compile(r"((?:\S+\s+){1,8}?collaborations?)\s*:\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"[()\[\]]")
_EMAIL = re.compile(r"<?[^\s@<>]{1,64}@[^\s@<>]{1,100}>?")
# Signs of footnotes behind a name; no digit of "H1 Collaboration" is one.
_FOOTNOTE = re.compile(
    r"(?:\s?[*†‡§¶∗⋆★✉⁎#¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈ]|(?<=[^\W\d_])\d{1,2}|\$\^[^$]{1,20}\$)+"
    r"(?=\s|$)(?!\s+(?:[\w-]{1,30}\s+){0,3}(?:collaborations?|teams?|groups?|consortium)\b)",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[\s-]?){1,4}")
_DOTTED = re.compile(r"[^\W\d_]{1,2}\.(?:[\s-]?[^\W\d_]{1,2}\.){0,4}")
_GROUP = re.compile(r"\b(?:collaboration|consortium|group|team)s?\b", re.IGNORECASE)
_GIVEN = re.compile(r"[^\W\d_][a-z\u00df-\uffff'’]*(?:-[^\W\d_]\w*)?(?:\s+[^\W\d_a-z]\.?)*")
_PARTICLE = re.compile(r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ten|ter|zu)")
_LONGEST_NAME: Final = 100


def people(text: str) -> tuple[str, ...]:
    """The authors of a list: `A, B and C`, `A; B`, `Last, First; Last, First` or `Last, F., …`.

    "et al.", "and others", "(5 additional authors not shown)" and cut-off marks are no one;
    affiliations in brackets, e-mail addresses and the signs of footnotes go.
    """
    names: list[str] = []
    if text.lstrip().startswith("[") and text.rstrip().endswith("]") and text.count("[") == 1:
        text = text.strip()[1:-1]  # as YAML and Python write lists
    text = without_affiliations(_NOT_SHOWN.sub("", _EMAIL.sub("", " ".join(text.split()))))
    if group := _COLLABORATION.match(text):
        names.append(group.group(1))
        text = text[group.end() :]
    names.extend(_names(text))
    return tuple(name for name in map(_name, names) if name)


def first_last(name: str) -> str:
    """`Last, First` and `Last, Jr., First` turned round; any other name as it is."""
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) == 2 and not _SUFFIX.fullmatch(parts[1]):
        return f"{parts[1]} {parts[0]}"
    if len(parts) == 3:
        last, suffix, first = parts
        if _SUFFIX.fullmatch(first):
            suffix, first = first, suffix
        return f"{first} {last} {suffix}"
    return " ".join(parts)


def without_affiliations(text: str) -> str:
    """`text` without what stands in brackets behind names: `A (1), B (2) ((1) Lab, (2) Town)`.

    In front of a name's last word it is a name people go by, and stays: `Yi (Eve) Doe`.
    """
    kept: list[str] = []
    at = depth = opened = 0
    for found in _BRACKETS.finditer(text):
        if found.group() in "([":
            if depth == 0:
                kept.append(text[at : found.start()])
                opened = found.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                at = found.end()
                if text[at : at + 2].strip()[:1].isalpha() and not text.startswith(" and ", at):
                    kept.append(text[opened:at])
    if depth:  # never closed: cut off, or a bracket of its own
        rest = text[opened + 1 :]
        return "".join(kept) + ("" if rest[:1].isdigit() or rest[:1] == "(" else " " + rest)
    kept.append(text[at:])
    return "".join(kept)


def _names(text: str) -> Sequence[str]:
    if ";" in text or "；" in text:
        return [first_last(part) for part in _SEMICOLON.split(text)]
    turned = _AND.split(text.strip())
    if len(turned) > 1 and all(map(_is_turned, turned)):  # as BibTeX writes: Last, F. and Last, F.
        return [first_last(part) for part in turned]
    names = [part for part in _SEPARATOR.split(text.strip()) if part.strip()]
    return _with_initials(names) or _paired(names) or _with_suffixes(names)


def _with_initials(names: Sequence[str]) -> list[str] | None:
    """The names of `van der Last, F., de la Last, F. M.`, groups among them; None if not such."""
    found: list[str] = []
    last = ""
    for name in names:
        if _DOTTED.fullmatch(name) and not _SUFFIX.fullmatch(name):
            if not last:
                return None
            found.append(f"{name} {last}")
            last = ""
        else:
            if last and not _GROUP.search(last):
                return None
            found += [last] if last else []
            last = name
    if len(found) == 0 or (last and not _GROUP.search(last)):
        return None
    return [*found, last] if last else found


def _is_turned(name: str) -> bool:
    return name.count(",") == 1 and "" not in map(str.strip, name.split(","))


def _paired(names: Sequence[str]) -> list[str] | None:
    """The names of `Last, First, Last, First`; None if they are whole names already."""
    if len(names) % 2 or not names or not all(name[0].isupper() for name in names[1::2]):
        return None
    lasts, firsts = names[::2], names[1::2]
    if not all(map(_may_be_last, lasts)) or any(map(_SUFFIX.fullmatch, firsts)):
        return None
    initials = all(_INITIALS.fullmatch(first.strip()) for first in firsts)
    given = all(_GIVEN.fullmatch(first) for first in firsts) and all(
        " " not in last for last in lasts
    )
    # Many single words in a row may be anything: groups, nicknames.
    if not initials and not (given and any(" " in first or len(names) == 2 for first in firsts)):
        return None
    return [f"{first} {last}" for last, first in zip(lasts, firsts, strict=True)]


def _may_be_last(name: str) -> bool:
    """Whether `name` may be a family name alone: one word, or more of them behind a `van der`."""
    words = name.split()
    return all(_PARTICLE.fullmatch(word.lower()) for word in words[:-1]) and len(words[-1]) > 1


def _with_suffixes(names: Sequence[str]) -> list[str]:
    """`names` with a lone "Jr." put behind the name it follows."""
    joined: list[str] = []
    for name in names:
        if joined and _SUFFIX.fullmatch(name.strip()):
            joined[-1] += f" {name.strip()}"
        else:
            joined.append(name)
    return joined


def _name(name: str) -> str:
    name = _CUT.sub("", " ".join(name.split()))
    if len(name) > _LONGEST_NAME or _NO_ONE.fullmatch(name):
        return ""
    name = _FULL_STOP.sub("", _FOOTNOTE.sub("", name)).strip(' ,:*†‡§"')
    if name.lower().startswith("and "):
        name = name[4:]
    if not any(character.isalpha() for character in name):
        return ""
    return name if not _SUFFIX.fullmatch(name) or name.isupper() else ""
