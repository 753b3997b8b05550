"""What a person decided: passages removed with a reason, ambiguous mentions resolved."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from redactor.case.checks import says_reference
from redactor.case.listed_names import ListedNames
from redactor.case.problems import Problems, did_you_mean
from redactor.case.register import code_key
from redactor.case.tables import Columns, Record, csv_bytes, csv_rows, records

FILE = "decisions.csv"
COLUMNS = Columns(
    known=("document", "place", "text", "action", "value", "reason"),
    required=("document", "place", "text", "action"),
)
LONGEST_REASON = 60

_ACTIONS = ("remove", "code")


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


def read_decisions(
    data: bytes, *, codes: Collection[str], listed: ListedNames, reference: str, problems: Problems
) -> tuple[Decision, ...]:
    """Read ``confidential/decisions.csv``.

    Args:
        data: The file's bytes.
        codes: Codes of the case, which a mention may be decided to be.
        listed: Protected names, which a reason must not say.
        reference: The case's, which a reason must not say either.
        problems: Mistakes and oddities are noted here.
    """
    file = f"confidential/{FILE}"
    known = {code_key(code): code for code in codes}
    found: list[Decision] = []
    seen: dict[tuple[str, str, str], tuple[int, Decision]] = {}
    for record in records(csv_rows(data, file, COLUMNS, problems), file, COLUMNS, problems):
        decision = _decision(record, known, problems)
        if decision is None:
            continue
        _check_reason(record.where, decision.reason, listed, reference, problems)
        number, first = seen.setdefault(
            (decision.document, decision.place.casefold(), decision.text), (record.number, decision)
        )
        if first == decision:
            found += [decision] if number == record.number else []
        else:
            problems.error(record.where, f"row {number} decides the same passage differently. Delete one of them.")
    return tuple(found)


def to_csv(decisions: Sequence[Decision]) -> bytes:
    """Return the file's bytes for decisions made elsewhere (the review page)."""
    return csv_bytes(COLUMNS.known, ((d.document, d.place, d.text, d.action, d.value, d.reason) for d in decisions))


def document_path(written: str) -> str:
    """A path below ``documents/`` with forward slashes, as the program writes it."""
    path = re.sub(r"[\\/]+", "/", written.strip())
    return re.sub(r"^(?:\./)*(?:documents/)?", "", path)


def _decision(record: Record, known: dict[str, str], problems: Problems) -> Decision | None:
    where, before = record.where, len(problems.errors)
    action = record["action"].casefold()
    document, place, text = document_path(record["document"]), record["place"], record["text"]
    value, reason = record["value"], record["reason"]
    if not document:
        problems.error(where, "the document is empty. Write its path below documents/.")
    if action not in _ACTIONS:
        problems.error(where, f"the action is not known.{did_you_mean(action, _ACTIONS)} Write remove or code.")
    elif action == "remove":
        if not (place or text):
            problems.error(where, "write the passage in “text”, or in “place” where everything is to be removed.")
        if reason and value and reason != value:
            problems.error(where, "“value” and “reason” differ. Write the reason in “reason” and empty “value”.")
        reason, value = reason or value, ""
        if not reason:
            problems.error(where, "the reason is empty. Write why, for example: medical detail.")
    else:
        if not text:
            problems.error(where, "the text is empty. Write the mention as it stands in the document.")
        if code_key(value) not in known:
            problems.error(where, "“value” is not a code of this case. Write a code of the glossary or register.")
        value = known.get(code_key(value), value)
    if len(problems.errors) > before:
        return None
    return Decision(document, place, text, cast("Literal['remove', 'code']", action), value, reason)


def _check_reason(where: str, reason: str, listed: ListedNames, reference: str, problems: Problems) -> None:
    """A reason is written into the document: it must be short and name nobody."""
    if len(reason) > LONGEST_REASON or "\n" in reason or "\r" in reason:
        problems.error(where, f"the reason must be one line of at most {LONGEST_REASON} characters.")
    if any(mark in reason for mark in "[]"):
        problems.error(where, "a reason may not hold square brackets.")
    said = listed.said_in(reason)
    if said is not None:
        problems.error(where, f"the reason says a name that is listed in {said.owner}. Write it without names.")
    if says_reference(reason, reference):
        problems.error(where, "the reason holds the case's reference. Write it without.")
