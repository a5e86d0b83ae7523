"""From records to tables: what is shown, what is proved absent, what is disputed."""

from __future__ import annotations

from typing import Any

import pytest

from fargate_doctor.case.model import Case
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.model.snapshot import Snapshot

OF_VPC = {"Filters": [{"Name": "vpc-id", "Values": ["vpc-1"]}]}


def snapshot(*answers: dict[str, Any], operation: str = "ec2:DescribeSubnets", **more: object) -> Snapshot:
    return Snapshot.of(Case.model_validate({"records": {operation: list(answers)}, **more}))


def entry(
    *subnets: str, request: dict[str, Any] | None = None, at: str | None = None, **more: object
) -> dict[str, Any]:
    listed = [{"SubnetId": each, "VpcId": "vpc-1", **more} for each in subnets]
    return {"request": request, "answer": {"Subnets": listed}, "at": at}


def errors_of(gap: pytest.ExceptionInfo[Unanswered]) -> list[str]:
    return [each.error for each in gap.value.missing]


def test_a_listing_by_vpc_proves_what_it_does_not_show_absent_from_that_vpc() -> None:
    table = snapshot(entry("subnet-1", request=OF_VPC)).subnets

    assert [each.subnet_id for each in table.within("vpc-1")] == ["subnet-1"]


def test_a_listing_by_vpc_says_nothing_about_another_vpc() -> None:
    table = snapshot(entry("subnet-1", request=OF_VPC)).subnets

    with pytest.raises(Unanswered) as gap:
        table.within("vpc-2")
    assert errors_of(gap) == ["NotCollected"]


def test_what_nobody_asked_for_is_unanswered_and_names_the_action() -> None:
    with pytest.raises(Unanswered) as gap:
        snapshot().subnets.find("subnet-1")

    assert [(each.operation, each.action) for each in gap.value.missing] == [
        ("ec2:DescribeSubnets", "ec2:DescribeSubnets")
    ]


def test_a_refusal_is_the_reason_why_a_question_is_unanswered() -> None:
    refused = {"operation": "ec2:DescribeSubnets", "error": "UnauthorizedOperation", "action": "ec2:DescribeSubnets"}

    with pytest.raises(Unanswered) as gap:
        snapshot(failures=[refused]).subnets.within("vpc-1")
    assert errors_of(gap) == ["UnauthorizedOperation"]


def test_aws_saying_not_found_is_a_fact_about_the_one_id_that_was_asked_for() -> None:
    gone = {
        "operation": "ec2:DescribeSubnets",
        "request": {"SubnetIds": ["subnet-9"]},
        "error": "InvalidSubnetID.NotFound",
        "message": "The subnet ID 'subnet-9' does not exist",
    }

    assert snapshot(failures=[gone]).subnets.find("subnet-9") is None


def test_an_id_that_was_asked_for_and_not_answered_does_not_exist() -> None:
    table = snapshot(entry("subnet-1", request={"SubnetIds": ["subnet-1", "subnet-2"]})).subnets

    assert table.find("subnet-2") is None


def test_a_bare_listing_counts_as_complete_for_the_vpcs_it_shows_but_proves_less() -> None:
    table = snapshot(entry("subnet-1")).subnets

    assert len(table.within("vpc-1")) == 1
    assert table.cite_absence("vpc-1", "Subnets").supports == "likely"


def test_an_empty_bare_listing_counts_as_complete_for_the_case() -> None:
    assert snapshot(entry()).subnets.within("vpc-7") == ()


@pytest.mark.parametrize("token", ["NextToken", "nextToken"])
def test_a_paging_token_left_over_leaves_absence_unknown(token: str) -> None:
    cut_short = entry("subnet-1", request=OF_VPC)
    cut_short["answer"][token] = "more"

    table = snapshot(cut_short).subnets

    assert table.find("subnet-1") is not None
    with pytest.raises(Unanswered):
        table.within("vpc-1")


@pytest.mark.parametrize(
    "filters",
    [
        [{"Name": "vpc-id", "Values": ["vpc-1"]}, {"Name": "state", "Values": ["available"]}],
        [{"Name": "tag:Name", "Values": ["web"]}],
        [{"Name": "vpc-id", "Values": ["vpc-*"]}],
    ],
)
def test_a_narrower_filter_proves_no_absence(filters: list[dict[str, Any]]) -> None:
    with pytest.raises(Unanswered):
        snapshot(entry("subnet-1", request={"Filters": filters})).subnets.within("vpc-1")


