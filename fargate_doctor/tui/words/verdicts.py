"""Verdicts, levels, statuses and origins: each a mark and a word before it is a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.levels import Level, Status
    from fargate_doctor.diagnosis.model import SourceKind
    from fargate_doctor.facts.paths.hop import Verdict
    from fargate_doctor.model.evidence import Confidence, Origin

MARKS: Final[dict[Verdict, str]] = {"pass": "✓", "fail": "✗", "unknown": "?", "not_applicable": "\N{EN DASH}"}

VERDICTS: Final[dict[Verdict, Text]] = {
    "pass": Text(en="pass", es="bien"),
    "fail": Text(en="fail", es="falla"),
    "unknown": Text(en="unknown", es="no se sabe"),
    "not_applicable": Text(en="not applicable", es="no procede"),
}

STATUS_MARKS: Final[dict[Status, str]] = {"cause_found": "✗", "no_problem_found": "✓", "undetermined": "?"}

STATUSES: Final[dict[Status, Text]] = {
    "cause_found": Text(en="cause found", es="causa hallada"),
    "no_problem_found": Text(en="no problem found", es="ningún problema"),
    "undetermined": Text(en="undetermined", es="sin determinar"),
}

STATUS_SENTENCES: Final[dict[Status, Text]] = {
    "cause_found": Text(en="A cause was found.", es="Se ha hallado una causa."),
    "no_problem_found": Text(
        en="No problem was found in what this task needs.",
        es="No se ha hallado ningún problema en lo que esta tarea necesita.",
    ),
    "undetermined": Text(
        en="It cannot be determined: some of the evidence is missing.",
        es="No se puede determinar: falta parte de las pruebas.",
    ),
}

LEVEL_MARKS: Final[dict[Level, str]] = {"root_cause": "✗", "contributing": "!", "warning": "▲", "info": "i"}

LEVELS: Final[dict[Level, Text]] = {
    "root_cause": Text(en="root cause", es="causa raíz"),
    "contributing": Text(en="would stop the next one", es="detendría la próxima"),
    "warning": Text(en="warning", es="advertencia"),
    "info": Text(en="good to know", es="conviene saberlo"),
}

CONFIDENCES: Final[dict[Confidence, Text]] = {
    "certain": Text(en="certain", es="seguro"),
    "likely": Text(en="likely", es="probable"),
    "possible": Text(en="possible", es="posible"),
}

ORIGINS: Final[dict[Origin, Text]] = {
    "observed": Text(en="observed", es="observado"),
    "reconstructed": Text(en="reconstructed", es="reconstruido"),
    "stated": Text(en="stated by you", es="indicado por usted"),
    "derived": Text(en="derived", es="deducido"),
}

SOURCES: Final[dict[SourceKind, Text]] = {
    "live": Text(en="live", es="en vivo"),
    "case": Text(en="case file", es="archivo de caso"),
    "demo": Text(en="built-in case", es="caso incluido"),
}

PROOFS: Final[dict[bool | None, tuple[str, Text]]] = {
    True: (
        "✓",
        Text(
            en="proven on the model: with this change the finding is gone and nothing new fails",
            es="demostrado en el modelo: con este cambio el problema desaparece y no falla nada nuevo",
        ),
    ),
    False: (
        "✗",
        Text(
            en="not proven: on the model this change alone does not mend it",
            es="no demostrado: en el modelo este cambio por sí solo no lo arregla",
        ),
    ),
    None: (
        "?",
        Text(
            en="could not be tried on the model",
            es="no se ha podido probar en el modelo",
        ),
    ),
}
