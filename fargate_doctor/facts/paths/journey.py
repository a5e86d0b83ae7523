"""What every hop of one walk shares: the case, the sender, what is sent, and what was noticed on the way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.flow import Flow
    from fargate_doctor.facts.paths.topology import Topology
    from fargate_doctor.facts.paths.traffic import Departure, Traffic
    from fargate_doctor.model.evidence import Missing


@dataclass(slots=True)
class Journal:
    """What a walk collects beside its rulings: the way taken, and what could refuse it but was not read."""

    via: str = ""
    unread: dict[Missing, None] = field(default_factory=dict)

    def took(self, resource_id: str) -> None:
        """Keep the first resource that decides how the VPC is left."""
        self.via = self.via or resource_id

    def did_not_read(self, missing: tuple[Missing, ...]) -> None:
        """Keep what was not read."""
        self.unread.update(dict.fromkeys(missing))


@frozen
class Journey:
    """One walk under way. `elsewhere` is the VPC it has come to, empty in the sender's own."""

    topology: Topology
    departure: Departure
    traffic: Traffic
    flow: Flow
    journal: Journal
    elsewhere: str = ""

    @property
    def vpc_id(self) -> str:
        """Return the VPC that the packet is in: the sender's, or one that a transit gateway took it to."""
        return self.elsewhere or self.departure.vpc_id

    def with_traffic(self, traffic: Traffic) -> Journey:
        """Return the same walk with other traffic, as behind an address translation."""
        return replace(self, traffic=traffic)

    def in_vpc(self, vpc_id: str) -> Journey:
        """Return the same walk in another VPC."""
        return replace(self, elsewhere=vpc_id)
