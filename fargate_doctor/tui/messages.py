"""What goes up: wishes of the screens, which the app carries out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case
    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.tui.consultation import Consultation
    from fargate_doctor.tui.jobs import Job, Tasks


@dataclass
class WorkWanted(Message):
    """Something is to be fetched or read; its outcome opens the next screen."""

    job: Job


@dataclass
class TasksWanted(Message):
    """Some tasks are to be shown to choose from."""

    tasks: Tasks


@dataclass
class PathsWanted(Message):
    """The matrix of destinations is to be shown."""

    consultation: Consultation


@dataclass
class FixesWanted(Message):
    """The fixes are to be shown."""

    consultation: Consultation


@dataclass
class MapWanted(Message):
    """The VPC is to be shown, with one way on it: None for the first that is broken."""

    consultation: Consultation
    way: NeedWalk | None = None


@dataclass
class WhatIfWanted(Message):
    """Changes are to be tried on the model."""

    consultation: Consultation


@dataclass
class TimelineWanted(Message):
    """What happened when is to be shown."""

    consultation: Consultation


@dataclass
class CompareWanted(Message):
    """The task is to be shown beside another."""

    consultation: Consultation


@dataclass
class SaveWanted(Message):
    """The case is to be written to a file."""

    case: Case
    name: str


@dataclass
class CopyWanted(Message):
    """Something is to be put on the clipboard."""

    words: str


@dataclass
class ConsoleWanted(Message):
    """The page of a resource in the AWS console is to be opened, or its address shown."""

    name: str
    region: str
    partition: str
