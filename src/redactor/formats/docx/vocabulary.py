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

KEPT_SETTINGS = frozenset(_SETTINGS.split())
"""Elements of the settings part that bear on layout."""

STYLE_WORDS = frozenset(_STYLE_WORDS.split())
"""What the names of built-in styles are made of, lower case."""

DRAWN_ATTRIBUTES = frozenset(_DRAWN.split())
"""Attributes whose values are measures, formulas or addresses of schemas."""

_CSS = """
absolute antialias auto behind between bottom center char clip color decoration direction display distance family flip
flow font height hidden horizontal index inherit inline italic kern layer layout left length line margin maximum
middle minimum mso normal none outside overflow padding page paragraph percent position relative reverse right
rotate rotation scale shadow shape shapes size spacing style stretch text top underline variant vertical visibility
visible weight width word wrap xcenter ycenter xlimo ylimo xrange yrange pixelWidth pixelHeight pixelLineWidth
emuWidth emuHeight lineDrawn sumangle cosatan sinatan atan sqrt ellipse prod gradientUnscaled gradientCenter linear
"""
DRAWN_WORDS = frozenset(_CSS.split())
"""Words of the style properties and formulas of old-style shapes (ISO 29500-4 19.1)."""
