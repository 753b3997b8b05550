"""E-mail messages: ``.eml`` rebuilt as ``.eml``, Outlook's ``.msg`` released as ``.eml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from redactor.formats.base import Adapter
from redactor.formats.mail.document import MailDocument
from redactor.formats.mail.eml import read_eml
from redactor.formats.mail.msg import read_msg
from redactor.formats.signatures import describe


@dataclass(frozen=True, slots=True)
class EmlAdapter:
    """Reads Internet messages."""

    name: str = "eml"

    @property
    def extensions(self) -> Mapping[str, str]:
        """A message stays a message."""
        return {".eml": ".eml"}

    def recognises(self, data: bytes) -> bool:
        """Whether nothing says that it is another format; what is no message is left to ``open``."""
        return describe(data) in ("", "an e-mail message")

    def open(self, data: bytes) -> MailDocument:
        """Read a message; see ``base.Adapter``."""
        return MailDocument(read_eml(data))


@dataclass(frozen=True, slots=True)
class MsgAdapter:
    """Reads Outlook's own message files."""

    name: str = "msg"

    @property
    def extensions(self) -> Mapping[str, str]:
        """Outlook's format becomes the Internet's."""
        return {".msg": ".eml"}

    def recognises(self, data: bytes) -> bool:
        """Whether it is an OLE container that holds a message."""
        return describe(data) == "an Outlook message (.msg)"

    def open(self, data: bytes) -> MailDocument:
        """Read a message; see ``base.Adapter``."""
        return MailDocument(read_msg(data))


def adapters() -> tuple[Adapter, ...]:
    """The adapters of this package."""
    return (EmlAdapter(), MsgAdapter())
