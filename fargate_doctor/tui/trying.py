"""Tries changes on the model. Imported in its thread only: the checks are many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.checks import all_checks
from fargate_doctor.diagnosis.fix_set import smallest_set
from fargate_doctor.diagnosis.what_if import outcome_of

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Diagnosis
    from fargate_doctor.diagnosis.what_if import Outcome, Switch


def tried(diagnosis: Diagnosis, switches: tuple[Switch, ...]) -> Outcome:
    """Return what some changes together come to."""
    return outcome_of(diagnosis, (each.remedy for each in switches), all_checks())


def supposed(diagnosis: Diagnosis, switch: Switch) -> Diagnosis:
    """Return the diagnosis of the task in the model in which one change is made."""
    return outcome_of(diagnosis, (switch.remedy,), all_checks()).after


def smallest(diagnosis: Diagnosis) -> tuple[Switch, ...] | None:
    """Return the smallest set that mends all; None where there is none."""
    return smallest_set(diagnosis, all_checks())
