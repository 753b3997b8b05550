"""The role that the words around a name give, where no rule of detection needed one to find it."""

from __future__ import annotations

from bisect import bisect_left

from redactor.lexicon.titled_hits import modifies, role_after, role_before
from redactor.lexicon.titled_roles import RoleWords, role_starting_at
from redactor.lexicon.titled_tokens import Tokens, tokens_of

_REACH = 120
_LINKS = frozenset({"is", "was", "who", "as", "being", "became", "acted"})
_MODIFIERS = 4


def role_beside(text: str, start: int, end: int) -> str:
    """The code prefix of the role beside a name: "First Last, the ward clerk", "First Last was her midwife".

    Args:
        text: The text around the name; only about 120 code points on either side count.
        start: Where the name begins, in code points.
        end: Where it ends (half-open).

    Returns:
        A prefix such as ``HV``; empty if no role stands there. In another cell or line a role counts only where it
        and the name fill theirs: "Assistant Director" beside the cell "Fennby Hospitals" is nobody's. What somebody
        is "a director of" has none.
    """
    shift = max(0, start - _REACH)
    tokens = tokens_of(text[shift : end + _REACH])
    starts = [token.start for token in tokens.items]
    first, last = bisect_left(starts, start - shift), bisect_left(starts, end - shift) - 1
    if not 0 <= first <= last < len(tokens.items):
        return ""
    if _is_body(tokens, first):
        return ""
    if not tokens.items[last].possessive:
        after = role_after(tokens, last)
        if after is not None and not _fits_cells(tokens, first, last, after):
            after = None
        found = after.role.prefix if after is not None else _copula(tokens, last)
        if found:
            return found
    before = role_before(tokens, first)
    if before is not None and _is_header(tokens, first, last):
        return ""
    return before.role.prefix if before is not None and _fits_cells(tokens, first, last, before) else ""


_HEADS = frozenset(
    {"director", "manager", "trustee", "founder", "head", "chair", "member", "employee", "patron", "owner", "governor"}
)
"""Of a body: "a former director of Stepping Stones", "the manager of Willow Tree"."""


def _is_body(tokens: Tokens, first: int) -> bool:
    """Whether somebody's office in what is named stands before it."""
    return first > 1 and tokens.items[first - 1].low == "of" and tokens.items[first - 2].low.rstrip("s") in _HEADS


def _is_header(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the subject of a message stands before a name that goes on: "Subject: Wells figures"."""
    return tokens.gap(first) == ":" and tokens.items[first - 1].low == "subject" and tokens.gap(last + 1) not in "npt,"


def _fits_cells(tokens: Tokens, first: int, last: int, role: RoleWords) -> bool:
    """Whether a role stands in the name's own cell and line, or both fill theirs."""
    behind = role.first > last
    if tokens.gap(role.first if behind else first) not in "tnp":
        return True
    start, end = role.first, role.last + 1
    if behind and tokens.gap(end) == ":":
        return False  # the label of the next line: "Source: Mosaic", and below "Father: not named"
    while tokens.gap(start) == " " and start and modifies(tokens, start - 1):
        start -= 1
    edges = (tokens.gap(last + 1 if not behind else end), tokens.gap(first if behind else start))
    return all(gap in "tnp(:" for gap in edges)


def _copula(tokens: Tokens, last: int) -> str:
    """The role in "… was the allocated health visitor" and "…, who was her midwife,"."""
    index, linked = last + 1, False
    while index < len(tokens.items) and index <= last + _MODIFIERS + 2 and tokens.gap(index) in " ,":
        if tokens.items[index].low in _LINKS:
            linked = True
        elif linked:
            found = role_starting_at(tokens, index)
            if found is not None:
                return found.role.prefix
            if tokens.items[index].low not in _DESCRIBING:
                return ""
        else:
            return ""
        index += 1
    return ""


_DESCRIBING = frozenset(
    {"a", "an", "the", "her", "his", "their", "then", "allocated", "former", "previous", "current", "new"}
    | {"acting", "interim", "locum", "named", "designated", "lead", "duty", "senior", "key", "main"}
)
