"""Feeds: answers of the arXiv API, and the feeds of new papers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.paper import Record
from readlist.readers import LineClass, read, split_lines
from readlist.readers.atom.reader import AtomReader

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?search_query%3Dall%3Akite" rel="self" type="x"/>
  <title type="html">ArXiv Query: search_query=all:kite</title>
  <id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <updated>2024-03-05T00:00:00-05:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">2\
</opensearch:totalResults>
"""
_ARXIV = 'xmlns:arxiv="http://arxiv.org/schemas/atom"'
KITES = f"""\
  <entry>
    <id>http://arxiv.org/abs/2101.00001v2</id>
    <updated>2023-05-01T17:59:59Z</updated>
    <published>2021-01-01T17:59:59Z</published>
    <title>Kites at Sea: A
  Wet Study</title>
    <summary>  We fly multi-
string kites below 5 m &amp; p &lt; 0.05. Code: https://kites.example/x.
</summary>
    <author>
      <name>Ada Lovelace</name>
      <arxiv:affiliation {_ARXIV}>Sea University</arxiv:affiliation>
    </author>
    <author>
      <name>Jürgen van der Berg</name>
    </author>
    <arxiv:doi {_ARXIV}>10.1000/KITES.1</arxiv:doi>
    <link title="doi" href="http://dx.doi.org/10.1000/KITES.1" rel="related"/>
    <arxiv:comment {_ARXIV}>12 pages, https://kites.example; cf. arXiv:2001.00009</arxiv:comment>
    <arxiv:journal_ref {_ARXIV}>Kite Letters 12, 2022</arxiv:journal_ref>
    <link href="http://arxiv.org/abs/2101.00001v2" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/2101.00001v2" rel="related" type="x"/>
    <arxiv:primary_category {_ARXIV} term="cs.CV" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.CV" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
"""
BREAD = """\
  <entry>
    <id>http://arxiv.org/abs/math/0109999v1</id>
    <updated>2009-11-10T00:00:00Z</updated>
    <published>2001-09-20T00:00:00Z</published>
    <title>Bread by Post</title>
    <summary>We bake.</summary>
    <author><name>Li Wei</name></author>
    <link href="http://arxiv.org/abs/math/0109999v1" rel="alternate" type="text/html"/>
  </entry>
"""
API = f"{HEAD}{KITES}{BREAD}</feed>\n"
RSS = """\
<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
  version="2.0">
  <channel>
    <title>cs.CV updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/cs.CV</link>
    <pubDate>Tue, 05 Mar 2024 00:00:00 -0500</pubDate>
    <item>
      <title>Kites Indoors</title>
      <link>https://arxiv.org/abs/2403.00001</link>
      <description>arXiv:2403.00001v1 Announce Type: new
Abstract: We fly kites indoors. Nothing broke.</description>
      <guid isPermaLink="false">oai:arXiv.org:2403.00001v1</guid>
      <category>cs.CV</category>
      <pubDate>Tue, 05 Mar 2024 00:00:00 -0500</pubDate>
      <arxiv:announce_type>new</arxiv:announce_type>
      <dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
      <dc:creator>Ada Lovelace, Li Wei</dc:creator>
    </item>
  </channel>
</rss>
"""
OLD_RSS = """\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<channel rdf:about="http://arxiv.org/">
<title>cs.CV updates on arXiv.org</title>
</channel>
<item rdf:about="http://arxiv.org/abs/1205.00001">
<title>Clocks in Rain. (arXiv:1205.00001v1 [cs.CV])</title>
<link>http://arxiv.org/abs/1205.00001</link>
<description rdf:parseType="Literal">&lt;p&gt;Rain wins.
&lt;/p&gt;</description>
<dc:creator> &lt;a href="http://arxiv.org/a/1"&gt;Ada Lovelace&lt;/a&gt;, &lt;a href="x"&gt;Li \
Wei&lt;/a&gt;</dc:creator>
</item>
</rdf:RDF>
"""

