"""Do the security groups let it out, and in at the other end?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, passes, refuses
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.group_rules import Admission, GroupRules
    from fargate_doctor.facts.paths.topology import Topology
    from fargate_doctor.facts.paths.traffic import Departure, Destination, Source, Traffic
    from fargate_doctor.model.evidence import Evidence, Missing

_UNKNOWN_SENDER_GROUPS = Text(
    en="The sender's security groups are not known.",
    es="No se conocen los grupos de seguridad del emisor.",
)
_LETS_OUT = Text(
    en="{group} lets {traffic} out to {rule}, which covers {destination}.",
    es="{group} deja salir {traffic} hacia {rule}, que abarca {destination}.",
)
_NOT_OUT = Text(
    en="No outbound rule of {groups} covers {traffic} to {destination}.",
    es="Ninguna regla de salida de {groups} abarca {traffic} hacia {destination}.",
)
_NO_RULES_OUT = Text(
    en="There is no outbound rule at all in {groups}, so nothing leaves.",
    es="No hay ninguna regla de salida en {groups}, así que no sale nada.",
)
_OUT_IN_DOUBT = Text(
    en="The rules of {groups} that could be read do not settle whether {traffic} may leave for {destination}.",
    es="Las reglas de {groups} que se pudieron leer no aclaran si {traffic} puede salir hacia {destination}.",
)
_LETS_IN = Text(
    en="{group} of {holder} lets {traffic} in from {rule}.",
    es="{group}, de {holder}, deja entrar {traffic} desde {rule}.",
)
_NOT_IN = Text(
    en="No inbound rule of {groups} on {holder} covers {traffic} from the sender.",
    es="Ninguna regla de entrada de {groups} en {holder} abarca {traffic} desde el emisor.",
)
_IN_IN_DOUBT = Text(
    en="Whether the rules of {groups} on {holder} let {traffic} in from the sender is not known.",
    es="No se sabe si las reglas de {groups} en {holder} dejan entrar {traffic} desde el emisor.",
)


def leaving(departure: Departure, traffic: Traffic, to: Destination, far_groups: frozenset[str] | None) -> Ruling:
    """Return what the sender's groups say; answers need no rule, groups remember."""
    try:
        group_ids = departure.group_ids
    except Unanswered as gap:
        place = Place("security-group", "", "security-group")
        return leaves_open(place, _UNKNOWN_SENDER_GROUPS, missing=gap.missing)
    rules = departure.topology.groups(group_ids, "egress")
    admission = rules.admit(to.addresses, traffic.version, traffic.protocol, traffic.port, far_groups)
    decisive = admission.by[0].group_id if admission.by else next(iter(group_ids), "")
    place = Place("security-group", decisive, "security-group")
    if admission.admitted.covers(to.addresses):
        because = _LETS_OUT.fill(
            group=place.id, rule=_rules_words(admission), traffic=traffic.words, destination=to.words
        )
        return passes(place, because, *_quoted(departure.topology, rules, admission))
    words = {"groups": enumeration(group_ids), "traffic": traffic.words, "destination": to.words}
    return _not_leaving(departure.topology, place, rules, admission, to, words)


def entering(  # noqa: PLR0913, PLR0917 - both ends of the stretch
    topology: Topology,
    place: Place,
    group_ids: tuple[str, ...],
    holder: str,
    source: Source,
    traffic: Traffic,
    to: Destination,
    *,
    finding: str | None,
) -> Ruling:
    """Return what the groups of the far end say about a request from the source."""
    rules = topology.groups(group_ids, "ingress")
    admission = rules.admit(source.addresses, traffic.version, traffic.protocol, traffic.port, source.group_ids)
    if source.addresses and admission.admitted.covers(source.addresses):
        first = admission.by[0]
        because = _LETS_IN.fill(group=first.group_id, rule=first.words, holder=holder, traffic=traffic.words)
        return passes(place, because, *_quoted(topology, rules, admission))
    words = {"groups": enumeration(group_ids), "holder": holder, "traffic": traffic.words}
    if not admission.admitted and not admission.doubtful:
        return refuses(place, to.addresses, _NOT_IN.fill(**words), *_all_rules(topology, rules), finding=finding)
    missing = admission.missing if admission.doubtful else ()
    return leaves_open(
        place, _IN_IN_DOUBT.fill(**words), *_quoted(topology, rules, admission), missing=missing + source.missing
    )


def _not_leaving(  # noqa: PLR0913, PLR0917 - what the sentence is made of
    topology: Topology,
    place: Place,
    rules: GroupRules,
    admission: Admission,
    to: Destination,
    words: dict[str, object],
) -> Ruling:
    refused = to.addresses - admission.admitted - admission.doubtful
    if refused:
        sentence = _NO_RULES_OUT if rules.are_empty else _NOT_OUT
        evidence = _all_rules(topology, rules)
        return refuses(place, refused, sentence.fill(**words), *evidence, finding="sg.egress-blocked")
    missing: tuple[Missing, ...] = (admission.missing if admission.doubtful else ()) + to.missing
    return leaves_open(place, _OUT_IN_DOUBT.fill(**words), *_quoted(topology, rules, admission), missing=missing)


def _rules_words(admission: Admission) -> Text:
    return enumeration(list(dict.fromkeys(rule.words for rule in admission.by)), at_most=3)


def _quoted(topology: Topology, rules: GroupRules, admission: Admission) -> tuple[Evidence, ...]:
    group = {each.group_id: each for each in rules.groups}
    places = dict.fromkeys((rule.group_id, rule.at) for rule in admission.by[:4])
    return tuple(topology.cite(group[group_id], rules.field_of(index)) for group_id, index in places)


def _all_rules(topology: Topology, rules: GroupRules) -> tuple[Evidence, ...]:
    whole = "IpPermissionsEgress" if rules.direction == "egress" else "IpPermissions"
    return tuple(topology.cite(group, whole) for group in rules.groups)
