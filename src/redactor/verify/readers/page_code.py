"""Scripts and style sheets of a page, read as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from redactor.verify.readers.base import Block, Surface

_LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.){2,2000})\"|'((?:[^'\\\n]|\\.){2,2000})'|`((?:[^`\\]|\\.){2,2000})`")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))")
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|([\s\S]))")
_ADDRESS = re.compile(r"(?:https?:)?//\S+", re.IGNORECASE)
_STRING = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'")
_WORDS = re.compile(r"[^\W\d_]{3,}")


def script_blocks(text: str, kind: str, place: str) -> Iterator[Block]:
    """Yield what a script says: all of it, its strings, and the values of data it holds.

    Args:
        text: The script.
        kind: Its ``type``; may be empty.
        place: Where.
    """
    plain = unquote(unescaped(text))
    yield Block(place, plain, Surface.RAW, place)
    if "json" in kind.casefold():
        values = _values(text)
        if values is not None:
            yield Block(f"{place}, data", "\n".join(values), Surface.ATTRIBUTE, f"{place}, data")
            return
    strings = dict.fromkeys(
        _ADDRESS.sub(" ", unquote(unescaped(next(filter(None, match.groups()), ""))))
        for match in _LITERAL.finditer(text)
    )
    words = [string for string in strings if _WORDS.search(string)]
    yield Block(f"{place}, strings", "\n".join(words), Surface.NAME, f"{place}, strings")


def style_blocks(text: str, place: str) -> Iterator[Block]:
    """Yield what a style sheet or ``style`` attribute says: all of it, and its strings, which it can show."""
    plain = _CSS_ESCAPE.sub(_css_character, text)
    yield Block(place, unquote(plain), Surface.RAW, place)
    if "content" in text.casefold() or "\\" in text or "@import" in text or "url" in text:
        strings = [next(filter(None, match.groups()), "") for match in _STRING.finditer(plain)]
        comments = re.findall(r"/\*(.*?)\*/", text, re.DOTALL)
        addresses = re.findall(r"url\(\s*([^\"')]{1,2000})", text)
        kept = [s for s in (*strings, *comments, *addresses) if not s.startswith("data:")]
        names = "\n".join(_ADDRESS.sub(" ", unquote(string)) for string in kept)
        yield Block(f"{place}, strings", names, Surface.NAME, f"{place}, strings")
    else:
        comments = re.findall(r"/\*(.*?)\*/", text, re.DOTALL)
        yield Block(f"{place}, comments", "\n".join(comments), Surface.NAME, f"{place}, comments")


def markup_blocks(text: str, place: str) -> Iterator[Block]:
    """Yield what stands in markup that browsers do not show: as it lies, and its texts and values decoded."""
    yield Block(place, text, Surface.ATTRIBUTE, place)
    bare = unescape(re.sub(r"<[^<>]*>", "", text))
    if bare != text:
        values = " ".join(unescape(value) for value in re.findall(r"=\s*[\"']([^\"']*)", text))
        yield Block(place, f"{bare}\n{_ADDRESS.sub(_path, unquote(values))}", Surface.ATTRIBUTE, f"{place}, decoded")


def unescaped(text: str) -> str:
    """A script's characters with its escapes and the page's references undone."""
    return unescape(_ESCAPE.sub(_character, text))


def _character(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3]
    if digits is None:
        return {"n": "\n", "t": "\t", "r": "\n"}.get(match[4], match[4])
    number = int(digits, 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"


def _css_character(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2]
    number = int(match[1], 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"


def _values(text: str) -> list[str] | None:
    """Every key and string of JSON; ``None`` if it is none."""
    try:
        stack = [json.loads(text)]
    except (ValueError, RecursionError):
        return None
    found: list[str] = []
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            stack += [*reversed(item.values()), *map(str, item.keys())]
        elif isinstance(item, list):
            stack += reversed(item)
        elif isinstance(item, str):
            found.append(_ADDRESS.sub(_path, unescape(item)))
    return found


def _path(match: re.Match[str]) -> str:
    """An address without its host: what stands after it can be somebody's name."""
    return " ".join(unquote(match[0]).split("/")[3:])
