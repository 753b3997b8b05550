"""The check as one page for the data-protection officer: what is left, what nothing explains, what could be joined."""

from __future__ import annotations

from pathlib import Path, PurePath

from redactor.case.storage import write_private
from redactor.errors import UsageError
from redactor.model import Notice, Residual
from redactor.pipeline.check_results import CheckedFile, CheckResult, CheckStatus
from redactor.profiles.schema import load_profile
from redactor.release.program import program_version
from redactor.release.report.left import joinable, proper_nouns
from redactor.release.report.markup import Html, items, join, table, tag
from redactor.release.report.page import whole_page
from redactor.release.report.passages import shortened
from redactor.release.report.words import kind_words

_WORDS = {
    CheckStatus.CLEAN: ("released", "✓", "Clean"),
    CheckStatus.RESIDUAL: ("blocked", "✕", "Blocked"),
    CheckStatus.REFUSED: ("blocked", "✕", "Blocked"),
    CheckStatus.HELD: ("needs", "!", "Needs you"),
    CheckStatus.UNREADABLE: ("needs", "!", "Needs you"),
    CheckStatus.UNSUPPORTED: ("needs", "!", "Needs you"),
}


def check_page(result: CheckResult, *, destination: str) -> bytes:
    """Return one self-contained page (UTF-8) about a check.

    It holds words and sentences of the files: it is as confidential as they are.

    Args:
        result: The answers.
        destination: For whom the files are, in words.
    """
    body = join(
        tag(
            "header",
            tag("p", "Confidential – holds words of the documents – do not send", class_="warning"),
            tag("h1", "Check before publication"),
            tag("p", f"for {destination}", class_="quiet"),
            tag("p", _summary(result)),
        ),
        tag(
            "main",
            table(
                "Files",
                ("File", "Kind", "Answer"),
                [
                    (tag("a", PurePath(item.source).name, href=f"#f{n}"), kind_words(item.kind), _badge(item, result))
                    for n, item in enumerate(result.documents, 1)
                ],
            ),
            *(_file(number, item, result) for number, item in enumerate(result.documents, 1)),
        ),
        tag("footer", f"redactor {program_version()}. Confidential."),
    )
    return whole_page("Check before publication", body)


def write_check_page(path: Path, result: CheckResult, destination: str) -> None:
    """Write the page where only its owner may read it.

    Args:
        path: The file; its folder must be there.
        result: The answers.
        destination: The name of the profile.

    Raises:
        UsageError: if it cannot be written, or is one of the files that were checked.
    """
    if path.resolve() in {Path(item.source).resolve() for item in result.documents}:
        raise UsageError("The report would replace a file that was checked.", next_step="Give it another name.")
    try:
        write_private(path, check_page(result, destination=load_profile(destination).title))
    except OSError as error:
        raise UsageError(
            f"The report cannot be written ({error.strerror}).", next_step="Choose a folder that is there."
        ) from None


def _summary(result: CheckResult) -> str:
    counts = {word: 0 for _, _, word in _WORDS.values()}
    for item in result.documents:
        counts[_WORDS[item.status][2]] += 1
    told = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    limited = " Without a case or a glossary nothing can be called clean." if result.limited else ""
    return f"{told}.{limited}"


def _badge(item: CheckedFile, result: CheckResult) -> Html:
    look, mark, word = _WORDS[item.status]
    if result.limited and item.status is CheckStatus.CLEAN:
        look, mark, word = "needs", "!", "Nothing found"
    return tag("span", tag("span", mark, aria_hidden="true", class_="mark"), " ", word, class_=f"badge {look}")


def _file(number: int, item: CheckedFile, result: CheckResult) -> Html:
    holding = [note for note in item.notes if note.holds]
    others = [note for note in item.notes if not note.holds]
    return tag(
        "section",
        tag("h2", item.source, " ", _badge(item, result)),
        _titled("What needs you", holding),
        _left(item.residuals),
        proper_nouns(item.verification.proper_nouns) if item.verification else None,
        joinable(item.verification.joinable) if item.verification else None,
        _titled("Notes", others),
        id=f"f{number}",
    )


def _left(residuals: tuple[Residual, ...]) -> Html | None:
    return table(
        "Left in the file (this blocks it)",
        ("Where", "What", "Whose", "In context"),
        [(r.place, r.kind.replace("_", " "), r.code or "–", shortened(r.excerpt)) for r in residuals],
    )


def _titled(title: str, notes: list[Notice]) -> Html | None:
    listed = items(
        join(
            note.message, tag("span", f" ({note.place})", class_="quiet") if note.place else None, f" {note.next_step}"
        )
        for note in notes
    )
    return join(tag("h3", title), listed) if listed else None
