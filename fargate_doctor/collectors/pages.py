"""All pages of one answer, as one answer.

Some operations page without a botocore paginator (`ecs:ListServiceDeployments`,
`ec2:DescribeVpcBlockPublicAccessExclusions`), so the token is read from the operation's own shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.model import OperationModel

    from fargate_doctor.case.model import JsonObject

_TOKENS: Final = (
    ("NextToken", "NextToken"),
    ("nextToken", "nextToken"),
    ("Marker", "NextMarker"),
    ("Marker", "Marker"),
)


MOST_PAGES = 1000
"""Far more than an account holds of anything; a server that always has one more page is not believed."""


def merged_pages(
    ask: Callable[..., Any],
    model: OperationModel,
    request: JsonObject,
    at_most: int | None = None,
    is_over: Callable[[], bool] = lambda: False,
) -> JsonObject:
    """Return one answer with the items of every page, in AWS's order, without `ResponseMetadata`.

    After `at_most` pages, or where the run `is_over`, it stops and leaves the token in, so that a reader sees that more
    was to come.
    """
    sent, received = _tokens(model)
    answer = _page(ask, request)
    pages, seen, most = 1, set[str](), min(at_most or MOST_PAGES, MOST_PAGES)
    while token := answer.pop(received, None) if received else None:
        if token in seen or pages >= most or is_over():
            return {**answer, received: token}
        seen.add(token)
        page = _page(ask, {**request, sent: token})
        answer = _joined(answer, page, received)
        pages += 1
    return answer


def _tokens(model: OperationModel) -> tuple[str, str]:
    sent_members = model.input_shape.members if model.input_shape else {}
    received_members = model.output_shape.members if model.output_shape else {}
    for sent, received in _TOKENS:
        if sent in sent_members and received in received_members:
            return sent, received
    return "", ""


def _page(ask: Callable[..., Any], request: JsonObject) -> JsonObject:
    page: JsonObject = ask(**request)
    page.pop("ResponseMetadata", None)
    return page


def _joined(answer: JsonObject, page: JsonObject, received: str) -> JsonObject:
    joined = {
        name: [*value, *page.get(name, ())] if isinstance(value, list) else page.get(name, value)
        for name, value in answer.items()
    }
    new = {name: value for name, value in page.items() if name not in joined or name == received}
    return {**joined, **new}
