"""Secrets, parameters and keys: their ARNs, and policies that are there by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.kms.models import kms_backends
from moto.secretsmanager.models import secretsmanager_backends

from tests.lab.mending.registry import Refused, afterwards, instead
from tests.lab.state import ACCOUNT, REGION

if TYPE_CHECKING:
    from tests.lab.state import State
    from tests.lab.wire import Answer, Call

SUFFIX = "Ab12Cd"


@afterwards("secretsmanager:CreateSecret")
def known_suffix(_: State, call: Call, answer: Answer) -> Answer:
    """End the ARN of every secret with the same six characters, so that a definition can name it beforehand."""
    secret = secretsmanager_backends[ACCOUNT][REGION].secrets[call.parameters["Name"]]
    secret.arn = f"{secret.arn[: -len(SUFFIX)]}{SUFFIX}"
    return {**answer, "ARN": secret.arn}


@afterwards("secretsmanager:GetResourcePolicy")
def no_policy_of_the_deleted(_: State, __: Call, answer: Answer) -> Answer:
    """Refuse to show the policy of a secret that is marked for deletion."""
    held = secretsmanager_backends[ACCOUNT][REGION].secrets.values()
    if any(each.deleted_date for each in held if each.arn == answer["ARN"]):
        message = "You can't perform this operation on the secret because it was marked for deletion."
        raise Refused("InvalidRequestException", message)
    return answer


@afterwards("ssm:DescribeParameters")
def arns_of_parameters(_: State, __: Call, answer: Answer) -> Answer:
    """Give every parameter its ARN, in which the slash before a path stands once."""
    start = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/"
    shown = [{**each, "ARN": start + str(each["Name"]).removeprefix("/")} for each in answer.get("Parameters", ())]
    return {**answer, "Parameters": shown}


@instead("kms:GetKeyPolicy")
def default_policy(_: State, call: Call) -> Answer:
    """Take `default` for the name of a policy where none is named, as there is no other."""
    backend = kms_backends[ACCOUNT][REGION]
    return {"Policy": backend.get_key_policy(call.parameters["KeyId"]), "PolicyName": "default"}
