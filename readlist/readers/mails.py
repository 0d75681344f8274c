"""Saved e-mails (.eml, mbox): their text, out of quoted-printable, base64 and several parts.

What mails look like is in RFC 5322 and 2045-2047; the standard library reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from email.message import EmailMessage

_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]|[A-Za-z][A-Za-z0-9-]{0,60}:\r?\n")
_OF_MAILS = re.compile(
    rb"^(?:From|To|Subject|Date|Received|Message-Id|Return-Path|Delivered-To|Mime-Version"
    rb"|Content-Type):",
    re.IGNORECASE | re.MULTILINE,
)
_PACKED = re.compile(
    rb"^Content-Transfer-Encoding:[ \t]{0,3}\"?(?:quoted-printable|base64)"
    rb"|^Content-Type:[ \t]{0,3}multipart/",
    re.IGNORECASE | re.MULTILINE,
)
# Between the mails of an mbox, and before a single mail in some programs' files.
_ENVELOPE: Final = rb"From \S{1,200} .{0,6}\w{3} \w{3} +\d{1,2} \d\d:\d\d.{0,40}\r?\n"
_FIRST_ENVELOPE = re.compile(_ENVELOPE)
_NEXT_ENVELOPE = re.compile(rb"(?<=\n)\r?\n(?=" + _ENVELOPE + rb")")
_BODY = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEADER: Final = 65_536
_SHOWN: Final = ("From", "To", "Subject", "Date")


def unpacked(data: bytes) -> str | None:
    """The text of a file that is plainly one or several mails in a transfer encoding or parts.

    Each mail is its main header fields, a blank line, and its plain text. None for other files,
    those of mails that can be read as they are included.
    """
    head = data[:_LONGEST_HEADER].lstrip()
    envelope = _FIRST_ENVELOPE.match(head)
    if envelope is None and not _FIELD.match(head):
        return None
    found = list(_mails(data.lstrip()))
    if not found or not all(map(_is_mail, found)) or not any(map(_is_packed, found)):
        return None
    return "\n".join(map(_text, found))


def _mails(data: bytes) -> Iterator[bytes]:
    if _FIRST_ENVELOPE.match(data) is None:
        yield data
        return
    for mail in _NEXT_ENVELOPE.split(data):
        envelope = _FIRST_ENVELOPE.match(mail.lstrip())
        yield mail.lstrip()[envelope.end() if envelope else 0 :]


def _header(mail: bytes) -> bytes:
    head = mail[:_LONGEST_HEADER]
    end = _BODY.search(head)
    return head[: end.start() + 1] if end else b""


def _is_mail(mail: bytes) -> bool:
    header = _header(mail)
    lines = header.splitlines()
    fields = all(line[:1] in b" \t" or _FIELD.match(line + b"\n") for line in lines if line)
    return fields and len(set(map(bytes.lower, _OF_MAILS.findall(header)))) >= 3


def _is_packed(mail: bytes) -> bool:
    return _PACKED.search(_header(mail)) is not None


def _text(mail: bytes) -> str:
    # Only those who import mails wait for these.
    from email import message_from_bytes, policy
    from email.message import EmailMessage

    message = message_from_bytes(mail, EmailMessage, policy=policy.default)
    fields = [f"{name}: {message[name]}" for name in _SHOWN if message[name] is not None]
    return "\n".join([*fields, "", *_bodies(message)])


def _bodies(message: EmailMessage) -> list[str]:
    """The plain texts of a mail and of the mails in it; other parts only where there is none."""
    parts = [part for part in message.walk() if part.get_content_maintype() == "text"]
    plain = [part for part in parts if part.get_content_subtype() == "plain"]
    return [_content(part).replace("\r\n", "\n") for part in plain or parts]


def _content(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):  # mislabelled, or no encoding Python knows
        return data.decode("utf-8", "replace")
