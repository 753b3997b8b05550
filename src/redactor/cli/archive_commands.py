"""What the commands for archives do, beside parsing."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from redactor.batch import (
    BatchResult,
    CaseOutcome,
    CaseState,
    Limits,
    Options,
    Pool,
    planned,
    run_batch,
    survey,
)
from redactor.batch.running import folder_name
from redactor.batch.summary import summary_data
from redactor.cli.console import Bar, print_json, stderr
from redactor.errors import ExitCode, UsageError
from redactor.model import Status
from redactor.pipeline.destination import profile_for

_PLAIN_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a cluster is, and what proves who we are; no address for none."""

    address: str = ""
    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None

    def pool(self, limits: Limits) -> Pool | None:
        """The cluster as a place where cases are done; ``None`` for this machine."""
        if not self.address:
            if self.ca or self.certificate or self.key:
                raise UsageError("Certificates are given, but no --scheduler.")
            return None
        from redactor.batch.cluster import ClusterPool, Tls

        return ClusterPool(self.address, limits, Tls(self.ca, self.certificate, self.key))


def list_archive(root: Path, output: Path, *, workers: int | None, password_file: Path | None) -> None:
    """Write the inventory of an archive and say where it is."""
    from redactor.batch.inventory import take_inventory
    from redactor.batch.inventory_sheet import write_inventory

    if output.suffix.lower() != ".xlsx":
        raise UsageError("An inventory is an Excel file.", next_step="Give a name that ends in .xlsx.")
    if not output.parent.is_dir():
        raise UsageError("The folder of the output file is not there.", next_step="Make it, or name another.")
    archive = survey(root)
    with Bar() as bar:
        rows = take_inventory(archive, root, password_file=password_file, workers=workers, progress=bar)
    write_inventory(output, rows)
    pages = sum(row.seen.pages for row in rows)
    hours = sum(row.seen.seconds for row in rows) / 3600
    broken = sum(bool(row.seen.problem) for row in rows)
    same = sum(bool(row.same_as) for row in rows)
    stderr.print(f"{len(rows)} files, {pages} pages; {same} are duplicates; {broken} will not work as they are.")
    stderr.print(f"About {hours:.1f} hours on one core.")
    for line in archive.skipped:
        stderr.print(f"[bold]Left out:[/] {escape(line)}")
    stderr.print(f"Written: [bold]{escape(str(output))}[/] (confidential). Correct it, then:")
    stderr.print(f"redactor batch {escape(str(root))} --out OUTPUT --inventory {escape(str(output))}")


def run_archive(
    root: Path,
    out: Path,
    *,
    each_file: bool,
    glossary: Path | None,
    inventory: Path | None,
    settings: Path | None,
    options: Options,
    limits: Limits,
    workers: int | None,
    resume: bool,
    confidential: Path | None,
    cluster: Cluster,
    as_json: bool,
) -> ExitCode:
    """Run the cases of an archive and print how they ended."""
    profile_for(options.destination, accept_provisional=options.accept_provisional)
    if (glossary and not each_file) or (settings and not (each_file or inventory)):
        raise UsageError("--glossary and --settings are for loose documents.", next_step="Add --each-file.")
    if inventory and each_file:
        raise UsageError("An inventory says which files are taken.", next_step="Leave --each-file out.")
    private = confidential or out.with_name(f"{out.name}-confidential")
    archive = survey(root, leave_out=(out, private))
    if inventory:
        from redactor.batch.inventory_sheet import planned_from

        cases = planned_from(inventory, root, archive.cases, settings=settings)
    else:
        cases = planned(archive, root, each_file=each_file, glossary=glossary, settings=settings)
    with ArchiveBar(quiet=as_json) as bar:
        result = run_batch(
            cases,
            out,
            root=root,
            confidential=confidential,
            options=options,
            resume=resume,
            limits=limits,
            workers=workers,
            pool=cluster.pool(limits),
            progress=bar,
        )
    left = 0 if each_file or inventory else len(archive.loose)
    if as_json:
        print_json(summary_data(result.outcomes, result.numbers, result.unchanged))
    else:
        _print(result, loose=left)
    return result.exit_code


