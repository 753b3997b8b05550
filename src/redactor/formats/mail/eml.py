"""Internet messages (RFC 5322, MIME) read into what will be rebuilt."""

from __future__ import annotations

import re
from collections import Counter
from email import errors, policy
from email.message import MIMEPart
from email.parser import BytesParser

from redactor.errors import UnreadableError
from redactor.formats.mail.addresses import entries
from redactor.formats.mail.dates import readable_date
from redactor.formats.mail.decoding import decode_words, decoded, html_charset, plain_lines, without_armour
from redactor.formats.mail.message import MAX_PARTS, Attachment, Message

_KEPT = frozenset({"from", "to", "cc", "date", "subject"})
_FORM = frozenset({"mime-version", "content-type", "content-transfer-encoding", "content-disposition"})
_ENCODINGS = frozenset(
    {"", "7bit", "8bit", "binary", "quoted-printable", "base64", "uuencode", "x-uuencode", "uue", "x-uue"}
)
_MESSAGES = frozenset({"message/rfc822", "message/global"})
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_CLOSED = {
    "application/pkcs7-mime": "encrypted or sealed (S/MIME)",
    "application/x-pkcs7-mime": "encrypted or sealed (S/MIME)",
    "multipart/encrypted": "encrypted",
    "application/ms-tnef": "Outlook's winmail.dat",
    "application/vnd.ms-tnef": "Outlook's winmail.dat",
}
_DEEPEST_PART = 40
_CONTENT_FIELD = re.compile(rb"^content-[!-9;-~]{1,40}:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.IGNORECASE | re.MULTILINE)
_LONGEST_FIELD = 4_000
"""The parser's time grows with the square of a field's length."""

_HEADER_FAULTS = (IndexError, AttributeError, KeyError, ValueError, TypeError, AssertionError, errors.MessageError)
_STEP = "Open the message in its program and save it again, or ask for a new copy."


def read_eml(data: bytes) -> Message:
    """Read a message.

    Args:
        data: The whole file.

    Raises:
        UnreadableError: if it is no message, encrypted as a whole, beyond the
            limits, or its text is not in the encoding that it declares.
    """
    if any(len(match[1]) > _LONGEST_FIELD for match in _CONTENT_FIELD.finditer(data)):
        raise UnreadableError("A field of the message is longer than any mail program writes.", next_step=_STEP)
    try:
        parsed = BytesParser(policy=policy.default).parsebytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
        if not any(name.lower() in _KEPT for name, _ in parsed.raw_items()):
            raise UnreadableError("The file is not an e-mail message.", next_step=_STEP)
        return _message(parsed)
    except RecursionError:
        raise UnreadableError("The parts of the message are nested too deep.", next_step=_STEP) from None
    except _HEADER_FAULTS:
        raise UnreadableError("The message is broken: its header or parts cannot be read.", next_step=_STEP) from None


def _message(parsed: MIMEPart) -> Message:
    """Everything of one message; messages within it are read in their turn."""
    kind = parsed.get_content_type()
    if kind in _CLOSED and not kind.endswith("tnef"):
        raise UnreadableError(
            f"The message is {_CLOSED[kind]}.", next_step="Open it in its program and save it without encryption."
        )
    walk = _Walk()
    walk.part(parsed, unit=0, alternative=False, level=0)
    return Message(
        sender=_addresses(parsed, "from"),
        to=_addresses(parsed, "to"),
        cc=_addresses(parsed, "cc"),
        date=readable_date(decode_words(_first(parsed, "date"))),
        subject=decode_words(_first(parsed, "subject")),
        text=walk.text,
        html=walk.html,
        attachments=tuple(walk.attachments),
        dropped=walk.dropped + _dropped_fields(parsed),
        empty_because=walk.empty_because(),
    )


def _raw(parsed: MIMEPart, name: str) -> list[str]:
    return [value for key, value in parsed.raw_items() if key.lower() == name]


def _first(parsed: MIMEPart, name: str) -> str:
    return next(iter(_raw(parsed, name)), "")


def _addresses(parsed: MIMEPart, name: str) -> tuple[str, ...]:
    found = tuple(entry for value in _raw(parsed, name) for entry in entries(value))
    if len(found) > MAX_PARTS:
        raise UnreadableError(f"The message has more than {MAX_PARTS} recipients.", next_step=_STEP)
    return found


def _dropped_fields(parsed: MIMEPart) -> Counter[str]:
    names = [key.lower() for key, _ in parsed.raw_items()]
    single = sum(names.count(name) - 1 for name in ("date", "subject") if name in names)
    others = sum(name not in _KEPT | _FORM for name in names) + single
    found = Counter({"other header fields (trace, ids, X- and the like)": others})
    unix_from = parsed.get_unixfrom()
    if unix_from:
        found["the mailbox line above the message"] += 1
    return +found


class _Walk:
    """Sorts the parts of one message into bodies and attachments."""

    def __init__(self) -> None:
        self.text: str | None = None
        self.html: str | None = None
        self.attachments: list[Attachment] = []
        self.dropped: Counter[str] = Counter()
        self._unit = -1
        self._parts = 0

    def part(self, part: MIMEPart, *, unit: int, alternative: bool, level: int) -> None:
        """Sort one part and those below it.

        Args:
            part: The part.
            unit: Number of the outermost alternative that it belongs to; 0 for none.
            alternative: Whether it stands below a ``multipart/alternative``.
            level: How many parts it stands in.
        """
        self._parts += 1
        if self._parts > MAX_PARTS or level > _DEEPEST_PART:
            raise UnreadableError("The message has too many parts.", next_step=_STEP)
        kind = part.get_content_type()
        if (part.preamble or "").strip() or (part.epilogue or "").strip():
            self.dropped["text before or after the parts"] += 1
        if kind in _CLOSED:
            self._add(part, closed=_CLOSED[kind])
        elif kind in _SIGNATURES:
            self.dropped["digital signatures"] += 1
        elif kind in _MESSAGES:
            self._nested(part)
        elif part.get_content_maintype() == "message":
            self._add(part, closed="a notice of a mail system")
        elif part.get_content_maintype() == "multipart":
            if not part.is_multipart():
                raise UnreadableError("The parts of the message cannot be told apart.", next_step=_STEP)
            within = unit or (self._parts if kind == "multipart/alternative" else 0)
            below = alternative or kind == "multipart/alternative"
            for child in part.iter_parts():
                self.part(child, unit=within, alternative=below, level=level + 1)
        elif not self._body(part, kind, unit or self._parts, alternative):
            self._file(part, kind)

    def empty_because(self) -> str:
        """The kind of part that may hold the text of a message whose bodies are blank."""
        if (self.text or "").strip() or (self.html or "").strip():
            return ""
        return next((a.closed for a in self.attachments if a.closed in _CLOSED.values()), "")

    def _body(self, part: MIMEPart, kind: str, unit: int, alternative: bool) -> bool:
        """Take a part as the plain or the formatted body, if it is one and none was taken."""
        if kind not in ("text/plain", "text/html") or part.get_content_disposition() == "attachment":
            return False
        taken = self.text if kind == "text/plain" else self.html
        started = self.text is not None or self.html is not None
        if part.get_filename() or taken is not None or (started and not (alternative and unit == self._unit)):
            return False
        data = _payload(part)
        charset = _charset(part)
        self._unit = unit
        if kind == "text/html":
            self.html = decoded(data, html_charset(data, charset)).replace("\0", "")
            return True
        joined = str(part.get_param("delsp", "") or "").lower() == "yes"
        self.text, blocks = without_armour(plain_lines(decoded(data, charset), joined=joined))
        self.dropped["encoded blocks in the text"] += blocks
        return True

    def _nested(self, part: MIMEPart) -> None:
        inner = next(iter(part.get_payload()), None) if part.is_multipart() else None
        if not isinstance(inner, MIMEPart):
            self._add(part, closed="a message that cannot be read")
            return
        try:
            message = _message(inner)
        except UnreadableError as error:
            self._add(part, closed=error.message.removeprefix("The message is ").rstrip("."))
            return
        self._add(part, message=message)

    def _file(self, part: MIMEPart, kind: str) -> None:
        if str(part.get("content-transfer-encoding", "")).strip().lower() not in _ENCODINGS:
            self._add(part, closed="in an unknown transport encoding")
            return
        data, charset = _payload(part), _charset(part)
        if kind.startswith("text/") and charset:
            try:
                data = decoded(data, charset).encode("utf-8")
            except UnreadableError:
                self._add(part, closed="text that is not in the encoding that it declares")
                return
        self._add(part, data=data)

    def _add(self, part: MIMEPart, *, data: bytes = b"", message: Message | None = None, closed: str = "") -> None:
        name = decode_words(str(part.get_filename() or ""))
        content_id = next(iter(_raw(part, "content-id")), "").strip().strip("<>")
        self.attachments.append(Attachment(name, part.get_content_type(), data, message, closed, content_id))


def _charset(part: MIMEPart) -> str:
    return str(part.get_param("charset", "") or "")


def _payload(part: MIMEPart) -> bytes:
    """The bytes of a leaf.

    Raises:
        UnreadableError: if its transport encoding is unknown.
    """
    encoding = re.sub(r"\s|\(.*?\)|;.*", "", str(part.get("content-transfer-encoding", ""))).lower()
    if encoding not in _ENCODINGS:
        raise UnreadableError("The message uses an unknown transport encoding.", next_step=_STEP)
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
