"""The confidential report of a run: ``report.html`` for people, ``report.json`` for programs."""

from redactor.release.report.data import REPORT_JSON, json_report, report_data
from redactor.release.report.page import REPORT_HTML, html_report

__all__ = ["REPORT_HTML", "REPORT_JSON", "html_report", "json_report", "report_data"]
