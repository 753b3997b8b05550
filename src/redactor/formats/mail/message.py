"""A message as both readers hand it on: what will be rebuilt, and a count of the rest.

Everything that is not named here (Received, X- and trace fields, ids, signatures,
preambles, MAPI properties) has no place to go and so cannot be written again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

MAX_DEPTH = 3
"""A file within a message within a message: deeper ones are not opened."""

MAX_PARTS = 1_000
"""Messages of more parts, recipients or attachments are refused."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment.

    Attributes:
        name: Its file name as sent, decoded; may be empty.
        media_type: Lower case, without parameters; may be empty.
        data: Its bytes, transport encoding undone; text of a known charset as UTF-8.
        message: The message, where it is one.
        closed: Why its content is not to be had, in plain words; empty if it is.
        content_id: By what the formatted body refers to it, without angle brackets; may be empty.
    """

    name: str
    media_type: str = ""
    data: bytes = b""
    message: Message | None = None
    closed: str = ""
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What is kept of a message.

    Attributes:
        sender, to, cc: One text for each address, ``Name <local@domain>`` as written.
        date: When it was sent, ``3 October 2011, 09:12:44 +0100``, or as written if it is no date.
        subject: Decoded, on one line.
        text: The plain body, lines ended by line feeds; ``None`` if there is none.
        html: The formatted body; ``None`` if there is none.
        attachments: In the order of the message.
        dropped: What is not kept, in plain words, with how many.
        empty_because: Where the body is blank and its text may stand in a part that is not read, that part.
    """

    sender: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    date: str = ""
    subject: str = ""
    text: str | None = None
    html: str | None = None
    attachments: tuple[Attachment, ...] = ()
    dropped: Counter[str] = field(default_factory=Counter)
    empty_because: str = ""
