"""Every entry that network ACLs lack for some ways: each once, none that another covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.addresses import blocks_in
from fargate_doctor.frozen import frozen
from fargate_doctor.remedies.acl_rules import add_entry, add_unnumbered, entry_for, refuses, with_entry
from fargate_doctor.remedies.crossings import crossings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.model.filtering import NetworkAcl
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.crossings import Crossing
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Step


@frozen
class AclOpenings:
    """The steps that open some ACLs."""

    acl_ids: tuple[str, ...]
    steps: tuple[Step, ...]


def openings_of_acls(standpoint: Standpoint, ways: tuple[NeedWalk, ...]) -> AclOpenings:
    """Return what opens every ACL that refuses a crossing of some ways, the widest crossing first."""
    return openings_for(standpoint, (crossing for way in ways for crossing in crossings(standpoint, way)))


def openings_for(standpoint: Standpoint, wanted: Iterable[Crossing]) -> AclOpenings:
    """Return what opens every ACL that refuses one of some crossings, the widest crossing first."""
    opened: dict[str, NetworkAcl] = {}
    steps: list[Step] = []
    for crossing in sorted(dict.fromkeys(wanted), key=_narrowness):
        acl = _acl_of(standpoint.snapshot, crossing.subnet_id)
        if acl is None:
            continue
        present = opened.get(acl.network_acl_id, acl)
        if not refuses(present, crossing):
            continue
        entry = entry_for(present, crossing)
        opened[acl.network_acl_id] = present if entry is None else with_entry(present, entry)
        if entry is None:
            steps.append(add_unnumbered(standpoint, present, crossing))
        else:
            steps.append(add_entry(standpoint, present, entry, crossing.subnet_id))
    return AclOpenings(tuple(opened), tuple(steps))


def _acl_of(snapshot: Snapshot, subnet_id: str) -> NetworkAcl | None:
    return next((each for each in snapshot.network_acls if subnet_id in each.subnet_ids), None)


def _narrowness(crossing: Crossing) -> tuple[int, str, bool]:
    """Order wide crossings before those that they cover, requests before answers."""
    return (-blocks_in([crossing.block], crossing.version).size, crossing.subnet_id, not crossing.egress)
