"""Formulas: their words, the names they use, and whether they may stay.

A formula stays while everything in it is understood: functions of the workbook,
cells, sheets, names and tables that exist. String literals are text like any
other and go through the plan; names of sheets, tables, columns and cells are
carried over when they change (leaks.md 23).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from redactor.formats.xlsx.functions import FUNCTIONS

_CELL = re.compile(r"\$?[A-Za-z]{1,3}\$?\d{1,7}")
_LINE = re.compile(r"\$?[A-Za-z]{1,3}|\$?\d{1,7}")
_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"]|"")*") | (?P<quoted>'(?:[^']|'')*') | (?P<error>\#[A-Z0-9/]+[!?]?)
      | (?P<number>(?<![\w$.])(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w!]))
      | (?P<word>[\w$\\.?]+) | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_COLUMN = re.compile(r"(?<=\[)@?(?:'.|[^\[\]'])+(?=\])")
_PLAIN_SHEET = re.compile(r"[^\W\d][\w.]*")
_SPECIFIERS = frozenset({"#this row", "#all", "#data", "#headers", "#totals"})
_CONSTANTS = frozenset({"TRUE", "FALSE"})


@dataclass
class Names:
    """What a workbook calls its things: old name, folded, to the new one.

    Attributes:
        sheets, names, tables: Everything that exists; unchanged names map to themselves.
        columns: Table name, folded, to the new names of its columns by old ones, folded.
    """

    sheets: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)

    def without_sheets(self, gone: frozenset[str]) -> Names:
        """The same without some sheets (old names, folded)."""
        left = {old: new for old, new in self.sheets.items() if old not in gone}
        return Names(left, self.names, self.tables, self.columns)


@dataclass(slots=True)
class Token:
    """One token: its kind and its text as written; a string literal without its quotes."""

    kind: str
    text: str


class Formula:
    """A formula cut into tokens.

    Args:
        text: Without the leading equals sign.
    """

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))

    @property
    def literals(self) -> tuple[Token, ...]:
        """The string literals; setting their text changes the formula."""
        return tuple(token for token in self._tokens if token.kind == "string")

    @property
    def functions(self) -> frozenset[str]:
        """Names of the functions it calls, upper case, without Excel's prefixes."""
        return frozenset(_bare(self._tokens[n].text) for n in range(len(self._tokens)) if self._is_call(n))

    @property
    def numbers(self) -> tuple[str, ...]:
        """The number literals."""
        return tuple(token.text for token in self._tokens if token.kind == "number")

    def stands(self, names: Names) -> bool:
        """Whether every word of the formula is understood in this workbook."""
        return all(self._token_stands(n, token, names) for n, token in enumerate(self._tokens))

    def written(self, names: Names) -> str:
        """The formula with the workbook's new names; only for one that ``stands``."""
        return "".join(self._written(n, token, names) for n, token in enumerate(self._tokens))

    def uses_sheets(self) -> bool:
        """Whether it names a sheet."""
        return any(token.kind == "quoted" or self._is_sheet(n) for n, token in enumerate(self._tokens))

    def _token_stands(self, n: int, token: Token, names: Names) -> bool:
        if token.kind == "quoted":
            return self._next(n) == "!" and all(part.casefold() in names.sheets for part in _sheets_of(token.text))
        if token.kind == "bracket":
            return n > 0 and self._tokens[n - 1].kind == "word" and self._columns_stand(n, names)
        if token.kind == "error":
            return token.text.upper() != "#REF!"
        if token.kind != "word":
            return True
        if self._is_sheet(n):
            return token.text.casefold() in names.sheets
        if self._is_call(n):
            return _bare(token.text) in FUNCTIONS
        folded = token.text.casefold()
        known = folded in names.names or folded in names.tables or token.text.upper() in _CONSTANTS
        return known or _CELL.fullmatch(token.text) is not None or self._is_line(n)

    def _is_line(self, n: int) -> bool:
        """Whether a word is one end of a range of whole columns or rows."""
        beside = (self._next(n), self._tokens[n - 1].text if n else "")
        return ":" in beside and _LINE.fullmatch(self._tokens[n].text) is not None

    def _columns_stand(self, n: int, names: Names) -> bool:
        table = self._tokens[n - 1].text.casefold()
        columns = names.columns.get(table)
        if columns is None:
            return False
        found = [_unescaped(match[0].lstrip("@")).casefold() for match in _COLUMN.finditer(self._tokens[n].text)]
        return all(name in columns or name in _SPECIFIERS for name in found)

    def _written(self, n: int, token: Token, names: Names) -> str:
        if token.kind == "string":
            return '"' + token.text.replace('"', '""') + '"'
        if token.kind == "quoted":
            new = ":".join(names.sheets.get(part.casefold(), part) for part in _sheets_of(token.text))
            return "'" + new.replace("'", "''") + "'"
        if token.kind == "bracket":
            columns = names.columns.get(self._tokens[n - 1].text.casefold(), {})
            return _COLUMN.sub(lambda match: _renamed_column(match[0], columns), token.text)
        if token.kind != "word":
            return token.text
        folded = token.text.casefold()
        if self._is_sheet(n):
            return _sheet_written(token.text, names.sheets.get(folded, token.text))
        if self._is_call(n):
            return token.text
        return names.tables.get(folded) or names.names.get(folded) or token.text

    def _is_call(self, n: int) -> bool:
        return self._tokens[n].kind == "word" and self._next(n) == "("

    def _is_sheet(self, n: int) -> bool:
        """Whether a word is a sheet's name: before "!", or before ":" and another sheet's name."""
        if self._tokens[n].kind != "word":
            return False
        if self._next(n) == "!":
            return True
        later = self._tokens[n + 1 : n + 4]
        return len(later) == 3 and [t.text for t in later[::2]] == [":", "!"] and later[1].kind == "word"

    def _next(self, n: int) -> str:
        return self._tokens[n + 1].text if n + 1 < len(self._tokens) else ""


