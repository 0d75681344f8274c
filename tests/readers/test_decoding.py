"""Bytes become text and lines without losing or inventing any."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.errors import UnreadableFile
from readlist.readers import decode, split_lines

TEXT = "Über Kites: ‘a’ study\nline two"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32"),
    ],
)
def test_marks_are_obeyed_and_dropped(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.notice) == (TEXT, encoding, None)


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_what_is_not_utf8_is_read_as_windows_1252_and_said_so(mark: bytes) -> None:
    decoded = decode(mark + b"one\r\ntwo\r\nna\xefve \x93quotes\x94 \x81.")
    assert decoded.text == "one\r\ntwo\r\nnaïve “quotes” \N{REPLACEMENT CHARACTER}."
    assert decoded.encoding == "cp1252"
    assert decoded.notice == "Not valid UTF-8 (first in line 3), so read as Windows-1252."


@pytest.mark.parametrize(
    "data", [b"", b"  \n\r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b"\n\0"]
)
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^the file is empty; .*\.$"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"text\0text",
        b"%PDF-1.7\nstuff",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        bytes(range(256)),
        b"\x7fELF\1\1\1",
    ],
)
def test_a_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^this is a binary file.*; .*\.$"):
        decode(data)


def test_a_broken_utf16_file_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="UTF-16"):
        decode(codecs.BOM_UTF16_LE + b"a\0b")


@given(st.text().filter(lambda text: text.strip() and not set(text) & set(map(chr, range(32)))))
def test_utf8_comes_back_whole(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UnreadableFile:
        return
    assert decoded.text.strip()
    assert (decoded.notice is None) == (decoded.encoding != "cp1252")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\n", ["a"]),
        ("a\n\n", ["a", ""]),
        ("\n", [""]),
        ("a\r\nb\rc\nd", ["a", "b", "c", "d"]),
        ("a\r\r\nb\n\r", ["a", "", "b", ""]),
        ("a\fb\vc\x85d\u2028e\u2029f\x1cg", ["a\fb\vc\x85d\u2028e\u2029f\x1cg"]),
    ],
)
def test_lines_end_at_line_ends_only(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines


@given(
    st.lists(st.text(st.characters(exclude_characters="\r\n"))),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_lines_come_back_whichever_way_they_end(lines: list[str], end: str) -> None:
    assert split_lines("".join(line + end for line in lines)) == lines
