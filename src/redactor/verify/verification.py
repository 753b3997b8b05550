"""The two questions: may this written copy be released, and is this finished file clean?"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from redactor.beside import Answer, BesideError
from redactor.errors import UnreadableError, UnsupportedFormatError
from redactor.lexicon.kinds import kind_from_titles
from redactor.model import AppliedDocument, DocumentKind, Notice, Plan, Residual, Verification
from redactor.profiles.schema import Profile
from redactor.verify import allowed_roles, closed, flat, joinable, lost, mail, pages, sense
from redactor.verify.accessibility import missing_basics
from redactor.verify.helping import Helped, Lists, Original, lists_of, not_checked
from redactor.verify.knowledge import Knowledge
from redactor.verify.readers import Block, RawBytes, ReadFile, Surface, read_file
from redactor.verify.readers.pdf_tags import lost_tags
from redactor.verify.readers.text import decode
from redactor.verify.search import exact
from redactor.verify.search.asked import Model
from redactor.verify.search.marked import Marked
from redactor.verify.search.residuals import find_residuals
from redactor.verify.search.stories import distinct, stories

CODE_CHECK = "code that runs"
_TANGLED = "Look whether the file holds a very long stretch without spaces, take that out, and check it again."
_PAGE_AS_PICTURE = "a page as a picture"


def verify_release(
    *,
    source: bytes,
    source_name: str,
    released: AppliedDocument,
    expected: tuple[tuple[str, str], ...],
    plan: Plan,
    knowledge: Knowledge,
    derived: Mapping[str, bytes] | None = None,
    helped: Helped | None = None,
) -> Verification:
    """Verify a written copy against its source, its plan and its case.

    Args:
        source: The original bytes.
        source_name: The original's name below ``documents/``, as in the plan.
        released: The written copy.
        expected: Text before and after of every segment, in reading order.
        plan: What was to be done.
        knowledge: The case and the destination.
        derived: What attachments of a message were converted to, by the SHA-256 of the original.
        helped: A second process that does part of it; the answer is the same without one.

    Returns:
        What is residual, lost, unchecked. A copy that cannot be read back is lost;
        a plan made for another source is unchecked, and so is a copy that the second process failed.
    """
    nothing = Verification(released.output_name, hashlib.sha256(released.data).hexdigest(), plan.kind)
    original = Original(source, helped)
    try:
        read = _read_copy(released.data, original, helped)
    except UnreadableError as error:
        return replace(nothing, lost=(f"the written file cannot be read back: {error.message}",))
    except BesideError as error:
        return replace(nothing, unchecked=(not_checked(error),))
    try:
        asked = _begun(original, read, released, expected, helped)
        answer = _examined(read, nothing, knowledge, knowledge.profile, helped=helped)
        loss = _compared(original, read, released, expected, derived, asked)
    except BesideError as error:
        return replace(nothing, unchecked=(*read.unchecked, not_checked(error)))
    left, sought = _uncovered(original, read, released, plan)
    if source_name != plan.source or hashlib.sha256(source).hexdigest() != plan.sha256:
        loss.unchecked.append(Notice("the plan was made for another source", holds=True, next_step="Run again."))
    return replace(
        answer,
        residuals=(
            *answer.residuals,
            *(Residual(place, "code that runs", "", CODE_CHECK) for place in read.active),
            *left,
        ),
        lost=tuple(loss.lost),
        unchecked=(*answer.unchecked, *loss.unchecked),
        checks=(*answer.checks, CODE_CHECK, *sought, lost.CHECK),
    )


def prepare_search() -> None:
    """Make ready what searches: patterns and lists of words that are made when something is first searched for."""
    words = "Zanele met Ms Abernathy of Fennmouth Surgery on 3 May 2011; telephone 01632 960123."
    read = ReadFile("text", (Block("", words, Surface.BODY),))
    find_residuals(read, DocumentKind.OTHER, None, None)


def _read_copy(data: bytes, original: Original, helped: Helped | None) -> ReadFile:
    """Read the written file; with help the original too, if it is read here, while pages are read again elsewhere.

    Raises:
        UnreadableError: if the written file is broken.
        BesideError: if the second process ended.
    """
    if helped is None:
        return read_file(data)
    second = helped.of_copy(data)
    if second is not None and not original.read_elsewhere:
        original.known()
    return read_file(data, second=second)


def _begun(
    original: Original,
    read: ReadFile,
    released: AppliedDocument,
    expected: Sequence[tuple[str, str]],
    helped: Helped | None,
) -> Answer[lost.Loss] | None:
    """The comparison of a PDF's pages, if somebody else makes it."""
    if helped is None or released.retypeset or read.format != "pdf":
        return None
    before = original.known()
    if before is None or before.format != "pdf":
        return None
    return helped.comparing(before, read, expected, released.changes)