SAMPLES = {"atom-arxiv": API, "atom-one-line": API.replace("\n", ""), "rss-arxiv": RSS,
           "rss-arxiv-old": OLD_RSS}  # fmt: skip


def records(text: str) -> tuple[Record, ...]:
    return AtomReader().read(split_lines(text)).records


@pytest.mark.parametrize("name", SAMPLES)
def test_feeds_are_recognised(name: str) -> None:
    found = read(SAMPLES[name])
    assert (found.format, found.confidence) == ("atom", 1.0)
    assert not found.problems


def test_an_answer_of_the_api() -> None:
    found = AtomReader().read(split_lines(API))
    kites, bread = found.records
    assert kites.title == "Kites at Sea: A Wet Study"
    assert kites.abstract == (
        "We fly multistring kites below 5 m & p < 0.05. Code: https://kites.example/x."
    )
    assert kites.authors == ("Ada Lovelace", "Jürgen van der Berg")
    assert (kites.year, kites.venue) == (2021, "Kite Letters 12")
    assert (kites.arxiv_id, kites.doi) == ("2101.00001", "10.1000/kites.1")
    assert kites.urls == ("https://kites.example", "https://kites.example/x")
    assert (kites.first_line, kites.last_line) == (8, 32)
    assert (bread.arxiv_id, bread.year, bread.urls) == ("math/0109999", 2001, ())
    assert "".join(kind.value[0] for kind in found.lines) == (
        "bbbbbbb" + "ffffttaaa" + "f" * 16 + "ffffta" + "fff" + "b"
    )


def test_feeds_of_new_papers() -> None:
    (kites,) = records(RSS)
    assert (kites.title, kites.abstract) == (
        "Kites Indoors",
        "We fly kites indoors. Nothing broke.",
    )
    assert kites.authors == ("Ada Lovelace", "Li Wei")
    assert (kites.arxiv_id, kites.year, kites.urls) == ("2403.00001", 2024, ())
    (clocks,) = records(OLD_RSS)
    assert (clocks.title, clocks.abstract, clocks.year) == ("Clocks in Rain", "Rain wins.", 2012)
    assert clocks.authors == ("Ada Lovelace", "Li Wei")


def test_entries_of_one_line_are_numbered() -> None:
    places = [(r.first_line, r.last_line, r.part) for r in records(SAMPLES["atom-one-line"])]
    assert places == [(1, 1, 0), (1, 1, 1)]


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE feed>",
        '<!DOCTYPE feed [\n<!ENTITY a "lol"><!ENTITY b "&a;&a;">\n]>',
        '<!DOCTYPE feed SYSTEM "file:///etc/passwd">',
    ],
)
def test_a_document_type_is_refused_with_a_sentence(doctype: str) -> None:
    lines = split_lines(API.replace("<feed", f"{doctype}\n<feed"))
    found = AtomReader().read(lines)
    assert not found.records
    assert "DOCTYPE" in found.problems[0].text
    assert found.problems[0].line == 2
    assert AtomReader().sniff(lines) > 0.6  # so that the sentence is said


def test_words_that_look_like_a_document_type_are_words() -> None:
    text = API.replace("We bake.", "We bake &lt;!DOCTYPE html&gt;.")
    assert records(text)[1].abstract == "We bake <!DOCTYPE html>."


def test_an_error_of_the_service_is_no_paper() -> None:
    error = """\
<feed xmlns="http://www.w3.org/2005/Atom"><entry>
<id>http://arxiv.org/api/errors#incorrect_id_format_for_1234</id>
<title>Error</title>
<summary>incorrect id format for 1234</summary>
</entry></feed>"""
    found = AtomReader().read(split_lines(error))
    assert not found.records
    assert "incorrect id format" in found.problems[0].text


@pytest.mark.parametrize("cut", ["<title>Bread", "We ba", "</author>\n    <link"])
def test_what_comes_before_a_cut_is_kept(cut: str) -> None:
    found = AtomReader().read(split_lines(API[: API.rindex(cut) + len(cut)]))
    assert [record.title for record in found.records] == ["Kites at Sea: A Wet Study"]
    assert [problem.line for problem in found.problems] == [33]
    assert set(found.lines[32:]) == {LineClass.UNPARSED}