class ArchiveBar:
    """How far a batch is, on stderr: a live display in a terminal, a line now and then elsewhere."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._plain = not stderr.is_terminal
        self._counts = dict.fromkeys(("cases", "documents", "pages", "released", "waiting", "blocked"), 0)
        self._total = (0, 0)
        self._began = self._told = time.monotonic()
        self._rich = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[words]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=stderr,
            disable=quiet or self._plain,
        )
        self._task = self._rich.add_task("Cases", total=None, words="")

    def __enter__(self) -> ArchiveBar:
        """Start the display."""
        self._rich.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the display."""
        self._rich.stop()

    def begin(self, cases: int, documents: int, *, unchanged: int) -> None:
        """Say what is to be done."""
        self._total = (cases, documents)
        self._began = self._told = time.monotonic()
        if self._plain and not self._quiet:
            known = f"; {unchanged} are done and unchanged" if unchanged else ""
            stderr.print(f"{cases} cases with {documents} documents{known}")
        self._rich.update(self._task, total=max(1, documents), words=self._words())

    def ended(self, outcome: CaseOutcome) -> None:
        """Count a case that has ended."""
        counts = self._counts
        counts["cases"] += 1
        counts["documents"] += len(outcome.documents)
        counts["pages"] += sum(document.pages for document in outcome.documents)
        counts["released"] += outcome.count(Status.RELEASED)
        counts["blocked"] += outcome.count(Status.BLOCKED)
        waiting = (Status.HELD, Status.UNREADABLE, Status.UNSUPPORTED)
        counts["waiting"] += sum(map(outcome.count, waiting))
        self._rich.update(self._task, completed=counts["documents"], words=self._words())
        now = time.monotonic()
        if self._plain and not self._quiet and (now - self._told > _PLAIN_SECONDS or counts["cases"] == self._total[0]):
            self._told = now
            stderr.print(self._words())

    def _words(self) -> str:
        counts, (cases, documents) = self._counts, self._total
        rate = counts["pages"] / max(0.001, time.monotonic() - self._began)
        return (
            f"{counts['cases']} of {cases} cases, {counts['documents']} of {documents} documents, "
            f"{counts['pages']} pages ({rate:.1f} a second): {counts['released']} released, "
            f"{counts['waiting']} need you, {counts['blocked']} blocked"
        )


def _print(result: BatchResult, *, loose: int) -> None:
    table = Table("Folder", "Case", "Released", "Needs you", "Blocked", "Refused", "State")
    for outcome in result.outcomes:
        waiting = sum(map(outcome.count, (Status.HELD, Status.UNREADABLE, Status.UNSUPPORTED)))
        table.add_row(
            folder_name(result.numbers[outcome.key]),
            escape(outcome.key),
            str(outcome.count(Status.RELEASED)),
            str(waiting),
            str(outcome.count(Status.BLOCKED)),
            str(outcome.count(Status.REFUSED)),
            _state(outcome, unchanged=outcome.key in result.unchanged),
        )
    stderr.print(table)
    if loose:
        stderr.print(
            f"[bold]Note:[/] {loose} documents stand in no case folder and were left alone; add --each-file for them."
        )
    stderr.print(f"Summary: [bold]{escape(str(result.summary))}[/] (confidential)")


def _state(outcome: CaseOutcome, *, unchanged: bool) -> str:
    words = {
        CaseState.DONE: "done",
        CaseState.DRAFT: "draft for review: no glossary",
        CaseState.UNUSABLE: "[yellow]the case folder needs mending[/]",
        CaseState.FAILED: "[red]could not be done[/]",
    }[outcome.state]
    problem = f": {escape(outcome.problems[0])}" if outcome.problems else ""
    return f"{words}{' (unchanged)' if unchanged else ''}{problem}"
