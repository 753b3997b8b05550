"""Random cases: what is replaced as planned passes; a plan damaged by one character is told as lost or residual."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

import pytest
from corpus.names import names_of
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from tests.verify.building import blank_docx, saved

from redactor.apply import apply_plan
from redactor.formats import adapter_for
from redactor.formats.base import OpenDocument
from redactor.model import Category, DocumentKind, Person, Plan, Replacement, Verification
from redactor.model.plans import rewritten
from redactor.profiles.schema import load_profile
from redactor.verify import Knowledge, verify_release

FIRST = sorted({first.name for origin in names_of("train") for first in (*origin.female, *origin.male)})
LAST = sorted({name for origin in names_of("train") for name in origin.surnames if len(name) > 3})
NAMES = st.tuples(st.integers(0, len(FIRST) - 1), st.integers(0, len(LAST) - 1)).map(
    lambda at: f"{FIRST[at[0]]} {LAST[at[1]]}"
)
SENTENCES = (
    "{} visited the family in May 2011.",
    "The meeting was chaired by {} on that day.",
    "It was agreed that {} would write to the school.",
    "The child told {} that home was cold.",
    "A letter came from {}.",
    "{}'s notes are missing.",
    "The panel asked {} and {} what was seen.",
)
ROLES = (("SW", Category.PROFESSIONAL, "social worker"), ("HV", Category.PROFESSIONAL, "health visitor"))
PROFILE = load_profile("ofsted")


@dataclass(frozen=True)
class Sample:
    """A written case: its people, its source, the plan for it."""

    people: tuple[Person, ...]
    source: bytes = field(repr=False)
    opened: OpenDocument = field(repr=False)
    plan: Plan


@st.composite
def samples(draw: st.DrawFn, extension: str) -> Sample:
    """A document about two to four people who are named in full, and the plan that replaces them."""
    names = draw(st.lists(NAMES, min_size=2, max_size=4, unique=True))
    people = tuple(
        Person(f"g{n}", name, f"{prefix}{n + 1}", kind, role)
        for n, name in enumerate(names)
        for prefix, kind, role in (ROLES[n % 2],)
    )
    pattern = st.sampled_from(SENTENCES)
    who = st.sampled_from(people)
    told = draw(st.lists(st.tuples(pattern, who, who), min_size=1, max_size=8))
    lines = [sentence.format(one.name, other.name) for sentence, one, other in told]
    source = saved(blank_docx(*lines)) if extension == "docx" else "\n\n".join(("Overview Report", *lines)).encode()
    opened = adapter_for(f"a.{extension}", source).open(source)
    edits = tuple(
        Replacement(segment.key, at, at + len(person.name), person.code, "person", "glossary", person=person.key)
        for segment in opened.segments
        for at, person in _mentions(segment.text, people)
    )
    digest = hashlib.sha256(source).hexdigest()
    return Sample(people, source, opened, Plan(f"a.{extension}", digest, DocumentKind.OVERVIEW, "Report", edits))


def _mentions(text: str, people: tuple[Person, ...]) -> list[tuple[int, Person]]:
    found: dict[int, Person] = {}
    for person in sorted(people, key=lambda item: -len(item.name)):
        at = text.find(person.name)
        while at >= 0:
            found.setdefault(at, person)
            at = text.find(person.name, at + 1)
    return sorted(found.items(), key=lambda item: item[0])


def verified(sample: Sample, plan: Plan) -> Verification:
    """Write the copy by ``plan`` and verify it against the true plan of the sample."""
    copy = apply_plan(sample.opened, plan, output_name=f"Report.{plan.source.rsplit('.')[-1]}")
    edits = sample.plan.by_segment()
    known = Knowledge(
        people=sample.people,
        subject="",
        reference="",
        roles_not_held={},
        profile=PROFILE,
        full_rules=False,
        codes=frozenset(person.code for person in sample.people),
    )
    return verify_release(
        source=sample.source,
        source_name=plan.source,
        released=copy,
        expected=tuple((s.text, rewritten(s.text, edits.get(s.key, ()))) for s in sample.opened.segments),
        plan=sample.plan,
        knowledge=known,
    )


def damaged(data: st.DataObject, sample: Sample) -> Plan:
    """The plan with one replacement dropped, or one character of it wrong."""
    at = data.draw(st.integers(0, len(sample.plan.replacements) - 1))
    edit = sample.plan.replacements[at]
    text = next(s.text for s in sample.opened.segments if s.key == edit.segment)
    kind = data.draw(st.sampled_from(("dropped", "starts late", "ends early", "takes more", "other code", "no code")))
    rest = [item for n, item in enumerate(sample.plan.replacements) if n != at]
    if kind == "dropped":
        return replace(sample.plan, replacements=tuple(rest))
    if kind == "takes more":
        assume(edit.end < len(text) and not text[edit.end].isspace())
    wrong = {
        "starts late": replace(edit, start=edit.start + 1),
        "ends early": replace(edit, end=edit.end - 1),
        "takes more": replace(edit, end=edit.end + 1),
        "other code": replace(edit, text=edit.text[:-1] + data.draw(st.sampled_from("06789X"))),
        "no code": replace(edit, text=edit.text[:-1]),
    }[kind]
    order = sorted((*rest, wrong), key=lambda item: (item.segment, item.start))
    return replace(sample.plan, replacements=tuple(order))


def check(data: st.DataObject, extension: str) -> None:
    """One random case: the true copy passes, the damaged one does not."""
    sample = data.draw(samples(extension))
    good = verified(sample, sample.plan)
    assert (good.residuals, good.lost, good.unchecked) == ((), (), ())
    bad = verified(sample, damaged(data, sample))
    assert bad.residuals or bad.lost
    assert not bad.passed


FEW = settings(
    max_examples=6,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
MANY = settings(FEW, max_examples=250)


@pytest.mark.parametrize("extension", ["txt", "docx"])
@FEW
@given(data=st.data())
def test_a_true_copy_passes_and_a_damaged_plan_is_told(extension: str, data: st.DataObject) -> None:
    check(data, extension)


@pytest.mark.slow
@pytest.mark.parametrize("extension", ["txt", "docx"])
@MANY
@given(data=st.data())
def test_as_above_in_many_cases(extension: str, data: st.DataObject) -> None:
    check(data, extension)
