"""Addresses of pages in the AWS console, and the names that stand in a text."""

from __future__ import annotations

import pytest

from fargate_doctor.facts.console_page import names_in, page_of, where_of

IRELAND = "https://eu-west-1.console.aws.amazon.com"
ECS = "arn:aws:ecs:eu-west-1:111122223333"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        (
            "rtb-0b8a98d91fa2fb17f",
            f"{IRELAND}/vpcconsole/home?region=eu-west-1#RouteTableDetails:RouteTableId=rtb-0b8a98d91fa2fb17f",
        ),
        ("sg-0d076ca9", f"{IRELAND}/vpcconsole/home?region=eu-west-1#SecurityGroup:groupId=sg-0d076ca9"),
        (
            "eni-04a2c1f33cba827ff",
            f"{IRELAND}/ec2/home?region=eu-west-1#NetworkInterface:networkInterfaceId=eni-04a2c1f33cba827ff",
        ),
        (
            f"{ECS}:task/shop/d72b68f1a0a59e98de6e824d9b52b05a",
            f"{IRELAND}/ecs/v2/clusters/shop/tasks/d72b68f1a0a59e98de6e824d9b52b05a?region=eu-west-1",
        ),
        (f"{ECS}:service/shop/web", f"{IRELAND}/ecs/v2/clusters/shop/services/web?region=eu-west-1"),
        (f"{ECS}:task-definition/web:7", f"{IRELAND}/ecs/v2/task-definitions/web/7?region=eu-west-1"),
        (
            "arn:aws:iam::111122223333:role/service/web-execution",
            f"{IRELAND}/iam/home?region=eu-west-1#/roles/details/web-execution",
        ),
        (
            "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/web:*",
            f"{IRELAND}/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Fecs$252Fweb",
        ),
    ],
)
def test_a_resource_has_its_page_in_the_console_of_its_region(name: str, address: str) -> None:
    """Ids are looked up in the Region of the task; an ARN says its own."""
    assert page_of(name, "eu-west-1") == address


def test_each_partition_has_its_own_console() -> None:
    """China and GovCloud are reached under their own names; an isolated partition's console is not known."""
    china = page_of("vpc-0c923677bc610bf3e", "cn-north-1", "aws-cn")
    government = page_of("arn:aws-us-gov:ecs:us-gov-west-1:111122223333:cluster/shop", "us-gov-west-1", "aws-us-gov")

    assert china is not None
    assert china.startswith("https://cn-north-1.console.amazonaws.cn/")
    assert government == (
        "https://us-gov-west-1.console.amazonaws-us-gov.com/ecs/v2/clusters/shop?region=us-gov-west-1"
    )
    assert page_of("vpc-0c923677bc610bf3e", "us-iso-east-1", "aws-iso") is None


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("rtb-0b8a98d91fa2fb17f", "evil.example/"),
        ("rtb-0b8a98d91fa2fb17f", ""),
        ("arn:aws:ecs:evil.example/:111122223333:cluster/shop", "eu-west-1"),
        ("arn:aws:ecs:eu-west-1:111122223333:cluster/a\x1b]0;b", "eu-west-1"),
        ("arn:aws:sqs:eu-west-1:111122223333:orders", "eu-west-1"),
        ("web", "eu-west-1"),
    ],
)
def test_no_address_is_made_of_what_is_no_name(name: str, region: str) -> None:
    """What a case says never leads anywhere but to the console."""
    assert page_of(name, region) is None


def test_the_names_in_a_text_are_found_once_each_in_their_order() -> None:
    """Ids and ARNs, not words that only look like them."""
    words = (
        "rtb-0b8a98d91fa2fb17f has no route; arn:aws:iam::111122223333:role/web. my-sg-0d076ca9 rtb-0b8a98d91fa2fb17f, "
        "sg-tools and subnet-0eee8af20665d234a."
    )

    assert names_in(words) == (
        "rtb-0b8a98d91fa2fb17f",
        "arn:aws:iam::111122223333:role/web",
        "subnet-0eee8af20665d234a",
    )


def test_an_arn_says_where_it_is() -> None:
    """Region and partition; where there is no ARN, the Region is not known."""
    assert where_of(f"{ECS}:cluster/shop") == ("eu-west-1", "aws")
    assert where_of("") == ("", "aws")