@pytest.mark.parametrize(
    ("whole", "broken"),
    [
        ("</title>", "</titel>"),
        ("<published>", "<published"),
        ("</name>", ""),
        ("</summary>", ""),
        ("</author>", ""),
        ("5 m &amp; p &lt; 0.05", "5 m & p < 0.05"),
    ],
)
def test_an_entry_that_is_not_quite_xml_is_mended(whole: str, broken: str) -> None:
    found = AtomReader().read(split_lines(API.replace(whole, broken, 1)))
    assert (found.records, found.problems) == (records(API), ())


def test_an_entry_without_a_title_costs_only_itself() -> None:
    broken = KITES.replace("<title>Kites at Sea: A", "").replace("</title>", "")
    found = AtomReader().read(split_lines(f"{HEAD}{BREAD}{broken}{BREAD}</feed>"))
    assert [record.title for record in found.records] == ["Bread by Post", "Bread by Post"]
    assert [problem.line for problem in found.problems] == [17]


def test_two_feeds_in_one_file_and_the_marks_of_browsers() -> None:
    text = API + API.replace("<feed", "▼<feed").replace("<entry>", "▼<entry>")
    found = AtomReader().read(split_lines(text))
    assert found.records[2:] == tuple(
        replace(r, first_line=r.first_line + 42, last_line=r.last_line + 42) for r in records(API)
    )
    assert LineClass.UNPARSED not in found.lines


def test_a_feed_of_news_is_none_of_papers() -> None:
    news = RSS.replace("arxiv.org/abs", "news.example").replace("oai:arXiv.org:", "news:")
    assert AtomReader().sniff(split_lines(news)) == 0
    assert records(news)


def test_ids_and_journals_in_feeds_of_new_papers() -> None:
    more = "<arxiv:DOI>10.1000/KITES.1</arxiv:DOI><arxiv:journal_reference>Kite Letters 12 (2024)"
    (kites,) = records(RSS.replace("<dc:rights>", f"{more}</arxiv:journal_reference><dc:rights>"))
    assert (kites.doi, kites.venue) == ("10.1000/kites.1", "Kite Letters 12")


@pytest.mark.parametrize(
    "mended",
    [
        API.replace("We bake.", "We bake\x0b R&D &eacute; & more."),
        API.replace(
            "  <entry>\n    <id>http://arxiv.org/abs/math", "    <id>http://arxiv.org/abs/math"
        ),
        API.replace("  </entry>\n", "", 1),
    ],
)
def test_lost_ends_and_bare_signs_are_mended(mended: str) -> None:
    assert [record.title for record in records(mended)] == [
        "Kites at Sea: A Wet Study",
        "Bread by Post",
    ]


@pytest.mark.parametrize(
    "text",
    ["<feed>" + "<entry>" * 20_000, "<feed><entry><title>" + "<b>" * 30_000,
     "<feed>" + "<entry " * 20_000, "<feed>" + "</entry " * 20_000,
     "<feed><entry><title>" + "&a" * 30_000, "<feed><entry><title>" + "<" * 60_000],
)  # fmt: skip
def test_monsters_are_read_in_time(text: str) -> None:
    assert len(AtomReader().read([text]).lines) == 1


_LINES = st.sampled_from([*split_lines(API), *split_lines(RSS), "<![CDATA[", "]]>", "<!--", "-->"])


@settings(max_examples=40)
@given(st.lists(_LINES | st.text(max_size=6), max_size=40))
def test_any_lines_are_told(lines: list[str]) -> None:
    found = AtomReader().read(lines)
    assert len(found.lines) == len(lines)
    for line, kind in zip(lines, found.lines, strict=True):
        assert (kind is LineClass.BLANK) == (not line.strip())
    for record in found.records:
        assert 1 <= record.first_line <= record.last_line <= len(lines)
    assert all(1 <= problem.line <= len(lines) for problem in found.problems)
