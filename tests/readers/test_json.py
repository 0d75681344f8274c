"""JSON as programs and services write it, whole and damaged."""

from __future__ import annotations

import json
import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.paper import Record
from readlist.readers import LineClass, read, split_lines
from readlist.readers.json.reader import JsonReader

KITES = {
    "id": "lovelaceKitesSea2021",
    "type": "paper-conference",
    "abstract": "We fly kites at sea. They come back wet.",
    "container-title": "Proceedings of the Kite Conference 2021",
    "DOI": "10.1000/KITES.1",
    "language": "en",
    "page": "1-9",
    "source": "DOI.org (Crossref)",
    "title": "Kites at Sea: A <i>Wet</i> Study",
    "URL": "https://doi.org/10.1000/KITES.1",
    "author": [
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
        {"family": "Lovelace", "given": "Ada", "suffix": "Jr."},
        {"literal": "The Kite Team"},
    ],
    "accessed": {"date-parts": [["2023", 5, 1]]},
    "issued": {"date-parts": [["2021", 6, 2]]},
}
PREPRINT = {
    "id": "weiBread2020",
    "type": "article",
    "abstract": "We bake.\n\nThen we eat; see https://bread.example/code.",
    "DOI": "10.48550/arXiv.2001.00002",
    "note": "arXiv:2001.00002 [cs]",
    "number": "arXiv:2001.00002",
    "publisher": "arXiv",
    "source": "arXiv.org",
    "title": "Bread &amp; Butter",
    "URL": "http://arxiv.org/abs/2001.00002",
    "author": [{"family": "Wei", "given": "Li"}],
    "issued": {"date-parts": [["2020", 1, 1]]},
}
CROSSREF = {
    "status": "ok",
    "message-type": "work-list",
    "message": {
        "facets": {},
        "total-results": 1,
        "items": [
            {
                "publisher": "Clock Press",
                "issue": "2",
                "funder": [{"DOI": "10.13039/1000", "name": "Time", "award": []}],
                "content-domain": {"domain": [], "crossmark-restriction": False},
                "abstract": "<jats:title>Abstract</jats:title><jats:p>Clocks &lt; rain.</jats:p>"
                "<jats:p>Rain wins.</jats:p>",
                "DOI": "10.1000/Clock.7",
                "created": {"date-parts": [[2024, 1, 1]]},
                "title": ["Clocks in\n                    Rain"],
                "author": [
                    {"given": "Jürgen", "family": "Müller", "sequence": "first", "affiliation": []},
                    {"name": "Rain Group", "sequence": "additional"},
                ],
                "container-title": ["Journal of Time"],
                "link": [{"URL": "https://mine.example/x", "intended-application": "text-mining"}],
                "issued": {"date-parts": [[2019, 3]]},
                "reference": [{"key": "1", "DOI": "10.1000/other", "article-title": "Other"}],
                "URL": "https://doi.org/10.1000/clock.7",
            }
        ],
        "items-per-page": 20,
    },
}
SCHOLAR = {
    "total": 3,
    "offset": 0,
    "next": 3,
    "data": [
        {
            "paperId": "a" * 40,
            "externalIds": {"ArXiv": "2101.00001", "DBLP": "x", "CorpusId": 12},
            "url": f"https://www.semanticscholar.org/paper/{'a' * 40}",
            "title": "Kites Indoors",
            "abstract": "We fly kites indoors. Nothing broke.",
            "venue": "arXiv.org",
            "year": 2021,
            "openAccessPdf": {"url": "https://arxiv.org/pdf/2101.00001", "status": "GREEN"},
            "tldr": {"model": "tldr@v2.0.0", "text": "Kites, indoors."},
            "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": "2", "name": "B"}],
        },
        {
            "paperId": "b" * 40,
            "externalIds": {"DOI": "10.1000/ABC.2"},
            "url": f"https://www.semanticscholar.org/paper/{'b' * 40}",
            "title": "Ovens",
            "abstract": None,
            "venue": "",
            "journal": {"name": "Oven Letters", "volume": "3"},
            "year": None,
            "publicationDate": "2018-03-04",
            "openAccessPdf": None,
            "tldr": {"model": "tldr@v2.0.0", "text": "Hot."},
            "authors": [],
        },
        {"paperId": "c" * 40, "title": "Only a Title"},
    ],
}

