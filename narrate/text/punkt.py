"""Import nltk's Punkt without the rest of nltk.

``import nltk`` reads all of nltk, 500 modules: as long as a corrected sentence takes to be said.
"""

import importlib
import sys
import threading
from importlib.util import find_spec, module_from_spec
from types import ModuleType

_PACKAGES = ("nltk", "nltk.tokenize")
_LOCK = threading.Lock()


def punkt() -> ModuleType:
    """Return ``nltk.tokenize.punkt``; whoever imports nltk itself still gets the whole of it."""
    with _LOCK:
        if "nltk" in sys.modules:
            return importlib.import_module("nltk.tokenize.punkt")
        try:
            for name in _PACKAGES:  # places to find modules in, which are not run
                if spec := find_spec(name):
                    sys.modules[name] = module_from_spec(spec)
            return importlib.import_module("nltk.tokenize.punkt")
        finally:
            for name in [name for name in sys.modules if name.partition(".")[0] == "nltk"]:
                del sys.modules[name]
