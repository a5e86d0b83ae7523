"""How each container's log driver is set up, and what of it a driver on Fargate would refuse.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.arns import Arn, parse_arn
from fargate_doctor.facts.service_names import partition_of
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Confidence, Evidence

FaultKind = Literal["driver", "missing", "no-router", "mode", "group-name", "buffer", "two-formats"]

ON_FARGATE: Final = ("awslogs", "splunk", "awsfirelens")
_ELSEWHERE: Final = frozenset({"", "json-file", "syslog", "journald", "gelf", "fluentd", "logentries", "none"})
"""Drivers of Amazon ECS that Fargate does not take. Of one that nobody knows, nothing is known.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html
"""
_REQUIRED: Final[dict[str, tuple[str, ...]]] = {
    "awslogs": ("awslogs-group", "awslogs-region", "awslogs-stream-prefix"),
    "splunk": ("splunk-url", "splunk-token"),
}
_MODES: Final = frozenset({"blocking", "non-blocking"})
_SIZE: Final = re.compile(r"\d+(?:\.\d+)?\s?[kmgtp]?i?b?", re.IGNORECASE)
_GROUP_NAME: Final = re.compile(r"[.\-_/#A-Za-z0-9]{1,512}")
_EITHER: Final = ("awslogs-datetime-format", "awslogs-multiline-pattern")


@frozen
class Fault:
    """What a driver would refuse: the option it is about, with its value where it has one."""

    kind: FaultKind
    option: str
    value: str = ""
    supports: Confidence = "certain"


@frozen
class LogSetting:
    """The log configuration of one container. `options` are by their names in small letters."""

    container: str
    driver: str
    options: Mapping[str, str]
    secret_options: frozenset[str]
    has_router: bool
    home: Arn
    named: Evidence
    options_named: Evidence

    @property
    def group(self) -> str:
        """Return the log group, empty where none is named."""
        return self.options.get("awslogs-group", "")

    @property
    def region(self) -> str:
        """Return the Region of the log group, the task's own where none is named."""
        return self.options.get("awslogs-region") or self.home.region

    @property
    def creates_group(self) -> bool:
        """Tell whether the driver makes the group where it is missing."""
        return self.options.get("awslogs-create-group", "").lower() == "true"

    @property
    def mode(self) -> str:
        """Return the delivery mode that is named, empty where none is."""
        return self.options.get("mode", "")

    def group_arn(self, region: str | None = None) -> str:
        """Return the ARN of the log group, in another Region where one is given."""
        at = self.home
        return str(Arn(at.partition, "logs", region or self.region, at.account, f"log-group:{self.group}"))

    def faults(self) -> Iterator[Fault]:
        """Return what the driver would refuse."""
        if self.driver in _ELSEWHERE:
            yield Fault("driver", self.driver)
            return
        for option in _REQUIRED.get(self.driver, ()):
            if not self.options.get(option, "").strip() and option not in self.secret_options:
                yield Fault("missing", option)
        if self.driver == "awsfirelens" and not self.has_router:
            yield Fault("no-router", self.driver)
        if self.driver == "awslogs":
            yield from self._faults_of_values()

    def _faults_of_values(self) -> Iterator[Fault]:
        if self.mode and self.mode.lower() not in _MODES:
            yield Fault("mode", "mode", self.mode, "likely")
        size = self.options.get("max-buffer-size", "")
        if size and not _SIZE.fullmatch(size):
            yield Fault("buffer", "max-buffer-size", size, "likely")
        if self.group and not _GROUP_NAME.fullmatch(self.group):
            yield Fault("group-name", "awslogs-group", self.group)
        if all(self.options.get(each) for each in _EITHER):
            yield Fault("two-formats", _EITHER[0], _EITHER[1], "likely")

    def ways(self, facts: TaskFacts) -> tuple[NeedWalk, ...]:
        """Return the task's ways to where the logs go."""
        return tuple(each for each in facts.walks if self.options_named in each.need.evidence)


def log_settings(facts: TaskFacts) -> tuple[LogSetting, ...]:
    """Return the log configuration of every container that has one; raises `Unanswered` without the definition."""
    definition = facts.definition.require().value
    written = parse_arn(facts.task.task_arn)
    region = (written.region if written else "") or facts.snapshot.region or ""
    home = Arn(
        written.partition if written else partition_of(region),
        "logs",
        region,
        (written.account if written else "") or facts.snapshot.account or "",
        "",
    )
    has_router = any(each.firelens_configuration for each in definition.container_definitions)
    return tuple(
        LogSetting(
            container=container.name,
            driver=logging.log_driver.lower(),
            options={name.lower(): value for name, value in logging.options.items()},
            secret_options=frozenset(each.name.lower() for each in logging.secret_options),
            has_router=has_router,
            home=home,
            named=definition.cite(f"containerDefinitions[{index}].logConfiguration.logDriver"),
            options_named=definition.cite(f"containerDefinitions[{index}].logConfiguration.options"),
        )
        for index, container in enumerate(definition.container_definitions)
        if (logging := container.log_configuration) and logging.log_driver
    )
