"""Imports put off until they are needed: the renderer loads font tools that a report's own fonts never ask for.

They are a quarter of the time it takes to start. What is put off here is loaded on its first use, so nothing is lost
where a font of the system does need them (a variable font without HarfBuzz's subsetter, a web font in WOFF2).
"""

import sys
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType

MODULES = ("fontTools.subset", "fontTools.ttLib.woff2", "PIL.ImageCms")
FUNCTIONS = {"fontTools.varLib.instancer": "instantiateVariableFont"}


def put_off() -> None:
    """Call it before the renderer is imported."""
    for name in MODULES:
        _module(name)
    for name, function in FUNCTIONS.items():
        _function(name, function)


def _module(name: str) -> None:
    """As the documentation of importlib has it; and where the package looks for its part."""
    if name in sys.modules:
        return
    package, _dot, part = name.rpartition(".")
    parent, spec = import_module(package), find_spec(name)
    spec.loader = LazyLoader(spec.loader)
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    setattr(parent, part, module)


def _function(name: str, function: str) -> None:
    """For `from name import function`, which would load a lazy module at once."""
    if name in sys.modules:
        return

    def load(*args, **options):
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
        return getattr(import_module(name), function)(*args, **options)

    stand_in = sys.modules[name] = ModuleType(name)
    setattr(stand_in, function, load)
