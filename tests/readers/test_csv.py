"""Tables as databases, reference managers, spreadsheets and people write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.paper import Fields
from readlist.readers import Reading, read, split_lines
from readlist.readers.csv.reader import CsvReader
from tests.readers.accounts import account, account_of_any, brief, letters

ZOTERO = '''\
"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","ISSN","DOI",\
"Url","Abstract Note","Date","Date Added","Publisher","Extra","Manual Tags"
"AAAA1111","preprint","2021","Doe, Jane; van der Roe, Richard","Kites, Strings and ""Wind""","",\
"","","10.48550/arXiv.2101.00001","http://arxiv.org/abs/2101.00001","We fly kites.
They stay up.

See https://github.com/doe/kites.","2021-01-04","2022-03-03 10:10:10","arXiv",\
"arXiv:2101.00001 [cs]","toread"
"BBBB1111","journalArticle","2019","Kite Safety Board; Moe, Max","Safe Kites","Journal of Kites",\
"","1111-1111","10.1000/KITE.2","https://kites.example/2","","2019-05","2022-03-03 10:10:10","",\
"",""
"CCCC1111","attachment","","","Full Text PDF","","","","","https://arxiv.org/pdf/2101.00001","",\
"","","","",""
'''
SCOPUS = """\
"Authors","Author full names","Author(s) ID","Title","Year","Source title","Volume","DOI","Link",\
"Abstract","Document Type","Source","EID"
"Doe J.; Roe R.P.","Doe, Jane (57200000001); Roe, Richard P. (57200000002)",\
"57200000001; 57200000002","Kite tests","2021","Journal of Kites","3","10.1000/KITE.3",\
"https://www.scopus.com/inward/record.uri?eid=2-s2.0-1","We test kites.","Article",\
"Scopus","2-s2.0-1"
"[No author name available]","","","Kite days","2020","","","","",\
"[No abstract available]","Conference review","Scopus","2-s2.0-2"
"""
SCOPUS_OLD = """\
Authors,Author(s) ID,Title,Year,Source title,DOI,Link,Abstract,Source,EID
"Doe J., Roe R.-P., van der Moe M.","1;2;3;","Old kites",2011,"Kites","10.1000/k4","","Up.",Scopus,2
"""
WEB_OF_SCIENCE = """\
PT\tAU\tBA\tAF\tTI\tSO\tLA\tDE\tID\tAB\tPD\tPY\tDI\tUT
J\tDoe, J; Roe, R\t\tDoe, Jane; Roe, Richard\t"Kites" in the wind\tJOURNAL OF KITES\tEnglish\t\t\t\
We say "fly.\tJUN\t2018\t10.1000/WOS.1\tWOS:1
"""
SEMANTIC_SCHOLAR = """\
paperId,externalIds,title,abstract,venue,year,authors,url
abc,"{'ArXiv': '2101.00009', 'DOI': '10.1000/S2', 'CorpusId': 12345}",Wind,We fly.,arXiv.org,2021,\
"[{'authorId': '1', 'name': ""Jane O'Doe""}, {'authorId': '2', 'name': 'Richard Roe'}]",\
https://www.semanticscholar.org/paper/abc
def,,Rain,,Kite Days,2020.0,"['Jane Doe', 'Max Moe']",
"""
PUBMED = """\
PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,PMCID,DOI
"33333333","Kite medicine.","Doe J, Roe RP, van der Moe M.","J Kites. 2021.","Doe J","J Kites",\
"2021","","10.1000/pm.1"
"""
MENDELEY = """\
Title|Authors|Year|Publication|DOI|URL
Knots|Doe, Jane; Roe, Richard|2016|Journal of Kites|https://doi.org/10.1000/M.1|
"""
SHEET = """\
My reading list

Paper,Authors,Year,Link
Kites I,"Jane Doe, Richard Roe",2020,https://arxiv.org/abs/2101.00008v2
"Kites, II",Jane Doe and Max Moe,,"https://openreview.net/forum?id=kite2, https://kites.example/ii"
,,,
"""
GERMAN = """\
sep=;
Titel;Autor(en);Jahr;Link
Drachen am Meer;Doe, Jane and Roe, Richard;2020;https://kites.example/1
"Drachen; und Wind";Jane Doe;2021;https://arxiv.org/abs/2101.00007
"""
SAMPLES = {
    "csv-zotero": ZOTERO,
    "csv-scopus": SCOPUS,
    "csv-scopus-old": SCOPUS_OLD,
    "tsv-web-of-science": WEB_OF_SCIENCE,
    "csv-semantic-scholar": SEMANTIC_SCHOLAR,
    "csv-pubmed": PUBMED,
    "csv-pipes": MENDELEY,
    "csv-sheet": SHEET,
    "csv-german": GERMAN,
}
TRUTH = {
    "csv-zotero": [
        Fields(
            title='Kites, Strings and "Wind"',
            authors=("Jane Doe", "Richard van der Roe"),
            year=2021,
            arxiv_id="2101.00001",
            urls=("https://github.com/doe/kites",),
        ),
        Fields(
            title="Safe Kites",
            authors=("Kite Safety Board", "Max Moe"),
            year=2019,
            venue="Journal of Kites",
            doi="10.1000/kite.2",
            urls=("https://kites.example/2",),
        ),
    ],
    "csv-scopus": [
        Fields(
            title="Kite tests",
            authors=("Jane Doe", "Richard P. Roe"),
            year=2021,
            venue="Journal of Kites",
            doi="10.1000/kite.3",
            urls=("https://www.scopus.com/inward/record.uri?eid=2-s2.0-1",),
        ),
        Fields(title="Kite days", year=2020),
    ],
    "csv-scopus-old": [
        Fields(
            title="Old kites",
            authors=("J. Doe", "R.-P. Roe", "M. van der Moe"),
            year=2011,
            venue="Kites",
            doi="10.1000/k4",
        )
    ],
    "tsv-web-of-science": [
        Fields(
            title='"Kites" in the wind',
            authors=("Jane Doe", "Richard Roe"),
            year=2018,
            venue="JOURNAL OF KITES",
            doi="10.1000/wos.1",
        )
    ],
    "csv-semantic-scholar": [
        Fields(
            title="Wind",
            authors=("Jane O'Doe", "Richard Roe"),
            year=2021,
            doi="10.1000/s2",
            arxiv_id="2101.00009",
            urls=("https://www.semanticscholar.org/paper/abc",),
        ),
        Fields(title="Rain", authors=("Jane Doe", "Max Moe"), year=2020, venue="Kite Days"),
    ],
    "csv-pubmed": [
        Fields(
            title="Kite medicine.",
            authors=("J Doe", "RP Roe", "M van der Moe"),
            year=2021,
            venue="J Kites",
            doi="10.1000/pm.1",
        )
    ],
    "csv-pipes": [
        Fields(
            title="Knots",
            authors=("Jane Doe", "Richard Roe"),
            year=2016,
            venue="Journal of Kites",
            doi="10.1000/m.1",
        )
    ],
    "csv-sheet": [
        Fields(
            title="Kites I", authors=("Jane Doe", "Richard Roe"), year=2020, arxiv_id="2101.00008"
        ),
        Fields(
            title="Kites, II",
            authors=("Jane Doe", "Max Moe"),
            urls=("https://openreview.net/forum?id=kite2", "https://kites.example/ii"),
        ),
    ],
    "csv-german": [
        Fields(
            title="Drachen am Meer",
            authors=("Jane Doe", "Richard Roe"),
            year=2020,
            urls=("https://kites.example/1",),
        ),
        Fields(title="Drachen; und Wind", authors=("Jane Doe",), year=2021, arxiv_id="2101.00007"),
    ],
}


def reading(text: str) -> Reading:
    lines = split_lines(text)
    found = CsvReader().read(lines)
    account(found, lines)
    return found


def titles(text: str) -> list[str | None]:
    return [record.title for record in reading(text).records]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_dialects(name: str) -> None:
    found = read("\ufeff" + SAMPLES[name])
    account(found, split_lines(SAMPLES[name]))
    assert found.format == "csv"
    assert found.confidence >= 0.75
    assert found.problems == ()
    assert [brief(record) for record in found.records] == TRUTH[name]


def test_cells_of_several_lines() -> None:
    first = reading(ZOTERO).records[0]
    assert first.abstract == ("We fly kites. They stay up.\n\nSee https://github.com/doe/kites.")
    assert (first.first_line, first.last_line) == (2, 5)
    assert letters(reading(ZOTERO)) == "bta-atb"
    text = 'Title,Abstract,Authors\nKites,Up.,"Jane Doe\nRichard Roe"\n'
    assert reading(text).records[0].authors == ("Jane Doe", "Richard Roe")
    assert letters(reading(text)) == "btf"


def test_what_is_around_the_rows() -> None:
    assert letters(reading(SHEET)) == "?-bttb"
    assert letters(reading(GERMAN)) == "bbtt"
    assert reading(SCOPUS).records[1].abstract is None


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("Broken,only two", "?"),
        ("Broken,Jane Doe,2020,10.1000/b,one too many", "?"),
        ("Broken, with a comma,Jane Doe,2020,10.1000/b", "?"),
        ("Trailing,Jane Doe,2020,10.1000/b,,", "t"),
        ('"Kites" and strings,Jane Doe,2020,10.1000/b', "t"),
        ('"Never closed,Jane Doe,2020,10.1000/b', "t"),
        (",,2020,", "?"),
    ],
)
def test_a_damaged_row_costs_only_itself(row: str, kind: str) -> None:
    good = "\n".join(f"Kite {n},Jane Doe,2020,10.1000/k{n}" for n in range(8))
    found = reading(f'Title,Authors,Year,DOI\n{good}\n{row}\nLast,"Roe, R.",2019,10.1000/last\n')
    assert [r.title for r in found.records if r.title != row.split(",")[0].strip('"')][-1] == "Last"
    assert len(found.records) == 9 + (kind == "t")
    assert [problem.line for problem in found.problems] == ([] if kind == "t" else [10])
    assert letters(found)[9] == kind
    assert found.confidence > 0.9


def test_an_open_quote_does_not_swallow_the_rows_after_it() -> None:
    text = 'Title,Year,Abstract\nA,2020,"Open\nB,2019,"Closed, with a comma"\nC,2018,Third\n'
    assert titles(text) == ["A", "B", "C"]
    assert reading(text).records[0].abstract == "Open"


def test_rows_without_their_last_empty_cells_where_that_is_the_habit() -> None:
    text = "Title,Authors,Year,Link\nA,Jane Doe\nB,Max Moe,2020\nC,Max Moe,2019,https://c.example\n"
    assert titles(text) == ["A", "B", "C"]
    assert titles(text + "D,2018\n") == ["A", "B", "C", "D"]
    assert titles(text + "Jane Doe,E,F\n") == ["A", "B", "C"]  # no year stands where years are


def test_tables_put_one_after_the_other() -> None:
    text = SHEET + "\n" + "Title,Authors,DOI\nMore,Jane Doe,10.1000/more\n" + SHEET
    assert titles(text) == ["Kites I", "Kites, II", "More", "Kites I", "Kites, II"]


@pytest.mark.parametrize(
    "headings",
    ["TITLE,AUTHOR_NAMES,publication-year", "Paper title,Author(s),Date published",
     "Título,Autores,Año", "Titre,Auteurs,Année", "title , authors , year", "Article Title,AU,PY",
     '"Title","Authors","Year"', "Document Title,Author,Publication_Year"],
)  # fmt: skip
def test_headings_by_any_other_name(headings: str) -> None:
    (record,) = reading(f'{headings}\nKites,"Doe, Jane; Roe, R.",2020\n').records
    assert (record.title, record.authors, record.year) == ("Kites", ("Jane Doe", "R. Roe"), 2020)


@pytest.mark.parametrize(
    ("cell", "authors"),
    [
        ("Doe, Jane; Roe, R.", ("Jane Doe", "R. Roe")),
        ("Doe J., Roe R.", ("J. Doe", "R. Roe")),
        ("Doe, J., Roe, R.", ("J. Doe", "R. Roe")),
        ("J Doe, R Roe", ("J Doe", "R Roe")),
        ("Doe J., Roe R., et al.", ("J. Doe", "R. Roe")),
        ("Jane Doe|Richard Roe", ("Jane Doe", "Richard Roe")),
        ("Jane Doe & Richard Roe", ("Jane Doe", "Richard Roe")),
        ("Doe, Jane", ("Jane Doe",)),
        ("", ()),
    ],
)
def test_authors(cell: str, authors: tuple[str, ...]) -> None:
    (record,) = reading(f'Title,Authors,Year\nKites,"{cell}",2020\n').records
    assert record.authors == authors


def test_other_tables_and_texts_are_not_of_papers() -> None:
    for text in (
        "Name,Email,Phone\nJane,jane@a.example,1\n",
        "date,amount\n2020-01-01,3\n",
        "Title, Abstract and Year are columns.\nWords, words, words.\n",
        "Words",
        "| Title | Authors | Year |\n|---|---|---|\n| Kites | Jane Doe | 2020 |\n",
        "Title | Year\n--- | ---\nKites | 2020\n",
        '{"title": "Kites", "year": 2020}\n',
    ):
        assert CsvReader().sniff(split_lines(text)) < 0.3


_LINES = [line for text in SAMPLES.values() for line in split_lines(text)]


@settings(max_examples=40)
@given(st.lists(st.one_of(st.sampled_from(_LINES), st.text(max_size=12)), max_size=30))
def test_any_lines_are_accounted_for(lines: list[str]) -> None:
    account_of_any(CsvReader(), lines)


@pytest.mark.parametrize(
    "piece",
    ["a,b,2020,c\n", '"a\n', 'a"b,"c\n', '"a,b\n', ",\n", '"', ",", '""', '"",', '\n"', "x\n",
     "Title,Authors,Year,Link\n", "{", "'a',", "Doe J, ", 'a,b,2020,"c\n', "[", "( ", "; "],
)  # fmt: skip
def test_much_of_anything_is_read_in_linear_time(piece: str) -> None:
    """Anything quadratic would take this test from seconds to hours."""
    for row in ("", 'T,"[', 'T,A,2020,"{'):
        text = "Title,Authors,Year,DOI\n" + row + piece * (5_000 // len(piece))
        CsvReader().read(text.split("\n"))


# ---------------------------------------------------------------- tables not as they should be

NAMES = ("Jane Doe", "Max Moe")


@pytest.mark.parametrize(
    "row",
    [
        r'"The \"quick\" kite, again","Jane Doe; Max Moe",2020,"They fly."',
        '"The "quick" kite, again","Jane Doe; Max Moe",2020,"They fly."',
        '"The ""quick"" kite, again","Jane Doe; Max\nMoe",2020,"They fly."',
        '"The ""quick"" kite, again","Jane Doe; Max Moe",\n2020,"They fly."',
        '"The ""quick"" kite, again",Jane Doe; Max Moe","2020","They fly."',
    ],
)
def test_quotes_and_rows_that_are_broken(row: str) -> None:
    before = "Title,Authors,Year,Abstract\nBefore kites,Jane Doe,2019,\n"
    text = f"{before}{row}\nAfter kites,Max Moe,2021,\n"
    found = CsvReader().read(split_lines(text))
    assert len(found.records) == 3
    record = found.records[1]
    assert record.title in ('The "quick" kite, again', 'The ""quick"" kite, again')
    assert (record.authors, record.year, record.abstract) == (NAMES, 2020, "They fly.")
    assert found.problems == ()


def test_headings_again_and_sums_are_no_papers() -> None:
    text = "About the data: Exported on May 1\nTitle,Authors,Year\nA Kite,Jane Doe,2020\n"
    found = read(text + "Title,Authors,Year\nTwo Kites,Max Moe,2021\nTotal,,2\n")
    assert [record.title for record in found.records] == ["A Kite", "Two Kites"]
    assert letters(found) == "bbtbtb"


def test_a_column_for_each_author() -> None:
    found = read(
        "Author 1,Author 2,Title,When\nJane Doe,Max Moe,A Kite,2020\nJane Doe,,B Kite,2021"
    )
    assert [record.authors for record in found.records] == [NAMES, NAMES[:1]]
    assert [record.year for record in found.records] == [2020, 2021]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("van der Moe, M., de la Doe Roe, J.", ("M. van der Moe", "J. de la Doe Roe")),
        ("Kite Collaboration, Roe, R.P.", ("Kite Collaboration", "R.P. Roe")),
        ("Li X, Kite Collaboration, Ødegård S.", ("X Li", "Kite Collaboration", "S Ødegård")),
    ],
)
def test_lists_of_authors_with_initials(cell: str, names: tuple[str, ...]) -> None:
    assert read(f'Title,Authors,Year\nA Kite,"{cell}",2020\n').records[0].authors == names


def test_one_column_for_two_things() -> None:
    found = read("Title,Authors,Venue & Year,DOI/URL\nA Kite,Jane Doe,ICML 2021,https://a.org/1\n")
    record = found.records[0]
    assert (record.venue, record.year, record.urls) == ("ICML", 2021, ("https://a.org/1",))


ROWS = [
    ("Kites for the Long Haul", "Jane Doe; Max Moe", "2019", "https://doi.org/10.1000/k1"),
    ("What do Kites Know, and When?", "Richard Roe", "2020", "https://doi.org/10.1000/k2"),
    ("On Wind and on Strings", "Jane Doe", "2021", "https://arxiv.org/abs/2101.00001"),
]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_without_headings(separator: str) -> None:
    text = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in ROWS)
    found = read(text)
    assert found.format == "csv"
    assert [record.title for record in found.records] == [row[0] for row in ROWS]
    assert found.records[0].authors == NAMES
    assert [record.year for record in found.records] == [2019, 2020, 2021]
    assert (found.records[0].doi, found.records[2].arxiv_id) == ("10.1000/k1", "2101.00001")
    assert letters(found) == "ttt"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Doe,Long Road 5,Kite Town,2020\nMax Moe,Long Road 7,B,2021\nJo Roe,A 1,B,2022",
        "2020-01-01,12:00,INFO,all is well here\n2020-01-02,12:01,INFO,all is well there\n" * 3,
        "Kites fly, as we know, and wind, too\nStrings hold, as we said, and last, too\n" * 3,
    ],
)
def test_rows_of_other_things_are_no_table_of_papers(text: str) -> None:
    assert CsvReader().sniff(split_lines(text)) == 0.0
