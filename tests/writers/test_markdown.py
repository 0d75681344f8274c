from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readlist.paper import Highlight, Paper, clean, one_line
from readlist.writers import WRITERS, paper_to_markdown
from tests.writers.papers import (
    hostile,
    hostile_lines,
    hostile_paragraphs,
    paper,
    paragraphs_of,
)
from tests.writers.rendering import blocks, sections


def markdown(*papers: Paper, title: str = "starred", abstracts: bool = True) -> str:
    return WRITERS["markdown"].write(papers, title=title, abstracts=abstracts)


# ---------------------------------------------------------------- the document


def test_a_document_as_people_get_it() -> None:
    everything = paper(
        "Title with everything",
        authors=("A. Author", "B. Author"),
        year=2025,
        venue="Venue",
        tags=("editing", "image to image"),
        arxiv_id="2503.01234",
        urls=("https://github.com/someone/code", "https://example.org/"),
        note="Does the gain survive with real captions?\n\n- compare with our table 2\n",
        abstract="First sentence. A sentence the user marked. Last sentence.",
        highlights=(Highlight("A sentence the user marked.", "compare with section 4"),),
    )
    without_link = paper(
        "Synth^2: a title with no link of its own",
        tags=("captions",),
        urls=("https://github.com/someone/code",),
        abstract="One paragraph.\n\nAnother one.",
    )
    derived = paper(
        "First words of an abstract that came without a title…",
        title_derived=True,
        abstract="First words of an abstract that came without a title and go on.",
    )
    assert (
        markdown(everything, without_link, derived)
        == """\
# starred

3 papers

## [Title with everything](https://arxiv.org/abs/2503.01234)

A. Author, B. Author · 2025 · Venue · #editing #image-to-image · \
[code](https://github.com/someone/code) · [page](https://example.org/)

Does the gain survive with real captions?

- compare with our table 2

> **Abstract.** First sentence. **A sentence the user marked.** Last sentence.
>
> — *remark: compare with section 4*

## Synth\\^2: a title with no link of its own

#captions · [code](https://github.com/someone/code) · \
[find](https://scholar.google.com/scholar?q=%22Synth%5E2%3A+a+title+with+no+link+of+its+own%22)

> **Abstract.** One paragraph.
>
> Another one.

## “First words of an abstract that came without a title…”

*title not in the source* · \
[find](https://scholar.google.com/scholar?q=%22First+words+of+an+abstract+that+came+without+a+title%22)

> **Abstract.** First words of an abstract that came without a title and go on.
"""
    )


def test_one_paper_is_counted_as_one() -> None:
    assert markdown(paper()).startswith("# starred\n\n1 paper\n\n## A title\n\n")


def test_no_paper_gives_a_title_and_a_count() -> None:
    assert markdown(title="gan*") == "# gan\\*\n\n0 papers\n"


def test_abstracts_can_be_left_out_but_not_what_the_user_wrote() -> None:
    marked = paper(
        abstract="First. Second. Third.",
        note="A note.",
        highlights=(Highlight("Second.", "why?"),),
    )
    assert (
        markdown(marked, abstracts=False).partition("A note.\n\n")[2]
        == "> **Second.**\n>\n> — *remark: why?*\n"
    )
    assert "Abstract" not in markdown(marked, abstracts=False)


def test_a_paper_of_which_only_the_title_is_known() -> None:
    assert paper_to_markdown(paper(arxiv_id="2503.01234")) == (
        "## [A title](https://arxiv.org/abs/2503.01234)\n"
    )


def test_every_link_is_listed_and_only_a_paper_link_links_the_title() -> None:
    section = sections(
        markdown(
            paper(
                arxiv_id="2503.01234",
                doi="10.1000/xyz",
                urls=("https://github.com/a/b", "https://example.org/x"),
            )
        )
    )[0]
    assert section.link == "https://arxiv.org/abs/2503.01234"
    assert section.links == [
        ("paper", "https://doi.org/10.1000/xyz"),
        ("code", "https://github.com/a/b"),
        ("page", "https://example.org/x"),
    ]


