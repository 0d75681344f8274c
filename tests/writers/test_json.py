from __future__ import annotations

import json

from hypothesis import given

from readlist.paper import Highlight, Paper, Sighting, Status
from readlist.writers import WRITERS, paper_to_json
from tests.writers.papers import hostile_lines, paper

KEYS = [
    *("id", "title", "title_derived", "abstract", "authors", "year", "venue", "doi", "arxiv_id"),
    *("urls", "links", "starred", "status", "tags", "note", "highlights", "added_at", "sources"),
]


def test_everything_known_about_a_paper() -> None:
    full = Paper(
        id="abcd2345",
        title="A title",
        abstract="Größe.",
        authors=("A. Author", "B. Author"),
        year=2021,
        venue="Venue",
        doi="10.1000/xyz",
        arxiv_id="2101.00001",
        urls=("https://github.com/a/b", "https://example.org/"),
        starred_at="2024-05-06T07:08:09Z",
        status=Status.READING,
        tags=("rl", "to read"),
        note="- idea",
        highlights=(Highlight("Größe.", "how big?"), Highlight("G")),
        added_at="2024-05-05T07:08:09Z",
        sources=(Sighting("monday.txt", "trending", 3, 4),),
    )
    assert paper_to_json(full) == {
        "id": "abcd2345",
        "title": "A title",
        "title_derived": False,
        "abstract": "Größe.",
        "authors": ["A. Author", "B. Author"],
        "year": 2021,
        "venue": "Venue",
        "doi": "10.1000/xyz",
        "arxiv_id": "2101.00001",
        "urls": ["https://github.com/a/b", "https://example.org/"],
        "links": [
            {"url": "https://arxiv.org/abs/2101.00001", "kind": "paper"},
            {"url": "https://doi.org/10.1000/xyz", "kind": "paper"},
            {"url": "https://github.com/a/b", "kind": "code"},
            {"url": "https://example.org/", "kind": "page"},
        ],
        "starred": True,
        "status": "reading",
        "tags": ["rl", "to read"],
        "note": "- idea",
        "highlights": [
            {"quote": "Größe.", "remark": "how big?"},
            {"quote": "G", "remark": None},
        ],
        "added_at": "2024-05-05T07:08:09Z",
        "sources": [{"name": "monday.txt", "format": "trending", "first_line": 3, "last_line": 4}],
    }


def test_what_is_not_known_is_null_or_empty_and_nothing_is_missing() -> None:
    bare = paper_to_json(paper())
    assert list(bare) == KEYS
    assert bare["year"] is None
    assert bare["note"] is None
    assert bare["authors"] == []
    assert bare["starred"] is False


def test_extra_keys_come_last() -> None:
    assert list(paper_to_json(paper(), score=None)) == [*KEYS, "score"]


def test_the_export_is_a_list_that_people_can_read_as_well() -> None:
    text = WRITERS["json"].write([paper("Größe", abstract="x")], title="starred")
    assert text.startswith('[\n  {\n    "id": "abcd2345",\n    "title": "Größe",\n')
    assert text.endswith("\n]\n")
    assert WRITERS["json"].write([], title="starred") == "[]\n"


def test_left_out_abstracts_are_null_in_their_place() -> None:
    text = WRITERS["json"].write([paper(abstract="x")], title="starred", abstracts=False)
    assert list(json.loads(text)[0]) == KEYS
    assert json.loads(text)[0]["abstract"] is None


@given(hostile_lines)
def test_any_text_survives(text: str) -> None:
    written = WRITERS["json"].write([paper(text, abstract=text, note=text)], title=text)
    read = json.loads(written.encode("utf-8"))[0]
    assert (read["title"], read["abstract"], read["note"]) == (text, text, text)


def test_writers_are_known_by_their_names() -> None:
    assert {name: (w.name, w.suffix) for name, w in WRITERS.items()} == {
        "markdown": ("markdown", ".md"),
        "list": ("list", ".md"),
        "checklist": ("checklist", ".md"),
        "slack": ("slack", ".txt"),
        "bibtex": ("bibtex", ".bib"),
        "json": ("json", ".json"),
    }
