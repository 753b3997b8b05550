"""LibreOffice, where it is installed: found, asked for its version, and started to convert one file.

What is promised: one process group for one file, stopped with its children when the
time is up; its own settings (no macros, no links, no network: ``settings``); its files in
a private folder that is removed. What is not: that the conversion is faithful. That is
looked at by ``words`` and by the person who reads the copy.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path

from redactor.errors import UnreadableError, UnsupportedFormatError
from redactor.formats.legacy.settings import environment, write_profile
from redactor.formats.legacy.sources import Source
from redactor.formats.legacy.workspace import private_folder

MAX_INPUT_BYTES = 100 * 1024 * 1024
MAX_OUTPUT_BYTES = 300 * 1024 * 1024
TIME_LIMIT_SECONDS = 180.0
_VERSION_SECONDS = 30.0
_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PLACES = {
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.com",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}
_INSTALL = "Install LibreOffice (free, libreoffice.org) and run again, or save the file as {wanted} in its own program."
_BY_HAND = "Open it in its own program and save it as {wanted}."
_FLAGS = (
    "--headless",
    "--invisible",
    "--norestore",
    "--nologo",
    "--nodefault",
    "--nofirststartwizard",
    "--nolockcheck",
)


def program() -> str | None:
    """The path of LibreOffice's program; ``None`` where it is not installed."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    return found or next((path for path in _USUAL_PLACES.get(sys.platform, ()) if Path(path).is_file()), None)


@cache
def version(path: str) -> str:
    """The version of LibreOffice at ``path``, such as ``7.4.7.2``; empty if it does not say."""
    try:
        with private_folder() as folder:
            asked = subprocess.run(  # noqa: S603  # the program of this computer, no shell
                [path, _profile_option(folder), "--version"],
                capture_output=True,
                timeout=_VERSION_SECONDS,
                env=environment(dict(os.environ), folder),
                check=False,
            )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    number = re.search(rb"\d+(?:\.\d+)+", asked.stdout)
    return number.group().decode("ascii") if number else ""


def convert(untrusted_data: bytes, source: Source, *, seconds: float = TIME_LIMIT_SECONDS) -> bytes:
    """Convert one file to its modern format.

    Args:
        untrusted_data: The bytes of the file.
        source: What it is, and what it becomes.
        seconds: When the converter is stopped.

    Raises:
        UnsupportedFormatError: if LibreOffice is not installed.
        UnreadableError: if the file is too large, the converter fails or takes too
            long, or what it writes is empty or too large.
    """
    path = program()
    if path is None:
        raise UnsupportedFormatError(
            f"This is {source.words}; it can only be read where LibreOffice is installed.",
            next_step=_INSTALL.format(wanted=source.target),
        )
    if len(untrusted_data) > MAX_INPUT_BYTES:
        raise _failed("The file is too large to be converted.", source)
    try:
        with private_folder() as folder:
            return _converted(path, untrusted_data, source, folder, seconds)
    except OSError as error:
        raise _failed(f"The conversion failed ({error.strerror or 'no reason given'}).", source) from None


def _converted(path: str, untrusted_data: bytes, source: Source, folder: Path, seconds: float) -> bytes:
    original = folder / f"document{source.extension}"
    original.write_bytes(untrusted_data)
    original.chmod(0o400)
    write_profile(folder / "profile")
    written = folder / "out" / f"document{source.target}"
    filter_name = f"{source.target[1:]}:{source.output_filter}"
    command = [path, _profile_option(folder), *_FLAGS, "--convert-to", filter_name]
    command += ["--outdir", str(written.parent), str(original)]
    code = _run(command, environment(dict(os.environ), folder), folder, seconds)
    if code is None:
        raise _failed(f"The conversion took longer than {seconds:.0f} seconds and was stopped.", source)
    if code != 0 or not written.is_file() or written.is_symlink():
        raise _failed("LibreOffice cannot open the file; it may be broken.", source)
    if not 0 < written.stat().st_size <= MAX_OUTPUT_BYTES:
        raise _failed("The file would become too large, or empty, when converted.", source)
    return written.read_bytes()


def _run(command: list[str], variables: dict[str, str], folder: Path, seconds: float) -> int | None:
    """Run the converter to its end; the exit code, or ``None`` if the time was up and it was stopped."""
    process = subprocess.Popen(  # noqa: S603  # a fixed command with names of our own, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=variables,
        start_new_session=True,
    )
    try:
        _limit(process.pid, seconds)
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _stop(process)


if sys.platform == "win32":

    def _limit(pid: int, seconds: float) -> None:
        """Windows sets no such limits from outside."""

    def _stop(process: subprocess.Popen[bytes]) -> None:
        """End the process and its children."""
        tool = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
        subprocess.run([str(tool), "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603  # its own child
        process.wait()

else:
    import resource
    from contextlib import suppress

    def _limit(pid: int, seconds: float) -> None:
        """Bound what it may write, and its computing time should this process die before it is stopped."""
        if hasattr(resource, "prlimit"):
            with suppress(ProcessLookupError):  # it has ended already
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (MAX_OUTPUT_BYTES, MAX_OUTPUT_BYTES))
                limit = int(seconds) + 1
                resource.prlimit(pid, resource.RLIMIT_CPU, (limit, limit))

    def _stop(process: subprocess.Popen[bytes]) -> None:
        """End the process and its children, all of one session."""
        with suppress(ProcessLookupError):  # all of them have ended
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _profile_option(folder: Path) -> str:
    return f"-env:UserInstallation={(folder / 'profile').as_uri()}"


def _failed(message: str, source: Source) -> UnreadableError:
    return UnreadableError(message, next_step=_BY_HAND.format(wanted=source.target))
