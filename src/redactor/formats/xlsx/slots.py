"""Formulas outside cells: rules, validations, names, charts, links; what becomes of one that cannot stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from redactor.formats.opc.package import Part
from redactor.formats.opc.xml import drop_attribute, elements, local, r
from redactor.formats.xlsx.allowed import C_NS, SHEETS, X14_NS, XDR_NS, XM_NS
from redactor.formats.xlsx.formulas import Formula, Names
from redactor.formats.xlsx.strings import decoded, encoded, s

_EMPTY_CONTAINERS = frozenset(
    """
    conditionalFormatting conditionalFormattings dataValidations sparklines sparklineGroup sparklineGroups ext extLst
    hyperlinks definedNames
    """.split()  # noqa: SIM905
)
_OWNERS = {
    "formula": "cfRule",
    "formula1": "dataValidation",
    "formula2": "dataValidation",
    "calculatedColumnFormula": "",
    "totalsRowFormula": "",
    "definedName": "",
}
_REFERENCES = frozenset({"strRef", "numRef", "multiLvlStrRef"})
_EXTENDED = frozenset({"cfRule", "dataValidation", "sparkline", "sparklineGroup"})


@dataclass(eq=False)
class Slot:
    """One place that holds a formula.

    Attributes:
        formula: What it holds.
        write: Puts a formula's text there.
        drop: Takes away what cannot be without the formula.
        words: What that is, for the report.
        gone: Whether it was dropped.
    """

    formula: Formula
    write: Callable[[str], None]
    drop: Callable[[], None]
    words: str
    gone: bool = False

    def settle(self, names: Names) -> bool:
        """Drop the slot if its formula does not stand; returns whether it did so."""
        if self.gone or self.formula.stands(names):
            return False
        self.drop()
        self.gone = True
        return True


def slots_of(part: Part) -> Iterator[Slot]:
    """The formulas of one part that stand in no cell."""
    root = part.tree
    if part.relation == "chart":
        yield from (_chart_slot(element) for element in elements(root, f"{{{C_NS}}}f"))
    elif part.relation == "drawing":
        yield from (_link_slot(e, "textlink") for e in elements(root, f"{{{XDR_NS}}}sp") if e.get("textlink"))
    elif part.relation in (*SHEETS, "table", "officeDocument"):
        yield from _book_slots(root)


def _book_slots(root: etree._Element) -> Iterator[Slot]:
    for name, owner in _OWNERS.items():
        for element in elements(root, s(name)):
            yield _element_slot(element, owner or name)
        for element in elements(root, f"{{{X14_NS}}}{name}"):
            if element.text and element.text.strip():
                yield _element_slot(element, owner or name)
    for element in elements(root, f"{{{XM_NS}}}f"):
        yield _element_slot(element, "")
    for element in elements(root, s("hyperlink")):
        if element.get("location"):
            yield _link_slot(element, "location")


def _element_slot(element: etree._Element, owner: str) -> Slot:
    def write(text: str) -> None:
        element.text = encoded(text)

    def drop() -> None:
        _remove_upwards(_owner(element, owner))

    return Slot(Formula(decoded(element.text or "")), write, drop, _words(owner))


def _owner(element: etree._Element, owner: str) -> etree._Element:
    """What goes with a formula: its rule, its validation, its sparkline, or itself."""
    for ancestor in element.iterancestors():
        if local(ancestor) == owner or (not owner and local(ancestor) in _EXTENDED):
            return ancestor
    return element


def _words(owner: str) -> str:
    return {
        "cfRule": "conditional formats that use what is not in the workbook",
        "dataValidation": "data validations that use what is not in the workbook",
        "definedName": "names of cells that are not in the workbook",
    }.get(owner, "formulas that use what is not in the workbook")


def _remove_upwards(element: etree._Element) -> None:
    """Remove an element, and the containers that it leaves empty."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if local(parent) in ("dataValidations", "tableParts"):
        drop_attribute(parent, "count")
    has_rules = any(local(child) not in ("sqref", "extLst") for child in parent if local(parent) != "sparklineGroup")
    if local(parent) == "sparklineGroup":
        has_rules = any(local(child) == "sparklines" for child in parent)
    if local(parent) in _EMPTY_CONTAINERS and not has_rules:
        _remove_upwards(parent)


def remove_upwards(element: etree._Element) -> None:
    """Remove an element, and the containers that it leaves empty."""
    _remove_upwards(element)


def _chart_slot(element: etree._Element) -> Slot:
    def write(text: str) -> None:
        element.text = text

    def drop() -> None:
        reference = element.getparent()
        if reference is not None and local(reference) in _REFERENCES:
            carrier = reference.getparent()
            _remove_upwards(reference if carrier is None else carrier)
        else:
            _remove_upwards(element)

    return Slot(Formula(element.text or ""), write, drop, "data of charts that are not in the workbook")


def _link_slot(element: etree._Element, key: str) -> Slot:
    def write(text: str) -> None:
        element.set(key, text)

    def drop() -> None:
        drop_attribute(element, key)
        if local(element) == "hyperlink" and element.get(r("id")) is None:
            _remove_upwards(element)

    text = (element.get(key) or "").removeprefix("#").removeprefix("=")
    return Slot(Formula(text), write, drop, "links to places that are not in the workbook")
