"""Pages of trending papers in the states they are saved in, and what a careful person reads there.

The page shows each paper with votes, its submitter, its organisation or `12 authors`, and a date;
it is copied as text, or saved by tools that write the links below the words or as Markdown.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.readers.listings import FOOTER, Paper, papers, wrapped

SITE = "https://huggingface.co"


@dataclass(frozen=True)
class Entry:
    """A paper as a page shows it, and what else the page says of it."""

    paper: Paper
    arxiv_id: str
    date: str
    year: int
    votes: str
    authors: int
    name: str
    code: str | None


@dataclass(frozen=True)
class Truth:
    title: str
    abstract: str | None
    arxiv_id: str | None = None
    year: int | None = None
    urls: tuple[str, ...] = ()


@dataclass(frozen=True)
class Saved:
    """A saved page, and its records in order."""

    text: str
    truth: tuple[Truth, ...]


def entries(rng: random.Random, count: int, *, short: bool = False) -> list[Entry]:
    """Papers with what a page adds; `short`: one sentence instead of an abstract."""
    found = []
    for number, each in enumerate(papers(rng, count), 1):
        year = rng.choice((2019, 2020, 2021))
        if short:
            sentence = (each.abstract or "").split(". ")[0].rstrip(".") + "."
            each = Paper(each.title, (sentence,))
        found.append(
            Entry(
                each,
                f"{year - 2000}{rng.randint(1, 12):02}.{number:05}",
                f"{rng.choice(('Jan', 'May', 'Sep'))} {rng.randint(1, 28)}, {year}",
                year,
                rng.choice(("74", "-", "1.2k", "8")),
                rng.randint(2, 30),
                rng.choice(("ada", "b-tester", "Quill42")),
                rng.choice((None, f"https://github.com/example/kites{number}")),
            )
        )
    return found


def _urls(each: Entry, *more: str | None) -> tuple[str, ...]:
    inside = [
        word.strip(".,") for word in (each.paper.abstract or "").split() if word.startswith("http")
    ]
    return tuple(dict.fromkeys([*filter(None, more), *inside]))


def links_below(rng: random.Random, count: int = 12) -> Saved:
    """A search on the page, saved as text with each link's target on a line below."""
    lines = [
        *("Models", f"{SITE}/models", "Docs", f"{SITE}/docs", "Log In", f"{SITE}/login", "new"),
        "Get trending papers in your email inbox once a day!",
        "Get trending papers in your email inbox!",
        *("Subscribe", f"{SITE}/login?next=%2Fpapers", "Daily Papers", "by ", "AK"),
        *(f"{SITE}/akhaliq", " and the research community", "kites and bread", "Daily", "Weekly"),
        *("Monthly ", f"{SITE}/papers/trending", " ", f"{SITE}/papers/date/2021-03-24", "Mar 25"),
    ]
    truth = []
    for each in entries(rng, count):
        link = f"{SITE}/papers/{each.arxiv_id}"
        lines += [f" [-] {each.votes}", f"{SITE}/login?next=%2Fpapers%2F{each.arxiv_id}"]
        lines += [each.paper.title or "", link, each.paper.abstract or "", link]
        if rng.random() < 0.7:
            lines += ["[", f"{each.authors} authors]({link})"]
        else:
            lines += [" ", link, " Kite Institute", f"{SITE}/kite-institute"]
        lines += ["·", each.date]
        if rng.random() < 0.3:
            lines += ["2", f"{link}#community"]
        truth.append(
            Truth(
                each.paper.title or "", each.paper.abstract, each.arxiv_id, each.year, _urls(each)
            )
        )
    return Saved("\n\n".join(lines), tuple(truth))


def markdown(rng: random.Random, count: int = 12) -> Saved:
    """A search on the page, saved as Markdown."""
    lines = [
        *("new", "Get trending papers in your email inbox once a day!"),
        "Get trending papers in your email inbox!",
        *(f"[Subscribe]({SITE}/login?next=%2Fpapers)", "# Daily Papers"),
        f"## by [![](https://{'huggingface.co'}/front/x.png)AK]({SITE}/akhaliq)"
        " and the research community",
        *("- Daily\n- Weekly\n- Monthly", f"[Trending Papers]({SITE}/papers/trending)", "Oct 2"),
    ]
    truth = []
    for each in entries(rng, count):
        link = f"{SITE}/papers/{each.arxiv_id}"
        abstract = each.paper.abstract or ""
        shown = "\\\\\n".join(wrapped(abstract, 78)) if rng.random() < 0.4 else abstract
        lines += [f"[{each.votes}]({SITE}/login?next=%2Fpapers%2F{each.arxiv_id})"]
        lines += [f"### [{each.paper.title}]({link})", f"[{shown}]({link})"]
        if rng.random() < 0.5:
            lines += [f"[- ![]({SITE}/avatars/1f.svg)\\\\\n- {each.authors} authors]({link})"]
        else:
            lines += [f"[![kites](https://cdn-avatars.{'huggingface.co'}/v1/k.png)Kite Institute]"]
            lines[-1] += f"({SITE}/kite-institute)"
        lines += ["·", f"{each.date}[3]({link}#community)" if rng.random() < 0.5 else each.date]
        truth.append(
            Truth(
                each.paper.title or "", each.paper.abstract, each.arxiv_id, each.year, _urls(each)
            )
        )
    return Saved("\n\n".join(lines), tuple(truth))


