"""The questions, one module each, found by walking this folder: adding one edits no list."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from fargate_doctor.diagnosis.check import Check
from fargate_doctor.diagnosis.tree import in_order


@cache
def all_checks() -> tuple[Check, ...]:
    """Return every check in the order of the tree."""
    names = sorted(each.name for each in pkgutil.walk_packages(__path__, f"{__name__}."))
    modules = [import_module(name) for name in names]
    return in_order(each for module in modules for each in vars(module).values() if isinstance(each, Check))
