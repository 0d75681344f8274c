"""What one JSON object says of a work, whichever program or service wrote it.

Known by their keys are readlist's own export and the metadata arXiv hands out in bulk. Everything
else goes by what keys are called: CSL-JSON as Zotero, pandoc and Crossref write it, answers of
Semantic Scholar and its like, and lists made by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from readlist.links import arxiv_year, kind_of, parse_arxiv_id
from readlist.paper import Fields, Highlight, LinkKind, Marks, Record, Status, clean
from readlist.readers import citation as citations
from readlist.readers import tex
from readlist.readers.json.people import key_name, name_of, people_of
from readlist.readers.json.text import abstract_of, title_of
from readlist.readers.markup import plain_text
from readlist.readers.people import people

Object = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Work:
    """The fields of a work. `certain`: there is more of it than what any list of things has."""

    fields: Fields
    certain: bool
    marks: Marks | None = None


def work_of(value: Object) -> Work | None:
    """The work that a JSON object describes, or None if it is about something else."""
    if "title_derived" in value and "highlights" in value:
        return _own(value)
    if "authors_parsed" in value or (
        isinstance(value.get("categories"), str) and "abstract" in value and _own_arxiv_id(value)
    ):
        return _snapshot(value)
    for name in _HOLDERS:
        inner = value.get(name)
        if isinstance(inner, dict) and (held := _any(inner)) and held.certain:
            return held
    return _any(value)


def record_of(work: Work, first_line: int, last_line: int) -> Record:
    """`work` as what was found in these lines (1-based, inclusive)."""
    return replace(citations.record_of(work.fields, first_line, last_line), marks=work.marks)


LISTS: Final = frozenset(
    [
        "papers", "results", "items", "data", "records", "entries", "publications", "works",
        "articles", "documents", "docs", "hits", "hit", "notes", "library", "recommendedpapers",
    ]
)  # fmt: skip
"""What lists of works are called, by `key_name`; an object that has one and no more than a title
is no work but the list's heading."""

# A work is the only thing in these: `{"citedPaper": {…}, "contexts": […]}`.
_HOLDERS: Final = (
    "paper", "citedPaper", "citingPaper", "work", "data", "bib", "info", "content", "metadata",
    "_source",
)  # fmt: skip


# ---------------------------------------------------------------- readlist's own


def _own(value: Object) -> Work:
    title = _kept(value.get("title"))
    year = value.get("year")
    doi, arxiv_id = _string(value.get("doi")), _string(value.get("arxiv_id"))
    fields = Fields(
        title=None if value.get("title_derived") is True else title,
        abstract=_kept(value.get("abstract")),
        authors=_strings(value.get("authors")),
        year=year if isinstance(year, int) and not isinstance(year, bool) else None,
        venue=_kept(value.get("venue")),
        doi=clean(doi).strip() or None,
        arxiv_id=clean(arxiv_id).strip() or None,
        urls=_strings(value.get("urls")),
    )
    return Work(fields, certain=True, marks=_marks(value))


def _marks(value: Object) -> Marks:
    status = _string(value.get("status"))
    return Marks(
        starred=value.get("starred") is True,
        status=Status(status) if status in tuple(Status) else Status.UNREAD,
        tags=_strings(value.get("tags")),
        note=_kept(value.get("note")),
        highlights=tuple(_highlights(value.get("highlights"))),
    )


def _highlights(value: object) -> Iterator[Highlight]:
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict) and (quote := _kept(each.get("quote"))):
            yield Highlight(quote, _kept(each.get("remark")))


def _kept(value: object) -> str | None:
    """A text of our own, exactly; None if there is none."""
    text = clean(value) if isinstance(value, str) else ""
    return text if text.strip() else None


def _strings(value: object) -> tuple[str, ...]:
    texts = (_kept(each) for each in (value if isinstance(value, list) else ()))
    return tuple(text for text in texts if text)


# ---------------------------------------------------------------- arXiv's metadata in bulk


def _snapshot(value: Object) -> Work | None:
    """A record of arXiv's metadata, which its authors wrote in TeX and wrapped by hand.

    https://info.arxiv.org/help/prep.html says how; `update_date` is when the record changed, and
    says nothing of the work.
    """
    title = title_of(tex.accents(_string(value.get("title"))))
    abstract = abstract_of(tex.accents(_string(value.get("abstract"))))
    if not title and not abstract:
        return None
    arxiv_id = _own_arxiv_id(value)
    fields = citations.citation(
        title=title,
        abstract=abstract,
        authors=_parsed(value.get("authors_parsed")) or _written(value.get("authors")),
        years=[str(arxiv_year(arxiv_id))] if arxiv_id else (),
        venues=[tex.accents(_string(value.get("journal-ref")))],
        ids=[arxiv_id or "", *_string(value.get("doi")).split()],
        notes=[_string(value.get("comments"))],
    )
    return Work(fields, certain=True)


def _own_arxiv_id(value: Object) -> str | None:
    return parse_arxiv_id(_string(value.get("id")))


def _parsed(value: object) -> tuple[str, ...]:
    """Names as arXiv takes them apart: `["Lovelace", "Ada", "", …]`, the third a suffix."""
    if not isinstance(value, list):
        return ()
    names = []
    for each in value:
        parts = [part if isinstance(part, str) else "" for part in each[:3]] if each else []
        parts += [""] * (3 - len(parts))
        names.append(name_of(f"{parts[1]} {parts[0]} {parts[2]}"))
    return tuple(name for name in names if name)


