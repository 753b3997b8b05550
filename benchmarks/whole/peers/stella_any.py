"""stella-anonymize-core, over text or DOCX: INPUT OUTPUT NAMES; the names are no setting of its own."""

import sys
from pathlib import Path

import stella_anonymize as anonymize

source, target = Path(sys.argv[1]), Path(sys.argv[2])
prepared = anonymize.create_pipeline(language="en", warmup="lazy-regex")
if source.suffix == ".docx":
    session = prepared.create_redaction_session("case")
    asked = {"coverage": {"mode": "allow-partial"}}
    result = anonymize.anonymize_docx(source.read_bytes(), session, session.session_id(), asked)
    target.write_bytes(result["document"])
else:
    answer = prepared.redact_text(source.read_text(encoding="utf-8"), redact_string="***")
    target.write_text(answer.redaction.redacted_text, encoding="utf-8")
