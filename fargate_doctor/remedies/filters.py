"""Rules that let refused traffic through, the narrowest first: security groups of both ends, and network ACLs.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/verify-connectivity.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.remedies.acl_openings import openings_of_acls
from fargate_doctor.remedies.far_end import far_end, serving_endpoint
from fargate_doctor.remedies.group_rules import Opening, admit, opening_for_sender
from fargate_doctor.remedies.sharing import holder_count
from fargate_doctor.remedies.standpoint import GROUP, Standpoint
from fargate_doctor.remedies.step import remedy
from fargate_doctor.remedies.tables import EVERYWHERE
from fargate_doctor.text import Text, enumeration, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.filtering import SecurityGroup, VpcEndpoint
    from fargate_doctor.remedies.step import Step

_GROUP_RULES: Final = ("https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",)
_ACL_RULES: Final = (
    "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html",
)
_ENDPOINT_GROUPS: Final = (
    "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
)

_NARROW_TITLE: Final = Text(
    en="Let security group {group} out to {peers}",
    es="Dejar salir al grupo de seguridad {group} hacia {peers}",
)
_NARROW: Final = Text(
    en="It is the narrowest rule that lets these requests out; answers need none, because groups remember. It takes "
    "effect at once, also for tasks that run.",
    es="Es la regla más estrecha que deja salir estas solicitudes; las respuestas no necesitan ninguna, porque los "
    "grupos guardan el estado. Surte efecto al momento, también en las tareas en ejecución.",
)
_WIDE_TITLE: Final = Text(
    en="Let security group {group} out to {peers}, wherever the services are",
    es="Dejar salir al grupo de seguridad {group} hacia {peers}, estén donde estén los servicios",
)
_WIDE: Final = Text(
    en="It keeps working when endpoints come and go, and lets everything with this group reach that port anywhere.",
    es="Sigue valiendo aunque aparezcan o desaparezcan puntos de conexión, y permite a todo lo que lleve este grupo "
    "llegar a ese puerto en cualquier lugar.",
)
_ACL_TITLE: Final = Text(
    en="Let these requests and their answers through {acls}",
    es="Dejar pasar estas solicitudes y sus respuestas por {acls}",
)
_ACL: Final = Text(
    en="A network ACL keeps no state, so request and answer each need a rule, before the one that denies. Answers to a "
    "task come to ports 32768 to 60999, those to a NAT gateway to 1024 to 65535.",
    es="Una ACL de red no guarda estado, así que la solicitud y la respuesta necesitan cada una su regla, antes de la "
    "que deniega. Las respuestas a una tarea llegan a los puertos 32768 a 60999; las dirigidas a una puerta de enlace "
    "NAT, a los puertos 1024 a 65535.",
)
_BY_GROUP_TITLE: Final = Text(
    en="Let {sender} into {endpoints} on port {port}",
    es="Dejar entrar a {sender} en {endpoints} por el puerto {port}",
)
_BY_GROUP: Final = Text(
    en="Private DNS leads to the endpoint, and nothing falls back to another way when it refuses. The rule takes "
    "effect at once.",
    es="El DNS privado lleva al punto de conexión, y nada toma otro camino cuando este rechaza. La regla surte efecto "
    "al momento.",
)
_BY_BLOCK: Final = Text(
    en="It admits everything in the task's subnet, whichever group it holds, and takes effect at once.",
    es="Admite todo lo que hay en la subred de la tarea, sea cual sea su grupo, y surte efecto al momento.",
)


def open_egress(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the rules that let the task's group out to what it needs; the narrowest, then one for any address."""
    here = Standpoint(facts)
    group = _group_with_fewest(here, here.group_ids or (GROUP,))
    narrow = _without_covered(_opening_out(here, each) for each in raised.blocks)
    wide = _without_covered(
        Opening(each.need.protocol, each.need.port, _peer(each), EVERYWHERE[each.ip_version]) for each in raised.blocks
    )
    identifier = printable(group if isinstance(group, str) else group.group_id)
    choices = [("open-egress", _NARROW_TITLE, _NARROW, narrow)] if narrow else []
    if set(wide) != set(narrow):
        choices.append(("open-egress-anywhere", _WIDE_TITLE, _WIDE, wide))
    return tuple(
        remedy(
            name,
            title.fill(group=identifier, peers=_words(openings)),
            detail,
            admit(here, group, *openings, direction="egress"),
            references=_GROUP_RULES,
        )
        for name, title, detail, openings in choices
    )


