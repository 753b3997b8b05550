"""A case as the program sees it: frozen, complete, with every code assigned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from redactor.case.decisions import Decision
from redactor.case.listed_names import name_key
from redactor.case.publication import Publication, Retention
from redactor.case.register import Register, RegisterRow
from redactor.model import DocumentKind, Origin, Person


@dataclass(frozen=True, slots=True)
class Case:
    """One case folder, read and checked.

    Attributes:
        root: The case folder.
        reference: The board's reference; never in an output, a file name or a certificate.
        board: The board's name.
        subject: The code of the child that the review is about.
        incident: Its date; dates of birth can then become an age.
        allowed: The people who may stay named, one entry for each role they hold.
        roles_not_held: Role → why nobody held it.
        publication: The record of what publication asks for.
        document_kinds: Declared kind by path below ``documents/`` (forward slashes).
        cleared_pictures: SHA-256 (lower-case hexadecimal) of pictures that may stay.
        covered_pictures: The same of pictures that may not, whatever they show.
        people: Glossary rows, allowed people and kept names; every protected one has a code.
        decisions: What a person decided about passages and ambiguous mentions.
        confidential: Where the program writes about identities; need not exist yet.
        register: Codes of earlier runs and of this glossary, ready to be written.
        warnings: Oddities, one sentence each, without document text.
        fingerprint: SHA-256 over case.toml, glossary, decisions and register as read.
        genograms: Table of codes (path below the case folder) by the SHA-256 of the picture that its
            drawing stands in for.
        new_codes: Keys of the people whose code was assigned while loading,
            neither written in the glossary nor known from the register.
        retention: When its papers and publications come to their end.
    """

    root: Path
    reference: str
    board: str
    subject: str
    incident: date | None
    allowed: tuple[Person, ...]
    roles_not_held: Mapping[str, str]
    publication: Publication
    document_kinds: Mapping[str, DocumentKind]
    cleared_pictures: frozenset[str]
    people: tuple[Person, ...]
    decisions: tuple[Decision, ...]
    confidential: Path
    register: Register
    warnings: tuple[str, ...] = ()
    fingerprint: str = ""
    new_codes: frozenset[str] = field(default_factory=frozenset)
    genograms: Mapping[str, str] = field(default_factory=dict)
    retention: Retention = field(default_factory=Retention)
    covered_pictures: frozenset[str] = frozenset()

    @property
    def documents(self) -> Path:
        """The folder of the originals."""
        return self.root / "documents"

    @property
    def glossary_people(self) -> tuple[Person, ...]:
        """The glossary's rows that are replaced by a code."""
        return tuple(person for person in self.people if person.origin is Origin.GLOSSARY)

    @property
    def codes(self) -> frozenset[str]:
        """Every code of the glossary and of the register."""
        return frozenset(p.code for p in self.people if p.code) | self.register.codes

    @property
    def unlisted(self) -> tuple[RegisterRow, ...]:
        """The register's codes in use of names that neither the glossary nor case.toml lists now."""
        listed = {name_key(name) for person in self.people for name in person.names}
        return tuple(row for row in self.register.rows if not row.replaced_by and name_key(row.name) not in listed)
