"""Is the account setting dualStackIPv6 on for whoever launches the task?

Why it matters: without it a task in a dual-stack subnet gets no IPv6 address.
How we know: the effective setting of the caller, and the account's default. The setting of the principal that launched
the task can be read by that principal alone, so these stand in for it.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from fargate_doctor.facts.ipv6 import SETTING
from fargate_doctor.facts.stated import stated
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies.ipv6 import enable_account_setting
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.ipv6 import Standing
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
)
_KEY = "ipv6.account-setting"

OFF = FindingKind(
    id="ipv6.account-setting-off",
    title=Text(
        en="The account setting dualStackIPv6 is off, as far as it can be read",
        es="El ajuste de cuenta dualStackIPv6 está desactivado, hasta donde se puede leer",
    ),
    place=80,
    docs=_DOCS,
    remedies=enable_account_setting,
)

_ASK = UserQuestion(
    key=_KEY,
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
    return answer_condition(facts, lambda standing: _judge(facts, standing))


def _judge(facts: TaskFacts, standing: Standing) -> Answer:
    word = stated(facts.snapshot, _KEY)
    if word:
        value, quoted, whose = word.value, word.evidence, Text(en="as you said", es="según indicó usted")
    else:
        try:
            setting = facts.snapshot.account_settings.require(SETTING)
        except Unanswered as gap:
            because = Text(en="The setting could not be read.", es="No se pudo leer el ajuste.")
            return Answer("unknown", because, missing=gap.missing, asks=_ASK)
        value, quoted = setting.value, (setting.cite("value"), setting.cite("principalArn"))
        whose = _whose(setting.principal_arn)
    stands_in = Text(
        en="dualStackIPv6 is {value} ({whose}). The setting of the principal that launched the task cannot be read; "
        "this one stands in for it.",
        es="dualStackIPv6 está en {value} ({whose}). El ajuste de la entidad que lanzó la tarea no se puede leer; este "
        "lo sustituye.",
    ).fill(value=value, whose=whose)
    if value.lower() in ("enabled", "on"):
        return passes(stands_in, *quoted)
    return missing_condition(
        OFF, stands_in, ResourceName("account-setting", SETTING), quoted, standing, supports="likely"
    )


def _whose(principal: str | None) -> Text:
    if principal and principal.endswith(":root"):
        return Text(en="the account's default", es="el valor predeterminado de la cuenta")
    return Text(en="effective for the caller", es="vigente para quien consulta")
