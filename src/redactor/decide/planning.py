"""From findings to plans: one person one code, in every document of the case."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from redactor.case.schema import Case
from redactor.decide.ambiguity import Antecedents
from redactor.decide.detected import FILE_NAME, Detected, settled
from redactor.decide.family import family_of
from redactor.decide.namesakes import Namesakes
from redactor.decide.naming import output_stem, stem_of
from redactor.decide.precedence import PROTECTING, is_listed, is_newcomer
from redactor.decide.removals import Decided, decided
from redactor.decide.slips import Slips, Spelt
from redactor.decide.wording import identifier_text
from redactor.lexicon.labels import LABELS
from redactor.lexicon.written import untitled
from redactor.model import (
    CasePlan,
    DocumentKind,
    Finding,
    Notice,
    Origin,
    Person,
    Place,
    Plan,
    Replacement,
    Segment,
    SourceDocument,
    Span,
)
from redactor.profiles.schema import Profile

_FAMILY_BEHIND = re.compile(r"[ \u00a0](?:family|Family|FAMILY)\b")
_SAME = "the name of somebody known already, or near to it"
_SLIP = "one letter from the name of somebody known already"
_FILE_NAME_PLACE = Place("file name")


def plan_case(detected: Sequence[Detected], provisional: Sequence[Person], case: Case, profile: Profile) -> CasePlan:
    """Return the plan of every document and the people of the case.

    Args:
        detected: All documents, with the findings of both passes.
        provisional: As returned by ``newcomers_of``.
        case: The case.
        profile: The destination.
    """
    family = family_of(case)
    extra = () if family is None or family in case.people else (family,)
    people = (*case.people, *provisional, *extra)
    planner = _Planner(case, profile, {p.key: p for p in people}, family)
    plans = tuple(planner.plan(item) for item in detected)
    used = tuple(p for p in people if p not in extra or planner.mentions[p.key])
    return CasePlan(plans, used, dict(planner.mentions))


def open_codes(plan: Plan, people: Sequence[Person], profile: Profile) -> tuple[str, ...]:
    """Codes in a plan that nobody has agreed yet and that hold the document at this destination.

    People always, those found doubtfully, places and institutions where the profile says ``hold``.
    """
    by_key = {p.key: p for p in people}
    codes: dict[str, None] = {}
    for item in plan.replacements:
        person = by_key.get(item.person)
        if person is None or person.origin is not Origin.PROVISIONAL:
            continue
        if person.category.is_person:
            holds = not person.doubtful or profile.doubtful_people == "hold"
        else:
            holds = profile.unlisted_institutions == "hold"
        if holds:
            codes[person.code] = None
    return tuple(codes)


class _Planner:
    """Plans documents one after the other and counts mentions."""

    def __init__(self, case: Case, profile: Profile, people: Mapping[str, Person], family: Person | None) -> None:
        self._case = case
        self._profile = profile
        self._people = people
        self._family = family
        self._slips = Slips(case.people)
        self._namesakes = Namesakes(p for p in people.values() if p.origin is Origin.PROVISIONAL)
        self.mentions: Counter[str] = Counter()

    def plan(self, item: Detected) -> Plan:
        document = item.document
        chosen = decided(document, self._case.decisions)
        notices = [*document.notices, *chosen.notices, *self._kind_notices(document)]
        replacements: list[Replacement] = []
        antecedents = Antecedents(self._people, self._family)
        for index, segment in enumerate(document.segments):
            edits = self._segment(segment, item.findings.get(segment.key, ()), index, antecedents, chosen)
            replacements += edits
            notices += [_ambiguous(edit, segment) for edit in edits if edit.ambiguous]
            notices += [self._slipped(edit, segment) for edit in edits if edit.evidence == _SLIP]
        stem = Segment(FILE_NAME, stem_of(document.source), place=_FILE_NAME_PLACE)
        stem_edits = self._segment(stem, item.findings.get(FILE_NAME, ()), len(document.segments), antecedents, chosen)
        return Plan(
            source=document.source,
            sha256=document.sha256,
            kind=document.kind,
            output_name=output_stem(document.source, stem_edits),
            replacements=tuple(replacements),
            notices=tuple(notices),
            rectangles=tuple(boxed.rectangle for boxed in document.boxed),
        )

    def _segment(
        self,
        segment: Segment,
        findings: Sequence[Finding],
        index: int,
        antecedents: Antecedents,
        chosen: Decided,
    ) -> list[Replacement]:
        removals = [r for r in chosen.removals if r.segment == segment.key]
        edits: list[Replacement] = []
        for finding in settled(findings, segment.text, self._profile):
            if finding.kind in PROTECTING:
                self.mentions.update(finding.people[:1])
                continue
            edit = self._replacement(finding, segment, index, antecedents, chosen)
            edit = _in_its_sentence(segment.text, edit, edits[-1].end if edits else 0)
            if edit.person:
                self.mentions[edit.person] += 1
            edits.append(edit)
        if self._profile.hidden_content == "remove":
            removals += [_hidden(segment, span) for span in segment.hidden]
        return _with_removals(edits, removals)

    def _replacement(
        self, finding: Finding, segment: Segment, index: int, antecedents: Antecedents, chosen: Decided
    ) -> Replacement:
        written = finding.span.of(segment.text)
        text, person, ambiguous, evidence = "", "", False, finding.evidence
        code = chosen_code(finding, segment, chosen)
        if code:
            person = next((p.key for p in self._people.values() if p.code == code), "")
            text, evidence = code, "decided in decisions.csv"
        elif is_listed(finding) or (is_newcomer(finding) and (meant := self._meant(finding, written)).people):
            told = _SAME if finding.people or meant.sure else _SLIP
            known = finding if finding.people else replace(finding, people=meant.people, evidence=told)
            reading = antecedents.read(known, index, segment.text)
            text, person, ambiguous, evidence = reading.text, reading.person, reading.ambiguous, reading.evidence
        elif is_newcomer(finding):
            text = LABELS["name"]
        else:
            text = identifier_text(finding, written, case=self._case, profile=self._profile)
        return Replacement(
            segment=segment.key,
            start=finding.start,
            end=finding.end,
            text=text,
            kind=finding.kind,
            rule=finding.rule,
            evidence=evidence,
            person=person,
            ambiguous=ambiguous,
        )

    def _meant(self, finding: Finding, written: str) -> Spelt:
        """Whom a newcomer's name spells: somebody listed, somebody provisional, with a slip somebody listed."""
        adult = untitled(written).adult
        spelt = self._slips.read(finding.name or written, adult=adult) if finding.kind == "person" else Spelt()
        if spelt.sure and spelt.people:
            return spelt
        same = self._namesakes.spelt(finding, written)
        return Spelt(same, sure=True) if same else spelt if spelt.people else self._sharing(finding, written)

    def _sharing(self, finding: Finding, written: str) -> Spelt:
        return Spelt(self._namesakes.of(finding, written), sure=True)

    def _slipped(self, edit: Replacement, segment: Segment) -> Notice:
        return Notice(
            message=f"A name that is one letter from a listed name was replaced by “{edit.text}”.",
            place=str(segment.place),
            holds=self._profile.doubtful_people == "hold",
            next_step="If it is a slip, list it as another name of that person; if it is somebody else, list them.",
        )

    def _kind_notices(self, document: SourceDocument) -> list[Notice]:
        undecided = document.kind is DocumentKind.OTHER and document.kind_reason == "undecided"
        if not (undecided and self._profile.hold_undecidable_kind):
            return []
        return [
            Notice(
                message="It could not be told what kind of document this is.",
                holds=True,
                next_step='Say it in case.toml: [documents."FILE NAME"] kind = "overview" (or another kind).',
            )
        ]


