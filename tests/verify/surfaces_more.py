"""Surfaces of workbooks, presentations, web pages and messages in which a test plants one thing."""

from __future__ import annotations

import base64
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import openpyxl
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from tests.formats.pptx_files import Bare, para, run, shape, slide, small
from tests.formats.xlsx_files import saved, set_header
from tests.verify.building import escaped, repacked
from tests.verify.markup import markup_planters
from tests.verify.test_mail_reader import SURFACES as MESSAGES


@dataclass(frozen=True)
class Planter:
    """Makes a clean file with one thing in it; ``slug``: where no space can stand."""

    plant: Callable[[str], bytes]
    slug: bool = False


def _book(edit: Callable[[Workbook, str], None]) -> Callable[[str], bytes]:
    """A planter that edits a clean workbook."""

    def plant(text: str) -> bytes:
        workbook = openpyxl.Workbook()
        sheet = workbook.worksheets[0]
        sheet.title = "Chronology"
        sheet.append(["Date", "Event"])
        sheet.append(["May 2011", "Child R was seen by SW1."])
        edit(workbook, text)
        return saved(workbook)

    return plant


def _cell(book: Workbook, text: str) -> None:
    book.worksheets[0]["B3"] = text


def _formula(book: Workbook, text: str) -> None:
    book.worksheets[0]["B3"] = f'=IF(A1="Date","{text}","")'


def _comment(book: Workbook, text: str) -> None:
    book.worksheets[0]["A1"].comment = Comment(text, "Reviewer")


def _author(book: Workbook, text: str) -> None:
    book.worksheets[0]["A1"].comment = Comment("Why?", text)


def _header(book: Workbook, text: str) -> None:
    set_header(book.worksheets[0], text)


def _sheet_name(book: Workbook, text: str) -> None:
    book.create_sheet(text)


def _hidden_sheet(book: Workbook, text: str) -> None:
    sheet = book.create_sheet("Lists")
    sheet["A1"] = text
    sheet.sheet_state = "veryHidden"


def _hidden_row(book: Workbook, text: str) -> None:
    book.worksheets[0]["A4"] = text
    book.worksheets[0].row_dimensions[4].hidden = True


def _defined_name(book: Workbook, text: str) -> None:
    book.defined_names["Lead"] = DefinedName("Lead", attr_text=f'"{text}"')


def _validation(book: Workbook, text: str) -> None:
    choice = DataValidation(type="list", formula1=f'"{text},Other"')
    choice.add("A9")
    book.worksheets[0].add_data_validation(choice)


def _link(book: Workbook, text: str) -> None:
    book.worksheets[0]["A1"].hyperlink = f"https://www.gov.uk/{urllib.parse.quote(text)}"


def _creator(book: Workbook, text: str) -> None:
    book.properties.creator = text


def _number_format(book: Workbook, text: str) -> None:
    book.worksheets[0]["A9"] = 1
    book.worksheets[0]["A9"].number_format = f'"{text}"'


XLSX: Mapping[str, Planter] = {
    "cell": Planter(_book(_cell)),
    "formula": Planter(_book(_formula)),
    "comment": Planter(_book(_comment)),
    "comment author": Planter(_book(_author)),
    "page header": Planter(_book(_header)),
    "sheet name": Planter(_book(_sheet_name)),
    "hidden sheet": Planter(_book(_hidden_sheet)),
    "hidden row": Planter(_book(_hidden_row)),
    "defined name": Planter(_book(_defined_name)),
    "choices of a cell": Planter(_book(_validation)),
    "link": Planter(_book(_link)),
    "creator": Planter(_book(_creator)),
    "number format": Planter(_book(_number_format)),
    **{
        name: Planter(plant, slug=True)
        for name, plant in markup_planters(lambda: _book(_cell)("Visit"), "xl/worksheets/sheet1.xml").items()
    },
}


def _show(*shapes: Callable[[str], str], **more: Callable[[str], str]) -> Callable[[str], bytes]:
    """A planter of one slide of these shapes."""

    def plant(text: str) -> bytes:
        safe = escaped(text)
        title = shape(2, para(run("Overview Report")), kind="title")
        attributes = more["attributes"](safe) if "attributes" in more else ""
        name = more["name"](safe) if "name" in more else ""
        return small(Bare(slide("sld", title, *(make(safe) for make in shapes), attributes=attributes, name=name)))

    return plant


def _box(text: str) -> str:
    return shape(3, para(run(text)))


def _neutral(_: str) -> str:
    return shape(3, para(run("Visit")))


def _letters(text: str) -> str:
    return shape(3, para(*(run(letter) for letter in text)))


def _shape_name(text: str) -> str:
    return shape(3, para(run("Visit")), name=text)


