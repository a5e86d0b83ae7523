"""The operations that may be called, by what they read. Every module states its own in `PERMITTED`; no list to keep."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fargate_doctor.collectors.permitted.operation import Permitted


def all_permitted() -> tuple[Permitted, ...]:
    """Return the lines of every module, in the order of the modules' names."""
    names = (module.name for module in iter_modules(__path__) if module.name != "operation")
    modules = (import_module(f"{__name__}.{name}") for name in names)
    return tuple(line for module in modules for line in module.PERMITTED)
