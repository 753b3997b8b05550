"""Content of layers that are off is taken out; that of layers that are on becomes plain content (ISO 32000-2 8.11)."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Stream

from redactor.formats.pdf.container.record import ContainerError, Record
from redactor.formats.pdf.container.values import identity, items_of, mapping_of, name_of

_STATE = frozenset(
    "BT ET q Q Tf Td TD Tm T* TL Tc Tw Tz Ts Tr cm gs w J j M d ri i cs CS sc SC scn SCN g G rg RG k K".split()  # noqa: SIM905  # as a list it would fill a page
)
"""What goes on working after hidden content: it stays, what paints goes."""

_DEEPEST = 20


def remove_hidden_layers(pdf: pikepdf.Pdf, record: Record) -> None:
    """Delete what is drawn on layers that a reader does not show.

    Raises:
        ContainerError: if a content stream that names layers cannot be parsed.
    """
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return
    layers = _Layers(properties)
    record.drop("layers (what they show stays)", len(layers.all) - len(layers.off))
    if layers.off:
        record.drop("layers that are not shown, with what is on them", len(layers.off))
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        resources = page.obj.get("/Resources", mapping_of(None))
        data = _without_hidden(page.obj, resources, layers)
        if data is not None:
            page.obj.Contents = pdf.make_stream(data)
        _forms(resources, layers, seen, 0)
        annotations = [a for a in items_of(page.obj.get("/Annots")) if not _is_hidden(a, layers)]
        if "/Annots" in page.obj:
            page.obj.Annots = Array(annotations)
    del pdf.Root["/OCProperties"]


class _Layers:
    """Which layers a file has, and which of them are off when it is opened."""

    def __init__(self, properties: Dictionary) -> None:
        self.all = {identity(group) for group in items_of(properties.get("/OCGs"))} - {None}
        default = mapping_of(properties.get("/D"))
        on = {identity(group) for group in items_of(default.get("/ON"))}
        off = {identity(group) for group in items_of(default.get("/OFF"))}
        if name_of(default.get("/BaseState")) == "/OFF":
            off |= self.all - on
        for usage in items_of(default.get("/AS")):
            if name_of(mapping_of(usage).get("/Event")) == "/View":
                off |= {identity(g) for g in items_of(mapping_of(usage).get("/OCGs")) if _viewed(g) == "/OFF"}
                off -= {identity(g) for g in items_of(mapping_of(usage).get("/OCGs")) if _viewed(g) == "/ON"}
        self.off = off - {None}

    def hides(self, membership: Any) -> bool:
        """Whether content of this group or membership dictionary is not shown."""
        if not isinstance(membership, Dictionary):
            return False
        if name_of(membership.get("/Type")) != "/OCMD":
            return identity(membership) in self.off
        expression = membership.get("/VE")
        if isinstance(expression, Array):
            return not self._holds(expression, 0)
        groups = membership.get("/OCGs")
        members = items_of(groups) if isinstance(groups, Array) else [groups]
        off = [identity(g) in self.off for g in members if isinstance(g, Dictionary)]
        if not off:
            return False
        policy = name_of(membership.get("/P"))
        shown = {
            "/AllOn": not any(off),
            "/AnyOff": any(off),
            "/AllOff": all(off),
        }.get(policy, not all(off))
        return not shown

    def _holds(self, expression: Any, depth: int) -> bool:
        if not isinstance(expression, Array):
            return identity(expression) not in self.off
        if depth > _DEEPEST or not len(expression):
            return True
        answers = [self._holds(item, depth + 1) for item in list(expression)[1:]]
        operator = name_of(expression[0])
        if operator == "/Not":
            return not (answers and answers[0])
        return any(answers) if operator == "/Or" else all(answers)


def _viewed(group: Any) -> str:
    return name_of(mapping_of(mapping_of(mapping_of(group).get("/Usage")).get("/View")).get("/ViewState"))


def _is_hidden(item: Any, layers: _Layers) -> bool:
    return isinstance(item, (Dictionary, Stream)) and layers.hides(item.get("/OC"))


def _forms(resources: Any, layers: _Layers, seen: set[tuple[int, int]], depth: int) -> None:
    """Hidden content inside form XObjects and patterns."""
    if depth > _DEEPEST:
        raise ContainerError("The drawings of the PDF are nested too deep.")
    for category in ("/XObject", "/Pattern"):
        for item in mapping_of(mapping_of(resources).get(category)).as_dict().values():
            number = identity(item)
            is_form = isinstance(item, Stream) and name_of(item.get("/Subtype")) != "/Image"
            if not is_form or number is None or number in seen:
                continue
            seen.add(number)
            own = item.get("/Resources", resources)
            data = _without_hidden(item, own, layers)
            if data is not None:
                item.write(data)
            _forms(own, layers, seen, depth + 1)


def _without_hidden(stream: Any, resources: Any, layers: _Layers) -> bytes | None:
    """The stream without hidden content, or ``None`` if it hides nothing."""
    groups = mapping_of(mapping_of(resources).get("/Properties"))
    objects = mapping_of(mapping_of(resources).get("/XObject"))
    hidden_groups = {name for name, group in groups.items() if layers.hides(group)}
    hidden_objects = {name for name, item in objects.items() if _is_hidden(item, layers)}
    if not hidden_groups and not hidden_objects:
        return None
    try:
        instructions = pikepdf.parse_content_stream(stream)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
        raise ContainerError("A content stream of the PDF cannot be parsed.") from None
    kept: list[Any] = []
    stack: list[bool] = []
    for item in instructions:
        operator = "" if isinstance(item, ContentStreamInlineImage) else str(item.operator)
        if operator in ("BDC", "BMC"):
            stack.append(operator == "BDC" and _opens_hidden(item.operands, hidden_groups))
        hidden = any(stack)
        if operator == "EMC" and stack:
            stack.pop()
        if operator == "Do" and item.operands and name_of(item.operands[0]) in hidden_objects:
            continue
        if not hidden or operator in _STATE:
            kept.append(item)
    return pikepdf.unparse_content_stream(kept)


def _opens_hidden(operands: Any, hidden_groups: set[str]) -> bool:
    is_layer = len(operands) > 1 and name_of(operands[0]) == "/OC"
    return is_layer and isinstance(operands[1], Name) and name_of(operands[1]) in hidden_groups
