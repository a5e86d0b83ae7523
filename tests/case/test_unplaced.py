from __future__ import annotations

from typing import Any

import pytest

from fargate_doctor.case.model import Case, Record
from fargate_doctor.case.unplaced import unplaced_answers

ENTRIES = "ec2:GetManagedPrefixListEntries"


def _lists(*owners: str) -> dict[str, Any]:
    return {"PrefixLists": [{"PrefixListId": f"pl-{number}", "OwnerId": owner} for number, owner in enumerate(owners)]}


@pytest.mark.parametrize(
    ("lists", "entries", "expected"),
    [
        (_lists("111122223333", "AWS"), [Record(answer={})], ()),
        (_lists("111122223333", "111122223333"), [Record(answer={})], (ENTRIES,)),
        (_lists("AWS"), [Record(answer={})], (ENTRIES,)),
        (_lists("111122223333"), [Record(answer={}), Record(answer={})], (ENTRIES, ENTRIES)),
        (_lists(), [Record(answer={}, request={"PrefixListId": "pl-9"})], ()),
        ({"PrefixLists": [{"PrefixListId": ["pl-1"], "OwnerId": "AWS"}]}, [Record(answer={})], (ENTRIES,)),
        ({"PrefixLists": None}, [Record(answer={})], (ENTRIES,)),
    ],
)
def test_an_answer_has_its_place_where_one_thing_can_be_meant(
    lists: dict[str, Any], entries: list[Record], expected: tuple[str, ...]
) -> None:
    """One list of the customer and one answer belong together; anything else is open."""
    case = Case(records={"ec2:DescribeManagedPrefixLists": (Record(answer=lists),), ENTRIES: tuple(entries)})

    assert unplaced_answers(case) == expected


def test_a_simulation_belongs_to_the_only_role() -> None:
    """A task definition with two roles leaves it open which was simulated."""
    simulated = (Record(answer={"EvaluationResults": []}),)
    roles = {"executionRoleArn": "arn:one"}
    one = Case(
        records={
            "ecs:DescribeTaskDefinition": (Record(answer={"taskDefinition": roles}),),
            "iam:SimulatePrincipalPolicy": simulated,
        }
    )
    two = Case(
        records={
            "ecs:DescribeTaskDefinition": (Record(answer={"taskDefinition": {**roles, "taskRoleArn": "arn:two"}}),),
            "iam:SimulatePrincipalPolicy": simulated,
        }
    )

    assert unplaced_answers(one) == ()
    assert unplaced_answers(two) == ("iam:SimulatePrincipalPolicy",)


@pytest.mark.parametrize("value", ["words", 7, {"a": 1}, ["words"], [7], None])
def test_what_stands_where_aws_has_a_list_of_objects_is_passed_over(value: object) -> None:
    """A file that somebody edited names nothing there, and is read all the same."""
    answers: dict[str, dict[str, Any]] = {
        "ec2:DescribeRouteTables": {"RouteTables": [{"Routes": value}]},
        "ec2:DescribeSecurityGroups": {
            "SecurityGroups": [{"IpPermissions": value}, {"IpPermissionsEgress": [{"PrefixListIds": value}]}]
        },
        "ecs:DescribeTaskDefinition": {"taskDefinition": {"containerDefinitions": value}},
        ENTRIES: {},
        "s3:GetBucketLocation": {},
    }
    case = Case(records={name: (Record(answer=answer),) for name, answer in answers.items()})

    assert unplaced_answers(case) == (ENTRIES, "s3:GetBucketLocation")
