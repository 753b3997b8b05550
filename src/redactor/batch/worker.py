"""The process that does the cases of a batch, one after another: ``python -m redactor.batch.worker``.

It reads one JSON object a line from standard input, first the limits, then ``{"case": …}`` or
``{"look": …}``, and writes one a line to what was its standard output: ``{"at": source}`` when it turns
to a document, and ``{"answer": …}`` or ``{"broke": kind, "code": …}`` at the end of a task. Whatever
libraries print goes nowhere: it might quote a document. When the parent dies, standard input ends, and
so does the worker.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from typing import TextIO

from redactor.batch.limits import enforce
from redactor.batch.values import CaseOutcome, Limits, Look, Seen, Task
from redactor.collecting import seldom
from redactor.errors import RedactorError
from redactor.lean import load_less


class _Teller:
    """Tells the parent which document is at hand."""

    def __init__(self, channel: TextIO) -> None:
        self._channel = channel

    def stage(self, name: str, total: int) -> None:
        """A new stage: no document is at hand until one is named."""
        self.tell({"at": "", "stage": name, "of": total})

    def step(self) -> None:
        """Nothing to tell."""

    def document(self, source: str) -> None:
        """A document is at hand."""
        self.tell({"at": source})

    def tell(self, message: dict[str, object]) -> None:
        """Write one line."""
        self._channel.write(json.dumps(message) + "\n")
        self._channel.flush()


def _tasks(lines: queue.Queue[str]) -> None:
    for line in sys.stdin:
        lines.put(line)
    os._exit(0)  # the parent is gone or wants no more; nothing is half written, whatever is at hand


def _answer(request: dict[str, object], teller: _Teller) -> CaseOutcome | Seen:
    if "look" in request:
        from redactor.batch.looking import look

        task = Look.model_validate(request["look"])
        teller.document(task.key)
        return look(task)
    from redactor.batch.executing import execute  # loaded when it is needed, once this process loads less

    return execute(Task.model_validate(request["case"]), teller)


def main() -> None:
    """Serve until standard input ends."""
    load_less()
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="surrogateescape")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_tasks, args=(lines,), daemon=True).start()
    enforced = enforce(Limits.model_validate_json(lines.get()))
    teller = _Teller(channel)
    teller.tell({"ready": list(enforced)})
    with seldom():
        _serve(lines, teller)


def _serve(lines: queue.Queue[str], teller: _Teller) -> None:
    while True:
        request = json.loads(lines.get())
        try:
            answer = _answer(request, teller)
        except RedactorError as error:
            teller.tell({"broke": type(error).__name__, "code": int(error.exit_code), "words": str(error)})
        except Exception as error:  # noqa: BLE001  # the parent is told, and this process ends with it
            teller.tell({"broke": type(error).__name__, "code": 70, "words": ""})
            return
        else:
            teller.tell({"answer": answer.model_dump(mode="json")})


if __name__ == "__main__":
    main()
