"""Packages that load their public names on first use."""

from __future__ import annotations

import importlib
import importlib.util

import pytest

PACKAGES = ("redactor", "redactor.case", "redactor.nlp", "redactor.ocr", "redactor.pipeline", "redactor.verify")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_is_the_one_its_module_defines(package: str) -> None:
    module = importlib.import_module(package)
    assert set(module._HOMES) | {"__version__"} >= set(module.__all__)
    for name, home in module._HOMES.items():
        value = getattr(importlib.import_module(home), name)
        assert getattr(module, name) is value
        assert module.__dict__[name] is value, "kept, so that the second use costs nothing"


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_takes_the_place_of_a_public_name(package: str) -> None:
    module = importlib.import_module(package)
    assert not [name for name in module._HOMES if importlib.util.find_spec(f"{package}.{name}")]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_name_that_is_not_there_is_an_error_of_python(package: str) -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing_of_the_kind'"):
        _ = importlib.import_module(package).nothing_of_the_kind
