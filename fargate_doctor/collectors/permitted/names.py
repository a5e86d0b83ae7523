"""What decides which names resolve to what."""

from __future__ import annotations

from typing import Final

from fargate_doctor.collectors.permitted.operation import Permitted, read

PERMITTED: Final[tuple[Permitted, ...]] = (
    read(
        "route53:ListHostedZonesByVPC",
        "Finds private zones that hide public names.",
        "Encuentra zonas privadas que ocultan nombres públicos.",
    ),
    read(
        "route53resolver:ListResolverRuleAssociations",
        "Tells whether resolver rules send names elsewhere.",
        "Indica si hay reglas del solucionador que envían nombres a otro sitio.",
    ),
    read(
        "route53resolver:ListResolverRules",
        "Reads which names those rules take.",
        "Lee qué nombres toman esas reglas.",
    ),
    read(
        "route53resolver:ListFirewallRuleGroupAssociations",
        "Tells whether a DNS Firewall filters the VPC's names.",
        "Indica si un DNS Firewall filtra los nombres de la VPC.",
    ),
    read(
        "route53resolver:ListFirewallRules",
        "Reads in which order the rules of that DNS Firewall allow and block.",
        "Lee en qué orden permiten y bloquean las reglas de ese DNS Firewall.",
    ),
    read(
        "route53resolver:ListFirewallDomainLists",
        "Tells the account's own lists of domains from those that AWS keeps.",
        "Distingue las listas de dominios propias de las que mantiene AWS.",
    ),
    read(
        "route53resolver:ListFirewallDomains",
        "Reads which names a rule of that DNS Firewall is about.",
        "Lee de qué nombres trata una regla de ese DNS Firewall.",
    ),
)
