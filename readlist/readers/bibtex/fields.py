"""What a BibTeX entry says of its work: from values in TeX to the fields of a record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from readlist.paper import Fields
from readlist.readers.citation import citation
from readlist.readers.markup import plain_text
from readlist.readers.people import people
from readlist.readers.prose import Wrapping
from readlist.readers.tex import literal, plain


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as written: values in TeX by lower-case field name (the first of each counts).

    Lines are 1-based and inclusive.
    """

    type: str
    """Lower-case: ``article``."""
    key: str
    fields: Mapping[str, str]
    first_line: int
    last_line: int


_PARAGRAPH = re.compile(r"\n[ \t]*\n|\\par(?![A-Za-z])")
_VENUES: Final = (
    "journal", "journaltitle", "booktitle", "eventtitle", "school", "institution", "publisher"
)  # fmt: skip
_OWN_LINKS: Final = frozenset(
    {"url", "urls", "howpublished", "link", "links", "adsurl", "html", "eprint"}
)
# Other fields may hold links too; these hold those of a file, of its maker, or of a licence.
_NO_LINKS: Final = frozenset(
    {"title", "subtitle", "author", "editor", "abstract", "doi", "publisher", "crossref"}
    | {"file", "biburl", "bibsource", "timestamp", "license", "copyright", "rights", "keywords"}
    | {"annote", "annotation"}  # what somebody wrote on the work
)
# Macros of journals that ADS exports, and what they print.
_JOURNALS: Final = {
    "aj": "AJ", "apj": "ApJ", "apjl": "ApJ", "apjs": "ApJS", "aap": "A&A", "aapr": "A&A Rev.",
    "aaps": "A&AS", "araa": "ARA&A", "mnras": "MNRAS", "nat": "Nature", "pasp": "PASP",
    "pasj": "PASJ", "pra": "Phys. Rev. A", "prb": "Phys. Rev. B", "prc": "Phys. Rev. C",
    "prd": "Phys. Rev. D", "pre": "Phys. Rev. E", "prl": "Phys. Rev. Lett.", "icarus": "Icarus",
    "jcap": "J. Cosmology Astropart. Phys.", "solphys": "Sol. Phys.", "ssr": "Space Sci. Rev.",
    "physrep": "Phys. Rep.", "jgr": "J. Geophys. Res.", "grl": "Geophys. Res. Lett.",
}  # fmt: skip


def fields_of(entry: Entry, wrapping: Wrapping | None = None) -> Fields:
    """What an entry says of its work. A link to arXiv or doi.org is only the id it names."""
    values = entry.fields
    wrapping = wrapping or Wrapping(tuple(values.values()))
    kind = plain(values.get("archiveprefix", "") or values.get("eprinttype", "")).lower()
    title, subtitle = (_paragraph(values.get(name, ""), wrapping) for name in ("title", "subtitle"))
    paragraphs = (_paragraph(p, wrapping) for p in _PARAGRAPH.split(values.get("abstract", "")))
    eprint = values.get("eprint", "")
    archive = (values.get("primaryclass", "") or values.get("eprintclass", "")).partition(".")[0]
    ids = [values.get("doi", "")]
    if kind in ("", "arxiv"):
        ids += [
            eprint,
            f"{archive}/{eprint}" if archive else "",
            values.get("arxivid", ""),
            values.get("arxiv", ""),
        ]
    ids += [
        v for name in ("number", "eid", "pages") if "arxiv" in (v := values.get(name, "")).lower()
    ]
    others = [(name, value) for name, value in values.items() if "://" in value or name == "note"]
    return citation(
        title=f"{title}: {subtitle}" if title and subtitle else title,
        abstract="\n\n".join(filter(None, paragraphs)),
        authors=_people(plain_text(values.get("author", ""))),
        years=[values.get("year", ""), values.get("date", "")],
        venues=(_venue(values.get(name, "")) for name in _VENUES),
        volume=values.get("volume", ""),
        ids=map(literal, ids),
        links=[values[name] for name in values if name in _OWN_LINKS],
        notes=[value for name, value in others if name not in _OWN_LINKS and name not in _NO_LINKS],
    )


