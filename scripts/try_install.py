"""Tries the two ways to install that the documentation names: pipx and uv.

Run: python scripts/try_install.py   (needs uv, and the package index for the dependencies; some minutes)

Builds the wheel, installs it with each tool into a folder that is gone afterwards, starts
``redactor app`` there, opens the example case through the pages as a browser would, and closes the
program from its page. Ends with 1 if anything of that fails.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 600
HEADING = "Who's who?"


def build(folder: Path) -> Path:
    """Build the wheel and return it."""
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], dict(os.environ))
    return next(folder.glob("*.whl"))


def run(command: list[str], environment: dict[str, str]) -> None:
    """Run a command; what it says is shown only if it fails."""
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"{' '.join(command[:3])} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def commands(uv: str) -> dict[str, list[str]]:
    """How each tool installs a wheel, without the wheel."""
    pipx = shutil.which("pipx")
    return {
        "pipx": [*([pipx] if pipx else [uv, "tool", "run", "pipx"]), "install", "--python", sys.executable],
        "uv": [uv, "tool", "install", "--python", sys.executable],
    }


def environment(home: Path) -> dict[str, str]:
    """A user of their own: nothing is put into the folders of whoever runs this."""
    places = {"HOME": home, "USERPROFILE": home, "XDG_CONFIG_HOME": home / "config", "XDG_DATA_HOME": home / "data"}
    places |= {"PIPX_HOME": home / "pipx", "PIPX_BIN_DIR": home / "bin"}
    places |= {"UV_TOOL_DIR": home / "tools", "UV_TOOL_BIN_DIR": home / "bin"}
    kept = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
    cache = subprocess.run(["uv", "cache", "dir"], capture_output=True, text=True, check=True)  # noqa: S607
    return {**kept, "UV_CACHE_DIR": cache.stdout.strip(), **{name: str(path) for name, path in places.items()}}


def use(program: Path, user: dict[str, str], home: Path) -> str:
    """Start the program and work on the pages; say what was seen."""
    started = time.monotonic()
    with subprocess.Popen(  # noqa: S603  # the program that was just installed
        [str(program), "app", "--no-browser"],
        env=user,
        cwd=home,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout is not None  # noqa: S101  # asked for as a pipe
        line = next((text for text in process.stdout if "http://127.0.0.1" in text), "")
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+", line)
        if found is None:
            process.kill()
            sys.exit("The program did not say its address.")
        ready = time.monotonic() - started
        seen = work(found.group())
        code = process.wait(60)
    if code:
        sys.exit(f"The program ended with {code}.")
    return f"start page after {ready:.1f} s, {seen}"


def work(entry: str) -> str:
    """Open the start page and the example case, then close the program."""
    origin = entry.split("/enter")[0]
    with httpx.Client(base_url=origin, timeout=PATIENCE, follow_redirects=True) as client:
        start = client.get(entry).raise_for_status().text
        token = re.search(r'name="form-token" content="([^"]+)"', start)
        if "Your cases" not in start or token is None:
            sys.exit("The start page is not what it should be.")
        for name in ("app.css", "app.js", "htmx.min.js"):
            client.get(f"/static/{name}").raise_for_status()
        headers = {"Origin": origin, "X-Form-Token": token.group(1)}
        page = client.post("/example", headers=headers).raise_for_status()
        address, end = str(page.url), time.monotonic() + PATIENCE
        while HEADING not in page.text.replace("&#39;", "'"):
            if time.monotonic() > end or "message bad" in page.text:
                sys.exit("The example case was not read.")
            time.sleep(1)
            page = client.get(address).raise_for_status()
        entries = len(re.findall(r'<tr id="row-', page.text))
        client.post("/close", headers=headers).raise_for_status()
    return f"the example case with {entries} people and places"


def main() -> None:
    """Try both tools."""
    uv = shutil.which("uv")
    if uv is None:
        sys.exit("needs the program uv")
    with tempfile.TemporaryDirectory() as folder:
        wheel = build(Path(folder))
        for name, command in commands(uv).items():
            home = Path(folder) / name
            home.mkdir()
            user = environment(home)
            run([*command, str(wheel)], user)
            program = next(path for path in (home / "bin").iterdir() if path.stem == "redactor")
            sys.stdout.write(f"{name}: {wheel.name} installed; {use(program, user, home)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
