"""JSON Lines: arXiv's metadata in bulk, read line by line."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.paper import Record
from readlist.readers import LineClass, read, split_lines
from readlist.readers.base import Problem, StreamReader
from readlist.readers.json.lines import JsonlReader

KITES = {
    "id": "2101.00001",
    "submitter": "Ada Lovelace",
    "authors": "G\\'abor {\\'A}cs, Li Wei and Jan van der Berg (for the Kite\n  Collaboration)",
    "title": "Kites at Sea over 10\\% of G\\\"odel's\n  Multi-string Coast",
    "comments": "12 pages, see https://kites.example/code; extends arXiv:2001.00009",
    "journal-ref": "Kite Lett. 12 (2022) 3-9, 2022",
    "doi": "10.1000/KITES.1 10.1000/other",
    "report-no": None,
    "categories": "cs.CV physics.flu-dyn",
    "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
    "abstract": '  We fly multi-\nstring kites ~10 m over the $x_1\\%$ sea\nof Schr\\"odinger.\n'
    "  They come back wet. Wind-\nspeed and wind-speed differ.\n",
    "versions": [{"version": "v1", "created": "Mon, 4 Jan 2021 19:18:42 GMT"}],
    "update_date": "2023-11-26",
    "authors_parsed": [
        ["\\'Acs", "G\\'abor", "", "Sea University"],
        ["Wei", "Li", "Jr."],
        ["van der Berg", "Jan", ""],
        ["Kite Collaboration", "", ""],
    ],
}
BREAD = {
    "id": "math/0109999",
    "submitter": None,
    "authors": "Li Wei (1 and 2), Ada Lovelace (1) ((1) Oven, (2) Sea)",
    "title": "Bread by Post",
    "comments": None,
    "journal-ref": None,
    "doi": None,
    "categories": "math.CO",
    "abstract": "  We bake\n  all day\n  long.\n",
    "versions": [],
    "update_date": "2009-11-26",
}

SAMPLES = {
    "jsonl-arxiv": "\n".join(map(json.dumps, [KITES, BREAD, KITES, BREAD])) + "\n",
    "jsonl-semantic-scholar": "\n".join(
        json.dumps({"corpusid": n, "title": f"Kites {n}", "authors": [{"name": "Ada Lovelace"}]})
        for n in range(3)
    ),
}


def records(text: str) -> tuple[Record, ...]:
    return JsonlReader().read(split_lines(text)).records


@pytest.mark.parametrize("name", SAMPLES)
def test_json_lines_are_recognised(name: str) -> None:
    found = read(SAMPLES[name])
    assert (found.format, found.confidence) == ("jsonl", 1.0)
    assert set(found.lines) == {LineClass.TITLE}
    assert [record.first_line for record in found.records] == [*range(1, len(found.records) + 1)]


def test_arxiv_metadata() -> None:
    kites, bread, *_ = records(SAMPLES["jsonl-arxiv"])
    assert kites.title == "Kites at Sea over 10% of Gödel's Multi-string Coast"
    assert kites.abstract == (
        "We fly multistring kites ~10 m over the $x_1\\%$ sea of Schrödinger.\n\n"
        "They come back wet. Wind-speed and wind-speed differ."
    )
    assert kites.authors == ("Gábor Ács", "Li Wei Jr.", "Jan van der Berg", "Kite Collaboration")
    assert (kites.year, kites.arxiv_id, kites.doi) == (2021, "2101.00001", "10.1000/kites.1")
    assert kites.venue == "Kite Lett. 12 (2022) 3-9"
    assert kites.urls == ("https://kites.example/code",)
    assert bread.authors == ("Li Wei", "Ada Lovelace")
    assert (bread.year, bread.arxiv_id, bread.urls) == (2001, "math/0109999", ())
    assert bread.abstract == "We bake all day long."


def test_a_broken_line_is_told_and_the_next_one_read() -> None:
    whole = json.dumps(BREAD)
    lines = [
        whole,
        whole[:90],
        "",
        whole,
        "oven on",
        whole.replace('"title"', "title"),
        "{}",
        whole,
    ]
    found = JsonlReader().read(lines)
    assert [record.first_line for record in found.records] == [1, 4, 8]
    assert [problem.line for problem in found.problems] == [2, 5, 6, 7]
    assert [kind.value[0] for kind in found.lines] == list("tubtuuut")


def test_what_only_small_sins_keep_from_being_json_is_read() -> None:
    line = json.dumps(BREAD).replace("We bake", "We \\bake \\mu\t$x$")
    (record,) = records(line + ",")
    assert record.abstract == "We \\bake \\mu $x$ all day long."


@pytest.mark.parametrize("at", [1, 40, 150, 200])
def test_a_line_broken_in_two_is_put_together(at: int) -> None:
    whole = json.dumps(BREAD)
    place = whole.index(" ", at)
    found = JsonlReader().read([whole, whole[:place], whole[place + 1 :], whole])
    if at == 1:  # nothing says that an object begins here
        assert len(found.records) >= 2
        return
    assert [(r.first_line, r.last_line) for r in found.records] == [(1, 1), (2, 3), (4, 4)]
    assert found.records[0].abstract == found.records[1].abstract
    assert not found.problems


def test_lines_that_lost_the_line_end_between_them_are_two_records() -> None:
    whole = json.dumps(BREAD)
    found = JsonlReader().read([whole, whole + json.dumps(KITES), whole])
    places = [(r.title, r.first_line, r.part) for r in found.records[:3]]
    assert places[0] == ("Bread by Post", 1, 0)
    assert places[1] == ("Bread by Post", 2, 0)
    assert places[2][1:] == (2, 1)
    assert len(found.records) == 4
    assert not found.problems


def test_a_list_with_a_line_for_each_record() -> None:
    text = "[\n" + ",\n".join(map(json.dumps, [KITES, BREAD])) + "\n]"
    assert len(records(text)) == 2
    assert JsonlReader().sniff(split_lines(text)) == 0.0  # the JSON reader's
    assert read(text).format == "json"


def test_a_stream_has_no_end() -> None:
    """Each line is told before the next one is asked for: nothing is gathered."""

    def endless() -> Iterator[str]:
        yield from itertools.repeat(json.dumps(BREAD))

    reader = JsonlReader()
    assert isinstance(reader, StreamReader)
    first = list(itertools.islice(reader.stream(endless()), 1000))
    assert [found.first_line for _, found in first if isinstance(found, Record)] == [
        *range(1, 1001)
    ]
    never_closed = itertools.chain(['{"title": "A', *["x"] * 30], endless())
    told = list(itertools.islice(reader.stream(never_closed), 40))
    assert sum(isinstance(found, Problem) for _, found in told) >= 1
    assert isinstance(told[-1][1], Record)


@pytest.mark.parametrize(
    "line",
    ["[" * 200_000, '{"a":' * 200_000, '{"title":"' + "\\" * 200_001, '{"title": ' + "9" * 200_000,
     "{" * 200_000, '{"title"' + " " * 200_000],
)  # fmt: skip
def test_monsters_are_read_in_time(line: str) -> None:
    found = JsonlReader().read([line] * 3)
    assert not found.records
    assert set(found.lines) == {LineClass.UNPARSED}


_LINES = st.sampled_from(
    [json.dumps(KITES), json.dumps(BREAD), json.dumps(BREAD) + ",", "", " ", "[", "]", "{", "}",
    "{}",     '{"title": "A', 'B"}', '"x"', "null", '{"title": NaN}', '{"title": "\\ud800"}', "[1]"]
) | st.text(max_size=8)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(_LINES, max_size=12))
def test_any_lines_are_told(lines: list[str]) -> None:
    found = JsonlReader().read(lines)
    assert len(found.lines) == len(lines)
    for line, kind in zip(lines, found.lines, strict=True):
        assert (kind is LineClass.BLANK) == (not line.strip())
    last = 0
    for record in found.records:
        assert last < record.first_line <= record.last_line <= len(lines)
        last = record.last_line
    assert all(found.lines[problem.line - 1] is LineClass.UNPARSED for problem in found.problems)


@pytest.mark.parametrize(
    "rest", ['{"title": "Owls at Noon"\n{"title": "Owls at Night"}', '{"title": "Owls at No']
)
def test_few_lines_of_which_one_is_cut_off_are_json_lines_still(rest: str) -> None:
    text = f'{{"title": "Owls at Dawn", "authors": ["Ada Hoot"]}}\n{rest}\n'
    found = read(text)
    assert found.format == "jsonl"
    assert [record.title for record in found.records] == ["Owls at Dawn", "Owls at Night"][
        : rest.count("}") + 1
    ]
    assert [problem.line for problem in found.problems] == [2]