# ---------------------------------------------------------------- titles


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("DM^2S^2: a name with powers", "DM\\^2S\\^2: a name with powers"),
        ("Filling in the [MASK]", "Filling in the \\[MASK\\]"),
        ("A* and snake_case, ~ or *both*", "A\\* and snake\\_case, \\~ or \\*both\\*"),
        ("C# <T> `x` \\n", "C\\# \\<T\\> \\`x\\` \\\\n"),
        ("A $k$-means in $O(n \\log n)$", "A $k$-means in $O(n \\log n)$"),
        ("The $5 question", "The \\$5 question"),
        ("From $5 to $10", "From \\$5 to \\$10"),
        ("$x_{ij}$ is one formula", "$x_{ij}$ is one formula"),
        ("R&D, AT&T, but &amp;", "R&D, AT&T, but \\&amp;"),
        ("==marked== and %%hidden%%", "\\=\\=marked\\=\\= and \\%\\%hidden\\%\\%"),
        ("On https://a_b.org or www.a_b.org", "On https\\://a\\_b.org or www\\.a\\_b.org"),
        ("Plain: hyphen-ated, (bracketed)? Yes!", "Plain: hyphen-ated, (bracketed)? Yes!"),
    ],
)
def test_titles_are_escaped_where_they_have_to_be(title: str, written: str) -> None:
    document = markdown(paper(title))
    assert f"## {written}\n" in document
    assert sections(document)[0].title == title


def test_formulas_that_would_not_survive_are_written_as_text() -> None:
    # Both alone would stay; together the underscores would make what is between them italic.
    title = "$\\mathbf{x}_i$ and $y_{ij}$"
    document = markdown(paper(title))
    assert "## $\\mathbf{x}_i$ and \\$y\\_{ij}\\$\n" in document
    assert sections(document)[0].title == title


@given(st.lists(hostile_lines, max_size=3), st.booleans())
def test_any_title_renders_as_it_is(titles: list[str], linked: bool) -> None:
    arxiv_id = "2503.01234" if linked else None
    shown = sections(markdown(*(paper(title, arxiv_id=arxiv_id) for title in titles)))
    assert [section.title for section in shown] == [title or "(no title)" for title in titles]
    assert {section.link for section in shown} <= {
        "https://arxiv.org/abs/2503.01234" if linked else None
    }


@given(hostile_lines.filter(bool))
def test_any_derived_title_stands_in_quotation_marks(title: str) -> None:
    section = sections(markdown(paper(title, title_derived=True)))[0]
    assert section.title == f"“{title}”"
    assert section.paragraphs == ["title not in the source · find"]


# ---------------------------------------------------------------- the line about a paper


@example([], "$^*$", ["$^*$"])  # formulas that only together are emphasis
@given(st.lists(hostile, max_size=2), hostile, st.lists(hostile, max_size=2))
def test_any_authors_venue_and_tags_render_as_they_are(
    authors: list[str], venue: str, tags: list[str]
) -> None:
    written = paper(
        authors=tuple(authors), venue=venue, tags=tuple(tags), urls=("https://doi.org/10.1/x",)
    )
    section = sections(markdown(written))[0]
    parts = [
        ", ".join(name for author in authors if (name := one_line(author))),
        one_line(venue),
        " ".join("#" + "-".join(tag.split()) for tag in tags if tag.strip()),
    ]
    assert section.paragraphs == ([line] if (line := " · ".join(filter(None, parts))) else [])
    assert section.others == []


def test_tags_stay_tags() -> None:
    assert "\n#to_read #c++ #image-to-image\n" in markdown(
        paper(arxiv_id="2503.01234", tags=("to_read", "c++", "image to image"))
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://doi.org/10.1000/0004-3702(86)90072-x",
        "https://doi.org/10.1000/(x",
        "https://example.org/a_b*c*/~me?x=1&copy;=2#[3]",
        "https://example.org/a|b'c\"d`e`",
    ],
)
def test_links_lead_where_they_should(url: str) -> None:
    document = markdown(paper(arxiv_id="2503.01234", urls=(url,)))
    assert _without_percents(sections(document)[0].links[0][1]) == url


def _without_percents(target: str) -> str:
    for character in '"`[]|':
        target = target.replace(f"%{ord(character):02X}", character)
    return target


def test_spaces_and_angle_brackets_do_not_end_a_link() -> None:
    section = sections(markdown(paper(urls=("https://example.org/a b<c>)(\\d",))))[0]
    assert section.links[0] == ("page", "https://example.org/a%20b%3Cc%3E)(%5Cd")
    assert section.paragraphs == ["page · find"]


# ---------------------------------------------------------------- abstracts


@given(st.lists(hostile_paragraphs, min_size=1, max_size=3))
def test_any_abstract_is_one_quote_with_its_text(abstracts: list[str]) -> None:
    shown = sections(markdown(*(paper(abstract=abstract) for abstract in abstracts)))
    assert len(shown) == len(abstracts)
    for section, abstract in zip(shown, abstracts, strict=True):
        paragraphs = paragraphs_of(abstract)
        if paragraphs:
            paragraphs[0] = f"Abstract. {paragraphs[0]}"
        assert section.quotes == ([paragraphs] if paragraphs else [])
        assert section.others == []


