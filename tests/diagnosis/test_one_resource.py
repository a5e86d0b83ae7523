"""What many ways show of one resource is told once, at that resource."""

from __future__ import annotations

from dataclasses import replace

from fargate_doctor.demo.catalogue import open_demo
from fargate_doctor.diagnosis.check import FindingKind, Raised, ResourceName, fails
from fargate_doctor.diagnosis.on_the_way import at_one_resource
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.text import Text, verbatim
from tests.diagnosis.one_task import facts_of, way_to

KIND = FindingKind("dns.hostnames-disabled", Text("{resource} for {destinations}", "{resource} para {destinations}"))
OTHER = replace(KIND, id="dns.support-disabled")
VPC = ResourceName("vpc", "vpc-0a")
FACTS = facts_of(createdAt=0)


def at(endpoint: str, host: str, kind: FindingKind = KIND) -> Raised:
    ways = (way_to("ecr-api", host, FACTS),)
    return Raised(kind, verbatim(host), resources=(ResourceName("vpc-endpoint", endpoint),), blocks=ways)


def test_findings_of_one_kind_become_one() -> None:
    """It blocks all that each of them blocks; findings of another kind stay as they are."""
    other = at("vpce-3", "c", OTHER)
    answer = fails(verbatim("x"), at("vpce-1", "a"), at("vpce-2", "b"), other)

    told, left = at_one_resource(answer, KIND, VPC).raised

    assert told.resources == (VPC,)
    assert [each.need.host for each in told.blocks] == ["a", "b"]
    assert told.kind.title.fill(**told.blanks).en == "vpc-0a for a:443 and b:443"
    assert left is other


def test_what_fails_is_explained_by_what_shuts_it_out() -> None:
    """Health checks that the load balancer cannot make are a root cause, and no cause of their own."""
    diagnosis = diagnose_task(Snapshot.of(open_demo("load-balancer-shut-out")), proves=False)

    assert [each.id for each in diagnosis.main_causes] == ["lb.sg-blocked"]
    assert [each.id for each in diagnosis.root_causes] == ["lb.sg-blocked", "lb.target-unhealthy"]
