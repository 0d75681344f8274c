"""What a person does to papers: star, status, tags, notes, corrections, deletion.

Each verb is one undoable step with a label that names what was done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from readlist import links
from readlist.errors import BadValue
from readlist.library.folding import folded, show
from readlist.paper import FIELD_NAMES, Status, clean, counted, one_line
from readlist.store import Store
from readlist.store.tags import tidy_tag
from readlist.store.values import chunks

_YEARS = range(1400, 2201)
_MARKED_AT_ONCE, _DELETED_AT_ONCE = 1_000, 250
"""Papers changed in one transaction, which keeps all others who write waiting: some 20 ms."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a verb did: how many papers it changed, and that as a sentence."""

    changed: int
    message: str


def star(store: Store, ids: Sequence[str], on: bool) -> Done:
    done = "Starred" if on else "Unstarred"
    otherwise = "already starred" if on else "not starred"
    return _mark(store, ids, lambda rows: store.set_starred(rows, on), done + " {}", otherwise)


def set_status(store: Store, ids: Sequence[str], status: Status) -> Done:
    label, otherwise = f"Marked {{}} as {status.value}", f"already {status.value}"
    return _mark(store, ids, lambda rows: store.set_status(rows, status), label, otherwise)


def delete(store: Store, ids: Sequence[str]) -> Done:
    return _mark(store, ids, store.remove, "Deleted {}", "already deleted", _DELETED_AT_ONCE)


def _mark(
    store: Store,
    ids: Sequence[str],
    change: Callable[[Sequence[int]], int],
    label: str,
    otherwise: str,
    at_once: int = _MARKED_AT_ONCE,
) -> Done:
    """Do one change to papers as one step, named for the papers that were not so before."""
    with store.step(label.format(name_papers(store, ids))) as step:
        changed = _in_pieces(store, ids, change, at_once)
        if len(ids) > 1:
            step.label = label.format(counted(changed, "paper"))
    return _done(step.label, changed, otherwise)


def _in_pieces(
    store: Store, ids: Sequence[str], change: Callable[[Sequence[int]], int], at_once: int
) -> int:
    """Change many papers a few at a time, so that other programs get their turn; the number
    changed. Raises `UnknownPaper`: before anything is changed, or where another program has taken
    a paper away meanwhile."""
    store.rows_of(ids)
    changed = 0
    for some in chunks(ids, at_once):
        with store.transaction():
            changed += change(store.rows_of(some))
    return changed


