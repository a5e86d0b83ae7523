"""What the walker answers: each hop with its verdict, and the verdict of the whole way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fargate_doctor.facts.paths.intervals import NOTHING
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Confidence, weakest

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.flow import Flow
    from fargate_doctor.facts.paths.intervals import Intervals
    from fargate_doctor.model.evidence import Evidence, Missing
    from fargate_doctor.text import Text

Verdict = Literal["pass", "fail", "unknown", "not_applicable"]

HopKind = Literal[
    "sender",
    "dns",
    "security-group",
    "network-acl",
    "route-table",
    "internet-gateway",
    "egress-only-internet-gateway",
    "nat-gateway",
    "vpc-endpoint",
    "endpoint-policy",
    "transit-gateway",
    "peering",
    "appliance",
    "block-public-access",
    "destination",
]


@frozen
class Hop:
    """One thing on the way. `id` is the resource that decides, `resource_type` its kind in AWS's words.

    `finding` is the id of contract §3 that a failing (or partly failing) hop raises. `part` says which part of what is
    needed fails, where only a part does: the verdict is then *unknown*; `refused` are the addresses in it, none where
    the part is one of ports. `missing` is what would settle an *unknown*.
    `rule_supports` is below certain where the verdict rests on a rule that AWS does not state.
    """

    kind: HopKind
    id: str
    resource_type: str
    verdict: Verdict
    because: Text
    finding: str | None = None
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()
    part: Text | None = None
    rule_supports: Confidence = "certain"
    refused: Intervals = NOTHING

    @property
    def supports(self) -> Confidence:
        """Return the most that a conclusion resting on this hop may claim."""
        partial: Confidence = "possible" if self.part else "certain"
        return weakest(partial, self.supports_of_part)

    @property
    def supports_of_part(self) -> Confidence:
        """Return the most that a conclusion may claim about an address that surely lies in the part that fails."""
        return weakest(self.rule_supports, *(each.supports for each in self.evidence))


@frozen
class Walk:
    """A flow with its hops in the order in which a packet meets them.

    `unread` names what could refuse this flow but was not read (Block Public Access, private zones, …); it changes no
    verdict, only how sure one may be. `via` is the AWS id of the way taken (endpoint, NAT gateway, …), empty if none.
    """

    flow: Flow
    hops: tuple[Hop, ...]
    unread: tuple[Missing, ...] = ()
    via: str = ""

    @property
    def verdict(self) -> Verdict:
        """Return fail if any hop fails, else unknown if any is, else pass."""
        verdicts = {hop.verdict for hop in self.hops}
        if "fail" in verdicts:
            return "fail"
        if "unknown" in verdicts or not verdicts:
            return "unknown"
        return "not_applicable" if verdicts == {"not_applicable"} else "pass"

    @property
    def broken(self) -> tuple[Hop, ...]:
        """Return the hops that fail, and those of which a part does."""
        return tuple(hop for hop in self.hops if hop.finding and (hop.verdict == "fail" or hop.part))
