"""Similar papers and For you, through the library."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from readlist import Library
from readlist.errors import UnknownPaper
from readlist.library import likeness
from readlist.paper import Status
from readlist.search.words import stem
from readlist.store import Store

THEMES = {
    "kettles": "kettle boil water tea steam cooking spout whistle samovar brewing infusion cups",
    "birds": "bird song dawn feather nest migration warbler sparrow flock beak chirp wingspan",
    "maps": "map terrain contour footpath survey compass atlas elevation hiking border route river",
    "looms": "loom weave thread textile warp shuttle yarn pattern fabric knitting spindle dye",
    "tides": "tide ocean current wave harbour salinity lunar coast estuary buoy surge drift",
}
_SHARED = (
    "model training data learning results evaluation network performance representation large "
    "efficient benchmark architecture features baseline accuracy optimization analysis framework "
    "sampling inference robust general scale quality estimation prior objective structure task"
)
SHARED = _SHARED.split()


def themed(each: int, seed: int = 7) -> str:
    """A listing of made-up papers, so many on each theme: most of their words are everybody's."""
    chance = random.Random(seed)
    records = []
    for theme, words in THEMES.items():
        own = words.split()
        for number in range(each):
            title = f"{chance.choice(own)} {chance.choice(SHARED)} {chance.choice(own)}"
            said = chance.choices(SHARED, k=50) + chance.choices(own, k=12)
            other = chance.choice([name for name in THEMES if name != theme])
            said += chance.choices(THEMES[other].split(), k=3)
            chance.shuffle(said)
            records.append(
                f"On {title.title()} in {theme} {number}\n"
                f"We study this and that. {' '.join(said)}. It is {chance.choice(own)} after all."
            )
    chance.shuffle(records)
    return "\n".join(records) + "\n"


