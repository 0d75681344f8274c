"""Mapped segments read as Whoosh's own files do."""

from __future__ import annotations

import os
import pickle
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile

from readlist.search.mapped import MappedFile, MappedStorage

DATA = bytes(range(256)) * 3 + b"\nlast line"


@pytest.fixture
def segment(tmp_path: Path) -> MappedFile:
    (tmp_path / "a.seg").write_bytes(DATA)
    opened = MappedStorage(tmp_path).open_file("a.seg")
    assert isinstance(opened, MappedFile)
    return opened


@given(
    part=st.tuples(st.integers(0, len(DATA)), st.integers(0, len(DATA))),
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("read"), st.integers(-1, 300)),
            st.tuples(st.just("seek"), st.integers(0, len(DATA))),
            st.tuples(st.just("readline")),
            st.tuples(st.just("get"), st.integers(0, len(DATA)), st.integers(0, 300)),
        )
    ),
)
def test_it_reads_as_a_file_in_memory_does(
    tmp_path_factory: pytest.TempPathFactory,
    part: tuple[int, int],
    steps: list[tuple[str, int]],
) -> None:
    folder = tmp_path_factory.mktemp("segments")
    (folder / "a.seg").write_bytes(DATA)
    start, length = part[0], min(part[1], len(DATA) - part[0])
    ours = MappedStorage(folder).open_file("a.seg").subset(start, length)
    theirs = BufferFile(DATA[start : start + length])
    for name, *arguments in steps:
        assert (
            getattr(ours, name)(*arguments) == getattr(theirs, name)(*arguments) or name == "seek"
        )
        assert ours.tell() == theirs.tell()


def test_numbers_arrays_and_pickles(tmp_path: Path) -> None:
    theirs = FileStorage(str(tmp_path))
    with theirs.create_file("n.seg") as file:
        file.write_int(-5)
        file.write_varint(300)
        file.write_array(array("I", [1, 70_000]))
        file.write_pickle({"key": [1, 2]})
        file.write_string(b"text")
    ours = MappedStorage(tmp_path).open_file("n.seg")
    assert (ours.read_int(), ours.read_varint()) == (-5, 300)
    assert ours.get_array(ours.tell(), "I", 2) == ours.read_array("I", 2) == array("I", [1, 70_000])
    assert ours.read_pickle() == {"key": [1, 2]}
    assert ours.read_string() == b"text"


def test_seeking_from_here_and_from_the_end(segment: MappedFile) -> None:
    segment.seek(10)
    segment.seek(5, os.SEEK_CUR)
    assert segment.read(1) == bytes([15])
    segment.seek(-4, os.SEEK_END)
    assert segment.read() == b"line"


def test_other_files_are_whooshs_own(tmp_path: Path) -> None:
    (tmp_path / "a.toc").write_bytes(pickle.dumps("toc"))
    with MappedStorage(tmp_path).open_file("a.toc") as file:
        assert not isinstance(file, MappedFile)
        assert file.read_pickle() == "toc"