SAMPLES = {
    "json-csl-pretty": json.dumps([KITES, PREPRINT], indent="\t", ensure_ascii=False),
    "json-csl-one-line": json.dumps([KITES, PREPRINT]),
    "json-csl-compact-lines": "[\n" + ",\n".join(map(json.dumps, [KITES, PREPRINT])) + "\n]\n",
    "json-crossref": json.dumps(CROSSREF, indent=2),
    "json-semantic-scholar": json.dumps(SCHOLAR, indent=2),
    "json-semantic-scholar-one-line": json.dumps(SCHOLAR),
}


def records(text: str) -> tuple[Record, ...]:
    return JsonReader().read(split_lines(text)).records


def titles(text: str) -> list[str | None]:
    return [record.title for record in records(text)]


# ---------------------------------------------------------------- shapes


@pytest.mark.parametrize("name", SAMPLES)
def test_json_is_recognised(name: str) -> None:
    found = read(SAMPLES[name])
    assert (found.format, found.confidence) == ("json", 1.0)
    assert not found.problems
    assert LineClass.UNPARSED not in found.lines


def test_csl_json() -> None:
    kites, bread = records(SAMPLES["json-csl-pretty"])
    assert kites.title == "Kites at Sea: A Wet Study"
    assert kites.authors == ("Ludwig van Beethoven", "Ada Lovelace Jr.", "The Kite Team")
    assert (kites.year, kites.venue) == (2021, "Proceedings of the Kite Conference")
    assert (kites.doi, kites.arxiv_id, kites.urls) == ("10.1000/kites.1", None, ())
    assert bread.title == "Bread & Butter"
    assert bread.abstract == "We bake.\n\nThen we eat; see https://bread.example/code."
    assert (bread.doi, bread.arxiv_id, bread.year, bread.venue) == (None, "2001.00002", 2020, None)
    assert bread.urls == ("https://bread.example/code",)


def test_crossref() -> None:
    (clocks,) = records(SAMPLES["json-crossref"])
    assert clocks.title == "Clocks in Rain"
    assert clocks.abstract == "Clocks < rain.\n\nRain wins."
    assert clocks.authors == ("Jürgen Müller", "Rain Group")
    assert (clocks.year, clocks.venue, clocks.doi) == (2019, "Journal of Time", "10.1000/clock.7")
    assert clocks.urls == ()


@pytest.mark.parametrize("name", ["json-semantic-scholar", "json-semantic-scholar-one-line"])
def test_semantic_scholar(name: str) -> None:
    kites, ovens, only = records(SAMPLES[name])
    assert kites.authors == ("Ada Lovelace", "B")
    assert (kites.arxiv_id, kites.year, kites.venue) == ("2101.00001", 2021, None)
    assert kites.urls == (f"https://www.semanticscholar.org/paper/{'a' * 40}",)
    assert (ovens.doi, ovens.year, ovens.venue) == ("10.1000/abc.2", 2018, "Oven Letters")
    assert ovens.abstract is None  # one sentence by a machine is none, and would bar the real one
    assert only.title == "Only a Title"


def test_tags_with_attributes_go_from_titles() -> None:
    title = '<span class="nocase">Kites</span> in <math display="inline"><mi>x</mi></math>'
    assert titles(json.dumps([{**KITES, "title": title}])) == ["Kites in x"]


