"""Pairs of records that must become one paper, must not, and are asked about."""

from __future__ import annotations

import pytest

from readlist.paper import Fields
from tests.identity.records import is_known, suggested

ABSTRACT = (
    "We ask why paper boats sink, and how soon. Three hundred boats were folded by children of"
    " two schools, from newspaper, wrapping paper and waxed sheets, and set on a pond without"
    " wind. We timed each until its deck was wet. Waxed boats stayed dry for an hour and more,"
    " newspaper for minutes only, and a second fold along the keel doubled the time of all. A"
    " simple model of how water climbs between fibres predicts the order but not the hours."
)
REVISED = (
    "We ask why paper boats sink, and how soon. Three hundred boats were folded by children of"
    " two schools, from newspaper, wrapping paper and waxed sheets, and set on a pond without"
    " wind. We timed each until its deck was wet. Waxed boats stayed dry for an hour and more,"
    " newspaper for minutes only. We then say what a captain can learn from that."
)
OTHER = (
    "Bread that is kept in linen dries from its crust, bread in a tin from its crumb. Loaves of"
    " four bakers were weighed every morning for a week, in both, and cut on the last day. Nobody"
    " would eat the one from the tin, and half of the tasters asked for more of the other one,"
    " which is why we advise linen, and to bake less bread at a time than most people do."
)
NOTICE = (
    "An abstract is not available for this content, so a preview has been provided. Please use the"
    " link above to see how you can read on, or ask your library for a printed copy of the issue."
)
TITLE = "Why Paper Boats Sink: Folding, Wax and Water"
MINE, HERS = ("Ada Boatwright", "Ben Folder"), ("Cleo Shipley", "Ada Boatwright")


def record(title: str | None = None, abstract: str | None = None, **fields: object) -> Fields:
    return Fields(title=title, abstract=abstract, **fields)  # type: ignore[arg-type]


SAME = {
    "a Greek letter in TeX, by its name": (
        record("$\\beta$-Boats and Waves", authors=MINE),
        record("Beta-boats and waves", authors=MINE),
    ),
    "a Greek letter": (record("β-Boats and Waves"), record("$\\beta$-Boats and Waves")),
    "a formula": (
        record("An $\\mathcal{O}(n^2)$ Bound on Boats"),
        record("An O(n^2) Bound on Boats"),
    ),
    "TeX in a listing": (record("Sinking \\emph{in situ}"), record("Sinking in situ")),
    "HTML": (
        record("CO<sub>2</sub> &amp; Boats of <i>Papyrus minor</i>"),
        record("CO2 and boats of Papyrus minor"),
    ),
    "letters that have no accent to lose": (
        record("The Łódź Boats of Sørensen"),
        record("The Lodz Boats of Sorensen"),
    ),
    "an author who is not told": (
        record(TITLE, authors=("Anonymous Authors",)),
        record(TITLE, authors=MINE),
    ),
    "a surname of two parts, or of one": (
        record(TITLE, authors=("Amal Al-Qarib",)),
        record(TITLE, authors=("A. Alqarib",)),
    ),
    "letters of names": (
        record(TITLE, authors=("Jón Þórsson",)),
        record(TITLE, authors=("J. Thorsson",)),
    ),
    "a footnote": (record("Why Paper Boats Sink*"), record("Why Paper Boats Sink")),
    "one lost its title and a part of the abstract": (
        record(TITLE, ABSTRACT),
        record(None, REVISED),
    ),
    "neither has a title": (record(None, ABSTRACT), record(None, REVISED)),
    "the untitled one was cut off": (
        record(TITLE, ABSTRACT),
        record(None, ABSTRACT[:300] + " …"),
    ),
    "a title in capitals, with other dashes": (
        record(TITLE),
        record(TITLE.upper().replace(":", " —")),
    ),
    "accents lost": (record("Über Boote in Gewässern"), record("Uber Boote in Gewassern")),
    "a retitled preprint with the same abstract": (
        record(TITLE, ABSTRACT),
        record("On the Sinking of Boats", ABSTRACT),
    ),
    "one DOI, a word more in the title": (
        record(TITLE, doi="10.1000/boats"),
        record("Why Paper Boats Sink — Folding, Wax, and the Water", doi="10.1000/boats"),
    ),
    "one DOI, no title": (
        record(TITLE, ABSTRACT, doi="10.1000/boats"),
        record(doi="10.1000/boats"),
    ),
    "one arXiv id under another title": (
        record(TITLE, ABSTRACT, arxiv_id="2101.00001"),
        record("Boats", arxiv_id="2101.00001"),
    ),
    "the surname first": (
        record(TITLE, authors=("Boatwright, A.",)),
        record(TITLE, authors=MINE),
    ),
    "initials behind the surname": (
        record(TITLE, authors=("Boatwright A",)),
        record(TITLE, authors=MINE),
    ),
    "an umlaut spelled out": (
        record(TITLE, authors=("Jörg Müller",)),
        record(TITLE, authors=("J. Mueller",)),
    ),
    "part of a double surname": (
        record(TITLE, authors=("Ada Boatwright-Ruiz",)),
        record(TITLE, authors=("A. Ruiz",)),
    ),
    "a year between preprint and print": (record(TITLE, year=2019), record(TITLE, year=2021)),
    "editorials of one author, year and venue": (
        record("Editorial", authors=MINE, year=2020, venue="Pond"),
        record("EDITORIAL", authors=MINE, year=2020, venue="Pond"),
    ),
    "a long title cut off at the same place": (
        record("Why Paper Boats Sink: Folding, Wax and Water in the Ponds of …"),
        record("Why paper boats sink: folding, wax and water in the ponds of..."),
    ),
}

