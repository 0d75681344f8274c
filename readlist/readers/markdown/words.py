"""The words of lists of papers: what links are called, and how a venue and its year are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from readlist.links import parse_arxiv_id
from readlist.readers.bylines import is_name
from readlist.readers.prose import ends_sentence

_PAPER_LABEL: Final = (
    r"(?:full |original |the )?(?:papers?|pdf|arxiv|abs(?:tract)?|openreview|doi|preprint"
    r"|publication|article|manuscript|html|acl(?: anthology)?|cvf|pmlr|ieee(?: ?xplore)?"
    r"|acm(?: dl)?|springer|nips|neurips|biorxiv|medrxiv|proceedings|camera[- ]ready|论文)"
)
_OTHER_LABEL: Final = (
    r"(?:official |unofficial |source |project |(?:py)?torch |tensorflow |tf |jax |keras |author )?"
    r"(?:codes?|github|gitlab|git|repo(?:sitory)?|project(?: ?page)?|page|home ?page"
    r"|web ?(?:site|page)|site|videos?|youtube|talk|slides?|poster|demo|data(?:set)?s?|models?"
    r"|weights|checkpoints?|blog(?: ?post)?|post|notes?|summary|review|appendix"
    r"|supp(?:l(?:ementary)?)?(?: ?mat(?:erial)?)?|bib(?:tex)?|cite|citation|link|url|here|colab"
    r"|notebook|hugging ?face|hf|docs?|documentation|tweet|twitter|thread|reddit|news|press"
    r"|implementation|(?:py)?torch|tensorflow|tf|jax|keras|stars?|license|download|more|read"
    r"|tutorial|benchmark|leaderboard|wiki|主页|代码|official)"
)
SAYS_PAPER: Final = re.compile(rf"{_PAPER_LABEL}(?: ?(?:link|page|v?\d+))?", re.IGNORECASE)
"""What a link to the paper itself is called."""
_LABEL = re.compile(
    rf"(?:(?:{_PAPER_LABEL}|{_OTHER_LABEL})(?: ?(?:link|page|\d+|\([\w .]{{0,20}}\)))?"
    r"(?:[ ,/|+&-]{1,3}|$)){1,4}",
    re.IGNORECASE,
)
LEAD: Final = re.compile(r"^[^\w\"“‘'$(\[«\\]+")
"""What may stand before a title without being part of it."""
TRAIL: Final = " \t,;:-–—|·•*_"

YEAR: Final = r"(?:(?:19|20)\d\d|['’]\d\d)"
_MOST_SPACES: Final = 3  # of a venue that stands where titles do
# A venue with its year is short, begins with a capital, and holds no sentence.
_VENUE = re.compile(
    r"(?:(?i:in|at|to appear in|published in|accepted (?:by|to|at))[: ]\s?)?"
    r"(?P<venue>[^\W\d_a-z][\w&./’':+() -]{0,120}?)?"
    rf"[\s,'’:-]{{0,3}}(?P<year>{YEAR})"
    r"(?P<tail>[ ,:-]{1,3}(?i:\((?:oral|spotlight|poster|workshop|best paper)\)|oral|spotlight"
    r"|poster|workshops?|findings|highlight|best paper(?: award)?|main|demo|short|long|\d{1,2}"
    r"|pp?\.? ?[\d–-]+)|[.-]\d\d(?:[.-]\d\d)?)?\.?",
)


def is_label(text: str) -> bool:
    """Whether a link is called for what it leads to, not by a title."""
    bare = LEAD.sub("", text).strip(TRAIL + ".")
    return (
        not bare
        or _LABEL.fullmatch(bare) is not None
        or parse_arxiv_id(bare) is not None
        or "://" in bare
        or not any(map(str.isalpha, bare))
    )


@dataclass(frozen=True, slots=True)
class Venue:
    """A venue, with or without a name, and its year."""

    name: str | None
    year: int


# Where the year is only two digits, the name has to be known.
_SHORT_VENUE = re.compile(
    r"(?P<venue>NeurIPS|NIPS|ICLR|ICML|CVPRW?|ICCVW?|ECCVW?|WACV|ACCV|BMVC|3DV|ACL|EMNLP|NAACL|EACL"
    r"|COLING|TACL|AAAI|IJCAI|KDD|WWW|SIGIR|CIKM|WSDM|ICRA|IROS|CoRL|RSS|RA-?L|SIGGRAPH|INTERSPEECH"
    r"|ICASSP|MICCAI|AISTATS|UAI|COLT|TMLR|JMLR|TPAMI|PAMI|TIP|IJCV|ACM ?MM)[ -]?(?P<year>\d\d)"
)


def venue_of(text: str) -> Venue | None:
    """The venue and year that `text` is: `NeurIPS 2021`, `CVPR'21 (oral)`, `2021`, `2021-03`."""
    text = text.strip(" .,;:()[]*_")
    if len(text) > 160 or not text[-8:].strip() or not any(map(str.isdigit, text)):
        return None
    if short := _SHORT_VENUE.fullmatch(text):
        number = int(short["year"])
        return Venue(short["venue"], number + (1900 if number > 60 else 2000))
    found = _VENUE.fullmatch(text)
    if (
        found is None
        or (found["venue"] or "").count(" ") > 14
        or ends_sentence(found["venue"] or "")
    ):
        return None
    year = found["year"].lstrip("'’")
    number = int(year) if len(year) == 4 else int(year) + (1900 if int(year) > 60 else 2000)
    name = (found["venue"] or "").strip(" ,.:-'’")
    return (
        Venue(name or None, number)
        if not is_name(name) or name.isupper() or " " not in name
        else None
    )


def tag_of(text: str) -> Venue | None:
    """The venue that a link or bold text is, which might also be a title: it has a few words."""
    return venue_of(text) if text.count(" ") <= _MOST_SPACES and "(" not in text[1:] else None
