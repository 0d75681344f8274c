"""What stands around a link on its line: its name, marks of bookmarks, and who says it in a chat.

Bookmarks, tabs, notes and chats write a link with its title in ways of their own: `[title](url)`,
Org's `[[url][title]]`, Slack's `<url|title>`, and `<A HREF="url">title</A>`.
"""

from __future__ import annotations

import html
import re
from typing import Final

_NAMED: Final = (
    re.compile(r"\[(?P<text>[^\[\]]{1,400})\]\((?P<url>\s*<?[^\s()<>]{1,2000})>?\)"),
    re.compile(r"\[\[(?P<url>[^\[\]\s]{1,2000})\](?:\[(?P<text>(?:[^\]]|\](?!\])){1,400})\])?\]"),
    re.compile(r"<(?P<url>https?://[^\s<>|]{1,2000})\|(?P<text>[^<>|]{1,400})>"),
    re.compile(
        r"<a\s[^<>]{0,9}?href=\"(?P<url>[^\"<>]{1,2000})\"[^<>]{0,20000}>(?P<text>[^<>]{1,400})</a>",
        re.IGNORECASE,
    ),
)


def named_link(text: str) -> tuple[str, str | None]:
    """`text` with its first link written out bare, and the link's name; None: it has none."""
    for pattern in _NAMED:
        if found := pattern.search(text):
            name = html.unescape(found["text"]).strip() if found["text"] else None
            url = html.unescape(found["url"]).strip(" <")
            return f"{text[: found.start()]} {url} {text[found.end() :]}".strip(), name
    return text, None


_BOOKMARK_FILE = re.compile(r"\s*<!DOCTYPE NETSCAPE-Bookmark-file", re.IGNORECASE)
_FILE_WORDS = re.compile(
    r"(?:</?(?:dl|dt|p|hr)>\s*)+|<!doctype [^<>]*>|<(?:meta|isindex)\b[^<>]*>|<(title|h\d)\b.*</\1>"
    r"|<dt><h3\b.*|<!-- .*|.{0,200}-->|it will be read and overwritten\.?|do not edit!?",
    re.IGNORECASE,
)
_TAGS = re.compile(r"^(?:</?(?:dl|dt|dd|p|li)>\s*)+", re.IGNORECASE)


def is_bookmark_file(text: str) -> bool:
    """Whether `text` is the first line of the bookmarks that browsers export."""
    return _BOOKMARK_FILE.match(text) is not None


def is_bookmark_words(text: str) -> bool:
    """Whether a line of such a file holds no link: folders and marks."""
    return _FILE_WORDS.fullmatch(text) is not None


def without_tags(text: str) -> str:
    """`text` without the marks of bookmarks at its start."""
    return _TAGS.sub("", text)


_DATE: Final = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|[A-Z][a-z]{2,8} \d{1,2}(?:, \d{4})?)"
_TIME: Final = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_WHEN: Final = rf"(?:{_DATE},?(?: at)?\s{_TIME}|{_TIME}|{_DATE})"
_SPEAKER: Final = r"[^:<>\[\]|/]{1,60}"
_SAYS = re.compile(
    rf"(?:\[{_WHEN}\]\s(?:<{_SPEAKER}>|{_SPEAKER}:)\s?"  # [2023-03-01 10:00] <ada>, [...] Ada:
    rf"|{_WHEN}\s[-–]\s{_SPEAKER}:\s"  # 12/03/2023, 21:04 - Ada:
    rf"|{_WHEN}\s<{_SPEAKER}>\s)"
)
_SPEAKS = re.compile(
    rf"\[{_WHEN}\]\s?{_SPEAKER}|{_SPEAKER}?\s?\[{_WHEN}\]:?|{_SPEAKER}\s(?:[—–]\s?)?{_TIME}"
    rf"|{_SPEAKER}\s[—–]\s(?:(?:Today|Yesterday) at {_TIME}|{_WHEN})|{_WHEN}\s[-–]\s[^:]{{1,200}}"
)


def without_speaker(text: str) -> str:
    """A message of a chat without who has said it, and when."""
    return _SAYS.sub("", text, count=1) if (said := _SAYS.match(text)) and said.end() else text


def is_speaker(text: str) -> bool:
    """Whether a line of a chat only says who speaks, and when."""
    return _SPEAKS.fullmatch(text) is not None
