"""arXiv pages and mails as they are saved, with papers made up for tests, and what is in them."""

from __future__ import annotations

from dataclasses import dataclass

from readlist.readers import Reading


@dataclass(frozen=True)
class Truth:
    """What a careful person reads of one paper."""

    title: str | None
    authors: tuple[str, ...] = ()
    arxiv_id: str | None = None
    year: int | None = None
    abstract: str | None = None
    venue: str | None = None
    doi: str | None = None
    urls: tuple[str, ...] = ()


def told(reading: Reading) -> list[Truth]:
    return [
        Truth(r.title, r.authors, r.arxiv_id, r.year, r.abstract, r.venue, r.doi, r.urls)
        for r in reading.records
    ]


JANE, JOHN, MAX = "Jane Doe", "John Roe", "Max van der Moe"

RECENT = """\
Skip to main content
We gratefully acknowledge support from the Simons Foundation, member institutions, and all contributors. Donate
arxiv logo
>
cs.RO

Help | Advanced Search
Search
Robotics
Authors and titles for recent submissions
Fri, 5 Mar 2021
Thu, 4 Mar 2021
See today's new changes

Total of 213 entries : 1-50 51-100 101-150 ... 201-213
Showing up to 50 entries per page: fewer | more | all
Fri, 5 Mar 2021 (showing 3 of 3 entries )
[1] arXiv:2103.00001 [pdf, html, other]
Title: Kites That Repair Bridges
Jane Doe, John Roe
Comments: 12 pages, code at https://example.org/kites, a follow-up of arXiv:2001.00009
Subjects: Robotics (cs.RO); Machine Learning (cs.LG)
[2] arXiv:2103.00002 (cross-list from math.OC) [pdf, ps, html, other]
Title: On the Weight of Loaves
Max van der Moe
Journal-ref: Bread Letters 12 (2020) 3-9
Subjects: Optimization and Control (math.OC); Robotics (cs.RO)
[3] arXiv:2101.00003 (replaced) [pdf, other]
Title: Lanterns: A Survey
R. Doe, J. Roe, M. Moe, et al. (909 additional authors not shown)
Subjects: Robotics (cs.RO)
Total of 213 entries : 1-50 51-100 101-150 ... 201-213
Showing up to 50 entries per page: fewer | more | all
About Help
contact arXivClick here to contact arXiv Contact
subscribe to arXiv mailingsClick here to subscribe Subscribe
Copyright
Privacy Policy
Web Accessibility Assistance
arXiv Operational Status
Get status notifications via email or slack
"""  # noqa: E501
RECENT_TRUTH = [
    Truth(
        "Kites That Repair Bridges",
        (JANE, JOHN),
        "2103.00001",
        2021,
        urls=("https://example.org/kites",),
    ),
    Truth(
        "On the Weight of Loaves", (MAX,), "2103.00002", 2020, venue="Bread Letters 12 (2020) 3-9"
    ),
    Truth("Lanterns: A Survey", ("R. Doe", "J. Roe", "M. Moe"), "2101.00003", 2021),
]

