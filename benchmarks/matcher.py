"""Speed of the glossary matcher: characters per second for growing texts, 60 invented people.

Run: python benchmarks/matcher.py
"""

from __future__ import annotations

import random
import sys
import time

from redactor.model import Category, Person
from redactor.recognisers.glossary import GlossaryRecogniser

FIRST = "Karen Frances Marek Siobhan Fatima Tom Hugo Agnieszka Imran Priyanka Gareth Bronwen Kwame Zofia Duncan"
LAST = "Oldroyd Tolland Wisniowski O'Brannock Al-Hassoun Brackenfold Vander-Moor Holloweth Pryderby Tansworth"
WORDS = (
    "the health visitor called at home and saw mother with baby who was well no concerns were recorded in the notes"
    " because social care had closed the case after an initial assessment which police shared at strategy meeting"
)
PEOPLE = 60


def people() -> tuple[Person, ...]:
    """Sixty invented people."""
    chosen = random.Random(11)  # noqa: S311  # reproducible text, not a secret
    names = [f"{first} {last}" for first in FIRST.split() for last in LAST.split()]
    return tuple(
        Person(f"g{number}", name, f"P{number}", Category.PROFESSIONAL)
        for number, name in enumerate(chosen.sample(names, PEOPLE))
    )


def text_of(size: int, every: int, names: tuple[Person, ...]) -> str:
    """About ``size`` characters with a name every ``every`` words; none if 0."""
    chosen = random.Random(7)  # noqa: S311
    words = WORDS.split()
    out: list[str] = []
    length, count = 0, 0
    while length < size:
        count += 1
        word = chosen.choice(names).name if every and count % every == 0 else chosen.choice(words)
        if count % 14 == 0:
            word = word.capitalize() if word.islower() else word
            word += f"{count}."
        out.append(word)
        length += len(word) + 1
    return " ".join(out)


def main() -> None:
    """Print one line for each size and density."""
    names = people()
    started = time.perf_counter()
    recogniser = GlossaryRecogniser(names)
    sys.stdout.write(f"index of {len(names)} people: {time.perf_counter() - started:.2f} s\n")
    for every in (0, 40):
        for size in (10_000, 100_000, 1_000_000):
            text = text_of(size, every, names)
            started = time.perf_counter()
            found = sum(1 for _ in recogniser.find(text))
            seconds = time.perf_counter() - started
            density = f"a name every {every} words" if every else "no names"
            sys.stdout.write(f"{len(text):>9,} characters, {density}: {len(text) / seconds:>9,.0f}/s, {found} found\n")


if __name__ == "__main__":
    main()