def _uncovered(
    original: Original, read: ReadFile, released: AppliedDocument, plan: Plan
) -> tuple[tuple[Residual, ...], tuple[str, ...]]:
    """Parts of pages and pictures that were to be removed and are there, and the name of the check if any were.

    What stands in files within counts too.
    """
    if not plan.rectangles:
        return (), ()
    from redactor.verify import covering  # pixels, which other files need not wait for

    drawn = {picture for picture, _ in plan.drawings}  # something else stands there altogether
    parts = [rectangle for rectangle in plan.rectangles if rectangle.picture not in drawn]
    before = original.known()
    if not parts or before is None:  # of an original that is not known the comparison tells
        return (), (covering.CHECK,)
    return covering.uncovered(released.data, before, read, parts), (covering.CHECK,)


def examined_file(
    name: str,
    data: bytes,
    read: ReadFile,
    model: Model,
    *,
    knowledge: Knowledge | None,
    declared_kind: DocumentKind | None,
    profile: Profile | None,
    site_code: bool,
) -> Verification:
    """What ``check_file`` says of a file that was read, by a model that may have begun with it.

    Raises:
        UnsupportedFormatError: if no reader reads it and its bytes hold no full name.
    """
    digest = hashlib.sha256(data).hexdigest()
    kind = declared_kind or kind_from_titles(read.titles, PurePosixPath(name).name)[0]
    rules = knowledge.profile if knowledge is not None else profile
    if site_code:
        kind = DocumentKind.WEB_PAGE
        read = replace(read, blocks=tuple(replace(b, surface=Surface.NAME) for b in read.blocks))
    answer = _examined(read, Verification(name, digest, kind), knowledge, rules, model=model)
    if read.format == "unknown" and not answer.residuals:
        raise UnsupportedFormatError(
            "No reader checks this format.", next_step="Save it as DOCX, PDF or text and check that file."
        )
    if site_code:
        return replace(answer, notes=(*answer.notes, Notice("code of the site, read as text")))
    if rules is not None and rules.preconditions:
        return replace(answer, notes=(*answer.notes, *missing_basics(data, read.format)))
    return answer


def check_bytes(name: str, data: bytes, *, knowledge: Knowledge | None) -> Verification:
    """Search the bytes of a file that has no reader for the full names of a case.

    Args:
        name: Its file name.
        data: Its bytes.
        knowledge: The case or glossary; without one nothing is sought.
    """
    protected = knowledge.protected if knowledge is not None else ()
    found = distinct(exact.raw_residuals([RawBytes("file", data)], protected))
    digest = hashlib.sha256(data).hexdigest()
    return Verification(name, digest, DocumentKind.OTHER, residuals=found, checks=(exact.RAW_CHECK,))


def _examined(
    read: ReadFile,
    nothing: Verification,
    knowledge: Knowledge | None,
    profile: Profile | None,
    *,
    model: Model | None = None,
    helped: Helped | None = None,
) -> Verification:
    """Everything that can be asked of one file alone; a search that does not come to its end leaves it unchecked."""
    nothing = replace(nothing, unchecked=read.unchecked, notes=read.notes)
    try:
        with model.marked(_named(read, nothing.name)) if model is not None else nullcontext() as people:
            return _searched(read, nothing, knowledge, profile, people, helped)
    except TimeoutError:
        late = Notice("the search for names ran out of time", holds=True, next_step=_TANGLED)
    except BesideError as error:
        late = not_checked(error)
    return replace(nothing, unchecked=(*nothing.unchecked, late))