def test_a_request_that_narrows_in_a_way_of_its_own_proves_no_absence() -> None:
    def looked_up(name: str, at: str, *events: str) -> dict[str, Any]:
        request = {"LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": name}]}
        listed = [{"EventId": each, "EventName": name} for each in events]
        return {"request": request, "answer": {"Events": listed}, "at": at}

    taken = snapshot(
        looked_up("RunTask", "2026-01-01T00:00:00Z", "e-1"),
        looked_up("AssociateDhcpOptions", "2026-01-01T00:00:01Z"),
        operation="cloudtrail:LookupEvents",
    )

    assert [each.event_id for each in taken.events] == ["e-1"]


def test_where_answers_disagree_the_later_one_wins() -> None:
    early = entry("subnet-1", request=OF_VPC, at="2026-01-01T00:00:00Z", CidrBlock="10.0.0.0/24")
    late = entry("subnet-1", request=OF_VPC, at="2026-01-02T00:00:00Z", CidrBlock="10.0.9.0/24")

    found = snapshot(late, early).subnets.require("subnet-1")

    assert found.cidr_block == "10.0.9.0/24"


def test_without_times_a_disagreement_leaves_the_resource_unknown() -> None:
    table = snapshot(entry("subnet-1", CidrBlock="10.0.0.0/24"), entry("subnet-1", CidrBlock="10.0.9.0/24")).subnets

    with pytest.raises(Unanswered) as gap:
        table.find("subnet-1")
    assert errors_of(gap) == ["Disputed"]


def test_two_bare_listings_of_one_vpc_complement_each_other() -> None:
    table = snapshot(entry("subnet-1"), entry("subnet-2")).subnets

    assert [each.subnet_id for each in table.within("vpc-1")] == ["subnet-1", "subnet-2"]


def test_a_resource_that_a_later_complete_listing_lacks_is_gone() -> None:
    early = entry("subnet-1", request=OF_VPC, at="2026-01-01T00:00:00Z")
    late = entry(request=OF_VPC, at="2026-01-02T00:00:00Z")

    assert snapshot(early, late).subnets.within("vpc-1") == ()


@pytest.mark.parametrize("answer", [{"Subnets": "none"}, {"Subnets": [{"VpcId": "vpc-1"}]}, {"Subnets": [3]}])
def test_an_answer_of_another_form_is_missing_and_never_empty(answer: dict[str, Any]) -> None:
    table = snapshot({"request": OF_VPC, "answer": answer}).subnets

    with pytest.raises(Unanswered) as gap:
        table.within("vpc-1")
    assert errors_of(gap) == ["MalformedAnswer"]


def test_unknown_values_and_fields_are_data() -> None:
    new = entry("subnet-1", request=OF_VPC, State="levitating", Colour="green")

    assert snapshot(new).subnets.require("subnet-1").state == "levitating"


def test_nulls_are_absences() -> None:
    assert snapshot(entry("subnet-1", CidrBlock=None)).subnets.require("subnet-1").cidr_block is None


def test_a_quotation_names_operation_resource_field_value_and_time() -> None:
    seen = entry("subnet-1", request=OF_VPC, at="2026-01-01T00:00:00Z", CidrBlock="10.0.0.0/24")

    quoted = snapshot(seen).subnets.require("subnet-1").cite("CidrBlock")

    assert quoted.model_dump() == {
        "operation": "ec2:DescribeSubnets",
        "resource": "subnet-1",
        "field": "CidrBlock",
        "value": "10.0.0.0/24",
        "origin": "observed",
        "observed_at": "2026-01-01T00:00:00Z",
    }


def test_a_quotation_reaches_into_lists_in_awss_own_words() -> None:
    table = {"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": [{"DestinationCidrBlock": "0.0.0.0/0"}]}
    taken = snapshot({"answer": {"RouteTables": [table]}}, operation="ec2:DescribeRouteTables")

    quoted = taken.route_tables.require("rtb-1").cite("Routes[0]")

    assert quoted.value == {"DestinationCidrBlock": "0.0.0.0/0"}


def test_both_dns_attributes_of_a_vpc_stand_side_by_side() -> None:
    taken = snapshot(
        {"answer": {"VpcId": "vpc-1", "EnableDnsSupport": {"Value": True}}},
        {"answer": {"VpcId": "vpc-1", "EnableDnsHostnames": {"Value": False}}},
        operation="ec2:DescribeVpcAttribute",
    )

    assert taken.vpc_attributes.require("vpc-1/enableDnsSupport").is_on
    assert not taken.vpc_attributes.require("vpc-1/enableDnsHostnames").is_on


