"""Only publishing can write into ``release/``: shown from the code of every module.

A module either names the folder of a release or calls something that changes files, never both, but for the few listed
here. A new module that does both turns this test red until somebody has looked at it.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import redactor

PACKAGE = Path(redactor.__file__).parent

CHANGES_FILES = {
    "NamedTemporaryFile",
    "TemporaryDirectory",
    "copy2",
    "copyfile",
    "copyfileobj",
    "copytree",
    "hardlink_to",
    "link",
    "makedirs",
    "mkdir",
    "mkdtemp",
    "mkstemp",
    "move",
    "private_directory",
    "remove",
    "remove_tree",
    "rename",
    "renames",
    "rmdir",
    "rmtree",
    "symlink_to",
    "touch",
    "truncate",
    "unlink",
    "write_bytes",
    "write_new",
    "write_private",
    "write_text",
}

BOTH = {
    "release/publish.py": "the only way into release/",
    "release/output.py": "makes the output folder and removes what dead runs left; never touches release/",
    "pipeline/packing.py": "reads release/ and writes a pack, which may not lie in it",
    "web/packs.py": "lists release/ and makes the folder for packs, which lies beside it",
}


def calls(tree: ast.AST) -> set[str]:
    """Names of everything that is called and can change a file."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        modes = [*node.args, *(item.value for item in node.keywords if item.arg == "mode")]
        writes = any(isinstance(m, ast.Constant) and str(m.value) in OPENS_TO_WRITE for m in modes)
        if name in CHANGES_FILES or (name == "open" and (writes or ast.unparse(node.func) == "os.open")):
            found.add(name)
        if name == "replace" and isinstance(node.func, ast.Attribute) and len(node.args) == 1 and not node.keywords:
            found.add("replace")  # Path.replace takes one argument, str.replace two
    return found


OPENS_TO_WRITE = frozenset(f"{first}{rest}" for first in "wax" for rest in ("", "b", "t", "+", "b+", "+b")) | {
    "r+",
    "r+b",
}


def names_release(tree: ast.AST) -> bool:
    """Whether a module says the name of the folder, or asks an output for it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            right = node.right
            if isinstance(right, ast.Constant) and str(right.value).startswith("release"):
                return True
        if isinstance(node, ast.Name) and node.id == "RELEASE_NAME":
            return True
        if isinstance(node, ast.Attribute) and node.attr == "release" and ast.unparse(node.value) in OUTPUTS:
            return True
    return False


OUTPUTS = ("output", "out", "self", "self.output", "self._output")


def modules(word: str) -> dict[str, ast.AST]:
    """The modules that say a word, parsed; in no other can it stand in the code."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(code)
        for path in PACKAGE.rglob("*.py")
        if word in (code := path.read_text(encoding="utf-8")).casefold()
    }


def test_no_module_but_publishing_both_names_the_folder_and_changes_files() -> None:
    both = {name for name, tree in modules("release").items() if names_release(tree) and calls(tree)}
    assert both == set(BOTH)


def test_only_publishing_renames_and_only_the_pipeline_publishes() -> None:
    callers = {
        name
        for name, tree in modules("publish").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "publish"
    }
    assert callers == {"release/finish.py"}


@pytest.mark.parametrize(
    ("code", "changes", "names"),
    [
        ("(out / 'release' / 'a').write_bytes(b'')", True, True),
        ("path = out / RELEASE_NAME\npath.rename(other)", True, True),
        ("output.release.mkdir()", True, True),
        ("open(out / 'release/a', 'wb')", True, True),
        ("os.open(out / 'release', flags)", True, True),
        ("staged.replace(out / 'release')", True, True),
        ("(out / 'release').read_bytes().replace(b'a', b'b')", False, True),
        ("open(out / 'release/a', 'rb').read()", False, True),
        ("replace(record, release=None)", False, False),
        ("path.write_bytes(b'')", True, False),
    ],
)
def test_this_check_can_fail(code: str, changes: bool, names: bool) -> None:
    tree = ast.parse(code)
    assert bool(calls(tree)) is changes
    assert names_release(tree) is names
