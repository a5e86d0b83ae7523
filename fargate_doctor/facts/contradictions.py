"""Where the words of a message and the configuration that was read cannot both be about the same moment.

Each is quoted from both sides. Which side is out of date is for the reader to find: a message is of its time, the
configuration is of the reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.addresses import PUBLIC, address_words, block_of, blocks_in, number_of
from fargate_doctor.facts.service_names import service_of
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.paths.hop import Hop
    from fargate_doctor.facts.symptom import Extracted
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence, Missing
    from fargate_doctor.model.filtering import VpcEndpoint
    from fargate_doctor.model.vpc import Vpc

_NOBODY_HOLDS = Text(
    en="The message names {address}, which lies in {vpc}, and no network interface holds that address now: perhaps an "
    "endpoint, or whatever answered there, was removed or made anew since.",
    es="El mensaje nombra {address}, que está en {vpc}, y ahora ninguna interfaz de red tiene esa dirección: quizá un "
    "punto de conexión, o lo que respondía ahí, se eliminó o se creó de nuevo después.",
)
_PRIVATE_NOW = Text(
    en="The message shows that {host} led to the public address {address}, and now {endpoint} serves that name with "
    "private DNS: the task did not use it then. It may be newer than the failure, or the task asked another name "
    "server.",
    es="El mensaje muestra que {host} llevaba a la dirección pública {address}, y ahora {endpoint} atiende ese nombre "
    "con DNS privado: entonces la tarea no lo usaba. Puede ser posterior al fallo, o la tarea preguntó a otro "
    "servidor de nombres.",
)
_OTHER_SERVER = Text(
    en="The failed look-up asked the name server {server}, and {vpc} hands out {servers} now: perhaps its DHCP options "
    "were changed since the task started, or something in the task brings a resolver of its own.",
    es="La consulta fallida preguntó al servidor de nombres {server}, y {vpc} proporciona ahora {servers}: quizá sus "
    "opciones de DHCP cambiaron desde que arrancó la tarea, o algo en la tarea trae su propio solucionador.",
)
_POLICY_ALLOWS = Text(
    en="The message says that an endpoint policy refused {action}, and the policy of {endpoint} that was read allows "
    "what this task needs: perhaps it was changed since.",
    es="El mensaje dice que una política de punto de conexión rechazó {action}, y la política de {endpoint} que se "
    "leyó permite lo que esta tarea necesita: quizá se cambió después.",
)

_RESOLVERS: Final = ("169.254.169.253", "fd00:ec2::253")
_AMAZON: Final = "AmazonProvidedDNS"
_NO_SET: Final = "default"


@frozen
class Contradiction:
    """One disagreement: what it is about, in words, and the quotations of the configuration."""

    subject_type: str
    subject: str
    words: Text
    evidence: tuple[Evidence, ...]


@frozen
class Comparison:
    """What came of holding a message against the configuration; `compared` is false where it names nothing to hold."""

    contradictions: tuple[Contradiction, ...]
    missing: tuple[Missing, ...]
    compared: bool


def compare(facts: TaskFacts, reported: tuple[NeedWalk, ...]) -> Comparison:
    """Return where message and configuration disagree; `reported` are the ways to what the message names."""
    message = facts.symptom.message
    if message is None:
        return Comparison((), (), compared=False)
    questions = _questions(facts, message.extracted, reported)
    found: list[Contradiction] = []
    missing: list[Missing] = []
    for question in questions:
        try:
            contradiction = question()
        except Unanswered as gap:
            missing.extend(gap.missing)
        else:
            found += [contradiction] if contradiction else []
    return Comparison(tuple(found), tuple(dict.fromkeys(missing)), compared=bool(questions))


def _questions(
    facts: TaskFacts, named: Extracted, reported: tuple[NeedWalk, ...]
) -> list[Callable[[], Contradiction | None]]:
    questions: list[Callable[[], Contradiction | None]] = []
    if named.address and number_of(named.address):
        address, host = named.address, named.host
        questions.append(lambda: _address_without_holder(facts, address))
        if host:
            questions.append(lambda: _public_address_of_endpoint(facts, host, address, reported))
    if named.name_server and number_of(named.name_server):
        server = named.name_server
        questions.append(lambda: _other_name_server(facts, server))
    if facts.symptom.cause == "endpoint_policy_denied":
        questions.append(lambda: _policy_that_allows(facts, named.action or "?", reported))
    return questions


def _address_without_holder(facts: TaskFacts, address: str) -> Contradiction | None:
    numbered = number_of(address)
    if numbered is None or numbered.number in PUBLIC[numbered.version]:
        return None
    vpc = _vpc(facts)
    if numbered.number not in blocks_in(vpc.ipv4_blocks, numbered.version) or address in _own_resolvers(vpc):
        return None
    interfaces = facts.snapshot.network_interfaces
    if any(address in each.addresses for each in interfaces.within(vpc.identifier)):
        return None
    if vpc.owner_id and facts.snapshot.account and vpc.owner_id != facts.snapshot.account:
        raise Unanswered(*interfaces.missing)
    absence = interfaces.cite_absence(vpc.identifier, "NetworkInterfaces")
    words = _NOBODY_HOLDS.fill(address=address, vpc=vpc.identifier)
    return Contradiction("vpc", vpc.identifier, words, (vpc.cite("CidrBlock"), absence))


def _public_address_of_endpoint(
    facts: TaskFacts, host: str, address: str, reported: tuple[NeedWalk, ...]
) -> Contradiction | None:
    numbered, service = number_of(address), service_of(host)
    if numbered is None or service is None or numbered.number not in PUBLIC[numbered.version]:
        return None
    endpoint = _endpoint_now(facts, reported)
    if endpoint is None or not endpoint.private_dns_enabled:
        return None
    if not service.is_served_by(endpoint.service_name, endpoint.service_region):
        return None
    words = _PRIVATE_NOW.fill(host=host, address=address, endpoint=endpoint.identifier)
    quoted = (endpoint.cite("ServiceName"), endpoint.cite("PrivateDnsEnabled"), endpoint.cite("State"))
    return Contradiction("vpc-endpoint", endpoint.identifier, words, quoted)


def _endpoint_now(facts: TaskFacts, reported: tuple[NeedWalk, ...]) -> VpcEndpoint | None:
    """Return the interface endpoint over which a reported way leads now, where nothing about that is in doubt."""
    for way in reported:
        endpoint = facts.snapshot.endpoints.by_id.get(way.walk.via) if way.walk else None
        names = [hop for hop in (way.walk.hops if way.walk else ()) if hop.kind == "dns"]
        if endpoint and endpoint.is_interface and endpoint.is_available and _all_pass(names):
            return endpoint
    return None


def _all_pass(hops: list[Hop]) -> bool:
    return all(hop.verdict == "pass" for hop in hops)


def _other_name_server(facts: TaskFacts, server: str) -> Contradiction | None:
    numbered = number_of(server)
    if numbered is None or block_of(f"{server}/8") == block_of("127.0.0.0/8"):
        return None
    vpc = _vpc(facts)
    if vpc.dhcp_options_id in {None, _NO_SET}:
        return None
    options = facts.snapshot.dhcp_options.require(vpc.dhcp_options_id or "")
    handed_out = options.values_of("domain-name-servers") or (_AMAZON,)
    own = _own_resolvers(vpc)
    asks_amazon = _AMAZON in handed_out or bool(own & set(handed_out))
    known = {number_of(each) for each in handed_out}
    if numbered in known or (asks_amazon and server in own):
        return None
    words = _OTHER_SERVER.fill(server=server, vpc=vpc.identifier, servers=enumeration(handed_out))
    quoted = (vpc.cite("DhcpOptionsId"), options.cite("DhcpConfigurations"))
    return Contradiction("dhcp-options", options.identifier, words, quoted)


def _policy_that_allows(facts: TaskFacts, action: str, reported: tuple[NeedWalk, ...]) -> Contradiction | None:
    hops = [hop for way in reported if way.walk for hop in way.walk.hops if hop.kind == "endpoint-policy"]
    if not hops or not _all_pass(hops):
        return None
    endpoint = facts.snapshot.endpoints.by_id.get(hops[0].id)
    name = endpoint.identifier if endpoint else hops[0].id
    return Contradiction("vpc-endpoint", name, _POLICY_ALLOWS.fill(action=action, endpoint=name), hops[0].evidence)


def _vpc(facts: TaskFacts) -> Vpc:
    return facts.snapshot.vpcs.require(facts.placement.vpc_id.require().value)


def _own_resolvers(vpc: Vpc) -> set[str]:
    """Return the addresses of the VPC's own resolver: the third of a block, and the link-local ones."""
    blocks = (block_of(each) for each in vpc.ipv4_blocks)
    return {*_RESOLVERS, *(address_words(block.first + 2, 4) for block in blocks if block)}
