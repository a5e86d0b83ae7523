"""All scenarios, by family. Every module here states its own in `SCENARIOS`; there is no list to keep."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.lab.scenario import Scenario


def all_scenarios() -> tuple[Scenario, ...]:
    """Return the scenarios of every module, in the order of the modules' names."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return tuple(scenario for module in modules for scenario in module.SCENARIOS)
