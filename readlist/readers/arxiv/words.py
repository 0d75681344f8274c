"""The words that arXiv's own pages have around papers, and the signs they know papers by."""

from __future__ import annotations

import re
from typing import Final

ID: Final = (
    r"(?:\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
    r"|[a-z]{2,8}(?:-[a-z]{2,4}){0,2}(?:\.[A-Za-z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v\d{1,2})?"
)
"""An arXiv id of either style, with or without its version."""

_ARCHIVES: Final = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas"
    "|cond-mat|cs|dg-ga|econ|eess|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math"
    "|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|q-fin|quant-ph|solv-int"
    "|stat|supr-con"
)
CATEGORY: Final = rf"(?:{_ARCHIVES})(?:\.[A-Za-z-]{{2,11}})?(?![\w.-])"
"""A category: `cs.CV`, `quant-ph`."""

# What may stand behind the id of a listed paper, also on lines of its own.
_TOKEN: Final = (
    r"[\[\](),:;|]|(?:pdf|ps|html|other|abs|src|dvi|txt|format|formats|view|experimental)\b"
    rf"|cross-list(?:ed|ing)?\b|\*cross-listing\*|from\b|(?:replaced|withdrawn)\b|{CATEGORY}"
    r"|[Dd][Oo][Ii]\b|10\.\d{4,9}/\S{1,150}"
)
TAIL: Final = re.compile(rf"(?:\s*(?:{_TOKEN}))*\s*")
LISTED: Final = re.compile(
    rf"(?P<index>\[\d{{1,6}}\]|\d{{1,6}}[.)])?\s*(?P<prefix>arXiv\s?:\s*)?(?P<id>{ID})(?![\w./])"
    r"(?P<tail>.*)",
    re.IGNORECASE,
)
"""The line a listed paper begins with: `[1] arXiv:2101.00001 [pdf, html, other]`."""

INDEX: Final = re.compile(r"\[\d{1,6}\]|\d{1,6}[.)]")

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_DATED = rf"{_DAY},? \d{{1,2}} [a-z]{{3,9}} \d{{2,4}}"
_SECTION = (
    r"(?:new|cross|replacement|replaced)[ -](?:submissions?|lists?|listings?)"
    r"|cross-?lists?(?:ings?)?|replacements?"
)
_PAGE = r"(?:\d[\d,]*(?:[-–]\d[\d,]*)?|[…|:.]{1,3})"
_PAGE_WORDS = re.compile(
    # the listings' headings, counts and pages
    rf"(?:[*•-] )?{_DATED}(?: ?\(.{{0,60}}\))?"
    rf"|(?:{_SECTION})(?: for {_DAY}.{{1,40}})?(?: ?\((?:continued, )?showing .{{1,50}}\))?"
    rf"|\(?(?:continued, )?showing (?:up to |first |last )?{_PAGE} .{{0,200}}"
    r"|showing new listings for .{1,60}"
    r"|\[? ?total of [\d,.]+ (?:entries|results).{0,300}|\[? ?showing (?:up to )?.{1,80}"
    r"|(?:fewer|more|all)(?: ?\| ?(?:fewer|more|all))*(?: ?\])?"
    r"|authors and titles for .{1,80}|titles? (?:and authors )?for .{1,60}"
    r"|see (?:today['’]s |also )?(?:new|recent)(?: and .{1,20})? (?:changes|articles)"
    rf"|submissions received from .{{1,80}}|{CATEGORY}"
    r"|no updates (?:today|for this time period)\.?|catch ?up.{0,60}"
    rf"|(?:\[ ?)?{_PAGE}(?: {_PAGE}){{0,60}}(?: ?\]| next)?|previous(?: {_PAGE}){{1,60}}(?: next)?"
    r"|.{1,60}['’]s articles on arxiv|see also orcid.{0,60}"
    r"|the web address for this page and the arxiv author id.{0,300}"
    r"|.{0,40}atom feed(?: available.*)?"
    r"|this author page is .{1,100}orcid.{0,80}|is this not you\?"
    r"|\(?listings? (?:is )?sorted by .{1,60}"
    r"|see author identifier help.*|\(?authors? combined.{0,80}"
    # the search page's form
    r"|search v[\d.]+.{0,40}|feedback\??|search term(?: or terms)?(?:\.\.\.)?|field:?|search in"
    r"|(?:show|hide) (?:full )?abstracts(?: ?(?:show|hide) (?:full )?abstracts)?"
    r"|(?:\d+ results per page\.? ?)+(?:sort results by.*)?|results per page\.?|sort results by.*"
    r"|(?:announcement|submission) date \(.{1,20}\).*|relevance|go|next|previous|previous ?next"
    r"|query: (?:order|terms).*|refine query|new search|simple search|advanced search"
    r"|searching in archives? .*|search in all archives\.?.*|only \d+ pages are available.*"
    # the site around them
    r"|skip to (?:main content|search)|we gratefully acknowledge support.*|the simons foundation.*"
    r"|(?:and )?member institutions.*|(?:and )?all contributors\.?(?: ?donate)?|donate"
    r"|arxiv(?:\.org)?(?: logo)?"
    r"|(?:arxiv(?:\.org)? ?)?>.{0,60}|arxiv(?:\.org)?(?: logo)?(?: ?> ?[\w.:/-]+){1,3}"
    r"|cornell university"
    r"|quick links|log ?in|help(?: pages?)?(?: ?\| ?advanced search)?|about(?: ?help)?|contact"
    r"|open (?:search|navigation menu)|close|search|subscribe|copyright|privacy policy|submit"
    r"|web accessibility assistance|arxiv operational status.{0,40}|get status notifications.*"
    r"|(?:via )?email|or slack|slack|help ?contact arxiv.*|contact arxiv.*|subscribe to arxiv.*"
    r"|.{0,20}click here to (?:contact|subscribe).*|(?:about ?)?help.{0,20}contact arxiv.*"
    r"|(?:disable|enable) mathjax.*|what is mathjax\??|links to: .*|\(access key information\)"
    r"|all fields(?: title.*)?|author\(s\)|journal ref(?:erence)?|acm classification"
    r"|msc classification|report number|arxiv identifier|doi|orcid|arxiv author id|full text"
    r"|help pages|cross-list|computer science|mathematics|physics|statistics|economics"
    r"|quantitative (?:biology|finance)|electrical engineering and systems science|astrophysics"
    r"|condensed matter|high energy physics.{0,40}|quantum physics|general relativity.{0,40}"
    r"|which authors of this paper are endorsers\?.*|title|authors?|abstract|comments",
    re.IGNORECASE,
)
_LONGEST: Final = 600


def is_page_words(text: str) -> bool:
    """Whether a line is one of those that arXiv's listing and search pages have by themselves."""
    return len(text) <= _LONGEST and _PAGE_WORDS.fullmatch(" ".join(text.split())) is not None
