"""What a health check asks and what it takes for healthy, in words and as quotations.

https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from fargate_doctor.facts.balancing.registration import Registration
    from fargate_doctor.model.balancing import TargetGroup
    from fargate_doctor.model.evidence import Evidence

_ASKS: Final = Text(
    en="The health check of target group {name} asks {what} on port {port} every {interval} s, waits {timeout} s, and "
    "gives a target up after {threshold} failures.",
    es="La comprobación de estado del grupo de destino {name} consulta {what} en el puerto {port} cada {interval} s, "
    "espera {timeout} s y da un destino por perdido tras {threshold} fallos.",
)
_EXPECTS: Final = Text(en="It takes {codes} for healthy.", es="Considera correcta la respuesta {codes}.")
_SETTINGS: Final = (
    "HealthCheckProtocol",
    "HealthCheckPort",
    "HealthCheckPath",
    "HealthCheckIntervalSeconds",
    "Matcher.HttpCode",
)
_UNKNOWN: Final = "?"


def health_check_words(registration: Registration, group: TargetGroup) -> Text:
    """Return one or two sentences that say what is asked, where, how often, and which answer counts."""
    protocol, path = group.health_check_protocol or group.protocol or "TCP", group.health_check_path
    said = _ASKS.fill(
        name=group.name,
        what=f"{protocol} {path}" if path else protocol,
        port=checked_port(registration, group) or _UNKNOWN,
        interval=group.health_check_interval_seconds or _UNKNOWN,
        timeout=group.health_check_timeout_seconds or _UNKNOWN,
        threshold=group.unhealthy_threshold_count or _UNKNOWN,
    )
    codes = (group.matcher.http_code or group.matcher.grpc_code) if group.matcher else None
    return said + _EXPECTS.fill(codes=verbatim(codes)) if codes else said


def health_check_settings(group: TargetGroup) -> tuple[Evidence, ...]:
    """Return the quotations of the settings that the case holds."""
    quoted = (group.cite(each) for each in _SETTINGS)
    return tuple(each for each in quoted if each.value is not None)


def checked_port(registration: Registration, group: TargetGroup) -> int | None:
    """Return the port to which health checks go: an own one, else that of the container."""
    return group.checked_port or registration.balancer.container_port or group.port
