"""The family as a whole: "the Brannocks" becomes "Family R"."""

from __future__ import annotations

from redactor.case.schema import Case
from redactor.lexicon.roles import role_by_prefix
from redactor.model import Category, Origin, Person


def family_of(case: Case) -> Person | None:
    """Return the person that stands for the subject's family, or ``None`` if the subject has no glossary row.

    The code is "Family" and what follows the subject's role word ("Child R" →
    "Family R"); a glossary row of that role is preferred.
    """
    subject = next((p for p in case.people if p.code == case.subject and p.category.is_person), None)
    if subject is None:
        return None
    prefix = role_by_prefix("Family")
    for person in case.people:
        if prefix and person.origin is Origin.GLOSSARY and person.code.startswith("Family "):
            return person
    mark = case.subject.split()[-1]
    surname = subject.name.replace(",", " ").split()[-1]
    return Person(
        key="family",
        name=surname,
        code=f"Family {mark}",
        category=Category.FAMILY,
        role="family",
        origin=Origin.GLOSSARY,
    )
