"""Is the account setting dualStackIPv6 on for whoever launches the task?

Why it matters: without it a task in a dual-stack subnet gets no IPv6 address.
How we know: the effective setting of the caller, and the account's default. The setting of the principal that launched
the task can be read by that principal alone, so these stand in for it.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import (
    Answer,
    FindingKind,
    ResourceName,
    UserQuestion,
    check,
    does_not_apply,
    passes,
)
from fargate_doctor.diagnosis.ipv6_conditions import answer_condition, missing_condition
from fargate_doctor.facts.fact import NotKnown
from fargate_doctor.facts.ipv6 import SETTING, SETTING_QUESTION, SettingOwner
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.ipv6_standing import Standing
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
)
_ON, _OFF = Text(en="on", es="activado"), Text(en="off", es="desactivado")
_WHOSE: Final[dict[SettingOwner, Text]] = {
    "account-default": Text(en="the account's default", es="el valor predeterminado de la cuenta"),
    "caller": Text(en="effective for whoever asks", es="vigente para quien consulta"),
    "user-statement": Text(en="as you said", es="según indicó usted"),
}
_STANDS_IN = Text(
    en="dualStackIPv6 is {state} ({whose}). The setting of the principal that launched the task cannot be read; this "
    "one stands in for it.",
    es="dualStackIPv6 está {state} ({whose}). El ajuste de la entidad principal que lanzó la tarea no se puede leer; "
    "este lo "
    "sustituye.",
)

OFF = FindingKind(
    id="ipv6.account-setting-off",
    title=Text(
        en="The account setting dualStackIPv6 is off, as far as it can be read",
        es="El ajuste de cuenta dualStackIPv6 está desactivado, hasta donde se puede leer",
    ),
    place=80,
    docs=_DOCS,
    remedies=offered("ipv6.enable_account_setting"),
)

_ASK = UserQuestion(
    key=SETTING_QUESTION,
    question=Text(
        en="Is dualStackIPv6 on for the role that launches the task?",
        es="¿Está activado dualStackIPv6 para el rol que lanza la tarea?",
    ),
    choices=(("enabled", Text(en="Yes", es="Sí")), ("disabled", Text(en="No", es="No"))),
)


@check(
    id="ipv6.account-setting",
    under="ipv6",
    order=20,
    label=Text(en="Account setting", es="Ajuste de cuenta"),
    question=Text(
        en="Is the account setting dualStackIPv6 on?", es="¿Está activado el ajuste de cuenta dualStackIPv6?"
    ),
    otherwise=Text(
        en="With the setting off, tasks in dual-stack subnets get IPv4 only.",
        es="Con el ajuste desactivado, las tareas en subredes de doble pila solo obtienen IPv4.",
    ),
    reads=("ecs:ListAccountSettings",),
    docs=_DOCS,
    findings=(OFF,),
    about="wish",
)
def account_setting(facts: TaskFacts) -> Answer:
    """Answer from the settings that can be read, or from the user's word."""
    if facts.placement.has_only_ipv6:
        return does_not_apply(
            Text(
                en="AWS describes the setting for dual-stack subnets; this one has only IPv6.",
                es="AWS describe el ajuste para subredes de doble pila; esta solo tiene IPv6.",
            )
        )
    return answer_condition(facts, _judge)


def _judge(standing: Standing) -> Answer:
    setting, owner = standing.conditions.setting, standing.conditions.setting_of
    if isinstance(setting, NotKnown):
        because = Text(en="The setting could not be read.", es="No se pudo leer el ajuste.")
        return Answer("unknown", because, missing=setting.missing, asks=_ASK)
    stands_in = _STANDS_IN.fill(state=_ON if setting.value else _OFF, whose=_WHOSE[owner or "caller"])
    if setting.value:
        return passes(stands_in, *setting.evidence)
    named = ResourceName("account-setting", SETTING)
    return missing_condition(OFF, stands_in, named, setting.evidence, standing, supports="likely")