def tag(store: Store, ids: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> Done:
    """Add and take off tags. Raises `BadValue` for a name that cannot be one, or for both."""
    to_add, to_remove = tag_names(add), tag_names(remove)
    both = {name.casefold() for name in to_add} & {name.casefold() for name in to_remove}
    if both:
        raise BadValue(f"#{min(both)} is to be added and to be taken off; say one of them")
    words = [*(f"+{name}" for name in to_add), *(f"-{name}" for name in to_remove)]
    label = f"Tagged {name_papers(store, ids)} {' '.join(words)}"

    def change(rows: Sequence[int]) -> int:
        return store.add_tags(rows, to_add) + store.remove_tags(rows, to_remove)

    with store.step(label):
        changed = _in_pieces(store, ids, change, _MARKED_AT_ONCE)
    return _done(label, changed, "tags as they were")


def tag_names(texts: Sequence[str]) -> list[str]:
    """The tags that were typed, each once (`RL` and `rl` are one): a comma parts two of them, a
    space within one becomes a hyphen. Raises `BadValue` for a name that cannot be one.
    """
    parts = [part for text in texts for part in (text.split(",") if text.strip(", ") else [text])]
    tags = [tag_name(part) for part in parts if part.strip() or len(parts) == 1]
    return list({name.casefold(): name for name in reversed(tags)}.values())[::-1]


def tag_name(text: str) -> str:
    """A tag as the store keeps it; raises `BadValue` for what cannot be one."""
    name = tidy_tag(one_line(text))
    if not name or not any(character.isalnum() for character in name):
        raise BadValue(f"{text!r} is not a tag; a tag is a word such as rl or to-read")
    if len(name) > 60:
        raise BadValue(f"the tag {name[:20]}… is too long; a tag has at most 60 characters")
    return name


def edit(store: Store, paper_id: str, fields: Mapping[str, object]) -> Done:
    """Correct a paper's fields by name. An empty value clears one; a title falls back to the
    source's. That another paper has the same id is no error, but said.

    Raises `UnknownPaper`, and `BadValue` for what cannot be such a field.
    """
    edits = {name: checked_field(name, value) for name, value in fields.items()}
    title = name_papers(store, [paper_id])
    label = f"Edited {title}: {', '.join(FIELD_NAMES[name] for name in sorted(edits))}"
    with store.step(label), store.transaction():
        (row,) = store.rows_of([paper_id])
        merged = {**store.edits(row), **edits}
        if merged.get("title", "") is None:
            del merged["title"]
        before, after = folded(store, row), folded(store, row, merged)
        if after == before and before.title_derived and not edits.get("title", True):
            return Done(
                0, f"Nothing changed: {title} has no title of its own; its text begins like that"
            )
        if after == before:
            return Done(0, f"Nothing changed: {title} is so already")
        store.set_edits(row, merged)
        show(store, row, after)
        if not edits.keys().isdisjoint({"title", "abstract"}):
            from readlist.library import matching  # which few runs of the program need

            matching.remember(store, row)
    return Done(1, _shared_id(store, row, edits) or label)


def _shared_id(store: Store, row: int, edits: Mapping[str, object]) -> str | None:
    """What to say of another paper that has an id which this one was given; None: there is none."""
    for name in ("doi", "arxiv_id"):
        given = edits.get(name)
        if not isinstance(given, str):
            continue
        doi, arxiv_id = (given, None) if name == "doi" else (None, given)
        alike = store.candidates(arxiv_id, doi, None, None)
        others = sorted({each.row for each in alike if each.row != row and not each.removed})
        if others:
            ids = store.ids_of(others)
            has = f"{ids[others[0]]} has" if len(others) == 1 else f"{len(others)} others have"
            return f"Edited; {has} this {FIELD_NAMES[name]} too: merge them if they are one"
    return None


def checked_field(name: str, value: object) -> object:
    """A field's value as it is kept, from what a person typed. Raises `BadValue`."""
    if name not in FIELD_NAMES:
        raise BadValue(f"{name!r} is not a field; there are {', '.join(FIELD_NAMES)}")
    if name == "authors":
        return _names(value, ";")
    if name == "urls":
        return _urls(value)
    text = clean(str(value)).strip() if value is not None else ""
    if not text:
        return None
    if name == "year":
        return _year(text)
    if name == "doi":
        return _parsed(text, links.parse_doi(text), "a DOI such as 10.1145/3292500.3330701")
    if name == "arxiv_id":
        return _parsed(text, links.parse_arxiv_id(text), "an arXiv id such as 1706.03762")
    return text if name == "abstract" else one_line(text)


def _names(value: object, separator: str) -> tuple[str, ...]:
    parts = value.split(separator) if isinstance(value, str) else list(_iterable(value))
    return tuple(name for name in (one_line(str(part)) for part in parts) if name)


def _iterable(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _urls(value: object) -> tuple[str, ...]:
    parts = value.split() if isinstance(value, str) else [str(part) for part in _iterable(value)]
    for part in parts:
        if not re.match(r"https?://\S+$", part, re.IGNORECASE):
            raise BadValue(f"{part!r} is not a link; a link starts with http:// or https://")
    return tuple(dict.fromkeys(clean(part) for part in parts))


def _year(text: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", text) or int(text) not in _YEARS:
        raise BadValue(f"{text!r} is not a year; write it as 2017")
    return int(text)


def _parsed(text: str, value: str | None, what: str) -> str:
    if value is None:
        raise BadValue(f"{text!r} is not {what}")
    return value


def name_papers(store: Store, ids: Sequence[str]) -> str:
    """``3 papers``, or the title of the only one, short enough for a line."""
    if len(ids) != 1:
        return counted(len(ids), "paper")
    papers = store.papers(ids)
    title = one_line(papers[0].title) if papers else "1 paper"
    return f"“{title if len(title) <= 44 else title[:43].rstrip() + '…'}”"


def _done(label: str, changed: int, otherwise: str) -> Done:
    return Done(changed, label if changed else f"Nothing changed: {otherwise}")
