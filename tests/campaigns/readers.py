"""Everything that reads what somebody else wrote, each with good inputs to begin from and what it may answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from fargate_doctor.aiming.meant import meant
from fargate_doctor.case.json_text import read_documents
from fargate_doctor.case.plan import Plan, read_definition
from fargate_doctor.case.read import parse_case
from fargate_doctor.case.redaction import redact
from fargate_doctor.case.write import dump_case
from fargate_doctor.cli.explanations import explained_lines
from fargate_doctor.cli.flows import Flows, answer_line
from fargate_doctor.comparison import compare
from fargate_doctor.demo import catalogue
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.errors import FargateDoctorError, UnreadableInput, UsageError
from fargate_doctor.facts.messages.classifier import classify
from fargate_doctor.facts.policies import PolicyRequest, evaluate
from fargate_doctor.fleet import examine
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.preflight import launch_offline, preflight
from fargate_doctor.recording.state import load_state
from fargate_doctor.reports.as_json import json_text, to_json
from fargate_doctor.reports.comparison_document import comparison_document
from fargate_doctor.reports.report import Report
from fargate_doctor.storage import library, load_settings, recent_cases, settings_file
from fargate_doctor.storage.places import state_folder
from fargate_doctor.tui.entry import job_for
from fargate_doctor.tui.jobs import Account
from tests.campaigns.mutations import mutated, packed
from tests.facts.more_messages import MORE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from fargate_doctor.case.model import Case

NOW: Final = datetime(2026, 11, 24, 4, tzinfo=UTC)
_WHOLE_EVERY: Final = 100
"""Of so many inputs that can be read, one goes all the way to the reports."""


@dataclass(frozen=True)
class Reader:
    """One reader: `read` takes an input and raises nothing but what its users are told."""

    name: str
    seeds: tuple[bytes, ...]
    read: Callable[[bytes, Random], None]


def _case_seeds() -> tuple[bytes, ...]:
    """Return small whole cases: every built-in one with a few of its answers at a time."""
    return tuple(
        json.dumps(document).encode()
        for name in catalogue.names()
        for document in _parts(json.loads(dump_case(catalogue.open_demo(name))))
    )


def _parts(document: dict[str, object]) -> list[dict[str, object]]:
    records = document["records"]
    assert isinstance(records, dict)
    operations = [each for each in records if each != "ecs:DescribeTasks"]
    return [
        {**document, "records": {each: records[each] for each in ("ecs:DescribeTasks", *operations[start::8])}}
        for start in range(8)
    ]


def _raw_seeds() -> tuple[bytes, ...]:
    answers = [
        json.dumps(record["answer"]).encode()
        for name in catalogue.names()[:6]
        for records in json.loads(dump_case(catalogue.open_demo(name)))["records"].values()
        for record in records
    ]
    event = {"source": "aws.ecs", "detail-type": "ECS Task State Change", "detail": json.loads(answers[0])}
    return (
        *answers,
        *(json.dumps(each).encode() for each in (event, *_OTHER_FORMS)),
        _FLOW_LOG,
        b"An error occurred (UnauthorizedOperation) when calling the DescribeSubnets operation: Not authorized\n",
    )


def _definition_seeds() -> tuple[bytes, ...]:
    """Return what `describe-task-definition` prints, and what `register-task-definition` takes."""
    answers = [
        record.answer["taskDefinition"]
        for name in catalogue.names()
        for record in catalogue.open_demo(name).records.get("ecs:DescribeTaskDefinition", ())
    ]
    return tuple(json.dumps(each).encode() for answer in answers for each in ({"taskDefinition": answer}, answer))


def _whole_way(case: Case, random: Random) -> None:
    """Go on as a user would: diagnose, report, scan, redact, save, open again, sometimes compare."""
    assert parse_case(dump_case(case), "again") == case
    redact(case, bytes(32))
    if random.random() < 0.1:
        other = catalogue.open_demo(random.choice(catalogue.names()))
        json_text(comparison_document(compare(other, case), other, case).model_dump(by_alias=True))
    try:
        snapshot = Snapshot.of(case)
        list(examine(snapshot))
        to_json(Report(diagnose_task(snapshot, proves=False), snapshot, "case", NOW), "es")
    except FargateDoctorError:
        return


def _read_case(data: bytes, random: Random) -> None:
    try:
        case = parse_case(data, "case.json")
    except UnreadableInput:
        return
    if random.randrange(_WHOLE_EVERY) == 0:
        _whole_way(case, random)


def _read_import(data: bytes, random: Random) -> None:
    _read_case(packed(data, random) if random.random() < 0.5 else data, random)


def _read_settings(data: bytes, _: Random) -> None:
    _put(settings_file(), data)
    assert load_settings().settings.language in (None, "en", "es")


def _read_memory(data: bytes, _: Random) -> None:
    file = state_folder() / "recordings" / "x.json"
    for each in (file, state_folder() / "recent.json", library.library_index()):
        _put(each, data)
    load_state(file)
    recent_cases()
    library.entries()


def _read_definition(data: bytes, random: Random) -> None:
    place = state_folder() / "definition.json"
    _put(place, data)
    balancers = ({"targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/1"},)
    try:
        document = read_definition(str(place))
        plan = Plan(None, document, ("subnet-1",), balancers=random.choice(((), balancers)))
        launch = launch_offline(_first(), plan)
        json.dumps((launch.task("subnet-1"), launch.service))
        if random.randrange(_WHOLE_EVERY) == 0:
            preflight(_first(), launch)
    except FargateDoctorError:
        return


def _read_policy(data: bytes, _: Random) -> None:
    text = data.decode(errors="replace")
    for request in _REQUESTS:
        assert evaluate(text, request).answer in ("allowed", "denied", "unknown")


def _read_message(data: bytes, random: Random) -> None:
    text = data.decode(errors="replace")
    classify(text)
    line = json.dumps({"text": text, "where": random.choice(("stoppedReason", 7, None, [])), "stop_code": "x"})
    for answer in explained_lines([line.encode(), data], "en"):
        _strict(answer)


def _read_entry(data: bytes, random: Random) -> None:
    try:
        found = meant(data.decode(errors="replace"), takes_any_name=random.random() < 0.5, similar=catalogue.names())
        assert job_for(found, Account()).title.en
    except UsageError:
        return


def _read_flow(data: bytes, _: Random) -> None:
    flows = Flows(_network())
    for line in data.splitlines():
        _strict(json_text(answer_line(flows, line, "en")))


@cache
def _first() -> Case:
    return catalogue.open_demo(catalogue.FIRST)


@cache
def _network() -> Snapshot:
    return Snapshot.of(_first())


def _strict(text: str) -> None:
    json.loads(text, parse_constant=lambda word: [][int(word)])


def _read_documents(data: bytes, _: Random) -> None:
    try:
        read_documents(data, "x.json")
    except UnreadableInput:
        return


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


_REQUESTS: Final = (
    PolicyRequest("ecr:GetAuthorizationToken", "*", "arn:aws:iam::111122223333:role/x"),
    PolicyRequest("s3:GetObject", "arn:aws:s3:::b/k", None, (("aws:SourceVpce", "vpce-1"),), "ecs-tasks.amazonaws.com"),
)
_POLICIES: Final = tuple(
    json.dumps({"Version": "2012-10-17", "Statement": each}).encode()
    for each in (
        {"Effect": "Allow", "Action": "*", "Resource": "*"},
        [{"Sid": "x", "Effect": "Deny", "NotAction": ["ecr:*", "s3:Get?bject"], "NotResource": "arn:aws:s3:::b/*"}],
        [
            {
                "Effect": "Allow",
                "Principal": {"AWS": ["111122223333", "arn:aws:iam::111122223333:root"], "Service": "x"},
                "Action": ["s3:*"],
                "Resource": "arn:aws:s3:::${aws:PrincipalTag/x}/*",
                "Condition": {
                    "StringEqualsIfExists": {"aws:SourceVpce": ["vpce-1"]},
                    "ForAllValues:StringLike": {"aws:TagKeys": "a*"},
                    "IpAddress": {"aws:SourceIp": "10.0.0.0/8"},
                    "Bool": {"aws:SecureTransport": "true"},
                    "NumericLessThan": {"s3:max-keys": "10"},
                    "DateGreaterThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"},
                    "Null": {"aws:x": "true"},
                    "ArnLike": {"aws:SourceArn": "arn:aws:ecs:*:*:task/*"},
                },
            }
        ],
    )
)
_FLOW_LOG: Final = (
    b"version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action"
    b" log-status\n2 123456789012 eni-0a 10.0.0.1 10.0.0.2 40000 443 6 1 40 1700000000 1700000060 REJECT OK\n"
)
_TOLD: Final = {"eventVersion": "1.09", "eventID": "e-1", "eventName": "RunTask", "eventTime": "2026-03-04T05:06:07Z"}
_ITEM: Final = {
    "resourceType": "AWS::EC2::SecurityGroup",
    "configuration": {"groupId": "sg-1", "vpcId": "vpc-1", "ipPermissionsEgress": [{"ipProtocol": "tcp"}]},
    "configurationItemCaptureTime": "2026-03-04T05:06:07.000Z",
    "configurationItemStatus": "OK",
    "awsRegion": "eu-west-1",
    "awsAccountId": "111122223333",
}
_OTHER_FORMS: Final[tuple[object, ...]] = (
    {"Records": [_TOLD]},
    {"detail-type": "AWS API Call via CloudTrail", "detail": _TOLD, "region": "eu-west-1"},
    {"configurationItems": [_ITEM, {**_ITEM, "configuration": json.dumps(_ITEM["configuration"])}]},
    {"detail-type": "Config Configuration Item Change", "detail": {"configurationItem": _ITEM}},
    {"events": [{"message": json.dumps(_TOLD), "timestamp": 1}, {"message": "hello"}], "nextForwardToken": "f/1"},
    {"results": [[{"field": "@timestamp", "value": "x"}, {"field": "@message", "value": "hello"}]]},
    {"operation": "ec2:DescribeSubnets", "request": {"NextToken": "t"}, "at": "2", "answer": {"Subnets": [{}]}},
    {"operation": "ec2:DescribeSubnets", "request": {}, "at": "1", "stderr": "Could not connect to the endpoint URL"},
)
_SETTINGS: Final = (b'{"language": "es", "profile": "x", "region": "eu-west-1", "theme": "dark"}', b"{}")
_MEMORIES: Final = (
    b'{"schema": "fargate-doctor/recording/1", "recorded": {"a": "2026"}, "files": {"a.json": 1}, "interfaces": {}}',
    b'["/case.json"]',
    b'{"schema": "fargate-doctor/library/1", "entries": {"a.json": {"size": 1, "mtime": 2, "causes": ["x"]}}}',
)
_FLOWS: Final = (
    b'{"id": 1, "to": "api.ecr.eu-west-1.amazonaws.com", "port": 443, "protocol": "tcp"}',
    b'{"id": "x", "from": "10.20.10.47", "to": "[2606:2800::1]:53", "protocol": "udp"}',
    b'{"to": "10.0.0.9", "protocol": "icmp", "port": null}',
)
_ENTRIES: Final = (
    b"arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef",
    b"https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/prod/tasks/0123456789abcdef0123456789abcdef?region=eu-west-1",
    b"https://[::1",
    b"prod/0123456789abcdef0123456789abcdef",
    b"~nobody/x",
    b"CannotPullContainerError: ref pull has been retried 5 time(s): i/o timeout",
    b'{"tasks": [{"taskArn": "arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef"}]}',
)


def all_readers() -> tuple[Reader, ...]:
    """Return every reader."""
    messages = tuple(text.encode() for _, _, text in MORE)
    return (
        Reader("case", _case_seeds(), _read_case),
        Reader("import", _raw_seeds(), _read_import),
        Reader("documents", _raw_seeds(), _read_documents),
        Reader("settings", _SETTINGS, _read_settings),
        Reader("memory", _MEMORIES, _read_memory),
        Reader("definition", _definition_seeds(), _read_definition),
        Reader("policy", _POLICIES, _read_policy),
        Reader("messages", messages, _read_message),
        Reader("flows", _FLOWS, _read_flow),
        Reader("entry", _ENTRIES, _read_entry),
    )


def one_input(reader: Reader, random: Random) -> bytes:
    """Return the next input for a reader."""
    return mutated(reader.seeds, random)
