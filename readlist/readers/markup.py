"""The mark-up of the web in titles and abstracts, as publishers and databases export them."""

from __future__ import annotations

import html
import re

# The mark-up of CSL, of JATS (as Crossref has it), and what the web's authors paste.
_MATHS = (
    "m(?:i|n|o|s|text|space|row|frac|sqrt|root|su[bp]|subsup|under|over|underover|fenced|style"
    "|table|tr|td|padded|phantom|error|enclose|multiscripts|prescripts)"
)
_TAG = re.compile(
    r"</?(?:(?:jats|mml|m):[\w-]{1,30}|i|b|em|strong|su[bp]|scp?|span|p|br|div|italic|bold|u|tt"
    r"|title|sec|ul|ol|li|inline-formula|tex-math|math|semantics|annotation"
    rf"|{_MATHS})"
    r"(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"</?(?:jats:)?(?:p|sec|div|li|title|br)(?:\s[^<>]{0,300})?/?>", re.I)
_HEADING = re.compile(r"\s*<jats:title>\s*abstract\s*</jats:title>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_BREAK = re.compile(r"\n[ \t]*\n\s*")


def plain_text(text: str) -> str:
    """`text` without the tags and entities of marked-up text; paragraphs become blank lines."""
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    if "<" in text and ">" in text:
        text = _PARAGRAPH.sub("\n\n", _HEADING.sub("", text))
        text = _TAG.sub("", text)
    return text


def plain_paragraphs(text: str) -> str:
    """`text` without its mark-up, each paragraph on one line, apart by a blank one."""
    if "<" not in text and "&" not in text:
        return text
    plain = plain_text(text)
    if plain == text:
        return text
    paragraphs = (" ".join(paragraph.split()) for paragraph in _BREAK.split(plain))
    return "\n\n".join(filter(None, paragraphs))