def _in_its_sentence(text: str, edit: Replacement, after: int) -> Replacement:
    """Fit an edit into its sentence.

    "Uncle Pete" becomes "Uncle 1", not "Uncle Uncle 1"; "SW1 Oldroyd" is SW1 once; "on 12 March 2011"
    becomes "in March 2011"; a footnote's mark stays apart from a code's number.
    """
    edit = _set_apart(text, _as_whole_family(text, edit), after)
    word = edit.text.split(" ")[0]
    before = _word_before(text, edit.start, after)
    if before and before == word:
        return replace(edit, start=edit.start - len(before) - 1)
    code = f"{edit.text} "
    first = edit.start - len(code)
    if edit.person and first >= after and text[first : edit.start] == code and not text[:first][-1:].isalnum():
        return replace(edit, start=first)
    if edit.kind == "date" and before in ("on", "On") and word.isalpha():
        preposition = "in" if before == "on" else "In"
        return replace(edit, start=edit.start - len(before) - 1, text=f"{preposition} {edit.text}")
    return edit


def _as_whole_family(text: str, edit: Replacement) -> Replacement:
    """Take the word "family" into the edit: "the Brannock family" is "the Family R", not "the Family R family"."""
    behind = _FAMILY_BEHIND.match(text, edit.end)
    if behind and edit.kind == "person" and re.match(r"[Ff]amily\b", edit.text):
        return replace(edit, end=behind.end())
    return edit


