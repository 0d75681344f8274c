"""The list of words beside the index."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from readlist.search.edits import distance
from readlist.search.surface import Surface, append
from readlist.search.words import fold, stem

folded = st.text(alphabet="abnets1.é日\U00010400", min_size=1, max_size=6).map(fold).filter(bool)


@given(st.lists(st.sets(folded), min_size=1, max_size=6), st.sets(folded))
def test_it_finds_every_word_by_its_beginning(batches: list[set[str]], asked: set[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "words.txt"
        size, surface, known = 0, Surface(), set[str]()
        for batch in batches:
            had, size = size, append(path, size, {word for word in batch if word not in surface})
            surface = surface.grown(path, had, size)
            known |= batch
        for found in (surface, Surface.load(path, size)):
            assert len(found) == len(known)
            for word in asked | known:
                assert (word in found) == (word in known)
                for prefix in (word, word[:1], word[:2]):
                    expected = {(w, stem(w)) for w in known if w.startswith(prefix)}
                    pairs = found.beginning_with(prefix)
                    assert set(pairs) == expected
                    assert len(pairs) == len(expected)
                near = found.near(word, 1)
                assert len(near) == len(set(near))
                assert {(w, far) for w, _, far in near} == {
                    (w, far) for w in known if (far := distance(word, w, 1)) is not None
                }
                assert all(root == stem(w) for w, root, _ in near)


def test_what_was_not_stamped_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    size = append(path, 0, {"net", "graphs"})
    append(path, size, {"lost", "longer", "words"})
    size = append(path, size, {"kept"})
    assert path.stat().st_size == size
    assert sorted(Surface.load(path, size).beginning_with("")) == [
        ("graphs", "graph"),
        ("kept", "kept"),
        ("net", "net"),
    ]