NEW = """\
Robotics
New submissions
Cross-lists
Replacements
See recent articles

Showing new listings for Friday, 5 March 2021
Total of 4 entries
Showing up to 2000 entries per page: fewer | more | all
New submissions (showing 2 of 2 entries)
[1] arXiv:2103.00011 [pdf, html, other]
Title: A Garden of Small Engines
Jane Doe (1), John Roe (1 and 2) ((1) University of Kites, (2) Harbour Lab)
Comments: Accepted at GARDEN 2021. This is a shorter version of arXiv:2001.00001
Subjects: Robotics (cs.RO); Systems and Control (eess.SY)

We grow engines from seeds. The engines are small, and none of them is louder than a violin; see https://example.org/engines for how they sound.

[2] arXiv:2103.00012 [pdf, other]
Title: Violins $\\alpha$-Tuned by Rivers
Max van der Moe
Subjects: Robotics (cs.RO)

A river tunes a violin slowly. We prove that it does so at all.
The proof needs two rivers. With a single one, the tuning is only approximate.

Cross submissions (showing 1 of 1 entries)
[3] arXiv:2103.00013 (cross-list from cs.LG) [pdf, other]
Title: Letters to a Glacier
Jane Doe
Journal-ref: Proceedings of the Glacier Workshop, 2020
Subjects: Machine Learning (cs.LG); Robotics (cs.RO)

Glaciers do not answer. We describe a model that answers in their place.

Replacement submissions (showing 1 of 1 entries)
[4] arXiv:math/0309136 (replaced) [pdf, ps, html, other]
Title: Baskets of Bounded Depth
John Roe
Comments: v7, minor changes
Subjects: Geometric Topology (math.GT)

Every basket is shallow. See also arXiv:math/0109999.

Total of 4 entries
Showing up to 2000 entries per page: fewer | more | all
"""  # noqa: E501
NEW_TRUTH = [
    Truth(
        "A Garden of Small Engines",
        (JANE, JOHN),
        "2103.00011",
        2021,
        "We grow engines from seeds. The engines are small, and none of them is louder than a"
        " violin; see https://example.org/engines for how they sound.",
        urls=("https://example.org/engines",),
    ),
    Truth(
        "Violins $\\alpha$-Tuned by Rivers",
        (MAX,),
        "2103.00012",
        2021,
        "A river tunes a violin slowly. We prove that it does so at all.\n\n"
        "The proof needs two rivers. With a single one, the tuning is only approximate.",
    ),
    Truth(
        "Letters to a Glacier",
        (JANE,),
        "2103.00013",
        2020,
        "Glaciers do not answer. We describe a model that answers in their place.",
        "Proceedings of the Glacier Workshop",
    ),
    Truth(
        "Baskets of Bounded Depth",
        (JOHN,),
        "math/0309136",
        2003,
        "Every basket is shallow. See also arXiv:math/0109999.",
    ),
]

OLD = """\
arXiv.org > cs > cs.CV

Computer Vision and Pattern Recognition

New submissions

Submissions received from Wed 4 Mar 20 to Thu 5 Mar 20, announced Fri, 6 Mar 20

    New submissions
    Cross-lists
    Replacements

[ total of 2 entries: 1-2 ]
[ showing up to 2000 entries per page: fewer | more ]
New submissions for Fri, 6 Mar 20

[1]  arXiv:2003.00021 [pdf, ps, other]

    Title: Mirrors That Remember What They Saw, and Windmills That Forget It Again on the
    Same Evening
    Authors: Jane Doe, John Roe,
    Max van der Moe
    Comments: 8 pages. arXiv admin note: text overlap with
    arXiv:1901.00002
    Subjects: Computer Vision and Pattern Recognition (cs.CV); Machine
    Learning (cs.LG)

    Mirrors are seldom asked what they saw. We ask them, and find that they re-
    member more than windmills do. The well-known result of the markets follows as a
    special case.
    Windmills forget at night.

[2]  arXiv:hep-th/9901001v2 (cross-list from hep-th) [abs, ps, pdf, other]

    Title: Tunnels
    Authors: J. Doe
    Subjects: High Energy Physics - Theory (hep-th)

    Tunnels are short when they are well lit.

[ total of 2 entries: 1-2 ]
[ showing up to 2000 entries per page: fewer | more ]
Disable MathJax (What is MathJax?)
Links to: arXiv, form interface, find, cs, recent, 2003, contact, help  (Access key information)
"""
OLD_TRUTH = [
    Truth(
        "Mirrors That Remember What They Saw, and Windmills That Forget It Again on the"
        " Same Evening",
        (JANE, JOHN, MAX),
        "2003.00021",
        2020,
        "Mirrors are seldom asked what they saw. We ask them, and find that they remember more than"
        " windmills do. The well-known result of the markets follows as a special case.\n\n"
        "Windmills forget at night.",
    ),
    Truth(
        "Tunnels",
        ("J. Doe",),
        "hep-th/9901001",
        1999,
        "Tunnels are short when they are well lit.",
    ),
]

