"""One entry of an Atom or RSS feed: its elements, also where it is not quite XML."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat


@dataclass(slots=True)
class Entry:
    """The texts of an entry's elements by name without prefix, and its links."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    links: list[dict[str, str]] = field(default_factory=list)
    places: list[tuple[str, int, int]] = field(default_factory=list)
    """The lines of its elements: name, first, last, the entry's first line being 1."""

    def one(self, *names: str) -> str:
        """The first text that is not blank of elements of these names; the first name first."""
        texts = (text for name in names for text in self.texts.get(name, ()))
        return next((text for text in texts if text.strip()), "")


def entry_of(text: str) -> tuple[Entry | None, str]:
    """The entry that `text` is, or None and why it cannot be read.

    Mended are control characters, entities that XML does not know, signs that should have been
    entities, and ends of elements that are lost.
    """
    text = _CONTROL.sub(" ", text)
    try:
        return _parse(text), ""
    except expat.ExpatError:
        try:
            return _parse(_mended(text)), ""
        except expat.ExpatError as error:
            return None, f"the entry is not XML: {expat.errors.messages[error.code]}"


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(\w{1,31};)?")
_INSIDE: Final = ("div", "p", "span", "i", "b", "em", "sup", "sub", "br")
"""Mark-up inside of texts."""


def _parse(text: str) -> Entry:
    entry = Entry()
    open_: list[tuple[str, list[str], int]] = []
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        open_.append((name.rpartition(":")[2], [], parser.CurrentLineNumber))
        if open_[-1][0] == "link" and "href" in attributes:
            entry.links.append(attributes)

    def end(_: str) -> None:
        name, texts, line = open_.pop()
        text = "".join(texts)
        if open_ and name in _INSIDE:
            open_[-1][1].append(f"\n\n{text}" if name in ("p", "br") else text)
        elif open_:
            entry.texts.setdefault(name, []).append(text)
            entry.places.append((name, line, parser.CurrentLineNumber))

    def characters(text: str) -> None:
        if open_:
            open_[-1][1].append(text)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.Parse(text.encode("utf-8", "replace"), True)
    return entry


# ---------------------------------------------------------------- what is broken

_TAG = re.compile(
    r"<(?P<end>/)?(?P<name>[A-Za-z_][\w:.-]{0,60})"
    r"(?P<rest>(?:\s+[\w:.-]{1,60}=(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*(?P<empty>/)?)>"
    r"|<!--(?:[^<-]|-(?!->)|<(?!!--))*+-->"
    r"|<!\[CDATA\[(?:[^<\]]|\](?!\]>)|<(?!!\[CDATA\[))*+\]\]>"
)
_DEEPEST: Final = 30
_HOLDERS: Final = frozenset({"author", "contributor", "source", "content", *_INSIDE})
"""Elements that others are in; in any else, what begins shows that an end was lost."""


def _mended(text: str) -> str:
    """`text` with every sign that is no part of a tag as an entity, and every element closed."""
    parts: list[str] = []
    open_: list[str] = []
    at = 0
    for tag in _TAG.finditer(text):
        parts.append(_plain(text[at : tag.start()]))
        at = tag.end()
        name = tag["name"]
        if name is None:
            parts.append(tag.group())
        elif tag["end"]:
            if name not in open_:
                continue
            while (inner := open_.pop()) != name:
                parts.append(f"</{inner}>")
            parts.append(tag.group())
        elif len(open_) > _DEEPEST:
            parts.append(_plain(tag.group()))
        else:
            while len(open_) > 1 and open_[-1] not in _HOLDERS and name not in _INSIDE:
                parts.append(f"</{open_.pop()}>")
            parts.append(_ENTITY.sub(_spelt_out, tag.group()))
            if not tag["empty"]:
                open_.append(name)
    parts.append(_plain(text[at:]))
    parts += (f"</{name}>" for name in reversed(open_))
    return "".join(parts)


def _plain(text: str) -> str:
    return _ENTITY.sub(_spelt_out, text).replace("<", "&lt;").replace(">", "&gt;")


def _spelt_out(entity: re.Match[str]) -> str:
    character = html.unescape(entity.group()) if entity[1] else entity.group()
    return html.escape(character) if character != entity.group() else f"&amp;{entity[1] or ''}"
