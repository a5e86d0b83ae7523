"""Which operation's answer becomes which table. Every module here states its own kinds, each by its table's name."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from fargate_doctor.model.reading import Kind


@cache
def kinds_by_table() -> dict[str, Kind[Any]]:
    """Return the kind of every table that one operation fills, `subnets` for `SUBNETS`."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return {name.lower(): kind for module in modules for name, kind in vars(module).items() if isinstance(kind, Kind)}
