"""Pages of the NeurIPS proceedings (papers.nips.cc, proceedings.neurips.cc).

Below `Advances in Neural Information Processing Systems 34 (NeurIPS 2021)` each paper is a title
and its authors: on two lines with a track below, on two lines, or, on older pages, on one line
with nothing in between. A paper's own page has `Authors` and `Abstract` as headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from readlist.readers.base import SNIFFED, LineClass, Reading
from readlist.readers.bylines import cuts, is_name, names_in
from readlist.readers.pages import Entry, Page
from readlist.readers.prose import goes_on, is_dangling, title_likeness

_HEADING = re.compile(
    r"(?P<part>Part of )?(?P<venue>(?:Advances in )?Neural Information Processing Systems"
    r"(?: \d{1,2})?)(?: pre-proceedings)? ?\((?:NeurIPS|NIPS)[ -](?P<year>(?:19|20)\d\d)\)"
    r"(?: .{0,60}Track.{0,20}| ?pre-proceedings)?",
    re.IGNORECASE,
)
_TRACK: Final = (
    r"(?:(?:NeurIPS |the )?(?:\d{4} )?(?:Main Conference|Datasets? (?:and|&) Benchmarks?"
    r"|Creative AI|Position Papers?|Competitions?|Journal|Journal-to-Conference"
    r"|Conference) ?(?:Track)?(?: ?(?:Round ?\d|\d{4}))?|Conference Papers?"
    r"|(?:Oral|Poster|Spotlight)s?)"
)
_TRACK_LINE = re.compile(rf"[\[(]?{_TRACK}(?:[ ,|·/]+{_TRACK}){{0,3}}[\])]?", re.IGNORECASE)
_TRACK_BEHIND = re.compile(
    r"[ \[(]{1,3}(?:Main Conference Track|Datasets and Benchmarks Track(?: Round ?\d)?"
    r"|Conference Paper|Creative AI Track(?: \d{4})?|Position Paper Track|Journal Track)[\])]?$"
)
_PAGE_WORDS = re.compile(
    r"(?:neurips|nips)(?: proceedings)?"
    r"|(?:electronic )?proceedings of the (?:neural|neurips).{0,80}"
    r"|edited by:?.{0,600}|search|books?|papers?|authors?|reviews?|paper list"
    r"|(?:bibtek|bibtex)(?: ?(?:paper|supplemental|metadata|reviews?|author ?feedback|download"
    r"|metareview|and public comment »?|errata))*|name change policy.{0,80}"
    r"|requests for name changes.{0,400}|use the .{0,20}report an issue.{0,60}"
    r"|do not remove: this comment is monitored.{0,100}|login|site last.{0,60}|abstract"
    r"|\d{1,5} papers?|neural information processing systems foundation.{0,40}|\W+",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[-*•‣◦·+]|\(?\d{1,4}[.)])\s+")
_ITALICS = re.compile(
    r"^(?P<title>.{4,400}?)\s*[—–-]?\s*(?<!\w)(?P<mark>\*|_)(?P<names>[^*_]{3,})(?P=mark)$"
)


class NeuripsReader:
    """Reads pages of the NeurIPS proceedings."""

    name: Final = "neurips"
    label: Final = "a page of the NeurIPS proceedings"

    def sniff(self, lines: Sequence[str]) -> float:
        return self.read(lines[:SNIFFED]).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        page = Page(lines)
        entries: list[Entry] = []
        venue: str | None = None
        year: int | None = None
        for heading, numbers in _parts(page):
            if heading is not None:
                venue, year = heading["venue"], int(heading["year"])
            own = heading is not None and heading["part"] is not None
            made = _own_page(page, numbers, entries) if own else _listed(page, numbers)
            for entry in made:
                entry.venue, entry.year = venue, year
                entry.marked |= venue is not None
            # A paper's own page goes on with the title that stood above its heading.
            last = entries[-1] if entries else None
            entries += [entry for entry in made if entry is not last]
        return page.reading(self.name, entries)


def _parts(page: Page) -> Iterator[tuple[re.Match[str] | None, list[int]]]:
    """The lines below each heading, with the heading; the page's own words get their class."""
    heading: re.Match[str] | None = None
    numbers: list[int] = []
    for number in page.content:
        text = page.texts[number]
        if found := _HEADING.fullmatch(_BULLET.sub("", text, count=1)):
            page.classes[number] = LineClass.BOILERPLATE
            yield heading, numbers
            heading, numbers = found, []
        else:
            numbers.append(number)
    yield heading, numbers


