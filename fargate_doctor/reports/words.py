"""The words that reports share: verdicts, levels, and how something is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.levels import Level, Status
    from fargate_doctor.diagnosis.model import Diagnosis, SourceKind
    from fargate_doctor.facts.paths.hop import HopKind, Verdict
    from fargate_doctor.facts.symptom import Where
    from fargate_doctor.model.evidence import Confidence, Origin

MARKS: Final[dict[Verdict, str]] = {"pass": "✓", "fail": "✗", "unknown": "?", "not_applicable": "\u2013"}

VERDICTS: Final[dict[Verdict, Text]] = {
    "pass": Text(en="pass", es="bien"),
    "fail": Text(en="fail", es="falla"),
    "unknown": Text(en="unknown", es="no se sabe"),
    "not_applicable": Text(en="does not apply", es="no procede"),
}

STATUSES: Final[dict[Status, Text]] = {
    "cause_found": Text(en="A root cause was found.", es="Se ha encontrado una causa raíz."),
    "no_problem_found": Text(en="No problem was found.", es="No se ha encontrado ningún problema."),
    "undetermined": Text(
        en="Undetermined: what could be read does not show the cause.",
        es="Sin determinar: lo que se ha podido leer no muestra la causa.",
    ),
}

_SEVERAL_CAUSES: Final = Text(en="{count} root causes were found.", es="Se han encontrado {count} causas raíz.")

STATUS_VERDICTS: Final[dict[Status, Verdict]] = {
    "cause_found": "fail",
    "no_problem_found": "pass",
    "undetermined": "unknown",
}

SOURCES: Final[dict[SourceKind, Text]] = {
    "live": Text(en="AWS", es="AWS"),
    "case": Text(en="case file", es="archivo de caso"),
    "demo": Text(en="built-in case", es="caso incluido"),
}

LEVEL_TITLES: Final[dict[Level, Text]] = {
    "root_cause": Text(en="Root causes", es="Causas raíz"),
    "contributing": Text(en="What would stop it next", es="Lo que la detendría después"),
    "warning": Text(en="Warnings", es="Advertencias"),
    "info": Text(en="Worth knowing", es="Conviene saberlo"),
}

LEVEL_VERDICTS: Final[dict[Level, Verdict | None]] = {
    "root_cause": "fail",
    "contributing": "fail",
    "warning": None,
    "info": None,
}

CONFIDENCES: Final[dict[Confidence, Text]] = {
    "certain": Text(en="certain", es="seguro"),
    "likely": Text(en="likely", es="probable"),
    "possible": Text(en="possible", es="posible"),
}

ORIGINS: Final[dict[Origin, Text]] = {
    "observed": Text(en="observed", es="observado"),
    "reconstructed": Text(en="reconstructed", es="reconstruido"),
    "stated": Text(en="stated by the user", es="indicado por el usuario"),
    "derived": Text(en="derived", es="deducido"),
}

PLACES: Final[dict[Where, Text]] = {
    "stoppedReason": Text(en="the task's stoppedReason", es="el stoppedReason de la tarea"),
    "containerReason": Text(en="the reason of a container", es="el reason de un contenedor"),
    "serviceEvent": Text(en="an event of the service", es="un evento del servicio"),
    "runTaskFailure": Text(en="the answer to RunTask", es="la respuesta a RunTask"),
}

PROOFS: Final[dict[bool | None, Text]] = {
    True: Text(
        en="Proven: with this change on the model, the finding is gone and nothing new fails.",
        es="Demostrado: con este cambio en el modelo, el hallazgo desaparece y nada nuevo falla.",
    ),
    False: Text(
        en="Not proven: with this change on the model, something still fails.",
        es="No demostrado: con este cambio en el modelo, todavía falla algo.",
    ),
    None: Text(
        en="Not tried: the model cannot show this change.",
        es="No probado: el modelo no puede reflejar este cambio.",
    ),
}

ALL_AT_ONCE: Final = Text(en="All at once", es="Todo a la vez")

ONE_PROVEN: Final = Text(
    en="Proven: with this on the model, nothing that was found stops the task any more, and nothing new fails.",
    es="Demostrado: con esto en el modelo, nada de lo encontrado detiene ya la tarea y nada nuevo falla.",
)

SETS_PROVEN: Final[dict[bool, Text]] = {
    True: Text(
        en="Proven together: with all of these on the model, nothing that was found stops the task any more, and "
        "nothing new fails. No smaller set was found that does.",
        es="Demostrado en conjunto: con todo esto en el modelo, nada de lo encontrado detiene ya la tarea y nada nuevo "
        "falla. No se ha encontrado un conjunto menor que baste.",
    ),
    False: Text(
        en="Not proven together: these are the first choices of each finding, and the model cannot show that they "
        "suffice.",
        es="No demostrado en conjunto: son las primeras opciones de cada hallazgo, y el modelo no puede mostrar que "
        "basten.",
    ),
}

HOP_KINDS: Final[dict[HopKind, Text]] = {
    "sender": Text(en="sender", es="emisor"),
    "dns": Text(en="name resolution", es="resolución de nombres"),
    "security-group": Text(en="security group", es="grupo de seguridad"),
    "network-acl": Text(en="network ACL", es="ACL de red"),
    "route-table": Text(en="route table", es="tabla de enrutamiento"),
    "internet-gateway": Text(en="internet gateway", es="puerta de enlace de Internet"),
    "egress-only-internet-gateway": Text(
        en="egress-only internet gateway", es="puerta de enlace de Internet de solo salida"
    ),
    "nat-gateway": Text(en="NAT gateway", es="puerta de enlace NAT"),
    "vpc-endpoint": Text(en="VPC endpoint", es="punto de conexión de VPC"),
    "endpoint-policy": Text(en="endpoint policy", es="política del punto de conexión"),
    "transit-gateway": Text(en="transit gateway", es="puerta de enlace de tránsito"),
    "peering": Text(en="VPC peering", es="interconexión de VPC"),
    "appliance": Text(en="appliance", es="dispositivo de red"),
    "block-public-access": Text(en="VPC Block Public Access", es="bloqueo de acceso público de VPC"),
    "destination": Text(en="destination", es="destino"),
}


def status_sentence(diagnosis: Diagnosis) -> Text:
    """Return what a diagnosis comes to, in a sentence."""
    causes = len(diagnosis.main_causes)
    return _SEVERAL_CAUSES.fill(count=causes) if causes > 1 else STATUSES[diagnosis.status]
