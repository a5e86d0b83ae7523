"""Diagnoses a launch that has not happened: a task without a message is put into each subnet of the model.

Fargate may choose any subnet of the list, so each is judged, by the same questions as a task that waits to start.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeVar

from pydantic import ValidationError

from fargate_doctor.case.plan import TASK_ID, Launch, require_fargate
from fargate_doctor.diagnosis.alternatives import Alternative, together
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.errors import UnknownDefinition, UnreadableInput
from fargate_doctor.model.history import TrailEvent
from fargate_doctor.model.service import Service
from fargate_doctor.model.shape import Quotable, Source
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.model.task import Task
from fargate_doctor.model.task_definition import TaskDefinition
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.case.plan import Plan
    from fargate_doctor.diagnosis.model import Diagnosis

S = TypeVar("S", bound=Quotable)

_RUN_TASK: Final = "ecs:RunTask"
_CREATE_SERVICE: Final = "ecs:CreateService"
_NO_ACCOUNT: Final = "000000000000"
_NO_REGION: Final = "us-east-1"

_NOT_IN_CASE: Final = Text(
    en="The case does not hold task definition {name}.", es="El caso no contiene la definición de tarea {name}."
)
_GIVE_A_FILE: Final = Text(
    en="Add the answer of `aws ecs describe-task-definition`, or give the path of a JSON file with the definition.",
    es="Añada la respuesta de `aws ecs describe-task-definition`, o indique la ruta de un archivo JSON con la "
    "definición.",
)
_NOT_OF_THE_FORM: Final = Text(
    en="Task definition {name} does not have the form that AWS documents: see {place}.",
    es="La definición de tarea {name} no tiene la forma que documenta AWS: consulte {place}.",
)
_COMPARE_WITH_AWS: Final = Text(
    en="Compare it with what `aws ecs describe-task-definition` prints.",
    es="Compárela con lo que muestra `aws ecs describe-task-definition`.",
)


def preflight(case: Case, launch: Launch, *, expects_ipv6: bool = False) -> tuple[Diagnosis, Snapshot]:
    """Return one diagnosis of a launch in all of its subnets, and the model of the first with the task in it.

    Raises `UnreadableInput` where the definition does not have the form that AWS documents.
    """
    snapshot = Snapshot.of(case)
    models = {subnet: planned(snapshot, launch, subnet) for subnet in dict.fromkeys(launch.plan.subnets)}
    alternatives = [
        Alternative(subnet, diagnose_task(model, launch.task_arn, expects_ipv6=expects_ipv6))
        for subnet, model in models.items()
    ]
    return together(alternatives), next(iter(models.values()))


def planned(snapshot: Snapshot, launch: Launch, subnet: str) -> Snapshot:
    """Return the model with the task in one subnet, as it would be just before it has a network interface."""
    definition = _registered(launch)
    model = snapshot
    if launch.definition_arn not in snapshot.task_definitions.by_id:
        model = model.with_resource("task_definitions", definition)
    model = model.with_resource("tasks", _stated(Task, launch.task(subnet), _RUN_TASK))
    if launch.plan.has_service:
        return model.with_resource("services", _stated(Service, launch.service, _CREATE_SERVICE))
    return model.with_resource("events", _run_task(launch))


def launch_offline(case: Case, plan: Plan) -> Launch:
    """Return the launch of a plan in the account of a case.

    Raises `UnknownDefinition` where neither the plan nor the case has the definition, `NotFargate` where it is for
    other capacity.
    """
    definition = plan.document if plan.document is not None else _definition_in(case, plan.definition or "")
    arn = str(definition.get("taskDefinitionArn") or definition.get("executionRoleArn") or "").split(":")
    account = case.account or (arn[4] if len(arn) > 5 else "")  # noqa: PLR2004 - the parts of an ARN
    return Launch(plan, definition, case.partition or "aws", case.region or _NO_REGION, account or _NO_ACCOUNT)


def _definition_in(case: Case, name: str) -> JsonObject:
    """Return the newest revision of a case that a name, a name with a revision, or an ARN means."""
    answers = (record.answer.get("taskDefinition") for record in case.records.get("ecs:DescribeTaskDefinition", ()))
    meant = [each for each in answers if isinstance(each, dict) and name in _names_of(each)]
    if not meant:
        raise UnknownDefinition(_NOT_IN_CASE.fill(name=printable(name)), _GIVE_A_FILE)
    newest = max(meant, key=_revision)
    require_fargate(newest, name)
    return newest


def _revision(definition: JsonObject) -> int:
    revision = definition.get("revision")
    return revision if isinstance(revision, int) else 0


def _registered(launch: Launch) -> TaskDefinition:
    try:
        return _stated(TaskDefinition, launch.task_definition, "ecs:RegisterTaskDefinition")
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        name = launch.definition_arn.rpartition("/")[2]
        words = _NOT_OF_THE_FORM.fill(name=printable(name), place=printable(place))
        raise UnreadableInput(words, _COMPARE_WITH_AWS) from None


def _names_of(definition: JsonObject) -> tuple[str, ...]:
    arn = str(definition.get("taskDefinitionArn", ""))
    named = arn.rpartition("/")[2]
    return arn, named, named.partition(":")[0]


def _run_task(launch: Launch) -> TrailEvent:
    """Return the call that would start the task, in the form in which such a call is read afterwards."""
    body = {
        "eventName": "RunTask",
        "requestParameters": {"networkConfiguration": {"awsvpcConfiguration": launch.plan.awsvpc}},
        "responseElements": {"tasks": [{"taskArn": launch.task_arn}]},
    }
    event = {"EventId": TASK_ID, "EventName": "RunTask", "CloudTrailEvent": json.dumps(body)}
    return _stated(TrailEvent, event, _RUN_TASK)


def _stated(shape: type[S], members: JsonObject, operation: str) -> S:
    """Return a resource of the plan: what is quoted from it was given by whoever plans, and is no guess."""
    return shape.model_validate({**members, "$read_from": Source(operation, origin="stated")})
