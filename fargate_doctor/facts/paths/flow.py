"""What is asked of the walker: who sends, to whom, and what must be allowed on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.fact import Known, NotKnown

Protocol = Literal["tcp", "udp", "icmp"]
IpVersion = Literal[4, 6]


@frozen
class Ports:
    """A range of ports, both ends included."""

    first: int
    last: int


TASK_EPHEMERAL_PORTS = Ports(32768, 60999)
"""Linux's default range; Fargate's own is not published."""

NAT_EPHEMERAL_PORTS = Ports(1024, 65535)
"""https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html"""


@frozen
class Sender:
    """Where a packet starts: a network interface, present or rebuilt.

    `name` is what people call it (task id, network interface id). Addresses are without prefix length; a private
    address may be unknown although its subnet is known.
    """

    name: str
    vpc_id: Known[str] | NotKnown
    subnet_id: Known[str] | NotKnown
    group_ids: Known[tuple[str, ...]] | NotKnown
    private_ipv4: Known[str | None] | NotKnown
    ipv6: Known[str | None] | NotKnown
    has_public_ipv4: Known[bool] | NotKnown
    source_ports: Ports = TASK_EPHEMERAL_PORTS


@frozen
class Permission:
    """Something that an endpoint's policy must let through: an IAM action on a resource ARN (or `*`)."""

    action: str
    resource: str


@frozen
class Flow:
    """One question: does a packet from `sender` reach the destination, and does the answer come back?

    Exactly one of `host` and `address` is set, or both where a message shows which address a host had. `port` is None
    for ICMP. `permissions` and `principal` (a role ARN) are what an endpoint's policy is asked about.
    `needed_services` are the AWS services (`ecr.api`, `logs`, …) that the same task must reach, by which a missing
    endpoint is told from a missing route; `may_need_more` tells that these are not all.
    """

    sender: Sender
    host: str | None = None
    address: str | None = None
    port: int | None = 443
    protocol: Protocol = "tcp"
    ip_version: IpVersion = 4
    permissions: tuple[Permission, ...] = ()
    principal: str | None = None
    needed_services: frozenset[str] = frozenset()
    may_need_more: bool = False