@pytest.mark.parametrize("indent", [None, 2])
def test_one_work_alone_keeps_its_ids(indent: int | None) -> None:
    """Its ids are an object of their own, which looks like a work."""
    one = json.loads(SAMPLES["json-semantic-scholar"])["data"][0]
    (kites,) = records(json.dumps({**one, "references": [PREPRINT]}, indent=indent))
    assert (kites.title, kites.arxiv_id) == ("Kites Indoors", "2101.00001")


@pytest.mark.parametrize("key", ["papers", "results", "items", "data", "references", "entries"])
def test_lists_under_any_usual_key(key: str) -> None:
    assert titles(json.dumps({"name": "x", "page": {"n": [1]}, key: [KITES, PREPRINT]})) == [
        "Kites at Sea: A Wet Study",
        "Bread & Butter",
    ]


def test_what_a_work_cites_is_no_record_of_the_file() -> None:
    citing = {**KITES, "references": [PREPRINT], "citations": [PREPRINT]}
    assert titles(json.dumps(citing, indent=1)) == ["Kites at Sea: A Wet Study"]
    assert titles(json.dumps([citing])) == ["Kites at Sea: A Wet Study"]


def test_a_list_with_a_title_is_no_work() -> None:
    assert titles(json.dumps({"title": "My list", "papers": [PREPRINT]})) == ["Bread & Butter"]
    assert titles(json.dumps([{"title": "My list", "papers": [PREPRINT]}])) == ["Bread & Butter"]


def test_works_one_step_deeper() -> None:
    cited = {"data": [{"contexts": ["x"], "citedPaper": SCHOLAR["data"][0]}, None]}  # type: ignore[index]
    assert titles(json.dumps(cited)) == ["Kites Indoors"]
    daily = [{"paper": {"id": "2101.00001", "title": "Kites", "summary": "Wet.", "upvotes": 3}}]
    (record,) = records(json.dumps(daily))
    assert (record.arxiv_id, record.title, record.abstract) == ("2101.00001", "Kites", "Wet.")


@pytest.mark.parametrize(
    "answer",
    [
        {"result": {"hits": {"@total": "1", "hit": [{"@score": "3", "info": {
            "authors": {"author": [{"@pid": "1", "text": "Ada Lovelace"}]}, "title": "Kites at Sea",
            "venue": "KITE", "year": "2021", "type": "Conference", "doi": "10.1000/k.1",
            "ee": "https://doi.org/10.1000/k.1", "abstract": "We fly kites."}}]}}},
        {"notes": [{"id": "x1", "content": {"title": {"value": "Kites at Sea"},
            "authors": {"value": ["Ada Lovelace"]}, "abstract": {"value": "We fly kites."},
            "venue": {"value": "KITE 2021"}, "year": {"value": "2021"}, "doi": "10.1000/k.1"}}]},
        {"results": [{"id": "https://openalex.org/W1", "doi": "https://doi.org/10.1000/K.1",
            "display_name": "Kites at Sea", "publication_year": 2021,
            "authorships": [{"author": {"display_name": "Ada Lovelace"}, "institutions": [{}]}],
            "primary_location": {"source": {"display_name": "KITE"}},
            "abstract_inverted_index": {"fly": [1], "We": [0], "kites.": [2]}}]},
        [{"key": "A", "library": {"type": "user"}, "data": {"itemType": "conferencePaper",
            "title": "Kites at Sea", "creators": [
                {"creatorType": "author", "firstName": "Ada", "lastName": "Lovelace"}],
            "abstractNote": "We fly kites.", "proceedingsTitle": "KITE", "date": "2021-06",
            "DOI": "10.1000/k.1", "tags": [{"tag": "x"}], "collections": []}}],
        {"hits": {"hits": [{"id": "7", "metadata": {"titles": [{"title": "Kites at Sea"}],
            "abstracts": [{"value": "We fly kites.", "source": "arXiv"}], "year": 2021,
            "authors": [{"full_name": "Lovelace, Ada"}], "dois": [{"value": "10.1000/K.1"}],
            "venue": "KITE"}}], "total": 1}},
    ],
    ids=["dblp", "openreview", "openalex", "zotero", "inspire"],
)  # fmt: skip
@pytest.mark.parametrize("indent", [None, 2])
def test_answers_of_other_services(answer: object, indent: int | None) -> None:
    found = JsonReader().read(split_lines(json.dumps(answer, indent=indent)))
    (record,) = found.records
    assert (record.title, record.abstract) == ("Kites at Sea", "We fly kites.")
    assert (record.authors, record.year, record.venue) == (("Ada Lovelace",), 2021, "KITE")
    assert (record.doi, record.urls) == ("10.1000/k.1", ())
    assert found.confidence == 1.0


