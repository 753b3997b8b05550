"""The publication record: which preconditions of the website profile are met."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class NotApplicable(BaseModel):
    """``{ not_applicable = "why" }``: the board states that a precondition does not apply."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    not_applicable: str = Field(min_length=1)


Entry = date | NotApplicable | None


class Publication(BaseModel):
    """The ``[publication]`` section (DUR 8.102, 8.108; WOB 3.5; BNS App 7)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ofsted_evaluation: Entry = None
    proceedings: Entry = None
    family_informed: Entry = None
    panel_notified: Entry = None
    data_protection_check: Entry = None
    court_orders_checked: Entry = None
    publish_on: Entry = None
