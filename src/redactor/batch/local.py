"""Cases over the cores of this machine: a thread for each worker process."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence

from redactor.batch.isolated import IsolatedWorker
from redactor.batch.values import CaseOutcome, Limits, Task
from redactor.cores import allowed_cores


class LocalPool:
    """A pool of worker processes.

    Args:
        workers: How many.
        limits: What each may take.
    """

    def __init__(self, workers: int, limits: Limits) -> None:
        self._count = max(1, workers)
        self._limits = limits

    def run(self, tasks: Sequence[Task]) -> Iterator[CaseOutcome]:
        """Do the tasks; yields each outcome when it is there, in no order.

        Closing the iterator, or an exception where it is used, ends every worker at once.
        """
        waiting: queue.SimpleQueue[Task] = queue.SimpleQueue()
        for task in tasks:
            waiting.put(task)
        count = min(self._count, len(tasks))
        done: queue.SimpleQueue[CaseOutcome | BaseException] = queue.SimpleQueue()
        threads = max(1, allowed_cores() // max(1, count))
        workers = [IsolatedWorker(self._limits, threads=threads) for _ in range(count)]
        helpers = [threading.Thread(target=_serve, args=(worker, waiting, done), daemon=True) for worker in workers]
        for helper in helpers:
            helper.start()
        try:
            for _ in tasks:
                outcome = done.get()
                if isinstance(outcome, BaseException):
                    raise outcome
                yield outcome
        finally:
            while not waiting.empty():
                waiting.get()
            for worker in workers:
                worker.stop()
            for helper in helpers:
                helper.join()


def _serve(
    worker: IsolatedWorker, waiting: queue.SimpleQueue[Task], done: queue.SimpleQueue[CaseOutcome | BaseException]
) -> None:
    with worker:
        while True:
            try:
                task = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                done.put(worker.run(task))
            except BaseException as error:  # noqa: BLE001  # raised where the outcomes are read
                done.put(error)
                return