def twice(rng: random.Random, count: int = 12) -> Saved:
    """The page of trending papers with code: every entry twice, most with one sentence."""
    lines = [
        *("new\n", "Get trending papers in your email inbox once a day!\n"),
        *("Get trending papers in your email inbox!\n", "# Trending Papers\n"),
        *(f"## by[[Image] AK]({SITE}/akhaliq) and the research community\n", "-\n", "-\n"),
        "Trending Papers\n",
    ]
    truth = []
    for each in entries(rng, count, short=True):
        link = f"{SITE}/papers/{each.arxiv_id}"
        title = f"[{each.paper.title}]({link})"
        words = (each.paper.title or "").split()
        if len(words) > 4 and rng.random() < 0.5:
            title = f"[{' '.join(words[:4])}\n{' '.join(words[4:])}]({link})"
        for date in (f"· Published on {each.date}", f"· {each.date}"):
            lines += ["Submitted by\n", "[Image]\n", f"{each.name}\n", f"### {title}\n"]
            lines += [f"{each.paper.abstract}\n", "- [Image]\n", f"- {each.authors} authors\n"]
            lines += [f"{date}\n", f"[Upvote\n\n{each.votes}]({SITE}/login?next=%2Fpapers)\n"]
            code = f"[GitHub 1.5k]({each.code}) " if each.code else ""
            lines += [f"{code}[arXiv Page](https://arxiv.org/abs/{each.arxiv_id})\n"]
        truth.append(
            Truth(
                each.paper.title or "",
                each.paper.abstract,
                each.arxiv_id,
                each.year,
                _urls(each, each.code),
            )
        )
    return Saved("\n".join(lines), tuple(truth))


def copied(rng: random.Random, count: int = 12) -> Saved:
    """The same page, selected and copied in a browser."""
    lines = [
        *("Hugging Face", "Models", "Datasets", "Spaces", "Docs", "Pricing", "Log In", "Sign Up"),
        "Get trending papers in your email inbox once a day!",
        *("Get trending papers in your email inbox!", "Subscribe", "Trending Papers"),
        *("byAK and the research community", "Daily", "Weekly", "Monthly", "Trending Papers"),
    ]
    truth = []
    for each in entries(rng, count, short=True):
        lines += ["Submitted by", each.name, each.paper.title or "", each.paper.abstract or "", ""]
        lines += [
            f"{each.authors} authors",
            "·",
            f"Published on {each.date}",
            f"Upvote {each.votes}",
        ]
        lines += ["GitHub 61.3k", "arXiv Page"]
        truth.append(
            Truth(each.paper.title or "", each.paper.abstract, None, each.year, _urls(each))
        )
    return Saved("\n".join([*lines, *FOOTER]), tuple(truth))


def daily(rng: random.Random, count: int = 12) -> Saved:
    """The page of one day, copied in a browser: titles without abstracts."""
    lines = ["Daily Papers", "by AK and the research community", "", "Mar 12", ""]
    truth = []
    for each in entries(rng, count):
        title = each.paper.title or ""
        votes = f"[-] {each.votes}" if rng.random() < 0.5 else each.votes
        lines += ["Submitted by", each.name, "", votes, "", *wrapped(title, 48), ""]
        lines += [f"·{each.authors} authors", ""] + (["3", ""] if rng.random() < 0.3 else [])
        truth.append(Truth(title, None))
    return Saved("\n".join([*lines, *FOOTER]), tuple(truth))


def with_code(rng: random.Random, count: int = 12) -> Saved:
    """A page of trending papers with their repositories, stars an hour and tasks."""
    lines = ["Trending Research", "Subscribe", "", "Social", "Latest", "New"]
    truth = []
    for each in entries(rng, count):
        lines += ["", each.paper.title or "", f"example/kites{each.authors} • • {each.date}"]
        lines += [each.paper.abstract or "", "", "Bread Baking", "+2", "19,542"]
        lines += ["0.57 stars / hour", "Paper", "Code"]
        truth.append(
            Truth(each.paper.title or "", each.paper.abstract, None, each.year, _urls(each))
        )
    return Saved("\n".join(lines), tuple(truth))


STATES: dict[str, Callable[..., Saved]] = {
    "links below": links_below,
    "markdown": markdown,
    "twice": twice,
    "copied": copied,
    "daily": daily,
    "with code": with_code,
}

SAMPLES: dict[str, str] = {
    f"trending, {name}": state(random.Random(7)).text for name, state in STATES.items()
}