@pytest.fixture(scope="module")
def themes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A hundred papers on five themes. Tests take back what they do to it."""
    folder = tmp_path_factory.mktemp("themes")
    with Library.open(folder / "library.db", indexes=folder / "indexes") as opened:
        opened.import_text(themed(20), "themes.txt", format="trending")
        assert opened.counts().papers == 100
        yield opened


@pytest.fixture(autouse=True)
def clean_again(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "themes" in request.fixturenames:
        library = request.getfixturevalue("themes")
        for step in library.history():
            if not step.undone and not step.label.startswith("Imported"):
                library.undo(step.number)


def on(library: Library, theme: str) -> list[str]:
    """The papers on a theme: their titles name it."""
    return sorted(library.search(f'title:"in {theme}"').ids)


def share(library: Library, ids: list[str], theme: str) -> float:
    return len(set(ids) & set(on(library, theme))) / len(ids)


def test_what_is_near_to_a_paper_is_on_its_theme(themes: Library) -> None:
    for theme in THEMES:
        paper = on(themes, theme)[0]
        found = themes.similar(paper)
        assert paper not in found.ids
        assert share(themes, list(found.ids[:10]), theme) >= 0.9
        assert found.sort == "relevance"
        assert list(found.scores) == sorted(found.scores, key=lambda s: -(s or 0))
        assert found.total == len(found.ids) < 60
        assert found.hints == ()


def test_why_a_paper_is_near_is_said_and_coloured(themes: Library) -> None:
    paper = on(themes, "birds")[0]
    found = themes.similar(paper)
    for each in found.ids[:5]:
        words = found.why(each)
        assert 1 <= len(words) <= 4
        (near,) = themes.papers([each])
        text = f"{near.title}\n{near.abstract}"
        assert all(word in text for word in words)
        assert not set(words) & set(SHARED)
        spans = found.highlighter.spans(near.abstract or "")
        coloured = {(near.abstract or "")[start:end] for start, end in spans}
        assert {word for word in words if word in (near.abstract or "")} <= coloured
    assert themes.search("birds").why(found.ids[0]) == ()
    assert found.why("nothere2") == ()


def test_five_stars_are_enough_for_you(themes: Library) -> None:
    birds, tides = on(themes, "birds"), on(themes, "tides")
    themes.star(birds[:5])
    themes.set_status(tides[:5], Status.SKIPPED)
    found = themes.search("is:unread similar:starred")
    assert share(themes, list(found.ids[:15]), "birds") >= 0.9
    assert not set(found.ids) & {*birds[:5], *tides[:5]}
    assert not set(found.ids[:15]) & set(tides)


def test_what_is_skipped_pushes_its_like_away(themes: Library) -> None:
    birds, tides = on(themes, "birds"), on(themes, "tides")
    themes.star([*birds[:3], *tides[:3]])
    before = list(themes.search("similar:starred").ids[:20])
    themes.set_status(tides[3:9], Status.SKIPPED)
    after = list(themes.search("similar:starred").ids[:20])
    assert 0 < share(themes, before, "tides") < 1
    assert share(themes, after, "tides") < share(themes, before, "tides")


def test_stars_count_at_once_and_undoing_them_too(themes: Library) -> None:
    birds, maps = on(themes, "birds"), on(themes, "maps")
    themes.star(birds[:2])
    assert share(themes, list(themes.search("similar:starred").ids[:8]), "birds") >= 0.9
    themes.star(birds[:2], on=False)
    themes.star(maps[:2])
    assert share(themes, list(themes.search("similar:starred").ids[:8]), "maps") >= 0.9
    themes.undo()
    assert themes.search("similar:starred").total == 0


def test_every_starred_paper_is_left_out_however_many_there_are(
    themes: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likeness, "MOST", 3)
    birds = on(themes, "birds")
    themes.star(birds[:10])
    assert not set(themes.search("similar:starred").ids) & set(birds[:10])


def test_it_combines_with_everything_else(themes: Library) -> None:
    birds = on(themes, "birds")
    near = list(themes.similar(birds[0]).ids)
    themes.star(near[:4])
    of = f"similar:{birds[0]}"
    assert list(themes.search(f"{of} is:starred").ids) == near[:4]
    assert list(themes.search(f"{of} -is:starred").ids) == near[4:]
    without = themes.search(f"{of} -nest").ids
    assert set(without) == set(near) - set(themes.search("nest").ids)
    both = themes.search(f"{of} nest")
    assert set(both.ids) == set(near) & set(themes.search("nest").ids)
    rest = themes.search(f"-{of}")
    assert set(rest.ids) == set(themes.select().ids) - set(near)
    assert list(rest.scores) == [None] * rest.total
    assert set(themes.search(f"{of} OR is:starred").ids) == set(near)
    titled = themes.search(f"{of} sort:title")
    assert (set(titled.ids), titled.sort) == (set(near), "title")
    assert list(themes.similar(birds[0], limit=3).ids) == near[:3]
    assert themes.select(of).total == len(near)
    assert themes.searches.count([of, f"{of} is:starred"]) == [len(near), 4]


def test_a_paper_is_named_as_anywhere(themes: Library) -> None:
    paper = on(themes, "looms")[0]
    themes.edit(paper, arxiv_id="2101.00001", doi="10.1000/looms")
    near = list(themes.similar(paper).ids)
    for name in ("2101.00001", "10.1000/looms", paper[:6], paper.upper()):
        assert list(themes.search(f"similar:{name}").ids) == near
    with pytest.raises(UnknownPaper):
        themes.similar("2999.99999")


def test_what_cannot_be_answered_is_said(themes: Library) -> None:
    for query, said in (
        ("similar:zzzzzzzz", "zzzzzzzz"),
        ("similar:starred", "nothing is starred yet"),
        ("gan similar:zzzzzzzz is:unread", "zzzzzzzz"),
    ):
        found = themes.search(query)
        assert (found.total, list(found.ids)) == (0, [])
        assert said in "".join(found.hints)
        assert found.why("abcdefgh") == ()
    assert themes.search("-similar:zzzzzzzz").total == 100
    paper = on(themes, "birds")[0]
    themes.delete([paper])
    assert "deleted" in "".join(themes.search(f"similar:{paper}").hints)


def test_without_an_index_nothing_is_near_and_that_is_said() -> None:
    with Library(Store.in_memory(), None) as library:
        library.import_text(themed(2), "themes.txt", format="trending")
        paper = library.select().ids[0]
        library.star([paper])
        for query in (f"similar:{paper}", "is:unread similar:starred"):
            found = library.search(query)
            assert (found.total, found.why(paper)) == (0, ())
            assert "search index" in "".join(found.hints)
        assert library.searches.count(["similar:starred"]) == [0]


def test_an_index_that_cannot_be_made_is_no_error(home: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "indexes"
    in_the_way.write_text("a file where the folder should be")
    with Library.open(indexes=in_the_way) as library:
        library.import_text(themed(2), "themes.txt", format="trending")
        found = library.search(f"similar:{library.select().ids[0]}", wait=False)
        assert found.total == 0
        assert "search index" in "".join(found.hints)


def test_what_was_counted_while_the_index_was_away_is_counted_again(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, indexes=tmp_path / "indexes") as library:
        library.import_text(themed(20), "themes.txt", format="trending")
        library.star(on(library, "tides")[:5])
    shutil.rmtree(tmp_path / "indexes")
    with Library.open(path, indexes=tmp_path / "indexes") as library:
        assert library.search("similar:starred", wait=False).waiting == 100
        assert library.searches.count(["similar:starred"]) == [0]
        library.update_index()
        number = library.search("similar:starred", wait=False).total
        assert number
        assert library.searches.count(["similar:starred"]) == [number]


def test_papers_without_title_or_abstract_have_neighbours(library: Library) -> None:
    library.import_text(themed(4), "themes.txt", format="trending")
    abstracts = [
        "Abstract:A warbler and a sparrow chirp at dawn in the nest of a flock, feather by feather,"
        " and the bird song of their migration is heard by those who wait for it in the cold.",
        "Abstract:On the loom we weave thread into fabric; the warp and the yarn take the dye, and"
        " the shuttle runs all day until the pattern of the textile is what it was meant to be.",
    ]
    library.import_text("\n".join(abstracts) + "\n", "untitled.txt", format="abstracts")
    for paper in library.search("is:untitled").ids:
        theme = "birds" if "warbler" in library.paper(paper).title else "looms"
        found = library.similar(paper)
        assert share(library, list(found.ids[:3]), theme) == 1
        words = {stem(word.lower()) for word in found.why(found.ids[0])}
        assert words <= {stem(word) for word in THEMES[theme].split()}


def test_on_real_papers_a_theme_is_completed_from_five_stars(library: Library, seeds: Path) -> None:
    """The papers whose titles name composed retrieval: five starred bring most of the others."""
    library.import_files(sorted(seeds.glob("*.txt")))
    papers = library.papers(library.select().ids)
    named = re.compile(r"compos\w+ (\S+ )?retrieval", re.IGNORECASE)
    theme = sorted(paper.id for paper in papers if named.search(paper.title))
    if len(theme) < 9:
        pytest.skip("these listings have too few papers on that theme")
    other = [paper.id for paper in papers if "self-supervised" in paper.title.casefold()]
    other = [each for each in other if each not in theme]
    library.star(theme[:5])
    library.set_status(other[:5], Status.SKIPPED)
    found = list(library.search("is:unread similar:starred").ids[:10])
    assert set(theme[5:]) <= set(found)
    assert not set(other) & set(found[:5])