DIFFERENT = {
    "vowel signs of Devanagari": (record("नदी में नाव"), record("नदी में नावें")),
    "sound marks of kana": (record("かきの研究"), record("かぎの研究")),
    "a formula the other way round": (
        record("Ponds of $n\\leq 3$ Boats"),
        record("Ponds of $n\\geq 3$ Boats"),
    ),
    "a star": (record("Bounds for A* Search on Ponds"), record("Bounds for A Search on Ponds")),
    "a star in TeX": (record("Bounds for $A^*$ on Ponds"), record("Bounds for $A$ on Ponds")),
    "a charge": (record("Na+ in the Water of Ponds"), record("Na in the Water of Ponds")),
    "no abstract, in many words": (
        record("Boats", NOTICE, authors=MINE),
        record("Bread", NOTICE, authors=MINE),
    ),
    "names that only case tells apart": (
        record("DRIFT: Boats on Ponds"),
        record("DrifT: Bread in Tins"),
    ),
    "a second part": (record(TITLE + ", Part I"), record(TITLE + ", Part II")),
    "parts with one abstract": (
        record("Boats: Part 1", ABSTRACT),
        record("Boats: Part 2", ABSTRACT),
    ),
    "an erratum that repeats the abstract": (
        record(TITLE, ABSTRACT),
        record("Erratum to: " + TITLE, ABSTRACT),
    ),
    "a reply": (record(TITLE), record("A Reply to “" + TITLE + "”")),
    "two dimensions, or three": (record("2D Boats Sink"), record("3D Boats Sink")),
    "another version of a program": (record("FoldNet v2"), record("FoldNet v3")),
    "languages that a sign tells apart": (
        record("Folding Boats in C"),
        record("Folding Boats in C++"),
    ),
    "editorials of nobody": (record("Editorial"), record("Editorial")),
    "editorials of two issues": (
        record("Editorial", authors=MINE, year=2020, venue="Pond 1"),
        record("Editorial", authors=MINE, year=2020, venue="Pond 2"),
    ),
    "introductions to two special issues": (
        record("Introduction to the Special Issue", OTHER, year=2020),
        record("Introduction to the Special Issue", ABSTRACT, year=2020),
    ),
    "one title by two people": (record(TITLE, authors=MINE), record(TITLE, authors=HERS)),
    "one title by two people, initials last": (
        record(TITLE, authors=("Boatwright J",)),
        record(TITLE, authors=("Shipley J",)),
    ),
    "one title, two DOIs": (record(TITLE, doi="10.1000/a"), record(TITLE, doi="10.1000/b")),
    "one title, four years apart": (record(TITLE, year=2015), record(TITLE, year=2019)),
    "talks of a conference under one DOI": (
        record(TITLE, ABSTRACT, doi="10.1000/pond"),
        record("Bread in Tins", OTHER, doi="10.1000/pond"),
    ),
    "numbered talks of a conference under one DOI": (
        record("P12 Boats on ponds", doi="10.1000/p"),
        record("P13 Boats on ponds", doi="10.1000/p"),
    ),
    "one DOI, no title, but other people": (
        record(TITLE, doi="10.1000/pond", authors=MINE),
        record(doi="10.1000/pond", authors=HERS),
    ),
    "no title, alike abstracts, other people": (
        record(TITLE, ABSTRACT, authors=MINE),
        record(None, REVISED, authors=HERS),
    ),
    "no title, alike abstracts, years apart": (
        record(TITLE, ABSTRACT, year=2012),
        record(None, REVISED, year=2020),
    ),
    "two titles and alike abstracts": (record(TITLE, ABSTRACT), record("Boats", REVISED)),
    "no title, and only the first sentences the same": (
        record(TITLE, ABSTRACT),
        record(None, ABSTRACT[:170] + " …"),
    ),
    "two titles, abstracts cut off at the same place": (
        record("Boats", ABSTRACT[:280] + "…"),
        record("Ships", ABSTRACT[:280] + "…"),
    ),
    "a form that is filled in": (
        record(None, ABSTRACT.replace("Three hundred", "17") + " Pond 4, 12 June, 18 degrees."),
        record(None, ABSTRACT.replace("Three hundred", "19") + " Pond 5, 13 June, 21 degrees."),
    ),
    "withdrawn, both": (
        record(
            "Boats",
            "This paper has been withdrawn by its authors, because of an error in the"
            " proof of the main theorem that they could not mend.",
        ),
        record(
            "Bread",
            "This paper has been withdrawn by its authors, because of an error in the"
            " proof of the main theorem that they could not mend.",
        ),
    ),
    "a short beginning that was cut off": (record("On Boats…"), record("On Boats…")),
}


