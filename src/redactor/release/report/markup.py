"""A tiny way to write HTML in which forgetting to escape is not possible.

``tag`` escapes every child and attribute value unless it is ``Html``, and only
``tag``, ``join`` and ``document`` make ``Html``. Characters that could hide or
reorder text (controls, zero-width and direction characters) are written out as
``⟨U+202E⟩``, so what stands in the report is what stands in the file.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable

_VOID = frozenset({"meta", "br", "hr"})
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_SPACE = str.maketrans({"\t": " ", "\n": " ", "\r": " ", "\v": " ", "\f": " "})


class Html(str):
    """Markup that is safe to put into a page as it is."""

    __slots__ = ()


Child = str | Html | None


def text(value: str) -> Html:
    """Return ``value`` escaped, with hidden characters made visible."""
    if not value.isprintable():
        value = "".join(map(_visible, value.translate(_SPACE)))
    return Html(html.escape(value, quote=True))


def _visible(char: str) -> str:
    return f"⟨U+{ord(char):04X}⟩" if unicodedata.category(char) in _HIDDEN else char


def join(*children: Child) -> Html:
    """Return the children one after another; plain strings are escaped, ``None`` is left out."""
    return Html("".join(item if isinstance(item, Html) else text(item) for item in children if item is not None))


def tag(name: str, /, *children: Child, **attributes: str) -> Html:
    """Return one element.

    Args:
        name: Its name.
        children: Text (escaped) or markup (as it is).
        attributes: Values are escaped; ``class_`` stands for ``class`` and ``_`` for ``-``.
    """
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{text(value)}"' for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(*children)}</{name}>")


def items(entries: Iterable[Child], *, ordered: bool = False) -> Html | None:
    """Return a list, or nothing if there are no entries."""
    rows = [tag("li", entry) for entry in entries]
    return tag("ol" if ordered else "ul", *rows) if rows else None


def table(
    caption: str,
    headings: Iterable[str],
    rows: Iterable[Iterable[Child]],
    *,
    class_: str = "",
) -> Html | None:
    """Return a table whose first column heads its rows, or nothing if there are no rows."""
    body = [
        tag("tr", *(tag("th", cell, scope="row") if n == 0 else tag("td", cell) for n, cell in enumerate(row)))
        for row in rows
    ]
    if not body:
        return None
    head = tag("tr", *(tag("th", heading, scope="col") for heading in headings))
    made = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body), class_=class_)
    return tag("div", made, class_="scroll", tabindex="0", role="region", aria_label=caption)


def document(*, language: str, head: Html, body: Html) -> Html:
    """Return a whole page."""
    page = tag("html", tag("head", head), tag("body", body), lang=language)
    return Html(f"<!DOCTYPE html>\n{page}\n")


def raw_style(css: str) -> Html:
    """Return a style element; ``css`` is the program's own and is not escaped.

    Raises:
        ValueError: it could end the element.
    """
    if "</" in css:
        raise ValueError("a style sheet cannot hold an end tag")
    return Html(f"<style>{css}</style>")
