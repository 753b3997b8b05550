"""Words that Word, LibreOffice and the file format itself use; none of them is anybody's name."""

from __future__ import annotations

_SETTINGS = """
zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape
mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop
hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState stylePaneFormatFilter
defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps
evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets
drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery
displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin noPunctuationKerning
characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore
savePreviewPicture footnotePr endnotePr compat mathPr themeFontLang clrSchemeMapping decimalSymbol
listSeparator updateFields doNotUseHTMLParagraphAutoSpacing ulTrailSpace doNotShadeFormData
"""
_STYLE_WORDS = """
revision normal default paragraph font no spacing heading title subtitle body text indent first hanging list
bullet number continue table grid light medium dark colorful shading accent plain contents toc index
of figures authorities header footer page line caption footnote endnote reference hyperlink followed
strong emphasis subtle intense quote book balloon document map macro message closing signature
salutation date note block envelope address return html acronym cite code definition keyboard
preformatted sample typewriter variable top bottom form annotation comment subject placeholder
bibliography web unresolved mention smart hashtag theme simple classic columns contemporary elegant
professional effects style char character and a in numbering symbols outline level heading1 internet
link source quotations horizontal frame sender user entry mail recipient visited object with arrow
shadow shape fill filled gray blue yellow red green lines mm drawing marginalia rubies drop caps
main primary teletype example footer/header numbered western cjk ctl article section endnote_text
list_table no_list box contents/index
"""
_DRAWN = """
style path fmla uri Requires Ignorable coordsize coordorigin points from to adj eqn wrapcoords limo
textboxrect connectlocs connectangles inset offset origin position range matrix formulas colors
dashstyle lvlPicBulletId size sz prst idmap data ext
"""
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

KEPT_SETTINGS = frozenset(_SETTINGS.split())
"""Elements of the settings part that bear on layout."""

STYLE_WORDS = frozenset(_STYLE_WORDS.split())
"""What the names of built-in styles are made of, lower case."""

DRAWN_ATTRIBUTES = frozenset(_DRAWN.split())
"""Attributes whose values are measures, formulas or addresses of schemas."""

FONTS = frozenset(_FONTS.strip().splitlines())
"""Names of common fonts."""
