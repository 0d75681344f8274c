"""What the commands of formulas stand for, as far as Unicode has exactly that.

Of the libraries that do this one drops the commands it does not know, the other takes `50\\%` for
something else, and neither says where in the source a character comes from; so these are our own.
"""

from __future__ import annotations

from typing import Final


def _table(words: str) -> dict[str, str]:
    each = words.split()
    return dict(zip(each[::2], each[1::2], strict=True))


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


SYMBOLS: Final = _table("""
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
    kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
    varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω digamma ϝ
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘
    odot ⊙ cap ∩ cup ∪ sqcap ⊓ sqcup ⊔ uplus ⊎ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ wr ≀ amalg ⨿
    dagger † ddagger ‡ diamond ⋄ bigcirc ◯ boxtimes ⊠ boxplus ⊞ ltimes ⋉ rtimes ⋊
    le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ne ≠ neq ≠ ll ≪ gg ≫ lll ⋘ ggg ⋙ equiv ≡ sim ∼
    simeq ≃ approx ≈ approxeq ≊ cong ≅ propto ∝ varpropto ∝ asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔
    lesssim ≲ gtrsim ≳ prec ≺ succ ≻ preceq ⪯ succeq ⪰ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇
    subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑ sqsupseteq ⊒ in ∈ ni ∋ notin ∉ vdash ⊢ dashv ⊣ models ⊨
    vDash ⊨ Vdash ⊩ perp ⟂ parallel ∥ mid ∣ nmid ∤ nparallel ∦ bowtie ⋈ smile ⌣ frown ⌢
    to → rightarrow → leftarrow ← gets ← uparrow ↑ downarrow ↓ leftrightarrow ↔ updownarrow ↕
    Rightarrow ⇒ Leftarrow ⇐ Uparrow ⇑ Downarrow ⇓ Leftrightarrow ⇔ iff ⟺ implies ⟹ impliedby ⟸
    longrightarrow ⟶ longleftarrow ⟵ Longrightarrow ⟹ Longleftarrow ⟸ longleftrightarrow ⟷
    mapsto ↦ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀ leftharpoonup ↼
    rightleftharpoons ⇌ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ leadsto ⇝ rightsquigarrow ⇝
    nrightarrow ↛ nleftarrow ↚ circlearrowleft ↺ circlearrowright ↻ twoheadrightarrow ↠
    infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ emptyset ∅ varnothing ∅
    ell ℓ hbar ℏ hslash ℏ Re ℜ Im ℑ wp ℘ aleph ℵ beth ℶ imath ı jmath ȷ top ⊤ bot ⊥ angle ∠
    triangle △ square □ blacksquare ■ lozenge ◊ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠
    flat ♭ natural ♮ sharp ♯ checkmark ✓ surd √ prime ′ backprime ‵ degree ° S § P ¶ eth ð
    sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcap ⋂ bigcup ⋃ bigvee ⋁ bigwedge ⋀
    bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigsqcup ⨆
    ldots … dots … dotsc … dotsb ⋯ dotsm ⋯ cdots ⋯ vdots ⋮ ddots ⋱ colon : lbrace { rbrace }
    langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lbrack [ rbrack ] vert | lvert | rvert |
    Vert ‖ lVert ‖ rVert ‖ backslash \\ because ∵ therefore ∴ complement ∁ ulcorner ⌜ urcorner ⌝
    llbracket ⟦ rrbracket ⟧ leftarrowtail ↢ rightarrowtail ↣ blacktriangle ▲ triangleright ▹
    triangleleft ◃ trianglerighteq ⊵ trianglelefteq ⊴ vartriangle △ bigstar ★ intercal ⊺ Box □
    mho ℧ Game ⅁ lt < gt > And &
""")
"""Commands that are one character."""

FUNCTIONS: Final = _words("""
    log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan arg deg det dim
    gcd hom inf ker lim liminf limsup max min Pr sup mod bmod
""")
"""Commands that are written as their names are."""

SPACES: Final = _words("quad qquad enspace thinspace")
NOTHING: Final = _words("""
    big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm left right middle
    displaystyle textstyle scriptstyle limits nolimits nobreak relax mathstrut
""")
"""Commands that only say how large or where something is set."""

