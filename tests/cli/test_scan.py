"""`scan`: every task in trouble, grouped by cause and by the resource that carries it."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from fargate_doctor.case.read import parse_case
from fargate_doctor.diagnosis.outcome import outcome_of
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.facts.alike import Likeness
from fargate_doctor.fleet import examine
from fargate_doctor.model.snapshot import Snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

KEYS = {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "x", "AWS_EC2_METADATA_DISABLED": "true"}


def fleet(case: Path, copies: int) -> dict[str, Any]:
    """Return a case whose task failed several times over: other ids, addresses and moments, the same trouble."""
    document: dict[str, Any] = json.loads(case.read_text(encoding="utf-8"))
    records = document["records"]["ecs:DescribeTasks"]
    answer = records[0]["answer"] if isinstance(records, list) else records
    first = answer["tasks"][0]
    task_id = first["taskArn"].rpartition("/")[2]
    for number in range(1, copies):
        text = json.dumps(first).replace(task_id, f"{number:032x}").replace("eni-", f"eni-{number}")
        answer["tasks"].append(json.loads(text))
    document["focus"] = None
    return document


def written(folder: Path, name: str, document: dict[str, Any]) -> Path:
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_tasks_that_failed_alike_are_one_group(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """Thirty tasks behind one route table are one cause at one resource, with some examples."""
    case = written(tmp_path, "fleet.json", fleet(no_route, 30))

    ended = command("scan", "--case", case, "--format", "json")
    (group,) = ended.json["groups"]

    assert ended.code == 1
    assert (group["id"], group["tasks"], group["resource"]["type"]) == ("route.none", 30, "route-table")
    assert 0 < len(group["examples"]) < 30
    assert ended.json["totals"]["cause_found"] == len(ended.json["tasks"]) == 30


def test_each_task_as_if_examined_alone(no_route: Path) -> None:
    """Whatever is shared between tasks, each comes to what its own diagnosis says."""
    for path in (no_route,):
        document = fleet(path, 6)
        task = document["records"]["ecs:DescribeTasks"][0]["answer"]["tasks"][3]
        task["stoppedReason"] = "Scaling activity initiated by (deployment ecs-svc/1)"
        task["stopCode"] = "ServiceSchedulerInitiated"
        snapshot = Snapshot.of(parse_case(json.dumps(document).encode(), "fleet"))

        for outcome in examine(snapshot):
            alone = diagnose_task(snapshot, outcome.arn, proves=False)
            assert alone.facts
            assert outcome == outcome_of(alone, alone.facts.task)


def _with_interfaces(document: dict[str, Any], addresses: list[str]) -> None:
    """Let each task of a fleet still have its interface, at these addresses."""
    records = document["records"]
    tasks = records["ecs:DescribeTasks"][0]["answer"]["tasks"]
    subnet = {each["name"]: each["value"] for each in tasks[0]["attachments"][0]["details"]}["subnetId"]
    vpc = records["ec2:DescribeSubnets"][0]["answer"]["Subnets"][0]["VpcId"]
    group = records["ec2:DescribeSecurityGroups"][0]["answer"]["SecurityGroups"][0]["GroupId"]
    shown = records["ec2:DescribeNetworkInterfaces"][0]["answer"]["NetworkInterfaces"]
    for number, (task, address) in enumerate(zip(tasks, addresses, strict=True)):
        interface = f"eni-{number:017x}"
        details = {"subnetId": subnet, "networkInterfaceId": interface, "privateIPv4Address": address}
        task["attachments"][0]["details"] = [{"name": name, "value": value} for name, value in details.items()]
        for container in task["containers"]:
            container["networkInterfaces"] = [{"privateIpv4Address": address}]
        shown.append(
            {
                "NetworkInterfaceId": interface,
                "SubnetId": subnet,
                "VpcId": vpc,
                "PrivateIpAddress": address,
                "PrivateIpAddresses": [{"PrivateIpAddress": address, "Primary": True}],
                "Groups": [{"GroupId": group}] if number % 2 else [],
                "Status": "in-use",
            }
        )


def test_interfaces_and_addresses_tell_tasks_apart(no_route: Path) -> None:
    """A rule that speaks of some addresses, and another group at the interface, are seen in each outcome."""
    document = fleet(no_route, 6)
    subnet = document["records"]["ec2:DescribeSubnets"][0]["answer"]["Subnets"][0]["CidrBlock"]
    start = subnet.rpartition(".")[0]
    _with_interfaces(document, [f"{start}.{20 + number}" for number in range(6)])
    for acl in document["records"]["ec2:DescribeNetworkAcls"][0]["answer"]["NetworkAcls"]:
        rule = {"RuleNumber": 1, "RuleAction": "deny", "Protocol": "-1", "CidrBlock": f"{start}.24/32", "Egress": False}
        acl["Entries"].insert(0, rule)
    snapshot = Snapshot.of(parse_case(json.dumps(document).encode(), "fleet"))

    likeness = Likeness(snapshot)
    keys = {task.task_id: likeness.of(task) for task in snapshot.tasks}

    assert len(set(keys.values())) == 4, "two groups below the address of the rule, the address, and one above it"
    for outcome in examine(snapshot):
        alone = diagnose_task(snapshot, outcome.arn, proves=False)
        assert alone.facts
        assert outcome == outcome_of(alone, alone.facts.task)


def test_every_case_of_a_folder_is_a_place(command: CommandLine, no_route: Path, healthy: Path, tmp_path: Path) -> None:
    """Cases of one folder are not mixed; one that cannot be read is named and ends none of the others."""
    for each in (no_route, healthy):
        (tmp_path / each.name).write_bytes(each.read_bytes())
    newer = json.loads(no_route.read_text(encoding="utf-8")) | {"schema": "fargate-doctor/case/99"}
    written(tmp_path, "newer.json", newer)

    ended = command("scan", "--case", tmp_path, "--format", "json")

    assert ended.code == 1
    places = {each["name"]: each for each in ended.json["places"]}
    assert places["no-route.json"]["tasks"] == 1
    assert places["healthy.json"]["tasks"] == 0
    assert "99" in places["newer.json"]["error"]


def test_lines_come_as_places_are_done(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """JSON Lines: each task, then its place, at the end groups and totals; each line says what it is."""
    case = written(tmp_path, "fleet.json", fleet(no_route, 3))

    ended = command("scan", "--case", case, "--format", "jsonl")

    kinds = [json.loads(line)["line"] for line in ended.out.splitlines()]
    assert kinds == ["task", "task", "task", "place", "group", "totals"]


def test_in_words(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """Text and Markdown name cause, resource and how many tasks it carries, in both languages, without escapes."""
    case = written(tmp_path, "fleet.json", fleet(no_route, 4))

    for form in ("text", "markdown"):
        assert "4 tasks" in command("scan", "--case", case, "--format", form).out
    spanish = command("scan", "--case", case, "--lang", "es")
    assert "4 tareas" in spanish.out
    assert "\x1b" not in spanish.out


def test_only_one_service(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """--service leaves the others out."""
    document = fleet(no_route, 4)
    tasks = document["records"]["ecs:DescribeTasks"][0]["answer"]["tasks"]
    other = deepcopy(tasks[1])
    tasks[1] = other | {"group": "service:other"}
    case = written(tmp_path, "fleet.json", document)

    ended = command("scan", "--case", case, "--service", "other", "--format", "json")

    assert [each["service"] for each in ended.json["tasks"]] == ["other"]


def test_nothing_in_trouble(command: CommandLine, healthy: Path) -> None:
    """A healthy account has nothing to group, and the exit code says so."""
    ended = command("scan", "--case", healthy)

    assert ended.code == 0
    assert "stopped, pending or unhealthy" in ended.out


def test_usage_that_makes_no_sense(command: CommandLine, no_route: Path) -> None:
    """A case goes with no profile, and resuming needs the folder."""
    for arguments in (["--case", no_route, "--profile", "p"], ["--resume"]):
        ended = command("scan", *arguments)
        assert ended.code == 2
        assert ended.out == ""
        assert len(ended.err.splitlines()) == 2


def test_places_that_cannot_be_asked_are_named(command: CommandLine) -> None:
    """Where no account could be asked, each is listed with its reason, and the exit code is 4."""
    ended = command(
        "scan", "--region", "eu-west-1", "--region", "eu-west-3", "--endpoint-url", "http://127.0.0.1:9",
        "--format", "json", env=KEYS,
    )  # fmt: skip

    assert ended.code == 4
    assert {each["name"] for each in ended.json["places"]} == {"eu-west-1", "eu-west-3"}
    assert all(each["error"] for each in ended.json["places"])
