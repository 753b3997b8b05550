"""The settings that LibreOffice starts with: no macros, no links followed, no network, no memory of anything.

Each conversion has a profile of its own that holds exactly these; what the user has set
in their own LibreOffice neither counts nor changes. A setting that an older version does
not know is ignored by it.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

_NOWHERE = "127.0.0.1"
_NO_PORT = "9"
"""The discard port: a request that is made all the same ends there."""

_SECURITY = "org.openoffice.Office.Common/Security/Scripting"
_INTERNET = "org.openoffice.Inet/Settings"
_SETTINGS = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    (_SECURITY, "DisableOLEAutomation", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    (_INTERNET, "ooInetProxyType", "2"),
    (_INTERNET, "ooInetHTTPProxyName", _NOWHERE),
    (_INTERNET, "ooInetHTTPProxyPort", _NO_PORT),
    (_INTERNET, "ooInetHTTPSProxyName", _NOWHERE),
    (_INTERNET, "ooInetHTTPSProxyPort", _NO_PORT),
    (_INTERNET, "ooInetFTPProxyName", _NOWHERE),
    (_INTERNET, "ooInetFTPProxyPort", _NO_PORT),
    ("org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("org.openoffice.Office.Common/History", "PickListSize", "0"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
)
"""Path, name, value. Writer's links: 0 is never; Calc's: 1 is never."""

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)


def write_profile(folder: Path) -> None:
    """Make a user profile in ``folder``.

    Raises:
        OSError: if it cannot be written.
    """
    user = folder / "user"
    user.mkdir(parents=True, mode=0o700)
    lines = (
        f'<item oor:path="/{escape(path)}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(_HEAD + "".join(lines) + "</oor:items>\n", encoding="utf-8")


def environment(inherited: dict[str, str], home: Path) -> dict[str, str]:
    """The environment of the converter: a home and a temp folder of its own, proxies that lead nowhere.

    Args:
        inherited: The variables of this process; few of them are handed on.
        home: The private folder.
    """
    handed_on = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "PROGRAMFILES", "COMSPEC")
    kept = {name: value for name, value in inherited.items() if name.upper() in handed_on}
    dead_end = f"http://{_NOWHERE}:{_NO_PORT}"
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), dead_end)
    places = {name: str(home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TMP", "TEMP")}
    return {**kept, **proxies, **places, "SAL_USE_VCLPLUGIN": "svp", "SAL_DISABLE_OPENCL": "1"}
