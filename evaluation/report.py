"""The figures as a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evaluation.cases import CaseFigures
from evaluation.counts import Share, Spans
from evaluation.sentences import Measured

HEAD = """# How well people are found

Written by `make evaluate`{made}; do not edit. Every text is invented, from the test split of the corpus:
patterns and names that the model never saw in training. Behind each share stands its 95 % confidence interval. Patterns
repeat with other names, so the intervals are a little too narrow; and invented prose is easier than real files: expect
less there.
"""

UNKNOWN = (
    "What nothing explains and may be somebody's name is replaced to be safe, by the code “Unknown” and a number: "
    "nobody says that it is a person. It counts as replaced, but not as taken for a person."
)


def page(
    sentences: Measured,
    cases: CaseFigures | None,
    traps: tuple[Share, tuple[str, ...]],
    personal: Mapping[str, Spans],
    public: Mapping[str, tuple[Mapping[str, Spans], Mapping[str, tuple[Share, Share, Share]]]],
    seed: int = 1,
) -> str:
    """The whole page as Markdown.

    Args:
        sentences: The model alone.
        cases: Whole cases, if they were run.
        traps: Share of the traps that stay, and the sentences of the others.
        personal: Sentences with personal data from outside the field, by label.
        public: By public source held out of training: the model alone by label; of the whole program by kind of
            document the mentions of people that are replaced, what is replaced as a person and is one, and what is
            coded "Unknown" and is one.
        seed: From which the texts and cases were drawn.
    """
    parts = [HEAD.format(made=f" with `SEED={seed}`" if seed != 1 else ""), *_sentences(sentences)]
    if cases is not None:
        parts += _cases(cases)
    kept, lost = traps
    parts.append("## Traps\n")
    parts.append(f"Public names, towns and ordinary words of `evaluation/traps.tsv` that stay in a document: {kept}.\n")
    parts += [f"- replaced in: {sentence}" for sentence in lost]
    parts.append("\n## Personal data outside the field\n")
    parts.append(
        "The model alone on the sentences of `evaluation/personal_data.txt`: shops, banks, travel, work, forums.\n"
    )
    parts.append(_spans(personal, "label"))
    for source, (labels, kinds) in public.items():
        parts.append(f"## Public text never trained on: {source}\n")
        parts.append("The whole program, each document a case of its own that lists nobody in it:\n")
        parts.append(
            "| kind | mentions of people | touched by a replacement | of what is replaced as a person, people "
            "| of what is coded Unknown, people |"
        )
        parts.append("|---|---|---|---|---|")
        parts += [
            f"| {kind} | {found.total} | {found} | {right} | {unknown.hits} of {unknown.total} |"
            for kind, (found, right, unknown) in kinds.items()
        ]
        parts.append(f"\n{UNKNOWN}\n")
        parts.append("The model alone:\n")
        parts.append(_spans(labels, "label"))
    return "\n".join(parts)


def _sentences(measured: Measured) -> Iterable[str]:
    yield "## The person model alone\n"
    yield _spans(measured.labels, "label")
    yield f"\nTexts without a person in which it found none: {measured.quiet}.\n"
    yield "### People by kind of document\n"
    yield _spans(measured.kinds, "kind")
    yield "\n### People by origin of the name\n"
    yield _shares(measured.origins, "origin", "mentions found")
    yield "\n### People by written form\n"
    yield _shares(measured.forms, "form", "mentions found")
    yield "\n### What the score is worth\n"
    named = {f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}": share for tenth, share in sorted(measured.scores.items())}
    yield _shares(named, "score", "of the found people are people", ordered=False)


def _cases(figures: CaseFigures) -> Iterable[str]:
    yield "\n## Whole cases through the whole program\n"
    yield f"- Mentions of people who are not in the glossary, replaced in full: {figures.unlisted}"
    yield f"- Mentions of people who are, replaced in full: {figures.listed}"
    yield f"- Of what is replaced as a person, people: {figures.right}"
    yield f"- Of what is coded Unknown, people: {figures.unknown.hits} of {figures.unknown.total}"
    yield f"- Cases with a complete glossary and a keep list released whole at exit 0: {figures.released}"
    yield f"- Of them those in which nobody found holds a document: {figures.agreed}"
    yield f"- Cases with a complete glossary but no keep list released whole at exit 0: {figures.alone}\n"
    yield f"{figures.released.total} cases of six documents, each run three times. A complete glossary lists everybody,"
    yield "every institution and address of the texts, the towns where somebody of them lives or that no gazetteer has,"
    yield "and who stands behind the codes that they use already; two people whose names are written alike have a code"
    yield "each. The keep list holds the public people, characters, firms and systems called like people that the texts"
    yield "name (`evaluation/keep.tsv`), as after one round of `redactor suggest`; half of the paragraphs of one"
    yield "document of six were written to be mistaken for names.\n"
    if figures.reasons:
        yield "| why a document was not released | documents |\n|---|---|"
        yield "\n".join(f"| {reason} | {count} |" for reason, count in figures.reasons.most_common(12))
    yield "\n### Mentions replaced in full, by origin of the name\n"
    yield _shares(figures.origins, "origin", "replaced")
    yield "\n### Mentions replaced in full, by written form\n"
    yield _shares(figures.forms, "form", "replaced")


def _spans(groups: Mapping[str, Spans], name: str) -> str:
    lines = [
        f"| {name} | spans | found | right | F1 | both ends: found | right | F1 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {group} | {one.found.total} | {one.found} | {one.right} | {100 * one.overlapping:.1f} "
        f"| {one.whole} | {one.exact} | {100 * one.exactly:.1f} |"
        for group, one in sorted(groups.items())
    ]
    return "\n".join(lines) + "\n"


def _shares(groups: Mapping[str, Share], name: str, what: str, *, ordered: bool = True) -> str:
    rows = sorted(groups.items(), key=lambda item: item[1].value) if ordered else list(groups.items())
    lines = [f"| {name} | mentions | {what} |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {group} | {share.total} | {share} |" for group, share in rows)]) + "\n"
