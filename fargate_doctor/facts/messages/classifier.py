"""Family and cause of a message."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.messages.carried import carried_in
from fargate_doctor.facts.messages.containers import ESSENTIAL_EXIT, START_FAILED
from fargate_doctor.facts.messages.extraction import extract
from fargate_doctor.facts.messages.families import FAMILIES
from fargate_doctor.facts.messages.network_words import NETWORK
from fargate_doctor.facts.messages.placing import CODES, UNPLACED
from fargate_doctor.facts.messages.rule import Cause, Family, cannot_tell, words
from fargate_doctor.facts.messages.wording import Wording, squeeze, wording_of
from fargate_doctor.facts.service_names import service_of
from fargate_doctor.facts.symptom import Extracted, Message
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Confidence, weakest

if TYPE_CHECKING:
    from fargate_doctor.facts.symptom import Where

_ERROR_HEADS: Final = words("Error:", "Exception:", "Unexpected EC2", "Essential container", "failed to", "unable to")
_LABELS: Final = re.compile(
    r"^(?:(?:taskfailedtostart|stoppedreason|statusreason|stopcode|failures?|reason|error)[-:=]?)+"
)
_WRAPPERS: Final = (START_FAILED, UNPLACED)
_LONGEST_RECORD: Final = 65_536
_KILLED: Final = 137
_TERMINATED: Final = 143
_NOT_RUN: Final = (126, 127)
_FAMILY_OF_SERVICE: Final = {
    "ecr.api": "registry_auth",
    "ecr.dkr": "image_pull",
    "s3": "image_pull",
    "secretsmanager": "secrets_fetch",
    "ssm": "secrets_fetch",
    "logs": "logging_init",
}
_OF_STOP_CODE: Final[dict[str, tuple[str, str, Confidence]]] = {
    "userinitiated": ("user_stop", "user_initiated", "likely"),
    "spotinterruption": ("spot_interruption", "spot_reclaim", "likely"),
    "terminationnotice": ("platform", "other", "likely"),
    "serviceschedulerinitiated": ("deployment", "scale_in_or_deploy", "possible"),
    "essentialcontainerexited": ("essential_exit", "ambiguous", "possible"),
    "taskfailedtostart": ("container_start", "ambiguous", "possible"),
}


@frozen
class _Reading:
    family: str
    cause: str
    confidence: Confidence
    alternatives: tuple[str, ...] = ()


def classify(text: str, *, where: Where | None = None, stop_code: str | None = None) -> Message:
    """Return what a message says; `where` and `stop_code` are taken into account where they are known."""
    carried = carried_in(text[:_LONGEST_RECORD]) if ":" in text else None
    wording = wording_of(carried.text if carried and carried.text else text)
    extracted = extract(wording.line)
    code = stop_code or (carried.stop_code if carried else None) or ""
    reading = _read(wording, extracted, where, code.lower())
    confidence = reading.confidence
    if reading.cause == "ambiguous":
        confidence = "possible"
    elif wording.is_completed:
        confidence = weakest(confidence, "likely")
    return Message(
        text=text,
        family=reading.family,
        cause=reading.cause,
        confidence=confidence,
        alternatives=tuple(each for each in reading.alternatives if each != reading.cause),
        extracted=extracted,
    )


def _read(wording: Wording, extracted: Extracted, where: Where | None, stop_code: str) -> _Reading:
    squeezed = wording.squeezed
    if stop_code == "userinitiated" and not _ERROR_HEADS.occur_in(squeezed):
        return _Reading("user_stop", "user_initiated", "certain")
    code = CODES.get(_LABELS.sub("", squeezed).removesuffix(".")) or _code_after_heading(wording.line)
    if code:
        return _Reading(*code, "likely")
    for family in FAMILIES:
        if family.words.occur_in(squeezed):
            return _of_family(family, squeezed, extracted)
    return _of_context(squeezed, extracted, where, stop_code)


def _code_after_heading(line: str) -> tuple[str, str] | None:
    """Return what a code in capitals says that follows a heading in whatever language."""
    last = line.rpartition(": ")[2]
    return CODES.get(squeeze(last)) if last.isupper() else None


def _of_family(family: Family, squeezed: str, extracted: Extracted) -> _Reading:
    if family.family == "essential_exit":
        return _of_exit(family, extracted.exit_code)
    if family in _WRAPPERS and (network := _network_words(squeezed)):
        return _Reading("image_pull", network.cause, "likely", network.alternatives)
    told = next((each for each in family.causes if each.words.occur_in(squeezed)), family.otherwise)
    return _Reading(family.family, told.cause, told.confidence, told.alternatives or _others(family, told.cause))


def _others(family: Family, told: str) -> tuple[str, ...]:
    """Return what an ambiguous message of a family could mean, where its rule does not say."""
    return family.otherwise.alternatives if told == "ambiguous" else ()


def with_exit_code(message: Message, code: int) -> Message:
    """Return a message that only says that a container ended, with the code with which it did."""
    reading = _of_exit(ESSENTIAL_EXIT, code)
    return replace(
        message,
        family=reading.family,
        cause=reading.cause,
        confidence=reading.confidence,
        alternatives=reading.alternatives,
        extracted=replace(message.extracted, exit_code=code),
    )


def _of_exit(family: Family, code: int | None) -> _Reading:
    if code == _KILLED:
        return _Reading(family.family, "ambiguous", "possible", ("app_exit", "oom", "unhealthy_container"))
    if code == _TERMINATED:
        return _Reading(family.family, "ambiguous", "possible", ("app_exit", "scale_in_or_deploy"))
    if code is None:
        return _Reading(family.family, "ambiguous", "possible", family.otherwise.alternatives)
    sure: Confidence = "likely" if code else "possible"
    return _Reading(family.family, "app_exit", sure, ("bad_command",) if code in _NOT_RUN else ())


def _of_context(squeezed: str, extracted: Extracted, where: Where | None, stop_code: str) -> _Reading:
    """Return what a bare fragment says: by the host that it names, by its words alone, by the stop code."""
    network = _network_words(squeezed)
    service = service_of(extracted.host) if extracted.host else None
    family = _FAMILY_OF_SERVICE.get(service.name) if service else None
    if network is not None and family is None and where == "serviceEvent":
        return _Reading("elb_health", "unhealthy_target", "likely")
    if network is not None and (family or where not in {"serviceEvent", "runTaskFailure"}):
        return _Reading(
            family or "image_pull", network.cause, weakest(network.confidence, "likely"), network.alternatives
        )
    if stop_code in _OF_STOP_CODE:
        return _Reading(*_OF_STOP_CODE[stop_code])
    unknown = cannot_tell()
    return _Reading(family or "other", "ambiguous" if family else "other", unknown.confidence)


def _network_words(squeezed: str) -> Cause | None:
    return next((each for each in NETWORK if each.words.occur_in(squeezed)), None)