def test_several_values_one_after_the_other() -> None:
    text = json.dumps(KITES, indent=2) + "\n" + json.dumps(PREPRINT, indent=2)
    assert [(r.first_line, r.last_line) for r in records(text)] == [(1, 45), (46, 72)]
    assert read(text).format == "json"


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("Lovelace, Ada", "Ada Lovelace"),
        ({"firstName": "Ada", "lastName": "Lovelace", "creatorType": "author"}, "Ada Lovelace"),
        ({"first": "Ada", "middle": ["M."], "last": "Lovelace"}, "Ada Lovelace"),
        ({"given": "Jan", "family": "Berg", "dropping-particle": "van der"}, "Jan van der Berg"),
        ({"author": {"display_name": "Ada Lovelace"}}, "Ada Lovelace"),
        ({"family": "Plato"}, "Plato"),
        ({"name": "G\\'abor {\\'A}cs"}, "Gábor Ács"),
        (["Ada", "Lovelace"], "Ada Lovelace"),
    ],
)
def test_authors(author: object, name: str) -> None:
    (record,) = records(json.dumps([{"title": "Kites", "abstract": "x", "authors": [author]}]))
    assert record.authors == (name,)


def test_editors_are_no_authors_and_lists_may_be_text() -> None:
    creators = [
        {"creatorType": "editor", "firstName": "E", "lastName": "D"},
        {"creatorType": "author", "firstName": "Ada", "lastName": "Lovelace"},
    ]
    (record,) = records(json.dumps([{"title": "Kites", "creators": creators}]))
    assert record.authors == ("Ada Lovelace",)
    (record,) = records(json.dumps([{"title": "Kites", "author": "Wei, Li and Lovelace, Ada"}]))
    assert record.authors == ("Li Wei", "Ada Lovelace")


@pytest.mark.parametrize(
    "date",
    [2021, 2021.0, "2021", "2021-03-04", "March 2021", {"raw": "2021-3"}, {"literal": "c. 2021"},
     {"date-parts": [[2021, 3]]}, {"date-parts": [["2021"]]}, ["2021"]],
)  # fmt: skip
def test_years(date: object) -> None:
    (record,) = records(json.dumps([{**KITES, "issued": date}]))
    assert record.year == 2021


@pytest.mark.parametrize("date", [float("nan"), float("inf"), True, 10**400, -3, {}, [], [[]]])
def test_what_is_no_year(date: object) -> None:
    year = str(date).replace("True", "true").replace("nan", "NaN").replace("inf", "Infinity")
    text = f'[{{"title": "Kites", "abstract": "x", "year": {year}}}]'
    assert [record.year for record in records(text)] == [None]


# ---------------------------------------------------------------- lines


def test_lines_and_their_classes() -> None:
    text = json.dumps({"data": [{"title": "A", "authors": [{"name": "B"}], "abstract": "C"}]},
                      indent=1)  # fmt: skip
    found = JsonReader().read(split_lines(text))
    assert "".join(kind.value[0] for kind in found.lines) == "bbbtfbfbbabbb"
    (record,) = found.records
    assert (record.first_line, record.last_line, record.part) == (3, 11, 0)


