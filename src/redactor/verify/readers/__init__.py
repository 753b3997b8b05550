"""The verifier's own readers: raw, complete, and shared with no writer."""

from redactor.verify.readers.base import READ_BY_PEOPLE, Block, RawBytes, ReadFile, Structure, Surface
from redactor.verify.readers.registry import read_file

__all__ = ["READ_BY_PEOPLE", "Block", "RawBytes", "ReadFile", "Structure", "Surface", "read_file"]