def test_entries_of_a_prefix_list_belong_to_the_list_that_was_asked_for() -> None:
    case = Case.model_validate(
        {
            "records": {
                "ec2:GetManagedPrefixListEntries": [
                    {"request": {"PrefixListId": "pl-1"}, "answer": {"Entries": [{"Cidr": "52.0.0.0/16"}]}}
                ]
            }
        }
    )

    assert Snapshot.of(case).prefix_lists.require("pl-1").cidrs == ("52.0.0.0/16",)


def test_entries_without_their_list_are_used_only_where_there_is_one_candidate() -> None:
    def listed(*ids: str) -> Case:
        lists = [{"PrefixListId": each, "PrefixListName": each} for each in ids]
        return Case.model_validate(
            {
                "records": {
                    "ec2:DescribeManagedPrefixLists": [{"answer": {"PrefixLists": lists}}],
                    "ec2:GetManagedPrefixListEntries": [{"answer": {"Entries": [{"Cidr": "52.0.0.0/16"}]}}],
                }
            }
        )

    assert Snapshot.of(listed("pl-1")).prefix_lists.require("pl-1").cidrs == ("52.0.0.0/16",)
    assert Snapshot.of(listed("pl-1", "pl-2")).prefix_lists.require("pl-1").cidrs is None


def test_entries_without_their_list_belong_to_the_one_list_that_a_route_names() -> None:
    def routed(*ids: str) -> Case:
        routes = [{"DestinationPrefixListId": each, "NatGatewayId": "nat-1", "State": "active"} for each in ids]
        table = {"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": routes}
        rule = {"IpProtocol": "-1", "PrefixListIds": [{"PrefixListId": "pl-s3"}]}
        group = {"GroupId": "sg-1", "VpcId": "vpc-1", "IpPermissionsEgress": [rule]}
        of_aws = {"PrefixListId": "pl-s3", "PrefixListName": "com.amazonaws.eu-west-1.s3", "Cidrs": ["3.5.0.0/16"]}
        return Case.model_validate(
            {
                "records": {
                    "ec2:DescribeRouteTables": [{"answer": {"RouteTables": [table]}}],
                    "ec2:DescribeSecurityGroups": [{"answer": {"SecurityGroups": [group]}}],
                    "ec2:DescribePrefixLists": [{"answer": {"PrefixLists": [of_aws]}}],
                    "ec2:GetManagedPrefixListEntries": [{"answer": {"Entries": [{"Cidr": "52.0.0.0/16"}]}}],
                }
            }
        )

    found = Snapshot.of(routed("pl-1")).prefix_lists.require("pl-1")

    assert found.cidrs == ("52.0.0.0/16",)
    assert found.read_from.supports == "likely"
    assert "pl-1" not in Snapshot.of(routed("pl-1", "pl-2")).prefix_lists.by_id


def test_times_are_read_as_rfc_3339_and_as_seconds() -> None:
    task = {"taskArn": "arn:aws:ecs:eu-west-1:1:task/c/t", "createdAt": 0, "startedAt": "1970-01-01T01:00:00+01:00"}
    (read,) = snapshot({"answer": {"tasks": [task]}}, operation="ecs:DescribeTasks").tasks

    assert read.created_at == read.started_at


def test_a_changed_snapshot_leaves_the_first_as_it_was() -> None:
    before = snapshot(entry("subnet-1", request=OF_VPC))
    subnet = before.subnets.require("subnet-1")

    after = before.with_resource("subnets", subnet.model_copy(update={"cidr_block": "10.9.0.0/24"}), "vpc-1")

    assert before.subnets.require("subnet-1").cidr_block is None
    assert after.subnets.require("subnet-1").cidr_block == "10.9.0.0/24"


def test_awss_own_prefix_lists_say_nothing_about_those_of_the_account() -> None:
    owned_by_aws = {"PrefixListId": "pl-aws", "PrefixListName": "com.amazonaws.eu-west-1.s3", "Cidrs": ["52.0.0.0/16"]}
    table = snapshot(
        {"request": {}, "answer": {"PrefixLists": [owned_by_aws]}},
        operation="ec2:DescribePrefixLists",
        failures=[{"operation": "ec2:GetManagedPrefixListEntries", "error": "UnauthorizedOperation"}],
    ).prefix_lists

    assert table.require("pl-aws").cidrs == ("52.0.0.0/16",)
    with pytest.raises(Unanswered) as gap:
        table.find("pl-own")
    assert [each.action for each in gap.value.missing] == ["ec2:GetManagedPrefixListEntries"]
