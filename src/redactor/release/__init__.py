"""The last stage: gate, publishing, certificate, audit trail, reports."""
