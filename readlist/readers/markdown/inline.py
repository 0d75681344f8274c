"""The inline part of Markdown as lists of papers use it: links, bold, italics, and some HTML.

Not a Markdown parser: it keeps URLs as they are written, reads damaged text as far as it goes, and
takes time linear in a line of any content, which the parsers of the standard do not.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_TARGET = r"\(\s{0,9}<?(?P<href>[^\s()<>]{0,2000}(?:\([^\s()]{0,300}\)[^\s()<>]{0,500})?)>?"
_LINK_TITLE = r"(?:\s{1,9}(?:\"[^\"]{0,300}\"|'[^']{0,300}'))?\s{0,9}\)"
_IMAGE = re.compile(
    rf"!\[(?P<alt>[^\[\]]{{0,300}})\](?:{_TARGET}{_LINK_TITLE}|\[[^\[\]]{{0,80}}\])"
)
_HTML_IMAGE = re.compile(r"<(?:img|source|picture|video)\b[^<>]{0,2000}>", re.IGNORECASE)
_LINK = re.compile(
    rf"\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]{{0,300}}\]){{0,800}})\]{_TARGET}{_LINK_TITLE}"
)
# As Org mode writes links.
_ORG_LINK = re.compile(
    r"\[\[(?P<href>https?://[^\[\]\s]{1,2000})\]\[(?P<text>(?:[^\]]|\](?!\])){1,800})\]\]"
)
_REFERENCE = re.compile(r"\[(?P<text>[^\[\]]{1,500})\](?:\s?\[(?P<ref>[^\[\]]{0,100})\])?")
_HTML_LINK = re.compile(
    r"<a\b[^<>]{0,500}?\bhref\s{0,5}=\s{0,5}[\"']?(?P<href>[^\"'\s<>]{1,2000})[\"']?[^<>]{0,500}>"
    r"(?P<text>(?:[^<]|<(?!/?a\b)){0,800})</a\s{0,5}>",
    re.IGNORECASE,
)
_AUTOLINK = re.compile(
    r"<(?P<href>https?://[^\s<>]{1,2000})>|(?P<bare>https?://[^\s<>\"|\ue000]{1,2000})"
)
_BREAK = re.compile(
    r"<br\s{0,5}/?>|\\$|<hr\s{0,5}/?>|</?(?:p|li|div|td|tr)\b[^<>]{0,300}>", re.IGNORECASE
)
_BOLD_TAG = re.compile(r"</?(?:b|strong)\b[^<>]{0,300}>", re.IGNORECASE)
_ITALIC_TAG = re.compile(r"</?(?:i|em)\b[^<>]{0,300}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,1000})?/?>|<!--.{0,2000}?-->", re.IGNORECASE)
# Venues are set as code in some lists: `NeurIPS 2021`.
_CODE = re.compile(r"(?<!`)`(?P<text>[^`]{1,300})`(?!`)")
_STRIKE = re.compile(r"~~(?=\S)(.{1,500}?)~~")
_STRONG = re.compile(
    r"(?<![\\*])\*\*(?=[^\s*])(.{1,800}?)(?<=[^\s\\])\*\*|(?<![\\\w])__(?=\S)(.{1,800}?)(?<=\S)__(?!\w)"
)
_EM = re.compile(
    r"(?<![\\*])\*(?=[^\s*])([^*]{1,1500}?)(?<=[^\s\\])\*(?!\*)|(?<![\\\w])_(?=[^\s_])([^_]{1,1500}?)(?<=\S)_(?!\w)"
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~$^&-])")
_DEFINITION = re.compile(
    r"\s{0,3}\[(?P<ref>[^\[\]]{1,100})\]:\s{0,9}<?(?P<href>\S{1,2000}?)>?(?:\s{1,9}[\"'(].{0,300})?"
)

# Stand for a link and its number, the ends of styles, and a line break, while a text is read.
_OPEN, _CLOSE = "\ue000", "\ue001"
_STRONG_MARK, _EM_MARK = "\ue002", "\ue003"
BREAK: Final = "\ue004"
_PRIVATE = re.compile("[\ue000-\ue004]")
_PIECE = re.compile(f"({_OPEN}\\d+{_CLOSE}|[{_STRONG_MARK}{_EM_MARK}{BREAK}])")


class Style(StrEnum):
    """How a part of a text is set."""

    PLAIN = "plain"
    STRONG = "strong"
    EM = "em"
    LINK = "link"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text. Links may be bold or not; that makes no difference to anyone."""

    style: Style
    text: str
    href: str = ""


