"""What the verifier is told about a case: people, codes and the destination's rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redactor.model import Origin, Person
from redactor.profiles.schema import Profile

if TYPE_CHECKING:
    from redactor.case.schema import Case


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A case as the verifier needs it.

    Attributes:
        people: Glossary, provisional, allowed and kept people.
        subject: Code of the child that the review is about; may be empty.
        reference: The board's reference, which is never in an output; may be empty.
        roles_not_held: Allowed roles that nobody held, with the reason.
        profile: The destination's rules.
        full_rules: Whether a whole case is known, not only a glossary.
        codes: Every code of the case, those of earlier runs included.
        board: The board's name, which stands everywhere; may be empty.
        accepted: Joinable details that a person accepted, each with the reason.
    """

    people: tuple[Person, ...]
    subject: str
    reference: str
    roles_not_held: Mapping[str, str] = field(hash=False)
    profile: Profile
    full_rules: bool
    codes: frozenset[str] = frozenset()
    board: str = ""
    accepted: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, case: Case, people: Iterable[Person], profile: Profile) -> Knowledge:
        """Take from a case what the verifier needs.

        Args:
            case: The case; a glossary alone gives one without reference.
            people: Everybody after detection, provisional people included.
            profile: The destination's rules.
        """
        known = tuple(people)
        codes = {person.code for person in known if person.code} | set(case.codes)
        return cls(
            people=known,
            subject=case.subject,
            reference=case.reference,
            roles_not_held=case.roles_not_held,
            profile=profile,
            full_rules=bool(case.reference),
            codes=frozenset(codes | {case.subject} - {""}),
            board=case.board,
            accepted=tuple((d.text, d.reason) for d in case.decisions if d.action == "accept"),
        )

    @property
    def protected(self) -> tuple[Person, ...]:
        """Those of whom no written form may be left."""
        return tuple(person for person in self.people if person.is_protected)

    @property
    def allowed(self) -> tuple[Person, ...]:
        """Those who may stay named."""
        return tuple(person for person in self.people if person.origin is Origin.ALLOWED)

    @property
    def kept(self) -> tuple[Person, ...]:
        """Names and contact lines that stay as they are written."""
        return tuple(person for person in self.people if person.origin is Origin.KEEP)
