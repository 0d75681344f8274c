"""URLs: found in text, told apart by kind, read for the ids they hold, and made from ids.

Nothing here goes online; a link is only text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, quote_plus, unquote, urlsplit

from readlist.errors import BadValue
from readlist.paper import Fields, Link, LinkKind

# ---------------------------------------------------------------- finding URLs in text

# A scheme that is not directly followed by another one (`https://https://x` happens).
_SCHEME = re.compile(r"https?://(?!https?://)(?=[\w\[])", re.IGNORECASE)

# What TeX writes for characters that are special to it: `\_`, `\~{}`, `{\_}`, `$\_$`, `$\sim$`,
# and `\-`, which is nothing but a place to break the line.
_TEX_CHARACTER = (
    r"\{\\[_%#&~$]\}|\\[_%#&~$-](?:\{\})?|\{~\}"
    r"|\{\\text(?:asciitilde|underscore)\}|\\text(?:asciitilde|underscore)(?:\{\}| )?"
    r"|\$\\(?:sim|_)\$"
)
_TEX_ESCAPE = re.compile(_TEX_CHARACTER)

# White space, quotes, angle brackets, braces, and what no URL holds unescaped end one; so does the
# next URL where two are glued: `https://a.org,https://b.org` is two, but
# `web.archive.org/web/2020/https://a.org` is one.
_BODY = re.compile(
    rf"(?:{_TEX_CHARACTER}"
    r"|(?!(?<![/=:?&%#])https?://)"
    '[^\\s<>"`{}|\\\\^\\x00-\\x1f\\x7f\u200b\ufeff\u2018\u2019\u201c\u201d\u00ab\u00bb'
    "\u2013\u2014\u2026\u3001\u3002\u300a-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f])+",
    re.IGNORECASE,
)

_PAIRS: Final = {")": "(", "]": "["}
_TRAILING = frozenset(".,;:!?'*~$([")


def urls_in(text: str) -> tuple[str, ...]:
    """The http and https URLs of `text`, in order, each once, as written but cleaned.

    Cleaned means: without the words, `\\url{}`, quotes and punctuation they are glued to, and
    with TeX escapes undone (`a\\_b` is `a_b`). Brackets stay where they are balanced.
    """
    return tuple(dict.fromkeys(_found(text)))


def _found(text: str) -> Iterator[str]:
    at = 0
    while scheme := _SCHEME.search(text, at):
        body = _BODY.match(text, scheme.end())
        at = body.end() if body else scheme.end()
        if body is None:
            continue
        url = scheme.group() + _untex(body.group())
        if "\\-" in body.group():  # a line break undone may have glued two URLs
            yield from _found(url)
        elif trimmed := _trimmed(url):
            yield trimmed


def _untex(url: str) -> str:
    def plain(escape: re.Match[str]) -> str:
        written = escape.group()
        if "tilde" in written or "sim" in written:
            return "~"
        if "underscore" in written:
            return "_"
        if written.startswith("\\-"):
            return ""
        return next((character for character in written if character in "_%#&~"), "$")

    return _TEX_ESCAPE.sub(plain, url)


def _trimmed(url: str) -> str | None:
    """`url` without the punctuation of the sentence around it; None if nothing is left."""
    opened: list[str] = []
    end = len(url)
    for place, character in enumerate(url):
        if character in _PAIRS.values():
            opened.append(character)
        elif character in _PAIRS and (not opened or opened.pop() != _PAIRS[character]):
            end = place
            break
    while end and (url[end - 1] in _TRAILING or url.endswith("'s", 0, end)):
        end -= 1
    host = url[:end].partition("://")[2]
    return url[:end] if host[:1].isalnum() or host.startswith("[") else None


# ---------------------------------------------------------------- ids

_ARXIV_NEW = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
_ARXIV_OLD = r"[a-z]+(?:-[a-z]+)*(?:\.[a-z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3}"
_ARXIV = re.compile(
    r"(?:"
    r"arxiv\s*:\s*"
    r"|(?:https?://)?(?:[\w-]+\.)*(?:arxiv|ar5iv|alphaxiv)\.org/[a-z-]+/"
    r"|(?:https?://)?(?:www\.)?huggingface\.co/papers/"
    r"|(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi\s*:\s*)?10\.48550/arxiv\."
    r")?"
    rf"({_ARXIV_NEW}|{_ARXIV_OLD})(?:v\d+)?(?:\.pdf)?/?(?:[?#]\S*)?",
    re.IGNORECASE | re.ASCII,  # other scripts have digits too, but no ids
)

_DOI_PREFIX = re.compile(
    r"(?:https?://)?(?:dx\.|www\.)?doi\.org/(?:doi:)?|doi\s*:\s*(?:https?://(?:dx\.)?doi\.org/)?",
    re.IGNORECASE,
)
_DOI_IN_PATH = re.compile(
    r"https?://[^/\s]+/(?:[\w-]+/)*?(?:doi|articles?|chapter|book|content)/"
    r"(?:(?:abs|full|pdf|epdf|epub|pdfdirect|pdfplus|reader|book|proceedings|pdf)/)?(?=10\.\d)",
    re.IGNORECASE,
)
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
# What sites put behind a DOI in a path; bioRxiv and medRxiv also a version.
_DOI_TAIL = re.compile(
    r"(?:(?:/(?:full|abstract|pdf|epdf|html|meta)|\.(?:pdf|full|full-text|abstract))+"
    r"|(?<=\d{6})v\d+(?:\.full(?:-text)?)?(?:\.pdf)?)$",
    re.IGNORECASE,
)


def parse_arxiv_id(text: str) -> str | None:
    """The arXiv id that `text` *is*: an id, `arXiv:…`, or a link to the paper; else None.

    Without version; the old style keeps its archive but not its subject class, which arXiv
    itself ignores: `math.GT/0309136v1` is `math/0309136`.
    """
    found = _ARXIV.fullmatch(text.strip())
    if found is None:
        return None
    archive, slash, number = found.group(1).lower().rpartition("/")
    return archive.partition(".")[0] + slash + number


def arxiv_year(arxiv_id: str) -> int:
    """The year an arXiv id was given in, from its YYMM."""
    two_digits = int(arxiv_id.rpartition("/")[2][:2])
    return two_digits + (1900 if two_digits >= 91 else 2000)


def parse_doi(text: str) -> str | None:
    """The DOI that `text` *is*: bare, `doi:…`, or a link that names it; lower-case, else None."""
    text = text.strip()
    in_path = _DOI_IN_PATH.match(text)
    prefix = in_path or _DOI_PREFIX.match(text)
    doi = text[prefix.end() :] if prefix else text
    if prefix and "://" in prefix.group():
        doi = unquote(doi)
        doi = doi.partition("#")[0].partition("?")[0]
    if _DOI.fullmatch(doi) is None:
        return None
    if in_path:
        doi = _DOI_TAIL.sub("", doi)
    doi = (_trimmed(f"doi://{doi.lower()}") or "").removeprefix("doi://")
    return doi if _DOI.fullmatch(doi) else None


# ---------------------------------------------------------------- kinds


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PAPER_HOSTS: Final = _words(
    "arxiv.org ar5iv.org alphaxiv.org doi.org biorxiv.org medrxiv.org chemrxiv.org psyarxiv.com"
    " ssrn.com eprint.iacr.org hal.science openreview.net aclanthology.org aclweb.org"
    " proceedings.mlr.press jmlr.org papers.nips.cc proceedings.neurips.cc papers.neurips.cc"
    " openaccess.thecvf.com ecva.net isca-archive.org isca-speech.org roboticsproceedings.org"
    " dl.acm.org ieeexplore.ieee.org computer.org link.springer.com sciencedirect.com"
    " onlinelibrary.wiley.com tandfonline.com nature.com science.org pnas.org cell.com"
    " journals.plos.org journals.aps.org iopscience.iop.org academic.oup.com mdpi.com"
    " frontiersin.org jair.org ojs.aaai.org aaai.org ijcai.org usenix.org vldb.org"
    " direct.mit.edu distill.pub semanticscholar.org pubmed.ncbi.nlm.nih.gov"
    " transacl.org tmlr.org elifesciences.org peerj.com joss.theoj.org hal.archives-ouvertes.fr"
    " inria.hal.science drops.dagstuhl.de epubs.siam.org projecteuclid.org"
)
_CODE_HOSTS: Final = _words(
    "github.com gist.github.com gitlab.com bitbucket.org codeberg.org sr.ht git.sr.ht gitee.com"
    " sourceforge.net code.google.com colab.research.google.com pypi.org cran.r-project.org"
    " anonymous.4open.science crates.io npmjs.com codeocean.com modelscope.cn"
)
# The hub's other pages (blog, docs, users, papers) hold no code.
_HUB_PAGES: Final = _words(
    "papers blog docs posts join login pricing tasks learn chat collections organizations"
)


def kind_of(url: str) -> LinkKind:
    """Whether `url` leads to a paper, to code (or a model or data set hub), or elsewhere."""
    if parse_arxiv_id(url) is not None or parse_doi(url) is not None:
        return LinkKind.PAPER
    host, path = _host_and_path(url)
    if _is_one_of(host, _PAPER_HOSTS):
        return LinkKind.PAPER
    if host == "huggingface.co":
        first, _, second = path.partition("/")
        return LinkKind.CODE if second and first not in _HUB_PAGES else LinkKind.PAGE
    if host.startswith(("gitlab.", "git.")) or _is_one_of(host, _CODE_HOSTS):
        return LinkKind.CODE
    return LinkKind.PAGE


def _host_and_path(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:  # brackets that look like a broken IPv6 address
        return "", ""
    return host.removeprefix("www."), parts.path.strip("/")


_MOST_LABELS: Final = 5  # of any host named above


def _is_one_of(host: str, hosts: frozenset[str]) -> bool:
    """Whether `host` is one of `hosts` or below one."""
    parts = host.split(".")[-_MOST_LABELS:]
    return any(".".join(parts[start:]) in hosts for start in range(len(parts)))


# ---------------------------------------------------------------- links of a paper


def arxiv_url(arxiv_id: str) -> str:
    return f"https://arxiv.org/abs/{arxiv_id}"


def doi_url(doi: str) -> str:
    return "https://doi.org/" + quote(doi, safe="/:;()@!$&'*+,=~._-")


def links_of(fields: Fields) -> tuple[Link, ...]:
    """The links of a work: those its arXiv id and DOI give, then its URLs; no target twice."""
    links: list[Link] = []
    if fields.arxiv_id:
        links.append(Link(arxiv_url(fields.arxiv_id), LinkKind.PAPER))
    if fields.doi and parse_arxiv_id(fields.doi) is None:
        links.append(Link(doi_url(fields.doi), LinkKind.PAPER))
    seen = {_target(link.url) for link in links}
    for url in fields.urls:
        target = _target(url)
        if target not in seen:
            seen.add(target)
            links.append(Link(url, kind_of(url)))
    return tuple(links)


def _target(url: str) -> str:
    """What `url` leads to, so that an abs, a PDF and a DOI link to one preprint are one."""
    if arxiv_id := parse_arxiv_id(url):
        return f"arxiv:{arxiv_id}"
    if doi := parse_doi(url):
        return f"doi:{doi}"
    return url


def paper_link(fields: Fields) -> str | None:
    """The first link that leads to the paper itself."""
    return next((link.url for link in links_of(fields) if link.kind is LinkKind.PAPER), None)


_ENGINES: Final = {
    "scholar": "https://scholar.google.com/scholar?q={}",
    "arxiv": "https://arxiv.org/search/?query={}&searchtype=all",
    "semanticscholar": "https://www.semanticscholar.org/search?q={}",
}


def find_url(title: str, engine: str = "scholar") -> str:
    """A search for `title` in quotes: `scholar`, `arxiv` or `semanticscholar`.

    Raises BadValue for another engine.
    """
    if engine not in _ENGINES:
        raise BadValue(f"There is no search engine '{engine}': use {', '.join(_ENGINES)}.")
    words = title.replace('"', " ").split()
    phrase = " ".join(words).rstrip("…").rstrip()
    return _ENGINES[engine].format(quote_plus(f'"{phrase}"'.encode("utf-8", "replace")))
