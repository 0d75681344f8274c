"""How well what somebody typed names a thing: the palette and the help put the best first."""

from __future__ import annotations

from collections.abc import Sequence

CALLED_SO, BEGINS_SO, WORDS_BEGIN_SO, HAS_IT, DOES_IT, NOT_AT_ALL = 5, 4, 3, 2, 1, 0


def nearness(typed: str, names: Sequence[str], does: str = "") -> int:
    """How well a thing with these names, that does this, answers what is typed.

    One of the numbers above: it is called so, a name begins so, every word begins one of a name,
    every word is in a name, every word is there if what it does counts as well; or not at all.
    """
    words = typed.casefold().split()
    wanted = " ".join(words)
    plain = [name.casefold().replace("_", " ") for name in names]
    if wanted in plain:
        return CALLED_SO
    if any(name.startswith(wanted) for name in plain):
        return BEGINS_SO
    if any(all(f" {word}" in f" {name}" for word in words) for name in plain):
        return WORDS_BEGIN_SO
    if any(all(word in name for word in words) for name in plain):
        return HAS_IT
    everything = " ".join([*names, *plain, does]).casefold()
    return DOES_IT if all(word in everything for word in words) else NOT_AT_ALL
