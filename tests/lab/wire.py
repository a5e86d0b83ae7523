"""Stands between a client and moto: names the operation of every request and lets the lab decide what is said.

moto offers no place for this, so its `BaseResponse.call_action` is wrapped. Nothing else in the lab knows how moto
reads a request or writes an answer, in whichever of AWS's protocols the service speaks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.parsers import create_parser
from moto.core import errors
from moto.core.exceptions import ServiceException
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import determine_request_protocol
from moto.core.responses import BaseResponse
from moto.core.serialize import XFormedAttributePicker, get_serializer_class
from moto.core.utils import get_service_model
from moto.s3.responses import S3Response

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Answer = dict[str, Any]
Wire = tuple[int, dict[str, str], Any]

_OK = 200
_ORIGINAL = BaseResponse.call_action
_OF_S3 = {
    "GetBucketLocation": ("get_bucket_location", S3Response.get_bucket_location),
    "ListObjectsV2": ("list_objects_v2", S3Response.list_objects_v2),
}
"""moto's S3 has a way of its own from a request to its answer; these are what a tool may ask of it."""

_WARN = errors.warn
_MODELS: dict[str, ServiceModel] = {}


@dataclass(frozen=True)
class Refusal:
    """An error as AWS reports it, whatever the protocol makes of it."""

    code: str
    message: str
    status: int = 400


@dataclass(frozen=True)
class Call:
    """One request that the server saw: `ec2:DescribeSubnets`, its parameters in AWS's own names, and the Region."""

    operation: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    region: str = ""

    @property
    def service(self) -> str:
        """Return the service as boto3 names it."""
        return self.operation.partition(":")[0]

    @property
    def name(self) -> str:
        """Return the operation without its service."""
        return self.operation.partition(":")[2]


class _Said(ServiceException):  # type: ignore[misc]  # moto has no types
    """An error for moto to write; being declared here keeps moto from looking for a model of its own."""


class Exchange:
    """One request on its way through moto."""

    def __init__(self, response: Any) -> None:  # noqa: ANN401 - moto has no types
        self._response = response
        self._service = cast("str", response.boto3_service_name)
        self._model = get_service_model(self._service)
        self._operation = self._model.operation_model(response._get_action())
        self._protocol = determine_request_protocol(self._model, response.headers.get("Content-Type", ""))
        self.call = Call(f"{self._service}:{self._operation.name}", self._parameters(), response.region)

    def pass_on(self) -> Wire:
        """Let moto answer."""
        return cast("Wire", _ORIGINAL(self._response))

    def read(self, wire: Wire) -> Answer | None:
        """Return what moto answered, in AWS's own names; None where it answered with an error."""
        status, headers, body = wire
        if status != _OK:
            return None
        content = body if isinstance(body, bytes) else str(body).encode()
        model = client_model(self._service)
        shape = model.operation_model(self._operation.name).output_shape
        if shape is None:
            return {}
        parsed = create_parser(model.metadata["protocol"]).parse(
            {"status_code": status, "headers": headers, "body": content}, shape
        )
        parsed.pop("ResponseMetadata", None)
        return cast("Answer", parsed)

    def write(self, answer: Answer | Refusal) -> Wire:
        """Return an answer, or an error, in the protocol of the request."""
        serializer = get_serializer_class(self._model.service_name, self._protocol)(
            operation_model=self._operation, value_picker=XFormedAttributePicker()
        )
        said = _Said(answer.code, answer.message) if isinstance(answer, Refusal) else answer
        serialized = serializer.serialize(said)
        status = answer.status if isinstance(answer, Refusal) else int(serialized["status_code"])
        return status, {**serialized["headers"], **self._response.response_headers}, serialized["body"]

    def _parameters(self) -> Mapping[str, Any]:
        request = self._response.normalized_request
        parser = PROTOCOL_PARSERS[self._protocol](self._operation, map_type=dict)
        return cast(
            "Mapping[str, Any]",
            parser.parse(
                {
                    "method": request.method,
                    "values": request.values,
                    "headers": request.headers,
                    "body": request.data,
                    "url_path": request.path,
                    "url_params": self._response.uri_match,
                }
            ),
        )


class _S3Exchange(Exchange):
    """One request of S3, whose bucket and query moto has read already."""

    def __init__(self, response: Any, operation: str, original: Callable[[Any], Any]) -> None:  # noqa: ANN401 - moto has no types
        self._response = response
        self._original = original
        self._service = "s3"
        self._model = get_service_model(self._service)
        self._operation = self._model.operation_model(operation)
        self._protocol = "rest-xml"
        query = {"Prefix": "prefix", "MaxKeys": "max-keys", "ContinuationToken": "continuation-token"}
        given = {name: response.querystring[key][0] for name, key in query.items() if key in response.querystring}
        self.call = Call(f"s3:{operation}", {"Bucket": response.data["BucketName"], **given}, response.region)

    def pass_on(self) -> Wire:
        """Let moto answer."""
        return cast("Wire", self._original(self._response))


def client_model(service: str) -> ServiceModel:
    """Return the model by which clients read the answers of a service."""
    if service not in _MODELS:
        _MODELS[service] = ServiceModel(Loader().load_service_model(service, "service-2"), service)
    return _MODELS[service]


def listen(answer: Callable[[Exchange], Wire]) -> None:
    """Let every request that moto receives be answered by `answer`."""

    def call_action(response: Any) -> Wire:  # noqa: ANN401 - moto has no types
        return answer(Exchange(response)) if response._get_action() else cast("Wire", _ORIGINAL(response))

    BaseResponse.call_action = call_action
    for operation, (method, original) in _OF_S3.items():
        setattr(S3Response, method, _of_s3(operation, original, answer))
    errors.warn = _accept_any_code


def stop_listening() -> None:
    """Let moto answer by itself again."""
    BaseResponse.call_action = _ORIGINAL
    for method, original in _OF_S3.values():
        setattr(S3Response, method, original)
    errors.warn = _WARN


def _of_s3(operation: str, original: Callable[[Any], Any], answer: Callable[[Exchange], Wire]) -> Callable[[Any], Wire]:
    return lambda response: answer(_S3Exchange(response, operation, original))


def _accept_any_code(*_: object, **__: object) -> None:
    """AWS answers with codes that the model of a service does not list; moto warns of each."""
