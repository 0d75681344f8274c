"""The labels that people and pages put before the fields of a paper, however they write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from readlist.readers.bylines import names_in
from readlist.readers.people import without_affiliations

_NAMES: Final = {
    "title": r"(?:paper |article |full |document |original )?titles?|paper name"
    r"|titel|titre|t[ií]tulo|titolo|标题|題名",
    "authors": r"author(?:s|\(s\)|s list| list| names?)?|(?:written )?by|creators?"
    r"|autor(?:e[ns]|es|innen)?|verfasser(?:innen)?|auteurs?|autori|作者|著者",
    "abstract": r"abstracts?(?: ?note)?|paper abstract|zusammenfassung|kurzfassung"
    r"|r[ée]sum[ée]|resumen|resumo|sommario|摘要|要旨",
    "summary": r"summary",
    "year": r"(?:publication |pub(?:\.|lished)? |publishing )?(?:year|date)|date published"
    r"|published(?: on)?|year of publication|(?:erscheinungs)?jahr|ann[ée]e|a[ñn]o|anno|年份",
    "submitted": r"(?:date )?submitted(?: on)?|submission date|first submitted|announced",
    "venue": r"venue|journal(?: ?/ ?conference|[- ]ref(?:erence)?| name| title)?"
    r"|conference(?: ?/ ?journal| name| title)?|book ?title|published (?:in|at)"
    r"|publication(?: title| venue| name)?|proceedings|appear(?:s|ed) in|container title|in"
    r"|zeitschrift|tagung|revue|revista|rivista",
    "doi": r"(?:related |paper )?doi(?: link)?|digital object identifier",
    "arxiv": r"arxiv(?:[ -]?(?:id|number|no\.?|link|url|identifier))?|e-?print",
    "cite": r"cite as",
    "link": r"(?:paper |article |pdf |html |arxiv |full[- ]text |web |abs(?:tract)? )?"
    r"(?:urls?|links?)|pdf|html|web ?page|openreview|entry id|available (?:at|from)|url ?/ ?link",
    "related": r"(?:source )?code(?: (?:url|link|repository))?|github(?: (?:repo|link|url))?"
    r"|repo(?:sitory)?|project(?: (?:page|website|url|link|site))?|web ?site|home ?page|demo"
    r"|data(?:set)?s?(?: (?:url|link))?|videos?|slides|poster|implementation|supplementary material"
    r"|model(?:s| weights)?",
    "comments": r"comments?|notes?|remarks?",
    "paper": r"paper",
    "other": r"key ?words?(?: and phrases)?|key-words|index terms|tags?|categor(?:y|ies)|subjects?"
    r"|topics?|(?:research |subject )?areas?|(?:research )?fields?(?: of study)?"
    r"|primary (?:area|class)|volume|vol\.?|number|issue|pages?|pp\.?|publisher|editors?"
    r"|issn|isbn|language|month|series"
    r"|(?:item |document |publication |paper )?type|affiliations?|institutions?|organi[sz]ations?"
    r"|citations?|cited by|citation count|references|report(?: number|-no)|msc[ -]class(?:es)?"
    r"|acm[ -]class(?:es)?|(?:paper |item )?id|rank|rating|score|status|licen[cs]e|tl;?dr|country"
    r"|e-?mail|corresponding author|location|pmid|pmcid|session|track|decision|date added|accessed"
    r"|journal abbr\w*|short title|library catalog|rights|extra|submission number|upvotes|votes"
    r"|likes|stars|citation|bibtex|source|contribution|tasks?|methods? used|confidence",
}
"""By what the field is: "link" leads to the paper itself, "related" to what belongs to it."""

WEAK: Final = re.compile(
    r"by|in|data(?:sets?)?|videos?|models?|notes?|source|status|type|number|id|pages?|score|rank"
    r"|fields?|areas?|tasks?|references|citations?|month|summary|demo|contribution|confidence"
    r"|location|methods?|extra|rights|code|paper|date|published|series|language|country|track"
    r"|session|rating|topics?|subjects?|poster|slides|number|issue|volume"
)
"""Labels that sentences and the parts of abstracts begin with as well."""

_NAME = "|".join(rf"(?P<{kind}>{names})" for kind, names in _NAMES.items())
_PREFIX = r"(?:(?:[-*•+◦▪>]|#{1,6}|[\[(]?\d{1,5}[.)\]]) ?)?"
_EMPHASIS = r"(?:\*\*|__|\*|_|`|\[|【|<b>)?"
_CLOSED = r"(?:\*\*|__|\*|_|`|\]|】|</b>)?"
_LABEL = re.compile(
    rf"{_PREFIX}(?P<opened>{_EMPHASIS})(?P<name>{_NAME})"
    rf"(?:{_CLOSED}\s{{0,3}}(?P<colon>[:：])\s{{0,3}}{_CLOSED}|{_CLOSED}(?:\s{{1,3}}[-–—]{{1,2}}\s{{1,3}}|\t(?!\s{{0,9}}=)\s{{0,9}}))"
    r"\s{0,9}",
    re.IGNORECASE,
)
# Without a colon: a heading of its own, or what papers put before their abstract.
_ALONE = re.compile(
    rf"(?:#{{1,6}} )?{_EMPHASIS}(?:(?P<title>title)|(?P<authors>authors?)|(?P<abstract>abstract)"
    rf"|(?P<other>key ?words|index terms|tags)){_CLOSED}\.?",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"(?P<abstract>Abstract|ABSTRACT)(?:\s?[—–]\s?|\s-\s|\.\s{1,3}(?=[A-Z“\"])|(?=[A-Z][a-z]{0,14}\s))"
    r"|(?P<other>Keywords|Index Terms|Key words)\s?[—–]\s?"
)
# Labels in the middle of a line, where what follows fits. Capitals set them off from the text;
# where the line's first label has none, a space must.
_WITHIN: Final = (
    r"(?P<title>{Title})|(?P<authors>{Author}s?|{Author}\(s\))|(?P<abstract>{Abstract})"
    r"|(?P<other>{Keywords}|{Key words}|{Index terms}|{Tags}|{Subjects}|{Categories}|{Topics})"
    r"|(?P<year>(?:{Publication} )?{Year}|{Date}|{Published})"
    r"(?=\s?[:：][^:：]{0,14}\b(?:19|20)\d\d)"
    r"|(?P<venue>{Venue}|{Journal}|{Conference}|{Published in})"
    r"|(?P<doi>[Dd][Oo][Ii])(?=\s?[:：]\s?(?:https?://|10\.))"
    r"|(?P<arxiv>[Aa]r[Xx]iv(?: I[Dd])?|ARXIV)(?=\s?[:：]\s?(?:https?://|\d{4}\.\d|[a-z-]+/\d))"
    r"|(?P<link>(?:[Uu][Rr][Ll]|[Pp][Dd][Ff]|{Link})s?)(?=\s?[:：]\s?(?:https?://|www\.))"
    r"|(?P<related>{Code}|[Gg]it[Hh]ub|{Project page}|{Project}|{Website})(?=\s?[:：]\s?https?://)"
)
_SPELLED = re.compile(r"\{([A-Z][a-z ]+)\}")
_INLINE = re.compile(
    r"(?:(?<=[\s|;,.])|(?<=[a-z)\]…?!]))(?:"
    + _SPELLED.sub(lambda word: f"(?:{word[1]}|{word[1].title()}|{word[1].upper()})", _WITHIN)
    + r")\s?[:：]\s{0,9}"
)
_INLINE_LOWER = re.compile(
    r"(?<=[\s|;,])(?:" + _SPELLED.sub(lambda word: word[1].lower(), _WITHIN) + r")\s?[:：]\s{0,9}"
)
_ENDED: Final = (".", "!", "?", "…", ")", "”", '"')
_LONGEST_LABEL: Final = 90
_LONGEST_NAMES: Final = 400


@dataclass(frozen=True, slots=True)
class Labelled:
    """A piece of a line: the kind of its label (empty: none), the label's words, the text."""

    kind: str
    name: str
    text: str


