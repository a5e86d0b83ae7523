"""Pages and limits: moto answers everything at once and accepts any number of ids; AWS does neither."""

from __future__ import annotations

import uuid
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from botocore.exceptions import DataNotFoundError
from botocore.loaders import Loader

from tests.lab.mending.registry import Refused

if TYPE_CHECKING:
    from tests.lab.state import State
    from tests.lab.wire import Answer, Call


class Limits(NamedTuple):
    """How many entries a page may have, and has where the caller does not say."""

    least: int
    most: int
    usual: int


class Names(NamedTuple):
    """What an operation calls the parts of its paging."""

    token_in: str
    token_out: str
    entries: str
    size: str | None = None
    more: str | None = None


_UNLIMITED = Limits(1, 10_000, 10_000)
_LIMITS = {
    "ec2": Limits(5, 1000, 1000),
    "ec2:DescribeRouteTables": Limits(5, 100, 1000),
    "ec2:DescribeEgressOnlyInternetGateways": Limits(5, 255, 255),
    "ec2:DescribeManagedPrefixLists": Limits(1, 100, 100),
    "ec2:GetManagedPrefixListEntries": Limits(1, 100, 100),
    "ec2:DescribeVpcEndpoints": Limits(1, 1000, 1000),
    "ecs": Limits(1, 100, 100),
    "ecs:ListServices": Limits(1, 100, 10),
    "ecs:ListServiceDeployments": Limits(1, 100, 20),
    "cloudtrail:LookupEvents": Limits(1, 50, 50),
    "logs:DescribeLogGroups": Limits(1, 50, 50),
    "logs:DescribeLogStreams": Limits(1, 50, 50),
    "ecr": Limits(1, 1000, 100),
    "elbv2": Limits(1, 400, 400),
    "efs": Limits(1, 100, 100),
    "efs:DescribeMountTargets": Limits(1, 10, 10),
    "iam": Limits(1, 1000, 100),
    "route53resolver": Limits(1, 100, 100),
}
_AT_ONCE = {
    "ecs:DescribeTasks": ("tasks", 100),
    "ecs:DescribeServices": ("services", 10),
    "ecs:DescribeClusters": ("clusters", 100),
    "ecs:DescribeServiceDeployments": ("serviceDeploymentArns", 20),
    "ecs:DescribeServiceRevisions": ("serviceRevisionArns", 20),
}
_WITHOUT_PAGINATOR = {
    "ecs:ListServiceDeployments": Names("nextToken", "nextToken", "serviceDeployments", "maxResults"),
    "ec2:DescribeVpcBlockPublicAccessExclusions": Names(
        "NextToken", "NextToken", "VpcBlockPublicAccessExclusions", "MaxResults"
    ),
}
_MOST_FILTER_VALUES = 200


def is_paged(call: Call) -> bool:
    """Say whether AWS gives this answer in pages."""
    return _names(call.operation) is not None


def check_limits(call: Call) -> None:
    """Refuse what AWS refuses: too many ids at once, a page size out of range, ids together with a page size."""
    member, most = _AT_ONCE.get(call.operation, ("", 0))
    if member and len(call.parameters.get(member, ())) > most:
        raise Refused("InvalidParameterException", f"{member} can have at most {most} items.")
    if any(len(each.get("Values", ())) > _MOST_FILTER_VALUES for each in _filters(call)):
        raise Refused("FilterLimitExceeded", "The maximum number of filter values is 200.")
    names = _names(call.operation)
    size = call.parameters.get(names.size) if names and names.size else None
    if size is None:
        return
    limits = _limits(call)
    if not limits.least <= int(size) <= limits.most:
        code = "InvalidParameterValue" if call.service == "ec2" else "InvalidParameterException"
        raise Refused(code, f"The page size must be between {limits.least} and {limits.most}.")
    if call.parameters.get("NetworkInterfaceIds"):
        raise Refused("InvalidParameterCombination", "The parameter NetworkInterfaceIds cannot be used with MaxResults")


def first_page(state: State, call: Call, answer: Answer) -> Answer:
    """Return as much of an answer as AWS gives at once, with a token for the rest."""
    names = _names(call.operation)
    if names is None or answer.get(names.token_out):
        return answer
    entries = answer.get(names.entries, [])
    limits = _limits(call)
    size = int(call.parameters.get(names.size or "", limits.usual))
    if state.page_size is not None:
        size = min(size, state.page_size)
    return _page(state, names, {**answer, names.entries: entries}, size)


def later_page(state: State, call: Call) -> Answer | None:
    """Return the next part of an answer that was given in part; None where this is a new question."""
    names = _names(call.operation)
    kept = state.pages.get(str(call.parameters.get(names.token_in))) if names else None
    return _page(state, names, kept["answer"], kept["size"]) if names and kept else None


def _page(state: State, names: Names, answer: Answer, size: int) -> Answer:
    entries = answer[names.entries]
    page: dict[str, Any] = {**answer, names.entries: entries[:size]}
    if len(entries) > size:
        token = uuid.uuid4().hex
        state.pages[token] = {"answer": {**answer, names.entries: entries[size:]}, "size": size}
        page[names.token_out] = token
    if names.more:
        page[names.more] = len(entries) > size
    return page


def _filters(call: Call) -> list[dict[str, Any]]:
    if call.service != "ec2":
        return []
    return [*call.parameters.get("Filters", ()), *call.parameters.get("Filter", ())]


def _limits(call: Call) -> Limits:
    return _LIMITS.get(call.operation) or _LIMITS.get(call.service) or _UNLIMITED


@cache
def _names(operation: str) -> Names | None:
    if operation in _WITHOUT_PAGINATOR:
        return _WITHOUT_PAGINATOR[operation]
    service, _, name = operation.partition(":")
    described = _paginators(service).get(name)
    if described is None:
        return None
    token_in, token_out, entries = (described[key] for key in ("input_token", "output_token", "result_key"))
    if not (isinstance(token_in, str) and isinstance(token_out, str)):
        return None
    if not isinstance(entries, str):
        entries = entries[0]
    if "." in entries:
        return None
    return Names(token_in, token_out, entries, described.get("limit_key"), described.get("more_results"))


@cache
def _paginators(service: str) -> dict[str, Any]:
    try:
        return dict(Loader().load_service_model(service, "paginators-1")["pagination"])
    except DataNotFoundError:
        return {}
