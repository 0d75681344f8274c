"""Which column of a table holds what: the headings of the programs that export tables of papers."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Final


class Column(Enum):
    """What a column says of a paper."""

    TITLE = auto()
    AUTHORS = auto()
    EACH_AUTHOR = auto()
    """One of the authors: `Author 1`, `Author 2` and so on."""
    ABSTRACT = auto()
    YEAR = auto()
    VENUE = auto()
    VOLUME = auto()
    ID = auto()
    """A DOI, an arXiv id, or whatever number the exporting program gives."""
    LINK = auto()
    NOTE = auto()
    KIND = auto()
    """Which kind of thing the row is about: Zotero exports its notes and attachments too."""
    OTHER = auto()
    """Known, and nothing a record holds."""


# By headings as `_key` folds them, the preferred ones first.
_HEADINGS: Final[Mapping[Column, tuple[str, ...]]] = {
    Column.TITLE: (
        "title", "papertitle", "articletitle", "documenttitle", "itemtitle", "titles", "ti", "t1",
        "titleofpaper", "titleofarticle", "publishedtitle", "primarytitle", "displayname", "titel",
        "titre", "titulo", "titolo", "标题", "题名", "タイトル", "название",
        "name", "papername", "paper", "article", "publication",
    ),
    Column.AUTHORS: (
        "authorfullnames", "authorsfullnames", "authorsfullname", "fullauthors", "af", "authors",
        "author", "authorss", "authorlist", "authornames", "authorsname", "authorname", "au", "a1",
        "creators", "creator", "writtenby", "by", "contributors", "researchers",
        "authorshipsauthordisplayname", "authorshipsrawauthorname", "autor", "autoren",
        "autorinnen", "verfasser", "auteur", "auteurs", "autores", "autore", "autori", "作者",
        "著者", "авторы", "bookauthors", "firstauthor", "who",
        "nameofauthors", "authorsnames", "namesofauthors",
    ),
    Column.EACH_AUTHOR: (
        *(f"author{n}" for n in range(1, 31)), "secondauthor", "thirdauthor", "fourthauthor",
        "otherauthors", "coauthors", "coauthor",
    ),
    Column.ABSTRACT: (
        "abstract", "abstractnote", "abstracts", "abstracttext", "paperabstract", "ab", "n2",
        "summary", "zusammenfassung", "kurzfassung", "resume", "resumen", "resumo", "riassunto",
        "摘要", "аннотация", "description",
    ),
    Column.YEAR: (
        "year", "publicationyear", "pubyear", "yearofpublication", "yearpublished", "publishedyear",
        "publishyear", "yr", "py", "jahr", "erscheinungsjahr", "annee", "ano", "anno", "年", "年份",
        "год", "date", "publicationdate", "datepublished", "publisheddate", "published", "pubdate",
        "dateofpublication", "coverdate", "issued", "onlinedate", "datum", "fecha", "pd", "y1",
        "releasedate", "submitted", "when", "pubyr",
    ),
    Column.VENUE: (
        "publicationtitle", "sourcetitle", "journal", "journaltitle", "journalname", "journalbook",
        "venue", "publicationvenue", "publicationname", "conference", "conferencename",
        "conferencetitle", "proceedings", "proceedingstitle", "booktitle", "containertitle",
        "journalref", "journalconference", "conferencejournal", "journalconf", "confjournal",
        "conf", "venueyear", "conferenceyear", "journalyear", "venuejournal", "journalvenue",
        "journalorconference", "conferenceorjournal",
        "venuename", "publishedin",
        "primarylocationsourcedisplayname", "hostvenuedisplayname", "so", "jf", "t2",
        "zeitschrift", "revue", "revista", "rivista", "期刊", "журнал", "journalabbreviation",
        "source", "publication", "publisher", "where",
    ),
    Column.VOLUME: ("volume", "vol", "journalvolume", "vl"),
    Column.ID: (
        "doi", "itemdoi", "digitalobjectidentifier", "di", "doinumber", "articledoi", "doiurl",
        "doilink", "arxiv", "arxivid", "arxivnumber", "arxivurl", "arxividentifier", "eprint",
        "externalids", "externalidsdoi", "externalidsarxiv", "idsdoi",
        "identifier", "identifiers", "id", "paperid", "archiveid", "ar",
        "archivelocation", "number",
    ),
    Column.LINK: (
        "url", "urls", "link", "links", "paperurl", "paperlink", "articleurl", "linktopaper",
        "weblink", "website", "webpage", "href", "landingpage", "publicationurl", "articlelink",
        "documenturl", "sourceurl", "sourceurls", "externalurl", "lien", "enlace", "链接", "ссылка",
        "pdf", "pdflink", "pdfurl", "linkpdf", "openaccesspdf", "openaccesslink", "openaccessurl",
        "fulltexturl", "fulltextlink", "oaurl", "bestoalink", "sourcelinkout",
        "dimensionsurl", "openaccessoaurl", "primarylocationlandingpageurl",
        "primarylocationpdfurl", "bestoalocationpdfurl", "code", "codeurl", "codelink",
        "github", "githublink", "githuburl", "repository", "repo", "project", "projectpage",
        "ul", "ur", "u",
    ),
    Column.NOTE: (
        "extra", "note", "notes", "comment", "comments", "remarks", "remark", "annotation",
        "annotations", "bemerkung", "bemerkungen", "notizen", "remarques", "notas", "n1",
    ),
    Column.KIND: ("itemtype", "referencetype", "entrytype"),
    Column.OTHER: (
        "key", "isbn", "issn", "eissn", "pages", "page", "numpages", "issue", "journalissue",
        "startpage", "endpage", "pagestart", "pageend", "artno", "dateadded", "datemodified",
        "accessdate", "numberofvolumes", "shorttitle", "series", "place", "language", "rights",
        "type", "archive", "librarycatalog", "callnumber", "fileattachments", "linkattachments",
        "manualtags", "automatictags", "editor", "editors", "authorsid", "citedby",
        "citationcount", "citations", "cites", "timescited", "authorkeywords", "indexkeywords",
        "keywords", "keyword", "tags", "documenttype", "publicationtype", "publicationstage",
        "openaccess", "eid", "pmid", "pmcid", "status", "rating", "priority", "topic", "topics",
        "category", "categories", "primarycategory", "month", "day", "affiliations", "rank",
        "gsrank", "citesurl", "querydate", "citationurl", "ecc", "relatedurl", "citation",
        "createdate", "nihmsid", "fieldsofstudy", "tldr", "accessionnumber", "ref", "study",
        "read", "no", "nr", "index", "pt", "be", "gp", "bf", "ca", "ut", "sn", "ei", "de", "wc",
        "updated", "updatedate", "submitter", "versions", "license", "corpusid", "influential",
        "isopenaccess", "referencecount", "publicationtypes", "contenttype", "bookseriestitle",
    ),
}  # fmt: skip
_BY_HEADING: Final = {
    heading: (column, rank)
    for column in reversed(Column)
    for rank, heading in enumerate(_HEADINGS[column])
}
# Headings that name the title only where no other does: `paper` may head links, too.
_WEAK_TITLES: Final = frozenset({"name", "papername", "paper", "article", "publication"})
# Headings under which some programs put the name of their database.
_WEAK_VENUES: Final = frozenset({"source", "publication", "publisher", "where"})
_LONGEST_HEADING: Final = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table: for each thing said of a paper, their places by preference."""

    width: int
    places: Mapping[Column, tuple[int, ...]]
    known: int
    """How many headings are known."""
    headings: tuple[str, ...] = ()
    """As written."""

    def repeats(self, row: Sequence[str]) -> bool:
        """Whether the row is that of the headings once more, as in pages put together."""
        return bool(self.headings) and tuple(row[: self.width]) == self.headings

    def cells(self, column: Column, row: Sequence[str]) -> list[str]:
        """What the row says there, without the empty cells."""
        found = (row[place].strip() for place in self.places.get(column, ()) if place < len(row))
        return [cell for cell in found if cell]


