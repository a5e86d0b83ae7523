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
)
