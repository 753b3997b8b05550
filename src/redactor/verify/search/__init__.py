"""The verifier's own search: what is left in a file that must not be."""

from redactor.verify.search.residuals import find_residuals

__all__ = ["find_residuals"]
