"""The recognisers, one file each.

To add one, put a module here with ``recognisers(case) -> Iterable[SpanRecogniser]``.
Nothing else needs to know of it: ``build`` finds every module of this package
except ``base`` and those whose names begin with an underscore.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

__all__ = ["build", "modules"]


def modules() -> tuple[str, ...]:
    """Names of the recogniser modules of this package, sorted."""
    found = (info.name for info in pkgutil.iter_modules(__path__))
    return tuple(sorted(name for name in found if name != "base" and not name.startswith("_")))


def build(case: Case | None) -> tuple[SpanRecogniser, ...]:
    """Make every recogniser for a case, or for text that belongs to none.

    Raises:
        ImportError, AttributeError: if a module here is not a recogniser module;
            a missing recogniser must never pass silently.
        ValueError: if two recognisers share a name.
    """
    built: list[SpanRecogniser] = []
    for name in modules():
        module = importlib.import_module(f"{__name__}.{name}")
        make: Callable[[Case | None], Iterable[SpanRecogniser]] = module.recognisers
        built.extend(make(case))
    names = [recogniser.name for recogniser in built]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two recognisers share a name: {', '.join(twice)}")
    return tuple(built)
