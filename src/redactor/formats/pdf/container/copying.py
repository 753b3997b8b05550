"""Copy objects into a new file by an allow-list for each type: what is not listed is not copied.

A *shape* names what an object is expected to be and holds one rule for each key that
may stay. A rule takes the copier and the old value and answers the new value, or
``None`` for a value that is dropped. Indirect objects are copied once for each shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from redactor.formats.pdf.container.record import ContainerError, Record
from redactor.formats.pdf.container.values import identity, is_number, name_of, stream_bytes

Rule = Callable[["Copier", Any], Any]
Shape = Mapping[str, Rule]

_DEEPEST = 60
_MOST_OBJECTS = 2_000_000
_AGAIN = "Open it in a PDF reader, print it to a new PDF, and use that one."


class Copier:
    """Copies objects of one file into another.

    Args:
        target: The new file.
        record: Is told what is dropped.
    """

    def __init__(self, target: pikepdf.Pdf, record: Record) -> None:
        self.target = target
        self.record = record
        self._made: dict[tuple[tuple[int, int], str], Any] = {}
        self._numbers: dict[str, int] = {}
        self._depth = 0

    def once(self, value: object, kind: str, make: Callable[[], Any]) -> Any:
        """What ``make`` answers, the same for the same indirect object and kind."""
        number = identity(value)
        if number is None:
            return make()
        if (number, kind) not in self._made:
            if len(self._made) > _MOST_OBJECTS:
                raise ContainerError("The PDF has too many objects.", next_step=_AGAIN)
            made = make()
            self._made.setdefault((number, kind), made)
        return self._made[(number, kind)]

    def remember(self, value: object, kind: str, made: Any) -> None:
        """Say early what an object becomes, so that one that contains itself can be copied."""
        number = identity(value)
        if number is not None:
            self._made[(number, kind)] = made

    def made(self, kind: str) -> dict[tuple[int, int], Any]:
        """The copies of a kind, by the identity of what they were copied from."""
        return {number: new for (number, of), new in self._made.items() if of == kind}

    def next_number(self, what: str) -> int:
        """1, 2, 3, … for each kind of thing that gets a new name."""
        self._numbers[what] = self._numbers.get(what, 0) + 1
        return self._numbers[what]

    def dictionary(self, value: object, shape: Shape, kind: str) -> Any:
        """A dictionary by its shape, as an object of its own if the old one was; ``None`` if it is none."""
        if not isinstance(value, Dictionary):
            return None

        def make() -> Any:
            new: Any = Dictionary()
            if identity(value) is not None:
                new = self.target.make_indirect(new)
                self.remember(value, kind, new)
            self.fill(new, value, shape)
            return new

        return self.once(value, kind, make)

    def stream(self, value: object, shape: Shape, kind: str, data_of: Callable[[Stream], bytes | None]) -> Any:
        """A stream by the shape of its dictionary; ``None`` if it is none or its data cannot be made.

        Args:
            value: The old stream.
            shape: For the keys of its dictionary, without those of its coding.
            kind: For ``once``.
            data_of: From the old stream to the plain bytes of the new one.
        """
        if not isinstance(value, Stream):
            return None

        def make() -> Any:
            new = self.target.make_stream(b"")
            self.remember(value, kind, new)
            data = data_of(value)
            if data is None:
                raise ContainerError("A stream of the PDF cannot be decoded.", next_step=_AGAIN)
            new.write(data)
            self.fill(new, value, shape)
            return new

        return self.once(value, kind, make)

    def fill(self, new: Any, old: Any, shape: Shape) -> None:
        """Copy the keys of a shape; the others are counted as dropped."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ContainerError("The objects of the PDF are nested too deep.", next_step=_AGAIN)
        try:
            for key, value in old.items():
                rule = shape.get(key)
                if rule is None:
                    if key not in _CODING:
                        self.record.drop("private or needless entries of objects")
                    continue
                copied = rule(self, value)
                if copied is not None:
                    new[key] = copied
        finally:
            self._depth -= 1


_CODING = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL", "/F", "/FFilter", "/FDecodeParms"})


def plain(copier: Copier, value: Any) -> Any:
    """Numbers, truth values, and arrays of them; anything else within is dropped."""
    if isinstance(value, bool) or is_number(value):
        return value
    if isinstance(value, Array):
        items = [plain(copier, item) for item in value]
        return Array([item for item in items if item is not None])
    return None


def one_of(*names: str) -> Rule:
    """A name out of a closed list (without slashes)."""
    allowed = frozenset(f"/{name}" for name in names)

    def rule(_copier: Copier, value: Any) -> Any:
        name = name_of(value)
        return Name(name) if name in allowed else None

    return rule


def either(*rules: Rule) -> Rule:
    """The answer of the first rule that takes the value."""

    def rule(copier: Copier, value: Any) -> Any:
        return next((new for new in (each(copier, value) for each in rules) if new is not None), None)

    return rule


def many(each: Rule) -> Rule:
    """An array, every item by one rule; items that are dropped leave no gap."""

    def rule(copier: Copier, value: Any) -> Any:
        if not isinstance(value, Array):
            return None
        items = [each(copier, item) for item in value]
        return Array([item for item in items if item is not None])

    return rule


def shaped(kind: str, shape: Callable[[], Shape]) -> Rule:
    """A dictionary of another shape (given as a function, since shapes refer to one another)."""

    def rule(copier: Copier, value: Any) -> Any:
        return copier.dictionary(value, shape(), kind)

    return rule


def raw_bytes(_copier: Copier, value: Any) -> Any:
    """A byte string that is no text, such as the table of an indexed colour space."""
    return String(bytes(value)) if isinstance(value, String) else None


def raw_stream(kind: str, shape: Callable[[], Shape]) -> Rule:
    """A stream whose decoded bytes are kept."""

    def rule(copier: Copier, value: Any) -> Any:
        return copier.stream(value, shape(), kind, stream_bytes)

    return rule
