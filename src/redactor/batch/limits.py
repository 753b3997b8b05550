"""What the operating system holds a worker to, where it can.

On POSIX: memory, the size of written files, no core dumps (they would hold names).
Windows has no such limits for a process of its own; there the time limit, which the
parent keeps, is the only one, and ``enforced`` says so.
"""

from __future__ import annotations

import sys

from redactor.batch.values import Limits

if sys.platform == "win32":

    def enforce(limits: Limits) -> tuple[str, ...]:
        """Hold this process to ``limits``, of which Windows offers none; returns what is enforced: nothing."""
        del limits
        return ()

else:
    import resource

    def enforce(limits: Limits) -> tuple[str, ...]:
        """Hold this process, and those it starts, to ``limits``.

        Memory is that of private pages (``RLIMIT_DATA``), so that files mapped for reading do not count;
        where the system does not count it so, the address space is held to twice as much.

        Returns:
            What is enforced: ``"memory"``, ``"output"``, ``"core"``.
        """
        done: list[str] = []
        if limits.memory:
            _at_most(resource.RLIMIT_DATA, limits.memory)
            _at_most(resource.RLIMIT_AS, 2 * limits.memory)
            done.append("memory")
        if limits.output:
            _at_most(resource.RLIMIT_FSIZE, limits.output)
            done.append("output")
        _at_most(resource.RLIMIT_CORE, 0)
        return (*done, "core")

    def _at_most(what: int, amount: int) -> None:
        _, hard = resource.getrlimit(what)
        new = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(what, (new, new))
