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

HTML = "<!DOCTYPE html>\n<html>\n<head><title>Bread and Kites</title></head>\n<body>\n" + "\n".join(
    f'<h2 class="title">Bread Number {n}: A Study</h2>\n<p>{_CHAPTER[0]}</p>' for n in range(9)
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

RECIPE = """\
Dark Rye Bread with Seeds

Serves: 8
Time: 2 hours

Ingredients:
- 500 g rye flour
- 300 ml water
- 2 tsp salt
- 100 g seeds (pumpkin, linseed)

Method:
1. Mix the flour with the water and leave it overnight in a warm place. It will smell sour.
2. Add the salt and the seeds, knead for ten minutes, and let the dough rest for an hour.
3. Bake at 220 degrees for 15 minutes, then at 180 degrees for another 45 minutes.

Notes: it keeps for a week. My grandmother used to wrap it in a cloth.
"""

MINUTES = """\
Minutes of the meeting of the Bread Committee
Date: 12 March 2021
Present: Anna Baker (chair), Bob Miller, Carla Oven
Apologies: Dan Yeast

1. Minutes of the last meeting
The minutes of the meeting of 5 February 2021 were approved.

2. The new oven
Bob reported that the oven has arrived. It is larger than the door. The committee discussed
whether to widen the door or to return the oven; no decision was taken.
Action: Carla to measure the door by 19 March.

3. Any other business
Anna proposed a competition for the best crust. Agreed.

Next meeting: 9 April 2021, 18:00, Town Hall.
"""

SHOPPING = "\n".join(
    (
        "Shopping",
        "",
        "flour 2kg",
        "eggs (12)",
        "milk",
        "- yeast x3",
        "butter!!",
        "[ ] apples",
        "tea",
    )
)

THREAD = f"""\
From: Bob <bob@example.org>
To: Anna <anna@example.org>
Subject: Re: Re: The tin
Date: Tue, 5 Mar 2024 09:12:44 +0100

Dear Anna,

the tin is at the office, I will bring it on Thursday. Title pending for the talk, by the way!

Bob

> On Mon, 4 Mar 2024 at 10:00, Anna <anna@example.org> wrote:
>
> Dear Bob,
>
> {_CHAPTER[5]}
>
> Could I have the tin back?
>
>> On Sun, 3 Mar 2024 at 18:30, Bob <bob@example.org> wrote:
>>
>> I have it still, see https://example.org/photos/tin.jpg and tell me if it is the right one.
>>
>> Bob
"""

NUMBERS = "time,temperature,humidity,weight\n" + "\n".join(
    f"{n},{180 + n % 40}.{n % 10},0.{n % 97:02},{500 - n / 10}" for n in range(120)
)

TABBED = "\n".join(
    ["day\tloaves\tsold\tleft", *(f"2021-03-{n:02}\t{40 + n}\t{30 + n}\t10" for n in range(1, 30))]
)

INVOICES = "Date;Name;Title;Amount\n" + "\n".join(
    f"2021-03-{n:02};Baker, Anna;Dr.;{n * 13},50" for n in range(1, 25)
)

SCRIPT = """\
#!/bin/sh
# Bakes every morning. Author: Anna Baker. Title: none.
set -eu
for loaf in $(seq 1 12); do
    curl -s "https://oven.example.org/api/bake?loaf=$loaf" | grep -q done || exit 1
done
echo "baked at $(date)" >> /var/log/bread.log
"""

STYLES = "\n".join(
    f".loaf-{n} {{\n  color: #{n:03}a0b;\n  margin: {n}px auto; /* the crust */\n}}\n"
    for n in range(20)
)

PATCH = """\
diff --git a/oven.py b/oven.py
index 83db48f..bf269f4 100644
--- a/oven.py
+++ b/oven.py
@@ -12,7 +12,7 @@ class Oven:
     def bake(self, minutes: int) -> bool:
-        if minutes > 60:
+        if minutes > 50:  # they got too dark
             raise ValueError("too long")
         return True
"""

HISTORY = "\n".join(
    f"commit {n:040x}\nAuthor: Anna Baker <anna@example.org>\nDate:   Mon Mar {n} 10:00:00 2021\n\n"
    f"    Bake loaf number {n} a little darker\n"
    for n in range(1, 20)
)

CHAT = "\n".join(
    f"[12/03/2021, 18:{n:02}:11] {'Anna' if n % 2 else 'Bob'}: {said}"
    for n, said in enumerate(
        ("are you there?", "yes", "the oven is on", "did you see https://example.org/x ?", "no") * 6
    )
)

SETTINGS = """\
[oven]
temperature = 220
title = "Bread"
author = "Anna Baker"
url = "https://oven.example.org"

[crust]
dark = true
seeds = ["rye", "wheat"]
"""

PLAYBOOK = "\n".join(
    f"- name: bake loaf {n}\n  hosts: oven\n  tasks:\n    - bake:\n        minutes: {n}\n"
    for n in range(1, 15)
)

OBJECTS = (
    "[\n"
    + ",\n".join(
        f'  {{"id": {n}, "name": "Loaf {n}", "weight": {n * 50}, "url": "https://example.org/{n}"}}'
        for n in range(12)
    )
    + "\n]\n"
)

EVENTS = "\n".join(
    f'{{"ts": {n}, "level": "info", "title": null, "msg": "loaf {n} in", "tags": []}}'
    for n in range(30)
)

MARKUP = (
    '<?xml version="1.0"?>\n<loaves>\n'
    + "\n".join(
        f'  <loaf id="{n}"><title>Loaf {n}</title><weight>{n * 50}</weight></loaf>'
        for n in range(20)
    )
    + "\n</loaves>\n"
)

DUMP = "\n".join(
    f"INSERT INTO loaves (id, title, weight) VALUES ({n}, 'Loaf {n}', {n * 50});" for n in range(30)
)

MENU = "\n".join(
    ("# Menu", "", "| dish | price |", "|---|---|", *(f"| Soup {n} | {n}.50 |" for n in range(12)))
)

SITES = """\
# My bookmarks

- [Weather](https://weather.example.org): for the weekend
- [Bakery](https://bakery.example.org/shop?page=2)
- [Kites and more](https://shop.example.org/kites)
- https://news.example.org/2021/03/12/bread-prices-rise.html
- [Maps](https://maps.example.org)
"""

TODO = """\
# To do

- [x] buy flour
- [ ] call Anna about the kites
- [ ] read the manual of the oven
  - [ ] chapter 2
- [ ] taxes!!
"""

POEM = """\
The Oven

The oven hums, the loaves are round,
the seeds lie black upon the ground,
and who would think, this winter's day,
that bread was ever made of hay?

So take a slice and take another,
one for you, one for your brother;
the crumbs are for the birds outside
who wait all winter, open wide.
"""

LETTER = f"""\
12 March 2021

Dear Sir or Madam,

{_CHAPTER[0]}

{_CHAPTER[3]}

I look forward to hearing from you.

Yours faithfully,
A. Baker
"""

VITA = """\
Curriculum Vitae

Anna Baker
Born 12 March 1980 in Bonn

Education
1999-2004  Studies of baking, University of Bread
2005       Diploma, with distinction

Work
2005-2010  Head of crusts, Miller & Sons
2010-2021  Own bakery; 12 employees

Languages: German, English, some French
"""

NEWS = "\n\n".join(
    f"{head}\n{_CHAPTER[n % 4]}" for n, head in enumerate(("Bread Prices Rise", "Rain on Sunday"))
)

DIALOGUE = "\n".join(
    f"{'ANNA' if n % 2 else 'BOB'}: {said}"
    for n, said in enumerate(
        ("Is it baked?", "It is.", "And the crust?", "Dark, as you wanted it. Look!", "Ah.") * 6
    )
)

TRACE = """\
Traceback (most recent call last):
  File "/home/anna/oven.py", line 12, in <module>
    Oven().bake(90)
  File "/home/anna/oven.py", line 7, in bake
    raise ValueError("too long")
ValueError: too long
"""

NOISE = "".join(chr(33 + (n * n * 7919 + n * 31) % 94) for n in range(4000))

CHINESE = "今天我们去面包店买了面包。天气很好，我们走了很久。\n明天下雨的话，就在家里烤面包。\n" * 6


STRANGERS = {
    name.lower(): text
    for name, text in globals().copy().items()
    if name.isupper() and not name.startswith("_") and isinstance(text, str)
}
