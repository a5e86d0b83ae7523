"""Words that speak of a way that does not work, whatever was to be reached.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
"""

from __future__ import annotations

from typing import Final

from fargate_doctor.facts.messages.rule import Cause, cause

CONNECTION_ISSUE: Final = cause("network_timeout", "connection issue between")

DNS: Final = cause(
    "dns_failure",
    "no such host",
    "server misbehaving",
    "dial tcp: lookup",
    "dial udp",
    ": lookup ",
    "name resolution",
    "name or service not known",
    "could not resolve host",
    "couldn't resolve host",
    "error resolving",
    "nxdomain",
    without=("lookup mount target",),
)

TLS: Final = cause(
    "tls_error",
    "x509:",
    "certificate signed by unknown",
    "certificate has expired",
    "certificate is not trusted",
    "certificate is valid for",
    "failed to verify certificate",
    "remote error: tls",
    "tls: ",
    "tls handshake failure",
    "ssl handshake",
    "server gave HTTP response to HTTPS client",
    without=("handshake timeout",),
)

REFUSED: Final = cause("connection_refused", "connection refused", "connection reset", "actively refused")

CLOSED: Final = cause(
    "connection_refused", "unexpected eof", ": eof", confidence="possible", alternatives=("network_timeout",)
)

TIMEOUT: Final = cause(
    "network_timeout",
    "i/o timeout",
    "client.timeout",
    "timeout exceeded while awaiting headers",
    "context deadline exceeded",
    "deadlineexceeded",
    "connection timed out",
    "connect timeout",
    "connection timeout",
    "operation timed out",
    "request timed out",
    "handshake timeout",
    "request canceled while waiting for connection",
    "request cancelled while waiting for connection",
    "no route to host",
    "network is unreachable",
    "cannot assign requested address",
    "could not connect to the endpoint",
    "couldn't connect to",
)

NO_ANSWER: Final = cause(
    "network_timeout",
    "context canceled",
    "context cancelled",
    "requestcanceled",
    "request canceled",
    "request cancelled",
    "send request failed",
    "failed to do request",
    "net/http:",
    "dial tcp",
    "could not reach",
    "check your network connection",
    "check your network configuration",
    "check your task network configuration",
    confidence="likely",
)
"""The call never got an answer, or ECS itself points at the network without saying why."""

NETWORK: Final[tuple[Cause, ...]] = (DNS, TIMEOUT, TLS, REFUSED, CONNECTION_ISSUE, NO_ANSWER, CLOSED)
