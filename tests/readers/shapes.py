"""The same papers in every format that readlist reads, to be told apart and damaged.

A shape is a head, a block of lines for each paper, and a tail. Every paper has different words, so
that each can be found again in what is read.
"""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.readers.listings import papers, wrapped
from tests.readers.trendings import SITE

FIRST = ("Ada", "Ben", "Cora", "Dan", "Eva", "Finn", "Gail", "Hugo", "Ines", "Jon", "Kira", "Mia")
LAST = ("Adler", "Baker", "Corte", "Dunne", "Evers", "Flint", "Gruber", "Hale", "Ibsen", "Lund")


@dataclass(frozen=True)
class Work:
    """A paper with all that any format tells of it."""

    title: str
    abstract: str
    authors: tuple[str, ...]
    year: int
    arxiv_id: str
    doi: str


@dataclass(frozen=True)
class Shape:
    """A file: its lines outside of papers, and those of each paper."""

    head: tuple[str, ...]
    blocks: tuple[tuple[str, ...], ...]
    tail: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return text_of(self.head, self.blocks, self.tail)


def text_of(head: Sequence[str], blocks: Sequence[Sequence[str]], tail: Sequence[str]) -> str:
    return "\n".join([*head, *(line for block in blocks for line in block), *tail]) + "\n"


def works(rng: random.Random, count: int) -> list[Work]:
    found = []
    for number, each in enumerate(papers(rng, count), 1):
        year = rng.choice((2018, 2019, 2020, 2021))
        names = [f"{rng.choice(FIRST)} {rng.choice(LAST)}" for _ in range(rng.randint(1, 4))]
        found.append(
            Work(
                each.title or "",
                each.abstract or "",
                tuple(dict.fromkeys(names)),
                year,
                f"{year - 2000}{rng.randint(1, 12):02}.{number:05}",
                f"10.1000/kites.{year}.{number}",
            )
        )
    return found


def _blank(lines: Sequence[str]) -> tuple[str, ...]:
    return (*lines, "")


def _trending(found: Sequence[Work]) -> Shape:
    head = ("Get trending papers in your email inbox once a day!", "Subscribe")
    return Shape(head, tuple((w.title, w.abstract) for w in found))


def _trending_page(found: Sequence[Work]) -> Shape:
    head = ("Daily Papers", "byAK and the research community", "", "Mar 12", "")
    return Shape(
        head,
        tuple(
            (
                "Submitted by",
                w.authors[0].split()[0].lower(),
                w.title,
                f"{SITE}/papers/{w.arxiv_id}",
                w.abstract,
                f"{len(w.authors)} authors",
                "·",
                f"May 3, {w.year}",
                "Upvote 12",
            )
            for w in found
        ),
    )


def _abstracts(found: Sequence[Work]) -> Shape:
    return Shape((), tuple(_blank([f"Abstract: {w.abstract}"]) for w in found))


def _labelled(found: Sequence[Work]) -> Shape:
    return Shape(
        (),
        tuple(
            _blank(
                [
                    f"Title: {w.title}",
                    f"Authors: {', '.join(w.authors)}",
                    f"Year: {w.year}",
                    *wrapped(f"Abstract: {w.abstract}", 90),
                ]
            )
            for w in found
        ),
    )


def _arxiv_listing(found: Sequence[Work]) -> Shape:
    head = ("Robotics", "Authors and titles for recent submissions", "Fri, 5 Mar 2021")
    return Shape(
        head,
        tuple(
            (
                f"[{n}] arXiv:{w.arxiv_id} [pdf, html, other]",
                f"Title: {w.title}",
                f"Authors: {', '.join(w.authors)}",
                "Comments: 12 pages, 3 figures",
                "Subjects: Robotics (cs.RO); Machine Learning (cs.LG)",
            )
            for n, w in enumerate(found, 1)
        ),
    )


def _arxiv_search(found: Sequence[Work]) -> Shape:
    head = (f"Showing 1–{len(found)} of {len(found)} results for all: kites", "")
    return Shape(
        head,
        tuple(
            (
                f"{n}. arXiv:{w.arxiv_id} [pdf, other]",
                " cs.RO cs.LG",
                w.title,
                "",
                f"Authors: {', '.join(w.authors)}",
                "",
                f"Abstract: {w.abstract} △ Less",
                "",
                f"Submitted 3 May, {w.year}; originally announced May {w.year}.",
                "",
                "Comments: 12 pages",
                "",
            )
            for n, w in enumerate(found, 1)
        ),
    )


