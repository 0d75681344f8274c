"""Files that are no listing of papers, as people drop them in by mistake."""

from __future__ import annotations

README = """\
# breadlib

[![build](https://example.org/badge.svg)](https://example.org/build)

Breadlib is a small library to bake bread from Python. It has no dependencies, it is fast, and it
works on all ovens that speak HTTP. We have used it in our own bakery since 2019.

## Installation

    pip install breadlib

You need Python 3.9 or newer. On older systems the crust may be softer than you expect, which is
a known problem of the standard library and not of this package.

## Usage

```python
from breadlib import Oven
Oven("http://oven.local").bake(loaves=3)
```

The call returns when the bread is done. It raises `OvenCold` if nobody switched the oven on, and
`NoFlour` if there is no flour. Both are subclasses of `BakingError`.

- `bake(loaves)`: bakes that many loaves
- `cool(minutes)`: waits

## License

MIT, see LICENSE.
"""

SOURCE = '''\
"""Bakes bread. Each loaf is an object, and the oven keeps them in the order they came in."""

import time
from dataclasses import dataclass


@dataclass
class Loaf:
    """A loaf of bread; `weight` is in grams and does not include the paper bag it comes in."""

    weight: int = 500
    crust: str = "dark"

    def bake(self, minutes: int = 45) -> bool:
        # It must not get darker than dark, or people will send it back to us the next morning.
        if self.crust == "dark" and minutes > 60:
            raise ValueError(f"too long: {minutes} minutes make charcoal of a {self.crust} loaf")
        time.sleep(minutes * 60)
        return True


def main() -> None:
    for weight in (500, 750, 1000):
        print(Loaf(weight).bake())
'''

_CHAPTER = (
    "It was the third winter after the flood, and the baker's widow had not lit the oven since. "
    "The village had learned to eat cold things; they said that it was good for the teeth. On the "
    "morning of the feast, however, smoke rose above the roof, and people came out to look.",
    "“Who is it?” asked the miller.",
    "“Nobody,” said the widow from the door. “I am burning letters. You may warm your hands, if "
    "you like, but there will be no bread, today or on any other day, and I would thank you not "
    "to ask.”",
    "He warmed his hands. The letters burned badly, because they were damp, and because there were "
    "so many of them; it took until noon. When the last was gone he saw she had kept one back.",
    "“That one,” he said, and could not go on.",
    "She put it into her apron. Nothing more was said that day between the two of them, nor on the "
    "next, although he came again, and again found her at the oven with her sleeves rolled up.",
)
NOVEL = "\n\n".join(("CHAPTER THE FIRST", *_CHAPTER, "CHAPTER THE SECOND", *_CHAPTER[::-1]))
DENSE_NOVEL = NOVEL.replace("\n\n", "\n")

ESSAY = "\n\n".join(
    (
        *("How We Came to Bread", *_CHAPTER[:1], *_CHAPTER[3:4], *_CHAPTER[5:]),
        *("What Came of It", *_CHAPTER[3:4], *_CHAPTER[:1], *_CHAPTER[5:]),
    )
)

CSV = "id,name,remark,weight\n" + "\n".join(
    f'{n},"Loaf number {n}","A good loaf, dark and round; it was sold on the day it was baked,'
    f' before noon, to a man in a green coat. He paid in coins.",{n * 50}'
    for n in range(1, 30)
)

BIBLIOGRAPHY = "\n".join(
    f"[{n}] A. Baker, B. Miller, and C. Oven. A study of bread number {n} and of its crust. In"
    f" Proceedings of the {n}th Conference on Bread, pages {n}00–{n}12, 20{n:02}."
    for n in range(1, 25)
)

BIBTEX = "\n\n".join(
    f"@article{{baker20{n:02},\n  title = {{Bread Number {n}: A Study of Crusts}},\n"
    f"  author = {{Baker, Anna and Miller, Bob}},\n  year = {{20{n:02}}},\n"
    f"  abstract = {{{_CHAPTER[0]}}},\n}}"
    for n in range(1, 15)
)

HTML = "<!DOCTYPE html>\n<html>\n<head><title>Bread and Kites</title></head>\n<body>\n" + "\n".join(
    f'<h2 class="title">Bread Number {n}: A Study</h2>\n<p>{_CHAPTER[0]}</p>' for n in range(9)
)

JSON = "[\n" + ",\n".join(
    f'{{"title": "Bread Number {n}: A Study",\n "abstract": "{_CHAPTER[0]}"}}' for n in range(9)
)

LOG = "\n".join(
    f"2024-03-{n:02} 12:00:{n:02} INFO oven: loaf {n} in; temperature {200 + n} of 220 degrees"
    for n in range(1, 29)
)

MAIL = f"""\
From: Anna <anna@example.org>
To: Bob <bob@example.org>
Subject: The bread
Date: Mon, 4 Mar 2024 10:00:00 +0100

Dear Bob,

{_CHAPTER[0]}

Could you send me the other half until Thursday? I would also like to have the tin back, when you
have a moment.

Best wishes,
Anna
"""

LATEX = f"""\
\\documentclass{{article}}
\\title{{On Bread}}
\\begin{{document}}
\\maketitle
\\begin{{abstract}}
{_CHAPTER[0]}
\\end{{abstract}}
\\section{{Introduction}}
{_CHAPTER[3]}
\\begin{{equation}} b = r + e^{{a d}} \\end{{equation}}
{_CHAPTER[5]}
\\end{{document}}
"""

PAPER = "\n".join(
    (
        "On Bread and Its Crust",
        "Anna Baker, Bob Miller",
        f"Abstract: {_CHAPTER[0]}",
        *("1 Introduction", *_CHAPTER[3:4], *_CHAPTER[:1], "Figure 1: Bread.", *_CHAPTER[5:]) * 4,
        "2 Related Work",
        *_CHAPTER[::-1],
        "References",
        BIBLIOGRAPHY,
    )
)

NOTE = "Buy bread.\nCall Anna about the kites, she wanted to know when.\nTea?\n"

STRANGERS = {
    name.lower(): text
    for name, text in globals().copy().items()
    if name.isupper() and not name.startswith("_") and isinstance(text, str)
}