# ---------------------------------------------------------------- lists


def _listed(page: Page, numbers: Sequence[int]) -> list[Entry]:
    """The entries of a list of papers."""
    kept: list[tuple[int, str]] = []
    runs: list[tuple[list[tuple[int, str]], list[int]]] = []
    for number in numbers:
        text = page.texts[number]
        if _TRACK_LINE.fullmatch(text):
            runs.append((kept, [number]))
            kept = []
        elif _PAGE_WORDS.fullmatch(text):
            page.classes[number] = LineClass.BOILERPLATE
        elif behind := _TRACK_BEHIND.search(text):
            runs.append(([*kept, (number, text[: behind.start()])], []))
            kept = []
        else:
            kept.append((number, text))
    has_tracks = bool(runs)
    runs.append((kept, []))
    on_one_line = _are_on_one_line([text for run, _ in runs for _, text in run])
    known = _known_names(text for run, _ in runs for _, text in run) if on_one_line else _Known()
    entries: list[Entry] = []
    for run, tracks in runs:
        if on_one_line:
            made = [_from_one_line(page, number, text, known) for number, text in run]
        else:
            made = _from_lines(page, run, joined=bool(tracks))
        if tracks and not made:
            page.classes[tracks[0]] = LineClass.BOILERPLATE
        elif tracks:
            page.give(made[-1], LineClass.FIELD, tracks)
        entries += made
    # One such word may stand anywhere.
    has_tracks = has_tracks and 4 * (len(runs) - 1) >= len(entries)
    for entry in entries:
        entry.marked |= has_tracks and bool(entry.title and entry.byline)
    return entries


def _from_lines(page: Page, run: Sequence[tuple[int, str]], *, joined: bool) -> list[Entry]:
    """Entries of titles above authors. `joined`: the run ends where an entry is known to end."""
    texts = [_plain(text) for _, text in run]
    made: list[Entry] = []
    for cut in cuts(texts):
        for at in _titles(texts, cut.title, cut.byline, joined=joined):
            last = at.stop == cut.byline
            byline = range(cut.byline, cut.end) if last else range(0)
            if not byline and title_likeness(" ".join(texts[n] for n in at)) < -1.0:
                continue
            entry = Entry([texts[n] for n in at], [texts[n] for n in byline])
            page.give(entry, LineClass.TITLE, (run[n][0] for n in at))
            page.give(entry, LineClass.FIELD, (run[n][0] for n in byline))
            made.append(entry)
    return made


def _titles(texts: Sequence[str], start: int, stop: int, *, joined: bool) -> list[range]:
    """The titles among lines of which only the last is followed by authors."""
    begun = start
    found: list[range] = []
    for n in range(start + 1, stop):
        wrapped = is_dangling(texts[n - 1]) or goes_on(texts[n]) or " " not in texts[n]
        if not (wrapped or joined):
            found.append(range(begun, n))
            begun = n
    return [*found, range(begun, stop)]


def _plain(text: str) -> str:
    """`text` without bullet and marks of italics around it."""
    text = _BULLET.sub("", text, count=1)
    if len(text) > 2 and text[0] in "*_" and text[-1] == text[0]:
        return text.strip("*_")
    return text


# ---------------------------------------------------------------- title and authors on one line


def _are_on_one_line(texts: Sequence[str]) -> bool:
    if not texts:
        return False
    bylines = sum(_is_byline(_plain(text)) for text in texts)
    both = sum("," in text or _ITALICS.match(text) is not None for text in texts)
    # On two lines every other one is a list of names, and at most every other has a bullet.
    bullets = sum(_BULLET.match(text) is not None for text in texts)
    return both > 0.4 * len(texts) and (bylines < 0.4 * len(texts) or bullets > 0.8 * len(texts))