@pytest.mark.parametrize(
    "line",
    [
        "# not a heading",
        "- not a list",
        "1. nor this",
        "12) nor this",
        "> no second quote",
        "<div>",
        "```",
        "~~~ py",
        "---",
        "===",
        "    no code",
        "[a]: https://example.org/",
        "| a | b |\n|---|---|",
        "<!-- still here",
    ],
)
def test_an_abstract_cannot_leave_its_quote(line: str) -> None:
    for abstract in (line, f"Text.\n{line}", f"Text.\n\n{line}\n\nMore text."):
        section = sections(markdown(paper(abstract=abstract)))[0]
        paragraphs = paragraphs_of(abstract)
        assert section.quotes == [[f"Abstract. {paragraphs[0]}", *paragraphs[1:]]]
        assert section.others == []


@pytest.mark.parametrize(
    ("abstract", "written", "target"),
    [
        (
            "Code: https://example.org/a_b.",
            "Code: https://example.org/a_b.",
            None,  # CommonMark makes no link of it; GitHub, Obsidian and mail programs do
        ),
        (
            "Code at \\url{https://example.org/a_b}.",
            "Code at \\\\url{<https://example.org/a_b>}.",
            "https://example.org/a_b",
        ),
        (
            "Code (https://example.org/~me_/x).",
            "Code (<https://example.org/~me_/x>).",
            "https://example.org/~me_/x",
        ),
        (
            "Code: https://example.org/?a=1&copy;=2",  # an entity could not stay one in a link
            "Code: https\\://example.org/?a=1\\&copy;=2",
            None,
        ),
    ],
)
def test_urls_in_abstracts_stay_whole(abstract: str, written: str, target: str | None) -> None:
    document = markdown(paper(abstract=abstract, arxiv_id="2503.01234"))
    assert f"> **Abstract.** {written}\n" in document
    section = sections(document)[0]
    assert section.quotes == [[f"Abstract. {abstract}"]]
    assert [href for _, href in section.links] == ([target] if target else [])


# ---------------------------------------------------------------- what the user marked


def test_marked_sentences_are_bold_and_remarks_follow() -> None:
    marked = paper(
        abstract="One (1). Two. Three $x_1 * y$.",
        highlights=(
            Highlight("Three $x_1 * y$.", "why *this*\nformula?"),
            Highlight("One (1)."),
            Highlight("Gone from the text."),
        ),
    )
    section = sections(markdown(marked))[0]
    assert section.quotes == [
        [
            "Abstract. One (1). Two. Three $x_1 * y$.",
            "— Three $x_1 * y$.",
            "— remark: why *this* formula?",
            "— Gone from the text.",
        ]
    ]
    sentences = ["One (1).", "Three $x_1 * y$."]
    assert section.bold == ["Abstract.", *sentences, sentences[1], "Gone from the text."]


def test_remarks_on_every_mark_follow_in_the_order_of_the_text() -> None:
    marked = paper(
        abstract="One. Two. Three.",
        highlights=(Highlight("Three.", "third"), Highlight("One.", "first")),
    )
    section = sections(markdown(marked))[0]
    assert section.quotes == [["Abstract. One. Two. Three.", "— remark: first", "— remark: third"]]


def test_a_formula_cannot_end_the_bold_around_it() -> None:
    sentence = "The convolution $(*f)$ is linear."
    marked = paper(abstract=sentence, highlights=(Highlight(sentence, "$(*f)$?"),))
    section = sections(markdown(marked))[0]
    assert section.bold == ["Abstract.", sentence]
    assert section.quotes == [[f"Abstract. {sentence}", "— remark: $(*f)$?"]]


@given(hostile_lines.filter(bool), st.data())
def test_marks_never_change_the_text(abstract: str, data: st.DataObject) -> None:
    marks = st.tuples(st.integers(0, len(abstract)), st.integers(0, len(abstract))).map(sorted)
    spans = data.draw(st.lists(marks, min_size=1, max_size=3))
    quotes = {one_line(abstract[start:end]) for start, end in spans} - {""}
    marked = paper(abstract=abstract, highlights=tuple(Highlight(quote) for quote in quotes))
    section = sections(markdown(marked))[0]
    assert section.quotes == [[f"Abstract. {abstract}"]]


@given(st.lists(st.sampled_from(["word", "(a)", "“b”", "c-d", "e.g.", "[5]", "x*y"]), min_size=1))
def test_a_whole_sentence_is_bold_as_a_whole(words: list[str]) -> None:
    sentence = " ".join(words) + "."
    marked = paper(abstract=f"Before. {sentence} After.", highlights=(Highlight(sentence),))
    assert sections(markdown(marked))[0].bold == ["Abstract.", sentence]


# ---------------------------------------------------------------- notes


