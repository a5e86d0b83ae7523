"""The map of one VPC, frozen: places with what AWS said of each, and nothing about how they are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.paths.hop import Verdict
    from fargate_doctor.model.evidence import Evidence, Missing
    from fargate_doctor.text import Text

PlaceKind = Literal[
    "vpc",
    "zone",
    "subnet",
    "task",
    "security-group",
    "network-acl",
    "route-table",
    "internet-gateway",
    "egress-only-internet-gateway",
    "nat-gateway",
    "transit-gateway",
    "peering",
    "vpc-endpoint",
    "dhcp-options",
    "other-target",
    "unread",
    "rest",
]

Reach = Literal["public", "private", "isolated", "unknown"]
"""Where the effective route table of a subnet leads: to an internet gateway, elsewhere outside, nowhere outside."""


@frozen
class Place:
    """One thing on the map. `key` tells it apart from the same resource in another place.

    `standing` is *pass* where AWS says that it works, *fail* where it cannot work, *unknown* where nobody could look,
    *not applicable* where there is nothing to work. `words` say in short what it is, `more` what stands below.
    """

    key: str
    kind: PlaceKind
    id: str
    standing: Verdict
    words: Text
    more: tuple[Text, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()


@frozen
class SubnetOnMap:
    """A subnet with what lies in it or serves it."""

    place: Place
    reach: Reach
    holds: tuple[Place, ...]
    has_task: bool = False

    def __iter__(self) -> Iterator[Place]:
        """Return the subnet itself and all it holds."""
        yield self.place
        yield from self.holds


@frozen
class ZoneOnMap:
    """An Availability Zone with its subnets, the task's own first."""

    place: Place
    subnets: tuple[SubnetOnMap, ...]
    has_task: bool = False


@frozen
class NetworkMap:
    """A VPC: `doors` lead out of it, `endpoints` to services of AWS, `unread` is what nobody could look at.

    `settings` hold for all of it, such as its DHCP options. The zone of the task comes first.
    """

    vpc: Place
    doors: tuple[Place, ...]
    zones: tuple[ZoneOnMap, ...]
    endpoints: tuple[Place, ...]
    settings: tuple[Place, ...]
    unread: tuple[Place, ...]

    def __iter__(self) -> Iterator[Place]:
        """Return every place."""
        yield self.vpc
        yield from (*self.doors, *self.settings)
        for zone in self.zones:
            yield zone.place
            for subnet in zone.subnets:
                yield from subnet
        yield from (*self.endpoints, *self.unread)

    @property
    def subnets(self) -> Iterator[SubnetOnMap]:
        """Return every subnet."""
        return (subnet for zone in self.zones for subnet in zone.subnets)

    def place(self, key: str) -> Place | None:
        """Return one place."""
        return next((each for each in self if each.key == key), None)
