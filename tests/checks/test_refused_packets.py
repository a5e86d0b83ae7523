"""Are the flow logs free of refusals of the task's own traffic?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.flow_log_file import flow_log_record
from fargate_doctor.case.model import Record
from fargate_doctor.case.redaction import redact
from fargate_doctor.checks.way.refused_packets import refused_packets
from fargate_doctor.diagnosis.engine import ask
from tests.account import messages
from tests.account.filtering import tcp
from tests.checks.asking import Stopped, answer_of, both, facts_of, levels_of

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

OWN = "10.20.10.47"
ECR = messages.ECR_ADDRESS
GROUP = "/vpc/flow-logs"


def flow_log(case: Stopped, **changes: Any) -> JsonObject:  # noqa: ANN401 - members of AWS's JSON
    """Add a flow log of the VPC that writes to CloudWatch Logs."""
    return case.account.hold(
        "ec2:DescribeFlowLogs",
        {
            "FlowLogId": "fl-0a1b2c3d4e5f60718",
            "ResourceId": case.network.vpc["VpcId"],
            "FlowLogStatus": "ACTIVE",
            "DeliverLogsStatus": "SUCCESS",
            "TrafficType": "REJECT",
            "LogDestinationType": "cloud-watch-logs",
            "LogGroupName": GROUP,
            **changes,
        },
    )


def seconds(case: Stopped, member: str = "createdAt") -> int:
    """Return a time of the task in seconds."""
    return int(datetime.fromisoformat(case.task[member]).timestamp())


def line(  # noqa: PLR0913 - the fields of a record
    case: Stopped,
    source: str = OWN,
    destination: str = ECR,
    ports: tuple[int, int] = (40001, 443),
    *,
    action: str = "REJECT",
    interface: str | None = None,
    protocol: int = 6,
    later: int = 20,
) -> str:
    """Return a record of the default format."""
    start = seconds(case) + later
    return (
        f"2 111122223333 {interface or case.interface} {source} {destination} {ports[0]} {ports[1]} {protocol} 3 180 "
        f"{start} {start + 58} {action} OK"
    )


def read(case: Stopped, *lines: str, at: str = "2026-10-06T05:00:00.000Z", **answer: Any) -> Stopped:  # noqa: ANN401
    """Add what reading the task's streams gave."""
    events = [
        {"eventId": str(place), "logStreamName": f"{case.interface}-reject", "message": each, "timestamp": 1}
        for place, each in enumerate(lines)
    ]
    request = {
        "logGroupName": GROUP,
        "logStreamNamePrefix": f"{case.interface}-",
        "startTime": seconds(case) * 1000,
        "endTime": (seconds(case, "stoppedAt") + 600) * 1000,
        "filterPattern": "REJECT",
    }
    case.more["logs:FilterLogEvents"] = (Record(request=request, answer={"events": events, **answer}, at=at),)
    return case


def with_log(*lines: str, **stopped: Any) -> Stopped:  # noqa: ANN401 - how the task is made
    case = Stopped(**stopped)
    flow_log(case)
    return read(case, *lines)


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({}, "fail"),
        ({"action": "ACCEPT"}, "pass"),
        ({"destination": "8.8.8.8", "ports": (40001, 5432)}, "fail"),
        ({"destination": "10.20.10.2", "ports": (40001, 53), "protocol": 17}, "fail"),
        # Answers: from where the message points, and from whoever nobody outside could pretend to be behind a NAT.
        ({"source": ECR, "destination": OWN, "ports": (443, 40001)}, "fail"),
        ({"source": "52.1.2.3", "destination": OWN, "ports": (443, 40001)}, "fail"),
        ({"source": "10.20.11.5", "destination": OWN, "ports": (443, 40001)}, "fail"),
        # Others knocking: a scan of the ephemeral ports, a scan of the service's port, the task's answer to it.
        ({"source": "185.1.2.3", "destination": OWN, "ports": (51234, 40001)}, "pass"),
        ({"source": "185.1.2.3", "destination": OWN, "ports": (51234, 8080)}, "pass"),
        ({"source": OWN, "destination": "185.1.2.3", "ports": (8080, 51234)}, "pass"),
        # Another task's interface.
        ({"interface": "eni-0ffffffffffffffff"}, "pass"),
    ],
)
def test_only_the_tasks_own_traffic_counts(fields: dict[str, Any], verdict: str) -> None:
    """What the task opened and answers to it are the task's own; what others send it is not."""
    case = Stopped()
    flow_log(case)

    answer = answer_of(refused_packets, read(case, line(case, **fields)))

    assert answer.verdict == verdict
    assert {each.kind.id for each in answer.raised} == ({"flowlogs.reject-seen"} if verdict == "fail" else set())