def label_of(line: str) -> Labelled | None:
    """The label that a line begins with, and the rest of the line; None if it begins otherwise."""
    start = line[:_LONGEST_LABEL]
    if found := _LABEL.match(start):
        kind = next(kind for kind in _NAMES if found[kind] is not None)
        text = line[found.end() :] if found.end() < len(start) else line[found.end() :].lstrip()
        return Labelled(kind, " ".join(found["name"].lower().split()), text)
    if len(line) < _LONGEST_LABEL and (found := _ALONE.fullmatch(line)):
        return Labelled(found.lastgroup or "", found.group().strip("#*_`[] .").lower(), "")
    if found := _GLUED.match(start):
        return Labelled(found.lastgroup or "", (found.lastgroup or "").lower(), line[found.end() :])
    return None


def pieces_of(line: str) -> Iterator[Labelled]:
    """The fields that stand on a line, which begins with a label, one behind the other.

    Only `Keywords:` and the like end an abstract, unless the line holds several fields anyway.
    """
    first = label_of(line)
    if first is None:
        yield Labelled("", "", line)
        return
    kind, name, text = first.kind, first.name, first.text
    count, start = 1, 0
    inline = _INLINE_LOWER if line.lstrip("*_-#> ")[:1].islower() else _INLINE
    for found in inline.finditer(text):
        inner = found.lastgroup or ""
        before = text[max(start, found.start() - 3) : found.start()]
        after = text[found.end() : found.end() + _LONGEST_NAMES]  # not all of it: lines are long
        if not _may_end(kind, inner, before, after, count):
            continue
        yield Labelled(kind, name, text[start : found.start()].rstrip(" \t|;"))
        kind, name, start = inner, found.group().lower().strip(" :："), found.end()
        count += 1
    yield Labelled(kind, name, text[start:])


def _may_end(kind: str, inner: str, before: str, after: str, count: int) -> bool:
    """Whether a field of `kind` may end where a label of the kind `inner` follows it on its line.

    `count`: the labels on the line so far.
    """
    if not before.strip():  # `Title: Abstract: …` is a title that begins so
        return kind not in ("title", "abstract")
    if kind in ("abstract", "summary"):
        ended = before.rstrip().endswith(_ENDED)
        return ended and (inner in ("other", "title", "authors") or count > 1)
    if kind == "title" and inner == "authors":
        names = re.split(r"[A-Z]?[a-z]*\s?[:：]", after, maxsplit=1)[0]
        return names_in(without_affiliations(names)) > 0
    if kind == "title":
        return inner in ("abstract", "arxiv", "doi", "link") or count > 1
    return inner in ("title", "authors", "abstract") or count > 1
