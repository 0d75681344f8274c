"""What can be given to an import: files of all kinds, folders, pipes, packed and broken ones."""

from __future__ import annotations

import gzip
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from readlist import Library
from readlist.errors import UnreadableFile
from readlist.library.inputs import PIECE, Input, path_input, text_input, unpacked
from readlist.library.reading import ReadFile, read_input
from tests.library.listings import abstracts


def read(path: Path | str) -> ReadFile:
    return read_input(path_input(path))


def why(path: Path | str) -> str:
    error = read(path).error
    assert error is not None
    assert "\n" not in error
    return error


# ---------------------------------------------------------------- one file


def test_a_packed_file_is_the_same_source_as_what_it_holds(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.txt", tmp_path / "b.dat"
    plain.write_text(abstracts(3))
    half = len(abstracts(3)) // 2
    members = [abstracts(3)[:half], abstracts(3)[half:]]  # as appending with gzip makes them
    packed.write_bytes(b"".join(gzip.compress(text.encode()) for text in members))
    one, two = read(plain), read(packed)
    assert (one.sha, one.records) == (two.sha, two.records)
    assert len(one.records) == 3


@pytest.mark.parametrize("spoil", ["cut", "broken", "cut in the head"])
def test_a_spoilt_packed_file_is_refused(tmp_path: Path, spoil: str) -> None:
    data = gzip.compress(abstracts(50).encode())
    spoilt = {
        "cut": data[:-20],
        "broken": data[: len(data) // 2] + b"\xff" * 40 + data[len(data) // 2 + 40 :],
        "cut in the head": data[:5],
    }
    file = tmp_path / "a.gz"
    file.write_bytes(spoilt[spoil])
    assert f"its packed data is {'broken' if spoil == 'broken' else 'cut off'}; " in why(file)


def test_what_follows_packed_data_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "a.gz"
    file.write_bytes(gzip.compress(abstracts(2).encode()) + b"\0" * 512 + b"junk")
    assert len(read(file).records) == 2


def test_a_bomb_is_unpacked_a_piece_at_a_time() -> None:
    bomb = gzip.compress(bytes(40 * PIECE))
    sizes = [len(piece) for piece in unpacked([bomb])]
    assert sum(sizes) == 40 * PIECE
    assert max(sizes) <= PIECE


@pytest.mark.parametrize("made", [b"", b"x" * 10, gzip.compress(b"x" * (3 * PIECE))])
@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_pieces_of_any_size_are_unpacked(made: bytes, size: int) -> None:
    pieces = [made[at : at + size] for at in range(0, len(made), size)]
    expected = gzip.decompress(made) if made[:2] == b"\x1f\x8b" else made
    assert b"".join(unpacked(pieces)) == expected


def test_a_file_that_is_written_to_meanwhile_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(abstracts(3))
    pieces = path_input(file).pieces(None)
    next(pieces)
    with file.open("a") as more:
        more.write("Abstract:")
    with pytest.raises(UnreadableFile, match=r"^was changed while it was being read; "):
        list(pieces)


def test_a_file_that_is_saved_anew_meanwhile_is_refused(tmp_path: Path) -> None:
    """As editors do: another file takes its place."""
    file, other = tmp_path / "a.txt", tmp_path / "b.txt"
    for each in (file, other):
        each.write_text(abstracts(3))
    pieces = path_input(file).pieces(None)
    next(pieces)
    other.replace(file)
    with pytest.raises(UnreadableFile, match="changed while"):
        list(pieces)


def test_special_files_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "me").symlink_to("me")
    assert ": is a pipe, not a file; " in why(tmp_path / "pipe")
    assert ": is a device, not a file; " in why("/dev/zero")
    assert ": is a link that leads back to itself; " in why(tmp_path / "me")
    assert why("") == "'': no such file; check the name"
    assert ": no such file; " in why(tmp_path / "none")
    assert ": cannot be read (" in why("a\0b")
    assert ": cannot be read (" in why(str(tmp_path / ("x" * 300)))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    file.chmod(0)
    assert ": may not be read; " in why(file)


def test_a_pipe_of_the_shell_is_read(tmp_path: Path) -> None:
    """``readlist import <(…)``, with a writer that takes its time."""
    out, into = os.pipe()

    def write() -> None:
        with os.fdopen(into, "wb") as file:
            for line in abstracts(4).encode().splitlines(keepends=True):
                file.write(line)
                file.flush()

    writer = threading.Thread(target=write)
    writer.start()
    found = read(f"/dev/fd/{out}")
    writer.join()
    os.close(out)
    assert found.error is None
    assert len(found.records) == 4


@pytest.mark.parametrize("ended", [False, True])
def test_waiting_for_a_pipe_can_be_stopped(ended: bool) -> None:
    """Ctrl-C ends the program that fills the pipe, too: what came out of it is not all."""
    out, into = os.pipe()
    if ended:
        os.write(into, abstracts(3).encode())
        os.close(into)

    class Later:
        looks = 0

        @property
        def stopped(self) -> bool:
            self.looks += 1
            return self.looks > 1

    with Library.open() as library:
        report = library.import_files([f"/dev/fd/{out}"], stop=Later())
    assert report.stopped
    assert report.files == ()
    os.close(out)
    if not ended:
        os.close(into)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16"), ("cp1252", "cp1252")],
)
def test_any_encoding_gives_the_same_records(tmp_path: Path, encoding: str, said: str) -> None:
    text = abstracts(3).replace("We study", "We — naïvely — study")
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode(encoding))
    found = read(file)
    assert found.encoding == said
    assert [record.abstract for record in found.records] == [
        record.abstract for record in read_input(text_input(text, "a")).records
    ]
    assert (found.notice is not None) == (said == "cp1252")


