"""Public text through the whole program: what is counted, and what the source leaves open."""

from __future__ import annotations

from pathlib import Path

from training.public import SOURCES, documents

from evaluation import public_text

LINES = """\
# newdoc id = email-one
# sent_id = one-1
1\tKaren\tB-PER
2\tOldroyd\tI-PER
3\trang\tO
4\tthe\tO
5\tschool\tO
6\t.\tO

# sent_id = one-2
1\tZanele\tO
2\tMthembu\tO
3\tcame\tO
4\twith\tO
5\tkaren\tB-PER
6\t.\tO

# newdoc id = weblog-two
# sent_id = two-1
1\tIt\tO
2\trained\tO
3\ton\tO
4\tMonday\tB-PER
5\t.\tO
"""


def test_each_document_is_a_case_and_what_the_source_leaves_open_counts_for_neither(tmp_path: Path) -> None:
    (tmp_path / "uner_x.iob2").write_text(LINES, encoding="utf-8")
    (source,) = public_text.held_out()
    kinds = [(document.kind, len(document.sentences)) for document in documents(tmp_path, source)]
    assert kinds == [("email", 2), ("weblog", 1)]
    figures = {
        kind: ((found.hits, found.total), (right.hits, right.total), (unknown.hits, unknown.total))
        for kind, (found, right, unknown) in public_text.measure(tmp_path, source).items()
    }
    # Monday is no person to the program; Zanele Mthembu, whom the source does not know, is
    assert figures == {
        "email": ((1, 1), (1, 2), (0, 0)),
        "weblog": ((0, 1), (0, 0), (0, 0)),
        "all": ((1, 2), (1, 2), (0, 0)),
    }
    assert list(figures)[-1] == "all"


def test_a_noun_that_nothing_explains_is_counted_by_itself(tmp_path: Path) -> None:
    lines = "# newdoc id = weblog-one\n1\tDon\tO\n2\tshoes\tO\n3\tbefore\tO\n4\tleaving\tO\n"
    (tmp_path / "uner_x.iob2").write_text(lines, encoding="utf-8")
    (source,) = public_text.held_out()
    found, right, unknown = public_text.measure(tmp_path, source)["all"]
    assert (found.total, right.total, unknown.hits, unknown.total) == (0, 0, 0, 1)


def test_a_file_that_tells_of_no_documents_is_one(tmp_path: Path) -> None:
    (tmp_path / "wikigold.conll").write_text("Karen I-PER\n\nIt O\n", encoding="utf-8")
    (source,) = (one for one in SOURCES if one.name == "wikigold")
    assert [(document.kind, len(document.sentences)) for document in documents(tmp_path, source)] == [("", 2)]
