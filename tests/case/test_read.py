from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.read import parse_case, read_case, read_sources
from fargate_doctor.errors import UnreadableInput
from tests.case.answers import ACCOUNT, REGION, TASK, event, subnets, tasks

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case

OTHER_TASK = TASK[:-1] + "1"


def _parse(*documents: object) -> Case:
    return parse_case("\n".join(json.dumps(document) for document in documents).encode(), "some.json")


def _save(folder: Path, **files: object) -> Path:
    for name, content in files.items():
        (folder / name).write_text(content if isinstance(content, str) else json.dumps(content))
    return folder


def test_a_case_file_is_read_with_every_key_it_has() -> None:
    """What a later version added stays where it was."""
    document = {
        "schema": "fargate-doctor/case/1",
        "collected_at": "2026-03-04T05:06:07Z",
        "records": {"ecs:DescribeTasks": [{"request": {"tasks": [TASK]}, "answer": tasks(), "at": None, "later": 1}]},
        "later": {"x": [1]},
    }

    case = _parse(document)

    assert case.collected_at == "2026-03-04T05:06:07Z"
    assert case.records["ecs:DescribeTasks"][0].answer == tasks()
    assert case.records["ecs:DescribeTasks"][0].model_extra == {"later": 1}
    assert case.model_extra == {"later": {"x": [1]}}


@pytest.mark.parametrize(
    "value",
    [subnets(), [subnets()], {"answer": subnets()}, [{"answer": subnets(), "request": None}]],
)
def test_a_bare_answer_may_stand_in_the_records(value: object) -> None:
    """A raw AWS CLI answer can be put into a case file unchanged."""
    case = _parse({"schema": "fargate-doctor/case/1", "records": {"ec2:DescribeSubnets": value}})

    (record,) = case.records["ec2:DescribeSubnets"]
    assert record.answer == subnets()
    assert record.request is None


def test_a_raw_answer_is_a_case_of_one_task() -> None:
    """A saved describe-tasks says which task, region, account and partition it is about, but not when."""
    case = _parse(tasks())

    assert (case.region, case.account, case.partition) == (REGION, ACCOUNT, "aws")
    assert case.focus == TASK
    assert case.collected_at is None
    (record,) = case.records["ecs:DescribeTasks"]
    assert (record.request, record.at, record.region) == (None, None, REGION)


def test_several_tasks_leave_the_focus_open() -> None:
    """With two tasks nobody has chosen yet."""
    assert _parse(tasks(TASK, OTHER_TASK)).focus is None


def test_answers_one_after_the_other_make_one_case() -> None:
    """What several commands appended to one file is read as all of their answers."""
    case = _parse(tasks(), subnets(), subnets(subnet="subnet-2"))

    assert len(case.records["ec2:DescribeSubnets"]) == 2
    assert case.focus == TASK


def test_a_folder_is_read_whatever_its_files_are_called(tmp_path: Path) -> None:
    """Answers are told by what they hold; hidden files are skipped, other files are named."""
    (tmp_path / "network" / "deep").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    _save(tmp_path, one=tasks(), two=subnets(), README="Notes\nmore", half='{"Subnets": [', **{".hidden": "{}"})
    _save(tmp_path / "network" / "deep", **{"x.txt": {"RouteTables": []}})
    _save(tmp_path / ".git", config="{}")

    reading = read_sources(tmp_path)

    assert set(reading.case.records) == {"ecs:DescribeTasks", "ec2:DescribeSubnets", "ec2:DescribeRouteTables"}
    assert [Path(each.name).name for each in reading.unrecognised] == ["README", "half"]
    assert "not JSON" in reading.unrecognised[0].why.en
    assert "cut off" in reading.unrecognised[1].why.en


def test_a_folder_without_a_task_is_enough_for_a_network(tmp_path: Path) -> None:
    """The region then comes from the zones, and local zones belong to their region."""
    _save(tmp_path, a=subnets("us-west-2-lax-1a"), b=subnets("us-west-2b", "subnet-2"))

    case = read_case(tmp_path)

    assert (case.region, case.partition, case.account, case.focus) == ("us-west-2", "aws", None, None)


def test_two_regions_leave_the_region_open(tmp_path: Path) -> None:
    """Each record still says its own."""
    _save(tmp_path, a=subnets("eu-west-1a"), b=subnets("cn-north-1b", "subnet-2"))

    case = read_case(tmp_path)

    assert case.region is None
    assert {record.region for record in case.records["ec2:DescribeSubnets"]} == {"eu-west-1", "cn-north-1"}


def test_what_a_task_names_elsewhere_does_not_move_it() -> None:
    """A secret of another region and account says nothing about where the task ran."""
    definition = {
        "taskDefinition": {
            "taskDefinitionArn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/web:3",
            "containerDefinitions": [
                {"name": "web", "secrets": [{"valueFrom": "arn:aws:ssm:us-east-1:111122223333:parameter/x"}]}
            ],
        }
    }

    case = _parse(definition)

    assert (case.region, case.account) == (REGION, ACCOUNT)


def test_an_event_is_a_task_seen_at_its_time() -> None:
    """Two events of one task are two observations, each with its own time; the case has no time."""
    case = _parse(event(status="RUNNING", time="2026-03-04T05:00:00Z"), event())

    first, second = case.records["ecs:DescribeTasks"]
    assert (first.at, second.at) == ("2026-03-04T05:00:00Z", "2026-03-04T05:06:07Z")
    assert second.answer == {"tasks": [event()["detail"]], "failures": []}
    assert (case.collected_at, case.focus, case.region, case.account) == (None, TASK, REGION, ACCOUNT)