def _is_byline(text: str) -> bool:
    """Whether a line is names from its beginning on; behind a title the first is no name."""
    return names_in(text) > 0 and is_name(text.partition(", ")[0])


class _Known:
    """Names and first names that the page has behind commas, where they are whole."""

    def __init__(self, names: frozenset[str] = frozenset()) -> None:
        self.names = names
        self.first = frozenset(name.split()[0] for name in names)


def _known_names(texts: Iterator[str]) -> _Known:
    parts = (part.strip() for text in texts for part in text.split(",")[1:])
    return _Known(frozenset(part for part in parts if " " in part and is_name(part)))


def _from_one_line(page: Page, number: int, text: str, known: _Known) -> Entry:
    """An entry of `Title First Author, Second Author`, or of `Title *First Author, …*`."""
    text = _BULLET.sub("", text, count=1)
    entry = Entry()
    if italics := _ITALICS.match(text):
        entry.title, entry.byline = [italics["title"].strip()], [italics["names"]]
    else:
        title, byline = _cut_line(text, known)
        entry.title, entry.byline = [title], [byline]
    page.give(entry, LineClass.TITLE, [number])
    return entry


_LONGEST_FIRST: Final = 5  # words of a first author's name


def _cut_line(text: str, known: _Known) -> tuple[str, str]:
    """Title and authors of a line that has them without anything in between.

    The authors are the longest run of names at the end; of the first one only its end is sure,
    and its beginning is the one the page knows the person by, else two words, and what initials
    and particles belong to them.
    """
    parts = text.split(", ")
    first = len(parts) - 1
    while first > 0 and is_name(parts[first]) and " " in parts[first].strip():
        first -= 1
    words = parts[first].split()
    size = _name_length(words, known)
    if not size and first + 1 < len(parts):  # the title has a comma, and its end looks like a name
        first += 1
        words = parts[first].split()
        size = _name_length(words, known)
    cut = max(len(words) - size, 1)
    title = ", ".join([*parts[:first], " ".join(words[:cut])])
    names = ", ".join(filter(None, [" ".join(words[cut:]), *parts[first + 1 :]]))
    return title, names


def _name_length(words: Sequence[str], known: _Known) -> int:
    """How many of the last words are a name."""
    sizes = range(min(_LONGEST_FIRST, len(words) - 1), 1, -1)
    for size in sizes:
        if " ".join(words[-size:]) in known.names:
            return size
    for size in sizes:
        name = words[-size:]
        if not is_name(" ".join(name)):
            continue
        if size == 2 or (name[0] in known.first and name[0] not in ("A", "The")):
            return size
        # An initial in the middle, or a particle before the last name.
        if size == 3 and (len(name[1].rstrip(".")) == 1 or name[1].islower()):
            return size
        if size == 4 and name[1].islower() and name[2].islower():
            return size
    return 0


# ---------------------------------------------------------------- a paper's own page


def _own_page(page: Page, numbers: Sequence[int], before: Sequence[Entry]) -> list[Entry]:
    """The paper whose title stood above its heading, with what stands below."""
    entry = before[-1] if before and not before[-1].byline else Entry()
    kind = LineClass.UNPARSED
    for number in numbers:
        text = page.texts[number]
        if text.lower() in ("authors", "abstract"):
            page.classes[number] = LineClass.BOILERPLATE
            kind = LineClass.FIELD if text.lower() == "authors" else LineClass.ABSTRACT
        elif _PAGE_WORDS.fullmatch(text):
            page.classes[number] = LineClass.BOILERPLATE
        elif kind is LineClass.FIELD:
            entry.byline.append(text)
            page.give(entry, kind, [number])
        elif kind is LineClass.ABSTRACT:
            entry.paragraphs = [[*(entry.paragraphs[0] if entry.paragraphs else []), text]]
            page.give(entry, kind, [number])
    return [entry] if entry.numbers else []