def definition(line: str) -> tuple[str, str] | None:
    """The name and target of `[name]: target`."""
    found = _DEFINITION.fullmatch(line)
    return (found["ref"].lower(), found["href"]) if found else None


def spans(text: str, references: Mapping[str, str] | None = None) -> tuple[Span, ...]:
    """`text` as spans, without images (but a link keeps what its image says), entities undone."""
    links: list[tuple[str, str]] = []

    def held(label: str, href: str) -> str:
        links.append((label, href))
        return f"{_OPEN}{len(links) - 1}{_CLOSE}"

    def bare(found: re.Match[str]) -> str:
        if found["href"]:
            return held("", found["href"])
        url = found["bare"].rstrip(".,;:!?'\"*_~`")
        while (
            url
            and url[-1] in ")]"
            and url.count(url[-1]) > url.count("(" if url[-1] == ")" else "[")
        ):
            url = url[:-1]
        return held("", url) + found["bare"][len(url) :]

    def referred(found: re.Match[str]) -> str:
        href = (references or {}).get((found["ref"] or found["text"]).lower())
        return found.group() if href is None else held(found["text"], href)

    text = _PRIVATE.sub("", text)
    text = _IMAGE.sub(lambda m: m["alt"] if text[m.start() - 1 : m.start()] == "[" else "", text)
    text = _HTML_IMAGE.sub("", text)
    text = _HTML_LINK.sub(lambda m: held(m["text"], m["href"]), text)
    text = _LINK.sub(lambda m: held(m["text"], m["href"]), text)
    text = _ORG_LINK.sub(lambda m: held(m["text"], m["href"]), text)
    text = _REFERENCE.sub(referred, text) if references else text
    text = _AUTOLINK.sub(bare, text)
    text = _styled(text)
    return tuple(_spans(text, links))


def _styled(text: str) -> str:
    """`text` with marks of our own for bold and italics, and without other HTML."""
    text = _BREAK.sub(BREAK, text)
    text = _ITALIC_TAG.sub(_EM_MARK, _BOLD_TAG.sub(_STRONG_MARK, text))
    text = _STRIKE.sub(r"\1", _TAG.sub("", text))
    text = _STRONG.sub(lambda m: f"{_STRONG_MARK}{m[1] or m[2]}{_STRONG_MARK}", text)
    text = _EM.sub(lambda m: f"{_EM_MARK}{m[1] or m[2]}{_EM_MARK}", text)
    return _CODE.sub(lambda m: f"{_EM_MARK}{m[1]}{_EM_MARK}" if m[1][-1].isdigit() else m[1], text)


def _spans(text: str, links: list[tuple[str, str]]) -> list[Span]:
    found: list[Span] = []
    style = Style.PLAIN
    for piece in filter(None, _PIECE.split(text)):
        if piece == _STRONG_MARK:
            style = Style.PLAIN if style is Style.STRONG else Style.STRONG
        elif piece == _EM_MARK:
            # Italics in bold are bold.
            style = {Style.EM: Style.PLAIN, Style.PLAIN: Style.EM}.get(style, style)
        elif piece == BREAK:
            found.append(Span(Style.BREAK, " "))
        elif piece[0] == _OPEN and piece[-1] == _CLOSE and piece[1:-1].isdigit():
            label, href = links[int(piece[1:-1])]
            # A link may hold others that were set in HTML, or an image's own link.
            inner = re.sub(f"{_OPEN}(\\d+){_CLOSE}", lambda m: links[int(m[1])][0], label)
            found.append(Span(Style.LINK, _clean(plain(inner)), html.unescape(href)))
        else:
            found.append(Span(style, _clean(piece)))
    return found


def plain(text: str) -> str:
    """`text` without marks of styles."""
    return re.sub(f"[{_STRONG_MARK}{_EM_MARK}{BREAK}]", "", _styled(text))


def _clean(text: str) -> str:
    return html.unescape(_ESCAPE.sub(r"\1", text)).replace("\xa0", " ")
