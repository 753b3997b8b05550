"""The same batch on a Dask cluster with encrypted connections, one worker of which is killed."""

from __future__ import annotations

import datetime
import ipaddress
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.batch.archives import NOTE, breaking, released, small_case

from redactor.batch import Limits, planned, run_batch, survey
from redactor.batch.cluster import ClusterPool, Tls, require_safe
from redactor.batch.summary import JSON
from redactor.errors import UsageError

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.xdist_group("batch")

# A cluster in a process of its own; it says its address and ends when its standard input does.
_CLUSTER = """
import json, sys
from distributed import LocalCluster, Security
def main():
    files = json.loads(sys.argv[1])
    security = Security(require_encryption=True, **files)
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, protocol="tls://", security=security,
                      dashboard_address=None, host="127.0.0.1") as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
if __name__ == "__main__":
    main()
"""


def _certificates(folder: Path) -> tuple[Path, Path]:
    """A self-signed certificate that serves as authority, for both sides."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "cluster of a test")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, private


def _end(cluster: subprocess.Popen[str]) -> None:
    """Ask the cluster to close; how long Dask takes for that, with a worker gone, is not the test's affair."""
    try:
        cluster.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        cluster.kill()
        cluster.communicate()


def _results(folder: Path) -> list[dict[str, Any]]:
    """What the summary says of each case, without how long it took and where it ran."""
    data = json.loads((folder / JSON).read_text(encoding="utf-8"))
    return [
        {name: value for name, value in result.items() if name not in ("seconds", "report", "certificate_sha256")}
        for result in data["results"]
    ]


@pytest.mark.slow
def test_a_cluster_gives_the_same_releases_though_a_worker_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "archive"
    small_case(root, "a")
    small_case(root, "b", {"once.txt": NOTE.format(day=5), "other.txt": NOTE.format(day=6)})
    small_case(root, "c", {"note.docx": NOTE.format(day=7)})
    cases = planned(survey(root), root, each_file=False)
    own = {name: tmp_path / name for name in ("here-confidential", "there-confidential")}
    run_batch(cases, tmp_path / "here", root=root, confidential=own["here-confidential"], workers=1)

    for name, value in breaking(tmp_path).items():
        monkeypatch.setenv(name, value)
    certificate, key = _certificates(tmp_path)
    script = tmp_path / "cluster.py"
    script.write_text(_CLUSTER, encoding="utf-8")
    files = {
        f"tls_{who}_{what}": str(path)
        for who in ("scheduler", "worker", "client")
        for what, path in (("cert", certificate), ("key", key))
    }
    cluster = subprocess.Popen(
        [sys.executable, str(script), json.dumps({"tls_ca_file": str(certificate), **files})],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    try:
        assert cluster.stdout is not None
        address = cluster.stdout.readline().strip()
        assert address.startswith("tls://")
        pool = ClusterPool(address, Limits(), Tls(certificate, certificate, key))
        run_batch(cases, tmp_path / "there", root=root, confidential=own["there-confidential"], pool=pool)
    finally:
        _end(cluster)
    assert (tmp_path / "broke-once").exists(), "a worker was killed"
    assert released(tmp_path / "there") == released(tmp_path / "here")
    assert len(released(tmp_path / "there")) == 4
    assert _results(own["there-confidential"]) == _results(own["here-confidential"])


def _is_safe(address: str) -> bool:
    try:
        require_safe(address)
    except UsageError:
        return False
    return True


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("tls://cluster.board.example:8786", True),
        ("tcp://127.0.0.1:8786", True),
        ("tcp://[::1]:8786", True),
        ("tcp://localhost:8786", True),
        ("tcp://localhost.board.example:8786", False),
        ("tcp://0.0.0.0:8786", False),
        ("tcp://:8786", False),
    ],
)
def test_only_encrypted_and_local_addresses_are_safe(address: str, safe: bool) -> None:
    assert _is_safe(address) is safe


@pytest.mark.parametrize(
    "address",
    ["tcp://10.0.0.5:8786", "tcp://cluster.board.example:8786", "ws://127.0.0.1:8786", "cluster:8786", "tls://", ""],
)
def test_addresses_in_clear_are_refused(address: str) -> None:
    with pytest.raises(UsageError, match="not encrypted"):
        ClusterPool(address, Limits(), Tls())


def test_a_cluster_needs_certificates() -> None:
    with pytest.raises(UsageError, match="certificates"):
        ClusterPool("tls://cluster.board.example:8786", Limits(), Tls())
