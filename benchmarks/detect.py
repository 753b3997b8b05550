"""Characters per second of the detect stage, at one and at ten times the size.

Usage: ``python benchmarks/detect.py [FOLDER]``. With a folder its ``*.txt`` files are read, one
segment for each line; without one, text of invented people is generated.
Time for each character must not grow with the size.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from redactor.detect import Detector
from redactor.model import DocumentKind, Place, Segment, SourceDocument

_SENTENCES = (
    "The social worker {first} {last} visited the family home and saw the children alone.",
    "Ms {last} told the health visitor that she had not seen the GP since March 2011.",
    "Serious case reviews are not inquiries into how a child died or who is culpable.",
    "The Chair of the Safeguarding Children Board will inform Ofsted of the new completion date.",
    "{first} {last}, team manager, asked {first} about the bruise; PC 4471 {last} attended.",
    "Practice was sensitive to the racial, cultural, linguistic and religious identity of the family.",
    "He attended Fenn{low} Primary School and was registered with the {last} Road Surgery.",
    "The report follows Working Together 2010 and Brandon et al (2009), section 47 and the Children Act 1989.",
    "Her telephone number was 01632 960{number}, her date of birth 5.5.86 and her NHS number 943 476 5919.",
)
_FIRST = ("Karen", "Frances", "Marek", "Tariq", "Wayne", "Siobhan", "Oliver", "Grace", "Lee")
_LAST = ("Oldroyd", "Tolland", "Wisniowski", "Brannock", "Field", "Baker", "Hope", "O'Brannock")


def generated(characters: int) -> list[str]:
    """Lines of invented text, about as many characters as asked for."""
    choose = random.Random(8).choice  # noqa: S311  # invented text
    lines: list[str] = []
    while sum(map(len, lines)) < characters:
        for _ in range(200):
            last = choose(_LAST)
            line = choose(_SENTENCES).format(
                first=choose(_FIRST), last=last, low=last.lower(), number=choose(range(100, 999))
            )
            lines.append(line)
    return lines


def document(lines: list[str]) -> SourceDocument:
    """A document with one segment for each line."""
    segments = tuple(Segment(f"s{n}", line, Place(line=n + 1)) for n, line in enumerate(lines))
    return SourceDocument("benchmark.txt", "text", DocumentKind.OTHER, "0" * 64, segments)


def measure(detector: Detector, lines: list[str]) -> tuple[int, float, int]:
    """Characters, seconds and findings of one run."""
    source = document(lines)
    started = time.perf_counter()
    found = detector.detect(source)
    seconds = time.perf_counter() - started
    return sum(map(len, lines)), seconds, sum(map(len, found.values()))


def main() -> None:
    """Print one line for each size."""
    if len(sys.argv) > 1:
        texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
        lines = [line for text in texts for line in text.split("\n") if line.strip()]
    else:
        lines = generated(200_000)
    started = time.perf_counter()
    detector = Detector(None)
    detector.find("Ms Oldroyd")
    sys.stdout.write(f"start: {time.perf_counter() - started:.2f} s\n")
    for times in (1, 10):
        characters, seconds, findings = measure(detector, lines * times)
        sys.stdout.write(
            f"{times:>2}x: {characters:>9} characters, {seconds:7.2f} s, {characters / seconds:>8.0f} characters/s, "
            f"{findings} findings\n"
        )


if __name__ == "__main__":
    main()
