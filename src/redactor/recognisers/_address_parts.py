"""How far an address reaches: on to its town and postcode, or back from its postcode."""

from __future__ import annotations

import regex

from redactor.lexicon.towns import is_known_town
from redactor.recognisers import _streets

POSTCODE = r"[A-Z]{1,2}[0-9][0-9A-Z]?[ \t]{0,3}[0-9][ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])"

_FIRST_POSTCODE = regex.compile(rf"(?<![A-Za-z0-9]){POSTCODE}")
_LONGEST_TAIL = 240
_MOST_PARTS = 7
_MARK_UP = regex.compile(r"</?\w{1,6}\s?/?>|\*\*|\\|[>*_]|\bPost ?-?code\b:?", regex.IGNORECASE)
_SPLIT = regex.compile(r"[,;\n\r\t|]+|[ ]-[ ]|[ ]{3,}")
_WORD = regex.compile(
    r"(?:[A-Z][\w'.&/-]*|[0-9]{1,4}[A-Za-z]?(?:-[0-9]{1,4})?|upon|on|by|in|of|the|and|le|next|cum"
    r"|under|with|&|-|c/o)"
)
_OTHER_LABEL = regex.compile(
    r"\b(?:Tel|Telephone|Phone|Email|E-mail|Fax|Mobile|Date|DOB|Name|GP|School|NHS|Mother|Father"
    r"|Role|Ethnicity|Signed)\b"
)
_NEXT_PART = regex.compile(
    r"[ \t]{0,3}(?:,[ \t]{0,3}(?:\r?\n[ \t]{0,3})?|\r?\n[ \t]{0,3})(?P<part>[A-Z][\w'-]{1,24}(?:[ -]"
    r"(?:[A-Z][\w'-]{1,24}|upon|on|and|under|in|of|the|le)){0,3})"
    r"(?=[ \t]{0,3}(?:[,.;:)(\n*<|]|$))"
)
_TOWN_BESIDE = regex.compile(
    r"[ ]{1,2}(?P<part>[A-Z][\w'-]{1,24}(?:[ -](?:[A-Z][\w'-]{1,24}|upon|on|under|le)){0,3})"
    r"(?=[ \t]{0,3}(?:[,.;)\n]|$))"
)
"""A town behind its street without a comma, where the sentence, the line or a part of it ends."""
_LAST_WORDS = regex.compile(
    r"(?:(?:[A-Z][\w'.-]{0,24}|[0-9]{1,4}[A-Za-z]?(?:-[0-9]{1,4})?)[ ](?:(?:of|the|on|le"
    r"|upon)[ ])?){0,5}[A-Z][\w'.-]{0,24}$"
)


def _is_part(part: str) -> bool:
    words = part.split()
    return len(words) <= 6 and all(_WORD.fullmatch(word) for word in words) and _OTHER_LABEL.search(part) is None


def end_of_address(text: str, end: int) -> int:
    """Offset behind the address whose street ends at ``end``.

    It reaches to a postcode if only lines and parts of an address lie between;
    otherwise over the towns and counties that follow by name.
    """
    tail = text[end : end + _LONGEST_TAIL]
    postcode = _FIRST_POSTCODE.search(tail)
    if postcode is not None and "\n\n\n" not in tail[: postcode.start()]:
        parts = [part.strip(" .") for part in _SPLIT.split(_MARK_UP.sub("\n", tail[: postcode.start()]))]
        parts = [part for part in parts if part]
        if len(parts) <= _MOST_PARTS and all(_is_part(part) for part in parts):
            return end + int(postcode.end())
    while (following := _NEXT_PART.match(text, end)) is not None and _streets.is_town(following["part"]):
        end = following.end("part")
    beside = _TOWN_BESIDE.match(text, end)
    return int(beside.end("part")) if beside is not None and is_known_town(beside["part"]) else end


def start_of_address(text: str, postcode_start: int) -> int:
    """Offset at which an address without house number begins that ends in this postcode.

    Returns ``postcode_start`` where no street stands before it. A name in front of
    the street is left alone.
    """
    window_start = max(0, postcode_start - _LONGEST_TAIL)
    window = text[window_start:postcode_start]
    begin = postcode_start
    position = len(window)
    separators = [(0, 0), *((m.start(), m.end()) for m in _SPLIT.finditer(window))]
    for count, (_, part_start) in enumerate(reversed(separators)):
        part = window[part_start:position]
        position = next((s for s, e in separators if e == part_start), 0)
        words = _LAST_WORDS.search(_MARK_UP.sub(lambda m: " " * len(m[0]), part).rstrip())
        bare = part.strip(" .*")
        if not bare:
            continue
        if count > _MOST_PARTS or words is None or _OTHER_LABEL.search(bare) is not None:
            break
        if _streets.KIND.search(words[0]) is not None and not _streets.is_no_street(words[0]):
            begin = window_start + part_start + words.start()
        if words.start() > len(part) - len(part.lstrip(" *")):
            break
    return begin
