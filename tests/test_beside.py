"""The second process: it answers, it fails closed, and it ends with the one that started it."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from redactor import cores
from redactor.beside import Answer, BesideError, SecondProcess, second_process
from redactor.errors import CaseError, ExitCode, UnreadableError

_SECRET = "Frances Marlowe"


@pytest.fixture
def beside() -> Iterator[SecondProcess]:
    with SecondProcess() as process:
        yield process


def refuse(text: str) -> None:
    raise UnreadableError("The file is broken.", next_step=f"Ask again for {len(text)} letters.")


def mistakes() -> None:
    raise CaseError(["One.", "Two."])


def fail(text: str) -> None:
    raise ValueError(text)


def unsendable() -> object:
    return memoryview(b"x")


def speak(text: str) -> str:
    print(text)  # noqa: T201  # as a library might
    sys.stderr.write(text)
    return "said"


def test_answers_come_in_the_order_of_the_questions(beside: SecondProcess) -> None:
    first, second = beside.ask(math.hypot, 3, 4), beside.ask(sorted, [2, 1], reverse=True)
    assert second.result() == [2, 1]
    assert first.result() == 5
    assert beside.ask(len, b"x" * 5_000_000).result() == 5_000_000  # more than a pipe holds
    assert beside.ask(os.getpid).result() == beside.pid != os.getpid()


def test_what_a_function_raises_on_purpose_is_raised_here(beside: SecondProcess) -> None:
    with pytest.raises(UnreadableError) as caught:
        beside.ask(refuse, "abc").result()
    assert (caught.value.message, caught.value.next_step) == ("The file is broken.", "Ask again for 3 letters.")
    with pytest.raises(CaseError) as both:
        beside.ask(mistakes).result()
    assert both.value.problems == ("One.", "Two.")
    assert beside.ask(len, "still there").result() == 11


def test_any_other_failure_is_told_without_a_word_of_the_text(beside: SecondProcess) -> None:
    with pytest.raises(BesideError) as caught:
        beside.ask(fail, _SECRET).result()
    assert "ValueError" in caught.value.message
    assert _SECRET not in str(caught.value)
    assert caught.value.exit_code is ExitCode.HELD
    with pytest.raises(BesideError):
        beside.ask(unsendable).result()  # which cannot be sent
    assert beside.ask(speak, _SECRET).result() == "said"  # what is printed disturbs nothing


@pytest.mark.skipif(os.name != "posix", reason="ends the process by a signal")
def test_nobody_waits_for_a_process_that_has_ended(beside: SecondProcess) -> None:
    waiting: list[Answer[Any]] = [beside.ask(time.sleep, 600), beside.ask(len, "never asked")]
    os.kill(beside.pid, signal.SIGKILL)
    for answer in waiting:
        with pytest.raises(BesideError, match="ended before its work was done"):
            answer.result()
    with pytest.raises(BesideError):
        beside.ask(len, "later").result()
    with pytest.raises(BesideError):
        beside.ask(len, b"x" * 5_000_000).result()


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.skipif(os.name != "posix", reason="ends the process by a signal")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_it_ends_with_the_process_that_started_it(ending: signal.Signals) -> None:
    script = """
import signal, time
from redactor.beside import SecondProcess
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
with SecondProcess() as beside:
    busy = beside.ask(time.sleep, 600)
    print(beside.pid, flush=True)
    busy.result()
"""
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    second = int(process.stdout.readline())
    assert _is_there(second)
    process.send_signal(ending)
    process.wait(60)
    process.stdout.close()
    until = time.monotonic() + 60
    while _is_there(second) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _is_there(second)


def test_a_process_with_one_core_works_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cores.VARIABLE, "1")
    with second_process() as none:
        assert none is None
    monkeypatch.setenv(cores.VARIABLE, "2")
    with second_process() as one:
        assert one is not None
        assert one.ask(len, "ab").result() == 2
    with pytest.raises(BesideError):
        one.ask(len, "ab").result()
