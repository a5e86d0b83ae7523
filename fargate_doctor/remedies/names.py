"""Names that are not found, or found wrongly: VPC attributes, name servers, and what hides a name.

https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.addresses import number_of
from fargate_doctor.remedies.dns_firewall import names_allowed
from fargate_doctor.remedies.group_rules import Opening, admit
from fargate_doctor.remedies.option_sets import hand_out_amazon_dns, option_set_of
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tasks_anew import new_tasks
from fargate_doctor.remedies.unshadowing import without_association, without_rule, without_zone
from fargate_doctor.remedies.vpc_dns import names_of_endpoints, turn_on
from fargate_doctor.text import Text, enumeration, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts

_ATTRIBUTES: Final = ("https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns-updating.html",)
_OPTION_SETS: Final = (
    "https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
)
_ZONES: Final = ("https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html",)
_RULES: Final = ("https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-rules-managing.html",)
_FIREWALL: Final = ("https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html",)
_DNS: Final = 53

_SUPPORT_TITLE: Final = Text(
    en="Turn on DNS support of {vpc}",
    es="Activar la resolución de DNS de {vpc}",
)
_SUPPORT: Final = Text(
    en="The VPC resolver answers again at once, also for tasks that run.",
    es="El solucionador de la VPC vuelve a responder al momento, también a las tareas en ejecución.",
)
_HOSTNAMES_TITLE: Final = Text(
    en="Turn on DNS host names of {vpc}",
    es="Activar los nombres de host de DNS de {vpc}",
)
_HOSTNAMES: Final = Text(
    en="Private names of endpoints and private zones then work. A task keeps the host name that it was given "
    "at launch.",
    es="Funcionan entonces los nombres privados de los puntos de conexión y las zonas privadas. Una tarea conserva el "
    "nombre de host que recibió en el lanzamiento.",
)
_AMAZON_TITLE: Final = Text(
    en="Hand out AmazonProvidedDNS in {vpc}, by a new DHCP option set",
    es="Proporcionar AmazonProvidedDNS en {vpc}, con un conjunto de opciones de DHCP nuevo",
)
_AMAZON: Final = Text(
    en="An option set cannot be changed, so a new one takes the place of {options}, with its other options as they "
    "are. Names that only the present servers know then need a resolver rule that forwards them. Tasks that run never "
    "take up a new set: replace them.",
    es="Un conjunto de opciones no se puede modificar, así que uno nuevo ocupa el lugar de {options}, con las demás "
    "opciones tal como están. Los nombres que solo conocen los servidores actuales necesitan entonces una regla del "
    "solucionador que los reenvíe. Las tareas en ejecución nunca adoptan un conjunto nuevo: sustitúyalas.",
)
_OPEN_TITLE: Final = Text(
    en="Let security group {group} out to the name servers {servers} on port 53",
    es="Dejar salir al grupo de seguridad {group} hacia los servidores de nombres {servers} por el puerto 53",
)
_OPEN: Final = Text(
    en="Unlike Amazon's own resolver, servers of yours are filtered by security groups. Queries use UDP and TCP.",
    es="A diferencia del solucionador de Amazon, los servidores propios sí se filtran con grupos de seguridad. Las "
    "consultas usan UDP y TCP.",
)
_FORWARD_TITLE: Final = Text(
    en="Let {servers} forward the names of AWS to the VPC resolver",
    es="Hacer que {servers} reenvíen los nombres de AWS al solucionador de la VPC",
)
_FORWARD: Final = Text(
    en="Only the VPC resolver knows private names of endpoints. On each server, forward amazonaws.com and the other "
    "domains that the task uses to the base of the VPC's block plus two, or to 169.254.169.253 where "
    "the server lies in the VPC; a server outside needs an inbound resolver endpoint. No AWS command does this.",
    es="Solo el solucionador de la VPC conoce los nombres privados de los puntos de conexión. En cada servidor, "
    "reenvíe amazonaws.com y los demás dominios que use la tarea a la segunda dirección tras el inicio del bloque de "
    "la VPC, o a 169.254.169.253 si el servidor está en la VPC; un servidor externo necesita un punto de conexión "
    "entrante del solucionador. Ningún comando de AWS lo hace.",
)
_ZONE_TITLE: Final = Text(
    en="Take private zone {zone} away from {vpc}",
    es="Desasociar la zona privada {zone} de {vpc}",
)
_ZONE: Final = Text(
    en="Inside the VPC the zone answers for every name below it, also for those that it has no record of. Where its "
    "records are needed, add one for the missing name instead. A zone keeps at least one VPC.",
    es="Dentro de la VPC, la zona responde por todo nombre que cuelga de ella, también por los que no tiene "
    "registrados. Si sus registros hacen falta, añada en su lugar uno para el nombre que falta. Una zona "
    "conserva al menos una VPC.",
)
_RULE_TITLE: Final = Text(
    en="Take resolver rule {rule} away from {vpc}",
    es="Desasociar la regla del solucionador {rule} de {vpc}",
)
_RULE: Final = Text(
    en="The rule sends questions about {domain} to other servers. Without it the VPC resolver answers them itself.",
    es="La regla envía las consultas sobre {domain} a otros servidores. Sin ella las responde el propio solucionador "
    "de la VPC.",
)
_FIREWALL_TITLE: Final = Text(
    en="Take DNS Firewall rule group {group} away from {vpc}",
    es="Desasociar el grupo de reglas de DNS Firewall {group} de {vpc}",
)
_FIREWALL_DETAIL: Final = Text(
    en="It lifts every rule of the group from this VPC.",
    es="Retira de esta VPC todas las reglas del grupo.",
)


def enable_dns_support(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the change that lets the VPC resolver answer."""
    here = Standpoint(facts)
    vpc = printable(here.vpc_id)
    step = turn_on(here, "enableDnsSupport")
    return (_named(raised, "enable-dns-support", _SUPPORT_TITLE.fill(vpc=vpc), _SUPPORT, step),)