def columns_of(row: Sequence[str]) -> Columns | None:
    """The columns that a row of headings names; None if the row is not one.

    It is one if it names where titles are, or ids or links, and something else that papers have.
    """
    if not 2 <= len(row) <= _MOST_COLUMNS or sum(map(bool, map(str.strip, row))) < 2:
        return None
    found: dict[Column, list[tuple[int, int]]] = {}
    known = 0
    keys = [_key(cell) for cell in row]
    has_title = any(
        _BY_HEADING.get(key, (None, 0))[0] is Column.TITLE and key not in _WEAK_TITLES
        for key in keys
    )
    for place, key in enumerate(keys):
        column, rank = _BY_HEADING.get(key, (None, 0))
        if column is None:
            continue
        if key == "publication" and has_title:
            column, rank = Column.VENUE, len(_HEADINGS[Column.VENUE])
        elif key in _WEAK_TITLES and has_title:
            column = Column.OTHER
        known += 1
        if key == "firstauthor" and "secondauthor" in keys:
            column, rank = Column.EACH_AUTHOR, -1
        found.setdefault(column, []).append((rank, place))
    if not _is_of_papers(keys, found.keys(), known):
        return None
    places = {column: tuple(place for _, place in sorted(at)) for column, at in found.items()}
    venues = places.get(Column.VENUE, ())
    strong = tuple(place for place in venues if keys[place] not in _WEAK_VENUES)
    if strong:
        weak = tuple(p for p in venues if keys[p] in _WEAK_VENUES and keys[p] != "source")
        places[Column.VENUE] = strong + weak
    return Columns(len(row), places, known, tuple(row))


_MOST_COLUMNS: Final = 500
# Headings that tables of anything have.
_COMMON: Final = frozenset(
    {
        "name",
        "publication",
        "by",
        "who",
        "when",
        "contributors",
        "description",
        "summary",
        "id",
        "identifier",
    }
    | {"identifiers", "number", "source", "publisher", "where", "website", "webpage", "project"}
)
_TELLING: Final = frozenset(
    {Column.AUTHORS, Column.EACH_AUTHOR, Column.ABSTRACT, Column.VENUE, Column.ID}
)


def _is_of_papers(keys: Sequence[str], found: Set[Column], known: int) -> bool:
    """Whether these headings are those of papers and not of songs, products or people."""
    own = {_BY_HEADING[key][0] for key in keys if key in _BY_HEADING and key not in _COMMON}
    filled = sum(1 for key in keys if key)
    if known < 2:
        return False
    if Column.TITLE not in found:
        named = own & {Column.ABSTRACT, Column.ID, Column.LINK}
        return bool(named) and len(found - {Column.OTHER, Column.NOTE}) > 1 and 2 * known >= filled
    if own & _TELLING:
        return True
    return Column.TITLE in own and (known == filled or (Column.LINK in own and 2 * known >= filled))


@lru_cache(maxsize=512)
def _key(heading: str) -> str:
    """A heading without case, accents, spaces and signs: `Author(s)` and `AUTHOR_S` are one."""
    if len(heading) > _LONGEST_HEADING:
        return ""
    folded = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(character for character in folded if character.isalnum())
