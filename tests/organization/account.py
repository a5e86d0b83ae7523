"""What one account holds in one Region: a cluster whose tasks of a few services stopped in one VPC."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.collectors import world
from tests.organization.limits import TASKS_A_PAGE

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

SERVICES = 5


class RegionOfAccount:
    """Answers for one account and Region that holds so many stopped tasks."""

    def __init__(self, account: str, region: str, tasks: int) -> None:
        self._tasks = tasks
        self._own = {world.ACCOUNT: account, world.REGION: region}
        self._script = world.answers()

    def answer(self, operation: str, request: JsonObject) -> JsonObject:
        """Return one page of what AWS answers."""
        if operation == "ecs:ListTasks":
            return self._listed(request)
        if operation == "ecs:DescribeTasks":
            return {"tasks": [self._task(arn) for arn in request["tasks"]], "failures": []}
        if operation == "ecs:DescribeServices":
            services: JsonObject = self._named({"services": [_service(name) for name in request["services"]]})
            return services
        scripted = self._script.get(operation, {})
        told: JsonObject = self._named(scripted(request) if callable(scripted) else scripted)
        return told

    def _listed(self, request: JsonObject) -> JsonObject:
        if request["desiredStatus"] != "STOPPED":
            return {"taskArns": []}
        start = int(request.get("nextToken", "0"))
        end = min(start + TASKS_A_PAGE, self._tasks)
        page: JsonObject = {"taskArns": [self._arn(number) for number in range(start, end)]}
        return {**page, "nextToken": str(end)} if end < self._tasks else page

    def _arn(self, number: int) -> str:
        return str(self._named(world.TASK_ARN)).replace(world.TASK_ID, f"{number:032x}")

    def _task(self, arn: str) -> JsonObject:
        number = int(arn.rpartition("/")[2], 16)
        told: JsonObject = self._named(world.task(group=f"service:s{number % SERVICES}"))
        attachments: JsonObject = {**told["attachments"][0], "id": f"attachment-{number}"}
        details = [each for each in attachments["details"] if each["name"] != "networkInterfaceId"]
        details.append({"name": "networkInterfaceId", "value": f"eni-{number:017x}"})
        return {**told, "taskArn": arn, "attachments": [{**attachments, "details": details}]}

    def _named(self, value: Any) -> Any:  # noqa: ANN401 - any part of an answer
        """Return a part of an answer with the names of this account and Region in it."""
        if isinstance(value, str):
            for name, own in self._own.items():
                value = value.replace(name, own)
            return value
        if isinstance(value, dict):
            return {key: self._named(each) for key, each in value.items()}
        return [self._named(each) for each in value] if isinstance(value, list) else value


def _service(name: str) -> JsonObject:
    short = name.rpartition("/")[2]
    return world.service(serviceName=short, serviceArn=f"{world.SERVICE_ARN.removesuffix('web')}{short}")
