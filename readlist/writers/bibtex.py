"""Papers as BibTeX, for a bibliography.

An entry's key is made of the first author's surname, the year and the first long word of the
title; of several that would be the same, the later ones get a letter. Text that holds TeX stays
TeX; characters that would mean something to TeX by accident are escaped. UTF-8, as biber and
today's BibTeX styles take it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from readlist.links import links_of
from readlist.paper import LinkKind, Paper, one_line
from readlist.writers.base import Writer
from readlist.writers.marked import marked

_MEETING = re.compile(
    r"\b(?:[Pp]roceedings|[Pp]roc\.|[Cc]onference|[Ww]orkshop|[Ss]ymposium|Advances in Neural)"
    r"|^[A-Z][A-Za-z]*[A-Z]{2,}(?![\w. ]*[a-z]{4})"
)
"""Venues that print proceedings; the others are taken for journals."""
_FORMULA = re.compile(r"(?<!\\)\$[^$]*(?<!\\)\$")
# A tilde between words ties them; "~5%" means about.
_SPECIAL = re.compile(r"\\[\\A-Za-z&%#_${}~^\"'`=.]|[\\&%#_^$]|(?<![\w.,:)\]}$])~|~(?!\S)")
_BRACE = re.compile(r"\\.|[{}]")
"""A brace, or what only looks like one behind a backslash."""
_BRACES = {"{": "\\textbraceleft{}", "}": "\\textbraceright{}"}
_ESCAPES = {"\\": "\\textbackslash{}", "^": "\\^{}", "~": "\\textasciitilde{}"}
# A style makes the title's letters small; what is written large inside a word is meant so.
_KEPT_WORD = re.compile(r"(?<![\w\\{])\w*\w[A-Z]\w*(?![\w}])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST = 32
"""Letters of a name or a word that go into a key: some languages, and some damage, have more."""


def write(papers: Sequence[Paper], *, title: str, abstracts: bool = True) -> str:
    """An entry for each paper, in the order given; the list's title has no place in BibTeX.

    Without `abstracts` there is what a bibliography prints: no notes and marked sentences, either.
    """
    taken: dict[str, int] = {}
    return "\n".join(_entry(paper, _own_key(paper, taken), abstracts) for paper in papers) or "\n"


def _own_key(paper: Paper, taken: dict[str, int]) -> str:
    key = _key(paper)
    number = taken.get(key, 0)
    taken[key] = number + 1
    if not number:
        return key
    # A letter after the year could make it the key of another: a dash cannot.
    return f"{key}-{_LETTERS[number]}" if number < len(_LETTERS) else f"{key}-{number}"


def _key(paper: Paper) -> str:
    """``vaswani2017attention``, of what is known; the id where nothing is."""
    surname = _ascii(paper.authors[0].split()[-1]) if paper.authors else ""
    words = [_ascii(word) for word in one_line(paper.title).split()]
    word = next((word for word in words if len(word) > 3), next(filter(None, words), ""))
    return f"{surname}{paper.year or ''}{word}" if surname or word else paper.id


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(letter for letter in plain.lower() if letter.isalnum())[:_LONGEST]


def _entry(paper: Paper, key: str, abstracts: bool) -> str:
    kind, fields = (
        _kind(paper),
        "".join(
            f"  {name:<13} = {{{value}}},\n" for name, value in _fields(paper, abstracts) if value
        ),
    )
    return f"@{kind}{{{key},\n{fields}}}\n"


def _kind(paper: Paper) -> str:
    if not paper.venue:
        return "misc"
    return "inproceedings" if _MEETING.search(paper.venue) else "article"


def _fields(paper: Paper, abstracts: bool) -> Iterator[tuple[str, str]]:
    title = _titled(one_line(paper.title))
    if not paper.title_derived:
        yield "title", title
    elif title:  # as a title it would be taken for one wherever this is read
        yield "note", f"title not in the source; begins “{title}”"
    yield "author", " and ".join(_person(one_line(name)) for name in paper.authors)
    yield "year", str(paper.year or "")
    if paper.venue:
        journal = _kind(paper) == "article"
        yield "journal" if journal else "booktitle", tex(one_line(paper.venue))
    yield "doi", _bare(paper.doi or "")
    if paper.arxiv_id:
        yield "eprint", _bare(paper.arxiv_id)
        yield "archiveprefix", "arXiv"
    links = [link.url for link in links_of(paper) if link.url in paper.urls]
    own = [link.url for link in links_of(paper) if link.kind is LinkKind.PAPER]
    yield "url", next((_address(url) for url in [*own, *links]), "")
    yield "keywords", ", ".join(tex(tag) for tag in paper.tags)
    if abstracts:
        yield "abstract", tex(paper.abstract or "")
        # No usual style prints it; reference managers take it for the user's own notes.
        yield "annote", tex("\n\n".join(filter(None, [(paper.note or "").strip(), *marked(paper)])))


def _titled(title: str) -> str:
    parts: list[str] = []
    end = 0
    for formula in _FORMULA.finditer(title):
        parts += [_KEPT_WORD.sub(r"{\g<0>}", tex(title[end : formula.start()])), formula[0]]
        end = formula.end()
    return _balanced("".join([*parts, _KEPT_WORD.sub(r"{\g<0>}", tex(title[end:]))]))


def _person(name: str) -> str:
    # In braces it is one name, whatever is in it.
    return f"{{{tex(name)}}}" if re.search(r",|\band\b", name) else tex(name)


def _bare(text: str) -> str:
    """An identifier, which TeX is not to look into."""
    return re.sub(r"[{}\\]", "", text)


def _address(url: str) -> str:
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def tex(text: str) -> str:
    """Text as TeX: formulas and commands in it stay, what only looks like some is escaped."""
    parts: list[str] = []
    end = 0
    for formula in _FORMULA.finditer(text):
        parts += [_SPECIAL.sub(_escaped, text[end : formula.start()]), formula[0]]
        end = formula.end()
    return _balanced("".join([*parts, _SPECIAL.sub(_escaped, text[end:])]))


def _escaped(found: re.Match[str]) -> str:
    special = found[0]
    return special if len(special) > 1 else _ESCAPES.get(special, f"\\{special}")


def _balanced(text: str) -> str:
    """The text as it is if its braces pair up; else with their names: they would end the field."""
    depth = 0
    for found in _BRACE.findall(text):
        depth += {"{": 1, "}": -1}.get(found, 0)
        if depth < 0:
            break
    return text if not depth else _BRACE.sub(lambda found: _BRACES.get(found[0], found[0]), text)


BIBTEX = Writer("bibtex", ".bib", write)
