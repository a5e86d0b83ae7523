"""What ECS reported about a task: the most telling of its messages, where its life broke off, what it reached for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.exit_codes import says_less
from fargate_doctor.facts.messages.classifier import classify, with_exit_code
from fargate_doctor.facts.messages.roles import SERVICE_LINKED_ROLE
from fargate_doctor.facts.messages.wording import squeeze
from fargate_doctor.facts.reached_for import purposes_of
from fargate_doctor.facts.symptom import Message, Symptom
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.phases import Phase
    from fargate_doctor.facts.symptom import Where
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.task import Task

_PHASE_OF_FAMILY: Final[dict[str, Phase | None]] = {
    "eni_provisioning": "eni",
    "capacity": "eni",
    "placement": "eni",
    "iam_role": "secrets",
    "registry_auth": "secrets",
    "secrets_fetch": "secrets",
    "volume_mount": "volumes",
    "image_pull": "image",
    "logging_init": "logs",
    "container_health": "health",
    "elb_health": "health",
    "elb_config": "health",
    "user_stop": None,
    "deployment": None,
    "spot_interruption": None,
}
_SAYS_LITTLE: Final = frozenset({"essential_exit", "other"})
_CAUSES_OF_SILENCE: Final[dict[Phase, tuple[str, ...]]] = {
    "eni": ("subnet_ip_exhausted", "eni_limit", "capacity_unavailable"),
    "secrets": ("network_timeout", "access_denied", "not_found"),
    "image": ("network_timeout", "access_denied", "not_found"),
    "start": ("bad_command", "log_driver_config"),
    "health": ("app_exit", "oom"),
}


@frozen
class _Said:
    message: Message
    where: Where
    evidence: tuple[Evidence, ...]

    @property
    def rank(self) -> int:
        """Return how little it tells: 0 a cause, 1 what failed, 2 with which code, 3 only that something did."""
        says_little = self.message.family in _SAYS_LITTLE and not purposes_of(self.message)
        if says_little or self._is_bare_start_failure:
            return 3 if self.message.extracted.exit_code is None else 2
        return 1 if self.message.cause == "ambiguous" else 0

    @property
    def _is_bare_start_failure(self) -> bool:
        return self.message.family == "container_start" and self.message.cause == "ambiguous"


def symptom_of(task: Task) -> Symptom:
    """Return what ECS said about a task; a task that runs or waits without a word has no message."""
    said = _most_telling(task)
    if said is None:
        return _silence(task)
    phase = _phase(task, said)
    return Symptom(
        message=said.message,
        where=said.where,
        phase=phase,
        purposes=purposes_of(said.message),
        evidence=(*said.evidence, *_stop_code(task)),
    )


def symptom_of_event(task: Task, message: Message, evidence: Evidence) -> Symptom:
    """Return what an event says of the tasks that a service cannot launch; one that tells no cause is no message."""
    said = _Said(message, "serviceEvent", (evidence,))
    if said.rank:
        return Symptom(message=None, where="serviceEvent", evidence=(evidence,))
    return Symptom(message, "serviceEvent", _phase(task, said), purposes_of(message), (evidence,))


def phase_by_times(task: Task) -> Phase | None:
    """Return where a task's life broke off by what it recorded on its way; None where it recorded nothing.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
    """
    if task.started_at is not None:
        return "health"
    if task.pull_stopped_at is not None:
        return "start"
    if task.pull_started_at is not None:
        return "image"
    if any(each.is_network_interface and each.detail("networkInterfaceId") for each in task.attachments):
        return "secrets"
    return "eni" if task.created_at is not None else None


def _most_telling(task: Task) -> _Said | None:
    all_said = _everything_said(task)
    if task.stop_code == "UserInitiated" and all_said and all_said[0].where == "stoppedReason":
        return all_said[0]
    if not all_said:
        return None
    best = min(all_said, key=lambda each: each.rank)
    return _with_exit_code(task, best) if best.message.family in _SAYS_LITTLE else best


def _everything_said(task: Task) -> list[_Said]:
    said = []
    if task.stopped_reason or (task.stop_code and task.is_stopped):
        text = task.stopped_reason or ""
        evidence = (task.cite("stoppedReason"),) if text else ()
        message = classify(text, where="stoppedReason", stop_code=task.stop_code)
        said.append(_Said(message, "stoppedReason", evidence))
    for index, container in enumerate(task.containers):
        if container.reason:
            message = classify(container.reason, where="containerReason", stop_code=task.stop_code)
            members = ("reason", "exitCode") if container.exit_code is not None else ("reason",)
            quoted = tuple(task.cite(f"containers[{index}].{member}") for member in members)
            said.append(_Said(message, "containerReason", quoted))
    return said


def _with_exit_code(task: Task, said: _Said) -> _Said:
    """Return the message with the exit code that tells most."""
    telling = _telling_code(task)
    ended = said.message.family == "essential_exit" or task.stop_code == "EssentialContainerExited"
    if telling is None or not ended or said.message.extracted.exit_code is not None:
        return said
    code, index = telling
    quoted = task.cite(f"containers[{index}].exitCode")
    return _Said(with_exit_code(said.message, code), said.where, (*said.evidence, quoted))


def _telling_code(task: Task) -> tuple[int, int] | None:
    """Return the exit code that tells most, with the place of its container."""
    codes = [(each.exit_code, index) for index, each in enumerate(task.containers) if each.exit_code is not None]
    return min(codes, key=lambda each: says_less(each[0]), default=None)


def _phase(task: Task, said: _Said) -> Phase | None:
    message, by_times = said.message, phase_by_times(task)
    if _is_before_the_interface(message, by_times):
        return "eni"
    if message.family in _PHASE_OF_FAMILY:
        return _PHASE_OF_FAMILY[message.family]
    if message.family == "other" and "s3" in purposes_of(message):
        return "secrets"
    if message.family in {"container_start", "platform"} and said.rank == 0:
        return "start" if task.started_at is None else by_times
    if message.family in {"essential_exit", "out_of_memory"} and by_times in {None, "eni", "secrets", "image"}:
        return "start"
    return by_times


def _is_before_the_interface(message: Message, by_times: Phase | None) -> bool:
    """Tell whether words of no certain phase are about what ECS does before there is a network interface."""
    if message.family == "iam_role":
        return SERVICE_LINKED_ROLE.occur_in(squeeze(message.text))
    return message.family == "platform" and by_times == "eni"


def _silence(task: Task) -> Symptom:
    """Return the symptom of a task without a word: none while it lives, an unknown cause once it has stopped."""
    if not task.is_stopped:
        return Symptom(message=None)
    phase = phase_by_times(task)
    telling = _telling_code(task)
    silent = Message("", "other", "ambiguous", "possible", _CAUSES_OF_SILENCE.get(phase, ()) if phase else ())
    if telling is not None:
        code, index = telling
        message = with_exit_code(silent, code)
        exited = task.cite(f"containers[{index}].exitCode")
        return Symptom(message, "containerReason", phase, evidence=(exited,))
    return Symptom(silent, "stoppedReason", phase, evidence=(task.cite("stoppedReason"), *_stop_code(task)))


def _stop_code(task: Task) -> tuple[Evidence, ...]:
    return (task.cite("stopCode"),) if task.stop_code else ()
