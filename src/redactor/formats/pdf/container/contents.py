"""Content streams written anew: known operators, new resource names, no comments (ISO 32000-2 7.8).

What a stream names is copied when it is used, so that a resource that nothing shows is
not copied. Inline pictures become pictures of their own. Of marked content only what
belongs to the structure tree, artifacts and replacement texts stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Stream, String

from redactor.formats.pdf.container import images, painting
from redactor.formats.pdf.container.copying import Copier, Rule, Shape, one_of, plain
from redactor.formats.pdf.container.fonts import FontNames, character_map, fallback_font, font_rule
from redactor.formats.pdf.container.operators import (
    IGNORED,
    OPERATORS,
    SHOWING,
    Instruction,
    instructions_of,
    op,
    plain_strings,
    serialised,
)
from redactor.formats.pdf.container.record import ContainerError, Recode
from redactor.formats.pdf.container.values import identity, is_number, mapping_of, name_of, text_of

_PREFIX = {
    "/Font": "F",
    "/XObject": "X",
    "/ExtGState": "G",
    "/ColorSpace": "C",
    "/Pattern": "P",
    "/Shading": "S",
}
_NAMED = {
    "Tf": "/Font",
    "Do": "/XObject",
    "gs": "/ExtGState",
    "sh": "/Shading",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
}
_AS_IT_IS = OPERATORS - _NAMED.keys() - {"BDC", "BMC", "EMC", "scn", "SCN", "ri"}
"""Those that name no resource and are no marked content."""
_DEFAULT_SPACES = ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")
_ARTIFACTS = ("Pagination", "Layout", "Page", "Background", "Inline")
_ARTIFACT_KINDS = ("Header", "Footer", "Watermark", "PageNum", "LineNum", "Bates", "Redaction")
_AGAIN = "Open it in a PDF reader, print it to a new PDF, and use that one."

Owner = tuple[int, int]
"""Which page or form the numbers of marked content count in: its object and generation number."""


class Marks(Protocol):
    """What the structure tree knows of marked content."""

    def role(self, owner: Owner | None, number: int) -> str | None:
        """The type (with its slash) of the element that owns marked content, and note that it is there.

        ``None`` if the new file has no tree, or none that reaches this content.
        """

    def number(self, owner: Owner, number: int) -> int:
        """The new number of marked content that is there: counted anew in the order of the content."""


class ContentWriter:
    """Rewrites the content of pages, forms, patterns and Type 3 fonts.

    Args:
        copier: Copies what they name.
        source: The old file; inline pictures are lifted into it.
        marks: Of the structure tree.
        recode: For replacement texts.
        parsed: Of pages that were just written, the instructions by the identity of the content stream.
    """

    def __init__(
        self, copier: Copier, source: pikepdf.Pdf, marks: Marks, recode: Recode, parsed: Mapping[Owner, Sequence[Any]]
    ) -> None:
        self._copier = copier
        self._source = source
        self._marks = marks
        self._recode = recode
        self._parsed = parsed
        self._names: dict[tuple[str, tuple[int, int]], str] = {}
        self._font: Rule = font_rule(FontNames(), self._type3)
        self._rules: dict[str, Rule] = {
            "/Font": self._font,
            "/ExtGState": painting.graphics_state(self._soft_mask_group, self._font),
            "/ColorSpace": painting.colour_space,
            "/Pattern": self._pattern,
            "/Shading": painting.shading,
        }

    def page(self, page: pikepdf.Page, resources: Any) -> tuple[bytes, Dictionary]:
        """The content of a page and the resources it needs."""
        contents = identity(page.obj.get("/Contents"))
        parsed = self._parsed.get(contents) if contents is not None else None
        return self._rewritten(page.obj, resources, identity(page.obj), parsed)

    def form(self, value: Any, inherited: Any = None) -> Any:
        """A form XObject; one without resources of its own uses those of the page."""
        own = value.get("/Resources")
        kind = "form" if own is not None else f"form within {identity(inherited) or self._copier.next_number('form')}"
        resources = own if own is not None else inherited
        return self._painted(value, resources, _FORM, kind, identity(value))

    def _soft_mask_group(self, _copier: Copier, value: Any) -> Any:
        return self.form(value) if isinstance(value, Stream) else None

    def _painted(self, value: Any, resources: Any, shape: Shape, kind: str, owner: Owner | None) -> Any:
        def make() -> Any:
            new = self._copier.target.make_stream(b"")
            self._copier.remember(value, kind, new)
            data, made = self._rewritten(value, resources, owner)
            new.write(data)
            self._copier.fill(new, value, shape)
            new.Resources = made
            return new

        return self._copier.once(value, kind, make)

    def _xobject(self, value: Any, inherited: Any) -> Any:
        kind = name_of(value.get("/Subtype")) if isinstance(value, Stream) else ""
        if kind == "/Image":
            return images.image(self._copier, value)
        if kind == "/Form":
            return self.form(value, inherited)
        self._copier.record.drop("programs in place of pictures (PostScript)")
        return None

    def _pattern(self, copier: Copier, value: Any) -> Any:
        if isinstance(value, Stream):
            return self._painted(value, value.get("/Resources"), _TILING, "pattern", None)
        shape: Shape = {
            "/Type": one_of("Pattern"),
            "/PatternType": plain,
            "/Matrix": plain,
            "/Shading": painting.shading,
            "/ExtGState": self._rules["/ExtGState"],
        }
        return copier.dictionary(value, shape, "pattern")

    def _type3(self, copier: Copier, value: Any) -> Any:
        def make() -> Any:
            new = copier.target.make_indirect(Dictionary())
            copier.remember(value, "font", new)
            copier.fill(new, value, _TYPE3)
            glyphs = mapping_of(value.get("/CharProcs"))
            names = {name: f"/g{number}" for number, name in enumerate(sorted(glyphs.keys()), 1)}
            procs, resources = Dictionary(), Dictionary()
            for name, renamed in names.items():
                data, used = self._rewritten(glyphs[name], value.get("/Resources"), None)
                procs[renamed] = copier.target.make_stream(data)
                _merge(resources, used)
            new.CharProcs, new.Resources = procs, resources
            new.Encoding = Dictionary(Type=Name.Encoding, Differences=_renamed_codes(value.get("/Encoding"), names))
            return new

        return copier.once(value, "font", make)

    def _rewritten(
        self, stream: Any, resources: Any, owner: Owner | None, parsed: Sequence[Any] | None = None
    ) -> tuple[bytes, Dictionary]:
        try:
            instructions = _normal(instructions_of(stream)) if parsed is None else parsed
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
            raise ContainerError("A content stream of the PDF cannot be parsed.", next_step=_AGAIN) from None
        one = _OneStream(self, resources, owner)
        return serialised(one.write(instructions)), one.used

    def resource(self, category: str, value: Any, inherited: Any) -> tuple[str, Any]:
        """The new name and the copy of a resource; ``None`` for one that cannot be kept."""
        is_object = category == "/XObject"
        copy = self._xobject(value, inherited) if is_object else self._rules[category](self._copier, value)
        number = identity(value)
        key = (category, number) if number is not None else None
        name = self._names.get(key) if key is not None else None
        if name is None:
            name = f"/{_PREFIX[category]}{self._copier.next_number(category)}"
            if key is not None:
                self._names[key] = name
        return name, copy

    def lifted(self, item: ContentStreamInlineImage, resources: Any) -> Any:
        """An inline picture as a picture of the old file."""
        return lift(self._source, item, resources)

    def replacement_texts(self, properties: Any) -> Dictionary:
        """Alternative, replacement and expansion texts of marked content, as the new file has them."""
        found = Dictionary()
        for key in ("/ActualText", "/Alt", "/E"):
            old = properties.get(key)
            if isinstance(old, String):
                text = text_of(old)
                new = self._recode(text) if text else ""
                if new or not text:
                    found[key] = String(new)
        return found

    @property
    def marks(self) -> Marks:
        """Of the structure tree."""
        return self._marks


class _OneStream:
    """The rewriting of one stream."""

    def __init__(self, writer: ContentWriter, resources: Any, owner: Owner | None) -> None:
        self._writer = writer
        self._old = mapping_of(resources)
        self._owner = owner
        self._renamed: dict[tuple[str, str], str | None] = {}
        self._open: list[bool] = []
        self.used = Dictionary()
        for name in _DEFAULT_SPACES:
            space = mapping_of(self._old.get("/ColorSpace")).get(name)
            if space is not None:
                copy = writer.resource("/ColorSpace", space, None)[1]
                if copy is not None:
                    _put(self.used, "/ColorSpace", name, copy)

    def write(self, instructions: Sequence[Any]) -> list[Any]:
        new: list[Any] = []
        for item in instructions:
            if isinstance(item, ContentStreamInlineImage):
                name = self._use("/XObject", self._writer.lifted(item, self._old))
                if name is not None:
                    new.append(Instruction("Do", name.encode()))
                continue
            operator = item.name
            kept = item if operator in _AS_IT_IS else self._kept(operator, item)
            if kept is not None:
                new.append(kept)
        new += [op("EMC") for is_written in self._open if is_written]
        return new

    def _kept(self, operator: str, item: Instruction) -> Instruction | None:
        if operator in ("BDC", "BMC"):
            begun = self._begun(item.operands)
            self._open.append(begun is not None)
            return begun
        if operator == "EMC":
            return item if self._open and self._open.pop() else None
        if operator in _NAMED:
            return self._with_name(operator, item)
        if operator in ("scn", "SCN"):
            *numbers, last = item.raw.split(b" ") if item.raw else (b"",)
            if last[:1] != b"/":
                return item
            name = self._renaming("/Pattern", name_of(item.operands[-1]))
            return None if name is None else op(operator, *numbers, name.encode())
        if operator == "ri":
            return item if item.raw.decode("latin-1")[1:] in painting.INTENTS else None
        if operator in IGNORED:
            return None
        raise ContainerError("A page of the PDF holds an instruction that is not known.", next_step=_AGAIN)

    def _with_name(self, operator: str, item: Instruction) -> Instruction | None:
        if item.raw[:1] != b"/":
            return None
        category, old = _NAMED[operator], item.first_name()
        if category == "/ColorSpace" and old in painting.DEVICE:
            return item
        name = self._renaming(category, old)
        _, space, others = item.raw.partition(b" ")
        return None if name is None else Instruction(operator, name.encode() + space + others)

    def _renaming(self, category: str, old: str) -> str | None:
        key = (category, old)
        if key not in self._renamed:
            value = mapping_of(self._old.get(category)).get(old)
            if value is None and category == "/Font":
                self._renamed[key] = "/F0"
                _put(self.used, category, "/F0", fallback_font())
            else:
                self._renamed[key] = None if value is None else self._use(category, value)
        return self._renamed[key]

    def _use(self, category: str, value: Any) -> str | None:
        name, copy = self._writer.resource(category, value, self._old)
        if copy is None:
            return None
        _put(self.used, category, name, copy)
        return name

    def _begun(self, operands: list[Any]) -> Instruction | None:
        """What stands in place of the start of marked content, or ``None`` for nothing."""
        tag = name_of(operands[0]) if operands else ""
        properties: Any = self._properties(operands[1]) if len(operands) > 1 else Dictionary()
        if tag == "/OC":
            return None
        if tag == "/Artifact":
            kept = _artifact(properties)
            return op("BDC", Name.Artifact, kept) if len(kept) else op("BMC", Name.Artifact)
        texts = self._writer.replacement_texts(properties)
        number = properties.get("/MCID")
        role = None
        if is_number(number):
            role = self._writer.marks.role(self._owner, int(number))
        if role is not None and self._owner is not None:
            texts["/MCID"] = self._writer.marks.number(self._owner, int(number))
            return op("BDC", Name(role), texts)
        if len(texts):
            return op("BDC", Name.Span, texts)
        return op("BMC", Name.ReversedChars) if tag == "/ReversedChars" else None

    def _properties(self, value: Any) -> Any:
        if isinstance(value, Dictionary):
            return value
        return mapping_of(mapping_of(self._old.get("/Properties")).get(name_of(value) or "/"))


def lift(source: pikepdf.Pdf, item: ContentStreamInlineImage, resources: Any) -> Any:
    """An inline picture as an image XObject of a file.

    Args:
        source: The file.
        item: As parsed.
        resources: Of the stream that it stands in, for its colour space.
    """
    inline = item.iimage
    stream = source.make_stream(inline.read_raw_bytes())
    for key, value in inline.obj.items():
        stream[key] = value
    space = name_of(stream.get("/ColorSpace"))
    named = mapping_of(mapping_of(resources).get("/ColorSpace")).get(space) if space else None
    if named is not None:
        stream.ColorSpace = named
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    return stream


def _artifact(properties: Any) -> Dictionary:
    kept = Dictionary()
    for key, allowed in (("/Type", _ARTIFACTS), ("/Subtype", _ARTIFACT_KINDS)):
        name = name_of(properties.get(key))
        if name[1:] in allowed:
            kept[key] = Name(name)
    return kept


def _normal(instructions: Sequence[Any]) -> list[Any]:
    """Strings that are shown are written in one way: how they were written might tell something."""
    return [plain_strings(item) if getattr(item, "name", "") in SHOWING else item for item in instructions]


def _put(resources: Dictionary, category: str, name: str, value: Any) -> None:
    if category not in resources:
        resources[category] = Dictionary()
    resources[category][name] = value


def _merge(into: Dictionary, other: Dictionary) -> None:
    for category in other.keys():  # noqa: SIM118  # a PDF dictionary, not a mapping
        for name, value in other[category].items():
            _put(into, category, name, value)


def _renamed_codes(encoding: Any, names: dict[str, str]) -> Array:
    new = Array()
    differences = encoding.get("/Differences") if isinstance(encoding, Dictionary) else None
    for item in differences if isinstance(differences, Array) else ():
        if is_number(item):
            new.append(int(item))
        else:
            new.append(Name(names.get(name_of(item), "/.notdef")))
    return new


_FORM: Shape = {
    "/Type": one_of("XObject"),
    "/Subtype": one_of("Form"),
    **dict.fromkeys(("/FormType", "/BBox", "/Matrix"), plain),
    "/Group": painting.group_rule(),
}
_TILING: Shape = {
    "/Type": one_of("Pattern"),
    **dict.fromkeys(("/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix"), plain),
}
_TYPE3: Shape = {
    "/Type": one_of("Font"),
    "/Subtype": one_of("Type3"),
    **dict.fromkeys(("/FontBBox", "/FontMatrix", "/FirstChar", "/LastChar", "/Widths"), plain),
    "/ToUnicode": character_map,
}
