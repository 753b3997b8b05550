from __future__ import annotations

from redactor.model import Finding
from redactor.recognisers.public_term import recognisers


def test_public_names_protect_their_span() -> None:
    (recogniser,) = recognisers(None)
    assert list(recogniser.find("See Gillick competence.")) == [
        Finding(4, 22, "public", 0.9, "a public name or citation", rule="public term")
    ]
    assert list(recogniser.find("Ms Munro and Grace Wood")) == []
