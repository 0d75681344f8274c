"""Bytes become text and lines without losing or inventing any."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.errors import UnreadableFile
from readlist.readers import decode, split_lines
from readlist.readers.decoding import LineStream

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
    assert decoded.notice == "not valid UTF-8 (first in line 3), so read as Windows-1252"


def test_lines_that_are_utf8_stay_so_among_others() -> None:
    windows = ["naïve “quotes”", "Spaß”"]
    data = b"".join(
        [
            "Zürich über alles\n".encode(),
            *(f"{line}\r\n".encode("cp1252") for line in windows),
            b"plain\n",
            # one byte of a character is lost, the others are what they were
            "Łódź, Kraków,".encode() + b" \xe9t\xe9" + " Gdańsk…".encode(),
        ]
    )
    decoded = decode(data)
    assert decoded.text.replace("\r", "").split("\n") == [
        "Zürich über alles",
        windows[0],
        decoded.text.split("\n")[2].rstrip("\r"),
        "plain",
        "Łódź, Kraków, été Gdańsk…",
    ]
    assert decoded.encoding == "utf-8+cp1252"
    assert decoded.notice == (
        "2 lines are not valid UTF-8 and were read as Windows-1252 (the first is line 2)"
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [TEXT, "拡散モデル の 研究\n" * 30, "Обзор задач\n" * 9])
def test_utf16_is_known_without_its_mark(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.notice) == (text, "utf-16", None)


def test_marks_in_the_middle_are_dropped() -> None:
    """As in files that were put together out of several."""
    data = codecs.BOM_UTF8 + b"one\n" + codecs.BOM_UTF8 + b"two"
    assert decode(data).text == "one\ntwo"
    assert decode(data + b"\xe9").text == "one\ntwoé"
    assert decode("\ufeffone\n\ufefftwo".encode("utf-16-le")).text == "one\ntwo"


@pytest.mark.parametrize(
    ("data", "text", "notice"),
    [
        (b"a text\0 with\0 two", "a text with two", "2 NUL bytes dropped (first in line 1)"),
        (b"one\ntw\0o" + b"\0" * 999, "one\ntwo", "1,000 NUL bytes dropped (first in line 2)"),
        (TEXT.encode("utf-16")[:-1], TEXT[:-1] + "\ufffd", "1 broken character shown as \ufffd"),
    ],
)
def test_a_little_damage_is_passed_over_and_said(data: bytes, text: str, notice: str) -> None:
    assert (decode(data).text, decode(data).notice) == (text, notice)


@pytest.mark.parametrize(
    "data", [b"", b"  \n\r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b"\n\0"]
)
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^the file is empty; .*\.$"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"te\0\0xt\0te\0xt",
        b"%PDF-1.7\nstuff",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        bytes(range(256)),
        b"\x7fELF\1\1\1",
        b"PK\x03\x04 a text",
        b"a name.txt".ljust(257, b"\0") + b"ustar  " + b"a text" * 200,
    ],
)
def test_a_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^this is a binary file.*; .*\.$"):
        decode(data)


def test_a_broken_utf16_file_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="UTF-16"):
        decode(codecs.BOM_UTF16_LE + b"\0\xd8" * 9)


@given(
    st.text().filter(
        lambda text: (
            text.strip("\ufeff \x85\xa0\u2028") and not set(text) & set(map(chr, range(32)))
        )
    )
)
def test_utf8_comes_back_whole(text: str) -> None:
    assert decode(text.encode()).text == text.replace("\ufeff", "")


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UnreadableFile:
        return
    assert decoded.text.strip()
    assert decoded.notice is not None or "cp1252" not in decoded.encoding


@given(st.binary(), st.integers(1, 9))
@settings(max_examples=50)
def test_a_stream_of_lines_is_what_decoding_the_whole_gives(data: bytes, size: int) -> None:
    stream = LineStream(data[at : at + size] for at in range(0, len(data), size))
    try:
        decoded = decode(data)
    except UnreadableFile:
        return
    assert [line.replace("\ufeff", "") for line in stream] == split_lines(decoded.text)
    assert stream.encoding == decoded.encoding


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_lines_are_the_same_however_they_come(end: str, encoding: str) -> None:
    lines = ["été one", "", "two\fthree", "naïve"]
    data = end.join([*lines, ""]).encode(encoding)
    for size in (1, 2, 3, 1000):
        stream = LineStream(data[at : at + size] for at in range(0, len(data), size))
        assert list(stream) == lines
        assert decode(data).text == end.join([*lines, ""])
        assert stream.encoding == decode(data).encoding


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
