"""Papers to write, and text that is hostile to Markdown."""

from __future__ import annotations

from hypothesis import strategies as st

from readlist.paper import Paper, clean, one_line

# Pieces that mean something to CommonMark, GitHub, Obsidian or TeX, alone or next to each other.
_PIECES = r"""
word a X 1 \ ^ ~ ~~ * ** _ __ [ ] ( ) ](u) [a]: < > <div> </a> <!-- --> <? # ## ` ``` | $ $$
$x_1$ $x_{ij}$ $\mathbf{x}_i$ $^*$ $a*b$ $a<b$ $\{a\}$ $5 &amp; &copy; & &#35; ! ![ - +
1. 1) = == === --- %% { } " ' “ … é 日本 ≤ ß : / ? . , ; @ https://example.org/a_b.
https://example.org/_b_ https://example.org/(a)_b \url{https://example.org/a\_b}.
www.example.org/a_b a@example.org <https://example.org> \* \\ \( \[
"""


hostile = st.lists(
    st.sampled_from([*_PIECES.split(), " ", " ", "    ", "\u00a0"]) | st.characters(), max_size=12
).map(lambda pieces: clean("".join(pieces)))
"""Any text, more often than not of characters that mean something."""

hostile_lines = hostile.map(one_line)
hostile_paragraphs = st.lists(hostile, max_size=4).flatmap(
    lambda parts: st.sampled_from(["\n", "\n\n", "\n  \n\n"]).map(lambda gap: gap.join(parts))
)


def paper(title: str = "A title", **fields: object) -> Paper:
    return Paper(id="abcd2345", title=title, **fields)  # type: ignore[arg-type]


def paragraphs_of(abstract: str | None) -> list[str]:
    """The paragraphs of an abstract, each as one line: what a reader of the export shall see."""
    parts: list[list[str]] = [[]]
    for line in (abstract or "").split("\n"):
        if line.strip(" \t"):
            parts[-1].append(line)
        else:
            parts.append([])
    return [part for lines in parts if (part := one_line(" ".join(lines)))]
