"""Log drivers that do not start.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
"""

from __future__ import annotations

from typing import Final

from fargate_doctor.facts.messages.access_words import REFUSAL, SERVER_ERROR, THROTTLED
from fargate_doctor.facts.messages.network_words import CONNECTION_ISSUE, NETWORK
from fargate_doctor.facts.messages.rule import Family, cannot_tell, cause, words

LOGGING_INIT: Final = Family(
    "logging_init",
    words(
        "logging driver",
        "logger args",
        "log driver",
        "cloudwatch log group",
        "cloudwatch log stream",
        "amazon cloudwatch",
        "cloudwatch logs",
        "failed to create cloudwatch log",
        "awslogs",
        "log group does not exist",
        "logs:createlog",
        "logs:putlogevents",
        "lookup logs.",
        "https://logs.",
        "fluentd log",
        "unable to create log stream",
        "firelens",
        "splunk:",
        without=("exited with code",),
    ),
    (
        *REFUSAL,
        CONNECTION_ISSUE,
        cause(
            "not_found",
            "log group does not exist",
            "loggroup does not exist",
            "log group not found",
            "resourcenotfoundexception",
        ),
        THROTTLED,
        cause(
            "log_driver_config",
            "dial unix",
            "unknown log opt",
            "log opt",
            "log-opt",
            "log configuration specified",
            "logging driver specified",
            "log driver arguments",
            "logdriver arguments",
            "is required",
            "requires option",
            "must be specified",
            "must specify",
            "must be set",
            "missing",
            "no such file",
            "unknown logging driver",
            "no logging driver named",
            "unsupported",
            "not supported",
            "is not registered",
            "invalid",
            "failed to satisfy constraint",
            "validation error",
            "parse",
        ),
        *NETWORK,
        SERVER_ERROR,
        cause("ambiguous", "signal: killed", confidence="possible", alternatives=("network_timeout", "access_denied")),
    ),
    cannot_tell("not_found", "network_timeout", "access_denied", "log_driver_config"),
)