def _arxiv_mail(found: Sequence[Work]) -> Shape:
    head = (
        *("-" * 78, "Submissions to:", "Robotics", " received from  Thu 4 Mar 21 19:00:00 GMT"),
        *("-" * 78, "-" * 78),
    )
    return Shape(
        head,
        tuple(
            (
                "\\\\",
                f"arXiv:{w.arxiv_id}",
                f"Date: Thu, 4 Mar {w.year} 10:00:00 GMT   (12kb)",
                "",
                *tuple("\n  ".join(wrapped(f"Title: {w.title}", 76)).split("\n")),
                f"Authors: {', '.join(w.authors)}",
                "Categories: cs.RO cs.LG",
                "\\\\",
                *wrapped(f"  {w.abstract}", 76),
                f"\\\\ ( https://arxiv.org/abs/{w.arxiv_id} ,  12kb)",
                "-" * 78,
            )
            for w in found
        ),
    )


def _scholar(found: Sequence[Work]) -> Shape:
    def short(name: str) -> str:
        first, last = name.split()
        return f"{first[0]} {last}"

    return Shape(
        ("Title\tCited by\tYear",),
        tuple(
            (
                w.title,
                ", ".join(map(short, w.authors)),
                f"Journal of Kites 12 ({n}), 3-9, {w.year}\t{n * 7}\t{w.year}",
            )
            for n, w in enumerate(found, 1)
        ),
    )


def _cvf(found: Sequence[Work]) -> Shape:
    return Shape(
        ("CVPR 2021 open access", "Back"),
        tuple((w.title, ", ".join(w.authors), "[pdf] [supp] [arXiv] [bibtex]") for w in found),
    )


def _acl(found: Sequence[Work]) -> Shape:
    return Shape(
        ("Proceedings of the 59th Annual Meeting of the Association for Kites", ""),
        tuple(("pdf bib abs", w.title, " | ".join(w.authors), w.abstract) for w in found),
    )


def _pmlr(found: Sequence[Work]) -> Shape:
    return Shape(
        ("Volume 139: International Conference on Kites, 18-24 July 2021, Virtual", ""),
        tuple(
            (w.title, f"{', '.join(w.authors)}; Proceedings of the 38th International Conference "
             f"on Kites, PMLR 139:{n}1-{n}9", "[abs][Download PDF][Supplementary PDF]", "")
            for n, w in enumerate(found, 1)
        ),
    )  # fmt: skip


def _neurips(found: Sequence[Work]) -> Shape:
    return Shape(
        ("Advances in Neural Information Processing Systems 34 (NeurIPS 2021)",),
        tuple((w.title, ", ".join(w.authors)) for w in found),
    )


def _listed(work: Work) -> str:
    return ", ".join(work.authors)


def _markdown_list(found: Sequence[Work]) -> Shape:
    return Shape(
        ("# Awesome Kites", "", "## Papers", ""),
        tuple(
            (f"- [{w.title}](https://arxiv.org/abs/{w.arxiv_id}) - {_listed(w)}, {w.year}",)
            for w in found
        ),
    )


def _links(found: Sequence[Work]) -> Shape:
    return Shape(
        (),
        tuple(
            (f"https://arxiv.org/abs/{w.arxiv_id}v2" if n % 2 else f"https://doi.org/{w.doi}",)
            for n, w in enumerate(found)
        ),
    )


def _bibtex(found: Sequence[Work]) -> Shape:
    return Shape(
        (),
        tuple(
            _blank(
                [
                    f"@article{{key{n},",
                    f"  title = {{{w.title}}},",
                    f"  author = {{{' and '.join(w.authors)}}},",
                    f"  year = {{{w.year}}},",
                    f"  doi = {{{w.doi}}},",
                    f"  abstract = {{{w.abstract}}}",
                    "}",
                ]
            )
            for n, w in enumerate(found, 1)
        ),
    )


def _ris(found: Sequence[Work]) -> Shape:
    return Shape(
        (),
        tuple(
            _blank(
                [
                    *("TY  - JOUR", f"TI  - {w.title}"),
                    *(f"AU  - {name.split()[1]}, {name.split()[0]}" for name in w.authors),
                    *(f"PY  - {w.year}", f"DO  - {w.doi}", f"AB  - {w.abstract}", "ER  - "),
                ]
            )
            for w in found
        ),
    )


