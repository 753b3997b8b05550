"""The groups that keep the fixtures of a module in one process: some pytests lose them without a word."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("grouping")
def test_groups_reach_the_scheduler(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("loadgroup", default=False):
        pytest.skip("only with --dist loadgroup, as make test calls it")
    assert request.node.nodeid.endswith("@grouping"), "the scheduler knows a group by the end of the node id only"


@pytest.fixture(scope="module")
def made() -> list[str]:
    return []


@pytest.mark.parametrize("number", range(2))
def test_what_a_module_makes_once_keeps_it_in_one_process(
    made: list[str], number: int, request: pytest.FixtureRequest
) -> None:
    made.append(str(number))
    (mark,) = request.node.iter_markers("xdist_group")
    assert mark.args == ("test_grouping",)
