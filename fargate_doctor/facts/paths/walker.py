"""The walker: follows a flow through the case, hop by hop, there and back.

It reasons over sets of addresses, so that "some address of a public service" is judged for all of them at once. What
is not known makes its hop unknown; what is known to fail fails all the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.address_way import by_address
from fargate_doctor.facts.paths.addresses import number_of
from fargate_doctor.facts.paths.hop import Walk
from fargate_doctor.facts.paths.journey import Journal, Journey
from fargate_doctor.facts.paths.name_way import by_name
from fargate_doctor.facts.paths.naming import at_address
from fargate_doctor.facts.paths.topology import Topology
from fargate_doctor.facts.paths.traffic import Departure, Traffic

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.flow import Flow, Sender
    from fargate_doctor.model.snapshot import Snapshot


class Walker:
    """Answers any number of questions about one snapshot; what it compiles for one serves the next."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.topology = Topology(snapshot)
        self._departures: dict[int, Departure] = {}
        self._name_server_walks: dict[tuple[int, str], Walk] = {}

    def walk(self, flow: Flow) -> Walk:
        """Return every hop of a flow with its verdict."""
        address = flow.address or (flow.host if flow.host and number_of(flow.host) else None)
        numbered = number_of(address.partition("/")[0]) if address else None
        version = numbered.version if numbered else flow.ip_version
        traffic = Traffic(version, flow.protocol, flow.port, flow.sender.source_ports)
        journey = Journey(self.topology, self._departure(flow.sender), traffic, flow, Journal())
        if numbered:
            hops = by_address(journey, at_address(numbered.number, version), self._walk_to_name_server)
        else:
            hops = by_name(journey, (flow.host or "").lower(), self._walk_to_name_server)
        return Walk(flow, hops, tuple(journey.journal.unread), journey.journal.via)

    def _departure(self, sender: Sender) -> Departure:
        """Return the sender with numbers; it is kept beside its own number, which therefore stays its own."""
        found = self._departures.get(id(sender))
        if found is None or found.sender is not sender:
            found = self._departures[id(sender)] = Departure(sender, self.topology)
        return found

    def _walk_to_name_server(self, flow: Flow) -> Walk:
        key = (id(flow.sender), flow.address or "")
        if key not in self._name_server_walks:
            self._name_server_walks[key] = self.walk(replace(flow, host=None))
        return self._name_server_walks[key]


def walk(snapshot: Snapshot, flow: Flow) -> Walk:
    """Return every hop of one flow; for many flows of one snapshot keep a `Walker`."""
    return Walker(snapshot).walk(flow)