@pytest.mark.parametrize("name", SAME)
def test_must_merge(name: str) -> None:
    one, other = SAME[name]
    assert is_known(one, other)
    assert is_known(other, one)


@pytest.mark.parametrize("name", DIFFERENT)
def test_must_not_merge(name: str) -> None:
    one, other = DIFFERENT[name]
    assert not is_known(one, other)
    assert not is_known(other, one)


ASKED = {
    "a preprint's own DOI": (
        "title",
        record("Why Small Boats Sink", doi="10.1101/2020.01.01.000001", year=2020),
        record("Why Small Boats Sink", doi="10.1000/boats", year=2021),
    ),
    "one DOI, titles in two languages": (
        "title",
        record("Boats in the Wind", doi="10.1000/boats", authors=MINE, year=2020),
        record("Schiffe bei Sturm", doi="10.1000/boats", authors=MINE, year=2020),
    ),
    "British spelling": (
        "title",
        record("The Colour of Fibres and the Behaviour of Boats"),
        record("The Color of Fibres and the Behavior of Boats"),
    ),
    "two titles and alike abstracts": ("abstract", record(TITLE, ABSTRACT), record("B", REVISED)),
    "parts with one abstract": (
        "abstract",
        record("Boats: Part 1", ABSTRACT),
        record("Boats: Part 2", ABSTRACT),
    ),
    "a slip in a long word": (
        "title",
        record("Sinking Paper Boats, Considered"),
        record("Sinking Paper Boats, Consiedred"),
    ),
    "small words": (
        "title",
        record("How Boats Drift in the Wind"),
        record("How Boats Drift on Wind"),
    ),
    "singular and plural": (
        "title",
        record("Fold of a Paper Boat"),
        record("Folds of Paper Boats"),
    ),
    "a hyphen": (
        "title",
        record("Pre-Folding for Water-Proof Boats"),
        record("Prefolding of the Waterproof Boats"),
    ),
    "the name of a method came later": (
        "title",
        record("Folding Boats That Never Sink"),
        record("DryFold: Folding Boats That Never Sink"),
    ),
    "the subtitle is missing": (
        "title",
        record("Why the Smallest Paper Boats Sink"),
        record("Why the Smallest Paper Boats Sink: Folding and Wax"),
    ),
    "an edition": (
        "title",
        record("Why Small Boats Sink (Extended Abstract)"),
        record("Why Small Boats Sink"),
    ),
    "one title was cut off": (
        "title",
        record("Why the Smallest Paper Boats Si…"),
        record("Why the Smallest Paper Boats Sink"),
    ),
}

