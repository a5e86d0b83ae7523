"""Does anything in the VPC give the names another meaning?

Why it matters: a private zone, a resolver rule or DNS Firewall can hide or block the name of an AWS service.
How we know: the private zones, resolver rules and firewall groups of the VPC are compared with each name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import LOST_NAMES, LOST_PACKETS, FindingKind, check, passes, unknown
from fargate_doctor.diagnosis.on_the_way import answer_on_the_way
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html",
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html",
)

NAME_SHADOWED = FindingKind(
    id="dns.name-shadowed",
    title=Text(
        en="{resource} gives {destinations} another answer inside this VPC, or none",
        es="{resource} da a {destinations} otra respuesta dentro de esta VPC, o ninguna",
    ),
    place=3,
    docs=_DOCS,
    explains=LOST_NAMES | LOST_PACKETS,
    remedies=offered("names.unshadow_name"),
)

_READS = (
    "route53:ListHostedZonesByVPC",
    "route53resolver:ListResolverRuleAssociations",
    "route53resolver:ListFirewallRuleGroupAssociations",
)
_READS_IF_RULES_ARE_MADE = (
    "route53resolver:ListResolverRules",
    "route53resolver:ListFirewallRules",
    "route53resolver:ListFirewallDomainLists",
    "route53resolver:ListFirewallDomains",
)
_HIDERS = frozenset({"hosted-zone", "resolver-rule", "firewall-rule-group-association"})

_HEALTHY = Text(
    en="Nothing that was read in this VPC hides the names that the task needs.",
    es="Nada de lo leído en esta VPC oculta los nombres que la tarea necesita.",
)
_UNREAD = Text(
    en="Something that could hide a name was not read; it changes no verdict, but nothing is certain without it.",
    es="No se leyó algo que podría ocultar un nombre; no cambia ningún veredicto, pero sin ello nada es seguro.",
)


@check(
    id="names.shadowing",
    under="names",
    order=30,
    label=Text(en="Private names", es="Nombres privados"),
    question=Text(
        en="Do the names mean inside this VPC what they mean outside?",
        es="¿Significan los nombres dentro de esta VPC lo mismo que fuera?",
    ),
    otherwise=Text(
        en="A private zone, a resolver rule or DNS Firewall can swallow the name of an AWS service.",
        es="Una zona privada, una regla del solucionador o DNS Firewall pueden tragarse el nombre de un servicio de "
        "AWS.",
    ),
    reads=_READS,
    reads_if_met=_READS_IF_RULES_ARE_MADE,
    docs=_DOCS,
    findings=(NAME_SHADOWED,),
    about="advice",
)
def shadowed_names(facts: TaskFacts) -> Answer:
    """Answer for all destinations at once; what was not read could still hide a name."""
    answer = answer_on_the_way(facts, ("dns",), (NAME_SHADOWED,), healthy=_HEALTHY, of=_HIDERS)
    if answer.verdict not in ("not_applicable", "pass"):
        return answer
    concerned = (*_READS, *_READS_IF_RULES_ARE_MADE)
    unread = [each for way in facts.known_walks if way.walk for each in way.walk.unread if each.operation in concerned]
    return unknown(_UNREAD, *dict.fromkeys(unread)) if unread else passes(_HEALTHY, *answer.evidence)
