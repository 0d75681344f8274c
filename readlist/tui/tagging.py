"""What is typed and marked to tag papers, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from readlist.errors import BadValue
from readlist.library.marking import tag_name

TagChange = tuple[tuple[str, ...], tuple[str, ...]]
"""Tags to add and tags to take off."""
_SIGNS = ("+", "-")


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tags are: of the papers in hand, and of the whole library."""

    held: Mapping[str, int]
    """The tags of the papers in hand, and how many of those have each."""
    papers: int
    """How many papers are in hand."""
    known: Sequence[tuple[str, int]]
    """All tags, and how many papers have each."""
    used_last: Sequence[str] = ()
    """All tags, the one given last first."""


class Tagging:
    """The tags of the papers in hand: as they are, as they were marked, and as they are typed."""

    def __init__(self, tagged: Tagged) -> None:
        self.held = dict(tagged.held)
        self.papers = tagged.papers
        self.counts = {**dict.fromkeys(self.held, 0), **dict(tagged.known)}
        """All tags there are, and how many papers have each."""
        self._used = {name: place for place, name in enumerate(tagged.used_last)}
        self.marked: dict[str, bool] = {}
        """What was marked row by row: is the tag to be on all papers, or on none?"""
        self.marks_made = False

    # As they are

    def all_have(self, name: str) -> bool:
        return self.held.get(name, 0) == self.papers

    def on(self, name: str) -> bool:
        """Is the tag on all of the papers, as marked?"""
        return self.marked.get(name, self.all_have(name))

    def off(self, name: str) -> bool:
        """Is it on none of them?"""
        return not self.marked.get(name, name in self.held)

    def mark(self, name: str) -> None:
        """Mark a tag: put on or taken off; again, as it was."""
        was = self.marked.get(name)
        if was is None:
            self.marked[name] = not self.on(name)
        elif was and name in self.held:  # of a tag that some have: on all, on none, as it was
            self.marked[name] = False
        else:
            del self.marked[name]
        self.counts.setdefault(name, 0)
        self.marks_made = True

    # As they are typed

    def parts(self, text: str) -> list[str]:
        """What is typed between commas; the last, which may be empty, is being written."""
        text = text.strip()
        # A known tag is one, even if it has a comma in it.
        return [text] if self._named(text) else [part.strip() for part in text.split(",")]

    def parted(self, part: str) -> tuple[str, str]:
        """The sign of a part, and the name as tags are written."""
        sign = part[:1] if part[:1] in _SIGNS and not self._named(part) else ""
        return sign, _tidy(part[len(sign) :])

    def _named(self, name: str) -> str | None:
        """The known tag of that name."""
        return _same(_tidy(name), self.counts)

    def fitting(self, part: str) -> list[str]:
        """The tags that fit a part as far as it is written, the likeliest first."""
        sign, typed = self.parted(part)
        begun = typed.casefold()
        found = [name for name in self.counts if begun in name.casefold()]
        if sign:
            unfit = self.on if sign == "+" else self.off
            found = [name for name in found if not unfit(name)]
        found.sort(key=self._rank(begun))
        if self._named(typed) is None and sign != "-" and _is_tag(typed):
            found.insert(sum(name.casefold().startswith(begun) for name in found), typed)
        return found

    def _rank(self, begun: str) -> Callable[[str], tuple[bool, bool, bool, int, str]]:
        def rank(name: str) -> tuple[bool, bool, bool, int, str]:
            folded = name.casefold()
            # What the papers have is wanted first while nothing is typed, and last by typing.
            held = self.all_have(name) if begun else name not in self.held
            last = self._used.get(name, len(self._used))
            return folded != begun, not folded.startswith(begun), held, last, folded

        return rank

    # What it comes to

    def outcome(self, parts: Sequence[str], row: str | None) -> TagChange:
        """What is to be done. `row`: the tag that is taken for the last part.

        Raises `BadValue` if what is typed cannot be done.
        """
        if row is None:
            wanted = self._after(parts)
        else:
            wanted = self._after(parts[:-1])
            sign, _ = self.parted(parts[-1])
            wanted[row] = sign == "+" or (sign != "-" and not self.on(row))
        add = (name for name, on in wanted.items() if on and not self.all_have(name))
        off = (name for name, on in wanted.items() if not on and name in self.held)
        return tuple(add), tuple(off)

    def _after(self, parts: Sequence[str]) -> dict[str, bool]:
        """What is to become of tags by the marks and by `parts` as they are typed."""
        wanted = dict(self.marked)
        for part in parts:
            sign, typed = self.parted(part)
            if not typed:
                continue  # a sign alone: one that has only begun
            name = self._named(typed) or _same(typed, wanted) or tag_name(typed)
            if sign == "-" and self.off(name):
                here = "this paper" if self.papers == 1 else "these papers"
                raise BadValue(f"#{name} is not on {here}")
            # Each is about the marks, not about those before it: `rl, rl` adds.
            wanted[name] = sign == "+" or (sign != "-" and not self.on(name))
        return wanted


def _tidy(text: str) -> str:
    """A name as it is written on the way to being one: no #, hyphens for spaces."""
    return "-".join(text.lstrip("#").split())


def _is_tag(typed: str) -> bool:
    try:
        return bool(tag_name(typed))
    except BadValue:
        return False


def _same(typed: str, names: Iterable[str]) -> str | None:
    """The one of `names` that differs from it in case at most."""
    return next((name for name in names if name.casefold() == typed.casefold()), None)
