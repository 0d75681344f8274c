"""TeX shown as people write it: exactly, or as it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.tui.tex import shown, shown_label


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("$O(n^2)$", "O(n²)"),
        (r"$\mathcal{O}(n\log n)$ in $\mathbb{R}^d$", "𝒪(n log n) in ℝᵈ"),
        (r"\(x_i \le \sqrt{n}\), $\tilde{O}(\sqrt{nT})$", "xᵢ ≤ √n, Õ(√(nT))"),
        (r"CO$_2$, 10$^{-3}$, $\sim$3, 2$\times$, 90$^\circ$", "CO₂, 10⁻³, ∼3, 2×, 90°"),
        (r"$\ell_1$ $\hat{x}$ $\not\in$ $\frac{1}{2}$ $a\to b$", "ℓ₁ x̂ ∉ ½ a→b"),
        (r"${\cal LM}$ $x_{\text{max}}$ $\{a\}$", "ℒℳ xₘₐₓ {a}"),
        (r"Fr\'echet, {\"o}, Pok{\'e}mon, \v{c}, \aa r", "Fréchet, ö, Pokémon, č, år"),
        (r"50\% \& more\_so, \#1, \LaTeX\ too", "50% & more_so, #1, LaTeX too"),
        ("``so'' --- on 3--5, a~priori, 5~billion", "“so” — on 3–5, a priori, 5 billion"),
        (r"\emph{very \textbf{bold}} {\em it} \texttt{x}", "very bold it x"),
        (r"\url{https://example.org/a\_b~c}", "https://example.org/a_b~c"),
        ("1\\textsuperscript{st} of\t2", "1ˢᵗ of    2"),
    ],
)  # fmt: skip
def test_as_people_write_it(source: str, seen: str) -> None:
    assert shown(source).text == seen


@pytest.mark.parametrize(
    "text",
    [
        r"$x_{foo}$",
        r"$\mathbb{E}_{x\sim p}[f]$",
        r"$e^{i\pi}$",
        r"$\unknown{x}$ and \unknown, \foo{bar}, (\eg, this)",
        "from $5 to $10, $3-$10, US$3-A$4, $5 (or 5$ later), $3 90$",
        r"\textcolor[rgb]{1,0,0}{x} a \\ b",
        r"\emph{never closed, $a",
        "run --help, model'' and it's 30%~50% of v1~v5, ~3, A~Z",
        "https://example.org/~me/a_b--c''$1",
        "a_b c^2 {set} # 100% & x",
        r"C:\new\times",
        "$$\\$$",
    ],
)
def test_or_as_it_stands(text: str) -> None:
    assert shown(text).text == text


SOUP = st.lists(
    st.sampled_from(
        [
            *("$", "$$", "\\(", "\\)", "{", "}", "\\emph{", "{\\em ", "\\'e", "\\alpha", "\\frac"),
            *("^", "_", "~", "--", "``", "''", "\\%", "\\\\", "\\", "https://a.b", "\\url{", "\t"),
            *(" ", "\n", "qqq", "5", "é", "\u200b", "(", ")", "\\mathbb", "\\left", "\\sqrt["),
        ]
    ),
    max_size=14,
).map("".join)


@given(SOUP)
def test_what_is_not_changed_stands_as_it_is(text: str) -> None:
    seen = shown(text)
    at = first = 0
    for change in seen.changes:
        assert at <= change.start <= change.end
        assert first <= change.first <= change.last
        assert text[at : change.start] == seen.text[first : change.first]
        at, first = change.end, change.last
    assert text[at:] == seen.text[first:]
    # Whatever words there are (no letter q has an accent), they are all to be read; ⁵ is a 5.
    read = unicodedata.normalize("NFKC", seen.text)
    for letters in ("qqq", "5", "é"):
        assert read.count(letters) >= text.count(letters)


@given(SOUP, st.data())
def test_a_stretch_is_shown_where_its_characters_are(text: str, data: st.DataObject) -> None:
    seen = shown(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = seen.span(start, end)
    assert 0 <= first <= last <= len(seen.text)
    assert seen.span(0, len(text)) == (0, len(seen.text))


@pytest.mark.parametrize("piece", ["\\emph{", "$a", "\\(", "{\\em ", "$a^{", "\\url{", "{{"])
def test_any_amount_of_it_is_shown(piece: str) -> None:
    assert shown(piece * 5_000).text.count(piece[-1]) > 4_000


def test_in_what_was_done_only_the_title_is_text_with_tex_in_it() -> None:
    assert shown_label("Skipped “RL$^2$: Fast” in triage") == "Skipped “RL²: Fast” in triage"
    for label in ("Saved the search “transf~”", "Imported a--b$2$.txt (3 new)", "Added “$x” to “$"):
        assert shown_label(label) == label