# As a converter writes it that keeps every element on a line of its own.
ELEMENTS = """\
[1]

        arXiv:2103.00031


      [pdf, html, other]

Title:
          Orchards and Clocks

Jane Doe,
John Roe


Comments:
          3 pages

Subjects:
Robotics (cs.RO)
; Machine Learning (cs.LG)
[2]

        arXiv:2103.00032

    (cross-list from cs.CL)

      [pdf, other]

Title:
          Signals from a Ladder

Max van der Moe

Subjects:
Computation and Language (cs.CL)
"""
ELEMENTS_TRUTH = [
    Truth("Orchards and Clocks", (JANE, JOHN), "2103.00031", 2021),
    Truth("Signals from a Ladder", (MAX,), "2103.00032", 2021),
]

SEARCH = """\
Skip to main content
Search v0.5.6 released 2020-02-24  Feedback?
Showing 1–3 of 213 results for author: Doe, J
Search term or terms
Field
Show abstracts Hide abstracts
Advanced Search
50 results per page.   Sort results by Announcement date (newest first)  Go
1 2 3 4 5 Next
1. arXiv:2105.00001 [pdf, other]  cs.CV cs.LG  doi 10.1000/Kites.1
Kites That See
Authors: Jane Doe, John Roe, et al. (3 additional authors not shown)
Abstract: We give eyes to kites. The kites, which see far, report what they see in words… ▽ More
Submitted 3 May, 2021; originally announced May 2021.
Comments: 10 pages; see arXiv:2001.00009 for the proofs and https://example.org/eyes
Journal ref: Kite Letters 12 (2021) 3-9
2. arXiv:2104.00002  [pdf, ps, other]
stat.ML
cs.LG
doi
10.1000/loaves
Loaves from Noisy Ovens: Bounds and
Bakeries
Jane Doe, Max van der Moe
Abstract: …by noisy ovens. We bound the loaf… ▽ More
Loaves are baked by noisy ovens. We bound the loaf from above.

The bound is tight. △ Less
Submitted 7 June, 2022; v1 submitted 3 April, 2021; originally announced April 2021.
Report number: KITE-7
MSC Class: 62G05
3. arXiv:math/0109999v2 [pdf, ps, other] math.GT
Knots in Old Ropes
Authors: John Roe
Abstract: Ropes are old when their knots are. △ Less
Submitted 3 January, 2002; v1 submitted 1 September, 2001; originally announced September 2001.
1 2 3 4 5 Next
About
Help
"""
SEARCH_TRUTH = [
    Truth(
        "Kites That See",
        (JANE, JOHN),
        "2105.00001",
        2021,
        "We give eyes to kites. The kites, which see far, report what they see in words…",
        "Kite Letters 12 (2021) 3-9",
        "10.1000/kites.1",
        ("https://example.org/eyes",),
    ),
    Truth(
        "Loaves from Noisy Ovens: Bounds and Bakeries",
        (JANE, MAX),
        "2104.00002",
        2021,
        "Loaves are baked by noisy ovens. We bound the loaf from above.\n\nThe bound is tight.",
        doi="10.1000/loaves",
    ),
    Truth(
        "Knots in Old Ropes",
        (JOHN,),
        "math/0109999",
        2001,
        "Ropes are old when their knots are.",
    ),
]

