"""What people have, in whatever it is wrapped: archives, logs, events, refusals, trails."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.read import parse_case, read_sources
from fargate_doctor.errors import UnreadableInput
from tests.case.answers import REGION, TASK, event, subnets, tasks

if TYPE_CHECKING:
    from pathlib import Path

    from fargate_doctor.case.model import Case

TASKS, SUBNETS = json.dumps(tasks()).encode(), json.dumps(subnets()).encode()


def _zip(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _tar(mode: str = "w", **files: bytes) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return stream.getvalue()


def _tasks_of(case: Case) -> list[str]:
    return [task["taskArn"] for record in case.records["ecs:DescribeTasks"] for task in record.answer["tasks"]]


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(TASKS) + gzip.compress(SUBNETS),
        _zip(one=TASKS, two=SUBNETS),
        _tar(one=TASKS, two=SUBNETS),
        _tar("w:gz", one=TASKS, two=SUBNETS),
        _zip(inner=_tar("w:gz", one=gzip.compress(TASKS), two=SUBNETS)),
        _zip(**{"one": TASKS, "two": SUBNETS, "__MACOSX/._one": b"\0\1", ".DS_Store": b"\0"}),
        _zip(one="\ufeff".encode("utf-16-le") + json.dumps(tasks()).encode("utf-16-le"), two=SUBNETS),
    ],
    ids=["gzip", "zip", "tar", "tar.gz", "nested", "hidden", "utf-16 in zip"],
)
def test_archives_are_read_as_what_is_in_them(data: bytes) -> None:
    """They are told by their first bytes; links in them are passed over."""
    case = parse_case(data, "x")

    assert _tasks_of(case) == [TASK]
    assert set(case.records) == {"ecs:DescribeTasks", "ec2:DescribeSubnets"}


def test_a_part_of_an_archive_that_is_of_no_use_is_named(tmp_path: Path) -> None:
    """The rest of the archive is still read."""
    (tmp_path / "all.zip").write_bytes(_zip(good=TASKS, **{"deep/notes.txt": b"Notes"}))

    reading = read_sources(tmp_path / "all.zip")

    assert [each.name.rpartition("all.zip/")[2] for each in reading.unrecognised] == ["deep/notes.txt"]
    assert _tasks_of(reading.case) == [TASK]


@pytest.mark.parametrize(
    "data",
    [_zip(one=TASKS)[:-30], gzip.compress(TASKS)[:-9], _tar(one=TASKS)[:600], _zip()],
    ids=["zip", "gzip", "tar", "nothing"],
)
def test_a_broken_archive_is_explained(data: bytes) -> None:
    """Half of an archive is not half of a case."""
    with pytest.raises(UnreadableInput) as caught:
        parse_case(data, "all.zip")

    assert caught.value.happened.en.startswith("Cannot read all.zip")


def test_an_archive_that_unpacks_to_the_world_is_refused() -> None:
    """A small file may hold more than any case."""
    bomb = gzip.compress(b"\0" * (600 * 1024 * 1024), 1)

    with pytest.raises(UnreadableInput, match="larger than 512 MB"):
        parse_case(bomb, "x")


def test_several_places_make_one_case(tmp_path: Path) -> None:
    """A file without use among several is named; one that is missing is the user's mistake."""
    for name, content in {"a": TASKS, "b": SUBNETS, "c": b"Notes"}.items():
        (tmp_path / name).write_bytes(content)

    reading = read_sources(*(tmp_path / name for name in "abc"))

    assert set(reading.case.records) == {"ecs:DescribeTasks", "ec2:DescribeSubnets"}
    assert [each.name for each in reading.unrecognised] == [str(tmp_path / "c")]
    with pytest.raises(UnreadableInput, match="does not exist"):
        read_sources(tmp_path / "a", tmp_path / "missing")


LINE = json.dumps(event())


