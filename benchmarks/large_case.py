"""Writes a large case, the same one for the same seed, and measures what its diagnosis takes.

    python benchmarks/large_case.py write /tmp/large.json [--tasks 10000] [--interfaces 5000] [--megabytes 200]
    python benchmarks/large_case.py measure /tmp/large.json

Peak memory is that of a process of its own, as the system reports it, beside the size of the file.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fargate_doctor.demo import catalogue

if TYPE_CHECKING:
    import resource
    from collections.abc import Iterator

SEED = 20260304
TASKS_A_CALL = 100
CONTAINERS = 4
RELEASES = 20


def write(path: Path, tasks: int, interfaces: int, megabytes: int) -> None:
    """Write the case; every task is of the account of a built-in case, and one of them is its focus."""
    rng = random.Random(SEED)  # noqa: S311 - a benchmark, not a secret
    document: dict[str, Any] = json.loads(catalogue.open_demo("no-route").model_dump_json(by_alias=True))
    records = document["records"]
    first = records["ecs:DescribeTasks"][0]["answer"]["tasks"][0]
    template = records["ec2:DescribeNetworkInterfaces"][0]
    known = template["answer"]["NetworkInterfaces"]
    made = list(_tasks(first, tasks, rng))
    records["ecs:DescribeTasks"] += [
        {
            "request": {"cluster": "shop", "tasks": [each["taskArn"] for each in batch]},
            "answer": {"tasks": batch, "failures": []},
            "region": document["region"],
            "at": document["collected_at"],
        }
        for batch in (made[place : place + TASKS_A_CALL] for place in range(0, len(made), TASKS_A_CALL))
    ]
    known += list(_interfaces(first, made[:interfaces]))
    _fill(document, made, megabytes * 1024 * 1024)
    path.write_text(json.dumps(document, indent=2), encoding="utf-8")


def _tasks(first: dict[str, Any], count: int, rng: random.Random) -> Iterator[dict[str, Any]]:
    start = first["taskArn"].rpartition("/")[0]
    subnet = next(each["value"] for each in first["attachments"][0]["details"] if each["name"] == "subnetId")
    for number in range(1, count):
        name = f"{rng.getrandbits(128):032x}"
        interface = f"eni-{rng.getrandbits(68):017x}"
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        details = {"subnetId": subnet, "networkInterfaceId": interface, "privateIPv4Address": address}
        yield {
            **first,
            "taskArn": f"{start}/{name}",
            "attachments": [
                {
                    "id": f"{rng.getrandbits(128):032x}",
                    "type": "ElasticNetworkInterface",
                    "status": "DELETED",
                    "details": [{"name": key, "value": value} for key, value in details.items()],
                }
            ],
            "containers": [
                {
                    "containerArn": f"{start.replace(':task/', ':container/')}/{name}/{rng.getrandbits(128):032x}",
                    "taskArn": f"{start}/{name}",
                    "name": f"container-{place}",
                    "image": f"registry.example.com/team/service-{place}:release-{number % RELEASES}",
                    "runtimeId": f"{name}-{rng.getrandbits(32):010d}",
                    "lastStatus": "STOPPED",
                    "networkInterfaces": [{"attachmentId": interface, "privateIpv4Address": address}],
                    "healthStatus": "UNKNOWN",
                    "cpu": "256",
                    "memory": "512",
                }
                for place in range(CONTAINERS)
            ],
        }


def _interfaces(first: dict[str, Any], tasks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for task in tasks:
        details = {each["name"]: each["value"] for each in task["attachments"][0]["details"]}
        yield {
            "NetworkInterfaceId": details["networkInterfaceId"],
            "SubnetId": details["subnetId"],
            "VpcId": "vpc-0123456789abcdef0",
            "Description": first["taskArn"].replace(":task/", ":attachment/"),
            "InterfaceType": "interface",
            "Status": "in-use",
            "PrivateIpAddress": details["privateIPv4Address"],
            "PrivateIpAddresses": [{"Primary": True, "PrivateIpAddress": details["privateIPv4Address"]}],
            "Groups": [{"GroupId": "sg-0123456789abcdef0", "GroupName": "tasks"}],
        }


def _fill(document: dict[str, Any], tasks: list[dict[str, Any]], size: int) -> None:
    """Give every task as many tags as it takes to reach the size; a tag takes about ninety bytes."""
    missing = size - len(json.dumps(document, indent=2))
    for task in tasks:
        task["tags"] = [
            {"key": f"team:cost-centre-{place}", "value": f"value-{place:08d}"}
            for place in range(max(0, missing // len(tasks) // 128))
        ]


def measure(path: Path) -> None:
    """Print the time and the peak memory of one diagnosis, and of parsing the same file as JSON alone."""
    size = path.stat().st_size / 1024**2
    print(f"file: {size:.0f} MB")  # noqa: T201 - a benchmark prints
    for name, command in {
        "json.load": ["-c", f"import json; json.load(open({str(path)!r}))"],
        "diagnose": ["-m", "fargate_doctor", "diagnose", str(path), "--format", "json"],
        "redact": ["-m", "fargate_doctor", "redact", str(path), "-o", "/dev/null"],
    }.items():
        before = time.perf_counter()
        with subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL) as process:  # noqa: S603 - the tool
            _, status, usage = _wait(process.pid)
            process.returncode = status
        took = time.perf_counter() - before
        peak = usage.ru_maxrss / 1024
        print(f"{name}: {took:.1f} s, peak {peak:.0f} MB, {peak / size:.1f} x the file")  # noqa: T201 - the same


def _wait(process: int) -> tuple[int, int, resource.struct_rusage]:
    return os.wait4(process, 0)


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=("write", "measure"))
    parser.add_argument("path", type=Path)
    parser.add_argument("--tasks", type=int, default=10_000)
    parser.add_argument("--interfaces", type=int, default=5_000)
    parser.add_argument("--megabytes", type=int, default=200)
    given = parser.parse_args()
    if given.action == "write":
        write(given.path, given.tasks, given.interfaces, given.megabytes)
    else:
        measure(given.path)


if __name__ == "__main__":
    main()