def test_a_nested_title_is_not_the_title() -> None:
    work = {"journal": {"title": "Kite Letters"}, "title": "Kites", "abstract": "Wet."}
    found = JsonReader().read(split_lines(json.dumps([work], indent=2)))
    assert [number for number, kind in enumerate(found.lines, 1) if kind is LineClass.TITLE] == [6]


def test_records_of_one_line_are_numbered() -> None:
    places = [(r.first_line, r.last_line, r.part) for r in records(json.dumps([KITES, PREPRINT]))]
    assert places == [(1, 1, 0), (1, 1, 1)]


# ---------------------------------------------------------------- damage


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("holder", [None, "data"])
def test_what_comes_before_a_cut_is_kept(indent: int | None, holder: str | None) -> None:
    works: object = [{**KITES, "title": f"Kites {n}"} for n in range(4)]
    text = json.dumps({holder: works} if holder else works, indent=indent)
    cut = text[: text.index("Kites 3") + 3]
    found = JsonReader().read(split_lines(cut))
    assert [record.title for record in found.records] == ["Kites 0", "Kites 1", "Kites 2"]
    (problem,) = found.problems
    assert "cut off" in problem.text
    assert problem.line == found.records[-1].last_line + (indent is not None)
    if indent:
        assert LineClass.UNPARSED in found.lines[problem.line - 1 :]


def test_a_list_that_does_not_end_is_told() -> None:
    found = JsonReader().read([json.dumps([KITES, PREPRINT]).removesuffix("]")])
    assert len(found.records) == 2
    assert "file ends before the list" in found.problems[0].text


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    ("whole", "broken"),
    [
        ('"language"', 'language"'),
        ('"language": "en",', '"language" "en",'),
        ('"language": "en"', '"language": "en'),
        ('"type"', '{"type"'),
        ('"page"', '{"page"'),
    ],
)
def test_a_broken_record_costs_only_itself(indent: int | None, whole: str, broken: str) -> None:
    works = [{**KITES, "title": f"Kites {n}"} for n in range(5)]
    parts = [json.dumps(work, indent=indent) for work in works]
    if indent is None and broken.endswith('"en'):
        return  # on one line, its quotes turn everything that follows inside out
    parts[2] = parts[2].replace(whole, broken, 1) if whole in parts[2] else broken + parts[2]
    found = JsonReader().read(split_lines("[" + ",\n".join(parts) + "]"))
    assert [record.title for record in found.records] == [f"Kites {n}" for n in (0, 1, 3, 4)]
    assert [problem.line for problem in found.problems] == [found.records[1].last_line + 1]


@pytest.mark.parametrize(
    ("whole", "mended"),
    [
        ("They come", "\\They \\_ come"),
        ("They come", "They\ncome"),
        ("They come", "They\tcome"),
        ('"language": "en",', '"language": "en",,'),
        ("]]}}", "]],},}"),
    ],
)
def test_small_sins_are_forgiven(whole: str, mended: str) -> None:
    text = json.dumps([KITES, PREPRINT]).replace(whole, mended, 1)
    if ",," in mended:
        assert titles(text) == ["Bread & Butter"]
        return
    assert titles(text) == ["Kites at Sea: A Wet Study", "Bread & Butter"]
    assert titles(text.replace("]}}]", "]}},]")) == titles(text)


def test_words_around_json_are_told() -> None:
    text = f"Dear all, here they are:\n{json.dumps([KITES], indent=2)}\nBest wishes"
    found = JsonReader().read(split_lines(text))
    assert len(found.records) == 1
    assert [n for n, kind in enumerate(found.lines) if kind is LineClass.UNPARSED] == [
        0,
        len(found.lines) - 1,
    ]