def enable_dns_hostnames(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the change that lets private names of endpoints be found; DNS support comes first where it is off."""
    here = Standpoint(facts)
    steps = names_of_endpoints(here) or (turn_on(here, "enableDnsHostnames"),)
    title = _HOSTNAMES_TITLE.fill(vpc=printable(here.vpc_id))
    return (_named(raised, "enable-dns-hostnames", title, _HOSTNAMES, *steps),)


def mend_name_servers(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the ways to name servers that answer: let the task out to them, AmazonProvidedDNS, or forwarding."""
    here = Standpoint(facts)
    return tuple(_name_server_choices(here, raised))


def unshadow_name(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return what takes away from the VPC what hides a name."""
    here = Standpoint(facts)
    named = dict.fromkeys([*(each.id for each in raised.resources), *(hop.id for hop in raised.hops)])
    allowed = [
        names_allowed(here, raised, association)
        for identifier in named
        if (association := here.snapshot.firewall_associations.by_id.get(identifier))
    ]
    return (*allowed, *(each for identifier in named for each in _unshadowed(here, identifier)))


def _named(raised: Raised, identifier: str, title: Text, detail: Text, *steps: Step) -> Remedy:
    references = tuple(dict.fromkeys((*_ATTRIBUTES, *raised.kind.docs)))
    return remedy(identifier, title, detail, *steps, references=references)


def _name_server_choices(here: Standpoint, raised: Raised) -> Iterator[Remedy]:
    options = option_set_of(here)
    servers = options.values_of("domain-name-servers") if options else ()
    addresses = tuple(each for each in servers if number_of(each))
    group_is_in_the_way = any(each.field.startswith("IpPermissionsEgress") for each in raised.evidence)
    if addresses and group_is_in_the_way and here.group_ids:
        group = here.snapshot.security_groups.by_id.get(here.group_ids[0], here.group_ids[0])
        openings = tuple(_question(protocol, each) for protocol in ("udp", "tcp") for each in addresses)
        words = {"group": printable(here.group_ids[0]), "servers": _listed(addresses)}
        step = admit(here, group, *openings, direction="egress")
        yield remedy("open-egress-to-name-servers", _OPEN_TITLE.fill(**words), _OPEN, step, references=_OPTION_SETS)
    named = printable(options.dhcp_options_id) if options else "dopt-?"
    yield remedy(
        "amazon-provided-dns",
        _AMAZON_TITLE.fill(vpc=printable(here.vpc_id)),
        _AMAZON.fill(options=named),
        hand_out_amazon_dns(here, options),
        new_tasks(here),
        needs_new_tasks=True,
        references=_OPTION_SETS,
    )
    if addresses:
        title = _FORWARD_TITLE.fill(servers=_listed(addresses))
        yield remedy("forward-to-vpc-resolver", title, _FORWARD, Step(change=None), references=_OPTION_SETS)


def _question(protocol: str, address: str) -> Opening:
    is_ipv6 = ":" in address
    return Opening(protocol, _DNS, "ipv6" if is_ipv6 else "ipv4", f"{address}/{128 if is_ipv6 else 32}")


def _unshadowed(here: Standpoint, identifier: str) -> Iterator[Remedy]:
    snapshot, vpc = here.snapshot, printable(here.vpc_id)
    zone = snapshot.hosted_zones.by_id.get(identifier)
    if zone is not None:
        title = _ZONE_TITLE.fill(zone=printable(zone.name or identifier), vpc=vpc)
        yield remedy("disassociate-private-zone", title, _ZONE, without_zone(here, zone), references=_ZONES)
    rules = [each for each in snapshot.resolver_rule_associations if identifier in (each.id, each.resolver_rule_id)]
    for rule in rules:
        known = snapshot.resolver_rules.by_id.get(rule.resolver_rule_id)
        title = _RULE_TITLE.fill(rule=printable(rule.resolver_rule_id), vpc=vpc)
        detail = _RULE.fill(domain=printable(known.domain_name if known else "?"))
        yield remedy("disassociate-resolver-rule", title, detail, without_rule(here, rule), references=_RULES)
    firewall = snapshot.firewall_associations.by_id.get(identifier)
    if firewall is not None:
        title = _FIREWALL_TITLE.fill(group=printable(firewall.firewall_rule_group_id or identifier), vpc=vpc)
        step = without_association(here, firewall)
        yield remedy("disassociate-dns-firewall", title, _FIREWALL_DETAIL, step, references=_FIREWALL)


def _listed(addresses: tuple[str, ...]) -> Text:
    return enumeration([printable(each) for each in addresses])
