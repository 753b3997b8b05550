"""Files that the browser saves and never shows."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response


def download(data: bytes, name: str, media_type: str = "application/octet-stream") -> Response:
    """A file to be saved.

    Args:
        data: Its bytes.
        name: Its name; what is not plain in it is said twice, as RFC 6266 has it.
        media_type: What it is.
    """
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " .-_()") else "_" for c in name)
    headers = {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(data, media_type=media_type, headers=headers)
