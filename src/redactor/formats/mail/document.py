"""A message with everything in it: read into segments, rebuilt with a plan.

Nothing of the source is copied. The bodies and attachments are documents of their
own formats; their segments stand in this document's list with the number of the
attachment before their place ("attachment 2, table 1, row 3").
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from redactor.errors import UnreadableError
from redactor.formats.base import Hidden, Illustrated, Illustration, OpenDocument, WrittenFile
from redactor.formats.derived import DerivedDocument, innermost
from redactor.formats.flat import anonymise_text, check_plan_keys
from redactor.formats.mail import compose, names
from redactor.formats.mail.bodies import open_html, open_text
from redactor.formats.mail.children import Child, open_file, unreadable
from redactor.formats.mail.dates import date_field
from redactor.formats.mail.eml import read_eml
from redactor.formats.mail.message import MAX_DEPTH, Attachment, Message
from redactor.formats.mail.msg import read_msg
from redactor.formats.mail.pictures import extension_of
from redactor.formats.signatures import is_ole
from redactor.model import Change, Notice, Place, Plan, Replacement, Segment, SegmentRole, Span

_WRAPPED = "message/rfc822"


@dataclass(frozen=True, slots=True)
class _Part:
    """A document within the message.

    Attributes:
        prefix: Of its segments' keys.
        place: Before the places of its segments; empty for the body.
        opened: The document.
        attached: Whether it is an attachment.
    """

    prefix: str
    place: str
    opened: OpenDocument
    attached: bool = False


@dataclass(frozen=True, slots=True)
class _Filed:
    """An attachment with its number ("2", within the message of attachment 2 "2.1")."""

    number: str
    source: Attachment
    child: Child

    @property
    def key(self) -> str:
        return f"a{self.number}"

    @property
    def marker(self) -> str:
        return f"attachment {self.number}: "


class MailDocument:
    """A message as read.

    Args:
        message: What is kept of it.
        number: Of the attachment that it is, with a dot behind it; empty for the outermost.
        depth: How many messages it lies in.

    Raises:
        UnreadableError: if a body cannot be read.
    """

    def __init__(self, message: Message, *, number: str = "", depth: int = 0) -> None:
        self._message = message
        self._number = number
        self._text = open_text(message.text)
        self._html = open_html(message.html, _shown_in_body(message.attachments))
        self._files = tuple(
            _Filed(f"{number}{index}", item, _child(item, f"{number}{index}.", depth + 1))
            for index, item in enumerate(message.attachments, 1)
        )
        self._own = tuple(_header_segments(message))
        self._segments = tuple(self._all_segments())

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Header fields, plain body, formatted body, then name and content of each attachment."""
        return self._segments

    @property
    def illustrations(self) -> tuple[Illustration, ...]:
        """The pictures of the formatted body and of the attachments; see ``base.Illustrated``."""
        inner = [(part, innermost(part.opened)) for part in self._parts()]
        return tuple(
            replace(item, place=f"{part.place}, {item.place}" if part.place else item.place)
            for part, opened in inner
            if isinstance(opened, Illustrated)
            for item in opened.illustrations
        )

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the documents within say, what will be a placeholder, and a body that may be hidden in one."""
        found = [_placed(notice, part.place) for part in self._parts() for notice in part.opened.notices]
        found += [
            Notice(f"An attachment is {item.child.why}; a placeholder takes its place.", f"attachment {item.number}")
            for item in self._files
            if item.child.opened is None
        ]
        if self._message.empty_because:
            found.append(
                Notice(
                    f"The message has no text of its own; it may stand in a part that is not read "
                    f"({self._message.empty_because}).",
                    holds=True,
                    next_step="Open the message in its program and save its text as a document.",
                )
            )
        return tuple(found)

    @property
    def derived(self) -> Mapping[str, bytes]:
        """What attachments became before they were read (converted older formats), by the SHA-256 of the original.

        The verifier compares these with the copies: it has no reader of the older formats.
        """
        found: dict[str, bytes] = {}
        for item in self._files:
            if isinstance(item.child.opened, MailDocument):
                found |= item.child.opened.derived
            elif isinstance(item.child.opened, DerivedDocument):
                found[hashlib.sha256(item.source.data).hexdigest()] = item.child.opened.comparable
        return found

    def write(self, plan: Plan, *, cleared: frozenset[str], hidden: Hidden = "code") -> WrittenFile:
        """Rebuild the message; see ``base.OpenDocument``.

        Args:
            plan: As in ``base.OpenDocument``.
            cleared: As in ``base.OpenDocument``.
            hidden: ``remove`` leaves the attachments out.
        """
        edits = plan.by_segment()
        check_plan_keys(edits, (segment.key for segment in self._segments))
        shown = [part for part in self._parts() if not (part.attached and hidden == "remove")]
        written = {part.prefix: _written(part, plan, cleared, hidden) for part in shown}
        changes = [
            Change("removed", what, count=count) for what, count in sorted(self._message.dropped.items()) if count
        ]
        changes += [_change(change, part.place) for part in shown for change in written[part.prefix].changes]
        pieces: list[compose.Piece] = []
        if hidden == "remove" and self._files:
            changes.append(Change("removed", "attachments", count=len(self._files)))
        elif self._files:
            pieces, replaced = self._pieces(edits, written)
            changes += replaced
        data = compose.compose(
            self._fields(edits),
            _piece("text/plain; charset=utf-8", written.get("text/")),
            _piece("text/html; charset=utf-8", written.get("html/")),
            pieces,
            number=self._number,
        )
        return WrittenFile(data, tuple(changes))

    def _all_segments(self) -> Iterator[Segment]:
        yield from self._own
        parts = {part.prefix: part for part in self._parts()}
        for prefix in ("text/", "html/"):
            if prefix in parts:
                yield from _inner_segments(parts[prefix])
        for item in self._files:
            text = f"{item.marker}{names.stem(item.source.name)}"
            place = Place(f"attachment {item.number}, name")
            yield Segment(item.key, text, place, SegmentRole.ATTRIBUTE, hidden=(Span(0, len(text)),))
            if f"{item.key}/" in parts:
                yield from _inner_segments(parts[f"{item.key}/"])

    def _parts(self) -> Iterator[_Part]:
        """The documents within, in the order of their segments."""
        if self._text is not None:
            yield _Part("text/", "", self._text)
        if self._html is not None:
            yield _Part("html/", "" if self._text is None else "formatted text", self._html)
        for item in self._files:
            if item.child.opened is not None:
                yield _Part(f"{item.key}/", f"attachment {item.number}", item.child.opened, attached=True)

    def _fields(self, edits: Mapping[str, tuple[Replacement, ...]]) -> Iterator[tuple[str, str]]:
        """The header fields of the copy."""
        after = {s.key: anonymise_text(s.text, edits.get(s.key, ())) for s in self._own}
        for name in ("From", "To", "Cc"):
            texts = [text for key, text in after.items() if key.rstrip("0123456789") == name.lower()]
            if texts:
                yield name, compose.addresses(texts)
        if "subject" in after:
            yield "Subject", compose.words(after["subject"])
        if "date" in after:
            yield "Date", compose.words(date_field(after["date"]))

    def _pieces(
        self, edits: Mapping[str, tuple[Replacement, ...]], written: Mapping[str, WrittenFile]
    ) -> tuple[list[compose.Piece], list[Change]]:
        """The attachments of the copy, and which of them became a placeholder."""
        unique = names.Unique()
        by_key = {segment.key: segment for segment in self._segments}
        pieces: list[compose.Piece] = []
        replaced: list[Change] = []
        for item in self._files:
            after = anonymise_text(by_key[item.key].text, edits.get(item.key, ()))
            stem = names.safe_name(after.removeprefix(item.marker), f"attachment {item.number}")
            if f"{item.key}/" in written:
                data = written[f"{item.key}/"].data
                extension = item.child.extension or extension_of(data)
            else:
                data, extension = f"[removed: {item.child.why}]\n".encode(), ".txt"
                what = f"an attachment ({item.child.why}) by a placeholder"
                replaced.append(Change("replaced", what, f"attachment {item.number}"))
            pieces.append(compose.Piece(_type(item, extension, data), data, unique.name(stem, extension)))
        return pieces, replaced


def _shown_in_body(attachments: Iterable[Attachment]) -> dict[str, bytes]:
    """The attachments that the formatted body may show, by the address that it gives them (RFC 2392)."""
    return {f"cid:{item.content_id}": item.data for item in attachments if item.content_id and item.data}


def _child(item: Attachment, number: str, depth: int) -> Child:
    """Open an attachment; what cannot be opened becomes a placeholder with its reason."""
    if depth > MAX_DEPTH:
        return Child(None, why="a file that is nested too deep")
    try:
        message = item.message or _attached_message(item)
        if message is not None:
            return Child(MailDocument(message, number=number, depth=depth), ".eml")
    except UnreadableError as error:
        return Child(None, why=unreadable(error))
    return open_file(item)


def _attached_message(item: Attachment) -> Message | None:
    """The message in an attached ``.eml`` or ``.msg`` file; ``None`` for any other file."""
    first = next(iter(names.extensions(item.name, item.media_type)), "")
    if item.closed or first not in (".eml", ".msg"):
        return None
    return read_msg(item.data) if is_ole(item.data) else read_eml(item.data)


def _header_segments(message: Message) -> Iterator[Segment]:
    for field, texts in (("From", message.sender), ("To", message.to), ("Cc", message.cc)):
        for number, text in enumerate(texts, 1):
            place = field if len(texts) == 1 else f"{field}, address {number}"
            yield Segment(f"{field.lower()}{number}", text, Place(place), SegmentRole.HEADER, label=field)
    if message.subject:
        yield Segment("subject", message.subject, Place("subject"), SegmentRole.TITLE)
    if message.date:
        yield Segment("date", message.date, Place("date"), SegmentRole.HEADER, label="Sent")


def _inner_segments(part: _Part) -> Iterator[Segment]:
    """The segments of a document within; an attachment counts as hidden content from end to end."""
    for segment in part.opened.segments:
        hidden = segment.hidden
        if part.attached:
            hidden = (Span(0, len(segment.text)),) if segment.text else ()
        yield replace(
            segment,
            key=part.prefix + segment.key,
            place=_inner_place(segment.place, part.place),
            hidden=hidden,
        )


def _inner_place(place: Place, before: str) -> Place:
    return replace(place, part=_below(before, "" if place.part == "body" else place.part) or "body")


def _below(before: str, place: str) -> str:
    """A place within an attachment; one that names an attachment of that attachment needs no more."""
    if before and place.startswith(f"{before}."):
        return place
    return ", ".join(filter(None, (before, place)))


def _placed(notice: Notice, before: str) -> Notice:
    return replace(notice, place=_below(before, notice.place))


def _change(change: Change, before: str) -> Change:
    return replace(change, place=_below(before, change.place))


def _written(part: _Part, plan: Plan, cleared: frozenset[str], hidden: Hidden) -> WrittenFile:
    """Write one of the documents within, with its share of the plan."""
    own = _share(plan.replacements, part.prefix)
    return part.opened.write(replace(plan, replacements=own), cleared=cleared, hidden=hidden)


def _share(replacements: Iterable[Replacement], prefix: str) -> tuple[Replacement, ...]:
    return tuple(
        replace(item, segment=item.segment.removeprefix(prefix))
        for item in replacements
        if item.segment.startswith(prefix)
    )


def _piece(media_type: str, written: WrittenFile | None) -> compose.Piece | None:
    return None if written is None else compose.Piece(media_type, written.data)


def _type(item: _Filed, extension: str, data: bytes) -> str:
    """The media type of a written attachment, with its charset."""
    if isinstance(item.child.opened, MailDocument):
        return _WRAPPED
    kind = names.media_type(extension)
    if kind.startswith("text/"):
        charset = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
        return f"{kind}; charset={charset}"
    return kind
