"""The converter around LibreOffice, with a stand-in for the program: limits, isolation, left-overs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from tests.formats.legacy_files import report

from redactor.errors import ExitCode, RedactorError, UnreadableError, UnsupportedFormatError
from redactor.formats import adapter_for
from redactor.formats.legacy import libreoffice, workspace
from redactor.formats.legacy.settings import write_profile
from redactor.formats.legacy.sources import RTF
from redactor.model import DocumentKind, Plan

ORIGINAL = b"{\\rtf1\\ansi The social worker, Karen Oldroyd, visited.\\par}"


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temp folder of the test's own."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def stand_in(tmp_path: Path, temp: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on PATH for a program called soffice; ``becomes`` writes it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    libreoffice.version.cache_clear()
    return folder


def becomes(folder: Path, code: str) -> None:
    """Make the stand-in: Python that sees its ``args``, and ``out``, where the result is expected."""
    program = folder / "soffice"
    head = (
        f"#!{sys.executable}\nimport os, pathlib, subprocess, sys, time\nargs = sys.argv[1:]\n"
        "if '--version' in args:\n    print('LibreOffice 99.8.7.6 abc'); sys.exit()\n"
        "out = pathlib.Path(args[args.index('--outdir') + 1]) / 'document.docx'\nout.parent.mkdir()\n"
    )
    program.write_text(head + code, encoding="utf-8")
    program.chmod(0o755)


def answers(folder: Path, data: bytes) -> None:
    (folder / "answer").write_bytes(data)
    becomes(folder, f"out.write_bytes(pathlib.Path({str(folder / 'answer')!r}).read_bytes())")


def test_without_libreoffice_the_format_is_unsupported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", {})
    assert libreoffice.program() is None
    with pytest.raises(UnsupportedFormatError, match="RTF file") as caught:
        adapter_for("a.rtf", ORIGINAL).open(ORIGINAL)
    assert caught.value.exit_code is ExitCode.UNSUPPORTED
    assert "Install LibreOffice" in caught.value.next_step
    assert ".docx" in caught.value.next_step


def test_a_converted_file_says_how_and_is_what_the_copy_is_compared_with(stand_in: Path) -> None:
    converted = report("The social worker, Karen Oldroyd, visited.")
    answers(stand_in, converted)
    opened = libreoffice.convert(ORIGINAL, RTF)
    assert opened == converted
    document = adapter_for("a.rtf", ORIGINAL).open(ORIGINAL)
    assert document.comparable == converted  # type: ignore[attr-defined]
    assert "The social worker, Karen Oldroyd, visited." in [s.text for s in document.segments]
    notice = document.notices[0]
    assert "converted from .rtf by LibreOffice 99.8.7.6" in notice.message
    assert "every word of the original" in notice.message
    assert not notice.holds
    plan = Plan(source="a.rtf", sha256="", kind=DocumentKind.OTHER, output_name="a.docx", replacements=())
    change = document.write(plan, cleared=frozenset()).changes[0]
    assert "converted from .rtf by LibreOffice 99.8.7.6; the conversion itself was not checked" in change.what


def test_words_lost_by_the_conversion_hold_the_document(stand_in: Path) -> None:
    answers(stand_in, report("The worker, Karen Oldroyd, visited."))
    rtf = ORIGINAL.replace(b"visited", b"called twice, called again, and was unreachable")
    notice = adapter_for("a.rtf", rtf).open(rtf).notices[0]
    assert notice.holds
    assert "6 words of the original are not in the result" in notice.message
    assert "unreachable" not in str(notice)


@pytest.mark.parametrize("data", [b"", b"no package", report()[:-200]])
def test_a_result_that_is_no_valid_file_is_unreadable(stand_in: Path, temp: Path, data: bytes) -> None:
    answers(stand_in, data)
    with pytest.raises(UnreadableError) as caught:
        adapter_for("a.rtf", ORIGINAL).open(ORIGINAL)
    assert "save it as .docx" in caught.value.next_step
    assert list(temp.iterdir()) == []


@pytest.mark.parametrize("code", ["", "sys.exit(1)", "out.write_bytes(b'x'); sys.exit(77)", "os.kill(os.getpid(), 9)"])
def test_a_program_that_fails_makes_the_file_unreadable(stand_in: Path, temp: Path, code: str) -> None:
    becomes(stand_in, code)
    with pytest.raises(UnreadableError, match="LibreOffice cannot open the file"):
        libreoffice.convert(ORIGINAL, RTF)
    assert list(temp.iterdir()) == []


def test_a_result_that_is_a_link_is_not_followed(stand_in: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.docx"
    elsewhere.write_bytes(report())
    becomes(stand_in, f"out.symlink_to({str(elsewhere)!r})")
    with pytest.raises(UnreadableError):
        libreoffice.convert(ORIGINAL, RTF)


def test_too_large_files_are_not_converted(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(stand_in, report())
    monkeypatch.setattr(libreoffice, "MAX_INPUT_BYTES", len(ORIGINAL))
    libreoffice.convert(ORIGINAL, RTF)
    with pytest.raises(UnreadableError, match="too large to be converted"):
        libreoffice.convert(ORIGINAL + b" ", RTF)


def test_a_result_beyond_the_limit_is_stopped_while_it_is_written(
    stand_in: Path, temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "MAX_OUTPUT_BYTES", 5000)
    becomes(stand_in, "time.sleep(0.3)\nout.write_bytes(bytes(9000))")
    with pytest.raises(UnreadableError):
        libreoffice.convert(ORIGINAL, RTF)
    assert list(temp.iterdir()) == []


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_when_the_time_is_up_the_program_and_its_children_are_stopped(stand_in: Path, temp: Path) -> None:
    pids = stand_in / "pids"
    becomes(
        stand_in,
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(pids)!r}).write_text(f'{{os.getpid()}} {{child.pid}}')\ntime.sleep(60)\n",
    )
    began = time.monotonic()
    with pytest.raises(UnreadableError, match="longer than 3 seconds"):
        libreoffice.convert(ORIGINAL, RTF, seconds=3)
    assert time.monotonic() - began < 20
    own, child = (int(pid) for pid in pids.read_text(encoding="utf-8").split())
    deadline = time.monotonic() + 5
    while is_running(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(own)
    assert not is_running(child)
    assert list(temp.iterdir()) == []


def test_the_program_sees_a_private_world(stand_in: Path, temp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOARD_SECRET", "Karen Oldroyd")
    seen = stand_in / "seen"
    becomes(
        stand_in,
        "here = pathlib.Path.cwd()\n"
        f"with open({str(seen)!r}, 'w') as log:\n"
        "    print(here, oct(here.stat().st_mode)[-3:], sep='\\n', file=log)\n"
        "    print(os.environ['HOME'], os.environ['TMPDIR'], sep='\\n', file=log)\n"
        "    print(os.environ.get('BOARD_SECRET'), os.environ['https_proxy'], sep='\\n', file=log)\n"
        "    print(*args, sep='\\n', file=log)\n"
        "    print(*sorted(p.name for p in here.rglob('*')), sep='\\n', file=log)\n",
    )
    with pytest.raises(UnreadableError):
        libreoffice.convert(ORIGINAL, RTF)
    lines = seen.read_text(encoding="utf-8").splitlines()
    folder = lines[0]
    assert Path(folder).parent == temp
    assert lines[1:6] == ["700", folder, folder, "None", "http://127.0.0.1:9"]
    assert f"-env:UserInstallation={Path(folder).as_uri()}/profile" in lines
    assert {"--headless", "--norestore", "docx:MS Word 2007 XML", f"{folder}/document.rtf"} <= set(lines)
    assert {"document.rtf", "registrymodifications.xcu", "lock"} <= set(lines)
    assert not Path(folder).exists()


def test_the_profile_forbids_macros_links_and_network(tmp_path: Path) -> None:
    write_profile(tmp_path / "profile")
    text = (tmp_path / "profile" / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    for name, value in (
        ("DisableMacrosExecution", "true"),
        ("MacroSecurityLevel", "3"),
        ("BlockUntrustedRefererLinks", "true"),
        ("ooInetProxyType", "2"),
    ):
        assert f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>' in text


KILLED = """
import sys, time
from redactor.formats.legacy.workspace import private_folder
with private_folder() as folder:
    (folder / "secret").write_text("Karen Oldroyd")
    print(folder, flush=True)
    time.sleep(60)
