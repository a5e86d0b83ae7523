"""That nothing else could serve a destination is a fact with a source of its own, and needs no more than it needs."""

from __future__ import annotations

from fargate_doctor.case.model import Case, Record
from fargate_doctor.facts.paths.flow import Flow
from fargate_doctor.facts.paths.walker import Walker
from fargate_doctor.model.snapshot import Snapshot
from tests.facts.paths.network import Network
from tests.facts.paths.rows import API


def test_the_listing_that_lacks_endpoints_is_quoted() -> None:
    """A table without a route is no cause by itself: that no endpoint stands in for it is quoted beside it."""
    (hop,) = Network().routes().walk(**API).broken

    assert {each.operation for each in hop.evidence} == {"ec2:DescribeRouteTables", "ec2:DescribeVpcEndpoints"}
    assert hop.supports == "certain"


def test_a_listing_without_its_request_makes_it_likely_at_most() -> None:
    """Who gave the answer may have asked for less than everything."""
    net = Network().routes()
    case = _without_requests(net.case(), "ec2:DescribeVpcEndpoints")

    (hop,) = Walker(Snapshot.of(case)).walk(Flow(net.sender(), host=API["host"])).broken

    assert (hop.finding, hop.supports) == ("route.none", "likely")


def test_a_refused_listing_of_vpcs_hides_no_missing_route() -> None:
    """Who owns the VPC is told by its tables and subnets as well."""
    net = Network().routes().refuse("DescribeVpcs")
    for table in net.lists["RouteTables"].values():
        table["OwnerId"] = "123456789012"

    assert {hop.finding for hop in net.walk(**API).broken} == {"route.none"}


def test_a_vpc_of_another_account_shows_no_endpoints_whoever_says_so() -> None:
    """In a shared subnet an endpoint that is not visible is not missing."""
    net = Network().routes().refuse("DescribeVpcs")
    for subnet in net.lists["Subnets"].values():
        subnet["OwnerId"] = "999999999999"

    assert net.walk(**API).broken == ()


def _without_requests(case: Case, operation: str) -> Case:
    bare = tuple(Record(request=None, answer=each.answer) for each in case.records[operation])
    return case.model_copy(update={"records": {**case.records, operation: bare}})
