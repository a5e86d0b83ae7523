"""What a broken way out is made of: which route decides, in which table, for which IP versions."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.addresses import PUBLIC, number_of
from fargate_doctor.frozen import frozen
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.tables import EVERYWHERE, default_route, routes_to

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.routing import Route

_NAT64: Final = "64:ff9b::/96"
_ROUTE: Final = re.compile(r"Routes\[(\d+)\]")


@frozen
class BrokenWay:
    """A finding about the way out, and where the task stands."""

    facts: TaskFacts
    raised: Raised

    @cached_property
    def standpoint(self) -> Standpoint:
        """Return where the task stands."""
        return Standpoint(self.facts)

    @property
    def finding(self) -> str:
        """Return the id of the finding."""
        return self.raised.kind.id

    @cached_property
    def versions(self) -> frozenset[IpVersion]:
        """Return the IP versions over which ways are blocked; IPv4 where the finding names none."""
        return frozenset(each.ip_version for each in self.raised.blocks) or frozenset({4})

    @property
    def version(self) -> IpVersion:
        """Return the IP version of the routes to be mended first; a way for IPv6 beside IPv4 is added."""
        return 4 if 4 in self.versions and not self.is_translated else 6  # noqa: PLR2004 - IP version

    @property
    def is_translated(self) -> bool:
        """Tell whether IPv4 destinations are reached through NAT64, from a task that has only IPv6."""
        if not self.facts.placement.has_only_ipv6:
            return False
        route, subnet = self.route(6), self.facts.placement.subnet
        asks_for_ipv4 = 4 in self.versions and subnet is not None and subnet.enable_dns64  # noqa: PLR2004 - IP version
        return asks_for_ipv4 or (route is not None and route.destination.startswith("64:ff9b:"))

    @property
    def is_private(self) -> bool:
        """Tell whether a blocked destination is a private address, to which no gateway to the internet leads."""
        numbered = (number_of(each.address or "") for each in self.raised.blocks)
        return any(each and each.number not in PUBLIC[each.version] for each in numbered)

    @cached_property
    def resource_ids(self) -> tuple[str, ...]:
        """Return the resources that the finding blames."""
        named = (*(each.id for each in self.raised.resources), *(hop.id for hop in self.raised.hops))
        return tuple(dict.fromkeys(each for each in named if each))

    def route(self, version: IpVersion) -> Route | None:
        """Return the route of the task's table that takes the blocked destinations; None where none covers them."""
        table = self.standpoint.table
        if table is None:
            return None
        blamed = (route for each in self.resource_ids for route in routes_to(table, each))
        of_version = (each for each in (*blamed, *self._quoted_routes()) if _is_of(each, version))
        return next(of_version, None) or default_route(table, version)

    def destination(self, version: IpVersion) -> str:
        """Return what a new route must cover: what the deciding route covers, else everything."""
        if version == 6 and self.is_translated:  # noqa: PLR2004 - IP version
            return _NAT64
        route = self.route(version)
        return route.destination if route else EVERYWHERE[version]

    def _quoted_routes(self) -> tuple[Route, ...]:
        """Return the routes of the table that the walk quotes."""
        table = self.standpoint.table
        if table is None:
            return ()
        hops = (hop for way in self.raised.blocks if way.walk for hop in way.walk.hops)
        quoted = (
            each for hop in (*self.raised.hops, *hops) for each in hop.evidence if each.resource == table.identifier
        )
        places = (int(found[1]) for each in quoted if (found := _ROUTE.match(each.field)))
        return tuple(table.routes[place] for place in places if place < len(table.routes))


def _is_of(route: Route, version: IpVersion) -> bool:
    if route.destination_prefix_list_id:
        return False
    return bool(route.destination_ipv6_cidr_block) == (version == 6)  # noqa: PLR2004 - IP version
