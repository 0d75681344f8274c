"""What TeX calls characters and accents: the tables that reading files and drawing text share."""

from __future__ import annotations

from typing import Final

ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331", "h": "\u0309",
}  # fmt: skip
"""Commands that put an accent on the letter after them, and the combining character for it."""

CHARACTERS: Final = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø",
    "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ",
    "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶", "copyright": "©",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "textquotedblleft": "“", "textquotedblright": "”", "ldots": "…", "dots": "…",
    "textasciitilde": "~", "textunderscore": "_", "textasciicircum": "^", "textbackslash": "\\",
    "textregistered": "®", "texttrademark": "™", "textdegree": "°", "LaTeX": "LaTeX",
    "TeX": "TeX", "BibTeX": "BibTeX", "slash": "/", "textless": "<", "textgreater": ">",
    "textbar": "|", "textquotesingle": "'", "textquotedbl": '"', "textbullet": "•",
    "textperiodcentered": "·", "texttimes": "×", "textdollar": "$", "textpm": "±", "textmu": "µ",
    "texteuro": "€", "pounds": "£", "textsterling": "£", "textbraceleft": "{",
    "textbraceright": "}", "textasteriskcentered": "*", "textexclamdown": "¡",
    "textquestiondown": "¿", "textonehalf": "½", "textonesuperior": "¹", "texttwosuperior": "²",
    "textthreesuperior": "³", "guillemotleft": "«", "guillemotright": "»", "quotedblbase": "„",
    "quotesinglbase": "‚", "textsection": "§", "textellipsis": "…", "textordmasculine": "º",
    "textordfeminine": "ª", "textnumero": "№", "dag": "†", "ddag": "‡", "textdagger": "†",
    "ohorn": "ơ", "OHORN": "Ơ", "uhorn": "ư", "UHORN": "Ư", "textrightarrow": "→",
    "textleftarrow": "←", "textalpha": "α", "textbeta": "β", "textgamma": "γ", "textdelta": "δ",
    "textepsilon": "ε", "textkappa": "κ", "textlambda": "λ", "textpi": "π", "textsigma": "σ",
    "texttau": "τ", "textphi": "φ", "textchi": "χ", "textomega": "ω", "textDelta": "Δ",
    "textOmega": "Ω",
}  # fmt: skip
"""Commands that stand for a character."""