MAIL = """\
From: send mail ONLY to cs <no-reply@arxiv.org>
Date: Fri, 5 Mar 2021 04:12:00 GMT
Subject: cs daily Subj-class mailing 500000 1
To: rabble@arxiv.org (cs daily title/abstract distribution)
Reply-To: cs@arxiv.org

------------------------------------------------------------------------------
------------------------------------------------------------------------------
Send any comments regarding submissions directly to submitter.
------------------------------------------------------------------------------
Archives at http://arxiv.org/
To unsubscribe, e-mail To: cs@arXiv.org, Subject: cancel
------------------------------------------------------------------------------
 Submissions to:
Robotics
Computer Vision and Pattern Recognition
 received from  Wed  3 Mar 21 19:00:00 GMT  to  Thu  4 Mar 21 19:00:00 GMT
------------------------------------------------------------------------------
------------------------------------------------------------------------------
\\\\
arXiv:2103.00041
Date: Wed, 3 Mar 2021 20:01:02 GMT   (31214kb,D)

Title: Kites That Repair Bridges, and What Becomes of Such Bridges in the Years
  After
Authors: Jane Doe, Felipe S. Abrah\\~ao, Bj\\"orn {\\L}ampe, Max
  van der Moe (12 additional authors not shown)
Categories: cs.RO cs.CV
Comments: 15 pages, 14 figures. Extends arXiv:1901.00001; code at
  https://example.org/kite_repair
ACM-class: I.2.9
Journal-ref: Journal of Kites, Volume 370, 2020, ISSN
  0000-0000
DOI: 10.1000/J.Kites.122526
\\\\
  Bridges that are repaired by kites hold for a well-
known time. We measure it for $\\alpha < 1$, and find that 50\\% of them
hold longer.
  To hold longer, a bridge needs two kites. This was shown in
arXiv:1901.00002 for one bridge only.
\\\\ ( https://arxiv.org/abs/2103.00041 ,  31214kb)
------------------------------------------------------------------------------
\\\\
arXiv:2103.00042
Date: Thu, 4 Mar 2021 10:35:41 GMT   (9474kb)

Title: Lanterns
Authors: John Roe
Categories: cs.CV
\\\\
  Lanterns are lit. We say why.
\\\\ ( https://arxiv.org/abs/2103.00042 ,  9474kb)
%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-
------------------------------------------------------------------------------
\\\\
arXiv:2103.00043 (*cross-listing*)
Date: Thu, 4 Mar 2021 11:00:00 GMT   (56kb)

Title: A Note on Loaves (with an appendix)
Authors: Jane Doe (1), John Roe (1 and 2) ((1) University of Kites, (2) Harbour
  Lab)
Categories: math.OC cs.RO
Report-no: KITE-7
\\\\
  Loaves rise.
\\\\ ( https://arxiv.org/abs/2103.00043 ,  56kb)
%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%
------------------------------------------------------------------------------
\\\\
arXiv:math/0309136
replaced with revised version Wed, 3 Mar 2021 22:17:21 GMT   (97kb)

Title: Baskets of Bounded Depth
Authors: John Roe
Categories: math.GT
Comments: v7; see also arXiv:math/0109999
\\\\ ( https://arxiv.org/abs/math/0309136 ,  97kb)
------------------------------------------------------------------------------
\\\\
arXiv:2002.00044
replaced with revised version Thu, 4 Mar 2021 08:00:01 GMT   (1kb)

Title: Windmills at Night
Authors: Max van der Moe
Categories: cs.RO
\\\\ ( https://arxiv.org/abs/2002.00044 ,  1kb)
%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---
For subscribe options to combined computer science archives, e-mail To:
cs@arXiv.org, Subject: subscribe
-----#####-----#####-----#####-----#####-----#####-----#####-----#####-----####
For help on viewing papers, see https://arxiv.org/help/
"""
MAIL_TRUTH = [
    Truth(
        "Kites That Repair Bridges, and What Becomes of Such Bridges in the Years After",
        (JANE, "Felipe S. Abrahão", "Björn Łampe", MAX),
        "2103.00041",
        2021,
        "Bridges that are repaired by kites hold for a wellknown time. We measure it for"
        " $\\alpha < 1$, and find that 50% of them hold longer.\n\n"
        "To hold longer, a bridge needs two kites. This was shown in arXiv:1901.00002 for one"
        " bridge only.",
        "Journal of Kites, Volume 370, 2020, ISSN 0000-0000",
        "10.1000/j.kites.122526",
        ("https://example.org/kite_repair",),
    ),
    Truth("Lanterns", (JOHN,), "2103.00042", 2021, "Lanterns are lit. We say why."),
    Truth("A Note on Loaves (with an appendix)", (JANE, JOHN), "2103.00043", 2021, "Loaves rise."),
    Truth("Baskets of Bounded Depth", (JOHN,), "math/0309136", 2003),
    Truth("Windmills at Night", (MAX,), "2002.00044", 2020),
]