"""


def test_what_a_killed_process_left_is_removed_at_the_next_start(temp: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED], stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": str(temp)}
    ) as process:
        assert process.stdout is not None
        left = Path(process.stdout.readline().decode().strip())
        assert left.parent == temp
        assert workspace.remove_left_overs() == 0, "its owner lives"
        assert (left / "secret").is_file()
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert left.is_dir()
    with workspace.private_folder() as folder:
        assert list(temp.iterdir()) == [folder]
    assert list(temp.iterdir()) == []


def test_a_folder_that_is_being_made_and_other_folders_stay(temp: Path) -> None:
    newborn = temp / f"{workspace.PREFIX}newborn"
    old = temp / f"{workspace.PREFIX}old"
    other = temp / "something-else"
    for folder in (newborn, old, other):
        folder.mkdir()
    os.utime(old, (0, 0))
    (temp / f"{workspace.PREFIX}link").symlink_to(other)
    assert workspace.remove_left_overs() == 1
    assert sorted(p.name for p in temp.iterdir()) == sorted(
        [newborn.name, other.name, f"{workspace.PREFIX}link"],
    )


def test_an_error_within_empties_the_folder(temp: Path) -> None:
    with pytest.raises(RedactorError), workspace.private_folder() as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        raise RedactorError("anything")
    assert list(temp.iterdir()) == []