@pytest.mark.parametrize(
    "data",
    [
        json.dumps({"events": [{"message": LINE, "timestamp": 1, "logStreamName": "s", "eventId": "1"}]}),
        json.dumps({"events": [{"message": LINE, "timestamp": 1}], "nextForwardToken": "f/1"}),
        json.dumps({"results": [[{"field": "@timestamp", "value": "x"}, {"field": "@message", "value": LINE}]]}),
        json.dumps([{"@timestamp": "x", "@message": LINE}]),
        json.dumps([{"@timestamp": "x", "@message": event()}]),
        f"2026-03-04T05:06:07.000Z {LINE}\n2026-03-04T05:06:08.000Z {LINE}\n",
        f"2026-03-04T05:06:07.123000+00:00 the-stream {LINE}\n",
        f"{LINE}\n{LINE}\n",
    ],
    ids=["filter", "get", "insights", "console text", "console json", "export to S3", "tail", "lines"],
)
def test_events_are_found_in_every_form_of_a_log(data: str) -> None:
    """Each is the task as it was at the event's time."""
    case = parse_case(data.encode(), "x")

    assert set(_tasks_of(case)) == {TASK}
    assert {record.at for record in case.records["ecs:DescribeTasks"]} == {"2026-03-04T05:06:07Z"}
    assert set(case.records) == {"ecs:DescribeTasks"}


def test_other_messages_of_a_log_are_kept(tmp_path: Path) -> None:
    """What is no event stays in the answer; events that hold no task are counted by their kind."""
    other = {"detail-type": "ECS Service Action", "detail": {"eventName": "SERVICE_STEADY_STATE"}}
    logged = {"events": [{"message": LINE}, {"message": "hello"}, *({"message": json.dumps(other)} for _ in range(2))]}
    (tmp_path / "log.json").write_text(json.dumps({**logged, "searchedLogStreams": []}), encoding="utf-8")

    reading = read_sources(tmp_path / "log.json")

    kept = reading.case.records["logs:FilterLogEvents"][0].answer["events"]
    assert kept == [{"message": "hello"}]
    assert [each.why.en for each in reading.unrecognised] == [
        "events “ECS Service Action” (2): they hold no answer of AWS"
    ]


def test_answers_under_names_that_somebody_gave_are_found() -> None:
    """`jq` makes such documents; what is not known in them is named."""
    case = parse_case(json.dumps({"the task": tasks(), "net": {"a": subnets()}}).encode(), "x")

    assert set(case.records) == {"ecs:DescribeTasks", "ec2:DescribeSubnets"}


def test_a_resource_cut_out_of_an_answer_speaks_only_for_itself() -> None:
    """`--query` leaves one subnet; nothing follows of others."""
    subnet = {**subnets()["Subnets"][0], "VpcId": "vpc-0123456789abcdef0"}

    record = parse_case(json.dumps([subnet]).encode(), "x").records["ec2:DescribeSubnets"][0]

    assert record.request == {"SubnetIds": [subnet["SubnetId"]]}


REFUSED = (
    "\nAn error occurred (UnauthorizedOperation) when calling the DescribeDhcpOptions operation: You are not"
    " authorized to perform this operation.\n"
)


@pytest.mark.parametrize("opening", ["", "aws: [ERROR]: "])
def test_what_the_cli_says_of_a_refusal_is_a_failure(opening: str) -> None:
    """Standard error that was saved, or that stands between answers, names the action that was missing."""
    words = REFUSED.replace("An error", f"{opening}An error")

    for data in (words, f"{words}{json.dumps(tasks())}\n", f"{json.dumps(tasks(), indent=4)}\n{words}"):
        (failure,) = parse_case(data.encode(), "x").failures

        assert (failure.operation, failure.error) == ("ec2:DescribeDhcpOptions", "UnauthorizedOperation")
        assert failure.action == "ec2:DescribeDhcpOptions"
        assert failure.message.startswith("You are not authorized")


