"""Nothing lost in e-mail messages: field by field, body by body, attachment by attachment.

The plan's texts stand in the order of the message: From, To, Cc, subject, date, the
plain body, the formatted body, then for each attachment a text of its own ("attachment
2: name") and what stands in it. The last makes it possible to cut the list where the
attachments begin, without asking the writer.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_tz

from redactor.errors import UnreadableError
from redactor.model import Change, Notice
from redactor.verify import flat
from redactor.verify.lost import Loss
from redactor.verify.readers.mail import FORMAT, is_picture, mail_of, page_bytes
from redactor.verify.readers.mail_tree import BLOCK_NOTE, Mail, Part

__all__ = ["FORMAT", "compare_mail"]

Pairs = Sequence[tuple[str, str]]
Inner = Callable[[bytes, bytes, Pairs], Loss]
_SEPARATORS = frozenset("\"'<>,;:()\\")
_PLACEHOLDER = re.compile(r"\[removed: [^\[\]]{3,300}\]\s*")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_STEP = "Save the original again in its mail program; if it happens again, copy its text into a document."


def compare_mail(
    source: bytes,
    output: bytes,
    expected: Pairs,
    changes: Sequence[Change],
    inner: Inner,
    derived: Mapping[str, bytes] | None = None,
) -> Loss:
    """Compare a message with its written copy.

    Args:
        source: The original, of either format.
        output: The copy.
        expected: Text before and after of every segment, in the writer's order.
        changes: What the writer says it did.
        inner: Compares a file within the source with its copy, given their share of ``expected``.
        derived: What stands for a file within that had to be converted, by the SHA-256 of the original.
    """
    loss = Loss()
    try:
        one, other = mail_of(source), mail_of(output)
    except UnreadableError:
        loss.unchecked.append(Notice("the message cannot be read by the verifier", holds=True, next_step=_STEP))
        return loss
    _Comparison(loss, changes, inner, derived or {}).messages(one, other, expected, "")
    return loss


@dataclass(frozen=True, slots=True)
class _Share:
    """What the plan says about one attachment.

    Attributes:
        number: Of the attachment ("2", "2.1").
        name: Its marker afterwards; empty if the attachment is to be removed.
        pairs: The texts that stand in it, before and after.
    """

    number: str
    name: str
    pairs: Pairs


class _Comparison:
    """Walks two messages side by side."""

    def __init__(self, loss: Loss, changes: Sequence[Change], inner: Inner, derived: Mapping[str, bytes]) -> None:
        self._loss = loss
        self._changes = changes
        self._inner = inner
        self._derived = derived

    def messages(self, one: Mail, other: Mail, expected: Pairs, number: str) -> None:
        """Compare two messages; ``number`` is that of the attachment with a dot, empty for the outermost."""
        own, shares = self._cut(one, expected, number)
        place = f"attachment {number.removesuffix('.')}, " if number else ""
        used = self._fields(one, other, own, place)
        used += self._text(one, other, own[used:], place)
        rest = own[used:]
        if one.html and one.html.strip():
            self._add(self._inner(page_bytes(one.html), page_bytes(other.html or ""), rest), f"{place}formatted text")
        elif rest:
            self._unread(len(rest), place)
        kept = [(part, share) for part, share in zip(one.attachments, shares, strict=True) if share.name.strip()]
        if len(kept) != len(other.parts):
            self._loss.tell([f"{place}{len(other.parts)} attachments instead of {len(kept)}"])
            return
        for (part, share), copy in zip(kept, other.parts, strict=True):
            self._attachment(part, copy, share)

    def _cut(self, mail: Mail, expected: Pairs, number: str) -> tuple[Pairs, list[_Share]]:
        """The pairs of the message itself, and those of each attachment."""
        at, starts, shares = 0, [], []
        for index, part in enumerate(mail.attachments, start=1):
            marker = letters(f"attachment {number}{index}: {unfolded_stem(part.name)}")
            found = next((i for i in range(at, len(expected)) if letters(expected[i][0]) == marker), None)
            if found is None:
                self._unread(1, f"attachment {number}{index}")
                found = len(expected)
            starts.append(found)
            at = min(found + 1, len(expected))
        for index, start in enumerate(starts, start=1):
            end = starts[index] if index < len(starts) else len(expected)
            name = expected[start][1] if start < len(expected) else "unread"
            shares.append(_Share(f"{number}{index}", name, expected[start + 1 : end]))
        return expected[: starts[0]] if starts else expected, shares

    def _fields(self, one: Mail, other: Mail, pairs: Pairs, place: str) -> int:
        """Compare the header; returns how many pairs it used."""
        used = 0
        for name in ("from", "to", "cc", "subject", "date"):
            before, after = _field(one, name), _field(other, name)
            wanted, gathered = "", ""
            while used < len(pairs) and gathered != before and before.startswith(gathered + letters(pairs[used][0])):
                gathered += letters(pairs[used][0])
                wanted += letters(pairs[used][1])
                used += 1
            if gathered != before:
                self._unread(1, f"{place}{name}")
            elif after != wanted:
                self._loss.tell([f"{place}{name} of the source differs from the plan"])
        return used

    def _text(self, one: Mail, other: Mail, pairs: Pairs, place: str) -> int:
        """Compare the plain bodies; returns how many pairs it used."""
        text = one.text or ""
        used = position = 0
        while used < len(pairs):
            while position < len(text) and text[position].isspace():
                position += 1
            before = pairs[used][0].lstrip()
            if position >= len(text) or not before or not text.startswith(before, position):
                break
            position += len(before)
            used += 1
        found = flat.compare_text(text.rstrip("\n"), (other.text or "").rstrip("\n"), pairs[:used])
        self._add(found, f"{place}text")
        return used

    def _attachment(self, source: Part, copy: Part, share: _Share) -> None:
        place, pairs = f"attachment {share.number}", share.pairs
        shown = copy.data.decode("utf-8", "replace")
        if copy.mail is not None:
            try:
                inner = source.mail or mail_of(source.data)
            except UnreadableError:
                self._unread(1, place)
                return
            self.messages(inner, copy.mail, pairs, f"{share.number}.")
        elif _PLACEHOLDER.fullmatch(shown) and shown.strip() != BLOCK_NOTE and source.data != copy.data:
            told = any(c.place == place and c.action == "replaced" for c in self._changes)
            if pairs or not told:
                self._loss.tell([f"{place} is a placeholder that was not planned"])
        elif copy.media.startswith("image/"):
            if not is_picture(source.data):
                self._loss.tell([f"{place} is a picture that was not there"])
        else:
            comparable = self._derived.get(hashlib.sha256(source.data).hexdigest(), source.data)
            self._add(self._inner(comparable, copy.data, pairs), place)

    def _add(self, found: Loss, place: str) -> None:
        self._loss.tell([f"{place}: {sentence}" for sentence in found.lost])
        for notice in found.unchecked:
            where = f"{place}, {notice.place}".removesuffix(", ")
            self._loss.unchecked.append(Notice(notice.message, where, holds=True, next_step=notice.next_step))

    def _unread(self, count: int, place: str) -> None:
        message = f"{count} passages of the message were read in two ways"
        self._loss.unchecked.append(Notice(message, place.removesuffix(", "), holds=True, next_step=_STEP))


def unfolded_stem(name: str) -> str:
    """A file name without its extension."""
    one_line = " ".join(name.split())
    return one_line.rpartition(".")[0] or one_line or "unnamed"


def letters(text: str) -> str:
    """A text without spaces, control characters and the marks that separate addresses."""
    return "".join(
        c for c in text if not (c.isspace() or c in _SEPARATORS or unicodedata.category(c) in ("Cc", "Cs", "Co"))
    )


def _field(mail: Mail, name: str) -> str:
    """The letters of a field; of people all fields of that name, else the first."""
    values = mail.values(name)
    if name in ("subject", "date"):
        values = values[:1]
    return letters("".join(_readable(value) if name == "date" else value for value in values))


def _readable(value: str) -> str:
    """A date as day, month in words, year, time and zone; anything else as it is."""
    parsed = parsedate_tz(" ".join(value.split()))
    if parsed is None or not 1 <= parsed[1] <= 12 or not re.search(r"\d:\d", value):
        return value
    year, month, day, hour, minute, second = parsed[:6]
    return f"{day} {_MONTHS[month - 1]} {year:04}, {hour:02}:{minute:02}:{second:02} {_zone(parsed[9] or 0)}"


def _zone(offset: int) -> str:
    hours, minutes = divmod(abs(offset) // 60, 60)
    return f"{'-' if offset < 0 else '+'}{hours:02}{minutes:02}"