def open_network_acl(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the entries that let request and answer through every ACL on the way that refuses either."""
    openings = openings_of_acls(Standpoint(facts), raised.blocks)
    if not openings.steps:
        return ()
    acls = enumeration([printable(each) for each in openings.acl_ids])
    return (remedy("open-network-acl", _ACL_TITLE.fill(acls=acls), _ACL, *openings.steps, references=_ACL_RULES),)


def open_endpoint_group(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the rules that admit the task to the endpoints that refuse it: by its group, or by its subnet."""
    here = Standpoint(facts)
    port = raised.blocks[0].need.port if raised.blocks else 443
    endpoints = tuple(dict.fromkeys(_endpoints(here, raised)))
    by_group = opening_for_sender(here, "tcp", port)
    block = here.subnet.cidr_block if here.subnet else None
    choices = [("open-endpoint-group", by_group, _BY_GROUP)]
    if block and by_group.peer == "group":
        choices.append(("open-endpoint-group-to-subnet", Opening("tcp", port, "ipv4", block), _BY_BLOCK))
    named = enumeration([printable(each.vpc_endpoint_id) for each in endpoints])
    return tuple(
        remedy(
            name,
            _BY_GROUP_TITLE.fill(sender=printable(opening.value), endpoints=named, port=port),
            detail,
            *_admitting(here, endpoints, opening),
            references=_ENDPOINT_GROUPS,
        )
        for name, opening, detail in choices
        if endpoints
    )


def _admitting(here: Standpoint, endpoints: tuple[VpcEndpoint, ...], opening: Opening) -> Iterator[Step]:
    """Return one rule per group that the endpoints need, each group once."""
    opened: dict[str, None] = {}
    for endpoint in endpoints:
        held = tuple(each.group_id for each in endpoint.groups if each.group_id) or (
            "<SECURITY_GROUP_ID_OF_THE_ENDPOINT>",
        )
        if not any(each in opened for each in held):
            group = _group_with_fewest(here, held)
            opened[group if isinstance(group, str) else group.group_id] = None
            yield admit(here, group, opening)


def _endpoints(here: Standpoint, raised: Raised) -> Iterator[VpcEndpoint]:
    """Return the endpoints that refuse, by their own id or their interface; else those that serve the ways."""
    named = {each.id for each in raised.resources} | {hop.id for hop in raised.hops}
    of_vpc = tuple(each for each in here.snapshot.endpoints if each.vpc_id == here.vpc_id and each.is_interface)
    blamed = [each for each in of_vpc if named & {each.vpc_endpoint_id, *each.network_interface_ids}]
    yield from blamed
    if not blamed:
        serving = (serving_endpoint(here, each) for each in raised.blocks)
        yield from (each for each in serving if each and each.is_interface)


def _group_with_fewest(here: Standpoint, group_ids: tuple[str, ...]) -> SecurityGroup | str:
    """Return the group of some that the fewest interfaces hold, so that the rule reaches the least."""
    fewest = min(group_ids, key=lambda each: holder_count(here.snapshot, each))
    return here.snapshot.security_groups.by_id.get(fewest, fewest)


def _opening_out(here: Standpoint, way: NeedWalk) -> Opening:
    end, protocol, port = far_end(here, way), way.need.protocol, way.need.port
    if end.group_ids:
        return Opening(protocol, port, "group", end.group_ids[0])
    if end.prefix_list_id:
        return Opening(protocol, port, "list", end.prefix_list_id)
    return Opening(protocol, port, _peer(way), end.block)


def _peer(way: NeedWalk) -> Literal["ipv4", "ipv6"]:
    return "ipv6" if way.ip_version == 6 else "ipv4"  # noqa: PLR2004 - IP version


def _without_covered(openings: Iterable[Opening]) -> tuple[Opening, ...]:
    """Return each opening once, and none that one for every address covers already."""
    unique = tuple(dict.fromkeys(openings))
    everywhere = {(each.protocol, each.port) for each in unique if each.value == EVERYWHERE[4]}
    return tuple(
        each
        for each in unique
        if each.value == EVERYWHERE[4] or each.peer == "ipv6" or (each.protocol, each.port) not in everywhere
    )


def _words(openings: tuple[Opening, ...]) -> Text:
    return enumeration([f"{printable(each.value)} ({each.protocol.upper()} {each.port})" for each in openings])
