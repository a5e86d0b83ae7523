"""The account setting dualStackIPv6, for one principal or for everyone in the account and Region.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.model.service import AccountSetting
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.snippets import terraform
from fargate_doctor.remedies.step import Step
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.standpoint import Standpoint

SETTING: Final = "dualStackIPv6"
PRINCIPAL: Final = "<ARN_OF_THE_PRINCIPAL_THAT_LAUNCHES>"

_EVERYONE: Final = Text(
    en="Every principal of the account in {region} without a setting of its own launches with it, in all clusters; "
    "tasks in subnets with IPv6 then get an IPv6 address too.",
    es="Toda entidad principal de la cuenta en {region} sin ajuste propio lanza con él, en todos los clústeres; las "
    "tareas de "
    "subredes con IPv6 obtienen entonces también una dirección IPv6.",
)
_ONE: Final = Text(
    en="Everything that {principal} launches in {region} is concerned, not only this task.",
    es="Afecta a todo lo que {principal} lance en {region}, no solo a esta tarea.",
)


def for_principal(standpoint: Standpoint) -> Step:
    """Return the step that turns the setting on for the principal that launches."""
    principal = standpoint.service.created_by if standpoint.service else None
    who = principal or PRINCIPAL
    return Step(
        commands=(_command(standpoint, "put-account-setting", "enabled", who),),
        undo=(_command(standpoint, "put-account-setting", "disabled", who),),
        affects=(_ONE.fill(principal=printable(who), region=standpoint.region),),
        change=_enabled,
    )


def for_everyone(standpoint: Standpoint) -> Step:
    """Return the step that turns the setting on as the default of the account in the Region."""
    return Step(
        commands=(_command(standpoint, "put-account-setting-default", "enabled"),),
        undo=(_command(standpoint, "put-account-setting-default", "disabled"),),
        terraform=terraform("aws_ecs_account_setting_default", SETTING, {"name": SETTING, "value": "enabled"}),
        affects=(_EVERYONE.fill(region=standpoint.region),),
        change=_enabled,
    )


def _command(standpoint: Standpoint, operation: str, value: str, principal: str | None = None) -> str:
    return aws("ecs", operation, standpoint.region, name=SETTING, value=value, principal_arn=principal)


def _enabled(snapshot: Snapshot) -> Snapshot:
    present = snapshot.account_settings.by_id.get(SETTING)
    on = present.model_copy(update={"value": "enabled"}) if present else AccountSetting(name=SETTING, value="enabled")
    return snapshot.with_resource("account_settings", on)