def _set_apart(text: str, edit: Replacement, after: int) -> Replacement:
    """A space between a code and what was glued to the name: "Oldroyd1" with HV2 is not HV21."""
    if not (edit.person or edit.ambiguous):
        return edit
    before, behind = text[max(after, edit.start - 1) : edit.start], text[edit.end : edit.end + 1]
    left = " " if before.isalpha() or before.isdecimal() else ""
    last = edit.text.split()[-1]
    numbered = last[-1].isdecimal() or len(last) == 1
    right = " " if behind.isalpha() or (behind.isdecimal() and numbered) else ""
    return replace(edit, text=f"{left}{edit.text}{right}")


def _word_before(text: str, start: int, after: int) -> str:
    """The word that ends one blank before ``start`` and begins at or behind ``after``; empty if there is none."""
    if start < 2 or text[start - 1] != " " or not text[start - 2].isalpha():
        return ""
    first = start - 1
    while first > after and text[first - 1].isalnum():
        first -= 1
    return text[first : start - 1]


def chosen_code(finding: Finding, segment: Segment, chosen: Decided) -> str:
    """The code that a person chose for a finding; a part of somebody's clear name decides nothing about it."""
    for (key, start, end), code in chosen.codes.items():
        if key == segment.key and start < finding.end and finding.start < end:
            whole = start <= finding.start and finding.end <= end
            if whole or len(finding.people) != 1:
                return code
    return ""


def _hidden(segment: Segment, span: Span) -> Replacement:
    return Replacement(segment.key, span.start, span.end, "", "hidden", "profile", "hidden text, not published")


def _with_removals(edits: Sequence[Replacement], removals: Sequence[Replacement]) -> list[Replacement]:
    """Removed passages swallow every edit they touch."""
    kept = list(edits)
    for removal in sorted(removals, key=lambda r: (r.start, -r.end)):
        touched = [e for e in kept if e.span.overlaps(removal.span)]
        start = min((e.start for e in touched), default=removal.start)
        end = max((e.end for e in touched), default=removal.end)
        whole = Replacement(
            segment=removal.segment,
            start=min(start, removal.start),
            end=max(end, removal.end),
            text=removal.text,
            kind=removal.kind,
            rule=removal.rule,
            evidence=removal.evidence,
        )
        kept = [e for e in kept if e not in touched]
        kept.append(whole)
    return sorted(kept, key=lambda r: r.start)


def _ambiguous(edit: Replacement, segment: Segment) -> Notice:
    return Notice(
        message=f"A name that several people share was replaced by “{edit.text}”.",
        place=str(segment.place),
        next_step="If it matters who is meant, decide it in confidential/decisions.csv (action: code).",
    )
