"""Whether packets of a load balancer get to a task and back, from each of its nodes.

Nodes send from their network interfaces, on ports 1024 to 65535; a Network Load Balancer without security groups is
known to the task's groups by its addresses alone.
https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html#target-security-groups
"""

from __future__ import annotations

from dataclasses import replace
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.balancing.checking import checked_port
from fargate_doctor.facts.fact import Known, NotKnown
from fargate_doctor.facts.paths.flow import NAT_EPHEMERAL_PORTS, Flow, Sender
from fargate_doctor.facts.paths.senders import sender_of_interface
from fargate_doctor.facts.paths.walker import Walker
from fargate_doctor.facts.task_interface import interface_of
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.model.shape import Source
from fargate_doctor.model.vpc import Group, Ipv6Address, NetworkInterface, PrivateAddress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.balancing.registration import Registration
    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.facts.paths.hop import Hop, Walk
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.balancing import LoadBalancer, TargetGroup
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.vpc import Subnet

_FIRST_USABLE: Final = 4
"""The first four addresses of a subnet are AWS's own: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"""


@frozen
class Node:
    """One end of a load balancer in one subnet; `has_groups` is whether security groups let its packets out."""

    sender: Sender
    has_groups: bool


@frozen
class Approach:
    """The way of one health check from one node to one address of the task."""

    node: Node
    address: str
    port: int
    walk: Walk

    @property
    def hops(self) -> tuple[Hop, ...]:
        """Return the hops that there are: a node without security groups meets none on its way out."""
        return tuple(each for each in self.walk.hops if self.node.has_groups or each.kind != "security-group")

    @property
    def broken(self) -> tuple[Hop, ...]:
        """Return the hops that fail."""
        return tuple(each for each in self.hops if each.verdict == "fail")

    @property
    def doubtful(self) -> tuple[Hop, ...]:
        """Return the hops that nobody can judge, or of which a part fails."""
        return tuple(each for each in self.hops if each.verdict == "unknown")


def approaches(facts: TaskFacts, registration: Registration, group: TargetGroup, arn: str) -> tuple[Approach, ...]:
    """Return the way of a health check from every node of a load balancer to the task.

    Raises `Unanswered` where the nodes, or the task's place, are not known.
    """
    port = checked_port(registration, group)
    if port is None:
        return ()
    version: IpVersion = 6 if group.ip_address_type == "ipv6" else 4
    walker, addresses = _walker_and_addresses(facts, version)
    return tuple(
        Approach(node, address, port, walker.walk(Flow(node.sender, address=address, port=port, ip_version=version)))
        for node in nodes_of(facts, arn)
        for address in addresses
    )


def nodes_of(facts: TaskFacts, arn: str) -> tuple[Node, ...]:
    """Return the nodes of a load balancer: its interfaces where the case shows them, else one for each subnet."""
    known = facts.snapshot.load_balancers.by_id.get(arn)
    name = f"ELB {arn.partition('loadbalancer/')[2]}"
    present = [each for each in facts.snapshot.network_interfaces if each.description == name]
    if present:
        return tuple(_of_interface(each) for each in sorted(present, key=lambda one: one.network_interface_id))
    if known is None:
        raise Unanswered(*facts.snapshot.load_balancers.missing)
    return tuple(_of_subnet(facts, known, each) for each in range(len(known.availability_zones)))


def _of_interface(interface: NetworkInterface) -> Node:
    sender = replace(sender_of_interface(interface), source_ports=NAT_EPHEMERAL_PORTS)
    return Node(sender, bool(interface.group_ids))


def _of_subnet(facts: TaskFacts, balancer: LoadBalancer, index: int) -> Node:
    unseen = NotKnown(facts.snapshot.network_interfaces.missing)
    vpc = Known(balancer.vpc_id, (balancer.cite("VpcId"),))
    subnet = balancer.availability_zones[index].subnet_id
    sender = Sender(
        name=balancer.name,
        vpc_id=vpc,
        subnet_id=Known(subnet, (balancer.cite(f"AvailabilityZones[{index}].SubnetId"),)),
        group_ids=Known(balancer.security_groups, (balancer.cite("SecurityGroups"),)),
        private_ipv4=unseen,
        ipv6=unseen,
        has_public_ipv4=Known(False),  # noqa: FBT003 - it does not matter inside the VPC
        source_ports=NAT_EPHEMERAL_PORTS,
    )
    return Node(sender, bool(balancer.security_groups))


def _walker_and_addresses(facts: TaskFacts, version: int) -> tuple[Walker, tuple[str, ...]]:
    """Return a walker over a model in which the task has its interface, and the addresses to try."""
    interface = facts.placement.interface
    if interface is not None and interface.network_interface_id in facts.snapshot.network_interfaces.by_id:
        own = tuple(each for each in interface.addresses if (":" in each) == (version == 6))[:1]  # noqa: PLR2004 - IP version
        return facts.walker, own
    addresses = tuple(_addresses(facts, version))
    vpc, subnet = facts.sender.vpc_id.require(), facts.sender.subnet_id.require()
    modelled = NetworkInterface(
        network_interface_id=_name(facts),
        vpc_id=vpc.value,
        subnet_id=subnet.value,
        groups=tuple(Group(group_id=each) for each in facts.sender.group_ids.require().value),
        private_ip_addresses=tuple(PrivateAddress(private_ip_address=each) for each in addresses if ":" not in each),
        ipv6_addresses=tuple(Ipv6Address(ipv6_address=each) for each in addresses if ":" in each),
        read_from=Source("ecs:DescribeTasks", origin="reconstructed", supports="likely"),
    )
    return Walker(_with_this_alone(facts.snapshot, modelled)), addresses


def _with_this_alone(snapshot: Snapshot, interface: NetworkInterface) -> Snapshot:
    """Return the model with one network interface: only its address is asked for, and thousands need not be sorted."""
    nobody = replace(snapshot.network_interfaces, by_id={}, scope_of={}, disputed=frozenset())
    return replace(snapshot, network_interfaces=nobody.with_resource(interface, interface.vpc_id))


def _name(facts: TaskFacts) -> str:
    """Return the id of the interface that the task had, else the name of the task itself."""
    recorded = interface_of(facts.snapshot, facts.task).id
    return recorded.value if recorded else facts.task.task_id


def _addresses(facts: TaskFacts, version: int) -> Iterator[str]:
    """Return the address of the task; where it has none yet, the first and the last that its subnet can give."""
    recorded = facts.sender.private_ipv4 if version == 4 else facts.sender.ipv6  # noqa: PLR2004 - IP version
    if isinstance(recorded, Known):
        if recorded.value:
            yield recorded.value.partition("/")[0]
        return
    subnet = facts.placement.subnet
    block = _block(subnet, version) if subnet else None
    if block is None:
        recorded.require()
    yield str(block[_FIRST_USABLE])
    yield str(block[-2])


def _block(subnet: Subnet, version: int) -> IPv4Network | IPv6Network | None:
    named = subnet.cidr_block if version == 4 else next(iter(subnet.ipv6_blocks), None)  # noqa: PLR2004 - IP version
    return ip_network(named, strict=False) if named else None