def test_a_public_task_hears_strangers_from_any_port() -> None:
    """With a public address, a packet from port 443 of a stranger is no answer, and one from the named address is."""
    strangers, named = Stopped("public"), Stopped("public")
    for case in (strangers, named):
        service = case.account.held["ecs:DescribeServices"][0]
        for each in (service, service["deployments"][0]):
            each["networkConfiguration"]["awsvpcConfiguration"]["assignPublicIp"] = "ENABLED"
        flow_log(case)
    read(strangers, line(strangers, "185.1.2.3", "10.20.0.47", (443, 40001)))
    read(named, line(named, ECR, "10.20.0.47", (443, 40001)))

    assert answer_of(refused_packets, strangers).verdict == "pass"
    assert answer_of(refused_packets, named).verdict == "fail"


def test_records_are_counted_and_quoted() -> None:
    """Refusals of one kind are one, with how many there were, between when, and the first and last in AWS's words."""
    case = Stopped()
    flow_log(case)
    lines = [line(case, ports=(40000 + place, 443), later=20 * place) for place in range(5)]

    answer = answer_of(refused_packets, read(case, *lines))

    (raised,) = answer.raised
    assert f"requests to {ECR} (TCP 443): records with REJECT: 5, packets: 15" in raised.detail.en
    assert f"solicitudes hacia {ECR} (TCP 443): registros con REJECT: 5, paquetes: 15" in raised.detail.es
    assert [each.value for each in raised.evidence] == [lines[0], lines[-1]]
    assert {each.operation for each in raised.evidence} == {"logs:FilterLogEvents"}
    assert "does not say" in raised.detail.en
    assert levels_of(refused_packets, case) == {"flowlogs.reject-seen": "info"}


def test_the_hop_that_agrees_is_named() -> None:
    """Where the case shows a group that refuses the same, the finding points to it, and still blames nobody."""
    case = Stopped()
    flow_log(case)
    case.network.group["IpPermissionsEgress"] = [tcp(5432, "10.20.0.0/16")]

    (raised,) = answer_of(refused_packets, read(case, line(case))).raised

    assert f"It agrees with {case.network.group['GroupId']}" in raised.detail.en
    assert f"Concuerda con {case.network.group['GroupId']}" in raised.detail.es


_VERSION_8 = (
    "${version} ${interface-id} ${pkt-srcaddr} ${pkt-dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${start} "
    "${action} ${ecs-task-arn} ${reject-reason}"
)


@pytest.mark.parametrize(
    ("reason", "words"),
    [("BPA", "VPC Block Public Access refused it"), ("EC", "encryption controls refused it"), ("-", "REJECT does not")],
)
def test_custom_formats_are_read_by_their_own_fields(reason: str, words: str) -> None:
    """Version 7 names the task, version 8 the reason."""
    case = Stopped()
    flow_log(case, LogFormat=_VERSION_8)
    record = f"8 - {OWN} {ECR} 40001 443 6 1 {seconds(case)} REJECT {case.task['taskArn']} {reason}"

    (raised,) = answer_of(refused_packets, read(case, record)).raised

    assert words in raised.detail.en


def test_a_record_of_another_task_is_not_this_ones() -> None:
    """The ECS field decides before any address does: addresses are used again."""
    case = Stopped()
    flow_log(case, LogFormat=_VERSION_8)
    record = f"8 - {OWN} {ECR} 40001 443 6 1 {seconds(case)} REJECT {case.task['taskArn'][:-2]}ff -"

    assert answer_of(refused_packets, read(case, record)).verdict == "pass"


@pytest.mark.parametrize(("later", "verdict"), [(30, "fail"), (-86400, "pass"), (86400, "pass")])
def test_by_its_address_alone_only_in_the_tasks_own_time(later: int, verdict: str) -> None:
    """Without an interface in the format, the address counts while the task had it."""
    case = Stopped()
    flow_log(case, LogFormat="${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${start} ${action}")
    record = f"{OWN} {ECR} 40001 443 6 {seconds(case) + later} REJECT"

    assert answer_of(refused_packets, read(case, record)).verdict == verdict


@pytest.mark.parametrize(
    "garbage", ["", "2", "NODATA", "2 a b c d e f g h i j k REJECT OK", "- " * 14, "x" * 9000, '{"level":"REJECT"}']
)
def test_lines_that_are_no_records_are_passed_over(garbage: str) -> None:
    """Other logs may be in the case; nothing is made of them."""
    assert answer_of(refused_packets, with_log(garbage)).verdict == "pass"


