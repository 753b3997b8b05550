"""Response times of the review pages on a case of 100 pages: every page, and a decision.

Run: python benchmarks/web_pages.py

The case is the example's, with a report of invented sentences beside it. The aim: a page in under
200 ms and a decision in under 100 ms at the median; after a decision everything looked at anew in
under a second. The medians are on the clock: compare them with the aim on a machine that does nothing else;
the processor's time says nearly the same on one that is busy.
"""

from __future__ import annotations

import queue
import random
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from redactor.resources import resource
from redactor.web.server import serve

PAGES = 100
CHARACTERS_PER_PAGE = 2400
ROUNDS = 9
WORDS = (
    "the health visitor called at home and saw the child who was well no concerns were recorded in the notes"
    " because social care had closed the case after an initial assessment which police shared at the meeting"
)
NAMES = ("Karen Oldroyd", "Ms Brannock", "Leon", "Dr Kapadia", "PC Hope", "social worker Jane Smith", "Mr Wiśniowski")


def report() -> str:
    """About a hundred pages of invented sentences with a name in every third."""
    chosen = random.Random(8)  # noqa: S311  # reproducible text, not a secret
    words, lines, length = WORDS.split(), [], 0
    while length < PAGES * CHARACTERS_PER_PAGE:
        sentence = " ".join(chosen.choices(words, k=16)).capitalize()
        if len(lines) % 3 == 0:
            sentence += f" and {chosen.choice(NAMES)} agreed"
        lines.append(f"{sentence}.\n")
        length += len(lines[-1])
    return "\n".join(lines)


def timed(act: Callable[[], httpx.Response]) -> tuple[float, float]:
    """Milliseconds of one request that must succeed: on the clock, and of the processor with the client's share."""
    started, processor = time.perf_counter(), time.process_time()
    answer = act()
    elapsed, worked = time.perf_counter() - started, time.process_time() - processor
    answer.raise_for_status()
    return elapsed * 1000, worked * 1000


def main() -> None:
    """Print the median of each page and of a decision."""
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        shutil.copytree(resource("corpus", "example"), case, ignore=shutil.ignore_patterns("gold.json"))
        (case / "documents" / "Long report.txt").write_text(report(), encoding="utf-8")
        said: queue.Queue[str] = queue.Queue()
        arguments = {"browser": False, "config": Path(folder) / "config", "tell": said.put}
        threading.Thread(target=serve, args=(case,), kwargs=arguments, daemon=True).start()
        measure(said.get(timeout=60))


def measure(entry: str) -> None:
    """Measure through a signed-in client."""
    origin = entry.split("/enter")[0]
    with httpx.Client(base_url=origin, timeout=600) as client:
        home = client.get(entry).headers["location"].removesuffix("/people")
        token = re.search(r'name="form-token" content="([^"]+)"', client.get("/").text)
        headers = {"Origin": origin, "X-Form-Token": token.group(1) if token else ""}
        started = time.perf_counter()
        while "Who's who?" not in client.get(f"{home}/people").text.replace("&#39;", "'"):
            time.sleep(0.5)
        sys.stdout.write(f"first reading: {time.perf_counter() - started:.1f} s\n")
        pages = {name: f"{home}/{name}" for name in ("people", "documents", "checks", "release")}
        pages["questions"] = f"{home}/questions"
        listed = client.get(pages["documents"]).text
        long, pdf = (document(listed, home, name) for name in ("Long report", "Overview report"))
        pages |= {"long document": f"{long}/text", "its last part": f"{long}/text?part=99"}
        pages |= {"pages as pictures": f"{pdf}/pages", "picture of a page": f"{pdf}/pages/before/2"}
        started = time.perf_counter()
        client.get(f"{pdf}/pages/after/2").raise_for_status()
        sys.stdout.write(f"first anonymised page: {time.perf_counter() - started:.1f} s\n")
        for name, path in {"start": "/", **pages}.items():
            told(name, [timed(lambda path=path: client.get(path)) for _ in range(ROUNDS)])
        decide(client, home, headers)


def document(listed: str, home: str, name: str) -> str:
    """The address of a document in the list."""
    found = re.search(rf'href="({home}/documents/\w+)">{name}', listed)
    return found.group(1) if found else ""


def decide(client: httpx.Client, home: str, headers: dict[str, str]) -> None:
    """Measure decisions, and the list after each of them."""
    saved, after = [], []
    for number in range(ROUNDS):
        text = client.get(f"{home}/people").text
        person = re.search(r'id="row-(\w+)"[^>]*>(?:(?!</tr>).)*Karen Oldroyd', text, re.DOTALL)
        ids = re.findall(r'id="row-(\w+)"', text[: person.end()]) if person else []
        panel = client.get(f"{home}/people/{ids[-1]}").text
        seen = re.search(r'name="seen" value="([^"]*)"', panel)
        data = {"seen": (seen.group(1) if seen else "").replace("&#39;", "'"), "name": "Karen Oldroyd"}
        data |= {
            "code": "HV2",
            "role": f"health visitor {number}",
            "category": "professional",
            "aliases": f"Kaz{number}",
        }
        path = f"{home}/people/{ids[-1]}/agree"
        saved.append(timed(lambda path=path, data=data: client.post(path, data=data, headers=headers)))
        after.append(timed(lambda: client.get(f"{home}/people/table")))
    told("decision", saved)
    told("list after a decision", after)


def told(name: str, times: list[tuple[float, float]]) -> None:
    """Print a median with the longest, and the median of the processor's time."""
    clock, processor = zip(*times, strict=True)
    median, work = statistics.median(clock), statistics.median(processor)
    sys.stdout.write(f"{name}: median {median:.0f} ms, longest {max(clock):.0f} ms; processor {work:.0f} ms\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
