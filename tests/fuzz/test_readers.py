"""Readers and adapters over damaged documents, as long as ``FUZZ_SECONDS`` says: ``make fuzz``.

A reader may answer or refuse (an error of this program, with what to do next); any other exception is a fault.
Hypothesis chooses the document of the corpus and the damage, makes a failing case as small as it can, and remembers it.
"""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus.example import COMMITTED
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.awkward.mutations import sound

from redactor.errors import RedactorError
from redactor.formats import adapter_for
from redactor.verify.readers import read_file

pytestmark = pytest.mark.slow

SECONDS = float(os.environ.get("FUZZ_SECONDS", "30"))

Damage = tuple[str, float, int, bytes]
"""What is done, where (a share of the length), to how much, with what."""

_DAMAGES: dict[str, Callable[[bytes, int, int, bytes], bytes]] = {
    "cut": lambda data, at, size, new: data[:at],
    "drop": lambda data, at, size, new: data[:at] + data[at + size :],
    "put in": lambda data, at, size, new: data[:at] + new + data[at:],
    "write over": lambda data, at, size, new: data[:at] + new + data[at + len(new) :],
    "repeat": lambda data, at, size, new: data[:at] + data[at : at + size] * 20 + data[at:],
}

_places = st.tuples(
    st.sampled_from(sorted(_DAMAGES)), st.floats(0, 1), st.integers(1, 64), st.binary(min_size=1, max_size=8)
)
damages = st.lists(_places, min_size=1, max_size=4)


def damaged(data: bytes, how: list[Damage], part: float) -> bytes:
    """The document with the damage; in a package within one of its parts, so that it can be opened still."""
    if not zipfile.is_zipfile(io.BytesIO(data)) or part > 0.9:
        for kind, where, size, new in how:
            data = _DAMAGES[kind](data, int(where * len(data)), size, new)
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        names = source.namelist()
        chosen = names[int(part / 0.9 * (len(names) - 1))]
        for name in names:
            content = source.read(name)
            for kind, where, size, new in how if name == chosen else ():
                content = _DAMAGES[kind](content, int(where * len(content)), size, new)
            target.writestr(name, content)
    return out.getvalue()


def _opened(name: str, data: bytes) -> None:
    assert adapter_for(name, data).open(data).segments is not None


def _read(name: str, data: bytes) -> None:
    del name
    assert read_file(data).format


@pytest.mark.parametrize("reader", [_opened, _read], ids=["adapters", "verifier"])
def test_damaged_documents_are_read_or_refused(reader: Callable[[str, bytes], None], tmp_path: Path) -> None:
    seeds = sound(tmp_path)
    for path in sorted((COMMITTED / "documents").rglob("*.*")):
        seeds[path.name] = path.read_bytes()
    tried = 0

    @settings(max_examples=40, deadline=None)
    @given(st.sampled_from(sorted(seeds)), damages, st.floats(0, 1))
    def one(name: str, how: list[Damage], part: float) -> None:
        nonlocal tried
        tried += 1
        try:
            reader(name, damaged(seeds[name], how, part))
        except RedactorError as error:
            assert error.message

    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        one()
    assert tried >= 40