def _nbib(found: Sequence[Work]) -> Shape:
    def folded(tag: str, text: str) -> list[str]:
        first, *rest = wrapped(text, 74)
        return [f"{tag:<4}- {first}", *(f"      {line}" for line in rest)]

    return Shape(
        ("",),
        tuple(
            _blank(
                [
                    *(f"PMID- {30000000 + n}", f"DP  - {w.year} May", *folded("TI", w.title)),
                    *folded("AB", w.abstract),
                    *(f"FAU - {name.split()[1]}, {name.split()[0]}" for name in w.authors),
                    *(f"AID - {w.doi} [doi]", "PT  - Journal Article"),
                ]
            )
            for n, w in enumerate(found, 1)
        ),
    )


def _row(cells: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def _csv(found: Sequence[Work]) -> Shape:
    return Shape(
        ("Title,Authors,Year,DOI,Abstract",),
        tuple((_row([w.title, "; ".join(w.authors), w.year, w.doi, w.abstract]),) for w in found),
    )


def _object(w: Work) -> dict[str, object]:
    return {
        "title": w.title,
        "abstract": w.abstract,
        "authors": list(w.authors),
        "year": w.year,
        "arxiv_id": w.arxiv_id,
        "doi": w.doi,
        "urls": [],
    }


def _json(found: Sequence[Work]) -> Shape:
    blocks = []
    for n, w in enumerate(found, 1):
        comma = "," if n < len(found) else ""
        lines = json.dumps(_object(w), indent=2).split("\n")
        blocks.append(tuple([f"  {line}" for line in lines[:-1]] + [f"  }}{comma}"]))
    return Shape(("[",), tuple(blocks), ("]",))


def _jsonl(found: Sequence[Work]) -> Shape:
    return Shape(
        (),
        tuple(
            (
                json.dumps(
                    {
                        "id": w.arxiv_id,
                        "authors": ", ".join(w.authors),
                        "title": w.title,
                        "doi": w.doi,
                        "abstract": f"  {w.abstract}\n",
                    }
                ),
            )
            for w in found
        ),
    )


def _atom(found: Sequence[Work]) -> Shape:
    return Shape(
        ('<?xml version="1.0" encoding="UTF-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom">'),
        tuple(
            (
                "  <entry>",
                f"    <id>http://arxiv.org/abs/{w.arxiv_id}v1</id>",
                f"    <published>{w.year}-01-01T17:59:59Z</published>",
                f"    <title>{escape(w.title)}</title>",
                f"    <summary>{escape(w.abstract)}</summary>",
                *tuple(f"    <author><name>{name}</name></author>" for name in w.authors),
                "  </entry>",
            )
            for w in found
        ),
        ("</feed>",),
    )


@dataclass(frozen=True)
class Format:
    """How papers look in a format; `tells`: which fields of a work it has, in full."""

    name: str
    shape: Callable[[Sequence[Work]], Shape]
    tells: tuple[str, ...]


_ALL = ("title", "abstract", "authors", "year")
SHAPES: dict[str, Format] = {
    "trending dump": Format("trending", _trending, ("title", "abstract")),
    "trending page": Format("trending", _trending_page, ("title", "abstract", "arxiv_id", "year")),
    "abstracts": Format("abstracts", _abstracts, ("abstract",)),
    "labelled": Format("labelled", _labelled, _ALL),
    "arXiv listing": Format(
        "arxiv-listing", _arxiv_listing, ("title", "authors", "year", "arxiv_id")
    ),
    "arXiv search": Format("arxiv-search", _arxiv_search, (*_ALL, "arxiv_id")),
    "arXiv mail": Format("arxiv-mail", _arxiv_mail, (*_ALL, "arxiv_id")),
    "Scholar profile": Format("scholar", _scholar, ("title", "year")),
    "CVF": Format("cvf", _cvf, ("title", "authors")),
    "ACL": Format("acl", _acl, ("title", "authors", "abstract")),
    "PMLR": Format("pmlr", _pmlr, ("title", "authors")),
    "NeurIPS": Format("neurips", _neurips, ("title", "authors")),
    "Markdown list": Format("markdown-list", _markdown_list, ("title", "year", "arxiv_id")),
    "links": Format("links", _links, ()),
    "BibTeX": Format("bibtex", _bibtex, (*_ALL, "doi")),
    "RIS": Format("tagged", _ris, (*_ALL, "doi")),
    "PubMed": Format("tagged", _nbib, (*_ALL, "doi")),
    "CSV": Format("csv", _csv, (*_ALL, "doi")),
    "JSON": Format("json", _json, (*_ALL, "doi", "arxiv_id")),
    "JSON lines": Format("jsonl", _jsonl, (*_ALL, "doi", "arxiv_id")),
    "Atom": Format("atom", _atom, (*_ALL, "arxiv_id")),
}