def _paragraph(tex: str, wrapping: Wrapping) -> str:
    return plain(wrapping.join(line.strip() for line in tex.split("\n")))


def _venue(tex: str) -> str:
    macro = tex.strip(" {}\n").removeprefix("\\")
    return _JOURNALS.get(macro, plain(tex)) if "\\" in tex else plain(tex)


# ---------------------------------------------------------------- authors

_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_AND = re.compile(r"\\.|[{}]|(?:\s|^)and(?=\s|$)", re.IGNORECASE)
_COMMA = re.compile(r"\\.|[{},]")
_NAMED_PART = re.compile(r"(?:family|given|prefix|suffix|useprefix|(?:family|given|prefix)-i)=")
_FOOTNOTE = re.compile(r"\$\s?\^[^$]{1,20}\$\s*$")
# DBLP numbers people of the same name.
_HOMONYM = re.compile(r"(?<=[^\W\d_]) 0\d{3}$")
_TAIL: Final = 60
"""Characters at the end of a list in which "et al." is looked for."""
_NO_ONE = re.compile(r"(?:others|et\.? al\.?)", re.IGNORECASE)
_ET_AL = re.compile(
    r"(?:\s+and)?[\s,~]{1,5}(?:\\emph|\\textit)?\{?et\.?[\s~]{1,5}al\b\.?\}?\s*$", re.IGNORECASE
)


def _people(value: str) -> tuple[str, ...]:
    """The authors as "First Last", in order; "others" is no one."""
    value = " ".join(value.split())
    value = value[:-_TAIL] + _ET_AL.sub("", value[-_TAIL:])
    written = _split(value, _AND)
    if _is_other_list(value, written):
        return people(plain(", ".join(written)))
    names = map(_person, written)
    return tuple(name for name in names if name and not _NO_ONE.fullmatch(name))


def _is_other_list(value: str, written: Sequence[str]) -> bool:
    """Whether a value lists people otherwise than BibTeX wants it: `A B, C D and E F`, `A; B`."""
    if len(written) == 1 and ";" in plain(value):
        return True
    commas = [_split(each, _COMMA) for each in written if "=" not in each]
    if any(len(parts) > 3 for parts in commas):
        return True
    if len(commas) < len(written):
        return False
    parts = [part.strip() for part in commas[0]]
    if len(written) > 2 or len(parts) == 1 or any(map(_SUFFIX.fullmatch, parts)):
        return False
    if len(written) == 2 and len(commas[1]) > 1 and not _SUFFIX.fullmatch(commas[1][1].strip()):
        return False
    several = all(len(part.split()) > 1 and not part[0].islower() for part in parts if part)
    return several and len(parts) >= 4 - len(written)


def _person(name: str) -> str:
    """`Last, First` and `Last, Jr., First` turned round; a name in braces stays as it is."""
    name = _FOOTNOTE.sub("", name)
    parts = [part for written in _split(name, _COMMA) if (part := plain(written))]
    if parts and all(map(_NAMED_PART.match, parts)):
        return _of_named_parts(parts)
    if len(parts) == 2:
        last, first = parts
        return " ".join(parts if _SUFFIX.fullmatch(first) else [first, last])
    if len(parts) == 3:
        last, suffix, first = parts
        if _SUFFIX.fullmatch(first):
            suffix, first = first, suffix
        return f"{first} {last} {suffix}"
    return _HOMONYM.sub("", ", ".join(parts))


def _of_named_parts(parts: Sequence[str]) -> str:
    """A name as BibLaTeX lets one write it: `family=Berg, given=Jan, prefix=van der`."""
    named = {part.partition("=")[0]: part.partition("=")[2].strip('" ') for part in parts}
    return " ".join(filter(None, map(named.get, ("given", "prefix", "family", "suffix"))))


def _split(value: str, token: re.Pattern[str]) -> list[str]:
    """`value` cut at what `token` finds besides braces and escapes, outside of braces."""
    parts: list[str] = []
    depth = begun = 0
    for found in token.finditer(value):
        if found.group() == "{":
            depth += 1
        elif found.group() == "}":
            depth -= 1
        elif depth == 0 and not found.group().startswith("\\"):
            parts.append(value[begun : found.start()])
            begun = found.end()
    return [*parts, value[begun:]]
