"""What a person decided: passages removed with a reason, ambiguous mentions resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of ``confidential/decisions.csv``.

    Attributes:
        document: Path below ``documents/``, with forward slashes.
        place: As ``str(Place)`` prints it; empty means everywhere in the document.
        text: The passage or mention; empty (only with ``remove``) means everything at ``place``.
        action: ``remove`` the passage, or replace the mention by a ``code``.
        value: For ``code``: the code. Empty for ``remove``.
        reason: For ``remove``: shown as ``[removed: REASON]``; one line, at most 60 characters.
    """

    document: str
    place: str
    text: str
    action: Literal["remove", "code"]
    value: str = ""
    reason: str = ""

    @property
    def replacement(self) -> str:
        """What stands there afterwards."""
        return self.value if self.action == "code" else f"[removed: {self.reason}]"
