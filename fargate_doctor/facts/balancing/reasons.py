"""What each reason of a load balancer means, and what to look at.

https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from fargate_doctor.model.balancing import TargetHealth

_WORDS: Final = {
    "Elb.RegistrationInProgress": Text(
        en="it is being registered, and not checked yet",
        es="se está registrando y aún no se ha comprobado",
    ),
    "Elb.InitialHealthChecking": Text(
        en="its first health checks are under way, and none of them decides yet",
        es="se le hacen las primeras comprobaciones y ninguna decide aún",
    ),
    "Elb.InternalError": Text(
        en="the load balancer itself had an error; neither the task nor the network is to blame",
        es="el propio balanceador de carga tuvo un error; ni la tarea ni la red tienen la culpa",
    ),
    "Target.Timeout": Text(
        en="the request got no answer in time; either packets are dropped on the way from the load balancer, by a "
        "security group or a network ACL, or the program answers too slowly or not at all",
        es="la solicitud no obtuvo respuesta a tiempo; o se descartan paquetes en el camino desde el balanceador, por "
        "un grupo de seguridad o una ACL de red, o el programa responde demasiado despacio o no responde",
    ),
    "Target.FailedHealthChecks": Text(
        en="the connection was refused or closed, or the answer was no valid one; look at whether the program listens "
        "on this port, on all addresses and not on 127.0.0.1 alone, and speaks the protocol of the health check",
        es="la conexión se rechazó o se cerró, o la respuesta no era válida; mire si el programa escucha en este "
        "puerto, en todas las direcciones y no solo en 127.0.0.1, y si habla el protocolo de la comprobación",
    ),
    "Target.ResponseCodeMismatch": Text(
        en="the program was reached and answered with a code that the health check does not take for healthy; the "
        "network is not to blame",
        es="se llegó al programa y respondió con un código que la comprobación no considera correcto; la red no tiene "
        "la culpa",
    ),
    "Target.NotRegistered": Text(
        en="it is not registered with the target group", es="no está registrado en el grupo de destino"
    ),
    "Target.NotInUse": Text(
        en="no load balancer uses the target group, or the load balancer is not enabled in the target's zone",
        es="ningún balanceador de carga usa el grupo de destino, o no está habilitado en la zona del destino",
    ),
    "Target.DeregistrationInProgress": Text(
        en="it is being deregistered and its connections drain", es="se está anulando y sus conexiones se vacían"
    ),
    "Target.InvalidState": Text(
        en="what is registered is stopped or terminated", es="lo que está registrado está detenido o terminado"
    ),
    "Target.IpUnusable": Text(
        en="the address cannot be a target, because a load balancer uses it",
        es="la dirección no puede ser un destino, porque la usa un balanceador de carga",
    ),
    "Target.HealthCheckDisabled": Text(
        en="health checks are turned off for the target group",
        es="las comprobaciones de estado están desactivadas en el grupo de destino",
    ),
}
_STATE: Final = Text(
    en="The load balancer reports target {target} as {state}: {reason}.",
    es="El balanceador de carga da el destino {target} como {state}: {reason}.",
)
_ADDS: Final = Text(en="It adds: “{words}”.", es="Añade: «{words}».")


def target_words(target: TargetHealth) -> Text:
    """Return state and reason of a target in one sentence, and what the load balancer adds."""
    reason = _WORDS.get(target.reason) or verbatim(target.reason or "-")
    named = verbatim(f"{target.reason}, ") if target.reason in _WORDS else verbatim("")
    said = _STATE.fill(target=target.words, state=target.state or "-", reason=_joined(named, reason))
    added = target.target_health.description
    return said + _ADDS.fill(words=added) if added else said


def brief_words(target: TargetHealth) -> str:
    """Return a target with its reason, `10.0.0.7:8080 (Target.Timeout)`."""
    return f"{target.words} ({target.reason or target.state})"


def _joined(one: Text, other: Text) -> Text:
    return Text(en=one.en + other.en, es=one.es + other.es)
