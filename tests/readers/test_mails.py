"""Saved e-mails: what was packed for the way is unpacked before a reader sees it."""

from __future__ import annotations

import base64
import quopri
from email.message import EmailMessage

import pytest

from readlist.readers import decode, read
from tests.readers.arxiv import MAIL

_HEADER = (
    "Return-Path: <no-reply@arxiv.org>\nReceived: from a.example\n\tby b.example; Fri, 5 Mar 2021\n"
    "From: =?utf-8?q?J=C3=BCrgen?= <a@example.org>\nTo: b@example.org\n"
    "Subject: =?utf-8?b?ZMOkaWx5IGNz?=\nDate: Fri, 5 Mar 2021 01:00:12 GMT\n"
    'MIME-Version: 1.0\nContent-Type: text/plain; charset="utf-8"\n'
)


def _packed(body: str, how: str) -> bytes:
    data = body.encode()
    packed = quopri.encodestring(data) if how == "quoted-printable" else base64.encodebytes(data)
    return f"{_HEADER}Content-Transfer-Encoding: {how}\n\n".encode() + packed


@pytest.mark.parametrize("how", ["quoted-printable", "base64"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_a_packed_mail_reads_as_its_text_does(how: str, line_end: bytes) -> None:
    text = MAIL
    decoded = decode(_packed(text, how).replace(b"\n", line_end))
    assert decoded.notice == "an e-mail, of which the plain text was read"
    assert decoded.text.startswith("From: Jürgen <a@example.org>\nTo: b@example.org\n")
    assert "\nSubject: däily cs\n" in decoded.text
    reading, plain = read(decoded.text), read(text)
    assert reading.format == "arxiv-mail"
    assert [r.title for r in reading.records] == [r.title for r in plain.records]
    assert [r.abstract for r in reading.records] == [r.abstract for r in plain.records]


def test_of_a_mail_in_two_versions_the_plain_one_counts() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "Papers"
    mail.set_content(MAIL, cte="base64")
    mail.add_alternative(f"<pre>{MAIL}</pre>", subtype="html")
    text = decode(mail.as_bytes()).text
    assert "<pre>" not in text
    assert len(read(text).records) == len(read(MAIL).records)


def test_a_box_of_mails_is_unpacked_mail_by_mail() -> None:
    envelope = b"From a@example.org Fri Mar  5 01:00:12 2021\n"
    one, two = (_packed(text, "base64") for text in ("First.", "Second."))
    text = decode(envelope + one + b"\n\n" + envelope + two).text
    assert text.index("First.") < text.index("Second.")
    assert text.count("Subject: däily cs") == 2


@pytest.mark.parametrize(
    "data",
    [
        b"Title: A\nAuthors: B\nAbstract: base64\n\nContent-Transfer-Encoding: base64\n",
        b"From: a\nTo: b\nSubject: plain mails are read as they are\n\nText\n",
        b"From: a\nTo: b\nDate: c\nContent-Transfer-Encoding: base64\nno header\n\nVGV4dA==\n",
    ],
)
def test_other_files_are_left_as_they_are(data: bytes) -> None:
    decoded = decode(data)
    assert decoded.text.encode() == data
    assert decoded.notice is None


def test_what_is_no_base64_and_an_unknown_charset_do_not_stop_it() -> None:
    data = _packed("Text", "base64").replace(b"utf-8", b"x-nothing") + b"!\xff*"
    assert "Subject: " in decode(data).text