def test_objects_that_are_no_works_are_told() -> None:
    text = json.dumps([KITES, {"oven": 3, "loaf": {"weight": 4}}], indent=2)
    found = JsonReader().read(split_lines(text))
    assert len(found.records) == 1
    assert found.lines.count(LineClass.UNPARSED) == 6


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "breadlib", "version": "1.0", "description": "Bakes", "dependencies": {}}',
        '[{"title": "The Loaf", "year": 1999, "cast": ["A"]}, {"title": "Oven", "year": 2001}]',
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "id": 1}]}',
        "[1, 2, 3]",
        '[{"title": "Oven fails", "author": "ada", "state": "open", "url": "https://a.b/1"}]',
        '[{"title": "My day", "author": "Ada Lovelace", "date": "2026-01-01", "summary": "Rain."}]',
        '[{"title": "Baker", "company": "Loaf", "summary": "Bake things.", "date": "2026-01-01"}]',
    ],
)
def test_json_about_other_things_is_not_taken(text: str) -> None:
    assert JsonReader().sniff(split_lines(text)) < 0.6


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        '{"a":' * 200_000,
        '[{"title":"A","abstract":"B"},' * 30_000,
        '[{"a":"' + "\\" * 200_001,
        '[{"a" 1},' * 10_000,
        '{"title" ' * 30_000,
        "[" + '{"title":"A","x":"' * 30_000,
        " " * 200_000 + "{" + " " * 200_000,
        '[{"title": "A", "abstract": "B", "year": ' + "9" * 200_000 + "}]",
    ],
)
def test_monsters_are_read_in_time(text: str) -> None:
    found = JsonReader().read([text])
    assert len(found.lines) == 1


def test_too_deep_a_record_costs_only_itself() -> None:
    deep = f'{{"title": "Deep", "abstract": "x", "y": {"[" * 100_000}{"]" * 100_000}}}'
    found = JsonReader().read([f"[{json.dumps(KITES)},", f"{deep},", f"{json.dumps(PREPRINT)}]"])
    assert [record.title for record in found.records] == [
        "Kites at Sea: A Wet Study",
        "Bread & Butter",
    ]
    assert [(problem.line, problem.text) for problem in found.problems] == [
        (2, "it is nested too deeply")
    ]


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["title", "abstract", "authors", "year", "issued", "date-parts", "url", "id",
                 "name", "externalIds", "DOI", "data", "title_derived", "highlights", "tags",
                 "categories", "authors_parsed", "venue", "journal", "note", "status"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=60)
@given(_VALUES, st.sampled_from([None, 0, 1]), st.data())
def test_any_json_is_read(value: object, indent: int | None, data: st.DataObject) -> None:
    text = json.dumps(value, indent=indent)
    text = text[: data.draw(st.integers(0, len(text)))] + data.draw(st.text(max_size=2))
    lines = split_lines(text)
    found = JsonReader().read(lines)
    assert len(found.lines) == len(lines)
    for line, kind in zip(lines, found.lines, strict=True):
        assert (kind is LineClass.BLANK) == (not line.strip())
    for record in found.records:
        assert 1 <= record.first_line <= record.last_line <= len(lines)
    assert all(1 <= problem.line <= len(lines) for problem in found.problems)


def test_damaged_lines_cost_only_their_records() -> None:
    works = [{**KITES, "title": f"Kites {n}"} for n in range(100)]
    lines = split_lines(json.dumps(works, indent=2))
    right = wanted = 0
    for seed in range(4):
        rng = random.Random(seed)
        kept: list[str] = []
        touched = set()
        for number, line in enumerate(lines):
            if rng.random() < 0.002:
                touched.add((number - 1) // 41)
                kept += rng.choice(
                    [[], [line, line], [line[: len(line) // 2], line[len(line) // 2 :]]]
                )
            else:
                kept.append(line)
        truth = Counter(f"Kites {n}" for n in range(100) if n not in touched)
        found = Counter(record.title for record in JsonReader().read(kept).records)
        right += (found & truth).total()
        wanted += truth.total()
    assert right >= 0.95 * wanted
