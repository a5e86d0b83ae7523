"""Which names DNS Firewall lets a VPC resolve: groups of rules, each with a list of domains.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-overview.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from fargate_doctor.case.operations import iam_action
from fargate_doctor.case.unplaced import domain_lists_of_rules
from fargate_doctor.model.evidence import Missing
from fargate_doctor.model.reading import is_complete, reasons_missing
from fargate_doctor.model.shape import Quotable, Source
from fargate_doctor.model.table import Coverage, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import Case

DOMAINS: Final = "route53resolver:ListFirewallDomains"


class FirewallRule(Quotable):
    """https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_FirewallRule.html"""

    type_name: ClassVar[str] = "firewall-rule"

    firewall_rule_group_id: str = ""
    firewall_domain_list_id: str | None = None
    name: str = ""
    priority: int = 0
    action: str = ""
    block_response: str | None = None
    qtype: str | None = None
    firewall_domain_redirection_action: str = "INSPECT_REDIRECTION_DOMAIN"

    @property
    def identifier(self) -> str:
        """Return the group with the place of the rule in it, which no two rules share."""
        return f"{self.firewall_rule_group_id}/{self.priority}"


class FirewallDomainList(Quotable):
    """A list of domains, of the customer or of AWS.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_FirewallDomainListMetadata.html
    """

    type_name: ClassVar[str] = "firewall-domain-list"

    id: str
    name: str = ""
    managed_owner_name: str | None = None

    @property
    def identifier(self) -> str:
        """Return the id of the list."""
        return self.id

    @property
    def is_of_aws(self) -> bool:
        """Tell whether AWS keeps the list; nobody can read what is on it."""
        return bool(self.managed_owner_name)


class FirewallDomains(Quotable):
    """What is on a list of domains."""

    type_name: ClassVar[str] = "firewall-domain-list"

    list_id: str
    domains: tuple[str, ...] = ()

    @property
    def identifier(self) -> str:
        """Return the id of the list."""
        return self.list_id


def read_firewall_domains(case: Case) -> Table[FirewallDomains]:
    """Return the lists whose domains were read; an answer without its request only where the case leaves one list."""
    found = {each.list_id: each for each in _lists_read(case)}
    missing = reasons_missing(case, DOMAINS) or (
        Missing(operation=DOMAINS, error="NotCollected", action=iam_action(DOMAINS)),
    )
    return Table(DOMAINS, found, Coverage(), missing)


def _lists_read(case: Case) -> Iterator[FirewallDomains]:
    records = case.records.get(DOMAINS, ())
    bare = [each for each in records if each.request is None]
    candidates = frozenset(domain_lists_of_rules(case))
    for record in records:
        domains = record.answer.get("Domains")
        identifier = (record.request or {}).get("FirewallDomainListId")
        if record.request is None and len(bare) == len(candidates) == 1:
            identifier = next(iter(candidates))
        if isinstance(identifier, str) and isinstance(domains, list) and is_complete(record):
            source = Source(DOMAINS, record.at, supports="certain" if record.request else "likely")
            yield FirewallDomains(list_id=identifier, domains=tuple(map(str, domains)), read_from=source)
