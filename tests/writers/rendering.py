"""What a reader makes of an exported document: an independent CommonMark parser, and its text.

Strikethrough and tables are on, as on GitHub.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable(["strikethrough", "table"])
_PARSER.normalizeLinkText = lambda url: url  # show addresses as written, as GitHub does


@dataclass
class Section:
    """A paper as it is shown: the text of its heading, the heading's link, its paragraphs."""

    title: str
    link: str | None
    paragraphs: list[str] = field(default_factory=list)
    """Those outside quotes and lists, as text."""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Text and target of each, the heading's not among them."""
    quotes: list[list[str]] = field(default_factory=list)
    """The paragraphs of each quote."""
    bold: list[str] = field(default_factory=list)
    """What is bold in the quotes."""
    others: list[str] = field(default_factory=list)
    """The types of all other blocks (lists, code, headings of the note, …), at any depth."""


def blocks(markdown: str) -> list[Token]:
    return _PARSER.parse(markdown)


def sections(markdown: str) -> list[Section]:
    """The papers of a document, by its headings of level 2."""
    found: list[Section] = []
    quote_depth = 0
    tokens = blocks(markdown)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "blockquote_open":
            quote_depth += 1
            if found and quote_depth == 1:
                found[-1].quotes.append([])
            elif found:
                found[-1].others.append("quote in a quote")
        elif token.type == "blockquote_close":
            quote_depth -= 1
        elif token.type == "inline":
            assert before is not None
            if before.type == "heading_open" and before.tag == "h2":
                found.append(Section(text(token), (_links(token) or [("", None)])[0][1]))
            elif found and before.type == "paragraph_open":
                if quote_depth:
                    found[-1].quotes[-1].append(text(token))
                    found[-1].bold += _bold(token)
                elif token.level == 1:
                    found[-1].paragraphs.append(text(token))
                found[-1].links += [link for link in _links(token) if link[1] is not None]
        elif found and not token.type.endswith("_close"):
            name = token.tag if token.type == "heading_open" else token.type
            if name not in ("h2", "paragraph_open"):
                found[-1].others.append(name)
    return found


def text(inline: Token) -> str:
    """The text of a line as it is shown; anything but text, links, bold and italics is marked."""
    return "".join(_shown(child) for child in inline.children or [])


def _shown(child: Token) -> str:
    if child.type == "text":
        return child.content
    if child.type in ("link_open", "link_close", "strong_open", "strong_close"):
        return ""
    if child.type in ("em_open", "em_close"):
        return ""
    return f"<<{child.type} {child.content}>>"


def _links(inline: Token) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    target: str | None = None
    shown = ""
    for child in inline.children or []:
        if child.type == "link_open":
            target, shown = str(child.attrs["href"]), ""
        elif child.type == "link_close":
            found.append((shown, target))
        else:
            shown += child.content
    return found


def _bold(inline: Token) -> list[str]:
    found: list[str] = []
    depth = 0
    for child in inline.children or []:
        if child.type == "strong_open":
            depth += 1
            found.append("")
        elif child.type == "strong_close":
            depth -= 1
        elif depth:
            found[-1] += child.content
    return found