def test_an_exported_file_is_read_like_the_log_itself() -> None:
    """What S3 delivered, with its heading, is the same evidence; the query of Logs Insights as well."""
    case = Stopped()
    heading = "version interface-id srcaddr dstaddr srcport dstport protocol packets start end action"
    start = seconds(case)
    record = f"3 {case.interface} {OWN} {ECR} 40001 443 6 2 {start} {start + 60} REJECT"
    operation, exported = flow_log_record(f"{heading}\n{record}\n".encode())
    queried = Record(answer={"results": [[{"field": "@message", "value": line(case)}]], "status": "Complete"})

    case.more = {operation: (exported,)}
    assert answer_of(refused_packets, case).verdict == "fail"

    case.more = {"logs:GetQueryResults": (queried,)}
    assert answer_of(refused_packets, case).verdict == "fail"


def test_an_exported_file_about_others_tells_nothing() -> None:
    """Where none of its records is of this task, its silence is no proof."""
    case = Stopped()
    flow_log(case)
    operation, exported = flow_log_record(line(case, interface="eni-0ffffffffffffffff").encode())
    case.more = {operation: (exported,)}

    assert answer_of(refused_packets, case).verdict == "unknown"


def test_logs_that_were_not_read_are_unknown() -> None:
    """A flow log that nobody read, or that may not be read, leaves the question open and names the action."""
    never = Stopped()
    flow_log(never)

    answer = answer_of(refused_packets, never)

    assert answer.verdict == "unknown"
    assert {each.action for each in answer.missing} == {"logs:FilterLogEvents"}


def test_a_log_in_a_bucket_asks_for_the_file() -> None:
    """Where the flow log writes to S3, the step says which records to bring."""
    case = Stopped()
    flow_log(case, LogDestinationType="s3", LogDestination="arn:aws:s3:::shop-flow-logs", LogGroupName=None)

    answer = answer_of(refused_packets, case)

    assert answer.verdict == "unknown"
    assert "arn:aws:s3:::shop-flow-logs" in answer.because.en
    assert case.interface in answer.because.es


def test_records_that_may_still_come_are_unknown() -> None:
    """A reading right after the task's end, and one that was cut short, prove no absence."""
    early, cut = Stopped(), Stopped()
    flow_log(early)
    flow_log(cut)

    assert answer_of(refused_packets, read(early, at=early.task["stoppedAt"])).verdict == "unknown"
    assert answer_of(refused_packets, read(cut, nextToken="more")).verdict == "unknown"


def test_without_a_flow_log_the_question_does_not_arise() -> None:
    """Nothing was recorded, or only what was accepted."""
    accepted = Stopped()
    flow_log(accepted, TrafficType="ACCEPT")

    assert answer_of(refused_packets, Stopped()).verdict == "not_applicable"
    assert answer_of(refused_packets, accepted).verdict == "not_applicable"


@pytest.mark.parametrize("lack", [{"TrafficType": "ACCEPT"}, {"FlowLogStatus": "INACTIVE"}])
def test_the_silence_of_a_log_that_takes_no_refusals_proves_nothing(lack: JsonObject) -> None:
    """Whoever read it: the script reads the log all the same, and a person may bring an export of it."""
    case, exported = Stopped(), Stopped()
    for each in (case, exported):
        flow_log(each, **lack)
    operation, record = flow_log_record(line(exported, action="ACCEPT").encode())
    exported.more = {operation: (record,)}

    assert answer_of(refused_packets, read(case)).verdict == "not_applicable"
    assert answer_of(refused_packets, exported).verdict == "not_applicable"


@pytest.mark.parametrize("log_format", [None, _VERSION_8])
def test_redaction_keeps_the_answer(log_format: str | None) -> None:
    """Addresses and interfaces are replaced alike in records and in the task."""
    case = Stopped()
    flow_log(case, **({"LogFormat": log_format} if log_format else {}))
    custom = f"8 - {OWN} {ECR} 40001 443 6 1 {seconds(case)} REJECT {case.task['taskArn']} BPA"
    read(case, custom if log_format else line(case), line(case, "185.1.2.3", OWN, (51234, 40001)))

    answer = ask(refused_packets, facts_of(redact(case.case(), b"key" * 11)))

    assert answer.verdict == "fail"
    assert OWN not in both(answer)[0]
    assert ("Block Public Access" in answer.because.en) == bool(log_format)
