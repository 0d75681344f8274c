"""The doctor says how a library and its index are; what is wrong it names, and mends nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from readlist import Library
from readlist.library.doctor import Check, Checkup, size


def wrong(checkup: Checkup) -> dict[str, Check]:
    """What is not well, by what it is about."""
    return {check.about: check for check in checkup.checks if not check.well}


def index_of(library: Library) -> Path:
    """The folder of its index."""
    assert library.path is not None
    (folder,) = (library.path.parent / "index").iterdir()
    return folder


def in_index(library: Library, pattern: str) -> Path:
    (path,) = (index_of(library) / "current").glob(pattern)
    return path


def test_all_is_well_with_a_library_just_filled(samples: Library) -> None:
    checkup = samples.doctor()
    assert checkup.well
    about = {check.about: check.text for check in checkup.checks}
    assert list(about) == ["library", "index", "folder", "disk", "versions"]
    papers = f"{samples.counts().papers} papers"
    assert papers in about["library"]
    assert papers in about["index"]
    assert str(samples.path) in about["library"]
    assert "Whoosh 3." in about["versions"]


def test_a_library_without_an_index_yet_is_well(library: Library) -> None:
    assert library.doctor().well
    assert not (Path(str(library.path)).parent / "index").exists()  # looking made none


def test_a_library_in_memory_is_well(tmp_path: Path) -> None:
    with Library.open(tmp_path / "none.db", create=False) as library:
        assert library.doctor().well


def test_papers_that_wait_are_counted_and_nothing_is_wrong(samples: Library) -> None:
    (first,) = samples.search("").ids[:1]
    samples.set_note(first, "quokka")
    checkup = samples.doctor()
    assert checkup.well
    assert any("1 not yet searchable" in check.text for check in checkup.checks)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def future(path: Path) -> None:
    path.write_text(path.read_text().replace('"format": ', '"format": 9'))


@pytest.mark.parametrize(
    ("pattern", "damage", "said"),
    [
        ("*.seg", flip, "has changed"),
        ("*.seg", Path.unlink, "is missing"),
        ("*.toc", lambda path: os.truncate(path, 9), "instead of"),
        ("words.txt", flip, "has changed"),
        ("stamp.json", future, "not one of this program"),
        ("stamp.json", Path.unlink, "none yet"),
    ],
)
def test_a_damaged_index_is_named_and_left_to_reindex(
    samples: Library, pattern: str, damage: Callable[[Path], object], said: str
) -> None:
    folder = index_of(samples)
    damage(in_index(samples, pattern))
    before = sorted(path.name for path in folder.rglob("*"))
    found = wrong(samples.doctor())
    assert set(found) == {"index"}
    assert said in found["index"].text
    assert "reindex" in found["index"].remedy
    assert sorted(path.name for path in folder.rglob("*")) == before
    samples.reindex()
    assert samples.doctor().well


def test_a_folder_open_to_others_is_named(samples: Library) -> None:
    index_of(samples).chmod(0o777)
    found = wrong(samples.doctor())
    assert set(found) == {"index", "folder"}
    assert "others may write" in found["folder"].text
    samples.reindex()
    assert samples.doctor().well


def test_a_folder_that_is_a_link_is_named(samples: Library, tmp_path: Path) -> None:
    folder = index_of(samples)
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    found = wrong(samples.doctor())
    assert set(found) == {"index", "folder"}
    assert "a link" in found["folder"].text


@pytest.mark.parametrize("where", ["index", "index/name"])
@pytest.mark.parametrize("made", [Path.touch, lambda path: path.symlink_to("nowhere")])
def test_what_is_in_the_place_of_the_index_is_named(
    samples: Library, where: str, made: Callable[[Path], object]
) -> None:
    folder = index_of(samples)
    path = folder.parent if where == "index" else folder
    shutil.rmtree(path)
    made(path)
    expected = wrong(samples.doctor())["index"]
    assert str(path) in expected.text
    assert "move that away" in expected.remedy
    results = samples.search("diffusion")  # answered all the same
    assert results.total
    assert any(f"cannot be made, for {path} is" in hint for hint in results.hints)
    path.unlink()
    assert not samples.search("diffusion").hints
    assert samples.doctor().well


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="anybody may write everywhere")
@pytest.mark.parametrize("mode", [0o500, 0o000])
def test_a_place_where_no_index_can_be_made_is_named(samples: Library, mode: int) -> None:
    root = index_of(samples).parent
    shutil.rmtree(index_of(samples))
    root.chmod(mode)
    try:
        found = wrong(samples.doctor())
        assert set(found) == {"index"}
        assert f"{root} may not be written to" in found["index"].text
    finally:
        root.chmod(0o700)


def test_a_damaged_library_is_named(samples: Library) -> None:
    path = samples.path
    assert path is not None
    samples.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'papers_source'"
        (page,) = connection.execute(query).fetchone()
        (bytes_,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * bytes_)
        file.write(b"\x55" * bytes_)
    with Library.open(path) as library:
        found = wrong(library.doctor())
    assert "damaged" in found["library"].text
    assert "backup" in found["library"].remedy


def test_rows_that_refer_to_nothing_are_counted(samples: Library) -> None:
    with closing(sqlite3.connect(str(samples.path))) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(
            "INSERT INTO aliases (alias, paper, changed_at) VALUES ('aaaaaaaa', 999999, '2020')"
        )
    found = wrong(samples.doctor())
    assert "1 rows refer" in found["library"].text


def test_an_interrupted_import_is_named(samples: Library) -> None:
    with closing(sqlite3.connect(str(samples.path))) as connection, connection:
        (name,) = connection.execute("SELECT name FROM sources LIMIT 1").fetchone()
        connection.execute("UPDATE sources SET completed_at = NULL WHERE name = ?", (name,))
    found = wrong(samples.doctor())
    assert name in found["import"].text


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="anybody may write everywhere")
def test_a_library_that_may_only_be_read_is_named(samples: Library) -> None:
    path = samples.path
    assert path is not None
    samples.close()
    path.chmod(0o400)
    with Library.open(path) as library:
        assert "writing" in wrong(library.doctor())


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 bytes"), (999, "999 bytes"), (1_000, "1.0 kB"), (196_800_000, "196.8 MB"),
     (2_500_000_000, "2.5 GB")],
)  # fmt: skip
def test_sizes_for_people(count: int, said: str) -> None:
    assert size(count) == said


def test_an_index_that_only_whoosh_can_read_is_named(
    samples: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if Whoosh wrote another layout by now. Answers stay right, and say why they take long."""
    expected = list(samples.search("the").ids)
    monkeypatch.setattr("readlist.search.engine.segment.W3Codec", type("AnotherCodec", (), {}))
    with Library.open(samples.path) as library:
        found = wrong(library.doctor())
        assert set(found) == {"speed"}
        assert "slow" in found["speed"].text
        assert list(library.search("the").ids) == expected
