from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from redactor.errors import ExitCode, UsageError
from redactor.model import DocumentKind
from redactor.profiles import Profile, load_profile, profile_names

ALL = frozenset(DocumentKind)
PUBLIC = frozenset(
    {
        DocumentKind.OVERVIEW,
        DocumentKind.EXECUTIVE_SUMMARY,
        DocumentKind.WEB_PAGE,
        DocumentKind.ACTION_PLAN,
        DocumentKind.ACTIONS_TAKEN,
    }
)
NEVER_PUBLIC = frozenset(
    {
        DocumentKind.IMR,
        DocumentKind.CHRONOLOGY,
        DocumentKind.INTERVIEW_RECORD,
        DocumentKind.NOTIFICATION,
        DocumentKind.REFERRAL,
    }
)

TABLE: dict[str, dict[str, Any]] = {
    "ofsted": {
        "kinds_accepted": ALL,
        "kinds_refused": frozenset(),
        "hold_undecidable_kind": False,
        "event_dates": "keep",
        "ages_for_birth_dates": True,
        "unlisted_institutions": "list",
        "doubtful_people": "list",
        "hidden_content": "code",
        "unexplained": "people",
        "joinable_details": "advise",
        "tracked_changes": "accept",
        "preconditions": False,
        "data_protection_check": False,
        "provisional_allowed": True,
        "pseudonymised": True,
        "pack": (
            DocumentKind.IMR,
            DocumentKind.OVERVIEW,
            DocumentKind.EXECUTIVE_SUMMARY,
            DocumentKind.ACTION_PLAN,
            DocumentKind.CHRONOLOGY,
        ),
    },
    "website": {
        "kinds_accepted": PUBLIC,
        "kinds_refused": NEVER_PUBLIC,
        "hold_undecidable_kind": True,
        "event_dates": "month",
        "ages_for_birth_dates": False,
        "unlisted_institutions": "hold",
        "doubtful_people": "hold",
        "hidden_content": "remove",
        "unexplained": "hold",
        "joinable_details": "record",
        "tracked_changes": "accept",
        "preconditions": True,
        "data_protection_check": True,
        "provisional_allowed": False,
        "pseudonymised": False,
        "pack": (),
    },
}
TABLE["panel"] = {**TABLE["ofsted"], "pack": ()}


def test_the_three_destinations_of_the_design() -> None:
    assert profile_names() == ("ofsted", "panel", "website")


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_field_is_as_the_table_of_the_design_says(name: str) -> None:
    profile = load_profile(name)
    fields = profile.model_dump(exclude={"name", "title"})
    assert fields == TABLE[name]
    assert profile.name == name
    assert profile.title


@pytest.mark.parametrize("kind", sorted(NEVER_PUBLIC))
def test_kinds_that_are_never_published(kind: DocumentKind) -> None:
    assert load_profile("website").verdict(kind) == "refused"
    assert load_profile("ofsted").verdict(kind) == "accepted"


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        (DocumentKind.OVERVIEW, "accepted"),
        (DocumentKind.WEB_PAGE, "accepted"),
        (DocumentKind.OTHER, "held"),
        (DocumentKind.MINUTES, "refused"),
        (DocumentKind.HEALTH_OVERVIEW, "refused"),
    ],
)
def test_other_kinds_on_the_website(kind: DocumentKind, verdict: str) -> None:
    assert load_profile("website").verdict(kind) == verdict


def test_no_kind_is_accepted_and_refused_at_once() -> None:
    for name in profile_names():
        profile = load_profile(name)
        assert not profile.kinds_accepted & profile.kinds_refused


def test_ofsted_and_panel_take_a_document_of_unknown_kind() -> None:
    assert load_profile("ofsted").verdict(DocumentKind.OTHER) == "accepted"
    assert load_profile("panel").verdict(DocumentKind.OTHER) == "accepted"


@pytest.mark.parametrize("name", ["", "Ofsted", "../ofsted", "press"])
def test_an_unknown_destination_names_those_that_exist(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_profile(name)
    assert "ofsted, panel, website" in str(caught.value)
    assert caught.value.exit_code is ExitCode.USAGE


def test_profiles_are_frozen_and_closed() -> None:
    profile = load_profile("ofsted")
    with pytest.raises(ValidationError):
        profile.event_dates = "month"
    with pytest.raises(ValidationError, match="extra"):
        Profile.model_validate({**profile.model_dump(), "colour": "blue"})
    with pytest.raises(ValidationError, match="event_dates"):
        Profile.model_validate({**profile.model_dump(), "event_dates": "year"})


def test_the_files_lie_beside_the_module() -> None:
    folder = Path(load_profile.__wrapped__.__code__.co_filename).parent
    assert {path.name for path in folder.glob("*.toml")} == {"ofsted.toml", "panel.toml", "website.toml"}
