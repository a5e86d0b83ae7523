"""How long a task lived against the time that its service gives it before health checks count.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.balancing.registration import Registration
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.balancing import TargetGroup
    from fargate_doctor.model.evidence import Evidence

_TIMES: Final = 3
"""Registration, rounds of checks and the service's own pace take as long again."""


@frozen
class Timing:
    """Whole seconds: how long the task ran, the grace period, and how soon a target can be found unhealthy.

    None is what the case does not say. A grace period that is not set is 0.
    """

    ran: int | None
    grace: int
    until_unhealthy: int | None
    start_period: int | None
    evidence: tuple[Evidence, ...]

    @property
    def ended_soon_after_grace(self) -> bool:
        """Tell whether the task was stopped about as soon as health checks could do it."""
        if self.ran is None or self.until_unhealthy is None:
            return False
        return self.ran <= self.grace + _TIMES * self.until_unhealthy


def timing_of(facts: TaskFacts, registration: Registration, group: TargetGroup) -> Timing:
    """Return the times of a task beside those of its service and target group."""
    task = facts.task
    end = task.stopping_at or task.stopped_at or facts.snapshot.now
    ran = int((end - task.started_at).total_seconds()) if end and task.started_at else None
    interval, threshold = group.health_check_interval_seconds, group.unhealthy_threshold_count
    quoted = [registration.service.cite("healthCheckGracePeriodSeconds")]
    quoted += [task.cite("startedAt")] if task.started_at else []
    quoted += [task.cite("stoppingAt")] if task.stopping_at else []
    quoted += [group.cite("HealthCheckIntervalSeconds"), group.cite("UnhealthyThresholdCount")] if interval else []
    return Timing(
        ran=ran if ran is None or ran >= 0 else None,
        grace=registration.service.health_check_grace_period_seconds or 0,
        until_unhealthy=interval * threshold if interval and threshold else None,
        start_period=_start_period(facts, registration),
        evidence=tuple(quoted),
    )


def _start_period(facts: TaskFacts, registration: Registration) -> int | None:
    """Return the time that the container itself asks for before its own health check counts; None for none."""
    definition = facts.snapshot.task_definitions.by_id.get(facts.task.task_definition_arn)
    containers = definition.container_definitions if definition else ()
    named = (each for each in containers if each.name == registration.balancer.container_name)
    container = next(named, None)
    return container.health_check.start_period if container and container.health_check else None
