"""Excel workbooks (``.xlsx``, ``.xlsm``, templates), edited in place on the level of their parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from redactor.formats.base import Adapter
from redactor.formats.signatures import describe
from redactor.formats.xlsx.document import Workbook


@dataclass(frozen=True, slots=True)
class ExcelAdapter:
    """Reads Excel's XML format; macros and template nature are not kept."""

    name: str = "xlsx"

    @property
    def extensions(self) -> Mapping[str, str]:
        """All become plain workbooks."""
        return {".xlsx": ".xlsx", ".xlsm": ".xlsx", ".xltx": ".xlsx", ".xltm": ".xlsx"}

    def recognises(self, data: bytes) -> bool:
        """Whether it is a zip that is not plainly another format; broken ones are left to ``open``."""
        what = describe(data)
        return what in ("an Excel workbook", "a zip archive") or (data.startswith(b"PK") and not what)

    def open(self, data: bytes) -> Workbook:
        """Read a workbook; see ``base.Adapter``."""
        return Workbook(data)


def adapters() -> tuple[Adapter, ...]:
    """The adapters of this package."""
    return (ExcelAdapter(),)