NOT_ASKED = {
    "inter and intra": (
        record("Interspecific Drift of Paper Boats"),
        record("Intraspecific Drift of Paper Boats"),
    ),
    "a form that is filled in each year": (
        record("The Regatta of 2018", ABSTRACT + " In 2018 there were 12 boats."),
        record("The Regatta of 2019", ABSTRACT + " In 2019 there were 15 boats."),
    ),
    "a note of the publisher": (
        record("Why the Smallest Paper Boats Sink"),
        record("Publisher's Note: Why the Smallest Paper Boats Sink"),
    ),
    "one DOI, two parts": (
        record("Boats in the Wind, Part I", doi="10.1000/boats", authors=MINE, year=2020),
        record("Boats in the Wind, Part II", doi="10.1000/boats", authors=MINE, year=2020),
    ),
    "no abstract, in many words": (record("Boats", NOTICE), record("Bread", NOTICE)),
    "another thing at the same place": (
        record("The Unreasonable Dryness of Waxed Boats in Ponds"),
        record("The Unreasonable Dryness of Folded Boats in Ponds"),
    ),
    "the other way round": (
        record("From Boats to Ponds and Lakes"),
        record("From Ponds to Boats and Lakes"),
    ),
    "one number more": (
        record("Sinking 2 Paper Boats at Sea"),
        record("Sinking 3 Paper Boats at Sea"),
    ),
    "zero, one, few": (record("Zero-Shot Folding of Boats"), record("Few-Shot Folding of Boats")),
    "opposites": (
        record("Asymmetric Folding of Paper Boats"),
        record("Symmetric Folding of Paper Boats"),
    ),
    "not": (
        record("Small Paper Boats Sink at Sea"),
        record("Small Paper Boats Do Not Sink at Sea"),
    ),
    "a reply": (record("Why Paper Boats Sink"), record("Reply to Why Paper Boats Sink")),
    "supplement with the same abstract": (
        record(TITLE, ABSTRACT),
        record("Supplement to " + TITLE, ABSTRACT),
    ),
    "too short to tell": (record("On the Boat"), record("On Boats")),
    "other people": (
        record("How Boats Drift in the Wind", authors=MINE),
        record("How Boats Drift in Wind", authors=HERS),
    ),
    "other ids": (
        record("How Boats Drift in the Wind", arxiv_id="2101.00001"),
        record("How Boats Drift in Wind", arxiv_id="2101.00002"),
    ),
    "editorials": (record("Editorial", OTHER), record("Editorial", ABSTRACT)),
    "nothing in common": (record(TITLE, ABSTRACT), record("Bread in Tins and Linen", OTHER)),
}


@pytest.mark.parametrize("name", ASKED)
def test_is_asked_about(name: str) -> None:
    kind, one, other = ASKED[name]
    assert not is_known(one, other)
    assert suggested(one, other) == suggested(other, one) == kind


@pytest.mark.parametrize("name", NOT_ASKED)
def test_is_not_asked_about(name: str) -> None:
    one, other = NOT_ASKED[name]
    assert not is_known(one, other)
    assert suggested(one, other) is suggested(other, one) is None
