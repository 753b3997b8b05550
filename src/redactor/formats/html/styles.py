"""Styles: kept where they are made of known properties, words and numbers; everything else goes.

No address, string, escape, comment, custom property or inserted content survives,
and nothing that hides text: what a style sheet hid is shown, coded like the rest.
Class names and ids are the copy's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from redactor.formats.html.css_words import FAMILIES, KEYWORDS, PROPERTIES
from redactor.formats.html.vocabulary import KEPT

MAX_STYLE_CHARACTERS = 4_000_000
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_TOKEN = re.compile(
    r"\s++|[,/]|[-+]?(?:\d++(?:\.\d++)?+|\.\d++)(?:px|pt|pc|em|rem|ex|ch|cm|mm|in|vw|vh|fr|%)?+(?![\w.])"
    r"|\#[0-9a-fA-F]{3,8}+(?!\w)|(?:rgb|hsl)a?\([\d\s.,%/]*+\)|!important|(?P<word>[a-z]++(?:-[a-z]++)*+)(?![\w(-])"
)
_NOTHING = re.compile(r"\+?(?:0+(?:\.0*)?|\.0+)(?:[a-z%]+)?(?:\s*!important)?")
_HIDING = re.compile(r"display:none|visibility:(?:hidden|collapse)", re.IGNORECASE)
_INNER = re.compile(r"([^{}]*)\{([^{}]*)\}")
_MEDIA = re.compile(
    r"@media\s(?:screen|print|all|and|only|not|\(\s*(?:min|max)-width\s*:\s*[\d.]{1,8}(?:px|em|rem)\s*\)|[\s,])+"
)
_PART = re.compile(
    r"(?P<join>\s*[>+~]\s*|\s+)|(?P<tag>\*|[a-zA-Z][a-zA-Z0-9]*)|(?P<mark>[.#])(?P<name>-?[_a-zA-Z][\w-]*)"
    r"|:(?:hover|focus|active|visited|link|root|first-child|last-child|first-of-type|last-of-type"
    r"|nth-child\((?:odd|even|\d{1,3})\))(?![\w-])"
)


def hides(style: str) -> bool:
    """Whether a ``style`` attribute hides its element."""
    return _HIDING.search(re.sub(r"\s", "", _COMMENT.sub("", style))) is not None


def clean_declarations(untrusted: str) -> tuple[str, int]:
    """Keep the safe declarations of a rule or ``style`` attribute.

    Returns:
        The declarations as CSS, and how many were dropped.
    """
    kept: list[str] = []
    dropped = 0
    for declaration in _COMMENT.sub("", untrusted).split(";"):
        name, colon, value = declaration.partition(":")
        if not declaration.strip():
            continue
        safe = _safe_value(name.strip().lower(), value.strip().lower()) if colon else ""
        if safe:
            kept.append(f"{name.strip().lower()}:{safe}")
        else:
            dropped += 1
    return ";".join(kept), dropped


def _safe_value(name: str, value: str) -> str:
    """The value of a property that is kept; empty if the declaration goes."""
    if name not in PROPERTIES or len(value) > 300:
        return ""
    if name == "font-family":
        families = (family.strip().strip("'\"") for family in value.removesuffix("!important").split(","))
        known = [family for family in families if family in FAMILIES]
        return ",".join(f"'{family}'" if " " in family else family for family in known)
    if (name == "display" and "none" in value) or (name == "color" and "transparent" in value):
        return ""
    if name in ("font-size", "line-height") and _NOTHING.fullmatch(value):
        return ""
    position = 0
    while position < len(value):
        token = _TOKEN.match(value, position)
        if token is None or (token["word"] and token["word"] not in KEYWORDS):
            return ""
        position = token.end()
    return re.sub(r"\s+", " ", value)


@dataclass(slots=True)
class StyleSheets:
    """The style sheets of one page, cut into rules until the page's own names are known."""

    dropped: int = 0
    hid: bool = False
    _rules: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, untrusted: str) -> None:
        """Take the rules of one style sheet."""
        text = _COMMENT.sub("", untrusted[:MAX_STYLE_CHARACTERS])
        self.hid = self.hid or hides(text)
        for media, body in _groups(text):
            for match in _INNER.finditer(body):
                selector = match[1].rpartition(";")[2].strip()
                declarations, lost = clean_declarations(match[2]) if "\\" not in match[0] else ("", 1)
                self.dropped += lost
                if declarations and selector and not selector.startswith("@"):
                    self._rules.append((media, selector, declarations))
                else:
                    self.dropped += not lost

    def names(self) -> frozenset[str]:
        """Every ``.class`` that a kept selector may use."""
        return frozenset(m[0] for _, selector, _ in self._rules for m in re.finditer(r"\.-?[_a-zA-Z][\w-]*", selector))

    def finished(self, renamed: Mapping[str, str]) -> str:
        """The style sheet of the copy.

        Args:
            renamed: New names by ``.class`` and ``#id`` of the source; selectors
                with other names go.
        """
        out: list[str] = []
        for media, selector, declarations in self._rules:
            parts = [_selector(part.strip(), renamed) for part in selector.split(",")]
            kept = ",".join(part for part in parts if part)
            if kept:
                rule = f"{kept}{{{declarations}}}"
                out.append(f"{media}{{{rule}}}" if media else rule)
            else:
                self.dropped += 1
        return "\n".join(out)


def _groups(text: str) -> Iterator[tuple[str, str]]:
    """Pairs of media condition (empty for none) and the rules under it; other at-rules go."""
    position = 0
    while (at := text.find("@", position)) >= 0:
        yield "", text[position:at]
        opened, semicolon = text.find("{", at), text.find(";", at)
        if opened < 0 or 0 <= semicolon < opened:
            position = semicolon + 1 if semicolon >= 0 else len(text)
            continue
        end = _closing(text, opened)
        condition = re.sub(r"\s+", " ", text[at:opened].strip().lower())
        if _MEDIA.fullmatch(condition):
            yield condition, text[opened + 1 : end]
        position = end + 1
    yield "", text[position:]


def _closing(text: str, opened: int) -> int:
    """Offset of the brace that closes the one at ``opened``; the text's length if none does."""
    depth = 0
    for match in re.compile(r"[{}]").finditer(text, opened):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return len(text)


def _selector(selector: str, renamed: Mapping[str, str]) -> str:
    """One selector with the copy's names; empty if it cannot be kept."""
    out: list[str] = []
    position = 0
    while position < len(selector):
        part = _PART.match(selector, position)
        if part is None:
            return ""
        if part["mark"]:
            new = renamed.get(part["mark"] + part["name"])
            if new is None:
                return ""
            out.append(part["mark"] + new)
        elif (
            part["tag"]
            and part["tag"] != "*"
            and part["tag"].lower() not in KEPT | {"html", "body", "img", "input", "svg", "path", "text"}
        ):
            return ""
        else:
            out.append(re.sub(r"\s+", " ", part[0].lower()))
        position = part.end()
    return "".join(out)
