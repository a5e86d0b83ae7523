"""A log group that is not there: made, made by the driver, or named in the Region where it is.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.log_settings import log_settings
from fargate_doctor.model.logs import LogGroup
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.log_options import revision_with
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.log_settings import LogSetting
    from fargate_doctor.facts.task_facts import TaskFacts

_REFERENCES: Final = ("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",)
_MAKE_TITLE: Final = Text(en="Make log group {group} in {region}", es="Crear el grupo de registros {group} en {region}")
_MAKE: Final = Text(
    en="It keeps what is written for ever until it is given a retention.",
    es="Conserva lo que se escribe para siempre hasta que se le fije una retención.",
)
_LET_TITLE: Final = Text(
    en="Let the log driver make it: awslogs-create-group in a new revision",
    es="Dejar que lo cree el controlador: awslogs-create-group en otra revisión",
)
_LET: Final = Text(
    en="Set awslogs-create-group to “true” for container {container} in task-definition.json. The execution role then "
    "needs logs:CreateLogGroup, which AWS's own policy for it does not allow.",
    es="Ponga awslogs-create-group en «true» para el contenedor {container} en task-definition.json. El rol de "
    "ejecución necesita entonces logs:CreateLogGroup, que la política de AWS para él no permite.",
)
_MOVE_TITLE: Final = Text(
    en="Name Region {region}, where the group is, in a new revision",
    es="Indicar en otra revisión la región {region}, donde está el grupo",
)
_MOVE: Final = Text(
    en="Set awslogs-region to {region} for container {container} in task-definition.json.",
    es="Ponga awslogs-region en {region} para el contenedor {container} en task-definition.json.",
)


def make_log_group(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the ways to a log group that is there."""
    ids = {each.id for each in raised.resources}
    setting = next((each for each in log_settings(facts) if each.group_arn() in ids), None)
    return tuple(_choices(Standpoint(facts), setting)) if setting else ()


def _choices(here: Standpoint, setting: LogSetting) -> Iterator[Remedy]:
    group, region, container = printable(setting.group), setting.region, printable(setting.container)
    title = _MAKE_TITLE.fill(group=group, region=region)
    yield remedy("make-log-group", title, _MAKE, _make(setting), references=_REFERENCES)
    home = setting.home.region
    if region != home and setting.group_arn(home) in here.snapshot.log_groups.by_id:
        yield remedy(
            "name-region-of-log-group",
            _MOVE_TITLE.fill(region=home),
            _MOVE.fill(region=home, container=container),
            revision_with(here, setting, {"awslogs-region": home}),
            needs_new_tasks=True,
            references=_REFERENCES,
        )
    yield remedy(
        "let-driver-make-log-group",
        _LET_TITLE,
        _LET.fill(container=container),
        revision_with(here, setting, {"awslogs-create-group": "true"}),
        needs_new_tasks=True,
        references=_REFERENCES,
    )


def _make(setting: LogSetting) -> Step:
    made = LogGroup(asked=setting.group_arn(), log_group_name=setting.group)
    named = {"log_group_name": setting.group}
    return Step(
        commands=(aws("logs", "create-log-group", setting.region, **named),),
        undo=(aws("logs", "delete-log-group", setting.region, **named),),
        terraform=terraform("aws_cloudwatch_log_group", setting.group, {"name": setting.group}),
        cloudformation=cloudformation(
            f"LogGroup{setting.group}", "AWS::Logs::LogGroup", {"LogGroupName": setting.group}
        ),
        change=lambda snapshot: snapshot.with_resource("log_groups", made),
    )
