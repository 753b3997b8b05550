"""Limits of what is parsed as a page."""

from __future__ import annotations

import pytest

from redactor.errors import UnreadableError
from redactor.formats.html.parsing import MAX_ATTRIBUTES, parse


def _page(attributes: int) -> str:
    return "<p " + " ".join(f'a{n}="x"' for n in range(attributes)) + ">Minutes</p>"


def test_as_many_attributes_as_an_element_may_have_are_read() -> None:
    assert max(len(element.attrib) for element in parse(_page(MAX_ATTRIBUTES)).iter()) == MAX_ATTRIBUTES


def test_one_attribute_more_is_refused() -> None:
    with pytest.raises(UnreadableError, match="more parts"):
        parse(_page(MAX_ATTRIBUTES + 1))
