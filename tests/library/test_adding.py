"""One paper added by hand, and a pasted text that is one."""

from __future__ import annotations

import pytest

from readlist import Library
from readlist.errors import BadValue

TITLE = "Slow Bridges for Fast Rivers"
ABSTRACT = (
    "Rivers that change their course within a season leave bridges behind. We study how a bridge "
    "can be built so that it follows the water, and compare three ways of doing so on two rivers."
)
WRAPPED = ABSTRACT.replace(". We ", ".\nWe ").replace(" and compare", "\nand compare")
MORE = "We close with what we learned from those that fell. It is not much."


def test_a_new_paper_is_one_step_and_can_be_found(library: Library) -> None:
    added = library.add(
        title=TITLE, authors="Ann Lee; Bo Ray", arxiv_id="2101.00001", abstract=MORE
    )
    assert (added.changed, added.message) == (1, f"Added “{TITLE}”")
    paper = library.paper("2101.00001")
    assert (paper.id, paper.authors, paper.year) == (added.id, ("Ann Lee", "Bo Ray"), 2021)
    assert library.search("learned fell").ids == [added.id]
    assert [source.name for source in library.sources()] == ["by hand"]
    (place,) = library.places(added.id)
    assert place.lines[0] == f"title: {TITLE}", "what was typed is there to be looked up"
    assert library.undo().label == added.message
    assert library.counts().papers == len(library.sources()) == 0


def test_a_known_paper_is_filled_in_and_what_it_says_stays(library: Library) -> None:
    library.import_text(f"Title: {TITLE}\nAuthors: Ann Lee\nAbstract: {ABSTRACT}\n", "one.txt")
    (id,) = library.select("").ids
    again = library.add(title=TITLE.lower())
    assert (again.id, again.changed) == (id, 0)
    assert again.message == f"Nothing changed: “{TITLE}” is here already"
    assert len(library.history()) == 1
    assert len(library.paper(id).sources) == 1, "that it was typed again is not worth a line"
    filled = library.add(title=TITLE, authors="A. Lee", venue="Rivers")
    assert (filled.id, filled.message) == (id, f"Filled in “{TITLE}”")
    paper = library.paper(id)
    assert (paper.authors, paper.venue) == (("Ann Lee",), "Rivers")


def test_a_deleted_paper_comes_back(library: Library) -> None:
    added = library.add(title=TITLE)
    library.delete([added.id])
    assert library.add(title=TITLE).message == f"Brought back “{TITLE}”"
    assert library.counts().papers == 1
    library.undo()
    assert library.counts().papers == 0


@pytest.mark.parametrize("fields", [{}, {"title": " "}, {"venue": "Rivers"}, {"year": "soon"}])
def test_what_cannot_be_a_paper_is_none(library: Library, fields: dict[str, str]) -> None:
    with pytest.raises(BadValue):
        library.add(**fields)
    assert library.history() == []


@pytest.mark.parametrize(
    ("text", "authors", "abstract"),
    [
        (f"{TITLE}\n\n{ABSTRACT}\n", (), ABSTRACT),
        (f"{TITLE}\n{ABSTRACT}", (), ABSTRACT),
        (f"{TITLE}\n{WRAPPED}\n", (), ABSTRACT),
        ("Slow Bridges for\nFast Rivers\n\n" + WRAPPED, (), ABSTRACT),
        (f"{TITLE}\nAnn Lee and Bo Ray\n\n{WRAPPED}", ("Ann Lee", "Bo Ray"), ABSTRACT),
        (f"{TITLE}\nAnn Lee, Bo Ray\n{ABSTRACT}", ("Ann Lee", "Bo Ray"), ABSTRACT),
        (f"{TITLE}\n\n{ABSTRACT}\n\n{MORE}\n", (), f"{ABSTRACT}\n\n{MORE}"),
    ],
)
def test_a_title_with_its_abstract_is_one_paper(
    library: Library, text: str, authors: tuple[str, ...], abstract: str
) -> None:
    paper = library.understand(text).paper
    assert paper is not None
    assert (paper.title, paper.authors, paper.abstract) == (TITLE, authors, abstract)


@pytest.mark.parametrize(
    "text",
    [TITLE, ABSTRACT, f"Dear Ann,\n\n{ABSTRACT}\n", f"{TITLE}\n\nA short remark.\n", "", "\n\n"],
)
def test_other_texts_are_none(library: Library, text: str) -> None:
    assert library.understand(text).paper is None
