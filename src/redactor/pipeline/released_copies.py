"""A finished file beside the copies that a certificate names: same bytes, same text, or different here and here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from redactor.errors import UnreadableError
from redactor.formats.passwords import Passwords, unlocked
from redactor.model import Notice
from redactor.release.certificate import ReleasedCopies
from redactor.verify import shared_words, text_differences


@dataclass(frozen=True, slots=True)
class Copies:
    """A certificate and the folder of its release.

    Attributes:
        certificate: What was released.
        folder: ``release/`` beside it; it need not be there.
    """

    certificate: ReleasedCopies
    folder: Path

    @classmethod
    def beside(cls, certificate: Path) -> Copies:
        """Read a certificate, whose release lies beside it.

        Raises:
            UsageError: as ``ReleasedCopies.read``.
        """
        return cls(ReleasedCopies.read(certificate), certificate.parent / "release")

    def likeness(self, name: str, data: bytes, text: bytes, passwords: Passwords) -> tuple[Notice, ...]:
        """In steps: the very bytes that were released, the same text, or different here and here.

        Args:
            name: The file's name; a renamed file is compared with the released copy that has most of its text.
            data: The file.
            text: The file without its password.
            passwords: What may open the released copies.
        """
        if self.certificate.is_released(data) or self.certificate.is_released(text):
            return (Notice("These are the very bytes that were released."),)
        found = self._nearest(name, text, passwords)
        if found is None:
            return (
                Notice(
                    "The bytes are not those that were released, and the released copy is not beside the certificate "
                    "or does not open.",
                    holds=True,
                    next_step="Give the certificate.json that lies beside its release folder, and its --password-file.",
                ),
            )
        other, differences = found
        renamed = () if other == name else (Notice(f"The name is not one that was released: compared with {other}."),)
        if not differences:
            return (*renamed, Notice("The file was saved anew; its text is the same as released."))
        step = "Publish the released copy, or have the changes looked at."
        return (*renamed, *(Notice(sentence, holds=True, next_step=step) for sentence in differences))

    def _nearest(self, name: str, text: bytes, passwords: Passwords) -> tuple[str, tuple[str, ...]] | None:
        """The released copy of that name, else the one that shares most words; and where they differ."""
        names = sorted(self.certificate.names.values())
        found = dict(self._opened([name] if name in names else names, passwords))
        if not found:
            return None
        other = name if name in found else max(found, key=lambda one: shared_words(found[one], text))
        return other, text_differences(found[other], text)

    def _opened(self, names: list[str], passwords: Passwords) -> Iterator[tuple[str, bytes]]:
        """Those of the copies that are there as released, without their passwords."""
        for name in dict.fromkeys(names):
            path = self.folder / name
            if not path.is_file() or not self.certificate.is_released(data := path.read_bytes()):
                continue
            try:
                plain = unlocked(path.as_posix(), data, passwords)
            except UnreadableError:
                continue
            yield name, data if plain is None else plain
