"""Evidence from the whole case before anything is decided: who is meant, and who is nobody.

First the findings of the person model that are nobody are let go, judged by what all
documents say about their words; then the mentions that are left become people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from redactor.case.schema import Case
from redactor.decide.again import RightNames
from redactor.decide.detected import Detected, settled
from redactor.decide.mentions import Mention
from redactor.decide.namesakes import Namesakes
from redactor.decide.newcomers import nouns_coded, provisional_people
from redactor.decide.precedence import is_newcomer
from redactor.decide.role_context import role_beside
from redactor.decide.screening import Nobody, evidence, screened
from redactor.decide.slips import Slips, Spelt
from redactor.lexicon.case_words import CaseWords
from redactor.lexicon.phrases import is_sign
from redactor.lexicon.roles import code_tokens
from redactor.lexicon.spoken_of import is_of_records, is_pet, is_spoken_of
from redactor.lexicon.standing import in_set_phrase
from redactor.lexicon.written import name_tokens, untitled
from redactor.model import Finding, Origin, Person
from redactor.profiles.schema import Profile


@dataclass(frozen=True, slots=True)
class Sense:
    """A case after its evidence was weighed.

    Attributes:
        detected: The documents with the findings that stand.
        nobody: What the person model marked and is nobody.
        words: What the case says about its words.
    """

    detected: tuple[Detected, ...]
    nobody: tuple[Nobody, ...]
    words: CaseWords


def make_sense(detected: Sequence[Detected], case: Case) -> Sense:
    """Weigh the evidence of all documents of a case.

    Args:
        detected: All of them after the first pass of detection.
        case: The case; a surname of somebody whom it keeps is no newcomer.
    """
    kept = (name_tokens(name) for person in case.people if person.origin is Origin.KEEP for name in person.names)
    words = CaseWords(kept=frozenset(tokens[-1] for tokens in kept if len(tokens) > 1))
    for item in detected:
        for key, text in item.texts():
            words.read(text, evidence(item.findings.get(key, ())))
    nobody: list[Nobody] = []
    standing = tuple(_standing(item, words, nobody) for item in detected)
    return Sense(standing, tuple(nobody), words)


def _standing(item: Detected, words: CaseWords, nobody: list[Nobody]) -> Detected:
    kept: dict[str, tuple[Finding, ...]] = {}
    for key, text in item.texts():
        findings, let_go = screened(text, item.findings.get(key, ()), words)
        kept[key] = tuple(findings)
        nobody += [
            Nobody(item.document.source, key, span.start, span.end, span.of(text), reason) for span, reason in let_go
        ]
    return Detected(item.document, kept)


def newcomers_of(
    detected: Sequence[Detected],
    case: Case,
    profile: Profile,
    *,
    second: Sequence[Mapping[str, tuple[Finding, ...]]] = (),
    words: CaseWords | None = None,
    besides: Sequence[Person] = (),
) -> tuple[Person, ...]:
    """Return the people and places that the case does not list, with their provisional codes.

    Args:
        detected: All documents of the case after the first pass.
        case: The case; its register keeps codes from one run to the next.
        profile: The destination.
        second: Findings of a second pass over the same documents with the people of an earlier
            call: a first name known by itself may turn out to stand before a surname.
        words: What the case says about its words, as ``make_sense`` counted them.
        besides: People with a provisional code already: their codes are not given again, and who is spelt
            like one of them is no newcomer.
    """
    known = Namesakes(besides)
    mentions: dict[tuple[str, str, int, int], Mention] = {}
    slipped: defaultdict[tuple[str, ...], dict[tuple[str, str, int, int], Mention]] = defaultdict(dict)
    slips = Slips(case.people)
    taken = {p.code for p in (*case.people, *besides) if p.code}
    for number, item in enumerate(detected):
        for key, text in item.texts():
            taken.update(nouns_coded(text), (code for _, code in code_tokens(text)))
            findings = item.findings.get(key, ())
            found = [*_mentions(item, key, text, findings, profile)]
            if second:
                found += _mentions(item, key, text, (*findings, *second[number].get(key, ())), profile)
            for one in found:
                place = (one.source, one.segment, one.finding.start, one.finding.end)
                spelt = slips.read(one.written, adult=one.adult) if one.finding.kind == "person" else Spelt()
                if not spelt.people and not known.spelt(one.finding, one.written):
                    mentions.setdefault(place, one)
                elif spelt.people and not spelt.sure:
                    slipped[name_tokens(one.written)].setdefault(place, one)
    right = RightNames(detected) if slipped else None
    for tokens, again in slipped.items():
        alone = len({place[:3] for place in again}) == 1
        borne_out = right and (right.tells(again.values()) or right.bear_out(again.values(), slips.meant(tokens)))
        if not alone and not borne_out:
            mentions.update(again)  # hardly anybody slips twice in the same way: somebody of their own
    return provisional_people(
        mentions.values(),
        register=case.register,
        taken=frozenset(taken),
        is_evident=words.is_evident if words is not None else None,
        slips=slips,
    )


def _mentions(item: Detected, key: str, text: str, findings: Sequence[Finding], profile: Profile) -> Iterable[Mention]:
    for finding in settled(findings, text, profile):
        if not is_newcomer(finding):
            continue
        if finding.kind != "person":
            yield Mention(item.document.source, key, finding, finding.name or finding.span.of(text))
            continue
        whole, name = untitled(finding.span.of(text)), untitled(finding.name or finding.span.of(text))
        told = finding if finding.role else replace(finding, role=role_beside(text, finding.start, finding.end))
        gender = name.gender if name.adult else whole.gender
        spoken_of = is_spoken_of(text, finding.start, finding.end)
        thing = _is_thing(text, finding)
        yield Mention(item.document.source, key, told, name.text, name.adult or whole.adult, gender, spoken_of, thing)


def _is_thing(text: str, finding: Finding) -> bool:
    """Whether the words beside a name give it to an animal, a toy, an illness, a sign, a set phrase or records."""
    start, end = finding.start, finding.end
    thing = is_pet(text, start, end) or is_sign(text, end) or in_set_phrase(text, start, end)
    return thing or is_of_records(text, start, end)