PLAIN: Final = _words("""
    text textrm textnormal textup textit mathit mathrm mathnormal operatorname mbox hbox mathop
    mathbin mathrel mathord mathopen mathclose
""")
"""Commands whose argument is written as it is."""

MARKS: Final = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303",
    "bar": "\u0304", "overline": "\u0305", "dot": "\u0307", "ddot": "\u0308", "vec": "\u20d7",
    "check": "\u030c", "breve": "\u0306", "acute": "\u0301", "grave": "\u0300",
    "mathring": "\u030a", "underline": "\u0332",
}  # fmt: skip
"""Commands that put a mark on one letter, and the combining character for it."""

SUPER: Final = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθϕφχ′",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵠᵡ′",
        strict=True,
    )
)
SUB: Final = dict(
    zip(
        "0123456789+-−=()aehijklmnoprstuvxβγρϕφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵩᵪ",
        strict=True,
    )
)

FRACTIONS: Final = {
    ("1", "2"): "½", ("1", "3"): "⅓", ("2", "3"): "⅔", ("1", "4"): "¼", ("3", "4"): "¾",
    ("1", "5"): "⅕", ("2", "5"): "⅖", ("3", "5"): "⅗", ("4", "5"): "⅘", ("1", "6"): "⅙",
    ("5", "6"): "⅚", ("1", "7"): "⅐", ("1", "8"): "⅛", ("3", "8"): "⅜", ("5", "8"): "⅝",
    ("7", "8"): "⅞", ("1", "9"): "⅑", ("1", "10"): "⅒",
}  # fmt: skip

_UPPER, _LOWER, _DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "0123456789"


def _alphabet(upper: int, lower: int, digits: int = 0, **others: str) -> dict[str, str]:
    letters = {c: chr(upper + at) for at, c in enumerate(_UPPER)}
    letters |= {c: chr(lower + at) for at, c in enumerate(_LOWER if lower else "")}
    letters |= {c: chr(digits + at) for at, c in enumerate(_DIGITS if digits else "")}
    return letters | others  # those that Unicode had before it had the alphabets


_BOLD_GREEK = {chr(0x3B1 + at): chr(0x1D6C2 + at) for at in range(25)} | {
    chr(0x391 + at): chr(0x1D6A8 + at) for at in range(25)
}
_SCRIPT = _alphabet(
    0x1D49C, 0x1D4B6,
    B="ℬ", E="ℰ", F="ℱ", H="ℋ", I="ℐ", L="ℒ", M="ℳ", R="ℛ", e="ℯ", g="ℊ", o="ℴ",
)  # fmt: skip
_DOUBLE = _alphabet(0x1D538, 0x1D552, 0x1D7D8, C="ℂ", H="ℍ", N="ℕ", P="ℙ", Q="ℚ", R="ℝ", Z="ℤ")
_FRAKTUR = _alphabet(0x1D504, 0x1D51E, C="ℭ", H="ℌ", I="ℑ", R="ℜ", Z="ℨ")
_BOLD = _alphabet(0x1D400, 0x1D41A, 0x1D7CE) | _BOLD_GREEK

ALPHABETS: Final = {
    "mathbb": _DOUBLE, "mathds": _DOUBLE, "Bbb": _DOUBLE,
    "mathcal": _SCRIPT, "mathscr": _SCRIPT,
    "mathfrak": _FRAKTUR,
    "mathbf": _BOLD, "boldsymbol": _BOLD, "bm": _BOLD, "textbf": _BOLD,
    "mathsf": _alphabet(0x1D5A0, 0x1D5BA, 0x1D7E2),
    "mathtt": _alphabet(0x1D670, 0x1D68A, 0x1D7F6), "texttt": _alphabet(0x1D670, 0x1D68A, 0x1D7F6),
}  # fmt: skip
"""Commands that write their argument in another alphabet."""
SWITCHES: Final = {"cal": _SCRIPT, "frak": _FRAKTUR, "bf": _BOLD}
"""Commands that do so with all that follows in their group."""
