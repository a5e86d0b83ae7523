"""All scenarios, by family. Every module here states its own in `SCENARIOS`; there is no list to keep."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Final

from tests.campaigns.figures import FULL

if TYPE_CHECKING:
    from tests.lab.scenario import Scenario


_EVERY: Final = 6


def some_scenarios() -> tuple[Scenario, ...]:
    """Return every sixth scenario, which reaches every module; all of them in the run of full length."""
    return all_scenarios()[:: 1 if FULL else _EVERY]


def all_scenarios() -> tuple[Scenario, ...]:
    """Return the scenarios of every module, in the order of the modules' names."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return tuple(scenario for module in modules for scenario in module.SCENARIOS)
