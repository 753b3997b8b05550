"""What is due is listed, the most urgent first; what has no date is not forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.release.samples import make_case, make_record, released, unreadable

from redactor.case.publication import Retention
from redactor.model import DocumentKind
from redactor.release.audit import read_audit
from redactor.release.certificate_schema import read_certificate
from redactor.release.due import Action, State, due_in
from redactor.release.finish import publish_run
from redactor.release.output import open_output
from redactor.release.results import DocumentResult

TODAY = date(2013, 3, 1)
TOML = '[case]\nreference = "FN-11"\nboard = "Fennshire LSCB"\nsubject = "Child R"\n'


def publish(root: Path, retention: Retention, destination: str = "ofsted", *documents: DocumentResult) -> Path:
    case = replace(make_case(root / "case"), retention=retention)
    item = released("o.docx", kind=DocumentKind.OVERVIEW, destination=destination)
    with open_output(root / "out", case) as output:
        publish_run(output, make_record(case, *(documents or (item,)), destination=destination))
    return root / "out"


def states(*folders: Path) -> list[tuple[State, Action, str]]:
    return [(item.state, item.action, item.place.parent.name) for item in due_in(folders, today=TODAY)]


def test_dates_of_releases_are_in_certificate_and_trail(tmp_path: Path) -> None:
    out = publish(tmp_path, Retention(dispose_on=date(2037, 3, 4), take_down_on=TODAY), "website")
    assert read_certificate(out / "certificate.json").retention.take_down_on == "2013-03-01"
    line = read_audit(out / "audit.jsonl")[-1]
    assert line.retention is not None
    assert (line.retention.dispose_on, line.retention.take_down_on) == ("2037-03-04", "2013-03-01")


def test_the_most_urgent_first(tmp_path: Path) -> None:
    publish(tmp_path / "a", Retention(dispose_on=date(2037, 3, 4), take_down_on=date(2013, 3, 31)), "website")
    publish(tmp_path / "b", Retention(dispose_on=TODAY))
    publish(tmp_path / "c", Retention(), "website")
    publish(tmp_path / "d", Retention(dispose_on=date(2013, 4, 1)))
    assert states(tmp_path) == [
        (State.DUE, Action.DISPOSE, "b"),
        (State.SOON, Action.TAKE_DOWN, "a"),
        (State.LATER, Action.DISPOSE, "d"),
        (State.LATER, Action.DISPOSE, "a"),
        (State.NOT_RECORDED, Action.DISPOSE, "c"),
        (State.NOT_RECORDED, Action.TAKE_DOWN, "c"),
    ]
    assert [item.state for item in due_in([tmp_path / "d", tmp_path / "d"], today=TODAY, within=31)] == [State.SOON]


def test_nothing_released_is_nothing_due(tmp_path: Path) -> None:
    publish(tmp_path / "a", Retention(dispose_on=TODAY), "ofsted", unreadable())
    assert states(tmp_path) == []


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "a" / "out").mkdir(parents=True)
    (tmp_path / "a" / "out" / "certificate.json").write_bytes(b"{}")
    (tmp_path / "b" / "case").mkdir(parents=True)
    (tmp_path / "b" / "case" / "case.toml").write_bytes(b"[case")
    (tmp_path / "c" / "case" / "case.toml").mkdir(parents=True)
    assert states(tmp_path) == [(State.UNREADABLE, Action.DISPOSE, "a"), (State.UNREADABLE, Action.DISPOSE, "b")]


def test_cases_have_dates_too(tmp_path: Path) -> None:
    (tmp_path / "a" / "case").mkdir(parents=True)
    (tmp_path / "a" / "case" / "case.toml").write_text(
        f"{TOML}[retention]\ndispose_on = 2013-02-28\n", encoding="utf-8"
    )
    (found,) = due_in([tmp_path], today=TODAY)
    assert (found.state, found.what, found.on) == (State.DUE, "case", date(2013, 2, 28))
