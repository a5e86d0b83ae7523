"""The case of one task out of what was asked for several: its own record, its interface as it was last seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.case.model import Record

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case, JsonObject

_TASKS: Final = "ecs:DescribeTasks"
_INTERFACES: Final = "ec2:DescribeNetworkInterfaces"


def case_of_task(surroundings: Case, task: JsonObject, at: str, interface: JsonObject | None) -> Case:
    """Return the case of a task that stopped.

    `surroundings` is what was asked about it, maybe with others and maybe before it had stopped; `task` is how ECS
    describes it at last, at `at`; `interface` is its network interface and when it was seen, while it was there.
    """
    arn = str(task["taskArn"])
    request = {"cluster": str(task.get("clusterArn", "")), "tasks": [arn]}
    own = Record(request=request, answer={"tasks": [task], "failures": []}, region=surroundings.region, at=at)
    records = {**surroundings.records, _TASKS: (own,)}
    if interface is not None and not _shows(surroundings, interface):
        records[_INTERFACES] = (*records.get(_INTERFACES, ()), _record(interface, surroundings.region))
    latest = max(filter(None, (surroundings.collected_at, at)), default=None)
    return surroundings.model_copy(
        update={"focus": arn, "collected_at": latest, "records": {name: records[name] for name in sorted(records)}}
    )


def _record(interface: JsonObject, region: str | None) -> Record:
    shown = interface["interface"]
    named = {"Name": "network-interface-id", "Values": [shown.get("NetworkInterfaceId")]}
    answer = {"NetworkInterfaces": [shown]}
    return Record(request={"Filters": [named]}, answer=answer, region=region, at=interface["at"])


def _shows(case: Case, interface: JsonObject) -> bool:
    wanted = interface["interface"].get("NetworkInterfaceId")
    records = case.records.get(_INTERFACES, ())
    return any(
        each.get("NetworkInterfaceId") == wanted
        for record in records
        for each in record.answer.get("NetworkInterfaces", ())
    )
