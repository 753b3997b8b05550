"""What apply, verify and release answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from redactor.model.documents import DocumentKind, Notice
from redactor.model.signoff import Approval, Override


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that writing a document did to the file beside the planned replacements.

    Attributes:
        action: ``removed``, ``rewritten``, ``accepted`` or ``replaced``.
        what: In plain words, without document text: "comments", "author and company properties".
        place: Where; may be empty.
        count: How many.
    """

    action: str
    what: str
    place: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class AppliedDocument:
    """A written copy, not yet verified.

    Attributes:
        source: As in ``SourceDocument``.
        output_name: Safe file name.
        data: The bytes.
        sha256: Hexadecimal digest of ``data``.
        changes: Everything that was done beside the planned replacements.
        retypeset: Whether the layout was made anew.
    """

    source: str
    output_name: str
    data: bytes
    sha256: str
    changes: tuple[Change, ...] = ()
    retypeset: bool = False


@dataclass(frozen=True, slots=True)
class Residual:
    """Something left in a file that must not be.

    Attributes:
        place: Where, in words.
        kind: ``person``, ``nhs_number``, ``drift``, ``missing allowed name``, ``property``, …
        code: Whose it is, as a code; empty when unknown. Never the name itself.
        check: Which check found it.
        excerpt: The sentence around it: only for confidential reports, never in
            ``--json``, certificate, audit or log.
    """

    place: str
    kind: str
    code: str = ""
    check: str = ""
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class NounUse:
    """One place of a proper noun: what stands there, and the text just before and behind it."""

    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class ProperNoun:
    """One distinct capitalised or name-like token of a file, and what explains it.

    Attributes:
        text: As written; with the unexplained words beside it where it is unexplained.
        group: What explains it, in words; ``unexplained`` if nothing does.
        count: How often it stands there.
        places: The first few places, in words.
        like_person: Whether it is unexplained and looks like somebody's name.
        excerpt: One passage around it. Text, excerpt and uses are for confidential reports only.
        uses: Where it looks like somebody's name, at most the first few.
    """

    text: str
    group: str
    count: int
    places: tuple[str, ...] = ()
    like_person: bool = False
    excerpt: str = ""
    uses: tuple[NounUse, ...] = field(default=(), repr=False)

    @property
    def unexplained(self) -> bool:
        """Whether nothing explains it."""
        return self.group == "unexplained"


@dataclass(frozen=True, slots=True)
class JoinableDetail:
    """A detail that names nobody and could lead to somebody together with others.

    Attributes:
        kind: What it is, in words: "rare condition".
        text: The detail as written.
        score: 3 leads to a child alone, 2 with one more fact, 1 adds to others.
        place: Where it first stands, in words.
        sentence: The sentence around it; text and sentence are for confidential reports only.
        suggestion: What could stand instead.
        accepted: Why a person accepted it; empty if nobody did.
    """

    kind: str
    text: str
    score: int
    place: str
    sentence: str
    suggestion: str
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer of the verifier about one file.

    Attributes:
        name: The file's name as given.
        sha256: Digest of the bytes that were verified.
        kind: What it was taken to be.
        residuals: What is left; any one blocks.
        lost: What is missing or differs from the plan, in words; any one blocks.
        unchecked: What could not be looked at, with reason; any one holds.
        notes: What a person may want to know.
        checks: The checks that were made.
        refused: Why the destination does not take this kind of document; empty if it does.
        proper_nouns: Every distinct proper noun left, with what explains it.
        joinable: Details that a stranger could join with what is known elsewhere.
    """

    name: str
    sha256: str
    kind: DocumentKind
    residuals: tuple[Residual, ...] = ()
    lost: tuple[str, ...] = ()
    unchecked: tuple[Notice, ...] = ()
    notes: tuple[Notice, ...] = ()
    checks: tuple[str, ...] = ()
    refused: str = ""
    proper_nouns: tuple[ProperNoun, ...] = ()
    joinable: tuple[JoinableDetail, ...] = ()

    @property
    def passed(self) -> bool:
        """Nothing residual, nothing lost, nothing unchecked, nothing left to decide, not refused."""
        held = self.unchecked or any(note.holds for note in self.notes)
        return not (self.residuals or self.lost or held or self.refused)


class Status(StrEnum):
    """How a document of a run ended."""

    RELEASED = "released"
    HELD = "held"
    BLOCKED = "blocked"
    REFUSED = "refused"
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class ReleaseTicket:
    """Permission to publish exactly these bytes. Only ``release/gate.py`` makes one.

    Attributes:
        source: As in ``SourceDocument``.
        output_name: Safe file name below ``release/``.
        sha256: Digest of the verified bytes; publishing re-hashes and compares.
        destination: Name of the profile.
        checks: The checks that were made.
        approvals: The approvals that the release rests on.
        overrides: Findings that a person let stand.
        seal: Proof that the gate of this process made it (``gate.require_genuine``).
    """

    source: str
    output_name: str
    sha256: str
    destination: str
    checks: tuple[str, ...]
    approvals: tuple[Approval, ...] = ()
    overrides: tuple[Override, ...] = ()
    seal: str = field(default="", repr=False, compare=False)