@pytest.mark.parametrize(
    "document",
    [
        [event()],
        {"events": [{"message": json.dumps(event())}, {"message": "Started"}], "searchedLogStreams": []},
        tasks()["tasks"],
        tasks()["tasks"][0],
    ],
)
def test_a_task_is_found_in_what_people_cut_out(document: object) -> None:
    """A list of events, a log group of events, a list of tasks and a single task are all a task."""
    assert _parse(document).focus == TASK


def test_a_bare_task_definition_is_known() -> None:
    """The part inside taskDefinition, or the file it was registered from, is enough."""
    definition = {"family": "web", "containerDefinitions": [{"name": "web"}]}

    case = _parse(definition)

    assert case.records["ecs:DescribeTaskDefinition"][0].answer == {"taskDefinition": definition}


@pytest.mark.parametrize(
    ("answer", "operation"),
    [
        ({"PrefixLists": [{"PrefixListId": "pl-1", "Cidrs": []}]}, "ec2:DescribePrefixLists"),
        ({"PrefixLists": [{"PrefixListId": "pl-1", "MaxEntries": 5}]}, "ec2:DescribeManagedPrefixLists"),
        ({"Entries": [{"Cidr": "10.0.0.0/8"}]}, "ec2:GetManagedPrefixListEntries"),
        ({"VpcId": "vpc-1", "EnableDnsSupport": {"Value": True}}, "ec2:DescribeVpcAttribute"),
        ({"EnableDnsHostnames": {"Value": True}, "VpcId": "vpc-1"}, "ec2:DescribeVpcAttribute"),
        ({"SecurityGroups": [{"GroupId": "sg-1"}]}, "ec2:DescribeSecurityGroups"),
        ({"SecurityGroups": []}, "ec2:DescribeSecurityGroups"),
        ({"SecurityGroups": ["sg-1"]}, "efs:DescribeMountTargetSecurityGroups"),
        ({"settings": []}, "ecs:ListAccountSettings"),
        ({"Events": [{"EventId": "1", "CloudTrailEvent": "{}"}]}, "cloudtrail:LookupEvents"),
        ({"serviceDeployments": [{"targetServiceRevisionArn": "a"}]}, "ecs:ListServiceDeployments"),
        ({"serviceDeployments": [{"targetServiceRevision": {}}]}, "ecs:DescribeServiceDeployments"),
        ({"Role": {"RoleName": "x"}}, "iam:GetRole"),
        ({"RoleName": "x", "PolicyName": "y", "PolicyDocument": {}}, "iam:GetRolePolicy"),
        ({"UserId": "A", "Account": ACCOUNT, "Arn": "arn:x"}, "sts:GetCallerIdentity"),
        ({"Attributes": [{"Key": "stickiness.enabled", "Value": "x"}]}, "elbv2:DescribeTargetGroupAttributes"),
        ({"Attributes": [{"Key": "access_logs.s3.enabled"}]}, "elbv2:DescribeLoadBalancerAttributes"),
        ({"Routes": [], "AdditionalRoutesAvailable": False}, "ec2:SearchTransitGatewayRoutes"),
        ({"ResponseMetadata": {}, "Vpcs": []}, "ec2:DescribeVpcs"),
        ({"ARN": "arn:x", "Name": "db"}, "secretsmanager:DescribeSecret"),
        ({"Parameters": [{"Name": "/x", "Type": "String"}]}, "ssm:DescribeParameters"),
        ({"LocationConstraint": None}, "s3:GetBucketLocation"),
    ],
)
def test_the_operation_is_told_by_the_keys(answer: dict[str, Any], operation: str) -> None:
    """Answers that share a name are told apart by what is inside."""
    assert list(_parse(answer).records) == [operation]


def test_case_files_of_one_folder_become_one_case(tmp_path: Path) -> None:
    """Records stand side by side with their region; where headers disagree, they are left open."""
    head = {"schema": "fargate-doctor/case/1", "region": "eu-west-1"}
    _save(
        tmp_path,
        a={
            **head,
            "account": "1",
            "collected_at": "2026-01-01T00:00:00Z",
            "records": {"ec2:DescribeVpcs": {"Vpcs": []}},
        },
        b={
            **head,
            "account": "2",
            "collected_at": "2026-01-02T00:00:00Z",
            "records": {"ec2:DescribeVpcs": {"Vpcs": []}},
        },
    )

    case = read_case(tmp_path)

    assert (case.region, case.account, case.collected_at) == ("eu-west-1", None, "2026-01-02T00:00:00Z")
    assert [record.region for record in case.records["ec2:DescribeVpcs"]] == ["eu-west-1", "eu-west-1"]


def test_standard_input_is_read_for_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe works like a file."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(tasks()).encode())))

    assert read_case("-").focus == TASK


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_are_read(encoding: str) -> None:
    """Windows shells write UTF-16 with a mark."""
    assert parse_case(json.dumps(tasks()).encode(encoding), "x").focus == TASK


def test_secrets_do_not_enter() -> None:
    """A raw task definition is cleaned before anything can show it."""
    definition = {"family": "web", "containerDefinitions": [{"environment": [{"name": "A", "value": "hunter2"}]}]}

    assert "hunter2" not in _parse(definition).model_dump_json()


def test_a_cut_off_character_is_replaced() -> None:
    """A message may be cut in the middle of a character; it can still be read and written."""
    case = parse_case(b'{"tasks": [{"taskArn": "a", "stoppedReason": "caf\\ud83d"}]}', "x")

    assert case.records["ecs:DescribeTasks"][0].answer["tasks"][0]["stoppedReason"] == "caf\ufffd"


def test_one_broken_file_alone_in_a_folder_is_explained(tmp_path: Path) -> None:
    """Its own error says more than that nothing was recognised."""
    _save(tmp_path, only='{"tasks": [')

    with pytest.raises(UnreadableInput, match="cut off"):
        read_case(tmp_path)