def _off_slide(text: str) -> str:
    return shape(3, para(run(text)), box='<a:off x="-9000000" y="0"/><a:ext cx="900" cy="900"/>')


def _member(text: str) -> bytes:
    data = _show(_box)("Visit")
    return repacked(data, lambda members: members.update({f"customXml/{text}.xml": b"<x/>"}))


def _markup_comment(text: str) -> bytes:
    def edit(members: dict[str, bytes]) -> None:
        name = next(key for key in members if b"Overview Report" in members[key])
        members[name] = members[name] + f"<!-- {escaped(text)} -->".encode()

    return repacked(_show(_box)("Visit"), edit)


PPTX: Mapping[str, Planter] = {
    "text box": Planter(_show(_box)),
    "letter by letter": Planter(_show(_letters)),
    "shape name": Planter(_show(_shape_name)),
    "off the slide": Planter(_show(_off_slide)),
    "slide name": Planter(_show(_neutral, name=str)),
    "hidden slide": Planter(_show(_box, attributes=lambda _: 'show="0"')),
    "member name": Planter(_member, slug=True),
    "XML comment": Planter(_markup_comment),
    **{
        name: Planter(plant, slug=True)
        for name, plant in markup_planters(lambda: _show(_box)("Visit"), "ppt/s1.xml").items()
    },
}

_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Overview Report</title>HEAD</head>'
    "<body><h1>Overview Report</h1><p>Child R was known to SW1.</p>BODY</body></html>"
)


def _page(body: str = "", head: str = "") -> Callable[[str], bytes]:
    """A planter of a clean page; ``TEXT`` stands for what is planted, ``URL`` for it in an address."""

    def plant(text: str) -> bytes:
        page = _PAGE.replace("BODY", body).replace("HEAD", head)
        coded = base64.b64encode(f"<svg xmlns='http://www.w3.org/2000/svg'><text>{text}</text></svg>".encode()).decode()
        page = page.replace("SPLIT", f"{text[:2]}<b>{text[2:]}</b>").replace("SHY", f"{text[:3]}&shy;{text[3:]}")
        page = page.replace("ENTITIES", "".join(f"&#{ord(char)};" for char in text)).replace("BASE64", coded)
        return page.replace("URL", urllib.parse.quote(text)).replace("TEXT", escaped(text)).encode()

    return plant


HTML: Mapping[str, Planter] = {
    "paragraph": Planter(_page("<p>TEXT</p>")),
    "split tags": Planter(_page("<p>SPLIT</p>")),
    "soft hyphen": Planter(_page("<p>SHY</p>")),
    "entities": Planter(_page("<p>ENTITIES</p>")),
    "alternative text": Planter(_page('<img src="a.png" alt="TEXT">')),
    "title of an element": Planter(_page('<p title="TEXT">Visit</p>')),
    "aria label": Planter(_page('<p aria-label="TEXT">Visit</p>')),
    "data attribute": Planter(_page('<p data-lead="TEXT">Visit</p>')),
    "hidden": Planter(_page("<p hidden>TEXT</p>")),
    "not displayed": Planter(_page('<p style="display:none">TEXT</p>')),
    "template": Planter(_page("<template>TEXT</template>")),
    "noscript": Planter(_page("<noscript>TEXT</noscript>")),
    "comment": Planter(_page("<!-- TEXT -->")),
    "meta": Planter(_page(head='<meta name="author" content="TEXT">')),
    "script": Planter(_page(head='<script>var lead = "TEXT";</script>')),
    "data of a script": Planter(_page(head='<script type="application/ld+json">{"name": "TEXT"}</script>')),
    "style content": Planter(_page(head='<style>p:after { content: "TEXT" }</style>')),
    "link": Planter(_page('<a href="https://www.gov.uk/URL">Guidance</a>')),
    "inner page": Planter(_page('<iframe srcdoc="<p>TEXT</p>"></iframe>')),
    "drawing in an address": Planter(_page('<img alt="" src="data:image/svg+xml;base64,BASE64">')),
    "option": Planter(_page("<select><option>TEXT</option></select>")),
    "placeholder": Planter(_page('<input placeholder="TEXT">')),
    "name of an element": Planter(_page("<x-TEXT>Visit</x-TEXT>"), slug=True),
    "name of an attribute": Planter(_page('<p data-TEXT="1">Visit</p>'), slug=True),
    "prefix of a namespace": Planter(_page('<svg xmlns:TEXT="http://www.w3.org/2000/svg"></svg>'), slug=True),
}

_ALWAYS_TOLD = frozenset({"From", "Message-ID", "calendar", "unknown binary", "unknown binary, UTF-16"})
"""Their carrier itself is told: an address, a file of a kind that nobody reads."""
EML: Mapping[str, Planter] = {name: Planter(plant) for name, plant in MESSAGES.items() if name not in _ALWAYS_TOLD}
