"""The labels are neutral: nothing that searches for identifiers finds anything in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.recognisers.identifier_search import MODULES, all_findings, findings, recognisers_of

from redactor.lexicon.labels import LABELS, label_problems


@pytest.mark.parametrize("module", MODULES)
def test_no_recogniser_finds_anything_in_labels(module: str) -> None:
    assert label_problems(lambda text: findings(module, text)) == ()


def test_every_kind_of_every_recogniser_has_a_label() -> None:
    kinds = {kind for module in MODULES for recogniser in recognisers_of(module) for kind in recogniser.kinds}
    assert kinds <= set(LABELS)


@pytest.mark.parametrize("label", sorted(set(LABELS.values())))
def test_a_label_is_words_in_square_brackets(label: str) -> None:
    assert re.fullmatch(r"\[[A-Za-z]+(?: [A-Za-z]+)*\]", label)


def test_label_problems_reports_a_search_that_finds_labels() -> None:
    def search(text: str) -> Iterable[object]:
        return re.findall("telephone", text)

    problems = label_problems(search)
    assert problems
    assert all("telephone" in text for text in problems)


@pytest.mark.parametrize("label", sorted(set(LABELS.values())))
@pytest.mark.parametrize(
    "value", ["4471", "12345", "1234567", "3 visits", "LU1", "AB12", "karen99", "999 000 0019", "12/34"]
)
def test_a_label_is_no_cue_for_what_follows_it(label: str, value: str) -> None:
    assert all_findings(f"{label} {value}") == []
    assert all_findings(f"{label}: {value}") == []


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(sorted(set(LABELS.values()))), min_size=1, max_size=6),
    st.sampled_from([" ", ", ", "\n", "\t", ""]),
)
def test_labels_in_any_order_stay_neutral(labels: list[str], separator: str) -> None:
    assert all_findings(separator.join(labels)) == []


@pytest.mark.parametrize("age", ["5 months", "25", "3 weeks", "less than a day", "1 day"])
def test_a_birth_date_turned_into_an_age_is_neutral_too(age: str) -> None:
    assert all_findings(f"DOB: [date of birth: aged {age} at the incident], seen twice") == []
