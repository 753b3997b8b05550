"""Somebody called like a day, a town, a role or a virtue is never half replaced and released.

Each sentence is a document of its own, so that nothing but it speaks for the name, in a case whose other texts
write the same words as what they ordinarily are.
"""

from __future__ import annotations

import re

import pytest

from redactor.case import load_case
from redactor.model import Status
from redactor.pipeline.destination import profile_for
from redactor.pipeline.progress import Silent
from redactor.pipeline.run import Run

_ORDINARY = (
    "There will be a review in may or june. She hopes for the best and has patience, grace and faith in progress. On "
    "Friday the court told the board in London that Sunday is a bank holiday. Mark the page and bill the ward."
)
_UNLISTED = (
    "[Friday Okafor] rang the school.",
    "The visit was made by [Monday Eze] at 2 pm.",
    "[Justice Agyei] rang the school.",
    "[Progress Ncube] rang the school.",
    "[Pat London] rang the school.",
    "[Holly Hill] rang the school.",
    "[Jimmy Care] rang the school.",
    "[Jordan England] rang the school.",
    "[Verity Moral] rang the school.",
    "It was [Charity] who opened the door.",
    "It was [Preston] who opened the door.",
    "Mum told [Sunday] to leave the house.",
    "[O'Dea] did not attend the meeting.",
    "[Yusuf abu Bakr] rang the school.",
)
_SHARING = (
    "[Ruby Adeyemi] rang the school.",
    "[Sunday Adeyemi] rang the school.",
    "[Success Adeyemi] rang the school.",
    "The visit was made by [August Adeyemi] at 2 pm.",
    "[Ray Adeyemi] rang the school.",
    "[Ray bin Said] rang the school.",
)
"""Of each a listed person has the first name or the surname."""


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Status, str]]:
    """Of each sentence how its document ended, and the copy."""
    folder = tmp_path_factory.mktemp("case")
    (folder / "documents").mkdir()
    (folder / "case.toml").write_text('[case]\nreference = "ZZ-9"\nboard = "Elmby LSCB"\nsubject = "Child R"\n')
    (folder / "glossary.csv").write_text(
        "name,code,role,category,aliases\nTamsin Quillfeather,Child R,,child,\n"
        "Zebulon Adeyemi,FM1,family member,family,\nRay Quixwell,FM2,family member,family,\n"
    )
    sources = {f"d{number:02}.txt": sentence for number, sentence in enumerate((*_UNLISTED, *_SHARING))}
    for name, sentence in sources.items():
        text = f"Chronology\n\n{_ORDINARY}\n\n{re.sub('[][]', '', sentence)}\n"
        (folder / "documents" / name).write_text(text)
    run = Run(load_case(folder), profile_for("ofsted", accept_provisional=True), False, Silent())
    record = run.record(run.read())
    return {
        sources[one.source]: (one.status, one.applied.data.decode().split("\n\n")[-1] if one.applied else "")
        for one in record.documents
    }


@pytest.mark.parametrize("sentence", [*_UNLISTED, *_SHARING])
def test_nothing_of_the_name_is_released(copies: dict[str, tuple[Status, str]], sentence: str) -> None:
    status, copy = copies[sentence]
    name = sentence[sentence.index("[") + 1 : sentence.index("]")]
    if status is Status.RELEASED:
        assert not [word for word in re.findall(r"[\w']+", name) if re.search(rf"\b{word}\b", copy)]
        assert not re.search(r"FM\d", copy)
