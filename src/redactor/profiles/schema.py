"""What a destination accepts and asks for: one TOML file each, beside this module.

A new destination is a new TOML file; nothing else has to change.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from redactor.errors import UsageError
from redactor.model import DocumentKind

_FOLDER = Path(__file__).resolve().parent


class Profile(BaseModel):
    """One destination's rules (design: "Destination profiles").

    Attributes:
        name: As given to ``--destination``.
        title: For people: "Ofsted and the Department for Education".
        kinds_accepted: The kinds of document that the destination takes.
        kinds_refused: Kinds that it never takes, whatever anybody declares (DUR 8.85, WOB 1).
        hold_undecidable_kind: Whether a document of unknown kind is held for a person.
        event_dates: ``keep`` dates of case events, or cut them to the ``month``.
        ages_for_birth_dates: Whether a date of birth may become an age at the incident.
        unlisted_institutions: Schools, hospitals and practices that the glossary
            lacks: ``list`` them with a provisional code, or ``hold`` until agreed.
        doubtful_people: People whom the person model found once and not surely, and what only the
            verifier takes for somebody: ``list`` them with a provisional code, or ``hold`` until agreed.
        hidden_content: ``code`` hidden text, sheets, rows and slides like the rest, or ``remove`` them.
        unexplained: Whether every proper noun that nothing explains holds a document (``hold``),
            or only one that looks like a person (``people``).
        joinable_details: Whether details that a stranger could join are each accepted or put in
            general words on ``record`` before release, or only listed (``advise``).
        tracked_changes: ``accept`` tracked changes as Word does, or ``refuse`` documents that have any.
        preconditions: Whether ``[publication]`` must be complete.
        data_protection_check: Whether data-protection colleagues must have approved each copy (WOB 3.4).
        provisional_allowed: Whether ``--accept-provisional`` may be used.
        pseudonymised: Whether the board holds a key that leads back to the people.
        pack: The kinds that a complete pack holds (DUR 8.80); empty if there is no such thing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    title: str = Field(min_length=1)
    kinds_accepted: frozenset[DocumentKind]
    kinds_refused: frozenset[DocumentKind] = frozenset()
    hold_undecidable_kind: bool
    event_dates: Literal["keep", "month"]
    ages_for_birth_dates: bool
    unlisted_institutions: Literal["list", "hold"]
    doubtful_people: Literal["list", "hold"]
    hidden_content: Literal["code", "remove"]
    unexplained: Literal["hold", "people"]
    joinable_details: Literal["record", "advise"]
    tracked_changes: Literal["accept", "refuse"]
    preconditions: bool
    data_protection_check: bool
    provisional_allowed: bool
    pseudonymised: bool
    pack: tuple[DocumentKind, ...] = ()

    def verdict(self, kind: DocumentKind) -> Literal["accepted", "held", "refused"]:
        """Whether a document of this kind may go to the destination.

        An undecidable kind (``other``) is held where the profile asks for it;
        every kind that is not accepted is refused.
        """
        if kind in self.kinds_refused:
            return "refused"
        if kind is DocumentKind.OTHER and self.hold_undecidable_kind:
            return "held"
        return "accepted" if kind in self.kinds_accepted else "refused"


def profile_names() -> tuple[str, ...]:
    """The names of the shipped destinations, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def load_profile(name: str) -> Profile:
    """Return the profile of a destination.

    Raises:
        UsageError: if there is no such destination; it names those that exist.
    """
    names = profile_names()
    if name not in names:
        raise UsageError("There is no such destination.", next_step=f"Choose one of: {', '.join(names)}.")
    return Profile.model_validate(tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8")))