# ---------------------------------------------------------------- folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two listings, one of them further down, among all that is none."""
    folder = tmp_path / "in"
    (folder / "b" / ".git").mkdir(parents=True)
    (folder / "b" / "listing.txt").write_text(abstracts(2))
    (folder / "b" / ".git" / "listing.txt").write_text(abstracts(9))
    (folder / "b" / "up").symlink_to("..")
    (folder / "a" / "listing.txt").parent.mkdir()
    (folder / "a" / "listing.txt").write_text(abstracts(3, start=1))
    (folder / ".hidden").write_text(abstracts(9))
    (folder / "z.pdf").write_bytes(b"%PDF-1.7 and so on")
    (folder / "x.c").write_text("int main(void)\n{\n  return 0;\n}\n")
    (folder / "empty").touch()
    (folder / "gone").symlink_to("nowhere")
    os.mkfifo(folder / "pipe")
    return folder


def test_a_folder_is_imported_with_all_below_it(library: Library, folder: Path) -> None:
    report = library.import_files([folder])
    assert [file.source for file in report.files] == ["a/listing.txt", "b/listing.txt"]
    assert [(file.new, file.known) for file in report.files] == [(3, 0), (1, 1)]
    assert not report.failed
    assert {(Path(each.name).name, each.why) for each in report.skipped} == {
        (".hidden", "hidden"),
        (".git", "hidden"),
        ("gone", "links that lead nowhere"),
        ("pipe", "not files"),
        ("empty", "empty"),
        ("x.c", "of no format readlist knows"),
        ("z.pdf", "binary"),
    }
    said = report.sentences()[-2]
    assert said.startswith("7 files skipped: 2 hidden (")
    assert library.history()[0].label == "Imported 2 files (4 new)"


def test_a_folder_without_listings_has_failed(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    assert ": holds no file to import; " in str(library.import_files([folder]).files[0].error)
    (folder / "x.c").write_text("int main(void);")
    report = library.import_files([folder])
    assert report.failed
    assert report.sentences() == [
        f"1 file skipped: 1 of no format readlist knows ({folder / 'x.c'})"
    ]
    assert not library.history()


def test_a_file_named_itself_is_never_skipped(library: Library, folder: Path) -> None:
    report = library.import_files([folder / "z.pdf", folder / ".hidden", folder / "x.c"])
    assert [file.error is None for file in report.files] == [False, True, False]
    assert not report.skipped


def test_names_are_shown_on_one_line(library: Library, tmp_path: Path) -> None:
    for name in ("new\nline\x1b[2J.txt", os.fsdecode(b"caf\xe9.txt")):
        file = tmp_path / name
        file.write_text(abstracts(1, start=len(name)))
        report = library.import_files([file])
        assert report.files[0].name == str(file)
        assert all("\n" not in text and text.isprintable() for text in report.sentences())
        assert report.files[0].source.encode()


# ---------------------------------------------------------------- what is stored of it


def test_reading_stores_nothing_and_what_was_read_can_be_stored(
    library: Library, folder: Path
) -> None:
    files = library.read_inputs([folder, folder / "z.pdf", folder / "none"])
    assert [file.error is None for file in files if file.skipped is None] == [
        True,
        True,
        False,
        False,
    ]
    assert library.counts().papers == 0
    report = library.import_read(files)
    assert (report.total("new"), len(report.skipped), len(report.files)) == (4, 3, 4)


def test_a_text_is_sniffed_with_what_each_format_makes_of_it(
    library: Library, tmp_path: Path
) -> None:
    best = library.sniff(abstracts(5))[0]
    assert (best.format, len(best.records)) == ("abstracts", 3)
    file = tmp_path / "a.txt"
    file.write_text(abstracts(5))
    assert library.sniff(file) == library.sniff(abstracts(5))
    with pytest.raises(UnreadableFile):
        library.sniff(tmp_path / "none")


def test_what_is_read_from_a_pipe_is_not_read_again() -> None:
    def pieces(_: object) -> Iterator[bytes]:
        yield abstracts(2).encode()

    assert len(read_input(Input("-", "stdin", pieces, again=False)).records) == 2
