"""The command line: thin; every command parses, calls the pipeline and prints."""

from __future__ import annotations

import sys
import traceback

from redactor.collecting import seldom
from redactor.errors import CaseError, ExitCode, RedactorError
from redactor.lean import load_less


def main() -> None:
    """Entry point of ``redactor``; leaves with a documented exit code.

    An error that the program foresaw prints what is wrong and what to do next. Any
    other exception is a bug: its kind and the lines of code it passed through are
    printed, never its message, which may quote a document.
    """
    load_less()
    from redactor.cli.app import app

    try:
        with seldom():
            app()
    except RedactorError as error:
        _say(error)
        sys.exit(int(error.exit_code))
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. Nothing was half written: the old release is in place, or none.\n")
        sys.exit(130)
    except Exception as error:  # noqa: BLE001  # ends the process with 70
        _say_bug(error)
        sys.exit(int(ExitCode.BUG))


def _say(error: RedactorError) -> None:
    from rich.console import Console

    console = Console(stderr=True, soft_wrap=True, highlight=False)
    if isinstance(error, CaseError):
        console.print("[bold red]The case folder needs mending[/]")
        for problem in error.problems:
            console.print(f"  • {problem}", markup=False)
        return
    console.print(f"[bold red]Stopped:[/] {_plain(error.message)}")
    if error.next_step:
        console.print(f"[bold]What to do:[/] {_plain(error.next_step)}")


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)


def _say_bug(error: Exception) -> None:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} in {frame.name}" for frame in frames[-6:]]
    sys.stderr.write(
        "This is a fault of the program (exit code 70); nothing was released.\n"
        f"Please report it with these lines, which hold nothing of your documents:\n  {type(error).__name__}\n"
    )
    sys.stderr.write("\n".join(lines) + "\n")
