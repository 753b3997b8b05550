"""Changes to ``case.toml`` that leave the rest of the file, notes included, as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from redactor.case.case_toml import FILE, allowed_role
from redactor.errors import UsageError


class CaseTomlEdit:
    """``case.toml`` under change.

    Args:
        data: The file's bytes.

    Raises:
        UsageError: if it cannot be read.
    """

    def __init__(self, data: bytes) -> None:
        try:
            text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
            self._document: Any = tomlkit.parse(text)
        except (UnicodeDecodeError, TOMLKitError):
            raise UsageError(f"{FILE} cannot be read.", next_step="Mend it in a text editor first.") from None

    def to_bytes(self) -> bytes:
        """The file as changed."""
        return tomlkit.dumps(self._document).encode("utf-8")

    def set_case(self, values: Mapping[str, str]) -> None:
        """Set ``reference``, ``board`` or ``subject``."""
        section = self._section("case")
        for name, value in values.items():
            section[name] = value

    def allow(self, name: str, role: str) -> None:
        """Add somebody who may stay named."""
        entry = tomlkit.table()
        entry["name"], entry["role"] = name, role
        if "allowed" not in self._document:
            self._document["allowed"] = tomlkit.aot()
        self._document["allowed"].append(entry)

    def set_allowed(self, people: Mapping[str, str]) -> None:
        """Say anew who may stay named: role → name. An empty name takes the role's holder out."""
        kept = [e for e in self._document.get("allowed", []) if e.get("role", "") not in people]
        wanted = [(str(e["name"]), str(e.get("role", ""))) for e in kept]
        wanted += [(name, role) for role, name in people.items() if name]
        self._write_allowed(wanted)

    def set_holders(self, holders: Mapping[str, Iterable[str]]) -> None:
        """Say anew who held the allowed roles, several people for one role if need be.

        Args:
            holders: Names by role, as ``allowed_role`` calls it; entries whose role it does not know stay.
        """
        entries = [(str(e["name"]), str(e.get("role", ""))) for e in self._document.get("allowed", [])]
        wanted = [(name, role) for role, names in holders.items() for name in names]
        self._write_allowed([*wanted, *(entry for entry in entries if allowed_role(entry[1]) not in holders)])

    def _write_allowed(self, people: Iterable[tuple[str, str]]) -> None:
        self._document.pop("allowed", None)
        for name, role in people:
            self.allow(name, role)

    def set_not_held(self, reasons: Mapping[str, str]) -> None:
        """Say why nobody held a role; an empty reason takes the entry away."""
        section = self._section("roles_not_held")
        for role, reason in reasons.items():
            for written in [key for key in section if role in (key, allowed_role(key))]:
                section.pop(written)
            if reason:
                section[role] = reason
        if not section:
            del self._document["roles_not_held"]

    def set_incident(self, day: date | None) -> None:
        """Set the day of the incident, or take it out."""
        section = self._section("case")
        section.pop("incident", None)
        if day is not None:
            section["incident"] = day

    def set_kind(self, source: str, kind: str) -> None:
        """Say what a document is; ``source`` is its path below ``documents/``."""
        documents = self._section("documents")
        if source not in documents:
            documents[source] = tomlkit.table()
        documents[source]["kind"] = kind

    def clear_picture(self, digest: str) -> None:
        """Let a picture stay that somebody has looked at."""
        self._judge_picture(digest, "cleared")

    def cover_picture(self, digest: str) -> None:
        """Say that a picture may not stay, whatever it shows."""
        self._judge_picture(digest, "covered")

    def leave_picture(self, digest: str) -> None:
        """Leave a picture to the rules again: nobody has cleared or covered it."""
        self._judge_picture(digest, "")

    def _judge_picture(self, digest: str, answer: str) -> None:
        pictures = self._section("pictures")
        for name in ("cleared", "covered"):
            listed = [str(item) for item in pictures.get(name, []) if str(item) != digest]
            if name == answer:
                listed.append(digest)
            if listed or name in pictures:
                pictures[name] = listed

    def set_precondition(self, name: str, value: date | str | None) -> None:
        """Record a precondition of publication: a date, why it does not apply, or nothing."""
        section = self._section("publication")
        section.pop(name, None)
        if isinstance(value, str):
            reason = tomlkit.inline_table()
            reason["not_applicable"] = value
            section[name] = reason
        elif value is not None:
            section[name] = value

    def ask_for_two_people(self, *, wanted: bool) -> None:
        """Ask for a second person's approval of each copy, or not."""
        section = self._section("publication")
        section.pop("two_people", None)
        if wanted:
            section["two_people"] = True

    def _section(self, name: str) -> Any:
        if name not in self._document:
            self._document[name] = tomlkit.table()
        return self._document[name]