def _written(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return people_of(value)
    return people(tex.plain(_string(value)))


# ---------------------------------------------------------------- by what keys are called


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# By `key_name`, those that say it best first.
TITLES: Final = _words("title papertitle articletitle documenttitle displayname titles")
ABSTRACTS: Final = _words("abstract abstractnote paperabstract abstracttext summary abstracts")
_AUTHORS: Final = _words("authors author creators authorships authorlist authornames")
_DATES: Final = _words(
    "issued published year publicationyear pubyear published publicationdate publishedprint"
    " publishedonline publishedat pubdate date"
)
_VENUES: Final = _words(
    "containertitle journaltitle publicationtitle booktitle proceedingstitle conferencename venue"
    " proceedings proceeding journal conference eventtitle event journalref publication"
    " publicationvenue primarylocation school institution publisher"
)
_IDS: Final = _words(
    "arxivid arxiv arxivnumber externalids ids doi paperdoi eprint number archivelocation archiveid"
    " entryid arxiveprints dois id"
)
_LINKS: Final = _words(
    "url urls link links absurl urlabs paperurl paperlink pdf pdfurl urlpdf pdflink htmlurl"
    " openaccesspdf openaccessurl code codeurl codelink github githuburl repository repo"
    " projectpage projecturl project homepage website ee"
)
_NOTES: Final = _words("comments comment note extra arxivcomment")


def _any(value: Object) -> Work | None:
    named: dict[str, object] = {}
    for key, each in value.items():
        named.setdefault(key_name(key), each)

    def all_of(names: Iterable[str]) -> Iterator[object]:
        return (named[name] for name in names if named.get(name) not in (None, "", []))

    title = next(filter(None, (title_of(plain_text(_text(each))) for each in all_of(TITLES))), "")
    texts = [abstract_of(plain_text(_text(each))) for each in all_of(ABSTRACTS)]
    texts.append(_put_in_order(named.get("abstractinvertedindex")))
    fields = citations.citation(
        title=title,
        abstract=next(filter(None, texts), ""),
        authors=next(filter(None, map(people_of, all_of(_AUTHORS))), ()),
        years=map(_date, all_of(_DATES)),
        venues=(plain_text(_text(each)) for each in all_of(_VENUES)),
        volume=_text(named.get("volume")) or _text_at(named.get("journal"), "volume"),
        ids=[text for each in all_of(_IDS) for text in _ids(each)],
        links=[text for key in named if key in _LINKS_SET for text in _links(named[key])],
        notes=[text for each in all_of(_NOTES) for text in _string(each).splitlines()],
    )
    has_id = fields.arxiv_id or fields.doi
    known = bool(has_id or any(kind_of(url) is LinkKind.PAPER for url in fields.urls))
    if not (fields.title or has_id or (fields.abstract and (fields.authors or known))):
        return None
    return Work(fields, certain=known or not fields.title or _is_told(named))


def _is_told(named: Object) -> bool:
    """Whether the keys are those of a paper, and not of whatever else has a title and a link.

    An author alone, or a summary, have pages and pieces of work, too.
    """
    if any(named.get(name) for name in _PAPERS_ONLY):
        return True
    author = named.get("author")
    return bool(author) and (isinstance(author, (list, dict)) or bool(named.get("year")))


# Keys that only papers have.
_PAPERS_ONLY: Final = frozenset(
    _words(
        "abstract abstractnote paperabstract abstracttext abstracts abstractinvertedindex"
        " authors creators authorships authorlist authornames"
        " paperid corpusid externalids arxivid doi citationkey containertitle itemtype"
    )
)


_LINKS_SET: Final = frozenset(_LINKS)


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _text(value: object, depth: int = 2) -> str:
    """The text of a value: itself, the first of a list, or what an object calls its name."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if depth and isinstance(value, list):
        return next(filter(None, (_text(each, depth - 1) for each in value[:20])), "")
    if depth and isinstance(value, dict):
        parts = ("name", "title", "display_name", "value", "text", "source", "en")
        return next(filter(None, (_text(value.get(part), depth - 1) for part in parts)), "")
    return ""


def _text_at(value: object, key: str) -> str:
    return _text(value.get(key)) if isinstance(value, dict) else ""


def _put_in_order(index: object) -> str:
    """An abstract as OpenAlex has it: each word with its places."""
    places = [
        (place, word)
        for word, found in (index.items() if isinstance(index, dict) else ())
        for place in (found if isinstance(found, list) else ())
        if isinstance(place, int)
    ]
    return abstract_of(" ".join(word for _, word in sorted(places)))


def _date(value: object) -> str:
    """A date as text that begins with its year: a number, a text, or CSL's `date-parts`."""
    if isinstance(value, dict):
        value = next((value[key] for key in _DATE_PARTS if value.get(key)), None)
    while isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e9:
        value = int(value)
    return _text(value, 0)


_DATE_PARTS: Final = ("date-parts", "raw", "literal", "year", "iso", "date", "value")


def _ids(value: object) -> Iterator[str]:
    """The ids in a value: a text, or Semantic Scholar's `{"ArXiv": …, "DOI": …}`."""
    if isinstance(value, dict):
        for name, each in value.items():
            if key_name(name) in ("arxiv", "doi"):
                yield _string(each)
    elif isinstance(value, (str, list)):
        yield _text(value)


def _links(value: object, depth: int = 2) -> Iterator[str]:
    if isinstance(value, str):
        if "://" in value:
            yield value
    elif depth and isinstance(value, list):
        for each in value[:50]:
            yield from _links(each, depth - 1)
    elif depth and isinstance(value, dict) and "intended-application" not in value:
        # The other links of a Crossref record are for machines that mine texts.
        for key in ("url", "URL", "href", "value"):
            yield from _links(value.get(key), depth - 1)