def test_a_message_about_a_refusal_is_not_a_refusal() -> None:
    """What stands inside an answer is AWS's word about a task, not about our calls."""
    answer = tasks()
    answer["tasks"][0]["stoppedReason"] = REFUSED

    case = parse_case(json.dumps(answer, indent=4).encode(), "x")

    assert case.failures == ()
    assert case.records["ecs:DescribeTasks"][0].answer == answer


def test_an_envelope_keeps_request_and_time() -> None:
    """The script's files say themselves what they are; an IAM name of a service is understood."""
    asked = {"TargetGroupArns": ["arn:x"]}
    envelope = {"operation": "elasticloadbalancing:DescribeTargetGroups", "request": asked, "region": REGION}
    at = "2026-03-04T05:06:07Z"

    case = parse_case(
        "\n".join(
            json.dumps(each)
            for each in (
                {**envelope, "at": at, "answer": {"TargetGroups": []}},
                {
                    **envelope,
                    "at": at,
                    "stderr": "An error occurred (AccessDenied) when calling the DescribeTargetGroups operation: no",
                },
                {**envelope, "at": at, "stderr": "Could not connect to the endpoint URL"},
            )
        ).encode(),
        "x",
    )

    (record,) = case.records["elbv2:DescribeTargetGroups"]
    assert (record.request, record.region, record.at) == (asked, REGION, at)
    assert [(each.operation, each.error, each.action) for each in case.failures] == [
        ("elbv2:DescribeTargetGroups", "AccessDenied", "elasticloadbalancing:DescribeTargetGroups"),
        ("elbv2:DescribeTargetGroups", "NoAnswer", None),
    ]


def test_pages_that_say_what_they_were_asked_for_become_one_answer() -> None:
    """A page whose request holds the token of another one follows it."""
    name = "ec2:DescribeVpcBlockPublicAccessExclusions"
    pages = [
        {
            "operation": name,
            "request": {},
            "at": "1",
            "answer": {"VpcBlockPublicAccessExclusions": [1], "NextToken": "t"},
        },
        {
            "operation": name,
            "request": {"NextToken": "t"},
            "at": "2",
            "answer": {"VpcBlockPublicAccessExclusions": [2]},
        },
    ]

    (record,) = parse_case(json.dumps(pages).encode(), "x").records[name]

    assert record.request == {}
    assert record.answer == {"VpcBlockPublicAccessExclusions": [1, 2]}


def test_names_of_iam_and_of_the_cli_are_one_operation() -> None:
    """A case file that was written by hand may use either."""
    groups: dict[str, Any] = {"TargetGroups": []}
    document = {
        "schema": "fargate-doctor/case/1",
        "records": {
            "elasticloadbalancing:DescribeTargetGroups": groups,
            "elbv2:DescribeTargetGroups": groups,
            "elasticfilesystem:DescribeMountTargets": {"MountTargets": []},
        },
        "failures": [{"operation": "servicequotas:GetServiceQuota", "error": "AccessDenied"}],
    }

    case = parse_case(json.dumps(document).encode(), "x")

    assert {name: len(records) for name, records in case.records.items()} == {
        "elbv2:DescribeTargetGroups": 2,
        "efs:DescribeMountTargets": 1,
    }
    assert case.failures[0].operation == "service-quotas:GetServiceQuota"


def test_a_trail_is_read_as_events_that_were_looked_up() -> None:
    """CloudTrail's own files, and events of EventBridge that carry one; nothing follows of other events."""
    told = {"eventVersion": "1.09", "eventID": "e-1", "eventName": "RunTask", "eventTime": "2026-03-04T05:06:07Z"}
    carried = {"detail-type": "AWS API Call via CloudTrail", "detail": told, "region": REGION}

    for document in ({"Records": [told]}, carried, told):
        (record,) = parse_case(json.dumps(document).encode(), "x").records["cloudtrail:LookupEvents"]

        assert record.request is None
        assert [each["EventName"] for each in record.answer["Events"]] == ["RunTask"]
        assert json.loads(record.answer["Events"][0]["CloudTrailEvent"]) == told
