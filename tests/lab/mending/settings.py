"""ECS account settings: AWS lists every setting with its value and whose value it is; moto only what was put."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.mending.registry import instead
from tests.lab.state import ACCOUNT, CALLER, ROOT

if TYPE_CHECKING:
    from tests.lab.state import State
    from tests.lab.wire import Answer, Call

_AT_FIRST = {
    "awsvpcTrunking": "disabled",
    "containerInsights": "disabled",
    "containerInstanceLongArnFormat": "enabled",
    "defaultLogDriverMode": "non-blocking",
    "dualStackIPv6": "disabled",
    "fargateFIPSMode": "disabled",
    "fargateTaskRetirementWaitPeriod": "7",
    "guardDutyActivate": "off",
    "serviceLongArnFormat": "enabled",
    "tagResourceAuthorization": "off",
    "taskLongArnFormat": "enabled",
}
_MANAGED_BY_AWS = frozenset({"guardDutyActivate"})


@instead("ecs:PutAccountSettingDefault")
def put_default(state: State, call: Call) -> Answer:
    """Put the default of the account, which belongs to its root."""
    return _put(state, call, ROOT)


@instead("ecs:PutAccountSetting")
def put(state: State, call: Call) -> Answer:
    """Put a setting of the principal that is named, else of the caller."""
    return _put(state, call, call.parameters.get("principalArn", CALLER))


@instead("ecs:ListAccountSettings")
def list_settings(state: State, call: Call) -> Answer:
    """List every setting as it applies with `effectiveSettings`; without, only those put for the principal."""
    principal = call.parameters.get("principalArn", CALLER)
    effective = str(call.parameters.get("effectiveSettings", False)).lower() == "true"
    names = [call.parameters["name"]] if "name" in call.parameters else sorted(_AT_FIRST)
    listed = []
    for name in names:
        own, default = ((who, name) for who in (principal, ROOT))
        if own in state.account_settings:
            listed.append(_setting(name, state.account_settings[own], principal))
        elif effective:
            value = state.account_settings.get(default, _AT_FIRST.get(name, "disabled"))
            listed.append(_setting(name, value, ROOT))
    return {"settings": listed}


@instead("sts:GetCallerIdentity")
def caller(_: State, __: Call) -> Answer:
    """Let whoever looks be an assumed role, as people who are on call are."""
    return {"Account": ACCOUNT, "Arn": CALLER, "UserId": "AROALABLABLABLABLABLA:lab"}


def _put(state: State, call: Call, principal: str) -> Answer:
    name, value = call.parameters["name"], call.parameters["value"]
    state.account_settings[principal, name] = value
    return {"setting": _setting(name, value, principal)}


def _setting(name: str, value: str, principal: str) -> dict[str, str]:
    kind = "aws_managed" if name in _MANAGED_BY_AWS else "user"
    return {"name": name, "value": value, "principalArn": principal, "type": kind}