def _tokens(text: str) -> Iterator[Token]:
    position = 0
    while position < len(text):
        if text[position] == "[":
            end = _closing(text, position)
            yield Token("bracket", text[position:end])
            position = end
            continue
        match = _TOKEN.match(text, position)
        if match is None:
            break
        kind, found = match.lastgroup or "other", match[0]
        if kind == "string":
            found = found[1:-1].replace('""', '"')
        elif kind == "quoted":
            found = found[1:-1].replace("''", "'")
        yield Token(kind, found)
        position = match.end()


def _closing(text: str, start: int) -> int:
    """Where the bracket that opens at ``start`` ends; an apostrophe escapes the next character."""
    depth, position = 0, start
    while position < len(text):
        character = text[position]
        if character == "'":
            position += 1
        elif character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if depth == 0:
                return position + 1
        position += 1
    return len(text)


def _sheets_of(quoted: str) -> list[str]:
    """The sheets that a quoted reference names; several for one through sheets."""
    return quoted.split(":")


def _sheet_written(old: str, new: str) -> str:
    """A sheet's name as a formula writes it, in quotes where it needs them."""
    if old == new or (_PLAIN_SHEET.fullmatch(new) and not _CELL.fullmatch(new)):
        return new
    return "'" + new.replace("'", "''") + "'"


def _bare(function: str) -> str:
    """A function's name without the prefixes of later additions."""
    return re.sub(r"^(?:_xlfn\.|_xlws\.|_xludf\.)+", "", function, flags=re.IGNORECASE).upper()


def _unescaped(column: str) -> str:
    return re.sub(r"'(.)", r"\1", column)


def _renamed_column(written: str, columns: Mapping[str, str]) -> str:
    mark = "@" if written.startswith("@") else ""
    old = _unescaped(written.removeprefix("@"))
    new = columns.get(old.casefold(), old)
    if new == old:
        return written
    return mark + re.sub(r"(['#\[\]])", r"'\1", new)
