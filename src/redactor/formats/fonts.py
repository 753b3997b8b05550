"""Names of common fonts, which documents of every format may give; none of them is anybody's name."""

from __future__ import annotations

_FONTS = """
MS Mincho
ＭＳ 明朝
ＭＳ ゴシック
ＭＳ Ｐゴシック
ＭＳ Ｐ明朝
맑은 고딕
宋体
新細明體
Angsana New
Nyala
Vrinda
Shruti
MoolBoran
Tunga
Raavi
Euphemia
Plantagenet Cherokee
Microsoft Yi Baiti
Microsoft Himalaya
MV Boli
Gautami
Latha
Estrangelo Edessa
Kalinga
Kartika
DokChampa
Iskoola Pota
Mongolian Baiti
Microsoft Uighur
Sylfaen
Cordia New
DaunPenh
游ゴシック Light
游明朝
游ゴシック
等线 Light
等线
Yu Gothic UI
Ebrima
Javanese Text
Leelawadee UI
Myanmar Text
Nirmala UI
Phagspa
Microsoft Tai Le
Microsoft New Tai Lue
Segoe UI Historic
Segoe UI Emoji
Malgun Gothic
FreeSans
Noto Sans
Noto Serif
Open Sans
Roboto
Century Gothic
Book Antiqua
Palatino Linotype
Franklin Gothic Book
Rockwell
Tw Cen MT
Wingdings 3
Lucida Console
Microsoft Sans Serif
Noto Sans Arabic
DengXian
Arial
Arial Narrow
Arial Black
Calibri
Calibri Light
Cambria
Cambria Math
Candara
Comic Sans MS
Consolas
Constantia
Corbel
Courier New
Courier
DejaVu Sans
DejaVu Serif
DejaVu Sans Mono
Garamond
Georgia
Gill Sans MT
Helvetica
Liberation Sans
Liberation Serif
Liberation Mono
Lucida Sans
Lohit Devanagari
Noto Sans CJK SC
Noto Serif CJK SC
Noto Sans Devanagari
OpenSymbol
Segoe UI
Symbol
Tahoma
Times
Times New Roman
Trebuchet MS
Verdana
Wingdings
Wingdings 2
Webdings
MS Gothic
MS Mincho
Aptos
Aptos Display
Courier 10 Pitch
Mangal
SimSun
Yu Mincho
Yu Gothic
Yu Gothic Light
MS PGothic
Microsoft YaHei
NSimSun
Carlito
Caladea
"""

FONTS = frozenset(_FONTS.strip().splitlines())
"""Names of common fonts."""