def _searched(
    read: ReadFile,
    nothing: Verification,
    knowledge: Knowledge | None,
    profile: Profile | None,
    people: Marked | None,
    helped: Helped | None,
) -> Verification:
    """The answer of all searches over one file, put into one that says nothing yet."""
    name, kind = nothing.name, nothing.kind
    named = _named(read, name)
    make = helped.lists if helped is not None else _lists
    asked = make(_written(named), read.blocks, knowledge, wrapped=read.wrapped)
    searched = find_residuals(named, kind, knowledge, people)
    residuals: list[Residual] = [*searched.residuals, *sense.hidden_residuals(read, profile)]
    checks = [*searched.checks, sense.HIDDEN_CHECK]
    notes: tuple[Notice, ...] = ()
    if knowledge is not None:
        told = stories(read.blocks)
        residuals += sense.drift_residuals(told, knowledge, wrapped=read.wrapped)
        residuals += sense.missing_names(read, kind, knowledge)
        residuals += sense.reference_residuals(told, name, knowledge)
        checks += [*sense.CHECKS, sense.ALLOWED_CHECK, allowed_roles.CHECK]
        others = allowed_roles.names_in_other_roles(told, knowledge)
        notes = tuple(dict.fromkeys((*searched.bare, *others)))
    nouns, details = asked.result()
    checks += [closed.CHECK, joinable.CHECK]
    return replace(
        nothing,
        residuals=distinct(residuals),
        unchecked=read.unchecked + (sense.undecided(kind, profile) if profile is not None else ()),
        notes=(
            *read.notes,
            *searched.notes,
            *_hidden_notes(read),
            *notes,
            *closed.notices(nouns, profile),
            *joinable.notices(details, knowledge, profile),
        ),
        checks=tuple(checks),
        refused=sense.refusal(kind, profile) if profile is not None else "",
        proper_nouns=nouns,
        joinable=details,
    )


def _lists(
    named: Sequence[Block], blocks: Sequence[Block], knowledge: Knowledge | None, *, wrapped: bool
) -> Answer[Lists]:
    """The lists of a file, made at once."""
    return Answer.of(lists_of(named, blocks, knowledge, wrapped=wrapped))


def _named(read: ReadFile, name: str) -> ReadFile:
    """What a reader saw, and the name of the file with it."""
    return replace(read, blocks=(*read.blocks, Block("file name", _stem(name), Surface.NAME, "file name")))


def _written(read: ReadFile) -> tuple[Block, ...]:
    """The blocks of a file, its name among them as a line of text; what stands on a page only."""
    return tuple(replace(b, surface=Surface.ATTRIBUTE) if b.part == "file name" else b for b in read.blocks)


def _stem(name: str) -> str:
    """A file name without folders and extension, joining marks as spaces."""
    return PurePosixPath(name.replace("\\", "/")).stem.replace("_", " ")


def _hidden_notes(read: ReadFile) -> tuple[Notice, ...]:
    """What stands in the file and is not seen by its readers, for a person to know."""
    places = sense.hidden_places(read)
    properties = [b for b in read.blocks if b.surface is Surface.PROPERTY]
    notes = [
        Notice("hidden content: hidden text, a comment, tracked changes or a file within", place=p) for p in places
    ]
    if properties:
        notes.append(Notice(f"{len(properties)} property values", place="document properties"))
    return tuple(notes)


def _compared(
    original: Original,
    output: ReadFile,
    released: AppliedDocument,
    expected: Sequence[tuple[str, str]],
    derived: Mapping[str, bytes] | None = None,
    asked: Answer[lost.Loss] | None = None,
) -> lost.Loss:
    """Compare source and copy in the way of their format."""
    if output.format == mail.FORMAT:
        within = partial(_within, released)
        return mail.compare_mail(original.data, released.data, expected, released.changes, within, derived)
    loss = lost.Loss()
    before = original.known()
    if before is None:
        step = "Save the original again."
        loss.unchecked.append(Notice("the source cannot be read by the verifier", holds=True, next_step=step))
        return loss
    if released.retypeset:
        return flat.compare_words(before, output, expected)
    if before.format != output.format or before.format == "unknown":
        step = "Save the original as DOCX, PDF or text."
        loss.unchecked.append(Notice("source and copy cannot be compared", holds=True, next_step=step))
        return loss
    if before.format == "text":
        return flat.compare_text(decode(original.data), decode(released.data), expected)
    if before.format == "pdf":
        loss = asked.result() if asked else pages.compare_pages(before, output, expected, released.changes)
        whole = not any(_PAGE_AS_PICTURE in change.what for change in released.changes)
        loss.tell(lost_tags(before.structure.tags, output.structure.tags, counted=whole))
        return loss
    loss = lost.compare_paragraphs(before, output, expected)
    loss.tell(lost.compare_structure(before, output, released.changes))
    return loss


def _within(released: AppliedDocument, source: bytes, copy: bytes, expected: Sequence[tuple[str, str]]) -> lost.Loss:
    """Compare a file within a message with its copy."""
    try:
        output = read_file(copy)
    except UnreadableError:
        return lost.Loss(["the written file cannot be read back"])
    inner = replace(released, data=copy, retypeset=False)
    return _compared(Original(source), output, inner, expected)
