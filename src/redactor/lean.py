"""What a process of this program does not load: parts of libraries that it never uses, and that take long to load.

spaCy loads its command line with it, and that a web client and a terminal; Presidio loads 80 recognisers of many
countries, of which this program uses none. In a process of this program's own both are put off until somebody asks
for something in them, and then loaded as ever: nothing is missing, and no version of a library is asked for. A process
that is somebody else's, who uses this program as a library, is left alone.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType
from typing import Final

_NLP_RECOGNISERS: Final = "presidio_analyzer.predefined_recognizers.nlp_engine_recognizers"
PUT_OFF: Final[Mapping[str, Mapping[str, str]]] = {
    "presidio_analyzer.predefined_recognizers": {
        "SpacyRecognizer": f"{_NLP_RECOGNISERS}.spacy_recognizer",
        "StanzaRecognizer": f"{_NLP_RECOGNISERS}.stanza_recognizer",
        "TransformersRecognizer": f"{_NLP_RECOGNISERS}.transformers_recognizer",
    },
    _NLP_RECOGNISERS: {},
    "spacy.cli": {},
}
"""Package -> those of its names that its library asks for when it is loaded, with the module that defines each."""
CALLED_LATER: Final[Mapping[str, tuple[str, ...]]] = {"spacy.cli.info": ("info",)}
"""Module -> functions of it that its library takes when it is loaded, and that nobody calls."""


def load_less() -> None:
    """Put off the parts of libraries named above; for the first lines of a process that is this program's own."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder(MetaPathFinder):
    """Finds what is put off where it always is, and has it loaded later."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """As of any finder; ``None`` for everything else."""
        if fullname not in PUT_OFF and fullname not in CALLED_LATER:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Later(spec.loader, PUT_OFF.get(fullname, {}), CALLED_LATER.get(fullname, ()))
        return spec


class _Later(Loader):
    """Loads a module when a name of it is asked for that is not known from elsewhere.

    Args:
        whole: Loads it.
        homes: Name -> module that defines it.
        functions: Functions that load it when they are called.
    """

    def __init__(self, whole: Loader, homes: Mapping[str, str], functions: Sequence[str]) -> None:
        self._whole = whole
        self._homes = homes
        self._functions = functions
        self._lock = RLock()
        self._loading = False

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """As the module's own loader does."""
        return self._whole.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Load nothing yet."""

        def ask(name: str) -> object:
            if name in self._homes:
                value: object = getattr(import_module(self._homes[name]), name)
                setattr(module, name, value)
                return value
            if self._loading or (name.startswith("__") and name != "__all__"):
                raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")
            self._load(module, ask)
            return getattr(module, name)

        def called_later(name: str) -> object:
            def call(*args: object, **more: object) -> object:
                self._load(module, ask)
                return getattr(module, name)(*args, **more)

            return call

        for name in self._functions:
            setattr(module, name, called_later(name))
        module.__getattr__ = ask  # type: ignore[method-assign]

    def _load(self, module: ModuleType, ask: object) -> None:
        """Load the whole of it, once."""
        with self._lock:
            if module.__dict__.get("__getattr__") is not ask or self._loading:
                return
            self._loading = True
            try:
                self._whole.exec_module(module)
            finally:
                self._loading = False
            if module.__dict__.get("__getattr__") is ask:
                del module.__getattr__