@pytest.mark.parametrize(
    ("note", "written"),
    [
        ("plain *text*, [link](u)", "plain *text*, [link](u)"),
        ("\n\n  kept\n\n\n", "  kept"),
        ("# One\n## Two\n#### Four", "#### One\n##### Two\n###### Four"),
        ("One\n===\n\nTwo\nlines\n---", "#### One\n\n##### Two lines"),
        ("a\\\nb  \nc\n===", "#### a b c"),
        ("C#\n===", "#### C# ####"),
        ("> # quoted\n\n- # item", "> #### quoted\n\n- #### item"),
        ("> 1\n> ===\n\n1. 1\n   ---", "> #### 1\n\n1. ##### 1"),
        ("```py\n# comment\n```", "```py\n# comment\n```"),
        ("- x\n  ```\n  # comment\n  ```", "- x\n  ```\n  # comment\n  ```"),
        ("    # code", "    # code"),
        ("#hashtag", "#hashtag"),
        ("- a\n---\n- b", "- a\n---\n- b"),
    ],
)
def test_notes_stay_but_for_their_headings(note: str, written: str) -> None:
    document = markdown(paper(note=note, arxiv_id="2503.01234", abstract="The abstract."))
    assert (
        document.partition("2503.01234)\n\n")[2] == f"{written}\n\n> **Abstract.** The abstract.\n"
    )


@pytest.mark.parametrize(
    ("note", "end"),
    [
        ("```py\nprint()", "```"),
        ("text\n~~~~\n# x\n~~~", "~~~~"),
        ("<!-- later", "-->"),
        ("text\n<!--\n\nmore", "-->"),
        ("<script>\nx", "</script>"),
        ("<Pre>\n\nx", "</Pre>"),
        ("<?php", "?>"),
        ("<!DOCTYPE", ">"),
        ("<![CDATA[ x", "]]>"),
    ],
)
def test_what_a_note_leaves_open_is_closed(note: str, end: str) -> None:
    document = markdown(paper(note=note, abstract="The abstract."), paper("Next"))
    assert f"{note}\n{end}\n\n> **Abstract.** The abstract.\n\n## Next\n" in document
    shown = sections(document)
    assert [section.title for section in shown] == ["A title", "Next"]
    assert shown[0].quotes == [["Abstract. The abstract."]]


# Lines rather than random characters: what can go wrong here is a matter of blocks. A definition
# or an empty list item before an indented line is left out: parsers disagree about these.
_NOTE_LINES = st.sampled_from(
    [
        *("", "", "text", "*more* text  ", "# H", "## H #", "###### H", "#", "#tag", "===", "---"),
        *("- item", "  inside", "1. item", "   # inside", "    # code", "\t# code", "> quote"),
        *("> # quoted", "> ```", "> - # deep", "```", "````", "~~~ py", "  ```", "- ```", "- # H"),
        *("<!--", "-->", "<!-- x -->", "<div>", "</div>", "<script>", "<pre>x</pre>", "<?", ">"),
        *("| a | b |", "|---|---|", "***", "\\", "a\\", "# a\\", "é", "$$", "%%", "`", "**"),
    ]
)


@given(st.lists(st.lists(_NOTE_LINES, max_size=8).map("\n".join), min_size=1, max_size=3))
def test_no_note_breaks_the_document(notes: list[str]) -> None:
    document = markdown(*(paper(note=note, abstract="The abstract.") for note in notes))
    shown = sections(document)
    assert [section.title for section in shown] == ["A title"] * len(notes)
    for section, note in zip(shown, notes, strict=True):
        assert section.quotes[-1] == ["Abstract. The abstract."]
        assert not {"h1", "h3"} & set(section.others)
        assert _code_in(note) == _code_in(paper_to_markdown(paper(note=note)))


def _code_in(markdown: str) -> list[str]:
    return [
        token.content.strip() for token in blocks(markdown) if token.type in ("fence", "code_block")
    ]


# ---------------------------------------------------------------- all together


@given(st.lists(st.tuples(hostile, hostile_paragraphs, hostile_paragraphs), max_size=3), hostile)
def test_the_structure_holds_and_the_bytes_are_the_same(
    texts: list[tuple[str, str, str]], title: str
) -> None:
    papers = [paper(clean(a), abstract=b, note=c) for a, b, c in texts]
    document = markdown(*papers, title=title)
    assert document == markdown(*papers, title=title)
    assert document.endswith("\n")
    assert not document.endswith("\n\n")
    tops = [token.tag for token in blocks(document) if token.type == "heading_open"]
    assert [tag for tag in tops if tag in ("h1", "h2", "h3")] == ["h1"] + ["h2"] * len(papers)
