"""The words of a Google Scholar profile around its papers, in the languages its pages come in."""

from __future__ import annotations

import re
from typing import Final

_TITLE: Final = (
    "title|titel|titre|título|titolo|títol|tytuł|titlu|tittel|název|názov|nimi|cím|τίτλος"
    "|название|назва|заглавие|başlık|标题|標題|タイトル|제목|judul|tiêu đề|العنوان|כותרת|ชื่อ|शीर्षक"
)
_CITED: Final = (
    "cited by|zitiert von|citée par|citado por|citata da|citada per|geciteerd door|cytowane przez"
    "|citat de|citeras av|sitert av|citeret af|citace|citované|citirano|viittaukset|hivatkozott rá"
    "|αναφέρεται από|процитировано|цитируется|цитовано|посилання|alıntı yapanlar|引用次数"
    "|被引用次數|引用先|引用元|引用|인용|dikutip oleh|trích dẫn bởi|عدد مرات الاقتباسات|צוטט על ידי"
)
_YEAR: Final = (
    "year|jahr|année|año|ano|anno|any|jaar|rok|an|år|vuosi|év|έτος|год|рік|година|yıl|年份|年|연도"
    "|tahun|năm|السنة|שנה|ปี|वर्ष"
)
_SORT: Final = "sort|sortieren|trier|ordenar|ordina|sorteren|sortuj|сортировать|排序|並べ替え|정렬"
TITLE: Final = re.compile(rf"(?:{_TITLE})(?: (?:{_SORT}))?", re.IGNORECASE)
CITED_BY: Final = re.compile(rf"(?:{_CITED})", re.IGNORECASE)
YEAR: Final = re.compile(rf"(?:{_YEAR})", re.IGNORECASE)
CITED_BY_YEAR: Final = re.compile(rf"(?:{_CITED}) ?(?:{_YEAR})", re.IGNORECASE)
HEADER: Final = re.compile(
    rf"(?:{_TITLE})(?: ?(?:{_SORT}).{{0,60}}?)?(?: ?(?:{_CITED})){{1,2}} ?(?:{_YEAR})",
    re.IGNORECASE,
)
"""The names of the three columns on one line."""

_MORE: Final = (
    "show more|mehr anzeigen|afficher plus|mostrar más|mostrar mais|mostra altro|mostra'n més"
    "|meer weergeven|pokaż więcej|показать (?:еще|ещё)|показати більше|daha fazla göster"
    "|展开|顯示更多|更多|さらに表示|もっと見る|더보기|자세히 보기"
    "|visa mer|vis mere|vis mer|näytä lisää|zobrazit více"
)
_FOOT: Final = (
    "privacy ?terms ?help|help ?privacy ?terms|datenschutz.{0,40}hilfe|confidentialité.{0,40}aide"
    "|privacidad.{0,40}ayuda|privacidade.{0,40}ajuda|privacy ?termini ?guida"
    "|privacy ?voorwaarden ?help|prywatność.{0,40}pomoc|конфиденциальность.{0,40}справка"
    "|gizlilik.{0,40}yardım|隐私权? ?条款 ?帮助|隱私權 ?條款 ?說明"
    "|プライバシー ?規約 ?ヘルプ|개인정보.{0,20}도움말"
)
_RANGE: Final = r"[^\W\d_]{2,15} ?\d+\s?[–-]\s?\d+"  # "Articles 1–20"
_CO_AUTHORS: Final = (
    "co-?authors|ko-?autoren|coauteurs|co-?autores|coautori|współautorzy|соавторы"
    "|співавтори|ortak yazarlar|合著者|共著者|공동 ?저자|medförfattare|medforfattere"
)
_VIEW_ALL: Final = (
    "view all|alle an(?:zeigen|sehen)|tout afficher|ver todos?|visualizza tutto|alles weergeven"
    "|wyświetl wszystko|просмотреть все|tümünü görüntüle|查看全部|すべて表示|모두 보기"
)
TAIL: Final = re.compile(
    rf"{_RANGE}|{_MORE}|(?:{_CO_AUTHORS})(?: ?(?:{_VIEW_ALL}))?|{_FOOT}", re.IGNORECASE
)
"""What stands below the table."""

_VERIFIED: Final = (
    "verified email|bestätigte e-mail|adresse e-mail validée|correo verificada|e-mail confirmado"
    "|email verificata|geverifieerd|zweryfikowany adres|подтвержден адрес|电子邮件经过验证"
    "|電子郵件地址已通過驗證|確認したメール|이메일 확인됨|doğrulanmış e-posta|verifierad e-post"
)
PERSON: Final = re.compile(
    rf"{_VERIFIED}|{_CITED}|h-index|h[- ]?(?:指数|指標|индекс)|\b(?:indice|índice) h\b|follow"
    rf"|{_CO_AUTHORS}",
    re.IGNORECASE,
)
"""What only the lines above the table have, about the person and who cites them."""

PAGE_WORDS: Final = re.compile(
    rf"{_TITLE}|{_CITED}|{_YEAR}|{_SORT}|{_MORE}|{_FOOT}|{_RANGE}|{_VIEW_ALL}"
    rf"|(?:{_CO_AUTHORS})(?: ?(?:{_VIEW_ALL}))?"
    rf"|.{{0,60}}(?:{_VERIFIED}).{{0,80}}"
    r"|title\W{0,3}year|sort by (?:citations|year|title|date)|nach \w+ sortieren|follow(?:ing)?"
    r"|(?:my )?(?:profile|library)|my profile my library|alerts|metrics|advanced search|settings"
    r"|sign (?:in|out)|articles?(?: ?cited by)?(?: ?public access)?(?: ?co-?authors)?"
    r"|public access|all"
    r"|since (?:19|20)\d\d|all ?since (?:19|20)\d\d"
    r"|(?:citations|zitate|citas|citações|citazioni|цитирования|引用|h-index|i10-index|indice h"
    r"|indice i10|índice h|índice i10|(?:h|i10)[- ]?(?:指数|指標|индекс))(?: \d+){0,2}"
    r"|\d+ articles?|(?:not )?available|based on funding mandates|get my own profile|homepage"
    r"|citations per year|help|about scholar|search help|loading.{0,5}|duplicate citations"
    r"|merged citations|add co-?authors|upload pdf|export"
    r"|new (?:articles|citations) (?:by|to|related to) this author.{0,20}|email address for updates"
    r"|done|my profilemy library.{0,40}|the following articles are merged in scholar.{0,200}"
    r"|this [\"“]cited by[\"”] count includes.{0,200}|the system can.t perform.{0,60}"
    r"|their combined citations are counted only.{0,80}|privacy|terms|unknown affiliation"
    r"|profiles?|google scholar|\W+",
    re.IGNORECASE,
)
"""Lines that are of the page wherever they stand."""
