"""Cases over a Dask cluster: the same worker processes, on other machines, with files by shared path.

Each Dask worker keeps one isolated process of this program, so a document is held to the same
limits there as here. Connections are encrypted and both sides show a certificate; plain ``tcp://``
is taken only on this machine's own loopback. When a Dask worker dies, its case is done by another.
Needs the extra ``redactor[cluster]``.
"""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from redactor.batch.isolated import IsolatedWorker
from redactor.batch.values import CaseOutcome, Limits, Task, failed
from redactor.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from distributed import Client, Security

_RETRIES = 3
_LOCAL = threading.local()


@dataclass(frozen=True, slots=True)
class Tls:
    """Files that prove who we are to a cluster.

    Attributes:
        ca: The authority that signed everybody's certificate (PEM).
        certificate: Our own (PEM).
        key: Its private key (PEM).
    """

    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None


class ClusterPool:
    """The cases of a batch on a Dask cluster.

    Args:
        address: ``tls://host:port`` of the scheduler, or ``tcp://127.0.0.1:port``.
        limits: What each worker process may take.
        tls: The certificates.

    Raises:
        UsageError: if the address is not encrypted, or the extra is not installed.
    """

    def __init__(self, address: str, limits: Limits, tls: Tls) -> None:
        require_safe(address)
        self._address = address
        self._limits = limits
        self._security = _security(address, tls)

    def run(self, tasks: Sequence[Task]) -> Iterator[CaseOutcome]:
        """Do the tasks; yields each outcome when it is there, in no order.

        Raises:
            UsageError: if the cluster cannot be reached.
        """
        from distributed import as_completed

        limits = self._limits.model_dump(mode="json")
        with self._client() as client:
            futures = {
                client.submit(
                    execute_on_cluster, task.model_dump(mode="json"), limits, retries=_RETRIES, pure=False
                ): task
                for task in tasks
            }
            for future in as_completed(list(futures), loop=client.loop):  # it would look for a default client
                task = futures[future]
                if future.status == "finished":
                    yield CaseOutcome.model_validate(future.result())
                else:
                    yield failed(
                        task,
                        "The machines that worked on it died or could not run it, more than once.",
                        ExitCode.BUG,
                    )

    def _client(self) -> Client:
        from distributed import Client

        try:
            return Client(self._address, security=self._security, set_as_default=False, timeout="30s")
        except OSError:
            raise UsageError(
                "The cluster's scheduler does not answer.",
                next_step="Look at the address and the certificates, and whether the scheduler runs.",
            ) from None


def execute_on_cluster(task: dict[str, Any], limits: dict[str, Any]) -> dict[str, Any]:
    """Do one case in this Dask worker's isolated process (runs on the cluster)."""
    worker = getattr(_LOCAL, "worker", None)
    if worker is None or _LOCAL.limits != limits:
        if worker is not None:
            worker.close()
        worker = _LOCAL.worker = IsolatedWorker(Limits.model_validate(limits))
        _LOCAL.limits = limits
    outcome: CaseOutcome = worker.run(Task.model_validate(task))
    return outcome.model_dump(mode="json")


def require_safe(address: str) -> None:
    """Refuse an address whose traffic others could read.

    Raises:
        UsageError: unless it is ``tls://…``, or ``tcp://`` to this machine itself.
    """
    parts = urlsplit(address)
    if parts.scheme == "tls" and parts.hostname:
        return
    if parts.scheme == "tcp" and parts.hostname and _is_loopback(parts.hostname):
        return
    raise UsageError(
        "The scheduler's address is not encrypted; documents of a case must not travel in clear.",
        next_step="Start the scheduler with TLS and give its address as tls://host:8786.",
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _security(address: str, tls: Tls) -> Security | None:
    try:
        from distributed import Security
    except ImportError:
        raise UsageError(
            "This installation cannot use a cluster.", next_step="Install it with the extra: redactor[cluster]."
        ) from None
    if not address.startswith("tls://"):
        return None
    if not (tls.ca and tls.certificate and tls.key):
        raise UsageError(
            "A cluster needs certificates.", next_step="Give --tls-ca, --tls-cert and --tls-key (PEM files)."
        )
    return Security(
        tls_ca_file=str(tls.ca),
        tls_client_cert=str(tls.certificate),
        tls_client_key=str(tls.key),
        require_encryption=True,
    )
