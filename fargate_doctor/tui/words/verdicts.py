"""Levels, statuses and sources: each a mark and a word before it is a colour; the rest is shared with the reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.levels import Level, Status
    from fargate_doctor.diagnosis.model import SourceKind

STATUS_MARKS: Final[dict[Status, str]] = {"cause_found": "✗", "no_problem_found": "✓", "undetermined": "?"}

STATUSES: Final[dict[Status, Text]] = {
    "cause_found": Text(en="cause found", es="causa encontrada"),
    "no_problem_found": Text(en="no problem found", es="ningún problema"),
    "undetermined": Text(en="undetermined", es="sin determinar"),
}

LEVEL_MARKS: Final[dict[Level, str]] = {"root_cause": "✗", "contributing": "!", "warning": "▲", "info": "i"}

LEVELS: Final[dict[Level, Text]] = {
    "root_cause": Text(en="root cause", es="causa raíz"),
    "contributing": Text(en="would stop it next", es="la detendría después"),
    "warning": Text(en="warning", es="advertencia"),
    "info": Text(en="worth knowing", es="conviene saberlo"),
}

SOURCES: Final[dict[SourceKind, Text]] = {
    "live": Text(en="live", es="en vivo"),
    "case": Text(en="case file", es="archivo de caso"),
    "demo": Text(en="built-in case", es="caso incluido"),
}

PROOF_MARKS: Final = {True: "✓", False: "✗", None: "?"}
